//! Multi-Region clusters: the peer.

use std::collections::BTreeSet;

use super::arn::{Arn, peers};
use super::witness::{
    BOTH, CREATE, CREATE_PAGE, GUIDE, REGIONS, place, properties, report_witness, rule, set_of,
};
use crate::catalog::partition_of;
use crate::document::{Document, Edit, Value};
use crate::model::generated::dsql::names as n;
use crate::rules::{Check, Report, Rule, Scope, Severity, shown};

pub(super) static PEER_SET: Rule = rule(
    "DS015",
    "peer-of-another-set-of-regions",
    Severity::Error,
    BOTH,
    [
        "Peers are of one set of Regions: US, Asia Pacific or Europe.",
        "Clusters do not pair across continents.",
        "Peer with a cluster of the same set.",
        REGIONS,
    ],
    &[
        r#"{"multiRegionProperties": {"witnessRegion": "us-west-2", "clusters": ["arn:aws:dsql:eu-west-1:111122223333:cluster/abcdefghijklmnopqrstuvwx01"]}}"#,
    ],
    Check::Resource(check_peer_set),
);

pub(super) static PEER_AT_HOME: Rule = rule(
    "DS016",
    "peer-in-the-region-of-the-cluster",
    Severity::Error,
    CREATE,
    [
        "A peer is a cluster of another Region.",
        "A new cluster has no ARN yet, so the one named is not its own either.",
        "Name a cluster of another Region of the set.",
        CREATE_PAGE,
    ],
    &[
        r#"{"multiRegionProperties": {"witnessRegion": "us-west-2", "clusters": ["arn:aws:dsql:us-east-1:111122223333:cluster/abcdefghijklmnopqrstuvwx01"]}}"#,
    ],
    Check::Resource(check_peer_at_home),
);

pub(super) static PARTITION: Rule = rule(
    "DS017",
    "peer-of-another-partition",
    Severity::Warning,
    BOTH,
    [
        "A peer is of the same partition as the cluster.",
        "The partitions of China and of governments have accounts of their own, and the sets of Regions are commercial.",
        "Correct the ARN.",
        REGIONS,
    ],
    &[
        r#"{"multiRegionProperties": {"witnessRegion": "us-west-2", "clusters": ["arn:aws-cn:dsql:us-east-2:111122223333:cluster/abcdefghijklmnopqrstuvwx01"]}}"#,
    ],
    Check::Resource(check_partition),
);

pub(super) static ACCOUNT: Rule = rule(
    "DS018",
    "peers-of-several-accounts",
    Severity::Warning,
    BOTH,
    [
        "Peers and keys of a multi-Region cluster are of one account.",
        "Peering across accounts is described nowhere.",
        "Correct the account in the ARN.",
        GUIDE,
    ],
    &[
        r#"{"kmsEncryptionKey": "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab", "multiRegionProperties": {"witnessRegion": "us-west-2", "clusters": ["arn:aws:dsql:us-east-2:444455556666:cluster/abcdefghijklmnopqrstuvwx01"]}}"#,
    ],
    Check::Document(check_account),
);

pub(super) static SEVERAL_PEERS: Rule = rule(
    "DS019",
    "several-peers",
    Severity::Warning,
    CREATE,
    [
        "A multi-Region cluster is two clusters and a witness, so there is one peer.",
        "The member is a list, but no page shows more than one peer in a request that creates a cluster.",
        "Name one peer.",
        GUIDE,
    ],
    &[
        r#"{"resources": [{"region": "eu-central-1", "service": "dsql", "operation": "CreateCluster", "parameters": {"multiRegionProperties": {"witnessRegion": "eu-west-1", "clusters": ["arn:aws:dsql:eu-west-2:111122223333:cluster/abcdefghijklmnopqrstuvwx01", "arn:aws:dsql:eu-west-3:111122223333:cluster/abcdefghijklmnopqrstuvwx01"]}}}]}"#,
    ],
    Check::Resource(check_several),
);

pub(super) static PEER_TWICE: Rule = rule(
    "DS020",
    "peer-listed-twice",
    Severity::Warning,
    BOTH,
    [
        "A peer is listed twice.",
        "Once is enough.",
        "Remove one of them.",
        CREATE_PAGE,
    ],
    &[
        r#"{"multiRegionProperties": {"witnessRegion": "us-west-2", "clusters": ["arn:aws:dsql:us-east-2:111122223333:cluster/abcdefghijklmnopqrstuvwx01", "arn:aws:dsql:us-east-2:111122223333:cluster/abcdefghijklmnopqrstuvwx01"]}}"#,
    ],
    Check::Resource(check_twice),
);

pub(super) static NO_WITNESS: Rule = rule(
    "DS021",
    "peer-without-witness",
    Severity::Error,
    BOTH,
    [
        "Peers come together with a witness Region.",
        "That holds for the request that completes a pair as well.",
        "Set the witness Region; both clusters name the same one.",
        GUIDE,
    ],
    &[
        r#"{"multiRegionProperties": {"clusters": ["arn:aws:dsql:us-east-2:111122223333:cluster/abcdefghijklmnopqrstuvwx01"]}}"#,
    ],
    Check::Resource(check_no_witness),
);

fn check_peer_set(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(set) = set_of(scope.region()) else {
        return;
    };
    for (i, peer) in peers(scope.parameters()) {
        if !set.contains(&peer.region) {
            let message = format!("{} is none of {}", shown(peer.region), set.join(", "));
            report.at_path(place(n::CLUSTERS).index(i), message);
        }
    }
}

fn check_peer_at_home(scope: &Scope<'_>, report: &mut Report<'_>) {
    for (i, peer) in peers(scope.parameters()) {
        if peer.region == scope.region() {
            let message = format!("the peer is in {}, as the cluster itself", peer.region);
            report.at_path(place(n::CLUSTERS).index(i), message);
        }
    }
}

fn check_partition(scope: &Scope<'_>, report: &mut Report<'_>) {
    let own = partition_of(scope.region()).id;
    for (i, peer) in peers(scope.parameters()) {
        if peer.partition != own {
            let message = format!(
                "the peer is of {}, the cluster of {own}",
                shown(peer.partition)
            );
            let path = place(n::CLUSTERS).index(i);
            let finding = report.at_path(path.clone(), message);
            if partition_of(peer.region).id == own {
                let arn = Arn {
                    partition: own,
                    ..peer
                };
                let edit = Edit::set(scope.index, path, Value::string(arn.to_string()));
                finding.fix(format!("Change the partition to {own}"), [edit]);
            }
        }
    }
}

fn check_account(document: &Document, report: &mut Report<'_>) {
    for (index, resource) in document.resources.iter().enumerate() {
        if &*resource.service != "dsql" || !BOTH.contains(&&*resource.operation) {
            continue;
        }
        let peers = peers(&resource.parameters);
        let key = resource.parameters.text(n::KMS_ENCRYPTION_KEY);
        let key = key
            .and_then(|key| key.strip_prefix("arn:"))
            .and_then(|rest| rest.split(':').nth(3))
            .filter(|account| account.len() == 12);
        let first = peers.first().map(|(_, peer)| peer.account);
        let Some(own) = key.or(first) else { continue };
        for (i, peer) in &peers {
            if peer.account != own {
                let message = format!(
                    "the account {} is another than {}",
                    peer.account,
                    shown(own)
                );
                report.at_resource(index, place(n::CLUSTERS).index(*i), message);
            }
        }
    }
}

fn check_several(scope: &Scope<'_>, report: &mut Report<'_>) {
    let peers = peers(scope.parameters());
    let different: BTreeSet<String> = peers.iter().map(|(_, peer)| peer.to_string()).collect();
    if different.len() > 1 {
        let message = format!("{} peers, where one is expected", different.len());
        report.at_path(place(n::CLUSTERS), message);
    }
}

fn check_twice(scope: &Scope<'_>, report: &mut Report<'_>) {
    let mut seen = BTreeSet::new();
    let items = properties(scope)
        .into_iter()
        .flat_map(|value| value.texts(n::CLUSTERS));
    for (i, arn) in items {
        if !seen.insert(arn) {
            let path = place(n::CLUSTERS).index(i);
            report
                .at_path(path.clone(), "the peer is listed already")
                .fix("Remove it", [Edit::remove(scope.index, path)]);
        }
    }
}

fn check_no_witness(scope: &Scope<'_>, report: &mut Report<'_>) {
    let Some(value) = properties(scope) else {
        return;
    };
    let peers = value
        .items(n::CLUSTERS)
        .is_some_and(|items| !items.is_empty());
    let witness = value.get(n::WITNESS_REGION);
    if peers && witness.is_none_or(|text| text.as_str() == Some("")) {
        report_witness(
            scope,
            report,
            "peers are named, but no witness Region".to_owned(),
        );
    }
}
