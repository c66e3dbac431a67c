//! The steps of a deployment and of its end.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::kinds::{Kind, kind_of};
use super::order::{is_cluster, order};
use super::removal::{Removal, removals};
use super::thing::Thing;
use crate::document::references::{Reference, references};
use crate::document::{Document, Edit, Path, REF_KEY, Resource, Value, answers};
use crate::model::generated::dsql::names as d;

/// How a document is run.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The requests: the document's, with labels where AWS chooses names and without peers that are not there yet;
    /// then the updates that name those.
    pub document: Document,
    /// For each request the index of the resource that it comes from.
    pub origins: Vec<usize>,
    /// What to do, in order.
    pub steps: Vec<Step>,
    /// What to do to remove everything again, in order.
    pub removals: Vec<Removal>,
}

/// A step of a deployment. Numbers are indexes of requests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Make something unless it is there.
    Make(usize),
    /// Name the peers of a cluster unless it has them.
    Join(usize),
    /// Send a request, each time.
    Send(usize),
    /// Keep a member of what AWS says about something.
    Keep { thing: usize, member: Rc<str> },
    /// Wait until something can be used.
    Wait(usize),
}

/// What AWS tells at once about what it makes; everything else it may tell only when that can be used.
const EARLY: &[&str] = &["ARN", "arn"];

/// What describes the members of global datastores, and those themselves.
pub(super) const STORED: &str = "DescribeReplicationGroups";
pub(super) const STORES: &str = "DescribeGlobalReplicationGroups";

impl Plan {
    pub fn of(document: &Document) -> Self {
        let (document, origins) = expanded(document);
        let order = order(&document).indexes;
        let references = references(&document);
        let mut walk = Walk::new(&document, &references);
        for index in &order {
            walk.request(*index);
        }
        walk.wait_for_the_rest();
        let steps = walk.steps;
        let removals = removals(&document, &steps, &references);
        Self {
            document,
            origins,
            steps,
            removals,
        }
    }

    /// What a request makes.
    pub fn thing(&self, index: usize) -> Option<Thing<'_>> {
        Thing::of(&self.document, index)
    }

    /// What AWS tells and the deployment keeps: labels and members. That a variable is kept for it is for renderers to know.
    pub fn kept(&self) -> Vec<(Rc<str>, Rc<str>)> {
        let mut kept = Vec::new();
        for step in &self.steps {
            let (index, member) = match step {
                Step::Keep { thing, member } => (*thing, member.clone()),
                Step::Make(index) => match self.thing(*index) {
                    Some(thing) if thing.name.is_none() => (*index, thing.kind.name.into()),
                    _ => continue,
                },
                _ => continue,
            };
            if let Some(id) = &self.document.resources[index].id {
                kept.push((id.clone(), member));
            }
        }
        kept
    }
}

/// The kind of what a request makes, if a script can tell whether it is there.
pub(super) fn known(resource: &Resource) -> Option<&'static Kind> {
    let (kind, member) = kind_of(resource)?;
    let parameters = &resource.parameters;
    let named = member.is_empty() || parameters.text(member).is_some_and(|name| !name.is_empty());
    let within = kind.found.and_then(|found| found.within);
    let placed = within.is_none_or(|member| parameters.get(member).is_some());
    (named && placed && parameters.as_map().is_some()).then_some(kind)
}

/// The requests with labels, and with loops cut open and closed by updates.
fn expanded(document: &Document) -> (Document, Vec<usize>) {
    let mut expanded = document.clone();
    let mut origins: Vec<usize> = (0..document.resources.len()).collect();
    label(&mut expanded);
    let mut loops: BTreeMap<usize, Vec<Reference>> = BTreeMap::new();
    for open in order(document).loops {
        loops.entry(open.from).or_default().push(open);
    }
    for (index, open) in loops {
        let cluster = expanded.resources[index].clone();
        let mut update = Resource::new("dsql", "UpdateCluster");
        update.region.clone_from(&cluster.region);
        let properties = cluster.parameters.get(d::MULTI_REGION_PROPERTIES);
        update.parameters = Value::map([
            (
                d::IDENTIFIER.into(),
                answer(cluster.id.as_deref().unwrap_or_default(), d::IDENTIFIER),
            ),
            (
                d::MULTI_REGION_PROPERTIES.into(),
                properties.cloned().unwrap_or(Value::Null),
            ),
        ]);
        for reference in open.iter().rev() {
            expanded.apply(&Edit::remove(index, reference.path.clone()));
        }
        let peers = Path::root()
            .key(d::MULTI_REGION_PROPERTIES)
            .key(d::CLUSTERS);
        let left = expanded.resources[index].value(&peers);
        if left
            .and_then(Value::as_list)
            .is_some_and(<[Value]>::is_empty)
        {
            expanded.apply(&Edit::remove(index, peers));
        }
        expanded.resources.push(Rc::new(update));
        origins.push(index);
    }
    (expanded, origins)
}

/// `{"$ref": id, "member": member}`.
pub(super) fn answer(id: &str, member: &str) -> Value {
    Value::map([
        (REF_KEY.into(), Value::string(id)),
        ("member".into(), Value::string(member)),
    ])
}

/// Gives a label to everything that AWS chooses a name for, where it has none of its own.
fn label(document: &mut Document) {
    let mut taken: BTreeSet<Rc<str>> = BTreeSet::new();
    let mut without = Vec::new();
    for (index, resource) in document.resources.iter().enumerate() {
        let first = resource.id.clone().is_some_and(|id| taken.insert(id));
        if let Some(found) = known(resource).and_then(|kind| kind.found)
            && !first
        {
            without.push((index, found.label));
        }
    }
    let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, stem) in without {
        let number = numbers.entry(stem).or_default();
        let label = loop {
            *number += 1;
            let label: Rc<str> = format!("{stem}-{number}").into();
            if taken.insert(label.clone()) {
                break label;
            }
        };
        Rc::make_mut(&mut document.resources[index]).id = Some(label);
    }
}

struct Walk<'a> {
    document: &'a Document,
    /// For each request what it names.
    names: Vec<BTreeSet<usize>>,
    labels: BTreeMap<&'a str, usize>,
    steps: Vec<Step>,
    /// What has been touched and not been waited for since.
    open: BTreeSet<usize>,
    /// What has been made.
    made: BTreeSet<usize>,
    kept: BTreeSet<(usize, Rc<str>)>,
    /// For each thing the members that later requests read at once.
    wanted: BTreeMap<usize, BTreeSet<Rc<str>>>,
}

impl<'a> Walk<'a> {
    fn new(document: &'a Document, references: &[Reference]) -> Self {
        let mut names = vec![BTreeSet::new(); document.resources.len()];
        for reference in references {
            names[reference.from].insert(reference.to);
        }
        let mut walk = Self {
            document,
            names,
            labels: BTreeMap::new(),
            steps: Vec::new(),
            open: BTreeSet::new(),
            made: BTreeSet::new(),
            kept: BTreeSet::new(),
            wanted: BTreeMap::new(),
        };
        for (index, resource) in document.resources.iter().enumerate() {
            if let Some(id) = &resource.id {
                walk.labels.entry(id).or_insert(index);
            }
        }
        for resource in &document.resources {
            for (thing, member) in walk.answers(resource) {
                walk.wanted.entry(thing).or_default().insert(member);
            }
        }
        walk
    }

    /// What a request reads of the answers about others, as far as there is such an answer.
    fn answers(&self, resource: &Resource) -> Vec<(usize, Rc<str>)> {
        let found = answers(&resource.parameters).into_iter();
        found
            .filter_map(|answer| {
                let index = *self.labels.get(&*answer.id)?;
                let kind = known(&self.document.resources[index])?;
                kind.answers(&answer.member)
                    .then_some((index, answer.member))
            })
            .collect()
    }

    fn request(&mut self, index: usize) {
        let resource = &self.document.resources[index];
        let named: Vec<usize> = self.names[index].iter().copied().collect();
        for other in &named {
            if !self.is_peering(index, *other) {
                self.wait(*other);
            }
        }
        for (thing, member) in self.answers(resource) {
            if self.made.contains(&thing) && !self.is_kept(thing, &member) {
                self.wait(thing);
                self.keep(thing, member);
            }
        }
        if let Some(kind) = known(resource) {
            self.steps.push(Step::Make(index));
            self.made.insert(index);
            if !kind.status.0.is_empty() {
                self.open.insert(index);
            }
            // A secondary changes the global datastore that it joins.
            if kind.look == STORED {
                let stores = named.iter().filter(|other| self.made.contains(other));
                let is_store = |other: &&usize| {
                    let kind = known(&self.document.resources[**other]);
                    kind.is_some_and(|kind| kind.look == STORES)
                };
                self.open.extend(stores.filter(is_store));
            }
            let wanted = self.wanted.get(&index).cloned().unwrap_or_default();
            for member in wanted
                .into_iter()
                .filter(|member| EARLY.contains(&&**member))
            {
                if !self.is_kept(index, &member) {
                    self.keep(index, member);
                }
            }
            return;
        }
        self.steps.push(if is_join(resource) {
            Step::Join(index)
        } else {
            Step::Send(index)
        });
        let operation = &*resource.operation;
        let only_reads = ["Describe", "List", "Get"];
        for other in named.into_iter().filter(|other| self.made.contains(other)) {
            if operation.starts_with("Delete") {
                self.open.remove(&other);
            } else if !only_reads.iter().any(|start| operation.starts_with(start))
                && known(&self.document.resources[other])
                    .is_some_and(|kind| !kind.status.0.is_empty())
            {
                self.open.insert(other);
            }
        }
    }

    /// Whether a request is part of making another one's cluster one of several Regions, which is not active before.
    fn is_peering(&self, index: usize, other: usize) -> bool {
        let resource = &self.document.resources[index];
        let peers = is_cluster(resource) || is_join(resource);
        peers && is_cluster(&self.document.resources[other])
    }

    /// What AWS chose as a name is known from the moment in which something is made.
    fn is_kept(&self, thing: usize, member: &Rc<str>) -> bool {
        let named = kind_of(&self.document.resources[thing])
            .is_some_and(|(kind, _)| kind.found.is_some() && *kind.name == **member);
        named || self.kept.contains(&(thing, member.clone()))
    }

    fn keep(&mut self, thing: usize, member: Rc<str>) {
        self.kept.insert((thing, member.clone()));
        self.steps.push(Step::Keep { thing, member });
    }

    fn wait(&mut self, index: usize) {
        if self.open.remove(&index) {
            self.steps.push(Step::Wait(index));
        }
    }

    fn wait_for_the_rest(&mut self) {
        for index in std::mem::take(&mut self.open) {
            self.steps.push(Step::Wait(index));
        }
    }
}

/// Whether a request does nothing but name the peers of a cluster of the document.
fn is_join(resource: &Resource) -> bool {
    let joins = [d::IDENTIFIER, d::MULTI_REGION_PROPERTIES, d::CLIENT_TOKEN];
    let properties = resource.parameters.get(d::MULTI_REGION_PROPERTIES);
    &*resource.service == "dsql"
        && &*resource.operation == "UpdateCluster"
        && properties.is_some_and(|value| !peers(value).is_empty())
        && resource.parameters.get(d::IDENTIFIER).is_some()
        && resource
            .parameters
            .as_map()
            .is_some_and(|map| map.iter().all(|(name, _)| joins.contains(&&**name)))
}

/// The peers that `multiRegionProperties` name: ARNs, and what stands for one.
pub fn peers(properties: &Value) -> Vec<&Value> {
    let items = properties.items(d::CLUSTERS).unwrap_or_default().iter();
    items
        .filter(|item| item.as_str().is_some() || item.as_ref_to().is_some())
        .collect()
}
