//! `www/docs/rules.html`: an anchor for every rule, and a filter. The build puts a header around it.

use super::COMMAND;
use super::entry::{Entry, Example, Family, families, severity};

pub(crate) fn render(entries: &[Entry]) -> String {
    let families = families(entries);
    let index: String = families.iter().map(index).collect();
    let sections: String = families.iter().map(section).collect();
    format!(
        r#"<!-- Generated from the rules. Do not edit: {COMMAND} -->
<!-- title: Rules -->
<!-- description: What AWS refuses in ElastiCache and Aurora DSQL requests, rule by rule, with examples and fixes. -->
<!-- scripts: rules.js -->
    <section class="head" aria-labelledby="title">
      <h1 id="title">Rules</h1>
      <p>The {n} things that are checked in every request, as you type.
        <strong class="severity" data-severity="error">error</strong> AWS would refuse it.
        <strong class="severity" data-severity="warning">warning</strong> AWS may refuse it, or it is very likely not what is wanted.
        <strong class="severity" data-severity="info">info</strong> Worth knowing.</p>
      <form class="filter" role="search" hidden>
        <label for="filter">Find rules</label>
        <input type="search" id="filter" autocomplete="off" spellcheck="false" placeholder="EC020, failover, CreateUser, warning …">
        <output for="filter"></output>
      </form>
    </section>
    <nav class="index" aria-label="Rules by code">
{index}    </nav>
    <main id="main" tabindex="-1">
{sections}    </main>
"#,
        n = entries.len(),
    )
}

fn index(family: &Family<'_>) -> String {
    let links = family.entries.iter().map(|Entry { rule, .. }| {
        let (code, name) = (rule.code, rule.name);
        format!("        <li data-rule=\"{code}\"><a href=\"#{code}\"><code>{code}</code> {name}</a></li>\n")
    });
    format!(
        "      <details open>\n        <summary>{title}</summary>\n      <ul>\n{links}      </ul>\n      </details>\n",
        title = escaped(family.title),
        links = links.collect::<String>(),
    )
}

fn section(family: &Family<'_>) -> String {
    let articles: String = family.entries.iter().map(|entry| article(entry)).collect();
    format!(
        "      <section aria-labelledby=\"{id}\">\n        <h2 id=\"{id}\">{title}</h2>\n        <p>{about}</p>\n{articles}      </section>\n",
        id = family.id,
        title = escaped(family.title),
        about = escaped(family.about),
    )
}

fn article(Entry { rule, bad, good }: &Entry) -> String {
    let operations = if rule.operations.is_empty() {
        "every operation".to_owned()
    } else {
        let names = rule.operations.iter();
        let names = names.map(|name| format!("<code>{}</code>", escaped(name)));
        names.collect::<Vec<_>>().join(", ")
    };
    let bad = bad
        .as_ref()
        .map(|example| shown("Wrong", "wrong", rule.code, example));
    let good = good
        .as_ref()
        .map(|example| shown("Right", "right", rule.code, example));
    format!(
        r##"        <article class="rule" id="{code}" tabindex="-1">
          <h3><a href="#{code}"><code>{code}</code></a> {name} <strong class="severity" data-severity="{severity}">{severity}</strong></h3>
          <p class="rule__what">{what}</p>
          <p>{why}</p>
{bad}{good}          <dl>
            <dt>Fix</dt>
            <dd>{fix}</dd>
            <dt>Looked for in</dt>
            <dd>{operations}</dd>
            <dt>Source</dt>
            <dd><a href="{source}" rel="noreferrer">{source}</a></dd>
          </dl>
        </article>
"##,
        code = rule.code,
        name = escaped(rule.name),
        severity = severity(rule),
        what = escaped(rule.summary),
        why = escaped(rule.why),
        bad = bad.unwrap_or_default(),
        good = good.unwrap_or_default(),
        fix = escaped(rule.fix),
        source = escaped(rule.source),
    )
}

fn shown(title: &str, kind: &str, code: &str, example: &Example) -> String {
    let mut said = String::new();
    if let Some(message) = &example.message {
        said += &format!(
            "          <p class=\"rule__said\">{}</p>\n",
            escaped(message)
        );
    }
    if let Some(fix) = &example.fix {
        said += &format!(
            "          <p class=\"rule__fix\">One click: {}</p>\n",
            escaped(fix)
        );
    }
    format!(
        "          <p class=\"rule__example\">{title} <a href=\"../#{fragment}\" aria-label=\"open in the composer: {kind} example of {code}\">open in the composer</a></p>\n          <pre class=\"{kind}\"><code>{json}</code></pre>\n{said}",
        fragment = escaped(&example.fragment()),
        json = escaped(&example.json),
    )
}

/// Text as HTML text or as a value in double quotes.
pub(crate) fn escaped(text: &str) -> String {
    let mut acc = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => acc += "&amp;",
            '<' => acc += "&lt;",
            '>' => acc += "&gt;",
            '"' => acc += "&quot;",
            // What an editor or a checkout would change, or a reader cannot see.
            c if c.is_control() && c != '\n' => acc += "&#xfffd;",
            c => acc.push(c),
        }
    }
    acc
}
