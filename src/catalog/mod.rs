//! WHAT AWS OFFERS: Regions and endpoints, zones, engines and versions, node types, parameters, quotas.
//!
//! These sets are open and age: what is not in them is at most a warning that says [`AS_OF`].
//! `generated` is written by `make catalog` from cfn-lint, botocore and `scripts/catalog-data`.
//! Nothing here knows of documents or rules.

pub mod acl;
pub mod actions;
pub mod engines;
mod generated;
pub mod nodes;
pub mod parameters;
pub mod quota;
pub mod regions;
mod version;

pub use engines::{
    Engine, EngineVersion, Family, engine, engine_version, engine_versions, engines,
};
pub use engines::{families, family, family_of, newest_version};
pub use nodes::{NodeFamily, NodeType, is_retired_node_type, node_families, node_type};
pub use nodes::{node_type_in_region, node_types};
pub use parameters::{Parameter, parameter, parameter_names, parameters, parameters_named};
pub use regions::{Partition, Region, dsql_sets, endpoint_host, partition_of, region, regions};
pub use version::Version;

/// The month in which the tables were read.
pub const AS_OF: &str = "2026-11";
