//! Subnet groups, and the cache security groups of old.

use std::collections::BTreeSet;

use crate::catalog::quota;
use crate::document::{Edit, Path, Value};
use crate::model::generated::elasticache::names as n;
use crate::rules::{Check, Examples, Report, Rule, Scope, Severity, shown};

const SUBNETS: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/SubnetGroups.Creating.html";
const QUOTAS: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/quota-limits.html";
const SECURITY: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheSecurityGroup.html";

const BOTH: &[&str] = &["CreateCacheSubnetGroup", "ModifyCacheSubnetGroup"];
const CREATE: &[&str] = &["CreateCacheSubnetGroup"];

const GOOD: &[&str] = &[
    r#"{"resources": [{"operation": "CreateCacheSubnetGroup", "parameters": {"CacheSubnetGroupName": "private", "CacheSubnetGroupDescription": "Private", "SubnetIds": ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"]}}]}"#,
    r#"{"resources": [{"operation": "CreateCacheSubnetGroup", "parameters": {"CacheSubnetGroupName": "private", "CacheSubnetGroupDescription": "Private", "SubnetIds": ["subnet-53df9c3a", "subnet-53df9c3b"]}}]}"#,
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

pub(super) static DEFAULT: Rule = rule(
    "EC710",
    "subnet-group-named-default",
    Severity::Warning,
    CREATE,
    [
        "A subnet group named default exists already for the default VPC.",
        "Making another one of that name normally ends in CacheSubnetGroupAlreadyExists.",
        "Choose another name.",
        SUBNETS,
    ],
    &[
        r#"{"CacheSubnetGroupName": "default", "CacheSubnetGroupDescription": "Private", "SubnetIds": ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"]}"#,
    ],
    check_default,
);

pub(super) static EMPTY: Rule = rule(
    "EC711",
    "subnet-group-without-subnets",
    Severity::Error,
    BOTH,
    [
        "A subnet group has at least one subnet.",
        "Nothing could be placed in an empty one.",
        "List the subnets.",
        SUBNETS,
    ],
    &[
        r#"{"CacheSubnetGroupName": "private", "CacheSubnetGroupDescription": "Private", "SubnetIds": []}"#,
    ],
    check_empty,
);

pub(super) static FORMAT: Rule = rule(
    "EC712",
    "malformed-subnet-id",
    Severity::Error,
    BOTH,
    [
        "A subnet is given by its id: subnet- and 8 or 17 hexadecimal digits in lower case.",
        "Names, ARNs and CIDR blocks are not taken; AWS answers InvalidSubnet.",
        "Write the id as the VPC console shows it.",
        SUBNETS,
    ],
    &[
        r#"{"CacheSubnetGroupName": "private", "CacheSubnetGroupDescription": "Private", "SubnetIds": ["subnet-0a1b2c3d4e5f60718", "private-a"]}"#,
        r#"{"CacheSubnetGroupName": "private", "CacheSubnetGroupDescription": "Private", "SubnetIds": ["subnet-0A1B2C3D4E5F60718", "subnet-53df9c3a"]}"#,
        r#"{"CacheSubnetGroupName": "private", "CacheSubnetGroupDescription": "Private", "SubnetIds": ["10.0.0.0/24", "subnet-53df9c3a"]}"#,
    ],
    check_format,
);

pub(super) static TOO_MANY: Rule = rule(
    "EC713",
    "too-many-subnets",
    Severity::Error,
    BOTH,
    [
        "A subnet group takes at most 20 subnets.",
        "AWS answers CacheSubnetQuotaExceededFault unless the quota was raised.",
        "Leave out subnets.",
        QUOTAS,
    ],
    &[
        r#"{"CacheSubnetGroupName": "private", "CacheSubnetGroupDescription": "Private", "SubnetIds": ["subnet-00000000", "subnet-00000001", "subnet-00000002", "subnet-00000003", "subnet-00000004", "subnet-00000005", "subnet-00000006", "subnet-00000007", "subnet-00000008", "subnet-00000009", "subnet-0000000a", "subnet-0000000b", "subnet-0000000c", "subnet-0000000d", "subnet-0000000e", "subnet-0000000f", "subnet-00000010", "subnet-00000011", "subnet-00000012", "subnet-00000013", "subnet-00000014"]}"#,
    ],
    check_count,
);

pub(super) static TWICE: Rule = rule(
    "EC714",
    "subnet-listed-twice",
    Severity::Warning,
    BOTH,
    [
        "The group lists a subnet twice.",
        "The second time adds nothing.",
        "Remove it, or list the subnet that was meant.",
        SUBNETS,
    ],
    &[
        r#"{"CacheSubnetGroupName": "private", "CacheSubnetGroupDescription": "Private", "SubnetIds": ["subnet-53df9c3a", "subnet-53df9c3b", "subnet-53df9c3a"]}"#,
    ],
    check_twice,
);

pub(super) static ONE_ZONE: Rule = rule(
    "EC715",
    "subnet-group-of-one-zone",
    Severity::Warning,
    CREATE,
    [
        "A group of a single subnet lies in one Availability Zone.",
        "Multi-AZ needs subnets in two zones or more; a zone's failure takes everything in it away.",
        "List subnets of two or three zones.",
        SUBNETS,
    ],
    &[
        r#"{"CacheSubnetGroupName": "private", "CacheSubnetGroupDescription": "Private", "SubnetIds": ["subnet-0a1b2c3d4e5f60718"]}"#,
    ],
    check_zones,
);

pub(super) static SECURITY_DEFAULT: Rule = rule(
    "EC720",
    "cache-security-group-named-default",
    Severity::Error,
    &["CreateCacheSecurityGroup"],
    [
        "No cache security group can be named Default, in whatever case.",
        "The word is taken by the service.",
        "Choose another name.",
        SECURITY,
    ],
    &[
        r#"{"resources": [{"operation": "CreateCacheSecurityGroup", "parameters": {"CacheSecurityGroupName": "Default", "Description": "Legacy"}}]}"#,
    ],
    check_security_default,
);

pub(super) static CLASSIC: Rule = rule(
    "EC721",
    "cache-security-group",
    Severity::Warning,
    &[
        "CreateCacheSecurityGroup",
        "AuthorizeCacheSecurityGroupIngress",
    ],
    [
        "Cache security groups are for clusters outside a VPC, which there are no more.",
        "EC2-Classic ended in August 2022; AWS may refuse the request.",
        "Use a subnet group and the security groups of the VPC.",
        SECURITY,
    ],
    &[
        r#"{"resources": [{"operation": "CreateCacheSecurityGroup", "parameters": {"CacheSecurityGroupName": "legacy", "Description": "Legacy"}}]}"#,
    ],
    check_classic,
);

fn place(index: usize) -> Path {
    Path::root().key(n::SUBNET_IDS).index(index)
}

fn check_default(scope: &Scope<'_>, report: &mut Report<'_>) {
    if let Some(name) = scope.text(n::CACHE_SUBNET_GROUP_NAME)
        && name.eq_ignore_ascii_case("default")
    {
        report
            .at(
                n::CACHE_SUBNET_GROUP_NAME,
                "the subnet group default exists already",
            )
            .fix(
                "Rename it to my-subnets",
                [scope.set(n::CACHE_SUBNET_GROUP_NAME, Value::string("my-subnets"))],
            );
    }
}

fn check_empty(scope: &Scope<'_>, report: &mut Report<'_>) {
    if scope.items(n::SUBNET_IDS).is_some_and(<[Value]>::is_empty) {
        report.at(n::SUBNET_IDS, "no subnet is listed");
    }
}

fn is_subnet_id(text: &str) -> bool {
    text.strip_prefix("subnet-").is_some_and(|digits| {
        matches!(digits.len(), 8 | 17)
            && digits
                .bytes()
                .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
    })
}

fn check_format(scope: &Scope<'_>, report: &mut Report<'_>) {
    for (i, id) in scope.texts(n::SUBNET_IDS) {
        if is_subnet_id(id) {
            continue;
        }
        let finding = report.at_path(place(i), format!("“{}” is no id of a subnet", shown(id)));
        let plain = id.trim().trim_end_matches(',').rsplit('/').next();
        let better = plain.unwrap_or_default().to_ascii_lowercase();
        if is_subnet_id(&better) {
            let edit = Edit::set(scope.index, place(i), Value::string(better.as_str()));
            finding.fix(format!("Change to {better}"), [edit]);
        }
    }
}

fn check_count(scope: &Scope<'_>, report: &mut Report<'_>) {
    let most = usize::try_from(quota::SUBNETS_PER_GROUP).unwrap_or(usize::MAX);
    if let Some(items) = scope.items(n::SUBNET_IDS)
        && items.len() > most
    {
        let kept = Value::list(items.iter().take(most).cloned());
        let message = format!("{} subnets, at most {most} are allowed", items.len());
        report
            .at(n::SUBNET_IDS, message)
            .fix("Keep the first 20", [scope.set(n::SUBNET_IDS, kept)]);
    }
}

fn check_twice(scope: &Scope<'_>, report: &mut Report<'_>) {
    let mut seen = BTreeSet::new();
    for (i, id) in scope.texts(n::SUBNET_IDS) {
        if !seen.insert(id) {
            report
                .at_path(place(i), format!("{} is listed already", shown(id)))
                .fix("Remove it", [Edit::remove(scope.index, place(i))]);
        }
    }
}

fn check_zones(scope: &Scope<'_>, report: &mut Report<'_>) {
    if scope
        .items(n::SUBNET_IDS)
        .is_some_and(|items| items.len() == 1)
    {
        report.at(n::SUBNET_IDS, "a single subnet lies in a single zone");
    }
}

fn check_security_default(scope: &Scope<'_>, report: &mut Report<'_>) {
    if let Some(name) = scope.text(n::CACHE_SECURITY_GROUP_NAME)
        && name.eq_ignore_ascii_case("default")
    {
        report.at(n::CACHE_SECURITY_GROUP_NAME, "the name Default is taken");
    }
}

fn check_classic(_: &Scope<'_>, report: &mut Report<'_>) {
    report.whole("cache security groups are for clusters outside a VPC, which there are no more");
}
