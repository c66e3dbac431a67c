//! Multi-Region clusters: the witness, and the set of Regions that it and both clusters are of.

use std::collections::{BTreeMap, BTreeSet};

use super::arn::peers;
use super::cluster::is_offered;
use crate::catalog::{AS_OF, dsql_sets};
use crate::document::{Document, Edit, Path, Value};
use crate::model::generated::dsql::names as n;
use crate::rules::{Check, Examples, Report, Rule, Scope, Severity, shown};

pub(super) const CREATE_PAGE: &str =
    "https://docs.aws.amazon.com/aurora-dsql/latest/APIReference/API_CreateCluster.html";
pub(super) const REGIONS: &str =
    "https://docs.aws.amazon.com/aurora-dsql/latest/userguide/what-is-aurora-dsql.html";
pub(super) const GUIDE: &str = "https://docs.aws.amazon.com/aurora-dsql/latest/userguide/configuring-multi-region-clusters.html";

pub(super) const CREATE: &[&str] = &["CreateCluster"];
pub(super) const BOTH: &[&str] = &["CreateCluster", "UpdateCluster"];

const GOOD: &[&str] = &[
    r#"{"multiRegionProperties": {"witnessRegion": "us-west-2", "clusters": ["arn:aws:dsql:us-east-2:111122223333:cluster/abcdefghijklmnopqrstuvwx01"]}}"#,
    r#"{"resources": [{"service": "dsql", "operation": "UpdateCluster", "parameters": {"identifier": "abcdefghijklmnopqrstuvwx02", "multiRegionProperties": {"witnessRegion": "us-west-2", "clusters": ["arn:aws:dsql:us-east-2:111122223333:cluster/abcdefghijklmnopqrstuvwx01"]}}}, {"region": "us-east-2", "service": "dsql", "operation": "CreateCluster", "parameters": {"multiRegionProperties": {"witnessRegion": "us-west-2", "clusters": ["arn:aws:dsql:us-east-1:111122223333:cluster/abcdefghijklmnopqrstuvwx02"]}}}]}"#,
];

pub(super) const fn rule(
    code: &'static str,
    name: &'static str,
    severity: Severity,
    operations: &'static [&'static str],
    texts: [&'static str; 4],
    bad: &'static [&'static str],
    check: Check,
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
        check,
    }
}

pub(super) static EMPTY: Rule = rule(
    "DS010",
    "empty-multi-region-properties",
    Severity::Warning,
    CREATE,
    [
        "Multi-Region properties without a witness and a peer say nothing.",
        "The cluster is then one of a single Region.",
        "Name a witness Region, or leave the properties out.",
        CREATE_PAGE,
    ],
    &[
        r#"{"multiRegionProperties": {}}"#,
        r#"{"multiRegionProperties": {"witnessRegion": ""}}"#,
    ],
    Check::Resource(check_empty),
);

pub(super) static WITNESS_FORM: Rule = rule(
    "DS011",
    "witness-that-is-no-region",
    Severity::Warning,
    BOTH,
    [
        "The witness is given as the code of a Region, such as us-west-2.",
        "Names as the console shows them, Availability Zones and ARNs are no codes of Regions.",
        "Write the Region's code.",
        CREATE_PAGE,
    ],
    &[
        r#"{"multiRegionProperties": {"witnessRegion": "US West (Oregon)"}}"#,
        r#"{"multiRegionProperties": {"witnessRegion": "us-west-2a"}}"#,
    ],
    Check::Resource(check_form),
);

pub(super) static WITNESS_AT_HOME: Rule = rule(
    "DS012",
    "witness-in-the-region-of-the-cluster",
    Severity::Error,
    BOTH,
    [
        "The witness Region is another one than that of the cluster.",
        "The witness decides when the Regions of the two clusters cannot reach each other, so it is apart from both.",
        "Choose a third Region of the same set.",
        CREATE_PAGE,
    ],
    &[r#"{"multiRegionProperties": {"witnessRegion": "us-east-1"}}"#],
    Check::Resource(check_at_home),
);

pub(super) static WITNESS_AT_PEER: Rule = rule(
    "DS013",
    "witness-in-the-region-of-the-peer",
    Severity::Error,
    BOTH,
    [
        "The witness Region is another one than that of the peer.",
        "A multi-Region cluster takes three different Regions.",
        "Choose the Region that is left over.",
        GUIDE,
    ],
    &[
        r#"{"multiRegionProperties": {"witnessRegion": "us-east-2", "clusters": ["arn:aws:dsql:us-east-2:111122223333:cluster/abcdefghijklmnopqrstuvwx01"]}}"#,
    ],
    Check::Resource(check_at_peer),
);

pub(super) static WITNESS_SET: Rule = rule(
    "DS014",
    "witness-of-another-set-of-regions",
    Severity::Error,
    BOTH,
    [
        "Clusters and witness are of one set of Regions: US, Asia Pacific or Europe.",
        "Sets are never mixed.",
        "Choose a witness of the cluster's set.",
        REGIONS,
    ],
    &[r#"{"multiRegionProperties": {"witnessRegion": "eu-west-1"}}"#],
    Check::Resource(check_witness_set),
);

pub(super) static PENDING: Rule = rule(
    "DS022",
    "cluster-that-waits-for-its-peer",
    Severity::Info,
    CREATE,
    [
        "With a witness and no peer the cluster waits for one.",
        "It stays in PENDING_SETUP until UpdateCluster names its peer; waiting for it to become active times out.",
        "Make the peer, then update this cluster with the peer's ARN.",
        GUIDE,
    ],
    &[r#"{"multiRegionProperties": {"witnessRegion": "us-west-2"}}"#],
    Check::Resource(check_pending),
);

pub(super) static TWO_WITNESSES: Rule = rule(
    "DS023",
    "pair-with-two-witnesses",
    Severity::Error,
    BOTH,
    [
        "Both clusters of a pair name the same witness Region.",
        "There is one witness, and both clusters write their logs to it.",
        "Choose the Region that neither cluster is in.",
        GUIDE,
    ],
    &[
        r#"{"resources": [{"region": "eu-central-1", "service": "dsql", "operation": "CreateCluster", "parameters": {"multiRegionProperties": {"witnessRegion": "eu-west-2"}}}, {"region": "eu-west-1", "service": "dsql", "operation": "CreateCluster", "parameters": {"multiRegionProperties": {"witnessRegion": "eu-west-3"}}}]}"#,
    ],
    Check::Document(check_two_witnesses),
);

pub(super) static NO_SET: Rule = rule(
    "DS024",
    "region-without-multi-region-clusters",
    Severity::Warning,
    BOTH,
    [
        "The Region is in no set for multi-Region clusters.",
        "It offers clusters of a single Region. The sets grow, and those here may be older.",
        "Leave the multi-Region properties out, or choose another Region.",
        REGIONS,
    ],
    &[
        r#"{"resources": [{"region": "ca-central-1", "service": "dsql", "operation": "CreateCluster", "parameters": {"multiRegionProperties": {"witnessRegion": "us-west-2"}}}]}"#,
    ],
    Check::Resource(check_no_set),
);

/// The set of Regions that a Region is of.
pub(super) fn set_of(region: &str) -> Option<&'static [&'static str]> {
    dsql_sets()
        .iter()
        .copied()
        .find(|set| set.contains(&region))
}

pub(super) fn properties<'a>(scope: &Scope<'a>) -> Option<&'a Value> {
    scope.get(n::MULTI_REGION_PROPERTIES)
}

pub(super) fn place(member: &str) -> Path {
    Path::root().key(n::MULTI_REGION_PROPERTIES).key(member)
}

/// The witness, where it is written like a Region.
fn witness<'a>(scope: &Scope<'a>) -> Option<&'a str> {
    witness_of(scope.parameters())
}

fn witness_of(parameters: &Value) -> Option<&str> {
    let properties = parameters.get(n::MULTI_REGION_PROPERTIES)?;
    let witness = properties.text(n::WITNESS_REGION);
    witness.filter(|text| is_region(text))
}

fn is_region(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let Some((number, words)) = parts.split_last() else {
        return false;
    };
    words.len() >= 2
        && words
            .iter()
            .all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase()))
        && !number.is_empty()
        && number.bytes().all(|b| b.is_ascii_digit())
}

/// A fix that sets the witness to a Region of the set that is left over.
fn left_over(scope: &Scope<'_>) -> Option<(String, Edit)> {
    let peers = peers(scope.parameters());
    let free = set_of(scope.region())?.iter().find(|region| {
        **region != scope.region() && !peers.iter().any(|(_, peer)| peer.region == **region)
    })?;
    let edit = Edit::set(scope.index, place(n::WITNESS_REGION), Value::string(*free));
    Some((format!("Set the witness to {free}"), edit))
}

pub(super) fn report_witness(scope: &Scope<'_>, report: &mut Report<'_>, message: String) {
    let finding = report.at_path(place(n::WITNESS_REGION), message);
    if let Some((title, edit)) = left_over(scope) {
        finding.fix(title, [edit]);
    }
}

fn check_empty(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(map) = properties(scope).and_then(Value::as_map) else {
        return;
    };
    let no_peer = map
        .get(n::CLUSTERS)
        .is_none_or(|list| list.as_list().is_some_and(<[Value]>::is_empty));
    let no_witness = map
        .get(n::WITNESS_REGION)
        .is_none_or(|text| text.as_str() == Some(""));
    let others = map
        .iter()
        .any(|(key, _)| ![n::CLUSTERS, n::WITNESS_REGION].contains(&&**key));
    if no_peer && no_witness && !others {
        report
            .at(
                n::MULTI_REGION_PROPERTIES,
                "neither a witness nor a peer is named",
            )
            .fix(
                "Leave the properties out",
                [scope.remove(n::MULTI_REGION_PROPERTIES)],
            );
    }
}

fn check_form(scope: &Scope<'_>, report: &mut Report<'_>) {
    let text = properties(scope).and_then(|value| value.text(n::WITNESS_REGION));
    let Some(text) = text.filter(|text| !text.is_empty() && text.chars().count() <= 50) else {
        return;
    };
    if is_region(text) {
        return;
    }
    let message = format!("“{}” is no code of a Region", shown(text));
    let path = place(n::WITNESS_REGION);
    let finding = report.at_path(path.clone(), message);
    let lower = text.trim().to_ascii_lowercase();
    let zone = lower.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let named = crate::catalog::regions()
        .iter()
        .find(|region| region.name.eq_ignore_ascii_case(text.trim()));
    let code = named.map_or(zone, |region| region.id);
    let free = code != scope.region()
        && !peers(scope.parameters())
            .iter()
            .any(|(_, peer)| peer.region == code);
    if is_region(code) && set_of(scope.region()).is_none_or(|set| set.contains(&code)) && free {
        let edit = Edit::set(scope.index, path, Value::string(code));
        finding.fix(format!("Change to {code}"), [edit]);
    }
}

fn check_at_home(scope: &Scope<'_>, report: &mut Report<'_>) {
    if let Some(witness) = witness(scope)
        && witness == scope.region()
    {
        let message = format!("{witness} is the Region of the cluster itself");
        report_witness(scope, report, message);
    }
}

fn check_at_peer(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(witness) = witness(scope).filter(|witness| *witness != scope.region()) else {
        return;
    };
    let in_set = set_of(scope.region()).is_some_and(|set| set.contains(&witness));
    let peers = peers(scope.parameters());
    if in_set && peers.iter().any(|(_, peer)| peer.region == witness) {
        let message = format!("{witness} is the Region of a peer");
        report_witness(scope, report, message);
    }
}

fn check_witness_set(scope: &Scope<'_>, report: &mut Report<'_>) {
    if let (Some(witness), Some(set)) = (witness(scope), set_of(scope.region()))
        && !set.contains(&witness)
    {
        let message = format!("{} is none of {}", shown(witness), set.join(", "));
        report_witness(scope, report, message);
    }
}

fn check_pending(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(value) = properties(scope) else {
        return;
    };
    let no_peer = value.get(n::CLUSTERS).is_none()
        || value.items(n::CLUSTERS).is_some_and(<[Value]>::is_empty);
    if witness(scope).is_some() && no_peer {
        report.at(
            n::MULTI_REGION_PROPERTIES,
            "the cluster waits in PENDING_SETUP until it is updated with its peer",
        );
    }
}

fn check_two_witnesses(document: &Document, report: &mut Report<'_>) {
    // By set of Regions: the resources with a witness that is possible for them.
    let mut pairs: BTreeMap<&str, Vec<(usize, &str, &str)>> = BTreeMap::new();
    for (index, resource) in document.resources.iter().enumerate() {
        if &*resource.service != "dsql" || !BOTH.contains(&&*resource.operation) {
            continue;
        }
        let region = document.region_of(resource);
        if let (Some(witness), Some(set)) = (witness_of(&resource.parameters), set_of(region))
            && set.contains(&witness)
            && witness != region
        {
            let uses = pairs.entry(set[0]).or_default();
            uses.push((index, region, witness));
        }
    }
    for uses in pairs.values() {
        let regions: BTreeSet<&str> = uses.iter().map(|(_, region, _)| *region).collect();
        let (_, _, first) = uses[0];
        if regions.len() != 2 {
            continue;
        }
        for (index, _, witness) in uses.iter().filter(|(_, _, witness)| *witness != first) {
            let path = place(n::WITNESS_REGION);
            let message =
                format!("the witness is {witness} here and {first} for the other cluster");
            let finding = report.at_resource(*index, path.clone(), message);
            if !regions.contains(first) {
                let edit = Edit::set(*index, path, Value::string(first));
                finding.fix(format!("Set the witness to {first}"), [edit]);
            }
        }
    }
}

fn check_no_set(scope: &Scope<'_>, report: &mut Report<'_>) {
    let some = properties(scope)
        .and_then(Value::as_map)
        .is_some_and(|map| !map.is_empty());
    if some && set_of(scope.region()).is_none() && is_offered(scope) {
        let message = format!(
            "{} is in no set for multi-Region clusters as of {AS_OF}",
            shown(scope.region())
        );
        report.at(n::MULTI_REGION_PROPERTIES, message).fix(
            "Leave the properties out",
            [scope.remove(n::MULTI_REGION_PROPERTIES)],
        );
    }
}
