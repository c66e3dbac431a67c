//! The keyspace, 0 to 16383, as a bar with each shard's range; borders can be dragged.

use std::fmt::Write;
use std::rc::Rc;

use web_sys::{Element, HtmlInputElement};
use yew::prelude::*;

use super::cluster::to_f64;
use super::{Touch, pointer};
use crate::topology::{self, Cluster, SLOTS, SlotFault, SlotRange};

const WIDTH: f64 = 420.0;
const HEIGHT: f64 = 44.0;
/// Handles are drawn for no more shards than this; the inspector takes exact numbers for any.
const HANDLES: usize = 24;
/// A dragged border snaps to multiples of this, unless Shift is held.
const SNAP: u32 = 64;

#[derive(PartialEq, Properties)]
pub(super) struct KeyspaceProps {
    pub cluster: Rc<Cluster>,
    /// The first shard that is drawn in full, and the one after the last.
    pub shown: (usize, usize),
    pub touch: Touch,
}

#[component]
pub(super) fn Keyspace(props: &KeyspaceProps) -> Html {
    let cluster = &props.cluster;
    // The border that is being dragged, and where it is.
    let drag = use_state(|| None::<(usize, u32)>);
    let slots: Vec<Vec<SlotRange>> = cluster
        .shards
        .iter()
        .map(|shard| shard.slots.clone())
        .collect();
    let faults = topology::faults(&slots);
    html! {
        <figure class="keyspace">
            <svg class="picture__svg" viewBox={format!("0 0 {WIDTH} {HEIGHT}")} role="group" aria-label="Slots 0 to 16383 by shard">
                <path class="keyspace__odd" d={path(&slots, 1)} />
                <path class="keyspace__even" d={path(&slots, 0)} />
                { faulty(&faults) }
                { ranges(cluster, props.shown) }
                if cluster.shards.len() <= HANDLES {
                    { handles(cluster, &drag, &props.touch) }
                }
                <text class="keyspace__end" x="0" y="42">{ "0" }</text>
                <text class="keyspace__end keyspace__end--last" x={WIDTH.to_string()} y="42">{ "16383" }</text>
            </svg>
            <figcaption class="keyspace__caption">{ caption(cluster, &faults, *drag) }</figcaption>
        </figure>
    }
}

fn x(slot: u32) -> f64 {
    f64::from(slot) / f64::from(SLOTS) * WIDTH
}

/// The boxes of every other shard as one path.
fn path(slots: &[Vec<SlotRange>], parity: usize) -> String {
    let mut acc = String::new();
    for ranges in slots.iter().skip(parity).step_by(2) {
        for range in ranges {
            let width = x(range.len());
            // Writing to a String cannot fail.
            let _ = write!(acc, "M{:.2} 4h{width:.2}v24h-{width:.2}z", x(range.first));
        }
    }
    acc
}

fn faulty(faults: &[SlotFault]) -> Html {
    let shown = faults.iter().take(200).enumerate();
    shown
        .map(|(i, fault)| {
            let (range, class, words) = match fault {
                SlotFault::Gap(range) => (range, "keyspace__gap", "in no shard"),
                SlotFault::Overlap(range, _, _) => (range, "keyspace__overlap", "in two shards"),
            };
            html! {
                <rect key={i} {class} x={x(range.first).to_string()} y="2" width={x(range.len()).max(2.0).to_string()} height="28">
                    <title>{ format!("Slots {} to {} are {words}", range.first, range.last) }</title>
                </rect>
            }
        })
        .collect()
}

/// Names of the shards that have room, and hooks for the ranges of those drawn in full.
fn ranges(cluster: &Cluster, shown: (usize, usize)) -> Html {
    let drawn = cluster
        .shards
        .iter()
        .enumerate()
        .take(shown.1)
        .skip(shown.0);
    drawn
        .filter_map(|(i, shard)| {
            let range = *shard.slots.first()?;
            let width = x(range.len());
            Some(html! {
                <g key={i} data-slot-range={i.to_string()}>
                    <rect class="keyspace__range" x={x(range.first).to_string()} y="4" width={width.to_string()} height="24">
                        <title>{ format!("Shard {}: slots {} to {}, {} of them", shard.id, range.first, range.last, range.len()) }</title>
                    </rect>
                    if width > 34.0 {
                        <text class="keyspace__name" x={(x(range.first) + width / 2.0).to_string()} y="20">{ &*shard.id }</text>
                    }
                </g>
            })
        })
        .collect()
}

fn handles(
    cluster: &Rc<Cluster>,
    drag: &UseStateHandle<Option<(usize, u32)>>,
    touch: &Touch,
) -> Html {
    let borders = cluster
        .shards
        .iter()
        .enumerate()
        .filter_map(|(i, shard)| Some((i, shard.slots.last()?.last + 1)));
    borders
        .filter(|(_, border)| *border < SLOTS)
        .map(|(i, border)| handle(cluster, i, border, drag, touch))
        .collect()
}

fn handle(
    cluster: &Cluster,
    shard: usize,
    border: u32,
    drag: &UseStateHandle<Option<(usize, u32)>>,
    touch: &Touch,
) -> Html {
    let move_to = {
        let touch = touch.clone();
        move |slot: u32| {
            let edits = topology::move_border(&touch.document, touch.resource, shard, slot);
            touch.change("Move slots", edits);
        }
    };
    let onkeydown = {
        let move_to = move_to.clone();
        Callback::from(move |event: KeyboardEvent| {
            let step = if event.shift_key() { 256 } else { 1 };
            let to = match event.key().as_str() {
                "ArrowRight" | "ArrowUp" => border.saturating_add(step),
                "ArrowLeft" | "ArrowDown" => border.saturating_sub(step),
                "PageUp" => border.saturating_add(1024),
                "PageDown" => border.saturating_sub(1024),
                _ => return,
            };
            event.prevent_default();
            move_to(to);
        })
    };
    let onpointerdown = {
        let drag = drag.clone();
        Callback::from(move |event: PointerEvent| {
            let target: Element = event.target_unchecked_into();
            // A pointer that has gone already cannot be captured.
            target.set_pointer_capture(event.pointer_id()).ok();
            drag.set(Some((shard, border)));
        })
    };
    let onpointermove = {
        let drag = drag.clone();
        Callback::from(move |event: PointerEvent| {
            if let (Some((dragged, at)), Some(slot)) = (*drag, slot_under(&event))
                && dragged == shard
                && at != slot
            {
                drag.set(Some((shard, slot)));
            }
        })
    };
    let onpointerup = {
        let drag = drag.clone();
        Callback::from(move |_: PointerEvent| {
            if let Some((_, slot)) = *drag {
                drag.set(None);
                move_to(slot);
            }
        })
    };
    let at = drag
        .filter(|(dragged, _)| *dragged == shard)
        .map_or(border, |(_, slot)| slot);
    html! {
        <g key={shard} class="handle" tabindex="0" role="slider" data-slot-border={shard.to_string()}
            aria-label={format!("First slot after shard {}", cluster.shards[shard].id)}
            aria-valuemin="1" aria-valuemax={(SLOTS - 1).to_string()} aria-valuenow={at.to_string()}
            {onkeydown} {onpointerdown} {onpointermove} {onpointerup}>
            <title>{ format!("The next shard begins at slot {at}: drag, or use the arrow keys") }</title>
            <rect class="handle__area" x={(x(at) - 7.0).to_string()} y="0" width="14" height="32" />
            <rect class="handle__bar" x={(x(at) - 1.5).to_string()} y="1" width="3" height="30" rx="1.5" />
        </g>
    }
}

/// The slot under a pointer, snapped unless Shift is held.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to the keyspace before"
)]
fn slot_under(event: &PointerEvent) -> Option<u32> {
    let target: Element = event.target_unchecked_into();
    let svg = target.closest("svg").ok().flatten()?;
    let (place, _) = pointer::place(event, &svg, WIDTH, HEIGHT);
    let slot = (place / WIDTH * f64::from(SLOTS)).clamp(1.0, f64::from(SLOTS - 1)) as u32;
    let snapped = if event.shift_key() {
        slot
    } else {
        (slot + SNAP / 2) / SNAP * SNAP
    };
    Some(snapped.clamp(1, SLOTS - 1))
}

fn caption(cluster: &Cluster, faults: &[SlotFault], drag: Option<(usize, u32)>) -> String {
    if let Some((shard, slot)) = drag {
        return format!(
            "Shard {} ends at {}, the next begins at {slot}",
            cluster.shards[shard].id,
            slot - 1
        );
    }
    let gaps = faults
        .iter()
        .filter(|fault| matches!(fault, SlotFault::Gap(_)))
        .count();
    let overlaps = faults.len() - gaps;
    let shared = if cluster.custom_slots {
        "Slots as given"
    } else {
        "Slots equally distributed by ElastiCache"
    };
    match (gaps, overlaps) {
        (0, 0) => format!(
            "{shared}, about {} each",
            SLOTS / u32::try_from(cluster.shards.len().max(1)).unwrap_or(1)
        ),
        (gaps, overlaps) => format!("{shared}: {gaps} gaps, {overlaps} overlaps"),
    }
}

/// The exact slots of a shard, as typed.
#[derive(PartialEq, Properties)]
pub(super) struct SlotsProps {
    pub cluster: Rc<Cluster>,
    pub shard: usize,
    pub touch: Touch,
}

#[component]
pub(super) fn Slots(props: &SlotsProps) -> Html {
    let shard = &props.cluster.shards[props.shard];
    let text = shard.slots_text.clone().unwrap_or_else(|| {
        shard
            .slots
            .first()
            .map_or_else(String::new, |range| {
                format!("{}-{}", range.first, range.last)
            })
            .into()
    });
    let onchange = {
        let (touch, index) = (props.touch.clone(), props.shard);
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let edits = topology::set_slots(&touch.document, touch.resource, index, &input.value());
            touch.change("Set slots", edits);
        })
    };
    html! {
        <label class="inspector__field">
            { "Slots" }
            <input class="input" value={text.to_string()} size="14" {onchange} />
        </label>
    }
}

/// A share of the keyspace in percent, for people.
pub(super) fn percent(slots: u32) -> String {
    format!("{:.1} %", f64::from(slots) * 100.0 / to_f64(SLOTS as usize))
}
