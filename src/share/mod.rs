//! Document ↔ link fragment: `#v1/us-west-2/CreateReplicationGroup?ReplicationGroupId=orders`.
//!
//! A link that once worked works for ever (`tests/share.rs` holds golden ones), and none carries a secret.
//!
//! The text after `v1/` is the document's Region, `/`, and resources joined by `;`. A resource is
//! `[ID@][REGION/][SERVICE:]OPERATION[?NAME=VALUE&…]`; the service is left out for ElastiCache.
//! Nested names are joined by `.`, lists count from 1. What the shape would not read back as it was
//! is written as JSON, with `!` after the name: `Port!=%226379%22`; `!!NAME=JSON` is a key of the
//! resource that is not ours, `OPERATION!JSON` stands for parameters that are no object, and a
//! resource `!JSON` for the keys of the document that are not ours. `Tags.*.Key=a,b` is a column: one
//! value for each item from the first on, where `~63` after `0-31` means `32-63`.

mod decode;
mod encode;
mod part;

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::document::Document;
use encode::Layout;
pub use part::readable_part;

/// The readable text is used up to this length, in bytes.
const READABLE: usize = 2_000;
/// No more than this is ever inflated, in bytes.
const INFLATED: usize = 2 * 1024 * 1024;

/// Why a fragment is no document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DecodeError {
    /// It begins with neither `v1/` nor `z1/`.
    UnknownForm(String),
    /// It was made by a newer version than this one.
    Newer(String),
    /// The compact form is cut or damaged.
    Damaged,
    /// The compact form would be larger than [`INFLATED`].
    TooLarge,
    /// A part of the readable form cannot be read.
    Unreadable { part: String, reason: &'static str },
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownForm(start) => {
                write!(f, "the link begins with “{start}” instead of v1/ or z1/")
            }
            Self::Newer(form) => write!(
                f,
                "the link is of form {form}, which a newer version wrote; this one reads v1 and z1"
            ),
            Self::Damaged => {
                f.write_str("the link is cut or damaged: its compact part cannot be unpacked")
            }
            Self::TooLarge => write!(f, "the link unpacks to more than {INFLATED} bytes"),
            Self::Unreadable { part, reason } => write!(f, "the link's part “{part}” {reason}"),
        }
    }
}

impl std::error::Error for DecodeError {}

/// The fragment of a document, with its `#`. Literal secrets become references to environment variables.
pub fn to_fragment(document: &Document) -> String {
    let document = &document.redacted();
    let readable = encode::encode(document, Layout::Plain);
    if readable.len() > READABLE {
        let columns = encode::encode(document, Layout::Columns);
        let packed = miniz_oxide::deflate::compress_to_vec(columns.as_bytes(), 9);
        let compact = format!("#z1/{}", URL_SAFE_NO_PAD.encode(packed));
        if compact.len() <= readable.len() {
            return compact;
        }
    }
    format!("#{readable}")
}

/// The document of a fragment; the `#`, or a whole link before it, may be there or not.
///
/// # Errors
/// What cannot be read, with the part of the fragment that it is about.
pub fn from_fragment(fragment: &str) -> Result<Document, DecodeError> {
    let text = fragment.trim().rsplit('#').next().unwrap_or_default();
    let (form, rest) = text.split_once('/').unwrap_or((text, ""));
    match form {
        "v1" => decode::decode(rest),
        "z1" => {
            let readable = unpack(rest)?;
            match readable.strip_prefix("v1/") {
                Some(rest) => decode::decode(rest),
                None => Err(DecodeError::UnknownForm(start_of(&readable))),
            }
        }
        _ if is_form(form) => Err(DecodeError::Newer(start_of(form))),
        _ => Err(DecodeError::UnknownForm(start_of(text))),
    }
}

fn unpack(packed: &str) -> Result<String, DecodeError> {
    let packed = packed.trim_end_matches('=');
    let bytes = URL_SAFE_NO_PAD
        .decode(packed)
        .map_err(|_| DecodeError::Damaged)?;
    let bytes =
        miniz_oxide::inflate::decompress_to_vec_with_limit(&bytes, INFLATED).map_err(|error| {
            match error.status {
                miniz_oxide::inflate::TINFLStatus::HasMoreOutput => DecodeError::TooLarge,
                _ => DecodeError::Damaged,
            }
        })?;
    String::from_utf8(bytes).map_err(|_| DecodeError::Damaged)
}

/// A letter and a number: `v2`.
fn is_form(text: &str) -> bool {
    let number = text.strip_prefix(['v', 'z']).unwrap_or_default();
    !number.is_empty() && number.len() < 4 && number.bytes().all(|b| b.is_ascii_digit())
}

fn start_of(text: &str) -> String {
    text.chars().take(24).collect()
}

/// The ends of `0-31`, where it is written just so.
fn range(text: &str) -> Option<(u64, u64)> {
    let (from, to) = text.split_once('-')?;
    let ends = (from.parse::<u32>().ok()?, to.parse::<u32>().ok()?);
    (format!("{}-{}", ends.0, ends.1) == text).then_some((u64::from(ends.0), u64::from(ends.1)))
}
