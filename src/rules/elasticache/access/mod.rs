//! What ElastiCache refuses about users, groups, access strings, parameter groups, subnet groups,
//! snapshots, global datastores, reserved nodes, and tags wherever they are.

mod access_commands;
mod access_meaning;
mod access_string;
mod authentication;
mod existing;
mod exports;
mod global;
mod group_lists;
mod group_use;
mod groups;
mod identifiers;
mod made;
mod members;
mod names;
mod network_groups;
mod parameter_groups;
mod passwords;
mod queries;
mod snapshots;
mod tags;
mod users;

use crate::rules::Rule;

/// Every rule of this area, in the order of codes.
pub(super) static RULES: &[&Rule] = &[
    &identifiers::MALFORMED,
    &identifiers::DOUBTFUL,
    &identifiers::LONG,
    &identifiers::RATHER_LONG,
    &identifiers::UPPER_CASE,
    &identifiers::DUPLICATE,
    &users::ENGINE,
    &users::RESERVED_ID,
    &users::BLANK_IN_NAME,
    &users::LONG_NAME,
    &users::SHARED_NAME,
    &users::OPEN_DEFAULT,
    &existing::USER,
    &passwords::LENGTH,
    &passwords::UNPRINTABLE,
    &passwords::FORBIDDEN_CHARACTER,
    &passwords::TOO_MANY,
    &passwords::SAME,
    &authentication::MISSING,
    &authentication::FLAG_AND_PASSWORDS,
    &authentication::FLAG_AND_MODE,
    &authentication::NO_TYPE,
    &authentication::NO_PASSWORDS,
    &authentication::NEEDLESS_PASSWORDS,
    &authentication::TWO_PLACES,
    &authentication::IAM_NAME,
    &authentication::IAM_CASE,
    &authentication::IAM_DEFAULT,
    &authentication::VALKEY,
    &authentication::NO_PASSWORD_AT_ALL,
    &access_string::UNKNOWN,
    &access_string::RESET,
    &access_string::PASSWORD,
    &access_string::PASSWORD_STATE,
    &access_commands::GRANTED,
    &access_commands::DENIED,
    &access_commands::CATEGORY,
    &access_commands::COMMAND,
    &access_commands::NAMELESS,
    &access_commands::SUBCOMMAND,
    &access_string::PERMISSION,
    &access_string::BRACKET,
    &access_string::SELECTOR,
    &access_meaning::BLANK,
    &access_meaning::NO_STATE,
    &access_meaning::TWO_STATES,
    &access_meaning::EVERYTHING,
    &access_meaning::NOTHING,
    &access_meaning::POINTLESS,
    &access_meaning::NO_MATCH,
    &access_meaning::NEWER,
    &group_lists::MALFORMED_ID,
    &group_lists::TOO_MANY,
    &group_lists::TWICE,
    &groups::NO_DEFAULT,
    &groups::DOUBTFUL_DEFAULT,
    &groups::SAME_NAME,
    &groups::OPEN_MEMBER,
    &groups::BUILT_IN,
    &groups::VALKEY_MEMBER,
    &groups::MISSING_USER,
    &groups::TOO_EARLY,
    &groups::OPEN_DOOR,
    &group_use::ENGINE,
    &group_use::TOO_EARLY,
    &group_use::IAM_VERSION,
    &parameter_groups::RESERVED,
    &parameter_groups::NO_FAMILY,
    &parameter_groups::UNKNOWN_FAMILY,
    &parameter_groups::OLD_FAMILY,
    &existing::PARAMETER_GROUP,
    &network_groups::DEFAULT,
    &network_groups::EMPTY,
    &network_groups::FORMAT,
    &network_groups::TOO_MANY,
    &network_groups::TWICE,
    &network_groups::ONE_ZONE,
    &existing::SUBNET_GROUP,
    &network_groups::SECURITY_DEFAULT,
    &network_groups::CLASSIC,
    &existing::SECURITY_GROUP,
    &snapshots::NO_SOURCE,
    &snapshots::TWO_SOURCES,
    &snapshots::OF_A_SHARD,
    &snapshots::UNSUPPORTED,
    &snapshots::KEY,
    &snapshots::KEY_IN_GOVCLOUD,
    &snapshots::KEY_REGION,
    &exports::SAME_NAME,
    &exports::EXPORT_NAME,
    &exports::SUFFIX,
    &exports::BUCKET,
    &exports::EXPORT_KEY,
    &exports::TIERING,
    &global::OFFERING,
    &global::COUNT,
    &global::MANY,
    &global::FINAL,
    &global::DOUBLE_PREFIX,
    &global::REGION,
    &global::VERSION,
    &global::NODE_TYPE,
    &tags::TOO_MANY,
    &tags::NO_KEY,
    &tags::LONG_KEY,
    &tags::LONG_VALUE,
    &tags::DUPLICATE_KEY,
    &tags::RESERVED_KEY,
    &tags::DOUBTFUL_PREFIX,
    &tags::UNPORTABLE,
    &tags::SECRET,
    &tags::CASE_TWINS,
    &tags::EDGE_BLANKS,
    &queries::VALUE,
    &queries::NO_ARN,
    &queries::TIMES,
];
