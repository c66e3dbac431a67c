//! THE PICTURE of what a resource would be, in SVG: to look at, to touch, to take away.
//!
//! `topology` says what there is and what touching it changes; here it is drawn. What a picture
//! shows of a large cluster is a window of it; the rest is in an overview of a few paths.

mod access;
mod chips;
mod cluster;
mod download;
mod inspector;
mod keyspace;
mod map;
mod overview;
mod plain;
mod pointer;

use std::rc::Rc;

use yew::prelude::*;

use super::workbench::Action;
use crate::document::{Document, Edit, Path};
use crate::rules::Fix;
use crate::topology::{self, Topology};

#[derive(PartialEq, Properties)]
pub struct PictureProps {
    pub document: Rc<Document>,
    /// Index of the resource.
    pub resource: usize,
    pub onact: Callback<Action>,
}

/// What touching the picture does.
#[derive(Clone, PartialEq)]
pub(super) struct Touch {
    document: Rc<Document>,
    resource: usize,
    onact: Callback<Action>,
}

impl Touch {
    /// Makes a change, with a name for the list of steps.
    pub(super) fn change(&self, title: &str, edits: Vec<Edit>) {
        if !edits.is_empty() {
            self.onact.emit(Action::FixApplied(Fix {
                title: title.to_owned(),
                edits,
            }));
        }
    }

    /// Goes to the field of a parameter.
    pub(super) fn open(&self, path: &Path) {
        self.onact.emit(Action::Sought {
            resource: self.resource,
            path: path.clone(),
        });
    }

    /// Goes to another resource.
    pub(super) fn select(&self, resource: usize) {
        self.onact.emit(Action::ResourceSelected(resource));
    }
}

/// The picture with its tools; nothing for what cannot be drawn.
#[component]
pub fn Picture(props: &PictureProps) -> Html {
    let drawn = use_memo(
        (props.document.clone(), props.resource),
        |(document, resource)| topology::of(document, *resource).map(Rc::new),
    );
    let svg = use_node_ref();
    let Some(drawn) = (*drawn).clone() else {
        return Html::default();
    };
    let touch = Touch {
        document: props.document.clone(),
        resource: props.resource,
        onact: props.onact.clone(),
    };
    let words = topology::describe(&drawn);
    html! {
        <section class="panel picture" aria-labelledby="picture-title" data-topology="">
            <header class="panel__head">
                <h2 class="panel__title" id="picture-title">{ "Picture" }</h2>
                <download::Download svg={svg.clone()} />
            </header>
            <div class="picture__body" ref={svg}>
                { body(&drawn, &touch) }
            </div>
            <details class="picture__words">
                <summary>{ "In words" }</summary>
                <p>{ words }</p>
            </details>
        </section>
    }
}

fn body(drawn: &Rc<Topology>, touch: &Touch) -> Html {
    match &**drawn {
        Topology::Cluster(cluster) => {
            html! { <cluster::ClusterPicture cluster={Rc::new(cluster.clone())} touch={touch.clone()} /> }
        }
        Topology::Memcached(nodes) => plain::memcached(nodes, touch),
        Topology::Serverless(cache) => plain::serverless(cache, touch),
        Topology::Global(members) => map::global(members, touch),
        Topology::Dsql(dsql) => map::dsql(dsql, touch),
        Topology::Access(access) => access::access(access, touch),
    }
}

/// A key press that stands for a click.
pub(super) fn is_press(event: &KeyboardEvent) -> bool {
    matches!(event.key().as_str(), "Enter" | " ")
}

/// Text that fits, cut with an ellipsis.
pub(super) fn fitted(text: &str, letters: usize) -> String {
    if text.chars().count() <= letters {
        return text.to_owned();
    }
    text.chars()
        .take(letters.saturating_sub(1))
        .chain(['…'])
        .collect()
}

/// The end of a zone's name that tells it from the other zones of its Region: `2a` of `us-west-2a`.
pub(super) fn zone_label(zone: &str) -> &str {
    zone.rsplit('-').next().unwrap_or(zone)
}
