//! What happens to the requests of a document as a whole, and to the names by which they know each other.

use std::rc::Rc;

use super::{Place, View, Workbench};
use crate::document::references::{self, Thing};
use crate::document::{Document, Edit, Map, Path, REF_KEY, Resource, Value};

impl Workbench {
    /// The edits that belong to what was typed: what names a request follows its new name.
    pub(super) fn following(&self, edit: &Edit, at: f64) -> Vec<Edit> {
        match edit {
            Edit::Set {
                resource,
                path,
                value: Some(Value::String(name)),
            } if !name.is_empty() => {
                // A name is typed letter by letter: what it was before the first of them is what is named.
                let base = self.history.before(edit, at);
                references::following(base, *resource, path, name)
            }
            Edit::Id {
                resource,
                id: Some(id),
            } => references::following_label(self.document(), *resource, id),
            _ => Vec::new(),
        }
    }

    pub(super) fn duplicate(&mut self, index: usize) {
        let Some(resource) = self.document().resources.get(index) else {
            return;
        };
        let mut copy = Resource::clone(resource);
        if let Some(id) = &copy.id {
            let taken = |id: &str| {
                let all = &self.document().resources;
                all.iter().any(|other| other.id.as_deref() == Some(id))
            };
            copy.id = Some(free_name(id, taken).into());
        }
        if let Some((thing, member)) = references::made(&copy.service, &copy.operation)
            && let Some(name) = copy.parameters.text(member)
        {
            let name = free_name(name, |name| is_made(self.document(), thing, name));
            if let Value::Map(map) = &mut copy.parameters {
                Rc::make_mut(map).insert(member, Value::string(name));
            }
        }
        let edit = Edit::AddResource {
            index: index + 1,
            resource: Rc::new(copy),
        };
        let document = self.document().edited(&edit);
        self.history.push(document, "Duplicate a request");
        self.places.forget_answers();
        self.show(index + 1);
    }

    pub(super) fn move_to(&mut self, resource: usize, to: usize) {
        let n_resources = self.document().resources.len();
        if resource >= n_resources || to >= n_resources || resource == to {
            return;
        }
        let edit = Edit::MoveResource { resource, to };
        let document = self.document().edited(&edit);
        self.history.push(document, "Move a request");
        self.places.forget_answers();
        self.show(to);
    }

    /// Adds the requests of another document; those of other Regions keep theirs.
    pub(super) fn add_all(&mut self, added: &Document, title: &str) {
        if self.document().resources.is_empty() {
            return self.open(added.clone(), title);
        }
        let mut document = Document::clone(self.document());
        let first = document.resources.len();
        for resource in &added.resources {
            let region = added.region_of(resource);
            let mut resource = Resource::clone(resource);
            let said = resource.region.is_some() || added.region.is_some();
            resource.region = (said
                && region
                    != document.region_of(&Resource {
                        region: None,
                        ..resource.clone()
                    }))
            .then(|| region.into());
            document.resources.push(Rc::new(resource));
        }
        self.history.push(document, title);
        self.show(first);
    }

    /// Makes a value name another request of the document.
    pub(super) fn choose(&mut self, from: &Place, to: usize) {
        let Some((thing, _)) = self.thing_at(from) else {
            return;
        };
        let document = self.document().clone();
        let Some(edits) = naming(&document, thing, from, to) else {
            return;
        };
        let document = document.with_edits(&edits);
        self.history.push(document, "Choose a request");
    }

    /// Adds a request that makes what a value is to name, and goes there.
    pub(super) fn make(&mut self, from: &Place) {
        let Some((thing, owner)) = self.thing_at(from) else {
            return;
        };
        let Some((operation, member)) = thing.made_by.first() else {
            return;
        };
        let document = self.document().clone();
        let mut resource = Resource::new(thing.service, operation);
        // Made where it is named.
        resource.region.clone_from(&owner.region);
        let typed = owner.value(&from.path).and_then(Value::as_str);
        if !member.is_empty() {
            let name = match typed.filter(|name| !name.is_empty()) {
                Some(name) => name.to_owned(),
                None => free_name(&suggested(&owner, thing), |name| {
                    is_made(&document, thing, name)
                }),
            };
            resource.parameters = Value::map([((*member).into(), Value::string(name))]);
        }
        let index = document.resources.len();
        let document = document.edited(&Edit::AddResource {
            index,
            resource: Rc::new(resource),
        });
        let edits = naming(&document, thing, from, index).unwrap_or_default();
        let document = document.with_edits(&edits);
        self.history.push(document, &format!("New {}", thing.title));
        self.show(index);
        self.back = Some(from.clone());
        if !member.is_empty() {
            self.seek(index, Path::root().key(member));
        }
    }

    /// Goes to the request that a value names.
    pub(super) fn follow(&mut self, from: &Place, to: usize) {
        let resource = self.document().resources.get(to).cloned();
        let member = resource
            .and_then(|resource| references::made(&resource.service, &resource.operation))
            .map_or("", |(_, member)| member);
        let path = if member.is_empty() {
            Path::root()
        } else {
            Path::root().key(member)
        };
        self.seek(to, path);
        self.back = Some(from.clone());
    }

    /// Goes back to the field that something was made for.
    pub(super) fn go_back(&mut self) {
        if let Some(place) = self.back.take() {
            self.seek(place.resource, place.path);
        }
    }

    fn thing_at(&self, place: &Place) -> Option<(&'static Thing, Rc<Resource>)> {
        let resource = self.document().resources.get(place.resource)?;
        let path = place.path.without_indexes();
        let thing = references::named_at(&resource.service, &resource.operation, &path)?;
        Some((thing, resource.clone()))
    }

    fn show(&mut self, index: usize) {
        self.resource = index;
        self.view = View::Compose;
        self.filter = "".into();
        self.back = None;
    }
}

/// The edits by which a value names a resource: by its name, or by its label where AWS chooses the name.
fn naming(
    document: &Document,
    thing: &'static Thing,
    from: &Place,
    to: usize,
) -> Option<Vec<Edit>> {
    let named = document.resources.get(to)?;
    let member = thing.name_member(&named.service, &named.operation)?;
    if !member.is_empty() {
        let name = named.parameters.text(member)?;
        let value = Value::string(name);
        return Some(vec![Edit::set(from.resource, from.path.clone(), value)]);
    }
    let path = from.path.without_indexes();
    let (_, answered) = thing.named_by.iter().find(|(named, _)| *named == path)?;
    let mut edits = Vec::new();
    let id = named.id.clone().unwrap_or_else(|| {
        let taken = |id: &str| {
            let mut all = document.resources.iter();
            all.any(|other| other.id.as_deref() == Some(id))
        };
        Rc::from(free_name(document.region_of(named), taken))
    });
    if named.id.is_none() {
        edits.push(Edit::Id {
            resource: to,
            id: Some(id.clone()),
        });
    }
    let mut map = Map::default();
    map.insert(REF_KEY, Value::String(id));
    map.insert("member", Value::string((*answered)?));
    let value = Value::Map(Rc::new(map));
    edits.push(Edit::set(from.resource, from.path.clone(), value));
    Some(edits)
}

/// A name for what a resource is going to name: `orders-users`.
fn suggested(owner: &Resource, thing: &Thing) -> String {
    let last = thing.title.rsplit(' ').next().unwrap_or(thing.title);
    let short = match thing.title {
        "user group" => "users",
        "subnet group" => "subnets",
        "parameter group" => "parameters",
        _ => last,
    };
    match references::own_name(owner) {
        Some((_, name)) => format!("{name}-{short}"),
        None => format!("my-{short}"),
    }
}

fn is_made(document: &Document, thing: &Thing, name: &str) -> bool {
    document.resources.iter().any(|resource| {
        references::own_name(resource).is_some_and(|(made, known)| {
            std::ptr::eq(made, thing) && known.eq_ignore_ascii_case(name)
        })
    })
}

/// The name, or the name with the first number that nothing else has.
fn free_name(name: &str, taken: impl Fn(&str) -> bool) -> String {
    if !taken(name) {
        return name.to_owned();
    }
    let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let stem = stem.strip_suffix('-').unwrap_or(name);
    let mut number = 2_usize;
    loop {
        let next = format!("{stem}-{number}");
        if !taken(&next) {
            return next;
        }
        number += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::workbench::{Action, Theme};
    use crate::document::parse_json;

    fn page(resources: &str) -> Workbench {
        let text = format!(r#"{{"region": "us-west-2", "resources": [{resources}]}}"#);
        let value = parse_json(&text).expect("JSON");
        Workbench::new(Theme::Auto).after(Action::Opened {
            document: Document::from_value(&value).expect("a document"),
            title: "Test".into(),
        })
    }

    fn place(resource: usize, path: &str) -> Place {
        Place {
            resource,
            path: Path::parse(path),
        }
    }

    fn json(page: &Workbench, resource: usize) -> String {
        page.document().resources[resource].parameters.to_json()
    }

    fn typed(page: &Workbench, resource: usize, path: &str, text: &str, at: f64) -> Workbench {
        let path = Path::parse(path);
        let value = (!text.is_empty()).then(|| Value::string(text));
        page.after(Action::Edited {
            edit: Edit::Set {
                resource,
                path,
                value,
            },
            at,
        })
    }

    #[test]
    fn a_group_is_made_in_place_and_leads_back() {
        let start = page(
            r#"{"operation": "CreateReplicationGroup", "region": "eu-west-1", "parameters": {"ReplicationGroupId": "orders"}}"#,
        );
        let made = start.after(Action::ThingMade(place(0, "UserGroupIds[0]")));
        assert_eq!(
            json(&made, 0),
            r#"{"ReplicationGroupId":"orders","UserGroupIds":["orders-users"]}"#
        );
        assert_eq!(json(&made, 1), r#"{"UserGroupId":"orders-users"}"#);
        let group = &made.document().resources[1];
        assert_eq!(group.region.as_deref(), Some("eu-west-1"));
        assert_eq!(made.resource, 1);
        let back = made.after(Action::WentBack);
        assert_eq!((back.resource, &back.back), (0, &None));
        assert_eq!(back.after(Action::Undone).document(), start.document());
    }

    #[test]
    fn what_was_typed_is_the_name_of_what_is_made() {
        let page = page(
            r#"{"operation": "CreateReplicationGroup", "parameters": {"CacheSubnetGroupName": "mine"}}"#,
        );
        let made = page.after(Action::ThingMade(place(0, "CacheSubnetGroupName")));
        assert_eq!(json(&made, 1), r#"{"CacheSubnetGroupName":"mine"}"#);
    }

    #[test]
    fn a_name_typed_letter_by_letter_takes_what_names_it_along_in_one_step() {
        let start = page(
            r#"{"operation": "CreateReplicationGroup", "parameters": {"UserGroupIds": ["a", "readers"]}},
            {"operation": "CreateUserGroup", "parameters": {"UserGroupId": "readers"}},
            {"operation": "CreateUserGroup", "parameters": {"UserGroupId": "a"}}"#,
        );
        let mut page = start.clone();
        for (i, text) in ["", "a", "ap", "app"].into_iter().enumerate() {
            #[expect(clippy::cast_precision_loss, reason = "a few milliseconds")]
            let at = i as f64;
            page = typed(&page, 1, "UserGroupId", text, at);
        }
        assert_eq!(json(&page, 0), r#"{"UserGroupIds":["a","app"]}"#);
        assert_eq!(page.after(Action::Undone).document(), start.document());
    }

    #[test]
    fn copies_get_names_of_their_own() {
        let page = page(
            r#"{"operation": "CreateUser", "id": "u", "parameters": {"UserId": "app-2"}}, {"operation": "CreateUser", "parameters": {"UserId": "app-3"}}"#,
        );
        let copied = page.after(Action::ResourceDuplicated(0));
        assert_eq!(json(&copied, 1), r#"{"UserId":"app-4"}"#);
        assert_eq!(copied.document().resources[1].id.as_deref(), Some("u-2"));
        assert_eq!(copied.resource, 1);
    }

    #[test]
    fn requests_move_within_the_document() {
        let page = page(
            r#"{"operation": "CreateUser", "parameters": {"UserId": "a"}}, {"operation": "CreateUser", "parameters": {"UserId": "b"}}"#,
        );
        let moved = page.after(Action::ResourceMoved { resource: 0, to: 1 });
        assert_eq!(json(&moved, 1), r#"{"UserId":"a"}"#);
        assert_eq!(moved.resource, 1);
        let same = moved.after(Action::ResourceMoved { resource: 1, to: 2 });
        assert_eq!(same.document(), moved.document());
    }

    #[test]
    fn peers_are_named_by_a_label_that_follows_its_new_name() {
        let page = page(
            r#"{"service": "dsql", "operation": "CreateCluster", "parameters": {}}, {"service": "dsql", "operation": "CreateCluster", "region": "us-east-2", "parameters": {}}"#,
        );
        let from = place(1, "multiRegionProperties.clusters[0]");
        let chosen = page.after(Action::ReferenceChosen { from, to: 0 });
        assert_eq!(
            chosen.document().resources[0].id.as_deref(),
            Some("us-west-2")
        );
        let peers =
            r#"{"multiRegionProperties":{"clusters":[{"$ref":"us-west-2","member":"arn"}]}}"#;
        assert_eq!(json(&chosen, 1), peers);
        let renamed = chosen.after(Action::Edited {
            edit: Edit::Id {
                resource: 0,
                id: Some("west".into()),
            },
            at: 0.0,
        });
        assert_eq!(json(&renamed, 1), peers.replace("us-west-2", "west"));
    }

    #[test]
    fn an_import_is_added_with_its_regions() {
        let page = page(r#"{"operation": "CreateUser", "parameters": {}}"#);
        let user = || Rc::new(Resource::new("elasticache", "CreateUser"));
        let mut added = Document {
            region: Some("eu-west-1".into()),
            resources: vec![user()],
            ..Document::default()
        };
        let both = page.after(Action::ResourcesAdded(added.clone()));
        assert_eq!(
            both.document().resources[1].region.as_deref(),
            Some("eu-west-1")
        );
        added.region = None;
        let both = page.after(Action::ResourcesAdded(added));
        assert_eq!(both.document().resources[1].region, None);
    }
}
