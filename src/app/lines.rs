//! The lines in which two texts differ.

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// What became of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    Kept,
    Removed,
    Added,
}

/// Larger texts are not searched for the smallest difference: what differs between their common
/// beginning and end counts as replaced. The product of their numbers of lines there.
const MOST: usize = 1_000_000;

/// The lines of both texts in order, with what became of each.
pub fn compare<'a>(before: &'a str, after: &'a str) -> Vec<(Fate, &'a str)> {
    let (before, after): (Vec<_>, Vec<_>) = (before.lines().collect(), after.lines().collect());
    let mut acc = Vec::new();
    for op in differences(&before, &after) {
        let (_, old, new) = op.as_tag_tuple();
        if let DiffOp::Equal { .. } = op {
            acc.extend(after[new].iter().map(|line| (Fate::Kept, *line)));
        } else {
            acc.extend(before[old].iter().map(|line| (Fate::Removed, *line)));
            acc.extend(after[new].iter().map(|line| (Fate::Added, *line)));
        }
    }
    acc
}

/// How many lines differ; a line that became another is one.
pub fn count(before: &str, after: &str) -> usize {
    if before == after {
        return 0;
    }
    let (before, after): (Vec<_>, Vec<_>) = (before.lines().collect(), after.lines().collect());
    let ops = differences(&before, &after);
    let changed = ops.iter().filter(|op| !matches!(op, DiffOp::Equal { .. }));
    changed
        .map(|op| op.old_range().len().max(op.new_range().len()))
        .sum()
}

fn differences(before: &[&str], after: &[&str]) -> Vec<DiffOp> {
    let pairs = || before.iter().zip(after);
    let prefix = pairs().take_while(|(old, new)| old == new).count();
    let ends = before[prefix..]
        .iter()
        .rev()
        .zip(after[prefix..].iter().rev());
    let suffix = ends.take_while(|(old, new)| old == new).count();
    let (old_len, new_len) = (
        before.len() - prefix - suffix,
        after.len() - prefix - suffix,
    );
    if old_len.saturating_mul(new_len) <= MOST {
        return capture_diff_slices(Algorithm::Myers, before, after);
    }
    let equal = |old_index, new_index, len| DiffOp::Equal {
        old_index,
        new_index,
        len,
    };
    vec![
        equal(0, 0, prefix),
        DiffOp::Replace {
            old_index: prefix,
            old_len,
            new_index: prefix,
            new_len,
        },
        equal(prefix + old_len, prefix + new_len, suffix),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use Fate::{Added, Kept, Removed};

    #[test]
    fn lines_are_kept_removed_and_added() {
        let found = compare("a\nb\nc\n", "a\nx\nc\nd\n");
        let wanted = [
            (Kept, "a"),
            (Removed, "b"),
            (Added, "x"),
            (Kept, "c"),
            (Added, "d"),
        ];
        assert_eq!(found, wanted);
        assert_eq!(count("a\nb\nc\n", "a\nx\nc\nd\n"), 2);
        assert_eq!(count("a\n", "a\n"), 0);
        assert_eq!(count("", "a\nb\n"), 2);
    }

    #[test]
    fn huge_texts_are_compared_by_their_ends() {
        let text = |word: &str| {
            let middle: Vec<String> = (0..2_000).map(|i| format!("{word} {i}")).collect();
            format!("first\n{}\nlast\n", middle.join("\n"))
        };
        let (before, after) = (text("a"), text("b"));
        let found = compare(&before, &after);
        assert_eq!(found.first(), Some(&(Kept, "first")));
        assert_eq!(found.last(), Some(&(Kept, "last")));
        assert_eq!(count(&before, &after), 2_000);
    }
}
