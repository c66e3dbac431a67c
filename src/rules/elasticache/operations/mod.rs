//! What ElastiCache refuses about authentication, encryption, windows, snapshots, logs, networking and serverless caches.

mod arn;
mod at_rest;
mod auth_token;
mod limits;
mod logs;
mod network;
mod outposts;
mod port;
mod request;
mod restore;
mod retention;
mod security_groups;
mod serverless;
mod serverless_network;
mod subnet_group;
mod topic;
mod transit;
mod upkeep;
mod user_groups;
mod window;
mod windows;
mod zones;

use crate::rules::{Check, Examples, Report, Rule, Scope, Severity};

/// A rule that looks at one resource; `texts` are what, why, fix and source.
const fn rule(
    code: &'static str,
    name: &'static str,
    severity: Severity,
    operations: &'static [&'static str],
    texts: [&'static str; 4],
    examples: Examples,
    check: fn(&Scope<'_>, &mut Report<'_>),
) -> Rule {
    let [summary, why, fix, source] = texts;
    Rule {
        code,
        name,
        severity,
        operations,
        summary,
        why,
        fix,
        source,
        examples,
        check: Check::Resource(check),
    }
}

/// Every rule of this area, in the order of codes.
pub(super) static RULES: &[&Rule] = &[
    &auth_token::LENGTH,
    &auth_token::CHARACTERS,
    &auth_token::WITHOUT_TLS,
    &auth_token::WITH_USER_GROUPS,
    &transit::WITHOUT_SUBNET_GROUP,
    &transit::OLD_REDIS,
    &auth_token::FIXED,
    &auth_token::WEAK,
    &auth_token::WORD,
    &auth_token::SHARED,
    &auth_token::ON_CLUSTER,
    &auth_token::STRATEGY,
    &user_groups::ARN_GIVEN,
    &user_groups::SEVERAL,
    &user_groups::WITHOUT_TLS,
    &user_groups::OLD_REDIS,
    &user_groups::NONE,
    &user_groups::SERVERLESS_ID,
    &user_groups::SERVERLESS_MEMCACHED,
    &user_groups::SERVERLESS_NONE,
    &transit::UNSTATED,
    &transit::MODE_ALONE,
    &transit::MODE_OLD_REDIS,
    &transit::PREFERRED,
    &transit::PREFERRED_WITH_PASSWORDS,
    &transit::OLD_MEMCACHED,
    &transit::STANDALONE,
    &transit::FIXED_FOR_MEMCACHED,
    &transit::OFF,
    &transit::ABSENT,
    &at_rest::OFF,
    &at_rest::ABSENT,
    &at_rest::KEY_ALONE,
    &at_rest::KEY_FORM,
    &at_rest::KEY_REGION,
    &at_rest::KEY_LOSS,
    &at_rest::KEY_NOT_ARN,
    &security_groups::NOT_AN_ID,
    &security_groups::TWICE,
    &security_groups::NONE,
    &security_groups::IN_VPC,
    &security_groups::BOTH,
    &security_groups::GONE,
    &subnet_group::CHARACTERS,
    &subnet_group::LENGTH,
    &subnet_group::EMPTY,
    &subnet_group::CASE,
    &subnet_group::SUBNET,
    &subnet_group::NONE,
    &subnet_group::LATER,
    &port::RANGE,
    &port::PRIVILEGED,
    &port::OTHER_ENGINE,
    &port::OTHER_SERVICE,
    &port::CLUSTER_BUS,
    &port::NOT_DEFAULT,
    &topic::FORM,
    &topic::REGION,
    &topic::FIRST_IN_FIRST_OUT,
    &topic::NONE,
    &windows::MAINTENANCE_FORM,
    &windows::MAINTENANCE_CASE,
    &windows::MAINTENANCE_SHORT,
    &windows::MAINTENANCE_LONG,
    &windows::MAINTENANCE_NONE,
    &windows::SNAPSHOT_FORM,
    &windows::SNAPSHOT_SHORT,
    &windows::OVERLAP,
    &windows::SNAPSHOT_UNUSED,
    &windows::SNAPSHOT_NONE,
    &retention::RANGE,
    &retention::OFF,
    &retention::SHORT,
    &retention::COSTLY,
    &restore::FILE_FORM,
    &restore::COMMA,
    &restore::SUFFIX,
    &restore::FILE_TWICE,
    &restore::FILES_FOR_ONE_SHARD,
    &restore::FILES_FOR_ONE_NODE,
    &restore::TWO_SOURCES,
    &restore::EMPTY_NAME,
    &restore::NAME_IS_ARN,
    &restore::FILE_ACCESS,
    &restore::TIERED,
    &restore::SERVERLESS_FORM,
    &restore::SERVERLESS_MEMCACHED,
    &logs::TWICE,
    &logs::NO_TYPE,
    &logs::MISMATCH,
    &logs::BOTH,
    &logs::INCOMPLETE,
    &logs::NO_FORMAT,
    &logs::GROUP_NAME,
    &logs::STREAM_NAME,
    &logs::OLD_REDIS,
    &logs::DISABLED,
    &logs::BILLED,
    &logs::NONE,
    &upkeep::OLD_REDIS,
    &upkeep::MEMCACHED,
    &upkeep::OFF,
    &network::OLD_ENGINE,
    &network::OLD_NODE,
    &network::MISMATCH,
    &network::NO_DISCOVERY,
    &network::NO_SUBNET_GROUP,
    &network::NO_SUBNETS,
    &network::FIXED,
    &outposts::REGION,
    &outposts::SEVERAL,
    &outposts::ZONES,
    &outposts::BACKUPS,
    &outposts::DEFAULT_REGION,
    &zones::OPT_IN,
    &upkeep::NO_TAGS,
    &upkeep::REDIS,
    &upkeep::NODES_MULTIPLY,
    &serverless::NAME,
    &serverless::NAME_CASE,
    &serverless::DESCRIPTION,
    &serverless::ENGINE,
    &serverless::VERSION_UNKNOWN,
    &serverless::VERSION_FORM,
    &serverless::PUBLIC,
    &serverless::OPEN,
    &limits::RANGE,
    &limits::ORDER,
    &limits::NO_BOUND,
    &limits::NO_MAXIMUM,
    &limits::MINIMUM,
    &limits::MAXIMUM,
    &serverless_network::COUNT,
    &serverless_network::NOT_AN_ID,
    &serverless_network::TWICE,
    &serverless_network::NONE,
    &serverless_network::TIME,
    &serverless_network::TIME_UNUSED,
    &serverless_network::NO_BACKUPS,
];
