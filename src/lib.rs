//! Cluster Composer: compose AWS cluster configurations, learn what AWS would refuse, take away
//! exactly equivalent AWS CLI commands, boto3 scripts and API requests.
//!
//! The map, in reading order. Arrows point from what is used to what uses it:
//! `model <- catalog, document <- deploy <- rules, render, parse, share, scenarios, topology, iam, responses <- api, app`.
//!
//! 1. `model` depends on nothing and has no behaviour beyond look-up.
//! 2. `rules` and `render` do not know each other: an invalid document still renders.
//! 3. Nothing below `api` and `app` mentions yew, web-sys, js-sys, time or randomness.
//! 4. `api` and `app` do not know each other.
//! 5. Checking and rendering are total: same input, same output, no panic, no `Result`.
//! 6. The order of what comes out is the model's, never that of a hash.
//!
//! `tests/tidy.rs` holds them.

#[cfg(feature = "api")]
pub mod api;
#[cfg(feature = "app")]
pub mod app;
pub mod catalog;
pub mod deploy;
pub mod document;
pub mod iam;
pub mod model;
pub mod parse;
pub mod render;
pub mod responses;
pub mod rules;
pub mod scenarios;
pub mod share;
pub mod topology;
