//! Where a request names zones, and what the name of a zone says.

use crate::catalog;
use crate::document::{Path, Value};
use crate::model::generated::elasticache::names as n;
use crate::rules::Scope;
use crate::rules::elasticache::facts;
use crate::rules::elasticache::reading::Shard;

/// The place of a zone's name, made a path only when something is wrong there.
#[derive(Clone, Copy, Debug)]
pub(in crate::rules::elasticache) enum Place {
    /// A member by itself.
    Member(&'static str),
    /// An item of a list.
    Item(&'static str, usize),
    /// The primary of a shard.
    Primary(usize),
    /// A replica of a shard.
    Replica(usize, usize),
}

impl Place {
    pub(super) fn path(self) -> Path {
        let root = Path::root();
        match self {
            Self::Member(member) => root.key(member),
            Self::Item(member, index) => root.key(member).index(index),
            Self::Primary(shard) => facts::node_group_path(shard, n::PRIMARY_AVAILABILITY_ZONE),
            Self::Replica(shard, index) => {
                facts::node_group_path(shard, n::REPLICA_AVAILABILITY_ZONES).index(index)
            }
        }
    }

    /// The shard or list that the zone stands in.
    fn holder(self) -> Option<usize> {
        match self {
            Self::Primary(shard) | Self::Replica(shard, _) => Some(shard),
            Self::Member(_) | Self::Item(..) => None,
        }
    }
}

/// Visits every zone that a request names, with its place. What the operation does not take is a
/// fault of its own.
fn each_zone<'a>(scope: &Scope<'a>, mut visit: impl FnMut(Place, &'a str)) {
    let list = if scope.operation() == "CreateCacheCluster" {
        let single = n::PREFERRED_AVAILABILITY_ZONE;
        if let Some(zone) = scope.text(single) {
            visit(Place::Member(single), zone);
        }
        n::PREFERRED_AVAILABILITY_ZONES
    } else {
        n::PREFERRED_CACHE_CLUSTER_AZS
    };
    for (index, zone) in scope.texts(list) {
        visit(Place::Item(list, index), zone);
    }
    if scope.operation() != "CreateReplicationGroup" {
        return;
    }
    for (shard, group) in facts::node_groups(scope).iter().enumerate() {
        for (replica, zone) in group.zones() {
            let place = match replica {
                None => Place::Primary(shard),
                Some(index) => Place::Replica(shard, index),
            };
            visit(place, zone);
        }
    }
}

/// The zones that are none of those known of the Region. What is known is well-formed, in the
/// Region and no Local Zone, so only these can be wrong.
#[derive(Debug)]
pub(in crate::rules::elasticache) struct Odd<'a> {
    pub(super) zones: Vec<(Place, &'a str)>,
    /// Whether the request names no other zones.
    pub(super) all: bool,
}

pub(super) fn odd_zones<'a>(scope: &Scope<'a>) -> &'a Odd<'a> {
    scope.reading.odd_zones.get_or_init(|| read_odd(scope))
}

fn read_odd<'a>(scope: &Scope<'a>) -> Odd<'a> {
    let known = catalog::region(scope.region()).map_or(&[][..], |region| region.zones);
    let mut odd = Odd {
        zones: Vec::new(),
        all: true,
    };
    each_zone(scope, |place, zone| {
        if known.contains(&zone) {
            odd.all = false;
        } else {
            odd.zones.push((place, zone));
        }
    });
    odd
}

/// A zone of the Region that the shard or list of a place does not use yet.
pub(super) fn free_zone(scope: &Scope<'_>, place: Place) -> Option<&'static str> {
    let used: Vec<&str> = match place.holder() {
        Some(shard) => {
            let zones = facts::node_groups(scope).get(shard).map(Shard::zones);
            zones.into_iter().flatten().map(|(_, zone)| zone).collect()
        }
        None => match place {
            Place::Item(member, _) => scope.texts(member).map(|(_, zone)| zone).collect(),
            _ => Vec::new(),
        },
    };
    let region = catalog::region(scope.region())?;
    region
        .zones
        .iter()
        .copied()
        .find(|zone| !used.contains(zone))
}

/// What the name of a zone says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Zone<'a> {
    pub(super) region: &'a str,
    /// Whether it is a Local Zone, such as us-west-2-lax-1a.
    pub(super) local: bool,
}

impl<'a> Zone<'a> {
    /// `None` for what is no name of a zone.
    pub(super) fn parse(text: &'a str) -> Option<Self> {
        let mut end = 0;
        let mut words = 0;
        let mut parts = text.split('-');
        // The Region's name: words, then a number.
        let number = loop {
            let part = parts.next()?;
            if part.starts_with(|c: char| c.is_ascii_digit()) {
                break part;
            }
            if part.is_empty() || !part.bytes().all(|byte| byte.is_ascii_lowercase()) {
                return None;
            }
            words += 1;
            end += part.len() + 1;
        };
        if words < 2 {
            return None;
        }
        let digits = number.trim_end_matches(|c: char| c.is_ascii_lowercase());
        let numeric = digits.bytes().all(|byte| byte.is_ascii_digit());
        let letters = number.len() - digits.len();
        let region = &text[..end + digits.len()];
        let rest: Vec<&str> = parts.collect();
        match rest[..] {
            [] if numeric && letters == 1 => Some(Self {
                region,
                local: false,
            }),
            // us-west-2-lax-1a, us-east-1-wl1-bos-wlz-1
            [.., last]
                if numeric
                    && letters == 0
                    && rest.len() > 1
                    && rest.iter().all(|part| is_label(part))
                    && last.starts_with(|c: char| c.is_ascii_digit()) =>
            {
                Some(Self {
                    region,
                    local: true,
                })
            }
            _ => None,
        }
    }
}

fn is_label(part: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    !part.is_empty() && part.bytes().all(plain)
}

/// Whether all texts of a list are the same, and there are at least two.
pub(super) fn all_same(list: &[Value]) -> bool {
    match list {
        [first, rest @ ..] if !rest.is_empty() => {
            first.as_str().is_some() && rest.iter().all(|zone| zone == first)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_told_from_other_names() {
        for (text, expected) in [
            ("us-east-1a", Some(("us-east-1", false))),
            ("us-gov-west-1b", Some(("us-gov-west-1", false))),
            ("eusc-de-east-1a", Some(("eusc-de-east-1", false))),
            ("us-west-2-lax-1a", Some(("us-west-2", true))),
            ("us-east-1-wl1-bos-wlz-1", Some(("us-east-1", true))),
            ("us-east-1", None),
            ("use1-az1", None),
            ("US-EAST-1A", None),
            ("us-east-1ab", None),
            ("us-east-1-a", None),
            ("us-east-1-bos", None),
            ("a", None),
            ("1a", None),
            ("us--1a", None),
            ("", None),
        ] {
            let zone = Zone::parse(text).map(|zone| (zone.region, zone.local));
            assert_eq!(zone, expected, "{text}");
        }
    }
}
