//! Users, the groups that they are in, and the clusters that the groups protect.

use yew::prelude::*;

use super::cluster::to_f64;
use super::{Touch, fitted, is_press};
use crate::topology::Access;

const WIDTH: f64 = 440.0;
const BOX: f64 = 128.0;
const ROW: f64 = 38.0;
/// Left edges of users, groups and clusters.
const COLUMNS: [f64; 3] = [4.0, 156.0, 308.0];
/// More than this of a kind are counted, not drawn.
const SHOWN: usize = 40;

pub(super) fn access(access: &Access, touch: &Touch) -> Html {
    let mut clusters: Vec<(&str, usize)> = Vec::new();
    for (name, resource) in access.groups.iter().flat_map(|group| &group.clusters) {
        if !clusters.iter().any(|(_, known)| known == resource) {
            clusters.push((name, *resource));
        }
    }
    let rows = access
        .users
        .len()
        .max(access.groups.len())
        .max(clusters.len())
        .clamp(1, SHOWN);
    let height = 26.0 + to_f64(rows) * ROW;
    let y = |row: usize| 26.0 + to_f64(row.min(SHOWN)) * ROW;
    let middle = |row: usize| y(row) + 14.0;
    html! {
        <svg class="picture__svg" viewBox={format!("0 0 {WIDTH} {height}")} role="group" aria-label="Users, user groups and what they protect">
            for (i, title) in ["Users", "User groups", "Clusters"].into_iter().enumerate() {
                <text class="band__label" key={title} x={COLUMNS[i].to_string()} y="15">{ title }</text>
            }
            for (g, group) in access.groups.iter().take(SHOWN).enumerate() {
                <g key={group.id.to_string()}>
                    for user in group.users.iter().filter(|user| **user < SHOWN) {
                        <path class="link" d={curve(COLUMNS[0] + BOX, middle(*user), COLUMNS[1], middle(g))} />
                    }
                    for (_, resource) in &group.clusters {
                        if let Some(c) = clusters.iter().take(SHOWN).position(|(_, known)| known == resource) {
                            <path class="link" d={curve(COLUMNS[1] + BOX, middle(g), COLUMNS[2], middle(c))} />
                        }
                    }
                </g>
            }
            for (i, (id, name, resource)) in access.users.iter().take(SHOWN).enumerate() {
                { item(COLUMNS[0], y(i), id, if name == id { "" } else { name }, *resource, touch) }
            }
            for (i, group) in access.groups.iter().take(SHOWN).enumerate() {
                { item(COLUMNS[1], y(i), &group.id, "", group.resource, touch) }
            }
            for (i, (name, resource)) in clusters.iter().take(SHOWN).enumerate() {
                { item(COLUMNS[2], y(i), name, "", Some(*resource), touch) }
            }
        </svg>
    }
}

fn curve(x1: f64, y1: f64, x2: f64, y2: f64) -> String {
    let bend = (x2 - x1) / 2.0;
    format!("M{x1} {y1}C{} {y1} {} {y2} {x2} {y2}", x1 + bend, x2 - bend)
}

/// A box that leads to its resource; what is not in the document is drawn with a dashed line.
fn item(x: f64, y: f64, name: &str, detail: &str, resource: Option<usize>, touch: &Touch) -> Html {
    let label = if name.is_empty() {
        "without a name"
    } else {
        name
    };
    let class = classes!(
        "node",
        if resource.is_some() {
            "node--replica"
        } else {
            "node--outside"
        }
    );
    let Some(resource) = resource else {
        return html! { <g key={format!("{x} {name}")} {class}>{ drawn(x, y, label, "not in this document") }</g> };
    };
    let onclick = {
        let touch = touch.clone();
        Callback::from(move |_: MouseEvent| touch.select(resource))
    };
    let onkeydown = {
        let touch = touch.clone();
        Callback::from(move |event: KeyboardEvent| {
            if is_press(&event) {
                event.prevent_default();
                touch.select(resource);
            }
        })
    };
    html! {
        <g key={format!("{x} {resource}")} {class} tabindex="0" role="button" aria-label={format!("Show {label}")} {onclick} {onkeydown}>
            { drawn(x, y, label, detail) }
        </g>
    }
}

fn drawn(x: f64, y: f64, label: &str, detail: &str) -> Html {
    let baseline = if detail.is_empty() {
        y + 18.0
    } else {
        y + 12.0
    };
    html! {
        <>
            <rect class="node__box" x={x.to_string()} y={y.to_string()} width={BOX.to_string()} height="28" rx="5" />
            <text class="node__label" x={(x + BOX / 2.0).to_string()} y={baseline.to_string()}>{ fitted(label, 20) }</text>
            if !detail.is_empty() {
                <text class="node__detail" x={(x + BOX / 2.0).to_string()} y={(y + 23.0).to_string()}>{ fitted(detail, 24) }</text>
            }
        </>
    }
}
