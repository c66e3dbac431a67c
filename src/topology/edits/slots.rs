//! Sharing out the keyspace.

use super::{Touched, with};
use crate::document::{Document, Edit, Path, Value};
use crate::model::generated::elasticache::names as n;
use crate::topology::slots::equal_share;
use crate::topology::{Cluster, SLOTS, SlotRange};

/// Gives a shard a `Slots` text; the other shards' slots are written out as they are.
pub fn set_slots(document: &Document, index: usize, shard: usize, text: &str) -> Vec<Edit> {
    let Some(touched) = Touched::new(document, index) else {
        return Vec::new();
    };
    let mut slots = current_slots(&touched.cluster);
    let Some(slot) = slots.get_mut(shard) else {
        return Vec::new();
    };
    text.clone_into(slot);
    write_slots(&touched, &slots)
}

/// Moves the border after a shard, in the order of slots, to begin the next shard's range at `slot`.
pub fn move_border(document: &Document, index: usize, shard: usize, slot: u32) -> Vec<Edit> {
    let Some(touched) = Touched::new(document, index) else {
        return Vec::new();
    };
    let cluster = &touched.cluster;
    let Some(SlotRange { first, last }) = cluster
        .shards
        .get(shard)
        .and_then(|s| s.slots.last().copied())
    else {
        return Vec::new();
    };
    let follower = (0..cluster.shards.len())
        .filter_map(|i| Some((cluster.shards[i].slots.first().copied()?, i)))
        .filter(|(range, i)| *i != shard && range.first > first)
        .min();
    let Some((next, other)) = follower else {
        return Vec::new();
    };
    let border = slot
        .clamp(first + 1, next.last.max(first + 1))
        .min(SLOTS - 1);
    if border == last + 1 && border == next.first {
        return Vec::new();
    }
    let mut slots = current_slots(cluster);
    let text = |ranges: &[SlotRange]| {
        let parts: Vec<String> = ranges
            .iter()
            .map(|range| format!("{}-{}", range.first, range.last))
            .collect();
        parts.join(",")
    };
    let mut mine = cluster.shards[shard].slots.clone();
    let mut theirs = cluster.shards[other].slots.clone();
    if let (Some(mine), Some(theirs)) = (mine.last_mut(), theirs.first_mut()) {
        mine.last = border - 1;
        theirs.first = border;
    }
    slots[shard] = text(&mine);
    slots[other] = text(&theirs);
    write_slots(&touched, &slots)
}

/// Shares the keyspace out equally: no slots are given any more.
pub fn equalize_slots(document: &Document, index: usize) -> Vec<Edit> {
    let Some(touched) = Touched::new(document, index) else {
        return Vec::new();
    };
    let groups: Vec<Value> = touched
        .groups()
        .iter()
        .map(|group| with(group, n::SLOTS, None))
        .collect();
    let empty = groups
        .iter()
        .all(|group| group.as_map().is_none_or(crate::document::Map::is_empty));
    if empty {
        let count = i64::try_from(groups.len()).unwrap_or(i64::MAX);
        return vec![
            touched.set(n::NUM_NODE_GROUPS, Value::integer(count)),
            Edit::remove(index, Path::root().key(n::NODE_GROUP_CONFIGURATION)),
        ];
    }
    touched.write(groups)
}

fn current_slots(cluster: &Cluster) -> Vec<String> {
    let n = cluster.shards.len();
    let share = |i| {
        let range = equal_share(i, n);
        format!("{}-{}", range.first, range.last)
    };
    cluster
        .shards
        .iter()
        .enumerate()
        .map(|(i, shard)| {
            shard
                .slots_text
                .as_ref()
                .map_or_else(|| share(i), ToString::to_string)
        })
        .collect()
}

fn write_slots(touched: &Touched<'_>, slots: &[String]) -> Vec<Edit> {
    let groups = touched.groups();
    let written = groups
        .iter()
        .zip(slots)
        .map(|(group, text)| with(group, n::SLOTS, Some(Value::string(text.as_str()))));
    touched.write(written.collect())
}
