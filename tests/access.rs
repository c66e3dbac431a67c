//! Access strings and policies, however wrong: no panic, a few findings with places, and fixes that hold.

use std::collections::BTreeSet;
use std::path::Path as FilePath;

use cluster_composer::document::acl::{Acl, Change, explain};
use cluster_composer::document::{Document, Resource, Value, default_region, parse_json};
use cluster_composer::rules::{Diagnostic, Severity, validate};

fn user(access: &str) -> Document {
    let mut resource = Resource::new("elasticache", "CreateUser");
    resource.parameters = Value::map([
        ("UserId".into(), Value::string("app")),
        ("UserName".into(), Value::string("app")),
        ("Engine".into(), Value::string("redis")),
        (
            "Passwords".into(),
            Value::list([Value::env("APP_PASSWORD")]),
        ),
        ("AccessString".into(), Value::string(access)),
    ]);
    Document::single("us-west-2", resource)
}

fn cluster(policy: &str) -> Document {
    let mut resource = Resource::new("dsql", "CreateCluster");
    resource.parameters = Value::map([("policy".into(), Value::string(policy))]);
    Document::single("us-east-1", resource)
}

fn place(diagnostic: &Diagnostic) -> (&'static str, usize, String) {
    let path = diagnostic.path.to_string();
    (diagnostic.rule.code, diagnostic.resource, path)
}

fn errors(diagnostics: &[Diagnostic]) -> BTreeSet<(&'static str, usize, String)> {
    let errors = diagnostics.iter();
    errors
        .filter(|d| d.rule.severity == Severity::Error)
        .map(place)
        .collect()
}

/// What is wrong with the fixes that a document is offered.
fn faults_of_fixes(document: &Document) -> Vec<String> {
    let before = validate(document);
    let mut acc = Vec::new();
    for diagnostic in &before {
        let Some(fix) = &diagnostic.fix else { continue };
        let after = validate(&document.with_edits(&fix.edits));
        if after.iter().any(|d| place(d) == place(diagnostic)) {
            acc.push(format!("“{}” leaves {:?}", fix.title, place(diagnostic)));
        }
        for new in errors(&after).difference(&errors(&before)) {
            acc.push(format!(
                "“{}” of {:?} adds {new:?}",
                fix.title,
                place(diagnostic)
            ));
        }
    }
    acc
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % sides
    }
}

const PIECES: &[&str] = &[
    "on",
    "off",
    "reset",
    "nopass",
    ">secret",
    "#ab",
    "~*",
    "~app:*",
    "~",
    "~a[]",
    "%R~x",
    "%W~é",
    "%~y",
    "%",
    "&*",
    "&news",
    "+@all",
    "-@all",
    "+@read",
    "-@readd",
    "+get",
    "+gett",
    "-config",
    "+config|get",
    "+",
    "-@",
    "+client|kill",
    "-client|",
    "(",
    ")",
    "(+set",
    "~b)",
    "(off",
    "resetkeys",
    "resetchannels",
    "clearselectors",
    "get",
    "*off*",
    "app:*",
    "on,~x",
    "@read",
    "\u{a0}",
    "\t",
    "日本",
    "|",
    "sanitize-payload",
];

#[test]
fn any_access_string_is_read_judged_and_mended() {
    let mut dice = Dice(7);
    let mut faults = Vec::new();
    for _ in 0..1_500 {
        let mut text = String::new();
        for _ in 0..dice.roll(9) {
            text.push_str(PIECES[dice.roll(PIECES.len())]);
            if dice.roll(6) > 0 {
                text.push(' ');
            }
        }
        let acl = Acl::parse(&text);
        for word in &acl.words {
            assert_eq!(&text[word.range.clone()], word.text, "{text:?}");
        }
        assert_eq!(acl.edited(|_| Change::Keep), text.trim_end(), "{text:?}");
        assert!(!explain(&text).is_empty());
        let found = faults_of_fixes(&user(&text));
        faults.extend(found.iter().map(|fault| format!("{text:?}: {fault}")));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn an_access_string_of_ten_thousand_words_has_few_findings_with_places() {
    for piece in PIECES.iter().step_by(5) {
        let text = format!("on {}", format!("{piece} ").repeat(10_000));
        let found = validate(&user(&text));
        assert!(found.len() < 10, "{piece}: {} findings", found.len());
        let longest = found.iter().map(|d| d.message.len()).max();
        assert!(longest.unwrap_or(0) < 300, "{piece}");
    }
    let text = format!("on ~* {}+gett", "+get ".repeat(10_000));
    let found = validate(&user(&text));
    let finding = found.iter().find(|d| d.rule.code == "EC647");
    let message = &finding.expect("the last word is unknown").message;
    assert!(message.contains("character 50007"), "{message}");
}

#[test]
fn no_password_in_an_access_string_is_shown() {
    for text in [
        "on >hunter2hunter2 ~a +get",
        "on (>hunter2hunter2 +get",
        "on <hunter2hunter2",
    ] {
        for finding in validate(&user(text)) {
            let shown = format!("{} {:?}", finding.message, finding.fix.map(|fix| fix.title));
            assert!(!shown.contains("hunter2"), "{text}: {shown}");
        }
        assert!(!explain(text).join(" ").contains("hunter2"));
    }
}

#[test]
fn a_policy_that_is_no_json_is_refused_at_its_place() {
    let statement =
        r#"{"Effect": "Deny", "Principal": "*", "Action": "dsql:DbConnect", "Resource": "*"}"#;
    let many = format!("{statement},\n").repeat(215);
    let text =
        format!("{{\"Version\": \"2012-10-17\", \"Statement\": [\n{many}{{\"Effect\": Deny}}]}}");
    assert!(text.len() > 17_000 && text.len() < 20_480);
    for (text, wanted) in [
        (text.as_str(), "line 217, column 12"),
        ("{", "line 1, column 1"),
        ("{\n\n", "line"),
        ("x", "line 1, column 1"),
        (&"[".repeat(20_000), "line 1"),
    ] {
        let found = validate(&cluster(text));
        let finding = found.iter().find(|d| d.rule.code == "DS030");
        let message = &finding.expect("no JSON").message;
        assert!(message.contains(wanted), "{message}");
    }
}

#[test]
fn a_policy_may_hold_anything() {
    const WORDS: &[&str] = &[
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"Version\"",
        "\"2012-10-17\"",
        "\"Statement\"",
        "\"Effect\"",
        "\"Allow\"",
        "\"Principal\"",
        "\"*\"",
        "\"AWS\"",
        "\"Condition\"",
        "null",
        "1",
        "\"é\\\"\"",
        "\n",
        " ",
    ];
    let mut dice = Dice(11);
    for _ in 0..3_000 {
        let words = (0..dice.roll(24)).map(|_| WORDS[dice.roll(WORDS.len())]);
        let text: String = words.collect();
        let faults = faults_of_fixes(&cluster(&text));
        assert!(faults.is_empty(), "{text:?}: {}", faults.join("\n"));
    }
    // A document of JSON at least, with odd values wherever one may be.
    let odd = [
        "null",
        "[]",
        "{}",
        "\"*\"",
        "[\"*\", 1]",
        "{\"AWS\": null}",
        "[[{}]]",
        "0",
    ];
    for version in odd {
        for statement in odd {
            for element in ["Effect", "Principal", "Action", "Condition"] {
                let text = format!(
                    "{{\"Version\": {version}, \"Statement\": [{statement}, {{\"{element}\": {statement}}}]}}"
                );
                validate(&cluster(&text));
            }
        }
    }
}

#[test]
fn fixes_hold_for_every_statement() {
    let folder = FilePath::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/statements");
    let text = std::fs::read_to_string(folder.join("users-groups-snapshots-dsql.json"));
    let value = parse_json(&text.expect("readable")).expect("a fixture is JSON");
    let mut faults = Vec::new();
    for statement in value.as_list().expect("a list") {
        let service = statement.text("service").expect("a service");
        let first = statement.texts("operation").next().map(|(_, name)| name);
        let operation = statement.text("example_operation").or(first);
        for example in statement.items("invalid").unwrap_or_default() {
            let mut resource = Resource::new(service, operation.expect("an operation"));
            resource.parameters = example.clone();
            let region = statement
                .get("context")
                .and_then(|context| context.text("region"));
            let region = region.unwrap_or_else(|| default_region(service));
            let found = faults_of_fixes(&Document::single(region, resource));
            let id = statement.text("id").expect("an id");
            faults.extend(found.iter().map(|fault| format!("{id}: {fault}")));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
