//! What the words of an access string come to, applied from left to right.

use super::{Acl, Kind, Target, Word};

/// Keys by pattern, and what may be done with them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pattern<'a> {
    pub text: &'a str,
    pub read: bool,
    pub write: bool,
}

impl Pattern<'_> {
    /// `~*`
    pub const ALL: Pattern<'static> = Pattern {
        text: "*",
        read: true,
        write: true,
    };

    /// Whether it is every key, for reading and writing.
    pub fn is_all(&self) -> bool {
        self.text == "*" && self.read && self.write
    }
}

/// What the user, or one of its selectors, may do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Permissions<'a> {
    pub keys: Vec<Pattern<'a>>,
    /// `None` until a rule speaks of channels: then the cluster's parameter decides.
    pub channels: Option<Vec<&'a str>>,
    /// Every command is allowed before `commands` are applied.
    pub all_commands: bool,
    /// What is allowed (`true`) and denied after that, in order.
    pub commands: Vec<(bool, Target<'a>)>,
}

impl<'a> Permissions<'a> {
    pub fn all_keys(&self) -> bool {
        self.keys.iter().any(Pattern::is_all)
    }

    fn apply(&mut self, word: &Word<'a>) {
        match word.kind {
            Kind::Keys(pattern) => self.keys.push(pattern),
            Kind::ResetKeys => self.keys.clear(),
            Kind::Channels(pattern) => self.channels.get_or_insert_default().push(pattern),
            Kind::ResetChannels => self.channels = Some(Vec::new()),
            Kind::Commands { allow, target } => {
                if target == Target::All {
                    self.all_commands = allow;
                    self.commands.clear();
                } else {
                    self.commands.push((allow, target));
                }
            }
            _ => {}
        }
    }
}

impl<'a> Acl<'a> {
    /// What the user may do, then what each selector adds.
    pub fn permissions(&self) -> Vec<Permissions<'a>> {
        let mut acc = vec![Permissions::default()];
        // The selectors that were there when all were dropped.
        let mut dropped = 0;
        for word in &self.words {
            if word.selector >= acc.len() {
                acc.resize_with(word.selector + 1, Permissions::default);
            }
            match word.kind {
                Kind::ClearSelectors if word.selector == 0 => dropped = acc.len() - 1,
                Kind::Reset if word.selector == 0 => {
                    dropped = acc.len() - 1;
                    acc[0] = Permissions::default();
                }
                _ => acc[word.selector].apply(word),
            }
        }
        acc.drain(1..=dropped);
        acc
    }
}
