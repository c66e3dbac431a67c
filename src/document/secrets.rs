//! Which environment variable each secret of a document is read from.
//!
//! A secret is a text or number at a member that the model calls secret, or at an unknown member whose name sounds
//! like one. `{"$env": "NAME"}` names its variable; a literal gets one named after its place.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::acl::Acl;
use super::{Document, Edit, Path, Segment, Value};
use crate::model::{Kind, Shape, overlay};

/// The variables, by resource and by path as a diagnostic writes it.
#[derive(Debug, Default)]
pub struct Secrets {
    places: BTreeMap<usize, BTreeMap<String, Rc<str>>>,
    /// The variables that hold what AWS answers, by label and member.
    answers: BTreeMap<(Rc<str>, Rc<str>), Rc<str>>,
}

impl Secrets {
    /// Finds the secrets of a document; with `reveal`, literal ones are left out.
    pub fn of(document: &Document, reveal: bool) -> Self {
        let mut walk = Walk::default();
        for (index, resource) in document.resources.iter().enumerate() {
            walk.resource = index;
            let shape = resource.operation().map(|operation| operation.input);
            walk.value(shape, &resource.parameters, false);
        }
        let mut found = walk.found;
        if reveal {
            found.retain(|secret| secret.named);
        }
        let mut secrets = Self::default();
        for (secret, name) in name_all(document, &found) {
            secrets.insert(secret.resource, secret.path.clone(), name);
        }
        secrets
    }

    /// The variable to write instead of the value at a path of a resource.
    pub fn variable(&self, resource: usize, path: &str) -> Option<&Rc<str>> {
        self.places.get(&resource)?.get(path)
    }

    /// The variable that holds what AWS answers about a resource, by its label and the member.
    pub fn answer(&self, id: &str, member: &str) -> Option<&Rc<str>> {
        self.answers.get(&(Rc::from(id), Rc::from(member)))
    }

    /// Whether a variable holds what AWS answers.
    pub fn is_answer(&self, variable: &str) -> bool {
        self.answers.values().any(|name| &**name == variable)
    }

    pub(super) fn insert(&mut self, resource: usize, path: String, name: Rc<str>) {
        self.places.entry(resource).or_default().insert(path, name);
    }

    pub(super) fn set_answer(&mut self, key: (Rc<str>, Rc<str>), name: Rc<str>) {
        self.answers.insert(key, name);
    }

    /// The secrets of a resource: path and variable, in no particular order.
    pub fn of_resource(&self, resource: usize) -> impl Iterator<Item = (&str, &Rc<str>)> {
        let paths = self.places.get(&resource).into_iter().flatten();
        paths.map(|(path, name)| (path.as_str(), name))
    }
}

impl Document {
    /// The document with its literal secrets as references to the environment variables that outputs read,
    /// and those of access strings masked.
    #[must_use]
    pub fn redacted(&self) -> Self {
        let secrets = Secrets::of(self, false);
        let edits: Vec<Edit> = (0..self.resources.len())
            .flat_map(|index| secrets.of_resource(index).map(move |found| (index, found)))
            .map(|(index, (path, name))| Edit::set(index, Path::parse(path), Value::env(name)))
            .collect();
        self.masked(false).with_edits(&edits)
    }

    /// The document with the passwords in access strings as `>***`, unless they are to be revealed.
    /// No variable can stand for them: they are a part of a text, and `ElastiCache` takes none there.
    pub fn masked(&self, reveal: bool) -> Cow<'_, Self> {
        let mut acc = Cow::Borrowed(self);
        for (index, resource) in self.resources.iter().enumerate().filter(|_| !reveal) {
            let access = resource.parameters.text(ACCESS_STRING);
            let suspect = access.filter(|text| text.contains(['>', '<', '#', '!']));
            if let Some(masked) = suspect.and_then(|text| Acl::parse(text).masked()) {
                let path = Path::root().key(ACCESS_STRING);
                let edit = Edit::set(index, path, Value::string(masked));
                acc.to_mut().apply(&edit);
            }
        }
        acc
    }
}

/// The member that holds a user's access string.
const ACCESS_STRING: &str = "AccessString";

/// Whether every shell and Python can read a variable of this name.
pub fn is_variable_name(name: &str) -> bool {
    let word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    !name.starts_with(|c: char| c.is_ascii_digit()) && !name.is_empty() && name.chars().all(word)
}

/// A secret in the document.
struct Found {
    resource: usize,
    path: String,
    /// What tells it from another secret that would get the same name: its value, or an unusable variable name.
    identity: Rc<str>,
    /// The document names a usable variable, which is the identity.
    named: bool,
    derived: String,
}

#[derive(Default)]
struct Walk {
    resource: usize,
    path: Path,
    found: Vec<Found>,
}

impl Walk {
    fn value(&mut self, shape: Option<&'static Shape>, value: &Value, secret: bool) {
        match value {
            _ if secret && value.as_env().is_some() => self.secret(value),
            Value::String(_) | Value::Number(_) if secret => self.secret(value),
            Value::List(items) => {
                let item = match shape.map(|shape| &shape.kind) {
                    Some(Kind::List(list)) => Some(list.item),
                    _ => None,
                };
                for (i, value) in items.iter().enumerate() {
                    self.path.push(Segment::Index(i));
                    self.value(item, value, secret);
                    self.path.pop();
                }
            }
            Value::Map(map) => {
                for (name, value) in map.iter() {
                    let (child, child_secret) = below(shape, name);
                    self.path.push(Segment::Key(name.clone()));
                    self.value(child, value, secret || child_secret);
                    self.path.pop();
                }
            }
            _ => {}
        }
    }

    fn secret(&mut self, value: &Value) {
        let env = value.as_env();
        let identity = match value {
            Value::String(text) | Value::Number(text) => text.clone(),
            _ => env.unwrap_or_default().into(),
        };
        let mut derived = overlay::env_name(&dotted(&self.path));
        if !is_variable_name(&derived) {
            derived.insert_str(0, "SECRET_");
        }
        self.found.push(Found {
            resource: self.resource,
            path: self.path.to_string(),
            named: env.is_some_and(is_variable_name),
            identity,
            derived,
        });
    }
}

/// The shape of a member or key, and whether its value is a secret.
pub fn below(shape: Option<&'static Shape>, name: &str) -> (Option<&'static Shape>, bool) {
    match shape.map(|shape| &shape.kind) {
        Some(Kind::Map(map)) => (Some(map.value), false),
        kind => match (kind, shape.and_then(|shape| shape.member(name))) {
            (_, Some(member)) => (Some(member.shape), overlay::is_secret(member)),
            _ => (None, overlay::looks_secret(name)),
        },
    }
}

/// `Passwords.1`: a path as the wire spells it.
fn dotted(path: &Path) -> String {
    let parts = path.segments().iter().map(|segment| match segment {
        Segment::Key(name) => name.to_string(),
        Segment::Index(index) => (index + 1).to_string(),
    });
    parts.collect::<Vec<_>>().join(".")
}

/// Names every secret: as the document does, else after its place, else after its resource and place.
fn name_all<'a>(document: &Document, found: &'a [Found]) -> Vec<(&'a Found, Rc<str>)> {
    let mut taken: BTreeSet<Rc<str>> = BTreeSet::new();
    let mut claims: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for secret in found {
        if secret.named {
            taken.insert(secret.identity.clone());
        } else {
            let claim = claims.entry(&secret.derived).or_default();
            claim.insert(&secret.identity);
        }
    }
    let free = |name: &str| claims.get(name).is_some_and(|claim| claim.len() == 1);
    let derived: BTreeSet<Rc<str>> = claims
        .keys()
        .filter(|name| free(name) && !taken.contains(**name))
        .map(|name| Rc::from(*name))
        .collect();
    taken.extend(derived.iter().cloned());
    let mut copies: BTreeMap<String, usize> = BTreeMap::new();
    let mut named = Vec::with_capacity(found.len());
    for secret in found {
        let name = if secret.named {
            secret.identity.clone()
        } else if let Some(name) = derived.get(secret.derived.as_str()) {
            name.clone()
        } else {
            let mut name = prefixed(document, secret);
            while taken.contains(name.as_str()) {
                let copy = copies.entry(prefixed(document, secret)).or_insert(1);
                *copy += 1;
                name = format!("{}_{copy}", prefixed(document, secret));
            }
            let name: Rc<str> = name.into();
            taken.insert(name.clone());
            name
        };
        named.push((secret, name));
    }
    named
}

fn prefixed(document: &Document, secret: &Found) -> String {
    let resource = document.resources.get(secret.resource);
    let id = resource.and_then(|resource| resource.id.as_deref());
    let label = overlay::env_name(id.unwrap_or_default());
    if is_variable_name(&label) {
        format!("{label}_{}", secret.derived)
    } else {
        format!("RESOURCE_{}_{}", secret.resource + 1, secret.derived)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::parse_json;

    fn names(resources: &str, reveal: bool) -> Vec<String> {
        let json = format!("{{\"resources\":{resources}}}");
        let value = parse_json(&json).expect("valid JSON");
        let document = Document::from_value(&value).expect("a document");
        let secrets = Secrets::of(&document, reveal);
        (0..document.resources.len())
            .flat_map(|i| {
                let of_resource = secrets.of_resource(i);
                of_resource.map(move |(path, name)| format!("{i} {path} {name}"))
            })
            .collect()
    }

    fn hidden(resources: &str) -> Vec<String> {
        names(resources, false)
    }

    #[test]
    fn a_secret_is_named_by_the_document_or_after_its_place() {
        let user = r#"[{"operation":"CreateUser","parameters":{"Passwords":["a",{"$env":"B"},{"$env":"c d"}],
            "AuthenticationMode":{"Passwords":["x"]},"UserName":{"$env":"NO"}}}]"#;
        assert_eq!(
            hidden(user),
            [
                "0 AuthenticationMode.Passwords[0] AUTHENTICATION_MODE_PASSWORDS_1",
                "0 Passwords[0] PASSWORDS_1",
                "0 Passwords[1] B",
                "0 Passwords[2] PASSWORDS_3"
            ]
        );
        assert_eq!(names(user, true), ["0 Passwords[1] B"]);
    }

    #[test]
    fn secrets_of_several_resources_do_not_meet_in_one_variable() {
        let two = |a: &str, b: &str| {
            hidden(&format!(
                r#"[{{"operation":"CreateReplicationGroup","id":"main-one","parameters":{{"AuthToken":{a}}}}},
                {{"operation":"CreateCacheCluster","parameters":{{"AuthToken":{b}}}}}]"#
            ))
        };
        assert_eq!(
            two(r#""x""#, r#""x""#),
            ["0 AuthToken AUTH_TOKEN", "1 AuthToken AUTH_TOKEN"]
        );
        assert_eq!(
            two(r#""x""#, r#""y""#),
            [
                "0 AuthToken MAIN_ONE_AUTH_TOKEN",
                "1 AuthToken RESOURCE_2_AUTH_TOKEN"
            ]
        );
        assert_eq!(
            two(r#"{"$env":"AUTH_TOKEN"}"#, r#""y""#),
            [
                "0 AuthToken AUTH_TOKEN",
                "1 AuthToken RESOURCE_2_AUTH_TOKEN"
            ]
        );
    }

    #[test]
    fn secrets_are_found_in_what_the_model_does_not_know() {
        assert_eq!(
            hidden(
                r#"[{"service":"x","operation":"Y","parameters":{"my-password":7,"AuthToken":["a"],"Tags":"t"}}]"#
            ),
            ["0 AuthToken[0] AUTH_TOKEN_1", "0 my-password MY_PASSWORD"]
        );
        assert_eq!(
            hidden(
                r#"[{"service":"dsql","operation":"CreateCluster","parameters":{"tags":{"Password":"shown"}}}]"#
            ),
            Vec::<String>::new()
        );
    }

    #[test]
    fn a_redacted_document_has_no_literal_secret() {
        let json = r#"{"resources":[{"operation":"CreateUser","parameters":{"UserId":"a","Passwords":["hunter2-hunter2-x",{"$env":"SECOND"}]}}]}"#;
        let document =
            Document::from_value(&parse_json(json).expect("valid JSON")).expect("a document");
        let parameters = document.redacted().resources[0].parameters.to_json();
        assert_eq!(
            parameters,
            r#"{"UserId":"a","Passwords":[{"$env":"PASSWORDS_1"},{"$env":"SECOND"}]}"#
        );
    }

    #[test]
    fn a_password_in_an_access_string_is_masked() {
        let json = r#"{"resources":[{"operation":"CreateUser","parameters":{"AccessString":"on >hunter2 ~* +@all"}}]}"#;
        let document =
            Document::from_value(&parse_json(json).expect("valid JSON")).expect("a document");
        let redacted = document.redacted();
        assert_eq!(
            redacted.resources[0].parameters.text(ACCESS_STRING),
            Some("on >*** ~* +@all")
        );
        assert_eq!(redacted.redacted(), redacted);
        assert_eq!(*document.masked(true), document);
    }
}
