//! What AWS refuses, statement by statement: each is answered by a rule or has a reason why none does.
//!
//! A statement's fixture says what it is about and which codes answer it. `valid` and `invalid` are
//! parameters of `example_operation` or else of the first operation; `context` is what else must
//! be known: the Region, and users and clusters that exist.

use std::collections::BTreeMap;
use std::path::Path as FilePath;

use cluster_composer::document::{Document, Map, Resource, Value, default_region, parse_json};
use cluster_composer::rules::{self, Diagnostic, Severity, validate};

/// How many statements each file has.
const STATEMENTS: [(&str, usize); 3] = [
    ("cluster-topology", 248),
    ("cluster-security-operations", 217),
    ("users-groups-snapshots-dsql", 295),
];

struct Statement {
    value: Value,
}

impl Statement {
    fn id(&self) -> &str {
        self.value.text("id").expect("a statement has an id")
    }

    fn texts(&self, key: &str) -> Vec<&str> {
        self.value.texts(key).map(|(_, text)| text).collect()
    }

    fn documents(&self, key: &str) -> Vec<Document> {
        let context = self.value.get("context");
        let context = match key {
            "invalid" => self.value.get("context_invalid").or(context),
            _ => context,
        };
        let examples = self.value.items(key).unwrap_or_default();
        examples
            .iter()
            .map(|parameters| self.document(parameters, context))
            .collect()
    }

    fn document(&self, parameters: &Value, context: Option<&Value>) -> Document {
        let service = self.value.text("service").expect("a service");
        let operation = self.value.text("example_operation");
        let operation = operation.unwrap_or_else(|| self.texts("operation")[0]);
        let mut resource = Resource::new(service, operation);
        resource.parameters = parameters.clone();
        let region = context.and_then(|context| context.text("region"));
        let region = region.unwrap_or_else(|| default_region(service));
        let mut document = Document::single(region, resource);
        let users = context.and_then(|context| context.get("users")?.as_map());
        for (id, user) in users.into_iter().flat_map(Map::iter) {
            document.resources.push(existing_user(id, user).into());
        }
        let clusters = context.and_then(|context| context.get("clusters")?.as_map());
        for (id, cluster) in clusters.into_iter().flat_map(Map::iter) {
            let mut resource = Resource::new("elasticache", "CreateCacheCluster");
            let named = [("CacheClusterId".into(), Value::string(&**id))];
            let rest = cluster.as_map().into_iter().flat_map(Map::iter);
            let rest = rest.map(|(name, value)| (name.clone(), value.clone()));
            resource.parameters = Value::map(named.into_iter().chain(rest));
            document.resources.push(resource.into());
        }
        document
    }

    /// Whether AWS refuses for certain, not because of a set that grows, and nothing speaks for less.
    fn is_certain(&self) -> bool {
        self.value.text("severity") == Some("error")
            && self.value.text("reason").is_none()
            && self.value.text("confidence") == Some("documented")
            && self.value.text("kind") != Some("catalog")
    }

    /// Whether a finding is at one of the parameters that the statement is about.
    fn is_about(&self, diagnostic: &Diagnostic) -> bool {
        let fields = self.texts("fields");
        let top = |field: &str| {
            field
                .split(['.', '['])
                .next()
                .unwrap_or_default()
                .to_owned()
        };
        fields.is_empty()
            || diagnostic.path.is_root()
            || fields
                .iter()
                .any(|field| diagnostic.path.member() == Some(&*top(field)))
    }
}

/// A user that the statement takes for granted, as a resource beside its example.
fn existing_user(id: &str, user: &Value) -> Resource {
    let mut resource = Resource::new("elasticache", "CreateUser");
    let authentication = match user.text("Authentication") {
        Some("password") => ("Passwords".into(), Value::list([Value::env("PASSWORD")])),
        Some("iam") => (
            "AuthenticationMode".into(),
            Value::map([("Type".into(), Value::string("iam"))]),
        ),
        _ => ("NoPasswordRequired".into(), Value::Bool(true)),
    };
    let text = |name: &str| Value::string(user.text(name).expect("a text"));
    resource.parameters = Value::map([
        ("UserId".into(), Value::string(id)),
        ("UserName".into(), text("UserName")),
        ("Engine".into(), text("Engine")),
        ("AccessString".into(), Value::string("on ~* +@all")),
        authentication,
    ]);
    resource
}

/// The statements of each file that is there, by the file's name.
fn statements() -> BTreeMap<String, Vec<Statement>> {
    let folder = FilePath::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/statements");
    let mut acc = BTreeMap::new();
    let Ok(entries) = std::fs::read_dir(folder) else {
        return acc;
    };
    for entry in entries {
        let path = entry.expect("readable").path();
        let text = std::fs::read_to_string(&path).expect("readable");
        let value = parse_json(&text).expect("a fixture is JSON");
        let items = value.as_list().expect("a fixture is a list");
        let statements = items.iter().cloned().map(|value| Statement { value });
        let name = path.file_stem().expect("a name").to_string_lossy();
        acc.insert(name.into_owned(), statements.collect());
    }
    acc
}

fn shown(diagnostics: &[Diagnostic]) -> String {
    let lines = diagnostics.iter().map(|d| {
        format!(
            "\n    {} {:?} {}: {}",
            d.rule.code, d.rule.severity, d.path, d.message
        )
    });
    lines.collect()
}

fn assert_none(faults: &[String]) {
    assert!(
        faults.is_empty(),
        "{} faults\n{}",
        faults.len(),
        faults.join("\n")
    );
}

#[test]
fn every_statement_is_answered_by_a_rule_or_has_a_reason() {
    let codes: Vec<&str> = rules::all().map(|rule| rule.code).collect();
    let mut faults = Vec::new();
    for (file, statements) in statements() {
        let expected = STATEMENTS.iter().find(|(name, _)| *name == file);
        let expected = expected.unwrap_or_else(|| panic!("no statements are known as {file}"));
        assert_eq!(statements.len(), expected.1, "{file}");
        for statement in &statements {
            let answers = statement.texts("codes");
            for code in answers.iter().filter(|code| !codes.contains(code)) {
                faults.push(format!("{}: there is no rule {code}", statement.id()));
            }
            if answers.is_empty() && statement.value.text("reason").is_none() {
                faults.push(format!("{}: neither codes nor a reason", statement.id()));
            }
        }
    }
    assert_none(&faults);
}

#[test]
fn valid_examples_have_no_error() {
    let mut faults = Vec::new();
    let mut count = 0;
    for statement in statements().values().flatten() {
        for document in statement.documents("valid") {
            count += 1;
            let mut found = validate(&document);
            // The users beside it are taken for granted.
            found.retain(|d| d.rule.severity == Severity::Error && d.resource == 0);
            if !found.is_empty() {
                faults.push(format!("{}{}", statement.id(), shown(&found)));
            }
        }
    }
    println!("{} of {count} valid examples pass", count - faults.len());
    assert_none(&faults);
}

#[test]
fn invalid_examples_are_found_where_they_are_wrong() {
    let mut faults = Vec::new();
    let mut count = 0;
    for statement in statements().values().flatten() {
        let codes = statement.texts("codes");
        for document in statement.documents("invalid") {
            if codes.is_empty() {
                continue;
            }
            count += 1;
            let found = validate(&document);
            let answered = found.iter().any(|d| {
                codes.contains(&d.rule.code)
                    && d.resource == 0
                    && statement.is_about(d)
                    && (d.rule.severity == Severity::Error || !statement.is_certain())
            });
            if !answered {
                let wanted = codes.join(", ");
                faults.push(format!(
                    "{} wants {wanted}{}",
                    statement.id(),
                    shown(&found)
                ));
            }
        }
    }
    println!("{} of {count} invalid examples pass", count - faults.len());
    assert_none(&faults);
}
