//! Parameters of the families of parameter groups.

use super::generated::engines::FAMILIES;
use super::generated::parameters::PARAMETERS;

/// A parameter as one or more families have it.
#[derive(Debug)]
pub struct Parameter {
    pub name: &'static str,
    pub(super) families: u16,
    pub kind: Kind,
    /// Values and ranges separated by commas, `0-` open above; empty where nothing is known.
    pub allowed: &'static str,
    pub default: Option<&'static str>,
    pub change: Change,
    /// The engine version from which it exists, where that is not the family's first.
    pub since: Option<&'static str>,
}

/// What a value looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `yes` and `no`, or `1` and `0`.
    Boolean,
    Integer,
    Decimal,
    Text,
}

/// When a change takes effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    Immediate,
    /// When the nodes restart.
    Reboot,
    /// For clusters that are created afterwards.
    Creation,
    /// It can be changed only while no cluster uses the group.
    Unused,
    /// It cannot be changed.
    Never,
}

impl Parameter {
    pub fn modifiable(&self) -> bool {
        self.change != Change::Never
    }

    /// Whether a value is one of those allowed; `None` where that is not known.
    pub fn accepts(&self, value: &str) -> Option<bool> {
        if self.allowed.is_empty() {
            return match self.kind {
                Kind::Integer => value.parse::<i64>().is_err().then_some(false),
                _ => None,
            };
        }
        Some(
            self.allowed
                .split(',')
                .any(|part| part == value || in_range(part, value)),
        )
    }
}

/// Whether a number lies in `a-b` or `a-`.
fn in_range(part: &str, value: &str) -> bool {
    let Some((low, high)) = part.split_once('-') else {
        return false;
    };
    match (low.parse::<i64>(), value.parse::<i64>()) {
        (Ok(low), Ok(value)) => {
            value >= low && (high.is_empty() || high.parse().is_ok_and(|high| value <= high))
        }
        _ => false,
    }
}

/// The parameters of a family, by name; none for an unknown family.
pub fn parameters(family: &str) -> impl Iterator<Item = &'static Parameter> + use<> {
    let index = FAMILIES.iter().position(|known| known.name == family);
    let bit = index.map_or(0, |index| 1 << index);
    PARAMETERS
        .iter()
        .filter(move |parameter| parameter.families & bit != 0)
}

/// What the families have under a name: one entry for each way in which it differs.
pub fn parameters_named(name: &str) -> impl Iterator<Item = &'static Parameter> + use<'_> {
    PARAMETERS
        .iter()
        .filter(move |parameter| parameter.name == name)
}

/// The name of every parameter, once, in alphabetical order.
pub fn parameter_names() -> Vec<&'static str> {
    let mut acc: Vec<&str> = PARAMETERS.iter().map(|parameter| parameter.name).collect();
    acc.dedup();
    acc
}

/// A parameter of a family.
pub fn parameter(family: &str, name: &str) -> Option<&'static Parameter> {
    parameters(family).find(|parameter| parameter.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families_have_their_parameters() {
        for (family, expected) in [
            ("memcached1.4", 32),
            ("redis2.6", 30),
            ("redis4.0", 52),
            ("redis5.0", 57),
            ("redis6.x", 62),
            ("redis7", 63),
            ("valkey7", 63),
            ("valkey8", 66),
            ("valkey9", 67),
            ("valkey99", 0),
        ] {
            assert_eq!(parameters(family).count(), expected, "{family}");
        }
    }

    #[test]
    fn facts_of_a_few_parameters() {
        let policy = parameter("redis7", "maxmemory-policy").expect("listed");
        assert_eq!(policy.default, Some("volatile-lru"));
        assert_eq!(policy.accepts("noeviction"), Some(true));
        assert_eq!(policy.accepts("lru"), Some(false));
        assert!(policy.modifiable());
        assert!(
            !parameter("redis7", "cluster-enabled")
                .expect("listed")
                .modifiable()
        );
        assert!(parameter("redis7", "hash-max-ziplist-entries").is_none());
        assert!(parameter("redis4.0", "slave-lazy-flush").is_some());
        let sized = parameter("redis5.0", "list-max-ziplist-size").expect("listed");
        for (value, expected) in [("-5", true), ("-6", false), ("0", false), ("8", true)] {
            assert_eq!(sized.accepts(value), Some(expected), "{value}");
        }
        let timeout = parameter("redis5.0", "timeout").expect("listed");
        for (value, expected) in [
            ("0", true),
            ("10", false),
            ("20", true),
            ("x", false),
            ("", false),
        ] {
            assert_eq!(timeout.accepts(value), Some(expected), "{value}");
        }
    }

    #[test]
    fn parameters_are_found_by_name() {
        let names = parameter_names();
        assert!(names.windows(2).all(|pair| pair[0] < pair[1]));
        assert_eq!(names.len(), 125);
        assert_eq!(parameters_named("timeout").count(), 1);
        assert_eq!(parameters_named("maxmemory-policy").count(), 2);
    }

    #[test]
    fn defaults_are_allowed() {
        let odd = ["cluster-databases"];
        for parameter in PARAMETERS.iter().filter(|p| !odd.contains(&p.name)) {
            if let Some(default) = parameter.default.filter(|value| *value != "node type") {
                assert_ne!(
                    parameter.accepts(default),
                    Some(false),
                    "{}",
                    parameter.name
                );
            }
        }
        assert!(PARAMETERS.is_sorted_by_key(|parameter| parameter.name));
    }
}
