//! Log delivery as two questions, one for each log, where the list is no more than that.

use std::rc::Rc;

use crate::document::{Map, Value};
use crate::model::generated::elasticache::names as n;

/// The logs there are, by the API's name and in words.
pub const LOGS: [(&str, &str); 2] = [("slow-log", "Slow log"), ("engine-log", "Engine log")];

/// Where a log can go: the type, in words, the member of its details and the name within.
pub const DESTINATIONS: [(&str, &str, &str, &str); 2] = [
    (
        "cloudwatch-logs",
        "CloudWatch Logs",
        n::CLOUD_WATCH_LOGS_DETAILS,
        n::LOG_GROUP,
    ),
    (
        "kinesis-firehose",
        "Data Firehose",
        n::KINESIS_FIREHOSE_DETAILS,
        n::DELIVERY_STREAM,
    ),
];

/// The index of each log's entry, in the order of `LOGS`; `None` where the list has anything else, or
/// a log twice.
pub fn entries(value: Option<&Value>) -> Option<[Option<usize>; 2]> {
    let mut found = [None; 2];
    let items = match value {
        None => &[][..],
        Some(value) => value.as_list()?,
    };
    for (index, item) in items.iter().enumerate() {
        let log = item.text(n::LOG_TYPE)?;
        let at = LOGS.iter().position(|(id, _)| *id == log)?;
        let plain = item
            .as_map()?
            .iter()
            .all(|(name, _)| KNOWN.contains(&&**name));
        let details = item.get(n::DESTINATION_DETAILS);
        if found[at].is_some() || !plain || !details.is_none_or(is_plain) {
            return None;
        }
        found[at] = Some(index);
    }
    Some(found)
}

const KNOWN: &[&str] = &[
    n::LOG_TYPE,
    n::DESTINATION_TYPE,
    n::DESTINATION_DETAILS,
    n::LOG_FORMAT,
];

/// Whether the details are names of destinations and nothing else.
fn is_plain(details: &Value) -> bool {
    let named = |kind: &str, value: &Value| {
        DESTINATIONS.iter().any(|(_, _, member, name)| {
            let mut inside = value.as_map().into_iter().flat_map(Map::iter);
            *member == kind
                && inside.all(|(key, value)| &**key == *name && value.as_str().is_some())
        })
    };
    details
        .as_map()
        .is_some_and(|map| map.iter().all(|(kind, value)| named(kind, value)))
}

/// An entry that goes to another kind of destination, with the name that it had; `None` to deliver no more.
pub fn sent_to(log: &str, entry: Option<&Value>, destination: &str) -> Option<Value> {
    let (kind, _, member, name) = DESTINATIONS
        .iter()
        .find(|(kind, ..)| *kind == destination)?;
    let mut map: Map = entry.and_then(Value::as_map).cloned().unwrap_or_default();
    map.insert(n::LOG_TYPE, Value::string(log));
    map.insert(n::DESTINATION_TYPE, Value::string(*kind));
    let typed = entry.and_then(typed_name);
    let named = typed.map(|typed| Value::map([(Rc::from(*name), Value::String(typed))]));
    if let Some(named) = named {
        map.insert(
            n::DESTINATION_DETAILS,
            Value::map([(Rc::from(*member), named)]),
        );
    }
    if !map.contains(n::LOG_FORMAT) {
        map.insert(n::LOG_FORMAT, Value::string("json"));
    }
    Some(Value::Map(Rc::new(map)))
}

/// The name of a destination of any kind.
fn typed_name(entry: &Value) -> Option<Rc<str>> {
    let details = entry.get(n::DESTINATION_DETAILS)?;
    DESTINATIONS
        .iter()
        .find_map(|(_, _, member, name)| details.get(member)?.text(name).map(Rc::from))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::parse_json;

    const SLOW: &str = r#"{"LogType":"slow-log","DestinationType":"cloudwatch-logs","DestinationDetails":{"CloudWatchLogsDetails":{"LogGroup":"/slow"}},"LogFormat":"text"}"#;

    fn of(json: &str) -> Option<[Option<usize>; 2]> {
        entries(Some(&parse_json(json).expect("valid")))
    }

    #[test]
    fn only_lists_of_the_two_logs_are_two_questions() {
        assert_eq!(entries(None), Some([None, None]));
        assert_eq!(of(&format!("[{SLOW}]")), Some([Some(0), None]));
        assert_eq!(of(r#"[{"LogType":"engine-log"}]"#), Some([None, Some(0)]));
        for other in [
            r#"{"LogType":"slow-log"}"#,
            "[7]",
            r#"[{"LogType":"audit"}]"#,
            r#"[{"LogType":"slow-log"},{"LogType":"slow-log"}]"#,
            r#"[{"LogType":"slow-log","Enabled":false}]"#,
            r#"[{"LogType":"slow-log","DestinationDetails":{"Else":{}}}]"#,
            r#"[{"LogType":"slow-log","DestinationDetails":{"CloudWatchLogsDetails":{"LogGroup":7}}}]"#,
        ] {
            assert_eq!(of(other), None, "{other}");
        }
    }

    #[test]
    fn another_destination_keeps_name_and_format() {
        let before = parse_json(SLOW).expect("valid");
        let after = sent_to("slow-log", Some(&before), "kinesis-firehose").expect("known");
        assert_eq!(
            after.to_json(),
            r#"{"LogType":"slow-log","DestinationType":"kinesis-firehose","DestinationDetails":{"KinesisFirehoseDetails":{"DeliveryStream":"/slow"}},"LogFormat":"text"}"#
        );
        assert_eq!(sent_to("slow-log", Some(&before), ""), None);
    }
}
