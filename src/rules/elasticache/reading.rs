//! What many rules read of a request, read once.

use std::cell::OnceCell;

use super::cluster::{Odd, Slots};
use crate::document::acl::Acl;
use crate::document::{Map, Value};
use crate::model::generated::elasticache::names as n;
use crate::rules::Scope;

/// Filled by the first rule that asks.
#[derive(Debug, Default)]
pub(in crate::rules) struct Reading<'a> {
    pub(super) shards: OnceCell<Vec<Shard<'a>>>,
    pub(super) odd_zones: OnceCell<Odd<'a>>,
    pub(super) slots: OnceCell<Slots>,
    access: OnceCell<Acl<'a>>,
    append_access: OnceCell<Acl<'a>>,
}

/// The access string of a member that is a text, with what it says.
pub(super) fn access_string<'a>(scope: &Scope<'a>, member: &str) -> Option<&'a Acl<'a>> {
    let text = scope.text(member)?;
    let cell = match member {
        n::APPEND_ACCESS_STRING => &scope.reading.append_access,
        _ => &scope.reading.access,
    };
    Some(cell.get_or_init(|| Acl::parse(text)))
}

/// The configuration of a shard; members are absent where the shard is no object.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Shard<'a> {
    pub(super) id: Option<&'a Value>,
    pub(super) slots: Option<&'a Value>,
    /// The whole number that `ReplicaCount` is.
    pub(super) replicas: Option<i64>,
    pub(super) primary_zone: Option<&'a Value>,
    pub(super) replica_zones: Option<&'a Value>,
    pub(super) primary_outpost: Option<&'a Value>,
    pub(super) replica_outposts: Option<&'a Value>,
}

impl<'a> Shard<'a> {
    pub(super) fn of(group: &'a Value) -> Self {
        let mut shard = Self::default();
        let mut count = None;
        let members = group.as_map().into_iter().flat_map(Map::iter);
        for (name, value) in members {
            let place = match &**name {
                n::NODE_GROUP_ID => &mut shard.id,
                n::SLOTS => &mut shard.slots,
                n::PRIMARY_AVAILABILITY_ZONE => &mut shard.primary_zone,
                n::REPLICA_AVAILABILITY_ZONES => &mut shard.replica_zones,
                n::PRIMARY_OUTPOST_ARN => &mut shard.primary_outpost,
                n::REPLICA_OUTPOST_ARNS => &mut shard.replica_outposts,
                n::REPLICA_COUNT => &mut count,
                _ => continue,
            };
            // Of several members of one name the first counts.
            place.get_or_insert(value);
        }
        shard.replicas = count.and_then(Value::as_integer);
        shard
    }

    /// Every zone that is a text: the primary's, then those of replicas with their places in the list.
    pub(super) fn zones(&self) -> impl Iterator<Item = (Option<usize>, &'a str)> + use<'a> {
        let primary = self.primary_zone.and_then(Value::as_str);
        let primary = primary.map(|zone| (None, zone)).into_iter();
        primary.chain(texts(self.replica_zones).map(|(i, zone)| (Some(i), zone)))
    }

    /// Every Outpost that is a text, in the same way.
    pub(super) fn outposts(&self) -> impl Iterator<Item = (Option<usize>, &'a str)> + use<'a> {
        let primary = self.primary_outpost.and_then(Value::as_str);
        let primary = primary.map(|arn| (None, arn)).into_iter();
        primary.chain(texts(self.replica_outposts).map(|(i, arn)| (Some(i), arn)))
    }
}

fn texts(list: Option<&Value>) -> impl Iterator<Item = (usize, &str)> {
    let items = list.and_then(Value::as_list).unwrap_or_default();
    let items = items.iter().enumerate();
    items.filter_map(|(i, item)| Some((i, item.as_str()?)))
}
