//! The user groups of a document with the users that stand behind their ids.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::authentication::{is_iam, needs_no_password};
use crate::document::{Document, Edit, Path, Value};
use crate::model::generated::elasticache::names as n;

/// The users of a Region that the document makes: id in lower case, index of the resource.
type Users = BTreeMap<String, usize>;

/// A group that the document makes.
pub(super) struct Group<'a> {
    /// Index of its resource.
    pub(super) index: usize,
    pub(super) id: Option<&'a str>,
    pub(super) engine: Option<&'a str>,
    pub(super) region: &'a str,
    pub(super) members: Vec<Member<'a>>,
    /// Whether something in the list is no text, so that not all members are known.
    pub(super) ill_typed: bool,
    /// The users of the Region that the document makes.
    pub(super) users: Rc<Users>,
}

/// A user that a group lists.
pub(super) struct Member<'a> {
    /// Index in the list.
    pub(super) at: usize,
    pub(super) id: &'a str,
    /// The resource that makes it.
    pub(super) resource: Option<usize>,
    /// Its name; of the built-in user that too.
    pub(super) name: Option<&'a str>,
    pub(super) engine: Option<&'a str>,
    /// Whether it signs in without a password, where that is known.
    pub(super) open: Option<bool>,
    pub(super) iam: bool,
}

impl Group<'_> {
    pub(super) fn is_for(&self, engine: &str) -> bool {
        self.engine
            .is_some_and(|own| own.eq_ignore_ascii_case(engine))
    }
}

impl Member<'_> {
    pub(super) fn is_of(&self, engine: &str) -> bool {
        self.engine
            .is_some_and(|own| own.eq_ignore_ascii_case(engine))
    }
}

/// Every group that the document makes.
pub(super) fn groups(document: &Document) -> Vec<Group<'_>> {
    let made = |operation: &'static str| {
        let resources = document.resources.iter().enumerate();
        resources.filter(move |(_, resource)| {
            &*resource.operation == operation && &*resource.service == "elasticache"
        })
    };
    let mut users: BTreeMap<&str, Users> = BTreeMap::new();
    for (index, resource) in made("CreateUser") {
        if let Some(id) = resource.parameters.text(n::USER_ID) {
            let region = users.entry(document.region_of(resource)).or_default();
            region.entry(id.to_ascii_lowercase()).or_insert(index);
        }
    }
    let users: BTreeMap<&str, Rc<Users>> = users
        .into_iter()
        .map(|(region, users)| (region, Rc::new(users)))
        .collect();
    made("CreateUserGroup")
        .map(|(index, resource)| {
            let parameters = &resource.parameters;
            let region = document.region_of(resource);
            let users = users.get(region).cloned().unwrap_or_default();
            let members = parameters
                .texts(n::USER_IDS)
                .map(|(at, id)| member(document, &users, at, id));
            let members: Vec<Member<'_>> = members.collect();
            let listed = parameters.get(n::USER_IDS);
            let ill_typed = listed
                .is_some_and(|list| list.as_list().map(<[Value]>::len) != Some(members.len()));
            Group {
                index,
                id: parameters.text(n::USER_GROUP_ID),
                engine: parameters.text(n::ENGINE),
                region,
                members,
                ill_typed,
                users,
            }
        })
        .collect()
}

fn member<'a>(document: &'a Document, users: &Users, at: usize, id: &'a str) -> Member<'a> {
    let resource = users.get(&id.to_ascii_lowercase()).copied();
    let parameters = resource.map(|index| &document.resources[index].parameters);
    let built_in = id.eq_ignore_ascii_case("default");
    Member {
        at,
        id,
        resource,
        name: if built_in {
            Some("default")
        } else {
            parameters.and_then(|parameters| parameters.text(n::USER_NAME))
        },
        engine: parameters.and_then(|parameters| parameters.text(n::ENGINE)),
        open: parameters.map(needs_no_password),
        iam: parameters.is_some_and(is_iam),
    }
}

/// Takes a member out of its group; with the last one the list goes as well.
pub(super) fn remove_member(group: &Group<'_>, at: usize) -> Edit {
    let path = Path::root().key(n::USER_IDS);
    let alone = group.members.len() == 1 && !group.ill_typed;
    Edit::remove(group.index, if alone { path } else { path.index(at) })
}
