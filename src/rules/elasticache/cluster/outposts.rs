//! Nodes on Outposts.

use super::sources;
use crate::document::{Edit, Path, Value};
use crate::model::generated::elasticache::names as n;
use crate::rules::elasticache::facts;
use crate::rules::elasticache::reading::Shard;
use crate::rules::model::shown;
use crate::rules::{Check, Examples, Report, Rule, Scope, Severity};

const BOTH: &[&str] = &["CreateCacheCluster", "CreateReplicationGroup"];
const CLUSTER: &[&str] = &["CreateCacheCluster"];
const GROUP: &[&str] = &["CreateReplicationGroup"];
const PAGE: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ElastiCache-Outposts.html";
const ONE: &str = n::PREFERRED_OUTPOST_ARN;
const LIST: &str = n::PREFERRED_OUTPOST_ARNS;
/// The Regions in which `ElastiCache` is not available on Outposts.
const WITHOUT: &[&str] = &["cn-north-1", "cn-northwest-1", "ap-northeast-3"];

pub(super) static FORM: Rule = Rule {
    code: "EC150",
    name: "outpost-arn-malformed",
    severity: Severity::Error,
    operations: BOTH,
    summary: "An Outpost is named by its whole ARN.",
    why: "The id alone says neither the Region nor the account.",
    fix: "Write it as arn:aws:outposts:us-west-2:111122223333:outpost/op-0123456789abcdef0.",
    source: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsoutposts.html",
    examples: Examples::new(
        &[
            r#"{"CacheClusterId": "orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m5.large", "NumCacheNodes": 1, "OutpostMode": "single-outpost", "PreferredOutpostArn": "op-0123456789abcdef0"}"#,
        ],
        &[
            r#"{"CacheClusterId": "orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m5.large", "NumCacheNodes": 1, "OutpostMode": "single-outpost", "PreferredOutpostArn": "arn:aws:outposts:us-west-2:111122223333:outpost/op-0123456789abcdef0"}"#,
        ],
    ),
    check: Check::Resource(check_form),
};

pub(super) static CROSS: Rule = Rule {
    code: "EC151",
    name: "cross-outpost",
    severity: Severity::Error,
    operations: CLUSTER,
    summary: "All nodes are on a single Outpost.",
    why: "cross-outpost is in the API's model, and not offered.",
    fix: "Set OutpostMode to single-outpost.",
    source: PAGE,
    examples: Examples::new(
        &[
            r#"{"CacheClusterId": "orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m5.large", "NumCacheNodes": 1, "OutpostMode": "cross-outpost", "PreferredOutpostArn": "arn:aws:outposts:us-west-2:111122223333:outpost/op-0123456789abcdef0"}"#,
        ],
        &[
            r#"{"CacheClusterId": "orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m5.large", "NumCacheNodes": 1, "OutpostMode": "single-outpost", "PreferredOutpostArn": "arn:aws:outposts:us-west-2:111122223333:outpost/op-0123456789abcdef0"}"#,
        ],
    ),
    check: Check::Resource(check_cross),
};

pub(super) static UNNAMED: Rule = Rule {
    code: "EC152",
    name: "outpost-unnamed",
    severity: Severity::Error,
    operations: CLUSTER,
    summary: "Beside OutpostMode the Outpost is named.",
    why: "The mode says how nodes are placed, not where.",
    fix: "Set PreferredOutpostArn, or leave OutpostMode out.",
    source: sources::CLUSTER,
    examples: Examples::new(
        &[
            r#"{"CacheClusterId": "orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m5.large", "NumCacheNodes": 1, "OutpostMode": "single-outpost"}"#,
        ],
        &[
            r#"{"CacheClusterId": "orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 1}"#,
        ],
    ),
    check: Check::Resource(check_unnamed),
};

pub(super) static MODE_UNSTATED: Rule = Rule {
    code: "EC153",
    name: "outpost-mode-unstated",
    severity: Severity::Warning,
    operations: CLUSTER,
    summary: "Beside an Outpost OutpostMode is stated.",
    why: "It says that the nodes are to be on the Outpost.",
    fix: "Set OutpostMode to single-outpost.",
    source: sources::CLUSTER,
    examples: Examples::new(
        &[
            r#"{"CacheClusterId": "orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m5.large", "NumCacheNodes": 1, "PreferredOutpostArn": "arn:aws:outposts:us-west-2:111122223333:outpost/op-0123456789abcdef0"}"#,
        ],
        &[
            r#"{"CacheClusterId": "orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m5.large", "NumCacheNodes": 1, "OutpostMode": "single-outpost", "PreferredOutpostArn": "arn:aws:outposts:us-west-2:111122223333:outpost/op-0123456789abcdef0"}"#,
        ],
    ),
    check: Check::Resource(check_mode_unstated),
};

pub(super) static TWO_WAYS: Rule = Rule {
    code: "EC154",
    name: "one-outpost-and-a-list",
    severity: Severity::Error,
    operations: CLUSTER,
    summary: "Nodes are placed by PreferredOutpostArn or by PreferredOutpostArns, not by both.",
    why: "Two placements of the same nodes contradict each other.",
    fix: "Keep PreferredOutpostArn.",
    source: sources::CLUSTER,
    examples: Examples::new(
        &[
            r#"{"CacheClusterId": "orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m5.large", "NumCacheNodes": 1, "OutpostMode": "single-outpost", "PreferredOutpostArn": "arn:aws:outposts:us-west-2:111122223333:outpost/op-0123456789abcdef0", "PreferredOutpostArns": ["arn:aws:outposts:us-west-2:111122223333:outpost/op-0123456789abcdef0"]}"#,
        ],
        &[
            r#"{"CacheClusterId": "orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m5.large", "NumCacheNodes": 1, "OutpostMode": "single-outpost", "PreferredOutpostArn": "arn:aws:outposts:us-west-2:111122223333:outpost/op-0123456789abcdef0"}"#,
        ],
    ),
    check: Check::Resource(check_two_ways),
};

pub(super) static NODE_TYPE: Rule = Rule {
    code: "EC155",
    name: "node-type-not-on-outposts",
    severity: Severity::Error,
    operations: BOTH,
    summary: "Outposts offer M5 and R5 nodes only.",
    why: "The other families are not installed there.",
    fix: "Choose an M5 or R5 node.",
    source: PAGE,
    examples: Examples::new(
        &[
            r#"{"CacheClusterId": "orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 1, "OutpostMode": "single-outpost", "PreferredOutpostArn": "arn:aws:outposts:us-west-2:111122223333:outpost/op-0123456789abcdef0"}"#,
        ],
        &[
            r#"{"CacheClusterId": "orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m5.large", "NumCacheNodes": 1, "OutpostMode": "single-outpost", "PreferredOutpostArn": "arn:aws:outposts:us-west-2:111122223333:outpost/op-0123456789abcdef0"}"#,
        ],
    ),
    check: Check::Resource(check_node_type),
};

pub(super) static REGION: Rule = Rule {
    code: "EC156",
    name: "outposts-not-in-region",
    severity: Severity::Error,
    operations: BOTH,
    summary: "In Beijing, Ningxia and Osaka ElastiCache is not available on Outposts.",
    why: "The user guide leaves these Regions out.",
    fix: "Choose another Region, or place the nodes in its zones.",
    source: PAGE,
    examples: Examples::new(
        &[
            r#"{"region": "ap-northeast-3", "resources": [{"service": "elasticache", "operation": "CreateCacheCluster", "parameters": {"CacheClusterId": "orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m5.large", "NumCacheNodes": 1, "OutpostMode": "single-outpost", "PreferredOutpostArn": "arn:aws:outposts:ap-northeast-3:111122223333:outpost/op-0123456789abcdef0"}}]}"#,
        ],
        &[
            r#"{"CacheClusterId": "orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m5.large", "NumCacheNodes": 1, "OutpostMode": "single-outpost", "PreferredOutpostArn": "arn:aws:outposts:us-west-2:111122223333:outpost/op-0123456789abcdef0"}"#,
        ],
    ),
    check: Check::Resource(check_region),
};

pub(super) static ZONE: Rule = Rule {
    code: "EC157",
    name: "zone-beside-outpost",
    severity: Severity::Warning,
    operations: CLUSTER,
    summary: "A node on an Outpost has its place from the Outpost.",
    why: "A zone beside it can only contradict it.",
    fix: "Leave the zone out.",
    source: sources::CLUSTER,
    examples: Examples::new(
        &[
            r#"{"CacheClusterId": "orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m5.large", "NumCacheNodes": 1, "OutpostMode": "single-outpost", "PreferredOutpostArn": "arn:aws:outposts:us-west-2:111122223333:outpost/op-0123456789abcdef0", "PreferredAvailabilityZone": "us-west-2a"}"#,
        ],
        &[
            r#"{"CacheClusterId": "orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m5.large", "NumCacheNodes": 1, "OutpostMode": "single-outpost", "PreferredOutpostArn": "arn:aws:outposts:us-west-2:111122223333:outpost/op-0123456789abcdef0"}"#,
        ],
    ),
    check: Check::Resource(check_zone),
};

pub(super) static MULTI_AZ: Rule = Rule {
    code: "EC158",
    name: "multi-az-on-outpost",
    severity: Severity::Error,
    operations: GROUP,
    summary: "Multi-AZ is not available on Outposts.",
    why: "An Outpost belongs to one zone.",
    fix: "Leave MultiAZEnabled out.",
    source: PAGE,
    examples: Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m5.large", "NumNodeGroups": 1, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "NodeGroupConfiguration": [{"ReplicaCount": 1, "PrimaryOutpostArn": "arn:aws:outposts:us-west-2:111122223333:outpost/op-0123456789abcdef0", "ReplicaOutpostArns": ["arn:aws:outposts:us-west-2:111122223333:outpost/op-0123456789abcdef0"]}]}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m5.large", "NumNodeGroups": 1, "NodeGroupConfiguration": [{"ReplicaCount": 0, "PrimaryOutpostArn": "arn:aws:outposts:us-west-2:111122223333:outpost/op-0123456789abcdef0"}]}"#,
        ],
    ),
    check: Check::Resource(check_multi_az),
};

/// Whether a request names an Outpost.
pub(super) fn named(scope: &Scope<'_>) -> bool {
    let of_shard =
        |group: &Shard<'_>| group.primary_outpost.is_some() || group.replica_outposts.is_some();
    match scope.operation() {
        "CreateCacheCluster" => scope.has(ONE) || scope.has(LIST),
        _ => facts::node_groups(scope).iter().any(of_shard),
    }
}

/// Where a request names its first Outpost.
fn first(scope: &Scope<'_>) -> Path {
    if scope.has(ONE) {
        Path::root().key(ONE)
    } else if scope.has(LIST) {
        Path::root().key(LIST)
    } else {
        Path::root().key(n::NODE_GROUP_CONFIGURATION)
    }
}

/// Whether a text is the ARN of an Outpost.
pub(super) fn is_arn(text: &str) -> bool {
    let parts: Vec<&str> = text.splitn(6, ':').collect();
    let [arn, partition, "outposts", region, account, resource] = parts[..] else {
        return false;
    };
    let id = resource.strip_prefix("outpost/op-");
    let hex = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
    arn == "arn"
        && partition.starts_with("aws")
        && !region.is_empty()
        && account.len() == 12
        && account.bytes().all(|b| b.is_ascii_digit())
        && id.is_some_and(|id| id.len() == 17 && id.bytes().all(hex))
}

fn check_form(scope: &Scope<'_>, report: &mut Report<'_>) {
    let mut check = |path: Path, text: &str| {
        if !is_arn(text) {
            report.at_path(path, format!("“{}” is no ARN of an Outpost", shown(text)));
        }
    };
    if let Some(text) = scope.text(ONE) {
        check(Path::root().key(ONE), text);
    }
    for (index, text) in scope.texts(LIST) {
        check(Path::root().key(LIST).index(index), text);
    }
    for (shard, group) in facts::node_groups(scope).iter().enumerate() {
        for (replica, text) in group.outposts() {
            check(facts::outpost_path(shard, replica), text);
        }
    }
}

fn set_mode(scope: &Scope<'_>) -> [Edit; 1] {
    [scope.set(n::OUTPOST_MODE, Value::string("single-outpost"))]
}

fn check_cross(scope: &Scope<'_>, report: &mut Report<'_>) {
    if scope.text(n::OUTPOST_MODE) == Some("cross-outpost") {
        report
            .at(n::OUTPOST_MODE, "cross-outpost is not offered")
            .fix("Set it to single-outpost", set_mode(scope));
    }
}

fn check_unnamed(scope: &Scope<'_>, report: &mut Report<'_>) {
    // A mode that there is none of is reported as that.
    let mode = scope.text(n::OUTPOST_MODE);
    if matches!(mode, Some("single-outpost" | "cross-outpost")) && !named(scope) {
        report
            .at(n::OUTPOST_MODE, "no Outpost is named")
            .fix("Leave it out", [scope.remove(n::OUTPOST_MODE)]);
    }
}

fn check_mode_unstated(scope: &Scope<'_>, report: &mut Report<'_>) {
    if !scope.has(n::OUTPOST_MODE) && named(scope) {
        report
            .at(
                n::OUTPOST_MODE,
                "an Outpost is named, and OutpostMode is not stated",
            )
            .fix("Set it to single-outpost", set_mode(scope));
    }
}

fn check_two_ways(scope: &Scope<'_>, report: &mut Report<'_>) {
    if scope.has(ONE) && scope.has(LIST) {
        report
            .at(LIST, "PreferredOutpostArn places the nodes too")
            .fix("Leave it out", [scope.remove(LIST)]);
    }
}

fn check_node_type(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(name) = scope.text(n::CACHE_NODE_TYPE) else {
        return;
    };
    let offered = name.starts_with("cache.m5.") || name.starts_with("cache.r5.");
    let Some((family, size)) = name
        .strip_prefix("cache.")
        .and_then(|name| name.split_once('.'))
    else {
        return;
    };
    if offered || !named(scope) {
        return;
    }
    let finding = report.at(
        n::CACHE_NODE_TYPE,
        format!("Outposts offer M5 and R5 nodes, not {}", shown(name)),
    );
    let like = if family.starts_with('r') { "r5" } else { "m5" };
    // Durability has its own families.
    let free = !scope.has(n::DURABILITY);
    if let Some(node) = super::nodes::nearest_size(like, size).filter(|_| free) {
        finding.fix(
            format!("Change to {}", node.name),
            [scope.set(n::CACHE_NODE_TYPE, Value::string(node.name))],
        );
    }
}

fn check_region(scope: &Scope<'_>, report: &mut Report<'_>) {
    let region = scope.region();
    if WITHOUT.contains(&region) && named(scope) {
        report.at_path(
            first(scope),
            format!("ElastiCache is not available on Outposts in {region}"),
        );
    }
}

fn check_zone(scope: &Scope<'_>, report: &mut Report<'_>) {
    if !named(scope) {
        return;
    }
    for member in [
        n::PREFERRED_AVAILABILITY_ZONE,
        n::PREFERRED_AVAILABILITY_ZONES,
    ] {
        if scope.has(member) {
            report
                .at(member, "the Outpost gives the nodes their place")
                .fix("Leave it out", [scope.remove(member)]);
        }
    }
}

fn check_multi_az(scope: &Scope<'_>, report: &mut Report<'_>) {
    if scope.flag(n::MULTI_AZ_ENABLED) == Some(true) && named(scope) {
        report
            .at(n::MULTI_AZ_ENABLED, "Multi-AZ is not available on Outposts")
            .fix("Leave it out", [scope.remove(n::MULTI_AZ_ENABLED)]);
    }
}
