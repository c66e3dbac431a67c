//! The parts of the page, one a file. State is `Workbench`'s; a part shows what it is given and says what happened.

pub mod compose;
pub mod form;
pub mod header;
pub mod icon;
pub mod import;
mod keyspace;
pub mod node_types;
pub mod notice;
pub mod offers;
pub mod output;
pub mod pager;
pub mod picker;
pub mod problem;
pub mod problem_list;
pub mod region;
pub mod resources;
mod review;
mod section;
pub mod share;
pub mod splitter;
pub mod start;
pub mod suggestions;
pub mod thumbnail;
