//! Clusters: keys, tags, identifiers, metric groups and where the service is.

use std::collections::BTreeSet;

use crate::catalog::{AS_OF, region};
use crate::document::{Edit, Path, Value};
use crate::model::generated::dsql::names as n;
use crate::rules::secrets::looks_secret;
use crate::rules::{Check, Examples, Report, Rule, Scope, Severity, shown};

const CREATE_PAGE: &str =
    "https://docs.aws.amazon.com/aurora-dsql/latest/APIReference/API_CreateCluster.html";
const ENCRYPTION: &str =
    "https://docs.aws.amazon.com/aurora-dsql/latest/userguide/data-encryption.html";
const TAGGING: &str =
    "https://docs.aws.amazon.com/aurora-dsql/latest/userguide/tagging-resources.html";
const REGIONS: &str =
    "https://docs.aws.amazon.com/aurora-dsql/latest/userguide/what-is-aurora-dsql.html";

const CREATE: &[&str] = &["CreateCluster"];
const CLUSTER: &[&str] = &["CreateCluster", "UpdateCluster"];
const TAGGED: &[&str] = &["CreateCluster", "CreateStream", "TagResource"];

const GOOD: &[&str] = &[
    r#"{"resources": [{"service": "dsql", "operation": "CreateCluster", "parameters": {"kmsEncryptionKey": "AWS_OWNED_KMS_KEY", "tags": {"team:aws": "x"}}}]}"#,
    r#"{"resources": [{"service": "dsql", "operation": "CreateCluster", "parameters": {"kmsEncryptionKey": "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab", "metricGroups": [{"metricGroup": "STATEMENT_STATISTICS"}]}}]}"#,
    r#"{"resources": [{"service": "dsql", "operation": "GetCluster", "parameters": {"identifier": "abcdefghijklmnopqrstuvwx01"}}]}"#,
];

const fn rule(
    code: &'static str,
    name: &'static str,
    severity: Severity,
    operations: &'static [&'static str],
    texts: [&'static str; 4],
    bad: &'static [&'static str],
    check: fn(&Scope<'_>, &mut Report<'_>),
) -> Rule {
    Rule {
        code,
        name,
        severity,
        operations,
        summary: texts[0],
        why: texts[1],
        fix: texts[2],
        source: texts[3],
        examples: Examples::new(bad, GOOD),
        check: Check::Resource(check),
    }
}

pub(super) static KEY_FORM: Rule = rule(
    "DS001",
    "encryption-key-of-another-form",
    Severity::Warning,
    CLUSTER,
    [
        "A key is given by its ARN, its id, an alias such as alias/orders, or the word AWS_OWNED_KMS_KEY.",
        "An alias without alias/ before it is taken for the id of a key that does not exist.",
        "Write alias/ before the name of an alias.",
        CREATE_PAGE,
    ],
    &[
        r#"{"kmsEncryptionKey": "my-key"}"#,
        r#"{"kmsEncryptionKey": "aws_owned_kms_key"}"#,
    ],
    check_key_form,
);

pub(super) static KEY_REGION: Rule = rule(
    "DS002",
    "encryption-key-of-another-region",
    Severity::Warning,
    CLUSTER,
    [
        "The key is of another Region than the cluster.",
        "Keys belong to a Region; each cluster of a multi-Region pair names a key of its own Region.",
        "Name a key of the cluster's Region.",
        ENCRYPTION,
    ],
    &[
        r#"{"kmsEncryptionKey": "arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"}"#,
    ],
    check_key_region,
);

pub(super) static MANY_TAGS: Rule = rule(
    "DS003",
    "more-than-50-cluster-tags",
    Severity::Warning,
    TAGGED,
    [
        "There are more than 50 tags.",
        "The request may hold 200, but AWS resources in general stop at 50.",
        "Leave out tags until 50 remain.",
        TAGGING,
    ],
    &[
        r#"{"tags": {"k0": "v", "k1": "v", "k2": "v", "k3": "v", "k4": "v", "k5": "v", "k6": "v", "k7": "v", "k8": "v", "k9": "v", "k10": "v", "k11": "v", "k12": "v", "k13": "v", "k14": "v", "k15": "v", "k16": "v", "k17": "v", "k18": "v", "k19": "v", "k20": "v", "k21": "v", "k22": "v", "k23": "v", "k24": "v", "k25": "v", "k26": "v", "k27": "v", "k28": "v", "k29": "v", "k30": "v", "k31": "v", "k32": "v", "k33": "v", "k34": "v", "k35": "v", "k36": "v", "k37": "v", "k38": "v", "k39": "v", "k40": "v", "k41": "v", "k42": "v", "k43": "v", "k44": "v", "k45": "v", "k46": "v", "k47": "v", "k48": "v", "k49": "v", "k50": "v"}}"#,
    ],
    check_many_tags,
);

pub(super) static RESERVED_TAG: Rule = rule(
    "DS004",
    "reserved-cluster-tag",
    Severity::Error,
    TAGGED,
    [
        "Keys of tags do not begin with aws:.",
        "Only AWS itself sets such tags.",
        "Choose another prefix.",
        TAGGING,
    ],
    &[r#"{"tags": {"aws:team": "x"}}"#],
    check_reserved_tag,
);

pub(super) static TAG_TRAP: Rule = rule(
    "DS005",
    "tags-named-key-and-value",
    Severity::Warning,
    TAGGED,
    [
        "The tags are named Key and Value.",
        "Tags here are an object from key to value. --tags Key=Env,Value=prod makes two tags of it, which is seldom meant.",
        "Write {\"Env\": \"prod\"}, or --tags Env=prod.",
        TAGGING,
    ],
    &[r#"{"tags": {"Key": "Env", "Value": "prod"}}"#],
    check_tag_trap,
);

pub(super) static SECRET_TAG: Rule = rule(
    "DS006",
    "secret-in-cluster-tag",
    Severity::Warning,
    TAGGED,
    [
        "Tags are no place for secrets.",
        "Many services and people can read tags, and they appear in bills.",
        "Keep the secret in AWS Secrets Manager and tag with its name.",
        TAGGING,
    ],
    &[r#"{"tags": {"db-password": "hunter2"}}"#],
    check_secret_tag,
);

pub(super) static ARN_FOR_ID: Rule = rule(
    "DS007",
    "cluster-arn-as-identifier",
    Severity::Error,
    &[
        "GetCluster",
        "UpdateCluster",
        "DeleteCluster",
        "PutClusterPolicy",
        "GetClusterPolicy",
        "DeleteClusterPolicy",
        "GetVpcEndpointServiceName",
        "CreateStream",
        "GetStream",
        "ListStreams",
        "DeleteStream",
    ],
    [
        "A cluster is addressed by its bare id of 26 characters, not by its ARN or host.",
        "The id becomes part of the request's path.",
        "Write the part behind cluster/.",
        CREATE_PAGE,
    ],
    &[
        r#"{"resources": [{"service": "dsql", "operation": "GetCluster", "parameters": {"identifier": "arn:aws:dsql:us-east-1:111122223333:cluster/abcdefghijklmnopqrstuvwx01"}}]}"#,
        r#"{"resources": [{"service": "dsql", "operation": "GetCluster", "parameters": {"identifier": "abcdefghijklmnopqrstuvwx01.dsql.us-east-1.on.aws"}}]}"#,
    ],
    check_identifier,
);

pub(super) static METRIC_TWICE: Rule = rule(
    "DS008",
    "metric-group-listed-twice",
    Severity::Error,
    CLUSTER,
    [
        "A metric group is listed once only.",
        "The list names what is switched on; AWS refuses one with repetitions.",
        "Remove one of them.",
        CREATE_PAGE,
    ],
    &[
        r#"{"metricGroups": [{"metricGroup": "STATEMENT_STATISTICS"}, {"metricGroup": "STATEMENT_STATISTICS"}]}"#,
    ],
    check_metric_twice,
);

pub(super) static NOT_IN_REGION: Rule = rule(
    "DS009",
    "region-without-aurora-dsql",
    Severity::Warning,
    CREATE,
    [
        "Aurora DSQL is not known to be in the Region.",
        "A request to a Region without the service reaches nothing. The list grows, and the one here may be older than it.",
        "Choose a Region that has the service.",
        REGIONS,
    ],
    &[
        r#"{"resources": [{"region": "us-west-1", "service": "dsql", "operation": "CreateCluster", "parameters": {}}]}"#,
    ],
    check_region,
);

fn check_key_form(scope: &Scope<'_>, report: &mut Report<'_>) {
    const OWNED: &str = "AWS_OWNED_KMS_KEY";
    let Some(key) = scope.text(n::KMS_ENCRYPTION_KEY) else {
        return;
    };
    let well_formed = key
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || b":/_-".contains(&b));
    let known =
        key == OWNED || key.starts_with("arn:") || key.starts_with("alias/") || is_key_id(key);
    if known || !well_formed || key.is_empty() || key.len() > 2048 {
        return;
    }
    let message = format!("“{}” is no ARN, id or alias of a key", shown(key));
    let finding = report.at(n::KMS_ENCRYPTION_KEY, message);
    let better = if key.eq_ignore_ascii_case(OWNED) {
        OWNED.to_owned()
    } else {
        format!("alias/{}", key.trim_start_matches('/'))
    };
    finding.fix(
        format!("Change to {}", shown(&better)),
        [scope.set(n::KMS_ENCRYPTION_KEY, Value::string(better))],
    );
}

fn is_key_id(text: &str) -> bool {
    let hex = |part: &str, n: usize| part.len() == n && part.bytes().all(|b| b.is_ascii_hexdigit());
    if let Some(rest) = text.strip_prefix("mrk-") {
        return hex(rest, 32);
    }
    let parts: Vec<&str> = text.split('-').collect();
    parts.len() == 5
        && [8, 4, 4, 4, 12]
            .iter()
            .zip(parts)
            .all(|(n, part)| hex(part, *n))
}

fn check_key_region(scope: &Scope<'_>, report: &mut Report<'_>) {
    let key = scope.text(n::KMS_ENCRYPTION_KEY);
    let region = key
        .and_then(|key| key.strip_prefix("arn:"))
        .and_then(|rest| rest.split(':').nth(2));
    if let Some(region) = region.filter(|region| !region.is_empty())
        && region != scope.region()
    {
        let message = format!(
            "the key is of {}, the cluster of {}",
            shown(region),
            shown(scope.region())
        );
        report.at(n::KMS_ENCRYPTION_KEY, message);
    }
}

fn check_many_tags(scope: &Scope<'_>, report: &mut Report<'_>) {
    let count = scope
        .get(n::TAGS)
        .and_then(Value::as_map)
        .map_or(0, crate::document::Map::len);
    // Of more than 200 the model speaks.
    if (51..=200).contains(&count) {
        let message = format!("{count} tags, more than the 50 that resources carry in general");
        report.at(n::TAGS, message);
    }
}

/// The tags, with their paths.
fn tags<'a>(scope: &Scope<'a>) -> impl Iterator<Item = (Path, &'a str, &'a Value)> + use<'a> {
    let map = scope.get(n::TAGS).and_then(Value::as_map);
    map.into_iter()
        .flat_map(crate::document::Map::iter)
        .map(|(key, value)| (Path::root().key(n::TAGS).key(key), &**key, value))
}

fn check_reserved_tag(scope: &Scope<'_>, report: &mut Report<'_>) {
    let all: BTreeSet<&str> = tags(scope).map(|(_, key, _)| key).collect();
    for (path, key, _) in tags(scope) {
        let Some(rest) = key.strip_prefix("aws:") else {
            continue;
        };
        let message = format!("the key “{}” begins with aws:", shown(key));
        let finding = report.at_path(path.clone(), message);
        if !rest.is_empty() && !all.contains(rest) && !rest.starts_with("aws:") {
            let edit = Edit::rename(scope.index, path, rest);
            finding.fix(format!("Rename it to {}", shown(rest)), [edit]);
        }
    }
}

fn check_tag_trap(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(map) = scope.get(n::TAGS).and_then(Value::as_map) else {
        return;
    };
    let (Some(key), Some(value)) = (map.get("Key"), map.get("Value")) else {
        return;
    };
    if map.len() != 2 {
        return;
    }
    let finding = report.at(n::TAGS, "these are two tags, named Key and Value");
    if let Some(key) = key
        .as_str()
        .filter(|key| !key.is_empty() && !key.starts_with("aws:"))
    {
        let tag = Value::map([(key.into(), value.clone())]);
        finding.fix(
            format!("Make one tag of it, named {}", shown(key)),
            [scope.set(n::TAGS, tag)],
        );
    }
}

fn check_secret_tag(scope: &Scope<'_>, report: &mut Report<'_>) {
    for (path, key, value) in tags(scope) {
        let value = value.as_str().unwrap_or_default();
        if looks_secret(key, value) {
            let message = format!("the tag “{}” looks as if it held a secret", shown(key));
            report
                .at_path(path.clone(), message)
                .fix("Remove the tag", [Edit::remove(scope.index, path)]);
        }
    }
}

fn check_identifier(scope: &Scope<'_>, report: &mut Report<'_>) {
    for member in [n::IDENTIFIER, n::CLUSTER_IDENTIFIER] {
        let Some(text) = scope.text(member) else {
            continue;
        };
        let id = match text.split_once(":cluster/") {
            Some((_, id)) => id.split('/').next().unwrap_or_default(),
            None => match text.split_once('.') {
                Some((id, rest)) if rest.starts_with("dsql") => id,
                _ => continue,
            },
        };
        let finding = report.at(
            member,
            format!("“{}” is more than the bare id", shown(text)),
        );
        let plain = id.len() == 26
            && id
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        if plain {
            finding.fix(
                format!("Change to {id}"),
                [scope.set(member, Value::string(id))],
            );
        }
    }
}

fn check_metric_twice(scope: &Scope<'_>, report: &mut Report<'_>) {
    let mut seen = BTreeSet::new();
    let items = scope.items(n::METRIC_GROUPS).unwrap_or_default();
    for (i, item) in items.iter().enumerate() {
        let Some(name) = item.text(n::METRIC_GROUP) else {
            continue;
        };
        if !seen.insert(name) {
            let path = Path::root().key(n::METRIC_GROUPS).index(i);
            report
                .at_path(path.clone(), format!("{} is listed already", shown(name)))
                .fix("Remove it", [Edit::remove(scope.index, path)]);
        }
    }
}

/// Whether the service is known to be in the Region of a resource.
pub(super) fn is_offered(scope: &Scope<'_>) -> bool {
    region(scope.region()).is_some_and(|region| region.dsql)
}

fn check_region(scope: &Scope<'_>, report: &mut Report<'_>) {
    if !is_offered(scope) {
        let message = format!(
            "Aurora DSQL is not known to be in {} as of {AS_OF}",
            shown(scope.region())
        );
        report.whole(message);
    }
}
