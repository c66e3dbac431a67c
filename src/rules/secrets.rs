//! What looks like a secret.

/// Whether the name of a tag says that its value is a secret.
pub(crate) fn looks_secret(name: &str, value: &str) -> bool {
    const WORDS: &[&str] = &[
        "password",
        "passwd",
        "passphrase",
        "secret",
        "credential",
        "apikey",
        "accesskey",
        "privatekey",
    ];
    // A tag that says where a secret is kept holds none.
    const PLACES: &[&str] = &["arn", "name", "id", "path"];
    let plain: String = name
        .chars()
        .take(128)
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect();
    !value.is_empty()
        && !value.starts_with("arn:")
        && !PLACES.iter().any(|place| plain.ends_with(place))
        && (plain.ends_with("token") || WORDS.iter().any(|word| plain.contains(word)))
}
