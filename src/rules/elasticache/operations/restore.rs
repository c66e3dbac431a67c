//! What a new cache is filled from.

use std::collections::BTreeSet;

use crate::catalog;
use crate::document::{Edit, Path, Value};
use crate::model::generated::elasticache::names as n;
use crate::rules::{Examples, Report, Rule, Scope, Severity, shown};

use super::arn::{Arn, is_s3_object};
use super::request::{CLUSTER, GROUP, NODES, engine, inherits};
use super::rule;

const SEEDING: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-seeding-redis.html";
const CREATE_GROUP: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html";
const CREATE_CLUSTER: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheCluster.html";
const GOOD_FILE: &[&str] = &[
    r#"{"resources": [{"operation": "CreateCacheCluster", "parameters": {"CacheClusterId": "sessions", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 1, "CacheSubnetGroupName": "private", "SnapshotArns": ["arn:aws:s3:::backups/orders/dump.rdb"]}}]}"#,
];
const GOOD_NAME: &[&str] = &[
    r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "SnapshotName": "nightly"}"#,
];

pub(super) static FILE_FORM: Rule = rule(
    "EC420",
    "snapshot-file-form",
    Severity::Error,
    NODES,
    [
        "Each of SnapshotArns is the ARN of an object in S3.",
        "It reads arn:aws:s3:::BUCKET/KEY; an s3:// address or the name of a snapshot is none.",
        "Write the ARN of the RDB file, or name a snapshot in SnapshotName.",
        CREATE_GROUP,
    ],
    Examples::new(
        &[
            r#"{"resources": [{"operation": "CreateCacheCluster", "parameters": {"CacheClusterId": "sessions", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 1, "CacheSubnetGroupName": "private", "SnapshotArns": ["s3://backups/dump.rdb"]}}]}"#,
        ],
        GOOD_FILE,
    ),
    check_file_form,
);

pub(super) static COMMA: Rule = rule(
    "EC421",
    "comma-in-snapshot-file",
    Severity::Error,
    &[
        "CreateServerlessCache",
        "CreateReplicationGroup",
        "CreateCacheCluster",
    ],
    [
        "The name of an RDB file in S3 contains no comma.",
        "AWS refuses it, for a comma separates files where they are listed in one text.",
        "Rename the object, or write each file as an item of its own.",
        CREATE_GROUP,
    ],
    Examples::new(
        &[
            r#"{"ServerlessCacheName": "orders", "Engine": "valkey", "SnapshotArnsToRestore": ["arn:aws:s3:::backups/a,b.rdb"]}"#,
        ],
        &[
            r#"{"ServerlessCacheName": "orders", "Engine": "valkey", "SnapshotArnsToRestore": ["arn:aws:s3:::backups/a.rdb", "arn:aws:s3:::backups/b.rdb"]}"#,
        ],
    ),
    check_comma,
);

pub(super) static SUFFIX: Rule = rule(
    "EC422",
    "snapshot-file-not-rdb",
    Severity::Info,
    NODES,
    [
        "A cluster is filled from an RDB file, whose name usually ends in .rdb.",
        "An archive or another format is refused when the cluster is made.",
        "Check that the object is an RDB file.",
        SEEDING,
    ],
    Examples::new(
        &[
            r#"{"resources": [{"operation": "CreateCacheCluster", "parameters": {"CacheClusterId": "sessions", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 1, "CacheSubnetGroupName": "private", "SnapshotArns": ["arn:aws:s3:::backups/dump.tar.gz"]}}]}"#,
        ],
        GOOD_FILE,
    ),
    check_suffix,
);

pub(super) static FILE_TWICE: Rule = rule(
    "EC423",
    "duplicate-snapshot-file",
    Severity::Warning,
    NODES,
    [
        "The same file is listed twice.",
        "The second mention loads nothing new.",
        "Remove one of them.",
        CREATE_GROUP,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "SnapshotArns": ["arn:aws:s3:::backups/dump.rdb", "arn:aws:s3:::backups/dump.rdb"]}"#,
        ],
        GOOD_FILE,
    ),
    check_file_twice,
);

pub(super) static FILES_FOR_ONE_SHARD: Rule = rule(
    "EC424",
    "several-files-for-one-shard",
    Severity::Warning,
    GROUP,
    [
        "Several RDB files belong to a group with shards.",
        "A group of one shard is filled from one file.",
        "Set NumNodeGroups, or keep one file.",
        SEEDING,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "SnapshotArns": ["arn:aws:s3:::backups/a.rdb", "arn:aws:s3:::backups/b.rdb"]}"#,
        ],
        GOOD_FILE,
    ),
    check_one_shard,
);

pub(super) static FILES_FOR_ONE_NODE: Rule = rule(
    "EC425",
    "several-files-for-one-node",
    Severity::Error,
    CLUSTER,
    [
        "A single node is filled from exactly one RDB file.",
        "Each file is one shard, and a node has one.",
        "Keep one file, or create a replication group with shards.",
        CREATE_CLUSTER,
    ],
    Examples::new(
        &[
            r#"{"CacheClusterId": "sessions", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 1, "CacheSubnetGroupName": "private", "SnapshotArns": ["arn:aws:s3:::backups/a.rdb", "arn:aws:s3:::backups/b.rdb"]}"#,
        ],
        GOOD_FILE,
    ),
    check_one_node,
);

pub(super) static TWO_SOURCES: Rule = rule(
    "EC426",
    "two-restore-sources",
    Severity::Error,
    NODES,
    [
        "A cache is filled from one place: SnapshotArns, SnapshotName or ServerlessCacheSnapshotName.",
        "Each of them is a whole set of data.",
        "Keep one of them.",
        CREATE_GROUP,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "SnapshotName": "nightly", "SnapshotArns": ["arn:aws:s3:::backups/dump.rdb"]}"#,
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "SnapshotName": "nightly", "ServerlessCacheSnapshotName": "nightly"}"#,
        ],
        GOOD_NAME,
    ),
    check_sources,
);

pub(super) static EMPTY_NAME: Rule = rule(
    "EC427",
    "snapshot-name-empty",
    Severity::Error,
    NODES,
    [
        "An empty SnapshotName is not the same as none.",
        "AWS looks for a snapshot of that name.",
        "Leave SnapshotName out, or write a name.",
        CREATE_GROUP,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "SnapshotName": ""}"#,
        ],
        GOOD_NAME,
    ),
    check_empty_name,
);

pub(super) static NAME_IS_ARN: Rule = rule(
    "EC428",
    "snapshot-name-is-arn",
    Severity::Error,
    NODES,
    [
        "SnapshotName is a name, not an ARN.",
        "ARNs of files in S3 go to SnapshotArns; of a snapshot's ARN the name is what comes last.",
        "Write the snapshot's name, or move the ARN.",
        CREATE_GROUP,
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "SnapshotName": "arn:aws:s3:::backups/dump.rdb"}"#,
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "SnapshotName": "arn:aws:elasticache:us-west-2:123456789012:snapshot:nightly"}"#,
        ],
        GOOD_NAME,
    ),
    check_name_is_arn,
);

pub(super) static FILE_ACCESS: Rule = rule(
    "EC430",
    "snapshot-file-needs-access",
    Severity::Info,
    NODES,
    [
        "The bucket is in the cluster's Region, ElastiCache may read the file, and the data fits the nodes.",
        "ElastiCache reads the file itself: by a grant in the bucket's access list or policy, encrypted with SSE-S3 at most.",
        "Check the bucket's Region, its permissions and the size of the data.",
        SEEDING,
    ],
    Examples::new(
        &[
            r#"{"resources": [{"operation": "CreateCacheCluster", "parameters": {"CacheClusterId": "sessions", "Engine": "redis", "EngineVersion": "7.1", "CacheNodeType": "cache.m7g.large", "NumCacheNodes": 1, "CacheSubnetGroupName": "private", "SnapshotArns": ["arn:aws:s3:::backups/dump.rdb"]}}]}"#,
        ],
        GOOD_NAME,
    ),
    check_file_access,
);

pub(super) static TIERED: Rule = rule(
    "EC431",
    "snapshot-of-data-tiering",
    Severity::Info,
    GROUP,
    [
        "A backup of a cluster with data tiering restores to R6gd nodes only.",
        "Part of its data was on disks that other nodes do not have.",
        "Choose an R6gd node type if the backup is of such a cluster.",
        "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/data-tiering.html",
    ],
    Examples::new(
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true, "SnapshotName": "nightly"}"#,
        ],
        &[
            r#"{"ReplicationGroupId": "orders", "ReplicationGroupDescription": "Orders", "Engine": "valkey", "EngineVersion": "8.1", "CacheNodeType": "cache.m7g.large", "NumCacheClusters": 2, "AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "CacheSubnetGroupName": "private", "TransitEncryptionEnabled": true}"#,
        ],
    ),
    check_tiered,
);

/// Whether files and snapshots are a matter of this area: not where memcached or a primary rules them out.
fn restores(scope: &Scope<'_>) -> bool {
    engine(scope) != Some("memcached") && !inherits(scope)
}

fn file_path(index: usize) -> Path {
    Path::root().key(n::SNAPSHOT_ARNS).index(index)
}

fn check_file_form(scope: &Scope<'_>, report: &mut Report<'_>) {
    for (i, arn) in scope.texts(n::SNAPSHOT_ARNS).filter(|_| restores(scope)) {
        if !is_s3_object(arn) {
            let message = format!("“{}” is no ARN of an object in S3", shown(arn));
            let finding = report.at_path(file_path(i), message);
            let address = arn.strip_prefix("s3://");
            let partition = catalog::partition_of(scope.region()).id;
            let fixed = address.map(|address| format!("arn:{partition}:s3:::{address}"));
            if let Some(fixed) = fixed.filter(|fixed| is_s3_object(fixed) && !fixed.contains(',')) {
                let edit = Edit::set(scope.index, file_path(i), Value::string(&*fixed));
                finding.fix(format!("Write {}", shown(&fixed)), [edit]);
            }
        }
    }
}

fn check_comma(scope: &Scope<'_>, report: &mut Report<'_>) {
    for member in [n::SNAPSHOT_ARNS, n::SNAPSHOT_ARNS_TO_RESTORE] {
        for (i, arn) in scope.texts(member) {
            if is_s3_object(arn) && arn.contains(',') {
                let message = format!("“{}” holds a comma", shown(arn));
                report.at_path(Path::root().key(member).index(i), message);
            }
        }
    }
}

fn check_suffix(scope: &Scope<'_>, report: &mut Report<'_>) {
    for (i, arn) in scope.texts(n::SNAPSHOT_ARNS) {
        let ending = arn.len().checked_sub(4).and_then(|at| arn.get(at..));
        if is_s3_object(arn) && !ending.is_some_and(|ending| ending.eq_ignore_ascii_case(".rdb")) {
            report.at_path(
                file_path(i),
                format!("“{}” does not end in .rdb", shown(arn)),
            );
        }
    }
}

fn check_file_twice(scope: &Scope<'_>, report: &mut Report<'_>) {
    let mut seen = BTreeSet::new();
    for (i, arn) in scope.texts(n::SNAPSHOT_ARNS) {
        if !seen.insert(arn) {
            report
                .at_path(file_path(i), format!("“{}” is listed twice", shown(arn)))
                .fix("Remove it", [Edit::remove(scope.index, file_path(i))]);
        }
    }
}

/// How many different files there are.
fn n_files(scope: &Scope<'_>) -> usize {
    let files: BTreeSet<&str> = scope.texts(n::SNAPSHOT_ARNS).map(|(_, arn)| arn).collect();
    files.len()
}

fn keep_first(scope: &Scope<'_>, report: &mut Report<'_>, message: String) {
    let finding = report.at(n::SNAPSHOT_ARNS, message);
    if let Some([first, ..]) = scope.items(n::SNAPSHOT_ARNS) {
        let kept = Value::list([first.clone()]);
        finding.fix("Keep the first", [scope.set(n::SNAPSHOT_ARNS, kept)]);
    }
}

fn check_one_shard(scope: &Scope<'_>, report: &mut Report<'_>) {
    let shards = scope.int(n::NUM_NODE_GROUPS).unwrap_or(1);
    let configured = scope.has(n::NODE_GROUP_CONFIGURATION);
    let n_files = n_files(scope);
    if n_files > 1 && shards == 1 && !configured && !inherits(scope) {
        keep_first(
            scope,
            report,
            format!("{n_files} files for a group of one shard"),
        );
    }
}

fn check_one_node(scope: &Scope<'_>, report: &mut Report<'_>) {
    let n_files = scope.items(n::SNAPSHOT_ARNS).map_or(0, <[Value]>::len);
    if n_files > 1 && restores(scope) {
        keep_first(scope, report, format!("{n_files} files for one node"));
    }
}

fn check_sources(scope: &Scope<'_>, report: &mut Report<'_>) {
    let sources = [
        n::SNAPSHOT_NAME,
        n::SNAPSHOT_ARNS,
        n::SERVERLESS_CACHE_SNAPSHOT_NAME,
    ];
    let named = |member: &&str| match scope.get(member) {
        Some(Value::List(items)) => !items.is_empty(),
        Some(Value::String(text)) => !text.is_empty(),
        _ => false,
    };
    let given: Vec<&str> = sources.iter().copied().filter(|m| named(m)).collect();
    if let [first, others @ ..] = &given[..]
        && restores(scope)
    {
        for other in others {
            report
                .at(other, format!("{first} names a source already"))
                .fix(format!("Remove {other}"), [scope.remove(other)]);
        }
    }
}

fn check_empty_name(scope: &Scope<'_>, report: &mut Report<'_>) {
    if scope.text(n::SNAPSHOT_NAME) == Some("") && restores(scope) {
        report
            .at(n::SNAPSHOT_NAME, "the name is empty")
            .fix("Remove SnapshotName", [scope.remove(n::SNAPSHOT_NAME)]);
    }
}

fn check_name_is_arn(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(name) = scope.text(n::SNAPSHOT_NAME).filter(|_| restores(scope)) else {
        return;
    };
    if !name.starts_with("arn:") {
        return;
    }
    let message = format!("“{}” is an ARN, not a name", shown(name));
    let finding = report.at(n::SNAPSHOT_NAME, message);
    if is_s3_object(name) && !name.contains(',') && !scope.has(n::SNAPSHOT_ARNS) {
        let file = Value::list([Value::string(name)]);
        let edits = [
            scope.remove(n::SNAPSHOT_NAME),
            scope.set(n::SNAPSHOT_ARNS, file),
        ];
        finding.fix("Move it to SnapshotArns", edits);
    } else if let Some(last) = snapshot_of(name) {
        let edit = scope.set(n::SNAPSHOT_NAME, Value::string(last));
        finding.fix(format!("Write {}", shown(last)), [edit]);
    }
}

/// The name of the snapshot of nodes that an ARN is of.
fn snapshot_of(text: &str) -> Option<&str> {
    let arn = Arn::parse(text).filter(|arn| arn.service == "elasticache")?;
    let name = arn.resource.strip_prefix("snapshot:")?;
    (!name.is_empty()).then_some(name)
}

fn check_file_access(scope: &Scope<'_>, report: &mut Report<'_>) {
    let files = scope
        .texts(n::SNAPSHOT_ARNS)
        .any(|(_, arn)| is_s3_object(arn));
    if files && restores(scope) {
        let message = format!(
            "the bucket has to be in {}, readable for ElastiCache, and the data has to fit",
            shown(scope.region())
        );
        report.at(n::SNAPSHOT_ARNS, message);
    }
}

fn check_tiered(scope: &Scope<'_>, report: &mut Report<'_>) {
    let node = scope.text(n::CACHE_NODE_TYPE).and_then(catalog::node_type);
    let named = scope
        .text(n::SNAPSHOT_NAME)
        .is_some_and(|name| !name.is_empty());
    if named && node.is_some_and(|node| !node.family.data_tiering) && restores(scope) {
        report.at(
            n::SNAPSHOT_NAME,
            "a backup of R6gd nodes restores to R6gd nodes only",
        );
    }
}
