//! The engine behind a pipe, for tests that drive it from other languages.
//!
//! Reads one JSON object a line: `{"document": …, "formats": ["cli-sh", …], "reveal_secrets": false}`.
//! Without `formats` every available format is rendered; with `"facts": true` the answer also holds
//! `"policy": …`, `"teardown_policy": …` and `"examples": […]`.
//! `{"parse": TEXT}` is read instead: `{"document": …, "form": …, "notes": [{"line": 1, "column": 1, "message": …}]}`.
//! Writes one JSON object a line: `{"outputs": {"cli-sh": "…"}, "diagnostics": [{"code": …, "rule": …,
//! "severity": …, "resource": 0, "path": …, "message": …, "fix": {"title": …, "document": …}}]}`, or
//! `{"error": "…"}` for a line that it cannot read.

use std::io::{self, BufRead, Write};

use cluster_composer::document::{Document, Value, parse_json};
use cluster_composer::iam;
use cluster_composer::parse::{self, Hints};
use cluster_composer::render::{self, Options};
use cluster_composer::responses;
use cluster_composer::rules::{self, Diagnostic, Severity};

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let line = line?;
        let answer = answer(&line)
            .unwrap_or_else(|error| Value::map([("error".into(), Value::string(error))]));
        writeln!(out, "{}", answer.to_json())?;
        out.flush()?;
    }
    Ok(())
}

fn answer(line: &str) -> Result<Value, String> {
    let request = parse_json(line).map_err(|error| error.to_string())?;
    if let Some(text) = request.text("parse") {
        return read(text);
    }
    let value = request.get("document").ok_or("no document")?;
    let document = Document::from_value(value).map_err(|error| error.to_string())?;
    let options = Options {
        reveal_secrets: request.flag("reveal_secrets").unwrap_or(false),
        text_only: true,
    };
    let wanted: Vec<&render::Format> = if let Some(names) = request.items("formats") {
        names
            .iter()
            .map(|name| {
                let id = name.as_str().unwrap_or_default();
                render::format(id).ok_or_else(|| format!("no format {id:?}"))
            })
            .collect::<Result<_, _>>()?
    } else {
        let formats = render::FORMATS.iter().copied();
        formats
            .filter(|format| (format.available)(&document))
            .collect()
    };
    let outputs = wanted.iter().map(|format| {
        let output = (format.render)(&document, options);
        (format.id.into(), Value::string(output.text))
    });
    let outputs = Value::map(outputs.collect::<Vec<_>>());
    let found = rules::validate(&document);
    let diagnostics = Value::list(found.iter().map(|found| diagnostic(&document, found)));
    let mut answer = vec![
        ("outputs".into(), outputs),
        ("diagnostics".into(), diagnostics),
    ];
    if request.flag("facts") == Some(true) {
        let examples = (0..document.resources.len()).map(|index| {
            responses::response(&document, index).map_or(Value::Null, |answer| answer.example)
        });
        for (name, teardown) in [("policy", false), ("teardown_policy", true)] {
            let policy = iam::policy(&document, iam::Options { teardown });
            answer.push((name.into(), policy.to_value()));
        }
        answer.push(("examples".into(), Value::list(examples)));
    }
    Ok(Value::map(answer))
}

fn read(text: &str) -> Result<Value, String> {
    let parsed = parse::parse(text, &Hints::default()).map_err(|error| error.to_string())?;
    let number = |n: usize| Value::Number(n.to_string().into());
    let notes = parsed.notes.iter().map(|note| {
        Value::map([
            ("line".into(), number(note.place.line)),
            ("column".into(), number(note.place.column)),
            ("message".into(), Value::string(note.message.as_str())),
        ])
    });
    Ok(Value::map([
        ("document".into(), parsed.document.to_value()),
        ("form".into(), Value::string(parsed.form)),
        ("notes".into(), Value::list(notes)),
    ]))
}

fn diagnostic(document: &Document, found: &Diagnostic) -> Value {
    let severity = match found.rule.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    };
    let mut map = vec![
        ("code".into(), Value::string(found.rule.code)),
        ("rule".into(), Value::string(found.rule.name)),
        ("severity".into(), Value::string(severity)),
        (
            "resource".into(),
            Value::Number(found.resource.to_string().into()),
        ),
        ("path".into(), Value::string(found.path.to_string())),
        ("message".into(), Value::string(found.message.as_str())),
    ];
    if let Some(fix) = &found.fix {
        let fixed = document.with_edits(&fix.edits);
        map.push((
            "fix".into(),
            Value::map([
                ("title".into(), Value::string(fix.title.as_str())),
                ("document".into(), fixed.to_value()),
            ]),
        ));
    }
    Value::map(map)
}
