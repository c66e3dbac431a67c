//! A share link or its fragment.

use super::{Hints, ParseError, Parsed, Place};
use crate::share;

/// A text of one line that is a fragment, or a link with one.
pub(super) fn parse(text: &str, _hints: &Hints) -> Option<Result<Parsed, ParseError>> {
    let line = text.trim();
    let fragment = line.rsplit('#').next().unwrap_or_default();
    let is_link = ["v1/", "z1/"].iter().any(|form| fragment.starts_with(form));
    if !is_link || line.contains(char::is_whitespace) {
        return None;
    }
    let read = share::from_fragment(line);
    Some(match read {
        Ok(document) => Ok(Parsed {
            document,
            form: "link",
            notes: Vec::new(),
        }),
        Err(error) => Err(ParseError {
            place: Place::first_of(text),
            message: error.to_string(),
        }),
    })
}
