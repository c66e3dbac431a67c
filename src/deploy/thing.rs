//! What a request makes, and the requests about it.

use super::kinds::Kind;
use super::plan::{answer, known};
use crate::document::references::own_name;
use crate::document::{Document, Map, Resource, Value};
use crate::model::generated::dsql::names as d;

/// Something that a deployment makes.
#[derive(Clone, Copy, Debug)]
pub struct Thing<'a> {
    pub kind: &'static Kind,
    /// None where AWS chooses it.
    pub name: Option<&'a str>,
    /// The label of its resource; there is one where AWS chooses the name.
    pub id: &'a str,
    pub region: &'a str,
    pub request: &'a Resource,
}

impl<'a> Thing<'a> {
    pub(super) fn of(document: &'a Document, index: usize) -> Option<Self> {
        let request = document.resources.get(index)?;
        let kind = known(request)?;
        let (_, member) = super::kinds::kind_of(request)?;
        Some(Self {
            kind,
            name: request.parameters.text(member),
            id: request.id.as_deref().unwrap_or_default(),
            region: document.region_of(request),
            request,
        })
    }

    /// In words: `user group team`.
    pub fn title(&self) -> String {
        let name = own_name(self.request).map_or(self.id, |(_, name)| name);
        format!("{} {}", self.kind.title, self.name.unwrap_or(name))
    }

    /// The parameters that name it: `{"UserId": "app"}`.
    pub fn named(&self) -> Value {
        let name = match self.name {
            Some(name) => Value::string(name),
            None => answer(self.id, self.kind.name),
        };
        Value::map([(self.kind.name.into(), name)])
    }

    /// A request of its service and Region.
    fn about(&self, operation: &str, parameters: Value) -> Resource {
        let mut resource = Resource::new(self.kind.service, operation);
        resource.region = Some(self.region.into());
        resource.parameters = parameters;
        resource
    }

    /// The request that describes it.
    pub fn look(&self) -> Resource {
        self.about(self.kind.look, self.named())
    }

    /// The request that removes it.
    pub fn remove(&self) -> Option<Resource> {
        Some(self.about(self.kind.remove?, self.named()))
    }

    /// The request that allows it to be removed, where something may forbid that.
    pub fn unprotect(&self) -> Option<Resource> {
        if self.kind.service != "dsql" {
            return None;
        }
        let mut parameters = self.named();
        if let Value::Map(map) = &mut parameters {
            let map = std::rc::Rc::make_mut(map);
            map.insert(d::DELETION_PROTECTION_ENABLED, Value::Bool(false));
        }
        Some(self.about("UpdateCluster", parameters))
    }

    /// The member of a description that is there once it exists.
    pub fn sign(&self) -> &'static str {
        if self.kind.status.0.is_empty() {
            self.kind.name
        } else {
            self.kind.status.0
        }
    }

    /// What the request asks for and the description can tell: members of the description with values.
    pub fn asked(&self) -> Vec<(&'static str, &'static str, &'a Value)> {
        let plain = |value: &Value| match value {
            Value::List(items) => {
                !items.is_empty() && items.iter().all(|item| item.as_str().is_some())
            }
            Value::Map(_) | Value::Null => false,
            _ => true,
        };
        let compared = self.kind.compared.iter();
        compared
            .filter_map(|(member, answer)| {
                let value = self.request.parameters.get(member)?;
                plain(value).then_some((*member, *answer, value))
            })
            .collect()
    }

    /// The tags by which a thing is recognized whose name AWS chooses.
    pub fn tags(&self) -> Vec<(&'a str, &'a str)> {
        let tags = self.request.parameters.get(d::TAGS).and_then(Value::as_map);
        let texts = tags.into_iter().flat_map(Map::iter);
        texts
            .filter_map(|(key, value)| Some((&**key, value.as_str()?)))
            .collect()
    }
}
