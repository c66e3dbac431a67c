//! `docs/rules.md`.

use super::COMMAND;
use super::entry::{Entry, Example, families, severity};

pub(crate) fn render(entries: &[Entry]) -> String {
    let mut acc = format!(
        "<!-- Generated from the rules. Do not edit: {COMMAND} -->\n\
         # Rules\n\n\
         What Cluster Composer finds wrong, rule by rule. `error`: AWS would refuse it. `warning`: AWS may refuse it, \
         or it is very likely not what is wanted. `info`: worth knowing.\n"
    );
    for family in families(entries) {
        acc += &format!("\n## {}\n\n{}\n\n", family.title, family.about);
        acc += "| code | rule | severity | what |\n| --- | --- | --- | --- |\n";
        for Entry { rule, .. } in &family.entries {
            acc += &format!(
                "| [{code}](#{code}) | {name} | {severity} | {what} |\n",
                code = rule.code,
                name = rule.name,
                severity = severity(rule),
                what = text(rule.summary).replace('|', "\\|"),
            );
        }
        for entry in &family.entries {
            acc += &section(entry);
        }
    }
    acc
}

fn section(Entry { rule, bad, good }: &Entry) -> String {
    let mut acc = format!(
        "\n<a id=\"{code}\"></a>\n### {code} {name}\n\n{severity} · {operations}\n\n{what}\n\n{why}\n\n",
        code = rule.code,
        name = rule.name,
        severity = severity(rule),
        operations = operations(rule.operations),
        what = text(rule.summary),
        why = text(rule.why),
    );
    if let Some(example) = bad {
        acc += &format!("Wrong:\n\n{}", code(example));
        if let Some(message) = &example.message {
            acc += &format!("> {}\n\n", text(message));
        }
    }
    if let Some(example) = good {
        acc += &format!("Right:\n\n{}", code(example));
    }
    acc += &format!("Fix: {}\n\n[Source]({})\n", text(rule.fix), rule.source);
    acc
}

fn operations(names: &[&str]) -> String {
    if names.is_empty() {
        "every operation".to_owned()
    } else {
        names.join(", ")
    }
}

fn code(example: &Example) -> String {
    format!("```json\n{}\n```\n\n", example.json)
}

/// Words that Markdown is not to read as markup.
fn text(text: &str) -> String {
    let mut acc = String::with_capacity(text.len());
    for c in text.chars() {
        if "\\`*_[]<>".contains(c) {
            acc.push('\\');
        }
        acc.push(if c == '\n' { ' ' } else { c });
    }
    acc
}
