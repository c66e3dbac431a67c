//! Memcached nodes over zones, and the limits of a serverless cache as gauges.

use std::rc::Rc;

use yew::prelude::*;

use super::chips::chips;
use super::cluster::to_f64;
use super::{Touch, fitted, is_press};
use crate::document::Path;
use crate::topology::{self, Gauge, Memcached, Serverless};

const WIDTH: f64 = 420.0;
const COLUMN: f64 = 48.0;
const ROW: f64 = 30.0;

/// Nodes that know nothing of each other, zone by zone.
pub(super) fn memcached(cluster: &Memcached, touch: &Touch) -> Html {
    let mut bands: Vec<Option<Rc<str>>> = cluster.zones.iter().cloned().map(Some).collect();
    if cluster.nodes.iter().any(|(zone, _)| zone.is_none()) {
        bands.push(None);
    }
    let height = to_f64(bands.len()) * ROW + 4.0;
    let button = |label: &'static str, edits: fn(&Touch) -> Vec<crate::document::Edit>| {
        let touch = touch.clone();
        let onclick = Callback::from(move |_: MouseEvent| touch.change(label, edits(&touch)));
        html! { <button type="button" class="button button--small" {onclick}>{ label }</button> }
    };
    html! {
        <>
            <div class="picture__tools" role="group" aria-label="Change the cluster">
                { button("Add node", |touch| topology::add_node(&touch.document, touch.resource)) }
                { button("Remove node", |touch| topology::remove_node(&touch.document, touch.resource)) }
            </div>
            <svg class="picture__svg" viewBox={format!("0 0 {WIDTH} {height}")} role="group" aria-label={format!("{} nodes over zones", cluster.nodes.len())}>
                for (i, band) in bands.iter().enumerate() {
                    { band_of(cluster, i, band.as_ref(), touch) }
                }
            </svg>
            { chips(&cluster.attachments, touch) }
        </>
    }
}

fn band_of(cluster: &Memcached, i: usize, zone: Option<&Rc<str>>, touch: &Touch) -> Html {
    let top = to_f64(i) * ROW + 2.0;
    let label = zone.map_or("AWS chooses", |zone| zone);
    let nodes = cluster
        .nodes
        .iter()
        .enumerate()
        .filter(|(_, (other, _))| other.as_ref() == zone);
    let count = nodes.clone().count();
    let column = COLUMN.min((WIDTH - 80.0) / to_f64(count.max(1)));
    html! {
        <g key={label.to_owned()} class={classes!("band", (i % 2 == 1).then_some("band--odd"))}>
            <rect class="band__area" x="0" y={top.to_string()} width={WIDTH.to_string()} height={(ROW - 2.0).to_string()} rx="4" />
            <text class="band__label" x="6" y={(top + 18.0).to_string()}>{ label }</text>
            for (place, (node, (_, path))) in nodes.enumerate() {
                { node_of(node, 80.0 + to_f64(place) * column, top + 3.0, column, path, label, touch) }
            }
        </g>
    }
}

fn node_of(
    node: usize,
    left: f64,
    top: f64,
    column: f64,
    path: &Path,
    place: &str,
    touch: &Touch,
) -> Html {
    let open = {
        let (touch, path) = (touch.clone(), path.clone());
        move || touch.open(&path)
    };
    let onclick = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open())
    };
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        if is_press(&event) {
            event.prevent_default();
            open();
        }
    });
    html! {
        <g key={node} class="node node--primary" tabindex="0" role="button" data-node={format!("0/{node}")}
            aria-label={format!("Node {} in {place}", node + 1)} {onclick} {onkeydown}>
            <rect class="node__box" x={left.to_string()} y={top.to_string()} width={(column - 3.0).max(1.0).to_string()} height="22" rx="4" />
            if column > 20.0 {
                <text class="node__label" x={(left + column / 2.0 - 1.5).to_string()} y={(top + 15.0).to_string()}>{ node + 1 }</text>
            }
        </g>
    }
}

/// Limits between nothing and what the service allows.
pub(super) fn serverless(cache: &Serverless, touch: &Touch) -> Html {
    html! {
        <>
            <div class="gauges">
                for gauge in &cache.gauges {
                    { gauge_of(gauge, touch) }
                }
            </div>
            { chips(&cache.attachments, touch) }
        </>
    }
}

fn gauge_of(gauge: &Gauge, touch: &Touch) -> Html {
    let share = |bound: i64| {
        // Limits span orders of magnitude, so the scale is logarithmic.
        let log = |n: i64| f64::from(u32::try_from(n.max(1)).unwrap_or(u32::MAX)).ln();
        (log(bound) / log(gauge.limit)).clamp(0.0, 1.0) * WIDTH
    };
    let from = gauge.minimum.map_or(0.0, share);
    let to = gauge.maximum.map_or(WIDTH, share);
    let bound = |bound: Option<i64>, none: &str| {
        bound.map_or_else(|| none.to_owned(), |n| format!("{n} {}", gauge.unit))
    };
    let words = format!(
        "{} to {}",
        bound(gauge.minimum, "no minimum"),
        bound(gauge.maximum, "no maximum")
    );
    let onclick = {
        let (touch, path) = (touch.clone(), gauge.path.clone());
        Callback::from(move |_: MouseEvent| touch.open(&path))
    };
    html! {
        <button type="button" class="gauge" key={gauge.title} {onclick}>
            <span class="gauge__title">{ gauge.title }</span>
            <svg class="picture__svg" viewBox={format!("0 0 {WIDTH} 18")} aria-hidden="true">
                <rect class="gauge__track" x="0" y="4" width={WIDTH.to_string()} height="10" rx="5" />
                <rect class={classes!("gauge__range", (from > to).then_some("gauge__range--wrong"))} x={from.min(to).to_string()} y="4" width={(to - from).abs().max(2.0).to_string()} height="10" rx="5" />
            </svg>
            <span class="gauge__words">{ fitted(&words, 70) }</span>
        </button>
    }
}
