//! What keeps the requests of a document from being run one after the other.

mod answers;
mod circle;

use super::{Check, Examples, Report, Rule, Severity};
use crate::document::Document;

const GUIDE: &str = "https://docs.aws.amazon.com/aurora-dsql/latest/userguide/configuring-multi-region-clusters.html";

/// The rules of every area, in the order of codes.
pub(super) static AREAS: &[&[&Rule]] = &[RULES];

/// Every rule, in the order of codes. All of them look at the document.
pub(super) static RULES: &[&Rule] = &[
    &answers::UNKNOWN_LABEL,
    &answers::UNKNOWN_ANSWER,
    &circle::CIRCLE,
    &answers::NEVER_RECOGNIZED,
];

/// A clause of each kind: what, why, how to fix it.
const fn rule(
    code: &'static str,
    name: &'static str,
    severity: Severity,
    texts: [&'static str; 4],
    examples: Examples,
    check: fn(&Document, &mut Report<'_>),
) -> Rule {
    Rule {
        code,
        name,
        severity,
        operations: &[],
        summary: texts[0],
        why: texts[1],
        fix: texts[2],
        source: texts[3],
        examples,
        check: Check::Document(check),
    }
}
