//! Members that are answers to one question, of which one is given: a form asks the question first.

use super::super::generated::elasticache::names as n;

/// A question with a few answers.
#[derive(Debug, PartialEq, Eq)]
pub struct Choice {
    /// What the form calls it: `Access control`.
    pub title: &'static str,
    pub help: &'static str,
    pub answers: &'static [Answer],
    /// Of a member of another answer that has a value, as a clause: `belongs to the other mode`.
    pub other: &'static str,
    /// The member that says the answer itself, by `Answer::value`.
    pub says: Option<&'static str>,
}

/// One of the answers.
#[derive(Debug, PartialEq, Eq)]
pub struct Answer {
    pub label: &'static str,
    /// The top-level members that are asked for with this answer; those of other answers are not.
    pub members: &'static [&'static str],
    /// What `Choice::says` is then.
    pub value: Option<&'static str>,
}

impl Answer {
    const fn new(label: &'static str, members: &'static [&'static str]) -> Self {
        Self {
            label,
            members,
            value: None,
        }
    }

    const fn said(mut self, value: &'static str) -> Self {
        self.value = Some(value);
        self
    }
}

/// One shard or many.
pub static CLUSTER_MODE: Choice = Choice {
    title: "Cluster mode",
    help: "Disabled keeps all keys in one shard, a primary with replicas. Enabled divides them over shards by slots. What belongs to the other mode is kept aside.",
    answers: &[
        Answer::new(
            "Enabled",
            &[
                n::NUM_NODE_GROUPS,
                n::REPLICAS_PER_NODE_GROUP,
                n::NODE_GROUP_CONFIGURATION,
            ],
        )
        .said("enabled"),
        Answer::new(
            "Disabled",
            &[n::NUM_CACHE_CLUSTERS, n::PREFERRED_CACHE_CLUSTER_AZS],
        )
        .said("disabled"),
        Answer::new(
            "Compatible",
            &[n::NUM_CACHE_CLUSTERS, n::PREFERRED_CACHE_CLUSTER_AZS],
        )
        .said("compatible"),
    ],
    other: "belongs to the other cluster mode",
    says: Some(n::CLUSTER_MODE),
};

static ACCESS: Choice = Choice {
    title: "Access control",
    help: "Who may send commands: everybody who reaches the nodes, the users of a group, or everybody with one password.",
    answers: &[
        Answer::new("None", &[]),
        Answer::new("User group", &[n::USER_GROUP_IDS]),
        Answer::new("AUTH token", &[n::AUTH_TOKEN]),
    ],
    other: "belongs to another kind of access control",
    says: None,
};

const SEEDED: &str = "is not what the cluster is filled from";

static GROUP_SEED: Choice = Choice {
    title: "Fill it from",
    help: "Data to begin with.",
    answers: &[
        Answer::new("Nothing", &[]),
        Answer::new("RDB files in S3", &[n::SNAPSHOT_ARNS]),
        Answer::new("Snapshot", &[n::SNAPSHOT_NAME]),
        Answer::new("Serverless snapshot", &[n::SERVERLESS_CACHE_SNAPSHOT_NAME]),
    ],
    other: SEEDED,
    says: None,
};

static CLUSTER_SEED: Choice = Choice {
    title: "Fill it from",
    help: "Data to begin with.",
    answers: &[
        Answer::new("Nothing", &[]),
        Answer::new("RDB file in S3", &[n::SNAPSHOT_ARNS]),
        Answer::new("Snapshot", &[n::SNAPSHOT_NAME]),
    ],
    other: SEEDED,
    says: None,
};

static GROUP: &[&Choice] = &[&CLUSTER_MODE, &ACCESS, &GROUP_SEED];
static CLUSTER: &[&Choice] = &[&CLUSTER_SEED];

/// The questions of an operation.
pub fn choices(service: &str, operation: &str) -> &'static [&'static Choice] {
    match (service, operation) {
        ("elasticache", "CreateReplicationGroup") => GROUP,
        ("elasticache", "CreateCacheCluster") => CLUSTER,
        _ => &[],
    }
}
