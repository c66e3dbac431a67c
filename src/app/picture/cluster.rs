//! Shards as columns over zones as bands, with the keyspace below.

use std::rc::Rc;

use web_sys::Element;
use yew::prelude::*;

use super::chips::chips;
use super::inspector::Inspector;
use super::keyspace::Keyspace;
use super::overview::Overview;
use super::{Touch, is_press, pointer};
use crate::app::words;
use crate::topology::{self, Cluster, Shard};

/// Shards that are drawn one by one; of more, a window.
pub(super) const WINDOW: usize = 8;
/// Units of the view box.
const WIDTH: f64 = 420.0;
const GUTTER: f64 = 84.0;
const NODE_HEIGHT: f64 = 24.0;
const GAP: f64 = 6.0;
const HEAD: f64 = 26.0;

#[derive(PartialEq, Properties)]
pub(super) struct ClusterPictureProps {
    pub cluster: Rc<Cluster>,
    pub touch: Touch,
}

/// A node that is being dragged: shard, node and the band that it is over.
type Drag = Option<(usize, usize, usize)>;

#[component]
pub(super) fn ClusterPicture(props: &ClusterPictureProps) -> Html {
    let cluster = &props.cluster;
    let selected = use_state(|| None::<(usize, usize)>);
    let first = use_state(|| 0usize);
    let drag = use_state(|| Drag::None);
    let first_shown = (*first).min(cluster.shards.len().saturating_sub(WINDOW));
    let shown = first_shown..(first_shown + WINDOW).min(cluster.shards.len());
    let scene = Scene::new(cluster, shown.clone());
    let onselect = {
        let selected = selected.clone();
        Callback::from(move |at: (usize, usize)| selected.set(Some(at)))
    };
    let onwindow = {
        let first = first.clone();
        Callback::from(move |start: usize| first.set(start))
    };
    let selection = selected.filter(|(shard, node)| {
        cluster
            .shards
            .get(*shard)
            .is_some_and(|shard| *node < shard.nodes.len())
    });
    html! {
        <>
            { tools(cluster, &props.touch) }
            if cluster.shards.len() > WINDOW {
                <Overview cluster={cluster.clone()} first={first_shown} {onwindow} />
            }
            <svg class="picture__svg" viewBox={format!("0 0 {WIDTH} {}", scene.height())} role="group"
                aria-label={format!("Shards {} to {} of {} over zones", shown.start + 1, shown.end, cluster.shards.len())}>
                { scene.bands(cluster, *drag) }
                for shard in shown.clone() {
                    { scene.shard(cluster, shard, selection, &drag, &onselect, &props.touch) }
                }
            </svg>
            if cluster.cluster_mode {
                <Keyspace cluster={cluster.clone()} shown={(shown.start, shown.end)} touch={props.touch.clone()} />
            }
            <Inspector cluster={cluster.clone()} {selection} touch={props.touch.clone()} />
            { warnings(cluster) }
            { chips(&cluster.attachments, &props.touch) }
        </>
    }
}

fn tools(cluster: &Cluster, touch: &Touch) -> Html {
    let button = |face: &'static str,
                  label: &'static str,
                  title: &'static str,
                  off: bool,
                  edits: fn(&Touch) -> Vec<crate::document::Edit>| {
        let touch = touch.clone();
        let onclick = Callback::from(move |_: MouseEvent| touch.change(label, edits(&touch)));
        html! { <button type="button" class="button button--small" disabled={off} aria-label={label} title={format!("{label}: {title}")} {onclick}>{ face }</button> }
    };
    let is_group = cluster
        .shards
        .first()
        .is_some_and(|shard| !shard.path.is_root());
    if !is_group {
        return Html::default();
    }
    let nodes = cluster.shards.first().map_or(0, |shard| shard.nodes.len());
    html! {
        <div class="picture__tools" role="group" aria-label="Change the cluster">
            <span class="picture__stepper">
                { button("−", "Remove shard", "the last one goes", cluster.shards.len() < 2, |touch| {
                    let last = match topology::of(&touch.document, touch.resource) {
                        Some(topology::Topology::Cluster(cluster)) => cluster.shards.len().saturating_sub(1),
                        _ => return Vec::new(),
                    };
                    topology::remove_shard(&touch.document, touch.resource, last)
                }) }
                <span>{ words::count(cluster.shards.len(), "shard") }</span>
                { button("+", "Add shard", "one more at the end", cluster.shards.len() >= topology::MAX_SHARDS, |touch| topology::add_shard(&touch.document, touch.resource)) }
            </span>
            <span class="picture__stepper">
                { button("−", "Remove replica", "one less in each shard", nodes < 2, |touch| topology::remove_replica(&touch.document, touch.resource, 0, 1)) }
                <span>{ replicas(cluster) }</span>
                { button("+", "Add replica", "one more in each shard that has no number of its own", nodes >= 6, |touch| topology::add_replica(&touch.document, touch.resource, 0)) }
            </span>
            if cluster.custom_slots {
                { button("Equal slots", "Equal slots", "ElastiCache shares them out", false, |touch| topology::equalize_slots(&touch.document, touch.resource)) }
            }
        </div>
    }
}

/// `2 replicas`, `1 to 2 replicas`: of each shard.
fn replicas(cluster: &Cluster) -> String {
    let counts = || {
        let nodes = cluster.shards.iter().map(|shard| shard.nodes.len());
        nodes.map(|n_nodes| n_nodes.saturating_sub(1))
    };
    let (least, most) = (counts().min().unwrap_or(0), counts().max().unwrap_or(0));
    if least == most {
        words::count(most, "replica")
    } else {
        format!("{least} to {}", words::count(most, "replica"))
    }
}

fn warnings(cluster: &Cluster) -> Html {
    let exposed = cluster.single_points_of_failure().len();
    let more = cluster.wanted_shards - i64::try_from(cluster.shards.len()).unwrap_or(i64::MAX);
    html! {
        <ul class="picture__warnings">
            if exposed > 0 {
                <li class="picture__warning">{ format!("{exposed} of {} shards would not survive the loss of a node or zone.", cluster.shards.len()) }</li>
            }
            if cluster.unbalanced() {
                <li class="picture__warning">{ "Slots are spread unevenly: one shard has over one and a half times those of another." }</li>
            }
            if more > 0 {
                <li class="picture__warning">{ format!("{more} more shards are asked for than are drawn.") }</li>
            }
        </ul>
    }
}

/// Where everything is.
struct Scene {
    /// Zones, and at the end the band of what AWS places, where a node has no zone.
    bands: Vec<Option<Rc<str>>>,
    /// Top of each band, and the end of the last.
    tops: Vec<f64>,
    shown: std::ops::Range<usize>,
}

impl Scene {
    fn new(cluster: &Cluster, shown: std::ops::Range<usize>) -> Self {
        let mut bands: Vec<Option<Rc<str>>> = cluster.zones.iter().cloned().map(Some).collect();
        let free = cluster.shards[shown.clone()]
            .iter()
            .any(|shard| shard.nodes.iter().any(|node| node.zone.is_none()));
        if free || bands.is_empty() {
            bands.push(None);
        }
        let mut tops = vec![HEAD];
        for band in &bands {
            let rows = cluster.shards[shown.clone()]
                .iter()
                .map(|shard| in_band(shard, band.as_ref()).count())
                .max()
                .unwrap_or(0)
                .max(1);
            let height = GAP + to_f64(rows) * (NODE_HEIGHT + GAP);
            tops.push(tops.last().copied().unwrap_or(HEAD) + height);
        }
        Self { bands, tops, shown }
    }

    fn height(&self) -> f64 {
        self.tops.last().copied().unwrap_or(HEAD) + 2.0
    }

    fn column(&self) -> f64 {
        ((WIDTH - GUTTER) / to_f64(self.shown.len().max(1))).min(110.0)
    }

    fn left(&self, shard: usize) -> f64 {
        GUTTER + to_f64(shard - self.shown.start) * self.column()
    }

    /// The band at a height.
    fn band_at(&self, y: f64) -> usize {
        let after = self.tops.iter().skip(1).position(|top| y < *top);
        after.unwrap_or(self.bands.len() - 1)
    }

    fn bands(&self, cluster: &Cluster, drag: Drag) -> Html {
        self.bands
            .iter()
            .enumerate()
            .map(|(i, band)| {
                let (top, height) = (self.tops[i], self.tops[i + 1] - self.tops[i]);
                let known = crate::catalog::region(&cluster.region).is_none_or(|region| band.as_ref().is_none_or(|zone| region.zones.contains(&&**zone)));
                let over = drag.is_some_and(|(_, _, over)| over == i);
                let class = classes!("band", (i % 2 == 1).then_some("band--odd"), over.then_some("band--over"), (!known).then_some("band--foreign"));
                let label = band.as_ref().map_or("AWS chooses", |zone| zone);
                html! {
                    <g key={label.to_owned()} {class}>
                        <rect class="band__area" x="0" y={top.to_string()} width={WIDTH.to_string()} height={height.to_string()} rx="4" />
                        <text class="band__label" x="6" y={(top + 17.0).to_string()}>{ label }</text>
                    </g>
                }
            })
            .collect()
    }

    fn shard(
        &self,
        cluster: &Rc<Cluster>,
        index: usize,
        selection: Option<(usize, usize)>,
        drag: &UseStateHandle<Drag>,
        onselect: &Callback<(usize, usize)>,
        touch: &Touch,
    ) -> Html {
        let shard = &cluster.shards[index];
        let (left, column) = (self.left(index), self.column());
        // In one list and in their own order: a node that is moved to another band stays the same element
        // and keeps the focus.
        let mut nodes: Vec<(usize, f64)> = Vec::new();
        for (band, top) in self.bands.iter().zip(&self.tops) {
            let rows = in_band(shard, band.as_ref()).enumerate();
            nodes.extend(
                rows.map(|(row, node)| (node, top + GAP + to_f64(row) * (NODE_HEIGHT + GAP))),
            );
        }
        nodes.sort_by_key(|(node, _)| *node);
        html! {
            <g key={index}>
                <text class="shard__name" x={(left + column / 2.0).to_string()} y="17">{ &*shard.id }</text>
                for (node, top) in nodes {
                    { self.node(cluster, (index, node), top, selection, drag, onselect, touch) }
                }
            </g>
        }
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "a view of one node needs what the picture has"
    )]
    fn node(
        &self,
        cluster: &Rc<Cluster>,
        at: (usize, usize),
        top: f64,
        selection: Option<(usize, usize)>,
        drag: &UseStateHandle<Drag>,
        onselect: &Callback<(usize, usize)>,
        touch: &Touch,
    ) -> Html {
        let (shard, node) = at;
        let (left, column) = (self.left(shard), self.column());
        let role = if node == 0 {
            "primary".to_owned()
        } else {
            format!("replica {node}")
        };
        let zone = cluster.shards[shard].nodes[node].zone.clone();
        let place = zone.as_deref().unwrap_or("a zone that AWS chooses");
        let class = classes!(
            "node",
            if node == 0 {
                "node--primary"
            } else {
                "node--replica"
            },
            (selection == Some(at)).then_some("node--selected")
        );
        let zones: Vec<Rc<str>> = self.bands.iter().flatten().cloned().collect();
        let move_to = {
            let touch = touch.clone();
            move |zone: &str| {
                let edits = topology::set_zone(&touch.document, touch.resource, shard, node, zone);
                touch.change(&format!("Move to {zone}"), edits);
            }
        };
        let onkeydown = {
            let (onselect, zone, zones, move_to) = (
                onselect.clone(),
                zone.clone(),
                zones.clone(),
                move_to.clone(),
            );
            Callback::from(move |event: KeyboardEvent| {
                let here = zones.iter().position(|other| Some(other) == zone.as_ref());
                let next = match event.key().as_str() {
                    "ArrowDown" => Some(here.map_or(0, |i| i + 1)),
                    "ArrowUp" => Some(here.map_or(0, |i| i.saturating_sub(1))),
                    _ => None,
                };
                if is_press(&event) {
                    event.prevent_default();
                    onselect.emit(at);
                } else if let Some(next) = next {
                    event.prevent_default();
                    if let Some(zone) = zones.get(next).filter(|next| Some(*next) != zone.as_ref())
                    {
                        move_to(zone);
                    }
                }
            })
        };
        let onclick = onselect.reform(move |_: MouseEvent| at);
        let (onpointerdown, onpointermove, onpointerup) = self.dragging(at, drag, zones, move_to);
        let label = match (column > 70.0, node) {
            (true, _) => role.as_str(),
            (false, 0) => "P",
            (false, _) => "R",
        };
        // Who speaks to the page says what is written there.
        let shown = if column > 70.0 {
            String::new()
        } else {
            format!("{label}: ")
        };
        html! {
            <g key={node} {class} tabindex="0" role="button" data-node={format!("{shard}/{node}")}
                aria-label={format!("{shown}Shard {}, {role}, in {place}", cluster.shards[shard].id)}
                aria-pressed={(selection == Some(at)).to_string()}
                {onclick} {onkeydown} {onpointerdown} {onpointermove} {onpointerup}>
                <rect class="node__box" x={(left + 4.0).to_string()} y={top.to_string()} width={(column - 8.0).to_string()} height={NODE_HEIGHT.to_string()} rx="5" />
                <text class="node__label" x={(left + column / 2.0).to_string()} y={(top + 16.0).to_string()}>{ label.to_owned() }</text>
            </g>
        }
    }

    /// Follows a pointer that drags a node from band to band.
    fn dragging(
        &self,
        at: (usize, usize),
        drag: &UseStateHandle<Drag>,
        zones: Vec<Rc<str>>,
        move_to: impl Fn(&str) + 'static,
    ) -> (
        Callback<PointerEvent>,
        Callback<PointerEvent>,
        Callback<PointerEvent>,
    ) {
        let height = self.height();
        let bands = Scene {
            bands: self.bands.clone(),
            tops: self.tops.clone(),
            shown: self.shown.clone(),
        };
        let band_under = move |event: &PointerEvent| {
            let target: Element = event.target_unchecked_into();
            let svg = target.closest("svg").ok().flatten()?;
            Some(bands.band_at(pointer::place(event, &svg, WIDTH, height).1))
        };
        let band_under = Rc::new(band_under);
        let down = {
            let (drag, band_under) = (drag.clone(), band_under.clone());
            Callback::from(move |event: PointerEvent| {
                let target: Element = event.target_unchecked_into();
                // A pointer that has gone already cannot be captured.
                target.set_pointer_capture(event.pointer_id()).ok();
                if let Some(band) = band_under(&event) {
                    drag.set(Some((at.0, at.1, band)));
                }
            })
        };
        let moved = {
            let (drag, band_under) = (drag.clone(), band_under.clone());
            Callback::from(move |event: PointerEvent| {
                let dragged = drag.filter(|(shard, node, _)| (*shard, *node) == at);
                if let (Some((_, _, over)), Some(band)) = (dragged, band_under(&event))
                    && over != band
                {
                    drag.set(Some((at.0, at.1, band)));
                }
            })
        };
        let up = {
            let drag = drag.clone();
            Callback::from(move |event: PointerEvent| {
                if drag.is_none() {
                    return;
                }
                drag.set(None);
                if let Some(zone) = band_under(&event).and_then(|band| zones.get(band)) {
                    move_to(zone);
                }
            })
        };
        (down, moved, up)
    }
}

/// The nodes of a shard that are in a zone, or in none.
fn in_band<'a>(shard: &'a Shard, zone: Option<&'a Rc<str>>) -> impl Iterator<Item = usize> + 'a {
    shard
        .nodes
        .iter()
        .enumerate()
        .filter(move |(_, node)| node.zone.as_ref() == zone)
        .map(|(i, _)| i)
}

/// A count as a length.
pub(super) fn to_f64(n: usize) -> f64 {
    u32::try_from(n).map_or(f64::MAX, f64::from)
}
