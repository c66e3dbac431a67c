//! Access strings of ElastiCache users (Redis and Valkey ACLs), read with positions.
//!
//! Reading is total and takes linear time: what is no rule is kept as such. Which commands and
//! categories exist is not known here; `catalog::acl` knows, and `rules` judges.

mod explain;
mod state;

use std::ops::Range;

pub use explain::explain;
pub use state::{Pattern, Permissions};

/// An access string as its words.
#[derive(Clone, Debug)]
pub struct Acl<'a> {
    text: &'a str,
    pub words: Vec<Word<'a>>,
    pub brackets: Vec<Bracket>,
}

/// A word, without the bracket of a selector that it may begin or end with.
#[derive(Clone, Debug)]
pub struct Word<'a> {
    pub text: &'a str,
    /// Bytes of the access string.
    pub range: Range<usize>,
    /// In characters, from 1.
    pub column: usize,
    /// The number of the selector that it is in, from 1; 0 outside.
    pub selector: usize,
    pub kind: Kind<'a>,
}

/// A bracket that has no partner, or one too many.
#[derive(Clone, Debug)]
pub struct Bracket {
    pub fault: BracketFault,
    /// In characters, from 1.
    pub column: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BracketFault {
    Unclosed,
    Nested,
    Unopened,
}

/// What a word says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind<'a> {
    On,
    Off,
    /// `reset`
    Reset,
    /// `nopass`, `resetpass`
    PasswordState,
    /// `>…`, `<…`, `#…`, `!…`; its text is a secret.
    Password,
    /// `~…`, `%R~…`, `allkeys`
    Keys(Pattern<'a>),
    ResetKeys,
    /// `&…`, `allchannels`
    Channels(&'a str),
    ResetChannels,
    /// `+…`, `-…`, `allcommands`, `nocommands`
    Commands {
        allow: bool,
        target: Target<'a>,
    },
    ClearSelectors,
    /// `sanitize-payload`, `skip-sanitize-payload`
    Sanitize,
    /// `+`, `-`, `+@`, `-@`
    Nameless,
    /// A subcommand without a text on both sides of its one bar.
    BadSubcommand,
    /// `%` without `R` or `W` and a tilde after it.
    BadPermission,
    /// No rule at all.
    Unknown,
}

/// What is allowed or denied; names are as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target<'a> {
    All,
    Category(&'a str),
    /// `get`, `client|kill`
    Command(&'a str),
}

/// What becomes of a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    Keep,
    Remove,
    Replace(String),
}

impl<'a> Acl<'a> {
    /// What was read.
    pub fn text(&self) -> &'a str {
        self.text
    }

    pub fn parse(text: &'a str) -> Self {
        let mut acl = Self {
            text,
            words: Vec::new(),
            brackets: Vec::new(),
        };
        let mut selectors = 0;
        let mut open: Option<usize> = None;
        for (start, column, whole) in words(text) {
            let mut inner = whole;
            let mut offset = start;
            if let Some(rest) = inner.strip_prefix('(') {
                inner = rest;
                offset += 1;
                if open.is_some() {
                    acl.bracket(BracketFault::Nested, column);
                } else {
                    selectors += 1;
                    open = Some(column);
                }
            }
            let selector = if open.is_some() { selectors } else { 0 };
            let closing = inner.ends_with(')') && (open.is_some() || !is_pattern(inner));
            if closing {
                inner = &inner[..inner.len() - 1];
                if open.take().is_none() {
                    acl.bracket(BracketFault::Unopened, column);
                }
            }
            if !inner.is_empty() {
                acl.words.push(Word {
                    text: inner,
                    range: offset..offset + inner.len(),
                    column: column + (offset - start),
                    selector,
                    kind: kind(inner),
                });
            }
        }
        if let Some(column) = open {
            acl.bracket(BracketFault::Unclosed, column);
        }
        acl
    }

    fn bracket(&mut self, fault: BracketFault, column: usize) {
        self.brackets.push(Bracket { fault, column });
    }

    /// The access string with each word kept, removed or replaced.
    pub fn edited(&self, change: impl Fn(&Word<'a>) -> Change) -> String {
        let mut acc = String::with_capacity(self.text.len());
        let mut at = 0;
        for word in &self.words {
            match change(word) {
                Change::Keep => {}
                Change::Replace(text) => {
                    acc.push_str(&self.text[at..word.range.start]);
                    acc.push_str(&text);
                    at = word.range.end;
                }
                Change::Remove => {
                    acc.push_str(&self.text[at..word.range.start]);
                    let rest = self.text[word.range.end..].trim_start();
                    // Two brackets in a row would be one word.
                    at = if acc.ends_with('(') && rest.starts_with('(') {
                        word.range.end
                    } else {
                        self.text.len() - rest.len()
                    };
                }
            }
        }
        acc.push_str(&self.text[at..]);
        acc.truncate(acc.trim_end().len());
        acc
    }

    /// The access string with its passwords and their hashes as `>***`; `None` where it has none.
    pub fn masked(&self) -> Option<String> {
        const MASK: &str = "***";
        let literal = |word: &Word<'_>| {
            let secret = word.kind == Kind::Password && word.text.len() > 1;
            secret && &word.text[1..] != MASK
        };
        self.words.iter().any(literal).then(|| {
            self.edited(|word| {
                if literal(word) {
                    Change::Replace(format!("{}{MASK}", &word.text[..1]))
                } else {
                    Change::Keep
                }
            })
        })
    }

    /// Whether the user can sign in: the last `on` or `off` counts, and without either it cannot.
    pub fn is_on(&self) -> bool {
        let states = self.words.iter().rev();
        let last = states
            .map(|word| word.kind)
            .find(|kind| matches!(kind, Kind::On | Kind::Off | Kind::Reset));
        last == Some(Kind::On)
    }
}

/// The words between blanks, each with its first byte and its column.
fn words(text: &str) -> impl Iterator<Item = (usize, usize, &str)> {
    let mut column = 1;
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = &text[at..];
        let word = rest.trim_start();
        let blanks = &rest[..rest.len() - word.len()];
        column += blanks.chars().count();
        at += blanks.len();
        let end = word.find(char::is_whitespace).unwrap_or(word.len());
        let found = (at, column, &word[..end]);
        column += word[..end].chars().count();
        at += end;
        (end > 0).then_some(found)
    })
}

/// Whether the word is a pattern, which may well end in a bracket.
fn is_pattern(word: &str) -> bool {
    word.starts_with(['~', '&', '%', '>', '<', '#', '!'])
}

fn kind(word: &str) -> Kind<'_> {
    const KEYWORDS: &[(&str, Kind<'static>)] = &[
        ("on", Kind::On),
        ("off", Kind::Off),
        ("reset", Kind::Reset),
        ("nopass", Kind::PasswordState),
        ("resetpass", Kind::PasswordState),
        ("allkeys", Kind::Keys(Pattern::ALL)),
        ("resetkeys", Kind::ResetKeys),
        ("allchannels", Kind::Channels("*")),
        ("resetchannels", Kind::ResetChannels),
        (
            "allcommands",
            Kind::Commands {
                allow: true,
                target: Target::All,
            },
        ),
        (
            "nocommands",
            Kind::Commands {
                allow: false,
                target: Target::All,
            },
        ),
        ("clearselectors", Kind::ClearSelectors),
        ("sanitize-payload", Kind::Sanitize),
        ("skip-sanitize-payload", Kind::Sanitize),
    ];
    let keyword = KEYWORDS
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(word));
    if let Some((_, kind)) = keyword {
        return *kind;
    }
    let mut letters = word.chars();
    let first = letters.next();
    let rest = letters.as_str();
    match first {
        Some('~') => Kind::Keys(Pattern {
            text: rest,
            ..Pattern::ALL
        }),
        Some('%') => permission(rest),
        Some('&') => Kind::Channels(rest),
        Some('+') => command(true, rest),
        Some('-') => command(false, rest),
        Some('>' | '<' | '#' | '!') => Kind::Password,
        _ => Kind::Unknown,
    }
}

fn permission(rest: &str) -> Kind<'_> {
    let Some((letters, text)) = rest.split_once('~') else {
        return Kind::BadPermission;
    };
    let (read, write) = match letters.to_ascii_uppercase().as_str() {
        "R" => (true, false),
        "W" => (false, true),
        "RW" | "WR" => (true, true),
        _ => return Kind::BadPermission,
    };
    Kind::Keys(Pattern { text, read, write })
}

fn command(allow: bool, rest: &str) -> Kind<'_> {
    if let Some(name) = rest.strip_prefix('@') {
        let target = match name {
            "" => return Kind::Nameless,
            name if name.eq_ignore_ascii_case("all") => Target::All,
            name => Target::Category(name),
        };
        return Kind::Commands { allow, target };
    }
    let mut parts = rest.split('|');
    match (parts.next(), parts.next(), parts.next()) {
        (Some("") | None, None, _) => Kind::Nameless,
        (Some(name), sub, None) if !name.is_empty() && sub != Some("") => Kind::Commands {
            allow,
            target: Target::Command(rest),
        },
        _ => Kind::BadSubcommand,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_their_places() {
        let acl = Acl::parse("on  ~é:* (%R~a +get) ~b)");
        let places: Vec<_> = acl
            .words
            .iter()
            .map(|word| (word.text, word.column, word.selector))
            .collect();
        assert_eq!(
            places,
            [
                ("on", 1, 0),
                ("~é:*", 5, 0),
                ("%R~a", 11, 1),
                ("+get", 16, 1),
                ("~b)", 22, 0)
            ]
        );
        assert!(acl.brackets.is_empty());
    }

    #[test]
    fn brackets_are_paired() {
        for (text, expected) in [
            ("(+get", Some((BracketFault::Unclosed, 1))),
            ("on (+get (+set) ~a", Some((BracketFault::Nested, 10))),
            ("on +get)", Some((BracketFault::Unopened, 4))),
            ("( ~a +get )", None),
            ("on ~a:) +get", None),
        ] {
            let found = Acl::parse(text)
                .brackets
                .first()
                .map(|b| (b.fault, b.column));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn words_are_told_apart() {
        let of = |text| Acl::parse(text).words.first().map(|word| word.kind);
        for (text, expected) in [
            ("ON", Kind::On),
            ("reset", Kind::Reset),
            (">pw", Kind::Password),
            ("+", Kind::Nameless),
            ("-@", Kind::Nameless),
            ("-client|", Kind::BadSubcommand),
            ("-|kill", Kind::BadSubcommand),
            ("+a|b|c", Kind::BadSubcommand),
            ("%X~a", Kind::BadPermission),
            ("%R", Kind::BadPermission),
            ("%RR~a", Kind::BadPermission),
            ("get", Kind::Unknown),
            ("*off*", Kind::Unknown),
        ] {
            assert_eq!(of(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn words_are_taken_out() {
        let acl = Acl::parse("on nopass (off ~a) ~b  >pw");
        let kept = acl.edited(|word| match word.kind {
            Kind::PasswordState | Kind::Password | Kind::Off => Change::Remove,
            Kind::On => Change::Replace("ON".to_owned()),
            _ => Change::Keep,
        });
        assert_eq!(kept, "ON (~a) ~b");
    }

    #[test]
    fn passwords_are_masked() {
        let masked = |text| Acl::parse(text).masked();
        assert_eq!(
            masked("on >hunter2 (~a <old) #0f0f !0f ~>b +@all ").as_deref(),
            Some("on >*** (~a <***) #*** !*** ~>b +@all")
        );
        for text in ["", "on ~* +@all", "on > ~*", "on >*** <***"] {
            assert_eq!(masked(text), None, "{text}");
        }
    }
}
