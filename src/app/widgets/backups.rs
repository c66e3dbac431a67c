//! Automatic backups: off, or kept for a number of days.

use yew::prelude::*;

use super::segments::segments;
use super::{FieldProps, number};
use crate::document::Value;

/// Days to begin with.
const USUAL: i64 = 7;

pub(super) fn is_retention(props: &FieldProps) -> bool {
    let name = props.field.member.map(|member| member.name);
    !props.compact && name == Some("SnapshotRetentionLimit")
}

pub(super) fn backups(props: &FieldProps) -> Html {
    let days = props.value.as_ref().map(Value::as_integer);
    let options = [
        ("Default", days.is_none(), None),
        ("Off", days == Some(Some(0)), Some(Value::integer(0))),
        (
            "On",
            days.is_some_and(|days| days != Some(0)),
            Some(Value::integer(USUAL)),
        ),
    ];
    html! {
        <div class="window__parts">
            { segments(props, Some("Automatic backups".to_owned()), options) }
            { number::number(props) }
            <span aria-hidden="true">{ "days" }</span>
        </div>
    }
}
