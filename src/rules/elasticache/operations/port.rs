//! The port that the nodes listen on.

use crate::document::Value;
use crate::model::generated::elasticache::names as n;
use crate::rules::{Examples, Report, Rule, Scope, Severity};

use super::request::{GROUP, NODES, engine, is_replica, speaks_redis};
use super::rule;

const CREATE_CLUSTER: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheCluster.html";
const ACCESS: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/elasticache-vpc-accessing.html";
const REDIS: i64 = 6379;
const MEMCACHED: i64 = 11211;
/// Above it the port of the cluster bus, 10000 more, is no port.
const HIGHEST_WITH_BUS: i64 = 55535;
const GOOD: &[&str] = &[
    r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "Port": 6379}"#,
    r#"{"resources": [{"operation": "CreateCacheCluster", "parameters": {"CacheClusterId": "pages", "Engine": "memcached", "EngineVersion": "1.6.22", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 2, "AZMode": "cross-az", "CacheSubnetGroupName": "private", "Port": 11211}}]}"#,
];

pub(super) static RANGE: Rule = rule(
    "EC375",
    "port-out-of-range",
    Severity::Error,
    NODES,
    [
        "A port is a number from 1 to 65535.",
        "TCP has no others; 0 does not stand for the default.",
        "Choose a port, or leave Port out for the engine's usual one.",
        CREATE_CLUSTER,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "Port": 65536}"#,
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "Port": 0}"#,
        ],
        GOOD,
    ),
    check_range,
);

pub(super) static PRIVILEGED: Rule = rule(
    "EC376",
    "port-of-a-system-service",
    Severity::Warning,
    NODES,
    [
        "Ports below 1024 belong to well-known services.",
        "A cache there is a likely mistake, and firewalls often bar these ports.",
        "Choose a port above 1023, or leave Port out.",
        CREATE_CLUSTER,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "Port": 443}"#,
        ],
        GOOD,
    ),
    check_privileged,
);

pub(super) static OTHER_ENGINE: Rule = rule(
    "EC377",
    "port-of-the-other-engine",
    Severity::Warning,
    NODES,
    [
        "6379 is the usual port of Redis and Valkey, 11211 that of Memcached.",
        "The other engine's port confuses people and firewall rules.",
        "Leave Port out for the engine's usual one.",
        ACCESS,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "Port": 11211}"#,
            r#"{"resources": [{"operation": "CreateCacheCluster", "parameters": {"CacheClusterId": "pages", "Engine": "memcached", "EngineVersion": "1.6.22", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 2, "AZMode": "cross-az", "CacheSubnetGroupName": "private", "Port": 6379}}]}"#,
        ],
        GOOD,
    ),
    check_other_engine,
);

pub(super) static OTHER_SERVICE: Rule = rule(
    "EC378",
    "port-of-another-server",
    Severity::Info,
    NODES,
    [
        "The port is the usual one of another server, such as a database.",
        "It works, but surprises whoever reads a firewall rule.",
        "Check that the port is meant.",
        ACCESS,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "Port": 5432}"#,
        ],
        GOOD,
    ),
    check_other_service,
);

pub(super) static CLUSTER_BUS: Rule = rule(
    "EC379",
    "port-without-room-for-cluster-bus",
    Severity::Info,
    GROUP,
    [
        "Above 55535 there is no room for the cluster bus, whose port is 10000 more.",
        "That is how the open source servers choose it; tools that rely on it fail.",
        "Choose a port below 55536.",
        "https://valkey.io/topics/cluster-tutorial/",
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "Port": 60000}"#,
        ],
        GOOD,
    ),
    check_cluster_bus,
);

pub(super) static NOT_DEFAULT: Rule = rule(
    "EC380",
    "port-to-be-opened",
    Severity::Info,
    NODES,
    [
        "A port other than the usual one has to be opened in the security group by hand.",
        "Rules made for the engine's usual port do not let clients in.",
        "Open the port in the security group.",
        ACCESS,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "Port": 7000}"#,
        ],
        GOOD,
    ),
    check_not_default,
);

fn port(scope: &Scope<'_>) -> Option<i64> {
    scope.int(n::PORT).filter(|_| !is_replica(scope))
}

/// The engine's usual port.
fn usual(scope: &Scope<'_>) -> Option<i64> {
    let engine = engine(scope)?;
    Some(if speaks_redis(engine) {
        REDIS
    } else {
        MEMCACHED
    })
}

fn other_service(port: i64) -> Option<&'static str> {
    Some(match port {
        1433 => "SQL Server",
        1521 => "Oracle Database",
        3306 => "MySQL",
        3389 => "Remote Desktop",
        5432 => "PostgreSQL",
        5672 => "RabbitMQ",
        8080 => "web servers",
        9042 => "Cassandra",
        9092 => "Kafka",
        9200 => "Elasticsearch",
        27017 => "MongoDB",
        _ => return None,
    })
}

fn is_of_other_engine(scope: &Scope<'_>, port: i64) -> bool {
    matches!(
        (usual(scope), port),
        (Some(REDIS), MEMCACHED) | (Some(MEMCACHED), REDIS)
    )
}

fn check_range(scope: &Scope<'_>, report: &mut Report<'_>) {
    if let Some(port) = port(scope)
        && !(1..=65535).contains(&port)
    {
        let message = format!("{port} is no port; ports run from 1 to 65535");
        report
            .at(n::PORT, message)
            .fix("Remove Port", [scope.remove(n::PORT)]);
    }
}

fn check_privileged(scope: &Scope<'_>, report: &mut Report<'_>) {
    if let Some(port @ 1..1024) = port(scope) {
        report
            .at(
                n::PORT,
                format!("port {port} belongs to a well-known service"),
            )
            .fix("Remove Port", [scope.remove(n::PORT)]);
    }
}

fn check_other_engine(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(port) = port(scope) else { return };
    if is_of_other_engine(scope, port)
        && let (Some(engine), Some(usual)) = (engine(scope), usual(scope))
    {
        report
            .at(n::PORT, format!("{port} is not the usual port of {engine}"))
            .fix(
                format!("Set Port to {usual}"),
                [scope.set(n::PORT, Value::integer(usual))],
            );
    }
}

fn check_other_service(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(port) = port(scope) else { return };
    if let Some(service) = other_service(port) {
        report.at(n::PORT, format!("{port} is the usual port of {service}"));
    }
}

fn check_cluster_bus(scope: &Scope<'_>, report: &mut Report<'_>) {
    if let Some(port) = port(scope)
        && (HIGHEST_WITH_BUS + 1..=65535).contains(&port)
    {
        report.at(
            n::PORT,
            format!("{port} leaves no room for the cluster bus at {port} + 10000"),
        );
    }
}

fn check_not_default(scope: &Scope<'_>, report: &mut Report<'_>) {
    let (Some(port @ 1024..=HIGHEST_WITH_BUS), Some(usual)) = (port(scope), usual(scope)) else {
        return;
    };
    if port != usual && other_service(port).is_none() && !is_of_other_engine(scope, port) {
        report.at(n::PORT, format!("open port {port} in the security group"));
    }
}
