//! The text of an output in blocks of lines, so that an edit touches only the blocks that it reaches.
//!
//! Blocks before and after what changed are kept as they are, identity included, and so are the lines
//! of a changed block that did not change: comparing two renderings costs one pass over their spans,
//! and the page draws only new lines.

use std::ops::Range;
use std::rc::Rc;

use crate::render::{Output, Span, SpanKind};

/// Lines of a new block.
const LINES: usize = 16;

/// An output that is shown. Clones share.
#[derive(Clone, Debug, Default)]
pub struct Blocks {
    output: Rc<Output>,
    list: Vec<Rc<Block>>,
    n_made: u32,
}

/// Some lines. Blocks are equal when they are the same version of the same one.
#[derive(Debug)]
pub struct Block {
    /// Unique among the blocks of an output; what takes the place of a block has its id.
    pub id: u32,
    version: u32,
    pub lines: Vec<Line>,
    n_bytes: usize,
    n_spans: usize,
}

/// A line with its line end.
#[derive(Debug, Default)]
pub struct Line {
    /// Unique among the lines of a block; a line that changes gets another.
    pub id: u32,
    pub pieces: Vec<Piece>,
    /// The last edit made or changed it.
    pub changed: bool,
}

/// A piece of a line.
#[derive(Debug, PartialEq, Eq)]
pub struct Piece {
    pub text: Rc<str>,
    pub kind: SpanKind,
    /// The parameter it came from: resource and path.
    pub origin: Option<(usize, Rc<str>)>,
}

impl PartialEq for Block {
    fn eq(&self, other: &Self) -> bool {
        (self.id, self.version) == (other.id, other.version)
    }
}

impl Block {
    /// Whether it is worth not drawing it while it is out of sight.
    pub fn is_long(&self) -> bool {
        self.lines.len() >= LINES
    }
}

impl Blocks {
    pub fn text(&self) -> &str {
        &self.output.text
    }

    pub fn iter(&self) -> impl Iterator<Item = &Rc<Block>> {
        self.list.iter()
    }

    /// No blocks, to begin with another text; what comes next is not taken for a change of this.
    #[must_use]
    pub fn cleared(&self) -> Self {
        Self {
            n_made: self.n_made,
            ..Self::default()
        }
    }

    /// The blocks of the next output: new ones where it differs from this, the same ones elsewhere.
    #[must_use]
    pub fn next(&self, output: Output) -> Self {
        let (before, after) = (&*self.output, &output);
        let n_prefix = common_prefix(before, after);
        let n_suffix = common_suffix(before, after, n_prefix);

        let mut head = Vec::new();
        let (mut n_spans, mut start) = (0, 0);
        for block in &self.list {
            // What follows an unfinished last line continues it.
            let finished = before.text[..start + block.n_bytes].ends_with('\n');
            if n_spans + block.n_spans > n_prefix || !finished {
                break;
            }
            n_spans += block.n_spans;
            start += block.n_bytes;
            head.push(block.clone());
        }
        let first_span = n_spans;

        let mut tail = Vec::new();
        let (mut n_spans, mut n_bytes) = (0, 0);
        for block in self.list[head.len()..].iter().rev() {
            if n_spans + block.n_spans > n_suffix {
                break;
            }
            n_spans += block.n_spans;
            n_bytes += block.n_bytes;
            tail.push(block.clone());
        }
        let end_span = after.spans.len() - n_spans;
        let end = after.text.len() - n_bytes;

        let mut n_made = self.n_made;
        let changed = if before.text.is_empty() {
            0..0
        } else {
            n_prefix..after.spans.len() - n_suffix
        };
        let replaced = &self.list[head.len()..self.list.len() - tail.len()];
        let mut middle = made(
            after,
            first_span..end_span,
            start..end,
            &changed,
            &mut n_made,
        );
        keep_ids(replaced, &mut middle);
        let mut blocks = head;
        blocks.extend(middle.into_iter().map(Rc::new));
        blocks.extend(tail.into_iter().rev());
        Self {
            output: Rc::new(output),
            list: blocks,
            n_made,
        }
    }
}

fn common_prefix(before: &Output, after: &Output) -> usize {
    let pairs = before.spans.iter().zip(&after.spans);
    pairs
        .take_while(|(old, new)| same(before, old, after, new))
        .count()
}

fn common_suffix(before: &Output, after: &Output, n_prefix: usize) -> usize {
    let most = before.spans.len().min(after.spans.len()) - n_prefix;
    let pairs = before
        .spans
        .iter()
        .rev()
        .zip(after.spans.iter().rev())
        .take(most);
    pairs
        .take_while(|(old, new)| same(before, old, after, new))
        .count()
}

fn same(before: &Output, old: &Span, after: &Output, new: &Span) -> bool {
    (old.kind, old.resource, &old.path) == (new.kind, new.resource, &new.path)
        && before.text[old.range.clone()] == after.text[new.range.clone()]
}

/// Gives blocks the ids of those whose places they take, and lines at both ends that stayed the ids they had.
fn keep_ids(replaced: &[Rc<Block>], blocks: &mut [Block]) {
    for (old, new) in replaced.iter().zip(blocks.iter_mut()) {
        new.id = old.id;
        let (old, new) = (&old.lines, &mut new.lines);
        let mut n_same = 0;
        for (old, new) in old.iter().zip(new.iter_mut()) {
            if old.pieces != new.pieces {
                break;
            }
            new.id = old.id;
            n_same += 1;
        }
        let rest = (&old[n_same..], &mut new[n_same..]);
        for (old, new) in rest.0.iter().rev().zip(rest.1.iter_mut().rev()) {
            if old.pieces != new.pieces {
                break;
            }
            new.id = old.id;
        }
    }
}

/// New blocks for some spans, which are the text of a range of bytes.
fn made(
    output: &Output,
    spans: Range<usize>,
    bytes: Range<usize>,
    changed: &Range<usize>,
    n_made: &mut u32,
) -> Vec<Block> {
    let mut acc = Vec::new();
    let mut lines = Vec::new();
    let mut line = Line::default();
    let mut id = || {
        *n_made += 1;
        *n_made
    };
    let (mut first_span, mut first_byte) = (spans.start, bytes.start);
    for i in spans.clone() {
        let span = &output.spans[i];
        let text = &output.text[span.range.clone()];
        for part in text.split_inclusive('\n') {
            line.changed |= changed.contains(&i);
            line.pieces.push(Piece {
                text: part.into(),
                kind: span.kind,
                origin: span.resource.zip(span.path.clone()),
            });
            if part.ends_with('\n') {
                line.id = id();
                lines.push(std::mem::take(&mut line));
            }
        }
        let full = lines.len() >= LINES && line.pieces.is_empty();
        if full || i + 1 == spans.end {
            if !line.pieces.is_empty() {
                line.id = id();
                lines.push(std::mem::take(&mut line));
            }
            let id = id();
            acc.push(Block {
                id,
                version: id,
                lines: std::mem::take(&mut lines),
                n_bytes: span.range.end - first_byte,
                n_spans: i + 1 - first_span,
            });
            (first_span, first_byte) = (i + 1, span.range.end);
        }
    }
    acc
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::Writer;

    fn output(lines: &[String]) -> Output {
        let mut writer = Writer::new();
        writer.resource(Some(0));
        for (i, line) in lines.iter().enumerate() {
            writer.path(Some(format!("Line[{i}]").into()));
            writer.push(SpanKind::String, line);
            writer.plain("\n");
        }
        writer.finish()
    }

    fn shown(blocks: &Blocks) -> String {
        let lines = blocks.iter().flat_map(|block| &block.lines);
        lines
            .flat_map(|line| &line.pieces)
            .map(|piece| &*piece.text)
            .collect()
    }

    fn versions(blocks: &Blocks) -> Vec<u32> {
        blocks.iter().map(|block| block.version).collect()
    }

    fn ids(blocks: &Blocks) -> Vec<u32> {
        blocks.iter().map(|block| block.id).collect()
    }

    fn lines(n: usize) -> Vec<String> {
        (0..n).map(|i| format!("line {i}")).collect()
    }

    #[test]
    fn only_blocks_that_changed_are_new() {
        let mut lines = lines(200);
        let first = Blocks::default().next(output(&lines));
        assert_eq!(shown(&first), output(&lines).text);
        lines[100] = "changed".into();
        let second = first.next(output(&lines));
        assert_eq!(shown(&second), output(&lines).text);
        let kept = versions(&second)
            .iter()
            .filter(|version| versions(&first).contains(version))
            .count();
        assert_eq!(kept, versions(&first).len() - 1);
        assert_eq!(
            versions(&second.next(output(&lines))),
            versions(&second),
            "nothing changed"
        );
    }

    #[test]
    fn a_changed_block_keeps_its_place_and_its_other_lines() {
        let mut lines = lines(100);
        let first = Blocks::default().next(output(&lines));
        lines[50] = "changed".into();
        let second = first.next(output(&lines));
        assert_eq!(ids(&second), ids(&first));
        let of = |blocks: &Blocks| {
            let lines = blocks.iter().flat_map(|block| &block.lines);
            lines.map(|line| line.id).collect::<Vec<_>>()
        };
        let (before, after) = (of(&first), of(&second));
        let other: Vec<usize> = (0..100).filter(|i| before[*i] != after[*i]).collect();
        assert_eq!(other, [50]);
        assert!(!before.contains(&after[50]));
    }

    #[test]
    fn lines_that_an_edit_made_are_marked() {
        let marked = |blocks: &Blocks| {
            let lines = blocks.iter().flat_map(|block| &block.lines).enumerate();
            lines
                .filter(|(_, line)| line.changed)
                .map(|(i, _)| i)
                .collect::<Vec<_>>()
        };
        let mut lines = lines(40);
        let first = Blocks::default().next(output(&lines));
        assert!(marked(&first).is_empty(), "nothing changed yet");
        lines[5] = "changed".into();
        assert_eq!(marked(&first.next(output(&lines))), [5]);
        let cleared = first.cleared();
        assert!(marked(&cleared.next(output(&lines))).is_empty());
    }

    #[test]
    fn whatever_follows_the_text_is_the_output() {
        let mut blocks = Blocks::default();
        for n in [0, 1, 31, 32, 33, 100, 99, 5, 0, 70] {
            let text = lines(n);
            blocks = blocks.next(output(&text));
            assert_eq!(shown(&blocks), output(&text).text, "{n} lines");
            assert_eq!(blocks.text(), output(&text).text, "{n} lines");
        }
        for text in ["no line end", "", "\n\n", "a\nb", "a\nb\n"] {
            let mut writer = Writer::new();
            writer.plain(text);
            blocks = blocks.next(writer.finish());
            assert_eq!(shown(&blocks), text);
        }
    }

    #[test]
    fn many_edits_do_not_shred_the_text() {
        let mut lines = lines(64);
        let mut blocks = Blocks::default().next(output(&lines));
        for i in 0..64 {
            lines[i].push('!');
            blocks = blocks.next(output(&lines));
            assert_eq!(shown(&blocks), output(&lines).text);
        }
        assert!(blocks.iter().count() <= 8);
    }
}
