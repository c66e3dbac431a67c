//! Version numbers as the API writes them.

use std::cmp::Ordering;
use std::fmt;

/// `7.1`, `5.0.6` or `6.x`, whose last part stands for the newest minor version.
///
/// Versions compare by their numbers: a missing part counts as 0, an `x` as more than any number.
#[derive(Clone, Copy, Debug)]
pub struct Version {
    parts: [u32; 3],
    n_parts: usize,
}

/// What `x` counts as.
const NEWEST: u32 = u32::MAX;

impl Version {
    /// `None` for everything but one to three numbers with dots between them, or a number and `x`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = [0; 3];
        let mut n_parts = 0;
        for part in text.split('.') {
            let slot = parts.get_mut(n_parts)?;
            let wild = n_parts == 1 && part == "x";
            let digits = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
            *slot = match part.parse() {
                _ if wild => NEWEST,
                Ok(number) if digits && number < NEWEST => number,
                _ => return None,
            };
            n_parts += 1;
        }
        let ends_wild = parts[1] != NEWEST || n_parts == 2;
        ends_wild.then_some(Self { parts, n_parts })
    }

    pub fn major(&self) -> u32 {
        self.parts[0]
    }

    /// 0 when it is not given.
    pub fn minor(&self) -> u32 {
        self.parts[1]
    }

    /// Whether it is written like `6.x`.
    pub fn is_wildcard(&self) -> bool {
        self.parts[1] == NEWEST
    }

    /// How many parts are written: 2 for `7.1`.
    pub fn n_parts(&self) -> usize {
        self.n_parts
    }

    /// Whether it is the other version or a newer one; `false` when the other is no version.
    pub fn at_least(&self, other: &str) -> bool {
        Self::parse(other).is_some_and(|other| *self >= other)
    }
}

impl PartialEq for Version {
    fn eq(&self, other: &Self) -> bool {
        self.parts == other.parts
    }
}

impl Eq for Version {}

impl PartialOrd for Version {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Version {
    fn cmp(&self, other: &Self) -> Ordering {
        self.parts.cmp(&other.parts)
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, part) in self.parts[..self.n_parts].iter().enumerate() {
            if i > 0 {
                f.write_str(".")?;
            }
            if *part == NEWEST {
                f.write_str("x")?;
            } else {
                write!(f, "{part}")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(text: &str) -> Version {
        Version::parse(text).expect(text)
    }

    #[test]
    fn versions_compare_by_number() {
        let ascending = [
            "1.4.5", "1.4.14", "4.0.10", "5.0.6", "6.0", "6.2", "6.x", "7", "7.1", "10.0",
        ];
        for pair in ascending.windows(2) {
            assert!(version(pair[0]) < version(pair[1]), "{pair:?}");
        }
        assert_eq!(version("7"), version("7.0.0"));
        assert!(version("6.x").at_least("6.2"));
        assert!(!version("6.2").at_least("x"));
    }

    #[test]
    fn versions_are_written_as_they_were_read() {
        for text in ["7", "7.1", "5.0.6", "6.x"] {
            assert_eq!(version(text).to_string(), text);
        }
        for text in [
            "",
            "x",
            "7.",
            ".1",
            "v7",
            "7.1.2.3",
            "6.x.1",
            "+7",
            "7,1",
            "4294967295",
            "99999999999",
            "7.0.x",
        ] {
            assert!(Version::parse(text).is_none(), "{text}");
        }
    }
}
