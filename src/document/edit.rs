//! A change of a document as a value: what the page, fixes and undo are made of.

use std::rc::Rc;

use super::{Document, Map, Path, Resource, Segment, Value};

/// A change. An edit that names a place that is not there makes it, or, where that makes no sense, does nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Sets or, with `None`, removes the value at a path of a resource's parameters.
    /// An index at the end of a list appends; removing an item closes the gap.
    Set {
        resource: usize,
        path: Path,
        value: Option<Value>,
    },
    /// Inserts an item before an index of the list at a path.
    Insert {
        resource: usize,
        path: Path,
        index: usize,
        value: Value,
    },
    /// Renames a member, key or (with an index) nothing; the order stays.
    Rename {
        resource: usize,
        path: Path,
        to: Rc<str>,
    },
    /// Sets the document's Region, or with a resource the resource's own.
    Region {
        resource: Option<usize>,
        region: Option<Rc<str>>,
    },
    /// Sets a resource's label.
    Id {
        resource: usize,
        id: Option<Rc<str>>,
    },
    /// Makes a resource a request of another operation; its parameters stay.
    Operation {
        resource: usize,
        service: Rc<str>,
        operation: Rc<str>,
    },
    /// Inserts a resource before an index.
    AddResource {
        index: usize,
        resource: Rc<Resource>,
    },
    RemoveResource {
        resource: usize,
    },
    /// Moves a resource to an index.
    MoveResource {
        resource: usize,
        to: usize,
    },
}

impl Edit {
    /// Sets the value at a path.
    pub fn set(resource: usize, path: Path, value: Value) -> Self {
        Self::Set {
            resource,
            path,
            value: Some(value),
        }
    }

    /// Removes the value at a path.
    pub fn remove(resource: usize, path: Path) -> Self {
        Self::Set {
            resource,
            path,
            value: None,
        }
    }

    pub fn rename(resource: usize, path: Path, to: &str) -> Self {
        Self::Rename {
            resource,
            path,
            to: to.into(),
        }
    }
}

impl Document {
    /// The document with an edit applied; everything the edit does not reach is shared.
    #[must_use]
    pub fn edited(&self, edit: &Edit) -> Self {
        let mut document = self.clone();
        document.apply(edit);
        document
    }

    /// The document with several edits applied, in order.
    #[must_use]
    pub fn with_edits(&self, edits: &[Edit]) -> Self {
        let mut document = self.clone();
        for edit in edits {
            document.apply(edit);
        }
        document
    }

    /// Applies an edit in place.
    pub fn apply(&mut self, edit: &Edit) {
        match edit {
            Edit::Set {
                resource,
                path,
                value,
            } => {
                if let Some(parameters) = self.parameters(*resource) {
                    set(parameters, path.segments(), value.as_ref());
                }
            }
            Edit::Insert {
                resource,
                path,
                index,
                value,
            } => {
                if let Some(parameters) = self.parameters(*resource) {
                    let list = descend(parameters, path.segments());
                    if !matches!(list, Value::List(_)) {
                        *list = Value::list([]);
                    }
                    if let Value::List(items) = list {
                        let items = Rc::make_mut(items);
                        items.insert((*index).min(items.len()), value.clone());
                    }
                }
            }
            Edit::Rename { resource, path, to } => {
                if let (Some(parameters), Some((Segment::Key(from), parent))) =
                    (self.parameters(*resource), path.segments().split_last())
                    && let Value::Map(map) = descend(parameters, parent)
                {
                    Rc::make_mut(map).rename(from, to);
                }
            }
            Edit::Region {
                resource: None,
                region,
            } => self.region.clone_from(region),
            Edit::Region {
                resource: Some(index),
                region,
            } => {
                self.with_resource(*index, |resource| resource.region.clone_from(region));
            }
            Edit::Id { resource, id } => self.with_resource(*resource, |resource| {
                resource.id.clone_from(id);
            }),
            Edit::Operation {
                resource,
                service,
                operation,
            } => self.with_resource(*resource, |resource| {
                resource.service = service.clone();
                resource.operation = operation.clone();
            }),
            Edit::AddResource { index, resource } => {
                self.resources
                    .insert((*index).min(self.resources.len()), resource.clone());
            }
            Edit::RemoveResource { resource } => {
                if *resource < self.resources.len() {
                    self.resources.remove(*resource);
                }
            }
            Edit::MoveResource { resource, to } => {
                if *resource < self.resources.len() {
                    let moved = self.resources.remove(*resource);
                    self.resources
                        .insert((*to).min(self.resources.len()), moved);
                }
            }
        }
    }

    fn parameters(&mut self, resource: usize) -> Option<&mut Value> {
        self.resources
            .get_mut(resource)
            .map(|resource| &mut Rc::make_mut(resource).parameters)
    }

    fn with_resource(&mut self, index: usize, change: impl FnOnce(&mut Resource)) {
        if let Some(resource) = self.resources.get_mut(index) {
            change(Rc::make_mut(resource));
        }
    }
}

/// The value at a path; members and items on the way that are absent are made.
fn descend<'a>(value: &'a mut Value, path: &[Segment]) -> &'a mut Value {
    let Some((first, rest)) = path.split_first() else {
        return value;
    };
    let next = match first {
        Segment::Key(name) => {
            if !matches!(value, Value::Map(_)) {
                *value = Value::map([]);
            }
            let Value::Map(map) = value else {
                unreachable!("made a map above")
            };
            let map: &mut Map = Rc::make_mut(map);
            if !map.contains(name) {
                map.insert(name.clone(), Value::Null);
            }
            map.get_mut(name)
        }
        Segment::Index(index) => {
            if !matches!(value, Value::List(_)) {
                *value = Value::list([]);
            }
            let Value::List(items) = value else {
                unreachable!("made a list above")
            };
            let items = Rc::make_mut(items);
            let index = (*index).min(items.len());
            if index == items.len() {
                items.push(Value::Null);
            }
            items.get_mut(index)
        }
    };
    descend(next.expect("made above"), rest)
}

fn set(root: &mut Value, path: &[Segment], value: Option<&Value>) {
    let Some((last, parent)) = path.split_last() else {
        *root = value.cloned().unwrap_or_else(|| Value::map([]));
        return;
    };
    if let Some(value) = value {
        *descend(root, path) = value.clone();
        return;
    }
    if !exists(root, path) {
        return;
    }
    match (descend(root, parent), last) {
        (Value::Map(map), Segment::Key(name)) => {
            Rc::make_mut(map).remove(name);
        }
        (Value::List(items), Segment::Index(index)) => {
            Rc::make_mut(items).remove(*index);
        }
        _ => {}
    }
}

fn exists(root: &Value, path: &[Segment]) -> bool {
    let found = path.iter().try_fold(root, |value, segment| match segment {
        Segment::Key(name) => value.get(name),
        Segment::Index(index) => value.as_list()?.get(*index),
    });
    found.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::parse_json;

    fn check(before: &str, edit: impl Fn(Path) -> Edit, path: &str, after: &str) {
        let mut resource = Resource::new("elasticache", "CreateCacheCluster");
        resource.parameters = parse_json(before).expect("valid JSON");
        let document = Document::single("us-west-2", resource).edited(&edit(Path::parse(path)));
        assert_eq!(document.resources[0].parameters.to_json(), after, "{path}");
    }

    #[test]
    fn a_value_is_set_where_nothing_was() {
        let set = |path| Edit::set(0, path, Value::integer(1));
        check("{}", set, "A", r#"{"A":1}"#);
        check("{}", set, "A[0].B", r#"{"A":[{"B":1}]}"#);
        check(r#"{"A":[1,2]}"#, set, "A[5]", r#"{"A":[1,2,1]}"#);
        check(r#"{"A":"text"}"#, set, "A.B", r#"{"A":{"B":1}}"#);
        check("null", set, "A", r#"{"A":1}"#);
    }

    #[test]
    fn a_removed_value_leaves_no_trace() {
        let remove = |path| Edit::remove(0, path);
        check(r#"{"A":1,"B":2}"#, remove, "A", r#"{"B":2}"#);
        check(r#"{"A":[1,2,3]}"#, remove, "A[1]", r#"{"A":[1,3]}"#);
        check(r#"{"A":1}"#, remove, "B.C[2]", r#"{"A":1}"#);
        check(r#"{"A":1}"#, remove, "", "{}");
    }

    #[test]
    fn a_renamed_member_keeps_its_place() {
        let rename = |path| Edit::rename(0, path, "Z");
        check(r#"{"A":1,"B":2}"#, rename, "A", r#"{"Z":1,"B":2}"#);
        check(r#"{"A":1,"Z":2}"#, rename, "A", r#"{"Z":1}"#);
        check(r#"{"A":[{"B":1}]}"#, rename, "A[0].B", r#"{"A":[{"Z":1}]}"#);
        check(r#"{"A":1}"#, rename, "B", r#"{"A":1}"#);
    }
}
