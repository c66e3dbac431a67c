//! A document without its secrets, for everything that is kept or shown as a whole.

use crate::document::{Document, Edit, Path, Value};
use crate::render::{Options, Secrets};

/// The document with every literal secret replaced by the environment variable that outputs read it from.
pub fn redacted(document: &Document) -> Document {
    let secrets = Secrets::of(document, Options::default());
    let edits = (0..document.resources.len()).flat_map(|resource| {
        let found = secrets.of_resource(resource);
        found.map(move |(path, name)| Edit::set(resource, Path::parse(path), Value::env(name)))
    });
    document.with_edits(&edits.collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Resource, parse_json};

    #[test]
    fn no_literal_secret_is_left() {
        let mut resource = Resource::new("elasticache", "CreateUser");
        let text = r#"{"UserId":"a","Passwords":["hunter2-hunter2-x",{"$env":"SECOND"}]}"#;
        resource.parameters = parse_json(text).expect("valid");
        let document = Document::single("us-west-2", resource);
        let json = redacted(&document).to_value().to_json();
        assert!(!json.contains("hunter2"), "{json}");
        assert!(
            json.contains(r#"{"$env":"SECOND"}"#) && json.contains(r#""UserId":"a""#),
            "{json}"
        );
    }
}
