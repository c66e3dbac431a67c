//! What the engines know about access strings: commands and their categories.
//!
//! Read from the command table of Valkey 8.0 in October 2024, with the names that 8.1 and 9.0 added.
//! Engines and modules add names, so an unknown one is at most a warning. Sorted by name.

mod commands;

pub use commands::COMMANDS;

/// The month in which the commands were read.
pub const AS_OF: &str = "2024-10";

/// The categories of commands, beside `all`.
pub static CATEGORIES: &[&str] = &[
    "keyspace",
    "read",
    "write",
    "set",
    "sortedset",
    "list",
    "hash",
    "string",
    "bitmap",
    "hyperloglog",
    "geo",
    "stream",
    "pubsub",
    "admin",
    "fast",
    "slow",
    "blocking",
    "dangerous",
    "connection",
    "transaction",
    "scripting",
];

/// Categories that modules bring on newer engines.
pub static MODULE_CATEGORIES: &[&str] = &["bloom", "json", "search"];

/// How the names of modules' commands begin.
pub static MODULE_PREFIXES: &[&str] = &["bf.", "ft.", "json."];

/// What ElastiCache does not let anybody run; of a command that has subcommands, all of them.
/// `cluster|addslot` and `cluster|delslot` are the user guide's spellings.
pub static WITHHELD: &[&str] = &[
    "acl|deluser",
    "acl|load",
    "acl|save",
    "acl|setuser",
    "bgrewriteaof",
    "bgsave",
    "cluster|addslot",
    "cluster|addslots",
    "cluster|addslotsrange",
    "cluster|bumpepoch",
    "cluster|delslot",
    "cluster|delslots",
    "cluster|delslotsrange",
    "cluster|failover",
    "cluster|flushslots",
    "cluster|forget",
    "cluster|links",
    "cluster|meet",
    "cluster|setslot",
    "config",
    "debug",
    "migrate",
    "psync",
    "replicaof",
    "save",
    "shutdown",
    "slaveof",
    "sync",
];

/// Where a command stands in `COMMANDS`, by its name in lower case.
pub fn command(name: &str) -> Option<usize> {
    COMMANDS
        .binary_search_by(|(known, _)| known.cmp(&name))
        .ok()
}

/// Where a command and its subcommands stand in `COMMANDS`, by its name in lower case.
pub fn with_subcommands(name: &str) -> std::ops::Range<usize> {
    let start = COMMANDS.partition_point(|(known, _)| *known < name);
    let family = COMMANDS[start..].iter().take_while(|(known, _)| {
        known
            .strip_prefix(name)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('|'))
    });
    start..start + family.count()
}

/// The bit of a category, by its name in lower case.
pub fn category(name: &str) -> Option<u32> {
    let at = CATEGORIES.iter().position(|known| *known == name)?;
    Some(1 << at)
}

/// Whether ElastiCache withholds a command, by its name in lower case: `config|set`, `acl|setuser`.
pub fn is_withheld(name: &str) -> bool {
    let container = name.split('|').next().unwrap_or(name);
    WITHHELD.contains(&name) || WITHHELD.contains(&container)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_sorted_and_have_their_categories() {
        assert!(COMMANDS.is_sorted_by(|a, b| a.0 < b.0));
        for (name, categories) in [
            ("get", "read string fast"),
            ("config|set", "admin slow dangerous"),
        ] {
            let bits: u32 = categories.split(' ').filter_map(category).sum();
            assert_eq!(command(name).map(|at| COMMANDS[at].1), Some(bits), "{name}");
        }
        assert_eq!(with_subcommands("pubsub").len(), 7);
        assert_eq!(with_subcommands("set").len(), 1);
        assert_eq!(with_subcommands("nothing").len(), 0);
        assert!(is_withheld("config|get") && is_withheld("acl|setuser") && !is_withheld("acl"));
    }
}
