//! What holds for every document, however wrong: nothing panics, nothing depends on the order of
//! members, a fix helps, and what comes out grows with what goes in.
//!
//! `PROPTEST_CASES` tries more documents than usual, `PROPTEST_RNG_SEED` tries others.

#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod growth;
mod tape;

use std::collections::BTreeMap;
use std::rc::Rc;

use cluster_composer::document::{Document, Resource, Value, parse_json};
use cluster_composer::parse::{self, Hints};
use cluster_composer::render::{self, Options, Output};
use cluster_composer::rules::{Diagnostic, Severity, validate};
use cluster_composer::{share, topology};
use proptest::prelude::{Strategy, any};
use proptest::test_runner::{Config, RngSeed, TestCaseError, TestRunner};

use tape::Tape;

/// Runs a property on many documents. The same ones each time, so that a failure is a change's doing.
fn holds(property: impl Fn(&Document, &mut Tape) -> Result<(), String>) {
    let usual = Config::default();
    let rng_seed = match usual.rng_seed {
        RngSeed::Random => RngSeed::Fixed(1),
        chosen @ RngSeed::Fixed(_) => chosen,
    };
    let config = Config {
        failure_persistence: None,
        rng_seed,
        ..usual
    };
    let tapes = proptest::collection::vec(any::<u32>(), 0..96);
    let outcome = TestRunner::new(config).run(&tapes.prop_map(Tape::new), |mut tape| {
        let document = tape.document();
        property(&document, &mut tape)
            .map_err(|why| TestCaseError::fail(format!("{why}\n{}", document.to_value().to_json())))
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
}

fn shown(diagnostic: &Diagnostic) -> String {
    format!(
        "{} {}:{} {}",
        diagnostic.rule.code, diagnostic.resource, diagnostic.path, diagnostic.message
    )
}

/// Together the spans are the whole text.
fn spans_cover(output: &Output) -> Result<(), String> {
    let mut end = 0;
    for span in &output.spans {
        let piece = output.text.get(span.range.clone());
        if span.range.start != end || piece.is_none_or(str::is_empty) {
            return Err(format!("{span:?} after {end} of {}", output.text));
        }
        end = span.range.end;
    }
    if end == output.text.len() {
        Ok(())
    } else {
        Err(format!("the spans end at {end} of {}", output.text))
    }
}

#[test]
fn nothing_panics() {
    holds(|document, _| {
        for diagnostic in validate(document) {
            if diagnostic.message.is_empty() {
                return Err(format!("{} says nothing", diagnostic.rule.code));
            }
            if diagnostic.resource >= document.resources.len().max(1) {
                return Err(format!("{} is nowhere", shown(&diagnostic)));
            }
        }
        for format in render::FORMATS {
            for reveal_secrets in [false, true] {
                let output = |text_only| {
                    let options = Options {
                        reveal_secrets,
                        text_only,
                    };
                    (format.render)(document, options)
                };
                let whole = output(false);
                spans_cover(&whole)?;
                if output(true).text != whole.text {
                    return Err(format!("{} without spans is another text", format.id));
                }
            }
        }
        for index in 0..=document.resources.len() {
            if let Some(found) = topology::of(document, index) {
                topology::describe(&found);
            }
        }
        Ok(())
    });
}

#[test]
fn checking_and_rendering_are_functions() {
    holds(|document, _| {
        let first: Vec<String> = validate(document).iter().map(shown).collect();
        let second: Vec<String> = validate(&document.clone()).iter().map(shown).collect();
        if first != second {
            return Err(format!("{first:#?} and then {second:#?}"));
        }
        Ok(())
    });
}

#[test]
fn documents_survive_json() {
    holds(|document, _| {
        let text = document.to_value().to_json();
        let value = parse_json(&text).map_err(|error| error.to_string())?;
        match Document::from_value(&value) {
            Ok(back) if back == *document => Ok(()),
            other => Err(format!("comes back as {other:?}")),
        }
    });
}

#[test]
fn links_of_documents_are_read_again() {
    holds(|document, _| {
        let fragment = share::to_fragment(document);
        let back =
            share::from_fragment(&fragment).map_err(|error| format!("{fragment}: {error}"))?;
        let again = share::to_fragment(&back);
        if again != fragment {
            return Err(format!("{fragment} and then {again}"));
        }
        Ok(())
    });
}

#[test]
fn no_text_panics_a_reader() {
    holds(|document, tape| {
        for format in render::FORMATS {
            let text = (format.render)(document, Options::default()).text;
            // Cut and damaged, at a place where a character begins.
            let mut cut = tape.below(text.len() + 1);
            while !text.is_char_boundary(cut) {
                cut -= 1;
            }
            let (head, tail) = text.split_at(cut);
            for damaged in [head.to_owned(), format!("{tail}{head}"), text.clone()] {
                parse::parse(&damaged, &Hints::default()).ok();
                share::from_fragment(&damaged).ok();
            }
        }
        Ok(())
    });
}

/// The value with the members of every object in another order.
fn shuffled(value: &Value, tape: &mut Tape) -> Value {
    match value {
        Value::List(items) => Value::list(items.iter().map(|item| shuffled(item, tape))),
        Value::Map(map) => {
            let mut entries: Vec<_> = map.iter().map(|(k, v)| (k.clone(), v)).collect();
            for i in (1..entries.len()).rev() {
                entries.swap(i, tape.below(i + 1));
            }
            Value::map(entries.into_iter().map(|(k, v)| (k, shuffled(v, tape))))
        }
        other => other.clone(),
    }
}

#[test]
fn the_order_of_members_does_not_matter() {
    holds(|document, tape| {
        let turned = shuffled(&document.to_value(), tape);
        let turned = Document::from_value(&turned).map_err(|error| error.to_string())?;
        let before: Vec<String> = validate(document).iter().map(shown).collect();
        let after: Vec<String> = validate(&turned).iter().map(shown).collect();
        if before != after {
            let other = turned.to_value().to_json();
            return Err(format!("{before:#?}\nbut {after:#?} of {other}"));
        }
        Ok(())
    });
}

/// The findings that are errors, each as often as it is made.
fn errors(diagnostics: &[Diagnostic]) -> BTreeMap<String, usize> {
    let mut acc = BTreeMap::new();
    for found in diagnostics {
        if found.rule.severity == Severity::Error {
            *acc.entry(shown(found)).or_default() += 1;
        }
    }
    acc
}

/// What is wrong with the fixes of a document, if anything.
fn fixes_help(document: &Document) -> Result<(), String> {
    let before = validate(document);
    let n_before: usize = errors(&before).values().sum();
    for diagnostic in &before {
        let Some(fix) = &diagnostic.fix else { continue };
        let place = format!("“{}” of {}", fix.title, shown(diagnostic));
        let fixed = document.with_edits(&fix.edits);
        if fixed == *document {
            return Err(format!("{place} does nothing"));
        }
        // A value that can be read at last shows what else is wrong with it.
        if diagnostic.rule.code.starts_with('M') {
            continue;
        }
        let after = errors(&validate(&fixed));
        if after.values().sum::<usize>() > n_before {
            let known = errors(&before);
            let new: Vec<_> = after
                .keys()
                .filter(|error| !known.contains_key(*error))
                .collect();
            return Err(format!("{place} adds {new:#?}"));
        }
    }
    Ok(())
}

#[test]
fn a_fix_never_raises_the_number_of_errors() {
    holds(|document, _| fixes_help(document));
}

#[test]
fn a_fix_of_a_long_document_never_raises_the_number_of_errors() {
    // So long that no fix is tried before it is offered.
    let mut padding = Resource::new("elasticache", "DescribeCacheEngineVersions");
    padding.parameters = Value::list((0..20_001).map(|_| Value::Null));
    let padding = Rc::new(padding);
    holds(|document, _| {
        let mut document = document.clone();
        document.resources.push(padding.clone());
        fixes_help(&document)
    });
}
