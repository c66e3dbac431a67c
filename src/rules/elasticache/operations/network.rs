//! IPv4 and IPv6.

use crate::document::Value;
use crate::model::generated::elasticache::names as n;
use crate::rules::{Examples, Report, Rule, Scope, Severity, shown};

use super::request::{ALL, NODES, SERVERLESS, inherits, is_replica, node_family, older};
use super::rule;

const NETWORK: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/network-type.html";
const CREATE_GROUP: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html";
const CREATE_SERVERLESS: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateServerlessCache.html";
const GOOD: &[&str] = &[
    r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "NetworkType": "dual_stack", "IpDiscovery": "ipv4"}"#,
    r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "NetworkType": "ipv6", "IpDiscovery": "ipv6"}"#,
];
/// Families of nodes that are not on the Nitro system.
const BEFORE_NITRO: &[&str] = &["t1", "t2", "m1", "m2", "m3", "m4", "r3", "r4", "c1"];

pub(super) static OLD_ENGINE: Rule = rule(
    "EC465",
    "ipv6-on-old-engine",
    Severity::Error,
    NODES,
    [
        "IPv6, alone or dual stack, needs Redis 6.2, Memcached 1.6.6 or Valkey.",
        "Older versions speak IPv4 only in ElastiCache.",
        "Choose a newer version, or ipv4.",
        CREATE_GROUP,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "redis", "EngineVersion": "6.0", "CacheNodeType": "cache.m6g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "AtRestEncryptionEnabled": true, "NetworkType": "dual_stack", "IpDiscovery": "ipv4"}"#,
        ],
        GOOD,
    ),
    check_engine,
);

pub(super) static OLD_NODE: Rule = rule(
    "EC466",
    "ipv6-on-old-node",
    Severity::Error,
    NODES,
    [
        "IPv6 runs on nodes of the Nitro system only.",
        "These are t3, t4g, m5, r5 and later families, not t2, m4, r4 and older ones.",
        "Choose a newer node type, or ipv4.",
        CREATE_GROUP,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m4.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "NetworkType": "ipv6", "IpDiscovery": "ipv6"}"#,
        ],
        GOOD,
    ),
    check_node,
);

pub(super) static MISMATCH: Rule = rule(
    "EC467",
    "ip-discovery-mismatch",
    Severity::Error,
    NODES,
    [
        "A network announces addresses that it has.",
        "An ipv4 network has no ipv6 addresses and the other way round; a missing NetworkType counts as ipv4.",
        "Let IpDiscovery be that of the network, or choose dual_stack.",
        NETWORK,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "NetworkType": "ipv4", "IpDiscovery": "ipv6"}"#,
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "IpDiscovery": "ipv6"}"#,
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "NetworkType": "ipv6", "IpDiscovery": "ipv4"}"#,
        ],
        GOOD,
    ),
    check_mismatch,
);

pub(super) static NO_DISCOVERY: Rule = rule(
    "EC468",
    "dual-stack-without-discovery",
    Severity::Warning,
    NODES,
    [
        "With dual_stack choose IpDiscovery as well.",
        "Clients learn one kind of address only, and the console insists on the choice.",
        "Set IpDiscovery to the kind that your clients use.",
        NETWORK,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "NetworkType": "dual_stack"}"#,
        ],
        GOOD,
    ),
    check_discovery,
);

pub(super) static NO_SUBNET_GROUP: Rule = rule(
    "EC469",
    "ipv6-without-subnet-group",
    Severity::Warning,
    NODES,
    [
        "ipv6 needs IPv6-only subnets and dual_stack needs dual-stack ones.",
        "The default subnet group is made of the default VPC's subnets, which are IPv4.",
        "Name a cache subnet group with such subnets.",
        NETWORK,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "TransitEncryptionEnabled": true, "NetworkType": "dual_stack", "IpDiscovery": "ipv4"}"#,
        ],
        GOOD,
    ),
    check_subnet_group,
);

pub(super) static NO_SUBNETS: Rule = rule(
    "EC470",
    "serverless-ipv6-without-subnets",
    Severity::Warning,
    SERVERLESS,
    [
        "ipv6 works only in IPv6-only subnets, dual_stack in dual-stack ones.",
        "Without SubnetIds the default VPC is used, whose subnets are IPv4.",
        "Name such subnets in SubnetIds.",
        CREATE_SERVERLESS,
    ],
    Examples::new(
        &[r#"{"ServerlessCacheName": "orders", "Engine": "valkey", "NetworkType": "ipv6"}"#],
        &[
            r#"{"ServerlessCacheName": "orders", "Engine": "valkey", "NetworkType": "ipv6", "SubnetIds": ["subnet-01234567", "subnet-89abcdef"]}"#,
        ],
    ),
    check_subnets,
);

pub(super) static FIXED: Rule = rule(
    "EC471",
    "network-type-is-fixed",
    Severity::Info,
    ALL,
    [
        "The network type cannot be switched after creation.",
        "Changing it means making a new cache and moving the data.",
        "Make sure that the subnets and clients are ready for it.",
        NETWORK,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "NetworkType": "ipv6", "IpDiscovery": "ipv6"}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "NetworkType": "ipv4"}"#,
        ],
    ),
    check_fixed,
);

/// `ipv6` or `dual_stack`, where that is the network's type.
fn ipv6<'a>(scope: &Scope<'a>) -> Option<&'a str> {
    scope
        .text(n::NETWORK_TYPE)
        .filter(|kind| matches!(*kind, "ipv6" | "dual_stack"))
}

fn check_engine(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(kind) = ipv6(scope) else { return };
    let version = shown(scope.text(n::ENGINE_VERSION).unwrap_or_default());
    for (engine, title, oldest) in [
        ("redis", "Redis", "6.2"),
        ("memcached", "Memcached", "1.6.6"),
    ] {
        if older(scope, engine, oldest) {
            let message = format!("{title} {version} has no {kind}, {oldest} does");
            report.at(n::NETWORK_TYPE, message);
        }
    }
}

fn check_node(scope: &Scope<'_>, report: &mut Report<'_>) {
    if let (Some(kind), Some(family)) = (ipv6(scope), node_family(scope))
        && BEFORE_NITRO.contains(&family)
    {
        report.at(n::NETWORK_TYPE, format!("{family} nodes have no {kind}"));
    }
}

fn check_mismatch(scope: &Scope<'_>, report: &mut Report<'_>) {
    let network = match scope.get(n::NETWORK_TYPE) {
        None => Some("ipv4"),
        Some(value) => value.as_str(),
    };
    let (Some(network @ ("ipv4" | "ipv6")), Some(discovery @ ("ipv4" | "ipv6"))) =
        (network, scope.text(n::IP_DISCOVERY))
    else {
        return;
    };
    if network != discovery && !is_replica(scope) {
        let edit = scope.set(n::IP_DISCOVERY, Value::string(network));
        report
            .at(
                n::IP_DISCOVERY,
                format!("an {network} network has no {discovery} addresses"),
            )
            .fix(format!("Set IpDiscovery to {network}"), [edit]);
    }
}

fn check_discovery(scope: &Scope<'_>, report: &mut Report<'_>) {
    if ipv6(scope) == Some("dual_stack") && !scope.has(n::IP_DISCOVERY) {
        let edit = scope.set(n::IP_DISCOVERY, Value::string("ipv4"));
        report
            .at(
                n::IP_DISCOVERY,
                "clients learn one kind of address, and which is not said",
            )
            .fix("Set IpDiscovery to ipv4", [edit]);
    }
}

fn check_subnet_group(scope: &Scope<'_>, report: &mut Report<'_>) {
    if let Some(kind) = ipv6(scope)
        && !scope.has(n::CACHE_SUBNET_GROUP_NAME)
        && !inherits(scope)
    {
        let message = format!("{kind} needs a subnet group of its own");
        report.at(n::CACHE_SUBNET_GROUP_NAME, message);
    }
}

fn check_subnets(scope: &Scope<'_>, report: &mut Report<'_>) {
    if let Some(kind) = ipv6(scope)
        && !scope.has(n::SUBNET_IDS)
    {
        report.at(n::SUBNET_IDS, format!("{kind} needs subnets of its own"));
    }
}

fn check_fixed(scope: &Scope<'_>, report: &mut Report<'_>) {
    if let Some(kind) = ipv6(scope) {
        report.at(n::NETWORK_TYPE, format!("{kind} cannot be switched later"));
    }
}
