//! Generated documentation is what the generator writes: `docs/rules.md` and the site's pages about rules and scenarios.
//!
//! `UPDATE_DOCS=1 cargo test --test docs` writes all of it anew.

#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
#![expect(clippy::format_push_string, reason = "a page is read as it is written")]

mod advice;
mod entry;
mod markdown;
mod page;
mod scenario;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use cluster_composer::document::{Document, parse_json};
use cluster_composer::rules::{self, validate};
use cluster_composer::scenarios;
use cluster_composer::share;

use entry::{Entry, entries};

const COMMAND: &str = "UPDATE_DOCS=1 cargo test --test docs";

/// Compares a generated file, or writes it where that was asked for.
fn check(path: &str, expected: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&file, expected).unwrap();
    }
    let found = fs::read_to_string(&file).unwrap_or_default();
    // The whole difference would bury the one thing there is to do.
    assert!(found == expected, "{path} is stale; run: {COMMAND}");
}

#[test]
fn the_rules_document_is_fresh() {
    check("docs/rules.md", &markdown::render(&entries()));
}

#[test]
fn the_rules_page_is_fresh() {
    check("www/docs/rules.html", &page::render(&entries()));
}

#[test]
fn the_scenarios_pages_are_fresh() {
    check("www/docs/scenarios.html", &scenario::list());
    for found in scenarios::ALL {
        let path = format!("www/docs/scenario-{}.html", found.id);
        check(&path, &scenario::page(found));
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/docs");
    let files = fs::read_dir(folder).unwrap().filter_map(|entry| {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let id = name.strip_prefix("scenario-")?.strip_suffix(".html")?;
        Some(id.to_owned())
    });
    let written: BTreeSet<String> = files.collect();
    assert_eq!(
        written,
        scenarios::ALL
            .iter()
            .map(|found| found.id.to_owned())
            .collect()
    );
}

#[test]
fn every_scenario_is_explained_and_nothing_else() {
    let explained: BTreeSet<&str> = advice::ALL.iter().map(|advice| advice.scenario).collect();
    let there: BTreeSet<&str> = scenarios::ALL.iter().map(|found| found.id).collect();
    assert_eq!(explained, there);
}

#[test]
fn every_rule_has_an_entry_with_an_anchor_of_its_own() {
    let entries = entries();
    let html = page::render(&entries);
    let text = markdown::render(&entries);
    assert_eq!(entries.len(), rules::all().count());
    for rule in rules::all() {
        let anchor = format!("id=\"{}\"", rule.code);
        assert_eq!(html.matches(&anchor).count(), 1, "{}", rule.code);
        assert_eq!(text.matches(&anchor).count(), 1, "{}", rule.code);
        for needed in [rule.name, rule.source] {
            assert!(text.contains(needed), "{} {needed}", rule.code);
            assert!(html.contains(&page::escaped(needed)), "{}", rule.code);
        }
    }
}

#[test]
fn every_example_shows_what_is_claimed() {
    for Entry { rule, bad, good } in entries() {
        let bad = bad.unwrap_or_else(|| panic!("{} has no bad example", rule.code));
        let good = good.unwrap_or_else(|| panic!("{} has no good example", rule.code));
        let read = |text: &str| {
            let value = parse_json(text).unwrap();
            Document::from_value(&value).unwrap()
        };
        let found = |document: &Document| {
            let diagnostics = validate(document).into_iter();
            let codes = diagnostics.map(|diagnostic| diagnostic.rule.code);
            codes.collect::<BTreeSet<_>>()
        };
        for (example, breaks) in [(&bad, true), (&good, false)] {
            let value = example.document.to_value().to_json();
            assert_eq!(
                found(&read(&value)).contains(rule.code),
                breaks,
                "{}",
                rule.code
            );
            let linked = share::from_fragment(&example.fragment());
            assert!(linked.is_ok(), "{}: {}", rule.code, example.fragment());
        }
        assert!(bad.message.is_some(), "{}", rule.code);
    }
}

#[test]
fn the_page_is_whole_and_keeps_to_itself() {
    let html = page::render(&entries());
    for tag in ["article", "section", "pre", "dl", "h2", "h3", "a", "code"] {
        let opened =
            html.matches(&format!("<{tag}>")).count() + html.matches(&format!("<{tag} ")).count();
        assert_eq!(
            opened,
            html.matches(&format!("</{tag}>")).count(),
            "<{tag}>"
        );
    }
    assert!(!html.contains("<style") && !html.contains("style=") && !html.contains(" onclick"));
    for used in html
        .split("src=\"")
        .skip(1)
        .chain(html.split("rel=\"stylesheet\" href=\"").skip(1))
    {
        assert!(
            !used.starts_with("http") && !used.starts_with("//"),
            "{used:.80}"
        );
    }
}
