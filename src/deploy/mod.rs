//! HOW IT IS RUN: the steps that make what a document asks for, and those that take it down again.
//!
//! Planning is pure and total: of any document come steps, of a wrong one those that its requests allow.

mod kinds;
mod order;
mod plan;
mod removal;
mod thing;

pub use kinds::{By, Found, KINDS, Kind, kind_of};
pub use order::{Order, order};
pub use plan::{Plan, Step, peers};
pub use removal::Removal;
pub use thing::Thing;
