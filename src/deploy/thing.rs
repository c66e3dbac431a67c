//! What a request makes, and the requests about it.

use super::kinds::{By, Kind};
use super::plan::{STORES, answer, known};
use crate::document::references::own_name;
use crate::document::{Document, Map, Resource, Value};
use crate::model::generated::{dsql::names as d, elasticache::names as n};

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
            name: (request.parameters.text(member)).filter(|_| kind.found.is_none()),
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
        let within = self.within().map(|(member, value)| (member, value.clone()));
        let entries = within.into_iter().chain([(self.kind.name, name)]);
        Value::map(entries.map(|(member, value)| (member.into(), value)))
    }

    /// What it is within, where its name counts in there only: the member and what that says.
    pub fn within(&self) -> Option<(&'static str, &'a Value)> {
        let member = self.kind.found?.within?;
        Some((member, self.request.parameters.get(member)?))
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

    /// The request that lists all things of its kind, to find it among them.
    pub fn list(&self) -> Option<Resource> {
        let found = self.kind.found?;
        let within = self.within().map(|(member, value)| (member, value.clone()));
        let members = (found.by == By::Suffix).then_some((n::SHOW_MEMBER_INFO, Value::Bool(true)));
        let entries = within.into_iter().chain(members);
        let parameters = Value::map(entries.map(|(member, value)| (member.into(), value)));
        Some(self.about(found.list, parameters))
    }

    /// The request that removes it.
    pub fn remove(&self) -> Option<Resource> {
        let mut parameters = self.named();
        if self.kind.look == STORES {
            // AWS takes nothing else: its primary is removed by itself.
            set(
                &mut parameters,
                n::RETAIN_PRIMARY_REPLICATION_GROUP,
                Value::Bool(true),
            );
        }
        Some(self.about(self.kind.remove?, parameters))
    }

    /// The request that allows it to be removed, where something may forbid that.
    pub fn unprotect(&self) -> Option<Resource> {
        if self.kind.look != "GetCluster" {
            return None;
        }
        let mut parameters = self.named();
        set(
            &mut parameters,
            d::DELETION_PROTECTION_ENABLED,
            Value::Bool(false),
        );
        Some(self.about("UpdateCluster", parameters))
    }

    /// The request that takes it out of the global datastore which it joins.
    pub fn leave(&self) -> Option<Resource> {
        let store = self
            .request
            .parameters
            .get(n::GLOBAL_REPLICATION_GROUP_ID)?;
        let mut parameters = Value::map([(n::GLOBAL_REPLICATION_GROUP_ID.into(), store.clone())]);
        set(
            &mut parameters,
            n::REPLICATION_GROUP_ID,
            Value::string(self.name?),
        );
        set(
            &mut parameters,
            n::REPLICATION_GROUP_REGION,
            Value::string(self.region),
        );
        Some(self.about("DisassociateGlobalReplicationGroup", parameters))
    }

    /// Whether it can be told from others where AWS chooses its name.
    pub fn is_recognized(&self) -> bool {
        let chosen = !self.tags().is_empty() || self.target().is_some() || self.suffix().is_some();
        self.kind.found.is_some() && chosen
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

    /// Where it sends what happens in it, where it is recognized by that: a path of its description, and an ARN.
    pub fn target(&self) -> Option<([&'static str; 3], &'a str)> {
        let path = [d::TARGET_DEFINITION, d::KINESIS, d::STREAM_ARN];
        let mut members = path.iter();
        let found = members.try_fold(&self.request.parameters, |value, name| value.get(name))?;
        Some((path, found.as_str()?)).filter(|_| self.kind.found.is_some())
    }

    /// The end of its name, where AWS puts something before what the request chooses, in lower case.
    pub fn suffix(&self) -> Option<String> {
        let found = self.kind.found.filter(|found| found.by == By::Suffix);
        let (_, name) = own_name(self.request).filter(|_| found.is_some())?;
        Some(format!("-{}", name.to_ascii_lowercase()))
    }
}

fn set(parameters: &mut Value, member: &str, value: Value) {
    if let Value::Map(map) = parameters {
        std::rc::Rc::make_mut(map).insert(member, value);
    }
}
