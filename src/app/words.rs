//! Words: API names as labels, counts, and what a search finds.

pub use crate::model::overlay::words as label;

/// `3 errors`, `1 error`.
pub fn count(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}

/// Whether every word of a query occurs in one of the texts, whatever the case.
pub fn found(query: &str, texts: &[&str]) -> bool {
    query.split_whitespace().all(|word| {
        let word = word.to_lowercase();
        texts.iter().any(|text| text.to_lowercase().contains(&word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_must_be_found_somewhere() {
        assert!(found(
            "repl GROUP",
            &["CreateReplicationGroup", "Replication group"]
        ));
        assert!(found("", &["anything"]));
        assert!(!found("replication dsql", &["CreateReplicationGroup"]));
    }
}
