//! What the requests of a document are called, for fields that name one.

use std::rc::Rc;

use crate::document::references::{self, Thing};
use crate::document::{Document, Path, Value};

/// What is known of every request, in the order of the document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Names(Vec<Known>);

#[derive(Clone, Debug, PartialEq)]
struct Known {
    service: Rc<str>,
    operation: Rc<str>,
    region: Rc<str>,
    id: Option<Rc<str>>,
    /// What it makes, by the name that it gives it.
    name: Option<Rc<str>>,
}

/// A request that a field can name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub resource: usize,
    pub name: Rc<str>,
}

impl Names {
    pub fn of(document: &Document) -> Self {
        let all = document.resources.iter().map(|resource| Known {
            service: resource.service.clone(),
            operation: resource.operation.clone(),
            region: document.region_of(resource).into(),
            id: resource.id.clone(),
            name: references::own_name(resource).map(|(_, name)| name.into()),
        });
        Self(all.collect())
    }

    /// What the value at a path of a request names.
    pub fn thing(&self, resource: usize, path: &Path) -> Option<&'static Thing> {
        let known = self.0.get(resource)?;
        references::named_at(&known.service, &known.operation, &path.without_indexes())
    }

    /// The requests that make such a thing where it can be named.
    pub fn choices(&self, thing: &'static Thing, resource: usize) -> Vec<Choice> {
        let region = self.0.get(resource).map(|known| &known.region);
        let all = self.0.iter().enumerate();
        all.filter(|(index, known)| {
            let here = thing.global || Some(&known.region) == region;
            *index != resource && here
        })
        .filter_map(|(index, known)| {
            let member = thing.name_member(&known.service, &known.operation)?;
            let name = if member.is_empty() {
                Some(known.id.clone().unwrap_or_else(|| known.region.clone()))
            } else {
                known.name.clone()
            };
            Some(Choice {
                resource: index,
                name: name?,
            })
        })
        .collect()
    }

    /// The request of several that a value names.
    pub fn chosen<'a>(&self, choices: &'a [Choice], value: &Value) -> Option<&'a Choice> {
        if let Some((id, _)) = value.as_ref_to() {
            let named = |choice: &&Choice| {
                let known = self.0.get(choice.resource);
                known.is_some_and(|known| known.id.as_deref() == Some(id))
            };
            return choices.iter().find(named);
        }
        let text = value.as_str().filter(|text| !text.is_empty())?;
        let same = |choice: &&Choice| choice.name.eq_ignore_ascii_case(text);
        choices.iter().find(same)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::parse_json;

    #[test]
    fn fields_offer_what_is_made_in_their_region() {
        let value = parse_json(
            r#"{"region": "us-west-2", "resources": [
            {"operation": "CreateReplicationGroup", "parameters": {}},
            {"operation": "CreateUserGroup", "parameters": {"UserGroupId": "readers"}},
            {"operation": "CreateUserGroup", "region": "eu-west-1", "parameters": {"UserGroupId": "far"}},
            {"operation": "CreateUserGroup", "parameters": {}}]}"#,
        );
        let document = Document::from_value(&value.expect("JSON")).expect("a document");
        let names = Names::of(&document);
        let path = Path::parse("UserGroupIds[3]");
        let thing = names.thing(0, &path).expect("a user group");
        let choices = names.choices(thing, 0);
        let readers = Choice {
            resource: 1,
            name: "readers".into(),
        };
        assert_eq!(choices, [readers]);
        let chosen = |text| names.chosen(&choices, &Value::string(text)).is_some();
        assert!(chosen("Readers") && !chosen("far") && !chosen(""));
        assert!(names.thing(1, &Path::parse("UserGroupId")).is_none());
    }
}
