//! All shards of a large cluster at once, as one path for each zone, with a window on those drawn in full.

use std::fmt::Write;
use std::rc::Rc;

use web_sys::{Element, HtmlInputElement};
use yew::prelude::*;

use super::cluster::{WINDOW, to_f64};
use super::{pointer, zone_label};
use crate::topology::Cluster;

const WIDTH: f64 = 420.0;
const ROW: f64 = 12.0;
const GUTTER: f64 = 28.0;

#[derive(PartialEq, Properties)]
pub(super) struct OverviewProps {
    pub cluster: Rc<Cluster>,
    /// The first shard that is drawn in full.
    pub first: usize,
    pub onwindow: Callback<usize>,
}

#[component]
pub(super) fn Overview(props: &OverviewProps) -> Html {
    let cluster = &props.cluster;
    let n = cluster.shards.len();
    let rows = use_memo(cluster.clone(), |cluster| rows(cluster));
    let height = to_f64(rows.len()) * ROW + 4.0;
    let step = (WIDTH - GUTTER) / to_f64(n.max(1));
    let last = n.saturating_sub(WINDOW);
    let oninput = {
        let onwindow = props.onwindow.clone();
        Callback::from(move |event: InputEvent| {
            let input: HtmlInputElement = event.target_unchecked_into();
            if let Ok(first) = input.value().parse() {
                onwindow.emit(first);
            }
        })
    };
    let onpointerdown = {
        let onwindow = props.onwindow.clone();
        Callback::from(move |event: PointerEvent| {
            let target: Element = event.target_unchecked_into();
            if let Ok(Some(svg)) = target.closest("svg") {
                let (x, _) = pointer::place(&event, &svg, WIDTH, height);
                onwindow.emit(shard_at(x, step).saturating_sub(WINDOW / 2).min(last));
            }
        })
    };
    html! {
        <div class="picture__overview">
            <svg class="picture__svg picture__svg--overview" viewBox={format!("0 0 {WIDTH} {height}")} aria-hidden="true" {onpointerdown}>
                for (i, (label, path)) in rows.iter().enumerate() {
                    <g key={i}>
                        <text class="band__label" x="0" y={(to_f64(i) * ROW + 11.0).to_string()}>{ label.clone() }</text>
                        <path class="overview__nodes" d={path.clone()} />
                    </g>
                }
                <rect class="overview__window" x={(GUTTER + to_f64(props.first) * step).to_string()} y="1"
                    width={(to_f64(WINDOW.min(n)) * step).max(2.0).to_string()} height={(height - 2.0).to_string()} rx="2" />
            </svg>
            <label class="picture__slider">
                { format!("Shards {} to {} of {n}", props.first + 1, (props.first + WINDOW).min(n)) }
                <input type="range" min="0" max={last.to_string()} value={props.first.to_string()} {oninput} />
            </label>
        </div>
    }
}

/// The shard under a place; the cast cuts what is outside.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a place within the picture is a small positive number"
)]
fn shard_at(x: f64, step: f64) -> usize {
    ((x - GUTTER).max(0.0) / step.max(f64::MIN_POSITIVE)) as usize
}

/// A label and a path of boxes for each zone, and for nodes without one.
fn rows(cluster: &Cluster) -> Vec<(String, String)> {
    let step = (WIDTH - GUTTER) / to_f64(cluster.shards.len().max(1));
    let width = (step - if step > 3.0 { 1.0 } else { 0.0 }).max(0.5);
    let zones = cluster.zones.iter().map(Some).chain([None]);
    let rows = zones.enumerate().map(|(row, zone)| {
        let top = to_f64(row) * ROW + 3.0;
        let mut path = String::new();
        for (i, shard) in cluster.shards.iter().enumerate() {
            let nodes = shard
                .nodes
                .iter()
                .filter(|node| node.zone.as_ref() == zone)
                .count();
            if nodes > 0 {
                let height = (to_f64(nodes) * 3.0).min(ROW - 2.0);
                let left = GUTTER + to_f64(i) * step;
                // Writing to a String cannot fail.
                let _ = write!(path, "M{left:.1} {top}h{width:.1}v{height}h-{width:.1}z");
            }
        }
        (
            zone.map_or_else(|| "any".to_owned(), |zone| zone_label(zone).to_owned()),
            path,
        )
    });
    rows.filter(|(_, path)| !path.is_empty()).collect()
}
