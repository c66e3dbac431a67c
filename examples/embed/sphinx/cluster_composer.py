"""The directive `cluster-composer`: a live configuration in HTML, a link in every other output.

.. cluster-composer:: v1/us-west-2/CreateReplicationGroup?ReplicationGroupId=orders&NumNodeGroups=3
   :mode: output
   :formats: cli-sh boto3
   :title: The orders cluster
"""

from html import escape

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective


def mode(argument: str) -> str:
    return directives.choice(argument, ("full", "compact", "output"))


class ClusterComposer(SphinxDirective):
    required_arguments = 1
    final_argument_whitespace = True
    option_spec = {"mode": mode, "formats": directives.unchanged, "title": directives.unchanged}

    def run(self) -> list[nodes.Node]:
        link = f"{self.config.cluster_composer_site}#{''.join(self.arguments[0].split())}"
        title = self.options.get("title", "Open in Cluster Composer")
        wanted = {"mode": self.options.get("mode"), "formats": self.options.get("formats")}
        attributes = "".join(f' {name}="{escape(value)}"' for name, value in wanted.items() if value)
        html = f'<cluster-composer{attributes}><a href="{escape(link)}">{escape(title)}</a></cluster-composer>'
        live = nodes.raw("", html, format="html")
        plain = nodes.paragraph("", "", nodes.reference("", title, refuri=link))
        return [live] if self.env.app.builder.format == "html" else [plain]


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_config_value("cluster_composer_site", "", "env", str)
    app.add_directive("cluster-composer", ClusterComposer)
    app.connect("config-inited", lambda app, config: app.add_js_file(f"{config.cluster_composer_site}embed.js", type="module"))
    return {"parallel_read_safe": True}
