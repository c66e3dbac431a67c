//! What is only known once AWS has answered: `{"$ref": "east", "member": "arn"}` stands for a member of the
//! response about the resource labelled `east`, and for a variable that holds it while outputs run.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::{Document, Path, Secrets, Segment, Value, is_variable_name};
use crate::model::overlay;

/// How many characters of a label go into the name of a variable.
const LABEL: usize = 40;

/// A value that stands for a member of a response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Its place in the parameters.
    pub path: Path,
    /// The label of the resource that the response is about.
    pub id: Rc<str>,
    /// The member, as a path from the thing that the response describes: `arn`, `ConfigurationEndpoint.Address`.
    pub member: Rc<str>,
}

/// The values of a resource's parameters that stand for members of responses, in order.
pub fn answers(parameters: &Value) -> Vec<Answer> {
    let mut found = Vec::new();
    if has_answer(parameters) {
        walk(parameters, &mut Path::root(), &mut found);
    }
    found
}

/// Most documents have none, and need no paths to see it.
fn has_answer(value: &Value) -> bool {
    match value {
        Value::List(items) => items.iter().any(has_answer),
        Value::Map(map) => {
            value.as_ref_to().is_some() || map.iter().any(|(_, item)| has_answer(item))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
}

fn walk(value: &Value, path: &mut Path, found: &mut Vec<Answer>) {
    match value {
        Value::List(items) => {
            for (i, item) in items.iter().enumerate() {
                path.push(Segment::Index(i));
                walk(item, path, found);
                path.pop();
            }
        }
        Value::Map(map) => {
            if let Some((id, member)) = value.as_ref_to() {
                return found.push(Answer {
                    path: path.clone(),
                    id: id.into(),
                    member: member.into(),
                });
            }
            for (key, item) in map.iter() {
                path.push(Segment::Key(key.clone()));
                walk(item, path, found);
                path.pop();
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

impl Secrets {
    /// The secrets of a document and, by the same means, the variables that hold what AWS answers. Those of `wanted`
    /// (labels and members) have a name even if no value stands for them.
    pub fn with_answers(document: &Document, reveal: bool, wanted: &[(Rc<str>, Rc<str>)]) -> Self {
        let mut secrets = Self::of(document, reveal);
        let mut taken: BTreeSet<Rc<str>> = (0..document.resources.len())
            .flat_map(|index| secrets.of_resource(index).map(|(_, name)| name.clone()))
            .collect();
        for key in wanted {
            secrets.name_answer(key.clone(), &mut taken);
        }
        for (index, resource) in document.resources.iter().enumerate() {
            for answer in answers(&resource.parameters) {
                let name = secrets.name_answer((answer.id, answer.member), &mut taken);
                secrets.insert(index, answer.path.to_string(), name);
            }
        }
        secrets
    }

    /// The variables of a request about which the document says nothing, such as one that looks a resource up.
    #[must_use]
    pub fn of_request(&self, index: usize, parameters: &Value) -> Self {
        let mut secrets = Self::default();
        for answer in answers(parameters) {
            if let Some(name) = self.answer(&answer.id, &answer.member) {
                secrets.insert(index, answer.path.to_string(), name.clone());
            }
        }
        secrets
    }

    fn name_answer(
        &mut self,
        (id, member): (Rc<str>, Rc<str>),
        taken: &mut BTreeSet<Rc<str>>,
    ) -> Rc<str> {
        if let Some(name) = self.answer(&id, &member) {
            return name.clone();
        }
        let short = |text: &str| text.chars().take(LABEL).collect::<String>();
        let mut name = overlay::env_name(&format!("{}.{}", short(&id), short(&member)));
        if !is_variable_name(&name) {
            name.insert_str(0, "REF_");
        }
        let mut free: Rc<str> = name.as_str().into();
        for copy in 2.. {
            if taken.insert(free.clone()) {
                break;
            }
            free = format!("{name}_{copy}").into();
        }
        self.set_answer((id, member), free.clone());
        free
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::parse_json;

    #[test]
    fn what_aws_answers_has_a_variable_of_its_own() {
        let json = r#"{"resources": [
            {"service": "dsql", "operation": "CreateCluster", "id": "a-b", "parameters": {"multiRegionProperties":
                {"clusters": [{"$ref": "a-b", "member": "arn"}, {"$ref": "a_b", "member": "arn"}, {"$ref": "1", "member": "arn"}]}}},
            {"operation": "CreateUser", "parameters": {"Passwords": [{"$env": "A_B_ARN"}]}}]}"#;
        let value = parse_json(json).expect("JSON");
        let document = Document::from_value(&value).expect("a document");
        let wanted = [("a-b".into(), "identifier".into())];
        let secrets = Secrets::with_answers(&document, false, &wanted);
        let mut names: Vec<String> = secrets
            .of_resource(0)
            .map(|(path, name)| format!("{path} {name}"))
            .collect();
        names.sort();
        assert_eq!(
            names,
            [
                "multiRegionProperties.clusters[0] A_B_ARN_2",
                "multiRegionProperties.clusters[1] A_B_ARN_3",
                "multiRegionProperties.clusters[2] REF_1_ARN",
            ]
        );
        let name = secrets.answer("a-b", "identifier").map(|name| &**name);
        assert_eq!(name, Some("A_B_IDENTIFIER"));
    }
}
