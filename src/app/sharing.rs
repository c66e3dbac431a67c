//! What a document is shared as: a link, and texts that hold one.

use std::rc::Rc;

use crate::document::{Document, Path, Secrets, references};
use crate::model::overlay;
use crate::share;

/// Some programs cut links that are longer, in characters.
pub const COMFORTABLE: usize = 2_000;

/// Everything that can be taken away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    pub link: String,
    pub markdown: String,
    pub embed: String,
    /// The document as JSON.
    pub file: String,
    /// The environment variables that stand for what is left out.
    pub left_out: Vec<Rc<str>>,
}

/// `base` is the address of the page, without a fragment.
pub fn shared(document: &Document, base: &str) -> Shared {
    let fragment = share::to_fragment(document);
    let link = format!("{base}{fragment}");
    let title = title(document);
    let folder = base.rfind('/').map_or("", |at| &base[..=at]);
    let config = fragment.trim_start_matches('#');
    let embed = format!(
        "<script type=\"module\" src=\"{}\"></script>\n<cluster-composer config=\"{}\">\n  <a href=\"{}\">{}</a>\n</cluster-composer>\n",
        html(&format!("{folder}embed.js")),
        html(config),
        html(&link),
        html(&title),
    );
    Shared {
        markdown: markdown(&title, &link),
        embed,
        file: document.redacted().to_value().to_pretty_json(),
        left_out: left_out(document),
        link,
    }
}

/// The variables that stand for secrets which are written in the document.
fn left_out(document: &Document) -> Vec<Rc<str>> {
    let secrets = Secrets::of(document, false);
    let mut names = Vec::new();
    for (index, resource) in document.resources.iter().enumerate() {
        let all = secrets.of_resource(index);
        let written = all.filter(|(path, _)| {
            let value = resource.value(&Path::parse(path));
            value.is_some_and(|value| value.as_env().is_none())
        });
        names.extend(written.map(|(_, name)| name.clone()));
    }
    names.sort();
    names.dedup();
    names
}

/// `Replication group orders`.
fn title(document: &Document) -> String {
    let Some(first) = document.resources.first() else {
        return "Cluster".to_owned();
    };
    let what = overlay::title(&first.service, &first.operation);
    match references::own_name(first) {
        Some((_, name)) => format!("{what} {name}"),
        None => what,
    }
}

fn markdown(title: &str, link: &str) -> String {
    let mut text = String::new();
    for c in title.chars() {
        if c.is_ascii_punctuation() && c != '-' && c != '.' {
            text.push('\\');
        }
        text.push(if c.is_control() { ' ' } else { c });
    }
    // The ends of a Markdown link's address.
    let link = link.replace('(', "%28").replace(')', "%29");
    format!("[{text}]({link})")
}

fn html(text: &str) -> String {
    let mut acc = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => acc.push_str("&amp;"),
            '<' => acc.push_str("&lt;"),
            '>' => acc.push_str("&gt;"),
            '"' => acc.push_str("&quot;"),
            c => acc.push(c),
        }
    }
    acc
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Resource, Value};

    fn group(name: &str) -> Document {
        let mut resource = Resource::new("elasticache", "CreateReplicationGroup");
        resource.parameters = Value::map([
            ("ReplicationGroupId".into(), Value::string(name)),
            ("AuthToken".into(), Value::string("hunter2-hunter2!")),
        ]);
        Document::single("us-west-2", resource)
    }

    #[test]
    fn links_carry_the_document_without_its_secrets() {
        let shared = shared(&group("orders"), "https://example.com/cc/index.html");
        let fragment =
            "#v1/us-west-2/CreateReplicationGroup?ReplicationGroupId=orders&AuthToken.$env=";
        let expected = format!("https://example.com/cc/index.html{fragment}");
        assert!(shared.link.starts_with(&expected), "{}", shared.link);
        assert!(
            shared
                .embed
                .contains("src=\"https://example.com/cc/embed.js\"")
        );
        assert_eq!(shared.left_out.len(), 1);
        let all = format!("{shared:?}");
        assert!(!all.contains("hunter2"), "{all}");
    }

    #[test]
    fn no_name_breaks_out_of_its_text() {
        let shared = shared(&group("a](x)\"><script>\n&"), "https://example.com/");
        assert!(!shared.embed.contains("<script>\n"), "{}", shared.embed);
        assert_eq!(shared.embed.matches("<script").count(), 1);
        assert_eq!(shared.embed.matches("config=\"").count(), 1);
        assert!(
            shared
                .markdown
                .starts_with("[Replication group a\\]\\(x\\)\\\"\\>\\<script\\> \\&](")
        );
        assert_eq!(
            shared.markdown.matches("](").count(),
            1,
            "{}",
            shared.markdown
        );
        assert!(!shared.markdown.contains('\n'));
    }
}
