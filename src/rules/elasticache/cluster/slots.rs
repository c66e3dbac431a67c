//! Which of the 16384 slots belongs to which shard.
//!
//! Everything is read once: ranges with the shard they belong to, sorted, swept.

use super::sources;
use crate::document::{Edit, Value};
use crate::model::generated::elasticache::names as n;
use crate::rules::elasticache::facts;
use crate::rules::elasticache::reading::Shard;
use crate::rules::model::shown;
use crate::rules::{Check, Examples, Report, Rule, Scope, Severity};

const GROUP: &[&str] = &["CreateReplicationGroup"];
const SLOTS: u32 = 16384;
/// A number longer than this is no slot, and is not read.
const DIGITS: usize = 9;

pub(super) static GRAMMAR: Rule = Rule {
    code: "EC050",
    name: "slots-unreadable",
    severity: Severity::Error,
    operations: GROUP,
    summary: "Slots is written first-last, as in 0-5460.",
    why: "The two ends are decimal numbers with a hyphen between them; ranges may be joined by commas.",
    fix: "Write the range as first-last.",
    source: sources::SHARD,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "NumNodeGroups": 1, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "NodeGroupConfiguration": [{"Slots": "0 to 16383", "ReplicaCount": 1}]}"#,
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "NumNodeGroups": 1, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "NodeGroupConfiguration": [{"Slots": "0 - 16383", "ReplicaCount": 1}]}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "NumNodeGroups": 1, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "NodeGroupConfiguration": [{"Slots": "0-16383", "ReplicaCount": 1}]}"#,
        ],
    ),
    check: Check::Resource(check_grammar),
};

pub(super) static OUT_OF_RANGE: Rule = Rule {
    code: "EC051",
    name: "slot-out-of-range",
    severity: Severity::Error,
    operations: GROUP,
    summary: "Slots are numbered from 0 to 16383.",
    why: "There are 16384 of them, whatever the number of shards.",
    fix: "End the last range at 16383.",
    source: sources::SHARD,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "NumNodeGroups": 1, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "NodeGroupConfiguration": [{"Slots": "0-16384", "ReplicaCount": 1}]}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "NumNodeGroups": 1, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "NodeGroupConfiguration": [{"Slots": "0-16383", "ReplicaCount": 1}]}"#,
        ],
    ),
    check: Check::Resource(check_range),
};

pub(super) static REVERSED: Rule = Rule {
    code: "EC052",
    name: "slot-range-reversed",
    severity: Severity::Error,
    operations: GROUP,
    summary: "The first slot of a range is not greater than its last.",
    why: "A range is written from its lower end.",
    fix: "Swap the ends.",
    source: sources::SHARD,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "NumNodeGroups": 1, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "NodeGroupConfiguration": [{"Slots": "16383-0", "ReplicaCount": 1}]}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "NumNodeGroups": 1, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "NodeGroupConfiguration": [{"Slots": "0-16383", "ReplicaCount": 1}]}"#,
        ],
    ),
    check: Check::Resource(check_reversed),
};

pub(super) static OF_SOME: Rule = Rule {
    code: "EC053",
    name: "slots-of-some-shards",
    severity: Severity::Error,
    operations: GROUP,
    summary: "Slots are given for every shard or for none.",
    why: "Without them the service spreads the slots evenly; it does not guess what is left for some.",
    fix: "Give the other shards their slots, or leave all out.",
    source: sources::GROUP,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "NumNodeGroups": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "NodeGroupConfiguration": [{"Slots": "0-8191", "ReplicaCount": 1}, {"ReplicaCount": 1}]}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "NumNodeGroups": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "NodeGroupConfiguration": [{"Slots": "0-8191", "ReplicaCount": 1}, {"Slots": "8192-16383", "ReplicaCount": 1}]}"#,
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "NumNodeGroups": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "NodeGroupConfiguration": [{"ReplicaCount": 1}, {"ReplicaCount": 1}]}"#,
        ],
    ),
    check: Check::Resource(check_of_some),
};

pub(super) static OVERLAP: Rule = Rule {
    code: "EC054",
    name: "slots-overlap",
    severity: Severity::Error,
    operations: GROUP,
    summary: "No slot belongs to two shards.",
    why: "A key has one slot and a slot one shard.",
    fix: "Let each range begin after the one before ends, or spread the slots evenly.",
    source: sources::SHARD,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "NumNodeGroups": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "NodeGroupConfiguration": [{"Slots": "0-8192", "ReplicaCount": 1}, {"Slots": "8192-16383", "ReplicaCount": 1}]}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "NumNodeGroups": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "NodeGroupConfiguration": [{"Slots": "0-8191", "ReplicaCount": 1}, {"Slots": "8192-16383", "ReplicaCount": 1}]}"#,
        ],
    ),
    check: Check::Resource(check_overlap),
};

pub(super) static GAP: Rule = Rule {
    code: "EC055",
    name: "slots-without-shard",
    severity: Severity::Error,
    operations: GROUP,
    summary: "Together the shards own all slots from 0 to 16383.",
    why: "Keys whose slot belongs to no shard could not be stored.",
    fix: "Give the missing slots to a shard, or spread the slots evenly.",
    source: sources::SHARD,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "NumNodeGroups": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "NodeGroupConfiguration": [{"Slots": "0-8000", "ReplicaCount": 1}, {"Slots": "8192-16383", "ReplicaCount": 1}]}"#,
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "NumNodeGroups": 1, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "NodeGroupConfiguration": [{"Slots": "1-16383", "ReplicaCount": 1}]}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "CacheParameterGroupName": "default.redis7.cluster.on", "NumNodeGroups": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "NodeGroupConfiguration": [{"Slots": "8192-16383", "ReplicaCount": 1}, {"Slots": "0-100,101-8191", "ReplicaCount": 1}]}"#,
        ],
    ),
    check: Check::Resource(check_gap),
};

/// A range of slots, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Range {
    first: u32,
    last: u32,
    /// Index of its shard.
    shard: usize,
}

/// The ranges of a shard's text; `Err` names the part that is none.
fn ranges(text: &str, shard: usize) -> impl Iterator<Item = Result<Range, &str>> {
    text.split(',').map(move |part| {
        let hyphen = part.bytes().position(|byte| byte == b'-').ok_or(part)?;
        let first = number(&part[..hyphen]).ok_or(part)?;
        let last = number(&part[hyphen + 1..]).ok_or(part)?;
        Ok(Range { first, last, shard })
    })
}

/// A decimal number; one too long for any slot counts as the largest.
fn number(text: &str) -> Option<u32> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let read = || text.parse().ok().filter(|_| text.len() <= DIGITS);
    digits.then(|| read().unwrap_or(u32::MAX))
}

/// The texts of the shards that have one, with the shards' indexes.
fn texts<'a>(scope: &Scope<'a>) -> impl Iterator<Item = (usize, &'a str)> {
    let groups = facts::node_groups(scope).iter().enumerate();
    groups.filter_map(|(shard, group)| Some((shard, group.slots?.as_str()?)))
}

pub(super) fn set(scope: &Scope<'_>, shard: usize, text: &str) -> Edit {
    let path = facts::node_group_path(shard, n::SLOTS);
    Edit::set(scope.index, path, Value::string(text))
}

/// Edits that spread all slots evenly over the configured shards.
fn spread(scope: &Scope<'_>) -> Option<Vec<Edit>> {
    let count = facts::node_groups(scope).len();
    let n = u32::try_from(count)
        .ok()
        .filter(|n| (1..=SLOTS).contains(n))?;
    let edits = even(n).enumerate();
    Some(
        edits
            .map(|(shard, text)| set(scope, shard, &text))
            .collect(),
    )
}

/// The texts of so many shards, all of which have the same number of slots, give or take one.
pub(super) fn even(n: u32) -> impl Iterator<Item = String> {
    let bound = move |i: u32| u64::from(SLOTS) * u64::from(i) / u64::from(n);
    (0..n).map(move |i| format!("{}-{}", bound(i), bound(i + 1) - 1))
}

fn check_grammar(scope: &Scope<'_>, report: &mut Report<'_>) {
    if !read(scope).unreadable {
        return;
    }
    for (shard, text) in texts(scope) {
        if report.is_full() {
            break;
        }
        let Some(wrong) = ranges(text, shard).find_map(Result::err) else {
            continue;
        };
        let finding = report.at_path(
            facts::node_group_path(shard, n::SLOTS),
            format!("“{}” is no range of slots such as 0-5460", shown(wrong)),
        );
        let tidy: String = text
            .replace(['–', '—'], "-")
            .chars()
            .filter(|c| !c.is_whitespace())
            .collect();
        if ranges(&tidy, shard).all(|range| range.is_ok()) {
            let edit = set(scope, shard, &tidy);
            finding.fix(format!("Write it as {}", shown(&tidy)), [edit]);
        }
    }
}

/// The shards whose text is readable and has a range at which something is wrong, with that
/// range and whether it is the text's only one.
fn with_range<'a>(
    scope: &Scope<'a>,
    wrong: impl Fn(&Range) -> bool,
) -> impl Iterator<Item = (usize, &'a str, Range, bool)> {
    let possible = read(scope).wrong.then(|| texts(scope));
    possible
        .into_iter()
        .flatten()
        .filter_map(move |(shard, text)| {
            let mut found = None;
            let mut count = 0;
            for range in ranges(text, shard) {
                let range = range.ok()?;
                count += 1;
                found = found.or(wrong(&range).then_some(range));
            }
            Some((shard, text, found?, count == 1))
        })
}

fn check_range(scope: &Scope<'_>, report: &mut Report<'_>) {
    let beyond = |range: &Range| range.first.max(range.last) >= SLOTS;
    for (shard, text, range, alone) in with_range(scope, beyond) {
        if report.is_full() {
            break;
        }
        let slot = match range.first.max(range.last) {
            u32::MAX => shown(text),
            slot => slot.to_string(),
        };
        let finding = report.at_path(
            facts::node_group_path(shard, n::SLOTS),
            format!("{slot} is beyond the last slot, 16383"),
        );
        if alone && range.first < SLOTS {
            let text = format!("{}-{}", range.first, SLOTS - 1);
            let edit = set(scope, shard, &text);
            finding.fix(format!("Change to {text}"), [edit]);
        }
    }
}

fn check_reversed(scope: &Scope<'_>, report: &mut Report<'_>) {
    let reversed = |range: &Range| range.first > range.last;
    for (shard, _, range, alone) in with_range(scope, reversed) {
        if report.is_full() {
            break;
        }
        let (first, last) = (range.first, range.last);
        let finding = report.at_path(
            facts::node_group_path(shard, n::SLOTS),
            format!("the range begins at {first} and ends at {last}"),
        );
        if alone {
            let text = format!("{last}-{first}");
            let edit = set(scope, shard, &text);
            finding.fix(format!("Change to {text}"), [edit]);
        }
    }
}

fn check_of_some(scope: &Scope<'_>, report: &mut Report<'_>) {
    let groups = facts::node_groups(scope);
    let lacks = |group: &Shard<'_>| group.slots.is_none();
    let count = groups.iter().filter(|group| lacks(group)).count();
    let Some(first) = groups
        .iter()
        .position(lacks)
        .filter(|_| count < groups.len())
    else {
        return;
    };
    let finding = report.at_path(
        facts::node_group_path(first, n::SLOTS),
        format!("{count} of {} shards have no slots", groups.len()),
    );
    if let Some(edits) = spread(scope) {
        finding.fix("Spread the slots evenly", edits);
    }
}

/// The slots of a request.
#[derive(Debug, Default)]
pub(in crate::rules::elasticache) struct Slots {
    /// Whether some text is no list of ranges.
    unreadable: bool,
    /// Whether some range is reversed or goes beyond the last slot.
    wrong: bool,
    /// Every range that can be read, sorted.
    ranges: Vec<Range>,
}

fn read<'a>(scope: &Scope<'a>) -> &'a Slots {
    scope.reading.slots.get_or_init(|| {
        let mut slots = Slots::default();
        for (shard, text) in texts(scope) {
            for range in ranges(text, shard) {
                let Ok(range) = range else {
                    slots.unreadable = true;
                    continue;
                };
                slots.wrong |= range.first > range.last || range.last >= SLOTS;
                slots.ranges.push(range);
            }
        }
        slots.ranges.sort_unstable();
        slots
    })
}

/// Every range, sorted; none where one is a fault of its own or a shard has none.
fn sorted<'a>(scope: &Scope<'a>) -> &'a [Range] {
    let slots = read(scope);
    let of_all = facts::node_groups(scope).len() == texts(scope).count();
    if slots.unreadable || slots.wrong || !of_all {
        return &[];
    }
    &slots.ranges
}

fn check_overlap(scope: &Scope<'_>, report: &mut Report<'_>) {
    let [first, rest @ ..] = sorted(scope) else {
        return;
    };
    let mut furthest = *first;
    // The fix is the same for all, so only the first carries it.
    let mut offered = false;
    for range in rest {
        if report.is_full() {
            break;
        }
        if range.first <= furthest.last {
            let last = range.last.min(furthest.last);
            let slots = slots(range.first, last);
            let message = if range.shard == furthest.shard {
                format!("{slots} listed twice")
            } else {
                format!("{slots} in shard {} too", furthest.shard + 1)
            };
            let path = facts::node_group_path(range.shard, n::SLOTS);
            let finding = report.at_path(path, message);
            if !offered && let Some(edits) = spread(scope) {
                finding.fix("Spread the slots evenly", edits);
            }
            offered = true;
        }
        if range.last > furthest.last {
            furthest = *range;
        }
    }
}

/// The slots in words, up to the verb.
fn slots(first: u32, last: u32) -> String {
    if first == last {
        format!("slot {first} is")
    } else {
        format!("slots {first}-{last} are")
    }
}

fn check_gap(scope: &Scope<'_>, report: &mut Report<'_>) {
    let ranges = sorted(scope);
    let [first, ..] = ranges else { return };
    let mut offered = false;
    let mut next = 0;
    let mut shard = first.shard;
    let end = Range {
        first: SLOTS,
        last: SLOTS,
        shard: 0,
    };
    for range in ranges.iter().chain([&end]) {
        if report.is_full() {
            break;
        }
        if range.first > next {
            let slots = slots(next, range.first - 1);
            let path = facts::node_group_path(shard, n::SLOTS);
            let finding = report.at_path(path, format!("{slots} in no shard"));
            if !offered && let Some(edits) = spread(scope) {
                finding.fix("Spread the slots evenly", edits);
            }
            offered = true;
        }
        if range.last >= next {
            (next, shard) = (range.last + 1, range.shard);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_are_spread_without_gap_or_overlap() {
        assert_eq!(
            even(3).collect::<Vec<_>>(),
            ["0-5460", "5461-10921", "10922-16383"]
        );
        for n in [1, 2, 7, 500, SLOTS] {
            let mut next = 0;
            for text in even(n) {
                let range = ranges(&text, 0).next().expect("one").expect("readable");
                assert_eq!(range.first, next);
                next = range.last + 1;
            }
            assert_eq!(next, SLOTS, "{n}");
        }
    }

    #[test]
    fn numbers_of_any_length_are_read() {
        assert_eq!(number("0042"), Some(42));
        assert_eq!(number(&"9".repeat(1000)), Some(u32::MAX));
        assert_eq!(number("+1"), None);
        assert_eq!(number(""), None);
        assert_eq!(ranges("0-5,x", 0).find_map(Result::err), Some("x"));
    }
}
