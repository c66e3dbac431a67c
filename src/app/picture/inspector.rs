//! What can be said and done about the node that is selected.

use std::rc::Rc;

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::Touch;
use super::keyspace::{Slots, percent};
use crate::topology::{self, Cluster};

#[derive(PartialEq, Properties)]
pub(super) struct InspectorProps {
    pub cluster: Rc<Cluster>,
    /// Shard and node.
    pub selection: Option<(usize, usize)>,
    pub touch: Touch,
}

#[component]
pub(super) fn Inspector(props: &InspectorProps) -> Html {
    let Some((shard, node)) = props.selection else {
        return html! { <p class="picture__hint">{ "Choose a node to set its zone. Nodes can be dragged from zone to zone, and borders of slots along the bar." }</p> };
    };
    let cluster = &props.cluster;
    let shown = &cluster.shards[shard];
    let zone = shown.nodes[node].zone.clone();
    let onchange = {
        let touch = props.touch.clone();
        Callback::from(move |event: Event| {
            let select: HtmlSelectElement = event.target_unchecked_into();
            let zone = select.value();
            if !zone.is_empty() {
                let edits = topology::set_zone(&touch.document, touch.resource, shard, node, &zone);
                touch.change(&format!("Move to {zone}"), edits);
            }
        })
    };
    let onopen = {
        let (touch, path) = (props.touch.clone(), shown.nodes[node].path.clone());
        Callback::from(move |_: MouseEvent| touch.open(&path))
    };
    let onremove = {
        let touch = props.touch.clone();
        Callback::from(move |_: MouseEvent| {
            let edits = topology::remove_replica(&touch.document, touch.resource, shard, node);
            touch.change("Remove replica", edits);
        })
    };
    let slots: u32 = shown.slots.iter().map(|range| range.len()).sum();
    let role = if node == 0 {
        "primary".to_owned()
    } else {
        format!("replica {node}")
    };
    html! {
        <div class="inspector" role="group" aria-label={format!("Shard {}, {role}", shown.id)}>
            <strong>{ format!("Shard {} · {role}", shown.id) }</strong>
            <label class="inspector__field">
                { "Zone" }
                <select class="input" {onchange}>
                    <option value="" selected={zone.is_none()} disabled=true>{ "AWS chooses" }</option>
                    for offered in &cluster.zones {
                        <option value={offered.to_string()} selected={Some(offered) == zone.as_ref()}>{ &**offered }</option>
                    }
                </select>
            </label>
            if cluster.cluster_mode {
                <Slots key={shard} cluster={cluster.clone()} {shard} touch={props.touch.clone()} />
                <span class="inspector__note">{ percent(slots) }</span>
            }
            if node > 0 {
                <button type="button" class="button button--small" onclick={onremove}>{ "Remove this replica" }</button>
            }
            <button type="button" class="button button--small" onclick={onopen}>{ "Show the field" }</button>
        </div>
    }
}
