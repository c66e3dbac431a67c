//! What every target does with a text, and what must hold then.

use cluster_composer::document::Document;
use cluster_composer::parse::{Hints, parse};
use cluster_composer::share;

/// What stands around references to environment variables while a script is read.
const MARKS: [char; 2] = ['\u{fdd0}', '\u{fdd1}'];

/// Reads a text. What comes of it holds no literal secret, and its link is read again.
pub fn read(text: &str) {
    let hints = Hints {
        operation: None,
        region: Some("eu-central-1".to_owned()),
    };
    let Ok(parsed) = parse(text, &hints) else {
        return;
    };
    let is_marked = parsed.document.to_value().to_json().contains(MARKS);
    assert!(!is_marked || text.contains(MARKS), "a mark stays");
    let n_lines = text.split('\n').count();
    for note in &parsed.notes {
        let at = note.place;
        assert!((1..=n_lines).contains(&at.line) && at.column > 0, "{at:?}");
        assert!(!note.message.is_empty());
    }
    check(&parsed.document);
}

/// What holds for every document that came in.
pub fn check(document: &Document) {
    assert_eq!(document.redacted(), *document, "a secret stays");
    let link = share::to_fragment(document);
    // A document may be too large for a link.
    if document.to_value().to_json().len() > 1_000_000 {
        return;
    }
    let back = share::from_fragment(&link).expect("a link of ours");
    assert_eq!(share::to_fragment(&back), link);
}
