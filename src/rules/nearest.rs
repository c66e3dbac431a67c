//! The known name nearest to an unknown one.

/// The nearest of the names, where one is near enough to be what was meant: the same but for case,
/// the only one that begins with the text or that the text begins with, or a few letters away.
pub(crate) fn nearest<'a>(text: &str, names: &[&'a str]) -> Option<&'a str> {
    const LONGEST: usize = 80;
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    let lower = text.to_lowercase();
    if let Some(name) = names.iter().find(|name| name.to_lowercase() == lower) {
        return Some(name);
    }
    let mut begun = names
        .iter()
        .filter(|name| name.to_lowercase().starts_with(&lower));
    if let (Some(name), None, true) = (begun.next(), begun.next(), lower.len() >= 4) {
        return Some(name);
    }
    let (distance, name) = names
        .iter()
        .map(|name| (distance(&lower, &name.to_lowercase()), name))
        .min_by_key(|(distance, _)| *distance)?;
    (distance <= 1.max(lower.chars().count() / 4)).then_some(name)
}

/// Insertions, deletions, replacements and swaps of neighbours that turn one text into the other.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let same = usize::from(a[i - 1] != b[j - 1]);
            row[j] = (last[j] + 1).min(row[j - 1] + 1).min(last[j - 1] + same);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_were_meant_are_found() {
        let names = [
            "CacheParameterGroupName",
            "CacheSubnetGroupName",
            "Engine",
            "EngineVersion",
            "Port",
        ];
        for (text, expected) in [
            ("CacheParameterGroup", Some("CacheParameterGroupName")),
            ("engine", Some("Engine")),
            ("Engin", Some("Engine")),
            ("EngineVersoin", Some("EngineVersion")),
            ("Porr", Some("Port")),
            ("Completely", None),
            ("", None),
        ] {
            assert_eq!(nearest(text, &names), expected, "{text}");
        }
    }
}
