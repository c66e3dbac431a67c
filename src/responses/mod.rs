//! WHAT COMES BACK: for a request, an example of AWS's answer, its errors with what to do, and the
//! states that what it makes goes through.
//!
//! An example has the model's output shape and takes what the request says; the rest is made up, the
//! same every time. It is written as the AWS CLI prints it: times are texts.

mod errors;
mod example;
mod states;

use crate::catalog::actions;
use crate::document::{Document, Value};

/// The account of the examples, which is nobody's.
const ACCOUNT: &str = "111122223333";

/// What AWS answers to a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// An object; empty where the operation answers nothing.
    pub example: Value,
    /// In the model's order.
    pub errors: Vec<Error>,
    /// What a status says one after the other; empty where the operation has none.
    pub states: &'static [&'static str],
}

/// An error that AWS documents for an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Error {
    pub code: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// What to do about it.
    pub advice: &'static str,
}

/// The answer to a request of a document, without secrets; nothing for an operation that AWS does not know.
pub fn response(document: &Document, index: usize) -> Option<Response> {
    answer(&document.redacted(), index)
}

/// The answers to all requests of a document, in the document's order.
pub fn responses(document: &Document) -> Vec<Option<Response>> {
    let redacted = document.redacted();
    let indexes = 0..document.resources.len();
    indexes.map(|index| answer(&redacted, index)).collect()
}

fn answer(document: &Document, index: usize) -> Option<Response> {
    let resource = document.resources.get(index)?;
    let operation = resource.operation()?;
    let errors = operation.errors.iter().map(|error| Error {
        code: error.code,
        status: error.status,
        advice: errors::advice(error.code),
    });
    Some(Response {
        example: example::example(document, resource, operation),
        errors: errors.collect(),
        states: states::states(&resource.operation),
    })
}

/// The ARN of a resource of the example account, after the pattern of its type.
fn arn(service: &str, kind: &str, region: &str, name: &str) -> Option<String> {
    Some(actions::resource_type(service, kind)?.arn(region, ACCOUNT, name))
}

#[cfg(test)]
mod tests;
