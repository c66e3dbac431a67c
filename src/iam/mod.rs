//! WHO MAY RUN IT: the least IAM policy with which somebody can send a document's requests.
//!
//! What IAM checks comes from `catalog::actions`; what else a caller needs, and why, is in `beside`.
//! Nobody's account is known here, so that ARNs have `*` in its place.

mod beside;
mod names;

use std::borrow::Cow;

use crate::catalog::{self, actions};
use crate::deploy::{Plan, Step, Thing};
use crate::document::{Document, Resource, Value};

/// Where IAM's view of the services is documented.
const AUTHORIZATION: &str = "https://docs.aws.amazon.com/service-authorization/latest/reference/";

/// A policy, statement by statement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    /// In the order of the requests; what is beside them comes last.
    pub statements: Vec<Statement>,
}

/// One permission, and why it is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Letters and digits, unique in the policy.
    pub sid: Cow<'static, str>,
    /// `elasticache:CreateUser`.
    pub actions: Vec<Cow<'static, str>>,
    /// ARNs, or `*` alone.
    pub resources: Vec<String>,
    /// Operator, key and value; all of them must hold.
    pub conditions: Vec<(&'static str, &'static str, String)>,
    /// A sentence for people.
    pub reason: String,
    /// The page that says so.
    pub source: &'static str,
}

/// What somebody is to be able to do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Also run the teardown, which removes everything again.
    pub teardown: bool,
}

/// The least policy for a document's requests, and for looking how they come on. Requests that AWS does not know
/// take no part.
pub fn policy(document: &Document, options: Options) -> Policy {
    let plan = Plan::of(document);
    let document = &plan.document;
    let mut policy = Policy::default();
    let requests = document.resources.iter();
    for resource in requests.clone() {
        policy.request(document, resource);
    }
    for step in &plan.steps {
        match step {
            Step::Make(index) => {
                if let Some(thing) = plan.thing(*index) {
                    policy.deployment(document, &thing, options);
                }
            }
            Step::Join(index) => {
                let mut look = Resource::clone(&document.resources[*index]);
                look.operation = "GetCluster".into();
                policy.send(document, &look, LOOKING);
            }
            Step::Send(_) | Step::Keep { .. } | Step::Wait(_) => {}
        }
    }
    for resource in requests {
        beside::add(&mut policy, document, resource);
    }
    policy
}

const LOOKING: &str = "Scripts look whether it is there, and wait until it can be used.";

impl Policy {
    /// As IAM takes it.
    pub fn to_value(&self) -> Value {
        let statements = self.statements.iter().map(Statement::to_value);
        object([
            ("Version", Value::string("2012-10-17")),
            ("Statement", Value::list(statements)),
        ])
    }

    /// The permission to send a request of the document.
    fn request(&mut self, document: &Document, resource: &Resource) {
        if resource.operation().is_some() {
            let reason = format!("The document sends {}.", resource.operation);
            self.send(document, resource, &reason);
        }
    }

    /// The permission to send a request.
    fn send(&mut self, document: &Document, resource: &Resource, reason: &str) {
        self.add(Statement {
            sid: resource.operation.to_string().into(),
            actions: vec![format!("{}:{}", resource.service, resource.operation).into()],
            resources: names::resources(document, resource),
            conditions: Vec::new(),
            reason: reason.to_owned(),
            source: AUTHORIZATION,
        });
    }

    /// The permissions of scripts that look before they make something, wait for it and remove it.
    fn deployment(&mut self, document: &Document, thing: &Thing<'_>, options: Options) {
        if let Some(list) = thing.list().filter(|_| thing.is_recognized()) {
            self.send(
                document,
                &list,
                "Scripts find it by what the request says: AWS chooses its name.",
            );
        }
        self.send(document, &thing.look(), LOOKING);
        if !options.teardown {
            return;
        }
        if let Some(leave) = thing.leave() {
            self.send(
                document,
                &leave,
                "The teardown takes it out of its global datastore.",
            );
        }
        if let Some(unprotect) = thing.unprotect() {
            self.send(
                document,
                &unprotect,
                "The teardown takes the protection against deletion off.",
            );
        }
        if let Some(remove) = thing.remove() {
            self.send(document, &remove, "The teardown removes it.");
        }
    }

    /// Adds a statement, or its resources to the one that it would repeat.
    fn add(&mut self, statement: Statement) {
        let same = |known: &&mut Statement| {
            known.actions == statement.actions && known.conditions == statement.conditions
        };
        let Some(known) = self.statements.iter_mut().find(same) else {
            let sid = self.free_sid(statement.sid.clone());
            self.statements.push(Statement { sid, ..statement });
            return;
        };
        for resource in statement.resources {
            if !known.resources.contains(&resource) {
                known.resources.push(resource);
            }
        }
    }

    /// A name that no statement has yet.
    fn free_sid(&self, wanted: Cow<'static, str>) -> Cow<'static, str> {
        let taken = |sid: &str| self.statements.iter().any(|statement| statement.sid == sid);
        if !taken(&wanted) {
            return wanted;
        }
        let mut number = 2;
        loop {
            let sid = format!("{wanted}{number}");
            if !taken(&sid) {
                return sid.into();
            }
            number += 1;
        }
    }
}

impl Statement {
    fn to_value(&self) -> Value {
        let texts = |texts: &mut dyn Iterator<Item = &str>| Value::list(texts.map(Value::string));
        let mut entries = vec![
            ("Sid", Value::string(&*self.sid)),
            ("Effect", Value::string("Allow")),
            (
                "Action",
                texts(&mut self.actions.iter().map(|action| &**action)),
            ),
            (
                "Resource",
                texts(&mut self.resources.iter().map(String::as_str)),
            ),
        ];
        if !self.conditions.is_empty() {
            let conditions = self.conditions.iter().map(|(operator, key, value)| {
                (
                    (*operator).into(),
                    object([(*key, Value::string(&**value))]),
                )
            });
            entries.push(("Condition", Value::map(conditions)));
        }
        Value::map(entries.into_iter().map(|(key, value)| (key.into(), value)))
    }
}

fn object<const N: usize>(entries: [(&str, Value); N]) -> Value {
    Value::map(entries.map(|(key, value)| (key.into(), value)))
}

/// `arn:aws:ec2:us-west-2:*:subnet/*`.
fn arn(service: &str, region: &str, rest: &str) -> String {
    let partition = catalog::partition_of(region).id;
    format!("arn:{partition}:{service}:{}:*:{rest}", literal(region))
}

/// An ARN that a request holds, as a policy matches it; nothing for any other text.
fn given_arn(text: &str) -> Option<String> {
    let is_arn = text.starts_with("arn:") && text.split(':').count() >= 6;
    is_arn.then(|| literal(text).into_owned())
}

/// Text as a policy matches it: no wildcard, no variable.
fn literal(text: &str) -> Cow<'_, str> {
    if !text.contains(['*', '?', '$']) {
        return text.into();
    }
    let mut acc = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        if matches!(letter, '*' | '?' | '$') {
            acc.extend(["${", letter.encode_utf8(&mut [0; 4]), "}"]);
        } else {
            acc.push(letter);
        }
    }
    acc.into()
}

/// An action that IAM knows of an operation.
fn action(resource: &Resource) -> Option<&'static actions::Action> {
    actions::action(&resource.service, &resource.operation)
}

#[cfg(test)]
mod tests;
