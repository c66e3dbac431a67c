//! Before the settings of shards: whether slots and zones are given shard by shard or left to AWS.

use yew::prelude::*;

use super::form::FormProps;
use crate::app::spread;
use crate::app::workbench::Action;
use crate::document::{Document, Edit, Resource};
use crate::model::generated::elasticache::names as n;
use crate::rules::Fix;
use crate::topology;

/// What is to be done to a document's resource.
type Change = fn(&Document, usize) -> Vec<Edit>;

pub(super) fn view(props: &FormProps, resource: &Resource) -> Html {
    let groups = resource.parameters.items(n::NODE_GROUP_CONFIGURATION);
    let any = |members: &[&str]| {
        let mut groups = groups.unwrap_or_default().iter();
        groups.any(|group| members.iter().any(|member| group.get(member).is_some()))
    };
    let slots = any(&[n::SLOTS]);
    let zones = any(spread::ZONES);
    html! {
        <div class="keyspace" key="keyspace">
            { question(props, "Slots", [
                ("Equal distribution", !slots, topology::equalize_slots as Change),
                ("Custom distribution", slots, spread::slots),
            ]) }
            { question(props, "Zones", [
                ("No preference", !zones, spread::no_zones),
                ("Each node", zones, spread::zones),
            ]) }
        </div>
    }
}

fn question(
    props: &FormProps,
    title: &'static str,
    options: [(&'static str, bool, Change); 2],
) -> Html {
    html! {
        <fieldset class="field">
            <legend class="field__head"><span class="field__label">{ title }</span></legend>
            <div class="segments">
                for (label, checked, change) in options {
                    <label class="segments__option" key={label}>
                        <input type="radio" name={format!("keyspace-{title}")} value={label} {checked}
                            onchange={made(props, label, change)} />
                        <span>{ label }</span>
                    </label>
                }
            </div>
        </fieldset>
    }
}

fn made(props: &FormProps, label: &'static str, change: Change) -> Callback<Event> {
    let (document, index, onact) = (props.document.clone(), props.index, props.onact.clone());
    Callback::from(move |_| {
        let edits = change(&document, index);
        if !edits.is_empty() {
            let title = label.to_owned();
            onact.emit(Action::FixApplied(Fix { title, edits }));
        }
    })
}
