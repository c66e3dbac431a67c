//! The keyspace: slots 0 to 16383, as ranges of shards.

/// The number of slots of a keyspace.
pub const SLOTS: u32 = 16_384;

/// Slots from `first` to `last`, both of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SlotRange {
    pub first: u32,
    pub last: u32,
}

/// What is wrong with how the keyspace is shared out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlotFault {
    /// Nobody has these.
    Gap(SlotRange),
    /// Both shards, by index, have these.
    Overlap(SlotRange, usize, usize),
}

impl SlotRange {
    pub fn len(self) -> u32 {
        self.last.saturating_sub(self.first) + 1
    }

    pub fn is_empty(self) -> bool {
        self.last < self.first
    }
}

/// The ranges of a `Slots` text such as `0-5460` or `0-99,200-299`; `None` where it is none.
pub fn parse_slots(text: &str) -> Option<Vec<SlotRange>> {
    text.split(',')
        .map(|part| {
            let (first, last) = part
                .trim()
                .split_once('-')
                .unwrap_or((part.trim(), part.trim()));
            let range = SlotRange {
                first: first.trim().parse().ok()?,
                last: last.trim().parse().ok()?,
            };
            (range.first <= range.last && range.last < SLOTS).then_some(range)
        })
        .collect()
}

/// The share of shard `i` of `n`, as ElastiCache distributes them by default.
pub(super) fn equal_share(i: usize, n: usize) -> SlotRange {
    let at =
        |i: usize| u32::try_from(i as u64 * u64::from(SLOTS) / n.max(1) as u64).unwrap_or(SLOTS);
    SlotRange {
        first: at(i),
        last: at(i + 1).saturating_sub(1).max(at(i)),
    }
}

/// Gaps and overlaps of the ranges of all shards, in the order of slots.
pub fn faults(shards: &[Vec<SlotRange>]) -> Vec<SlotFault> {
    let mut all: Vec<(SlotRange, usize)> = shards
        .iter()
        .enumerate()
        .flat_map(|(i, ranges)| ranges.iter().map(move |range| (*range, i)))
        .collect();
    all.sort_unstable();
    let mut acc = Vec::new();
    // The first slot that nobody before has, and who has the one before it.
    let (mut next, mut holder) = (0, 0);
    for (range, shard) in all {
        if range.first > next {
            acc.push(SlotFault::Gap(SlotRange {
                first: next,
                last: range.first - 1,
            }));
        }
        if range.first < next {
            let common = SlotRange {
                first: range.first,
                last: range.last.min(next - 1),
            };
            acc.push(SlotFault::Overlap(common, holder, shard));
        }
        if range.last + 1 > next {
            (next, holder) = (range.last + 1, shard);
        }
    }
    if next < SLOTS {
        acc.push(SlotFault::Gap(SlotRange {
            first: next,
            last: SLOTS - 1,
        }));
    }
    acc
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranges(texts: &[&str]) -> Vec<Vec<SlotRange>> {
        texts
            .iter()
            .map(|text| parse_slots(text).expect("slots"))
            .collect()
    }

    #[test]
    fn texts_that_are_no_slots_are_none() {
        for text in ["", "a", "5-4", "0-16384", "1-2-3", "-1"] {
            assert_eq!(parse_slots(text), None, "{text}");
        }
        assert_eq!(
            parse_slots("7"),
            Some(vec![SlotRange { first: 7, last: 7 }])
        );
    }

    #[test]
    fn equal_shares_cover_the_keyspace() {
        for n in [1, 2, 3, 7, 90, 500] {
            let shares: Vec<Vec<SlotRange>> = (0..n).map(|i| vec![equal_share(i, n)]).collect();
            assert_eq!(faults(&shares), [], "{n}");
        }
    }

    #[test]
    fn gaps_and_overlaps_are_found() {
        let gap = |first, last| SlotFault::Gap(SlotRange { first, last });
        let overlap = |first, last, a, b| SlotFault::Overlap(SlotRange { first, last }, a, b);
        assert_eq!(faults(&ranges(&["0-8191", "8192-16383"])), []);
        assert_eq!(
            faults(&ranges(&["0-8000", "8192-16383"])),
            [gap(8001, 8191)]
        );
        assert_eq!(
            faults(&ranges(&["0-8200", "8192-16383"])),
            [overlap(8192, 8200, 0, 1)]
        );
        assert_eq!(faults(&ranges(&["100-200"])), [gap(0, 99), gap(201, 16383)]);
        assert_eq!(faults(&[]), [gap(0, 16383)]);
    }
}
