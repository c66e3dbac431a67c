//! What Amazon Aurora DSQL refuses. One file per rule or tight family of rules.

mod arn;
mod cluster;
mod peers;
mod policy;
mod policy_access;
mod policy_place;
mod witness;

use super::Rule;

/// The rules of every area, in the order of codes.
pub(super) static AREAS: &[&[&Rule]] = &[&[
    &cluster::KEY_FORM,
    &cluster::KEY_REGION,
    &cluster::MANY_TAGS,
    &cluster::RESERVED_TAG,
    &cluster::TAG_TRAP,
    &cluster::SECRET_TAG,
    &cluster::ARN_FOR_ID,
    &cluster::METRIC_TWICE,
    &cluster::NOT_IN_REGION,
    &witness::EMPTY,
    &witness::WITNESS_FORM,
    &witness::WITNESS_AT_HOME,
    &witness::WITNESS_AT_PEER,
    &witness::WITNESS_SET,
    &peers::PEER_SET,
    &peers::PEER_AT_HOME,
    &peers::PARTITION,
    &peers::ACCOUNT,
    &peers::SEVERAL_PEERS,
    &peers::PEER_TWICE,
    &peers::NO_WITNESS,
    &witness::PENDING,
    &witness::TWO_WITNESSES,
    &witness::NO_SET,
    &policy::NO_JSON,
    &policy::INCOMPLETE,
    &policy::WORDS,
    &policy_access::PUBLIC,
    &policy_access::ACCOUNTS,
    &policy_access::ACTIONS,
    &policy_access::BYPASS_ALONE,
    &policy_access::BYPASS,
    &policy_access::OPEN,
]];
