//! `www/docs/scenarios.html` and a page for each scenario: when to choose it, a playground, what it sets and why.

use cluster_composer::document::{Document, Resource, Value};
use cluster_composer::model::overlay;
use cluster_composer::scenarios::{self, Scenario};
use cluster_composer::share;

use super::COMMAND;
use super::advice;
use super::page::escaped;

/// The page that leads to all of them.
pub(crate) fn list() -> String {
    let cards: String = scenarios::ALL.iter().map(card).collect();
    format!(
        r#"<!-- Generated from the scenarios. Do not edit: {COMMAND} -->
<!-- title: Scenarios -->
<!-- description: Complete ElastiCache and Aurora DSQL configurations to start from, each explained, with a live playground. -->
<main id="main" tabindex="-1">
  <h1>Scenarios</h1>
  <p class="lead">Complete configurations without an error or a warning. Each page says when it is the right one and what every value is for, and lets you change it at once.</p>
  <ul class="cards">
{cards}  </ul>
</main>
"#
    )
}

fn card(scenario: &Scenario) -> String {
    format!(
        "    <li>\n      <a href=\"scenario-{id}.html\">{title}</a>\n      <p>{summary}</p>\n    </li>\n",
        id = scenario.id,
        title = escaped(scenario.title),
        summary = escaped(scenario.summary),
    )
}

/// The page of one.
pub(crate) fn page(scenario: &Scenario) -> String {
    let document = scenario.document();
    let advice = advice::of(scenario.id);
    let notes = advice.notes.iter();
    let notes: Vec<_> = notes
        .map(|note| format!("    <li>{}</li>\n", escaped(note)))
        .collect();
    let sources: Vec<String> = advice
        .sources
        .iter()
        .map(|(words, page)| {
            format!(
                r#"<a href="{}">{}</a>"#,
                advice::address(page),
                escaped(words)
            )
        })
        .collect();
    format!(
        r#"<!-- Generated from the scenarios. Do not edit: {COMMAND} -->
<!-- title: {title} -->
<!-- description: {summary} -->
<main id="main" tabindex="-1">
  <p><a href="scenarios.html">Scenarios</a></p>
  <h1>{title}</h1>
  <p class="lead">{summary}</p>
  <h2>When to choose it</h2>
  <p>{when}</p>
  <h2>Try it</h2>
  <cluster-composer mode="compact">
    <a href="../{fragment}">Open it in Cluster Composer</a>
  </cluster-composer>
  <h2>What to know</h2>
  <ul>
{notes}  </ul>
  <p>More of it at AWS: {sources}.</p>
  <h2>What it sets</h2>
{requests}</main>
"#,
        title = escaped(scenario.title),
        summary = escaped(scenario.summary),
        when = escaped(advice.when),
        fragment = escaped(&share::to_fragment(&document)),
        notes = notes.concat(),
        sources = sources.join(", "),
        requests = requests(&document),
    )
}

fn requests(document: &Document) -> String {
    document
        .resources
        .iter()
        .map(|resource| request(resource))
        .collect()
}

fn request(resource: &Resource) -> String {
    let (service, operation) = (&*resource.service, &*resource.operation);
    let mut rows = String::new();
    let members = resource
        .operation()
        .map_or(&[][..], |found| found.input.members());
    for member in members {
        if let Some(value) = resource.parameters.get(member.name) {
            rows += &row(service, operation, member.name, value);
        }
    }
    format!(
        r#"  <h3>{title} <code>{name}</code></h3>
  <p>{about}</p>
  <table>
    <thead><tr><th scope="col">Parameter</th><th scope="col">Value</th><th scope="col">What it is for</th></tr></thead>
    <tbody>
{rows}    </tbody>
  </table>
"#,
        title = escaped(&overlay::title(service, operation)),
        name = escaped(operation),
        about = escaped(overlay::summary(service, operation)),
    )
}

fn row(service: &str, operation: &str, name: &str, value: &Value) -> String {
    let note = overlay::overlay(service, operation)
        .and_then(|overlay| overlay.notes.iter().find(|note| note.path == name));
    let label = note.map_or_else(|| overlay::words(name), |note| note.label.to_owned());
    let shown = match value.as_str() {
        Some(text) => text.to_owned(),
        None => value.to_json(),
    };
    format!(
        "      <tr><td>{label}<br><code>{name}</code></td><td><code>{value}</code></td><td>{help}</td></tr>\n",
        label = escaped(&label),
        value = escaped(&shown),
        help = escaped(note.map_or("", |note| note.help)),
    )
}
