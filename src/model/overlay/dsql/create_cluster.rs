//! A database in one Region, or half of one in two.

use crate::model::overlay::{Note, Overlay, Section, pages};

pub(in crate::model::overlay) static OVERLAY: Overlay = Overlay {
    service: "dsql",
    operation: "CreateCluster",
    title: "Aurora DSQL cluster",
    summary: "A serverless SQL database in one Region, or one of two peers that form a multi-Region cluster with a witness.",
    featured: true,
    docs: "https://docs.aws.amazon.com/aurora-dsql/latest/APIReference/API_CreateCluster.html",
    sections: SECTIONS,
    notes: NOTES,
};

static SECTIONS: &[Section] = &[
    Section::new("Protection", &["deletionProtectionEnabled"]).common(),
    Section::new("Regions", &["multiRegionProperties"]).common(),
    Section::new(
        "Security",
        &[
            "kmsEncryptionKey",
            "policy",
            "bypassPolicyLockoutSafetyCheck",
        ],
    )
    .common(),
    Section::new("Monitoring", &["metricGroups"]),
    Section::new("Tags", &["tags"]).common(),
    Section::new("Retries", &["clientToken"]),
];

static NOTES: &[Note] = &[
    Note::new("deletionProtectionEnabled", "Deletion protection", "A protected cluster must be updated before it can be deleted. State it: sources disagree about the default."),
    Note::new("kmsEncryptionKey", "Encryption key", "Id, ARN or alias of a KMS key of the cluster's Region, or AWS_OWNED_KMS_KEY.").default("A key that AWS owns").docs(pages::DSQL_ENCRYPTION),
    Note::new("tags", "Tags", "Names and values of your own, for costs and owners. Letters, digits, spaces and _ . : / = + - @; keys do not begin with aws:."),
    Note::new("clientToken", "Client token", "Makes a repeated request take effect once: 1 to 128 visible ASCII characters, the same in every try.").default("Clients fill in a random one"),
    Note::new("multiRegionProperties", "Multi-Region", "Leave it out for one Region. Otherwise name the witness now; a cluster of one Region cannot become one of two.").docs(pages::DSQL_MULTI_REGION),
    Note::new("multiRegionProperties.witnessRegion", "Witness Region", "A third Region of the same part of the world that keeps the log. The same for both clusters.").docs(pages::DSQL_MULTI_REGION),
    Note::new("multiRegionProperties.clusters", "Peer cluster", "ARN of the cluster in the other Region, if it exists already; the first of a pair is told by UpdateCluster.").docs(pages::DSQL_MULTI_REGION),
    Note::new("policy", "Access policy", "JSON text that says who may reach the cluster, and from where. Without it IAM alone guards a public endpoint.").docs(pages::DSQL_POLICIES),
    Note::new("metricGroups", "Metric groups", "Detailed statistics to collect, at extra cost. Older SDKs and CLIs do not know this member.").default("None").docs(pages::DSQL_STATISTICS),
    Note::new("metricGroups.metricGroup", "Metric group", "STATEMENT_STATISTICS records how each SQL statement runs.").docs(pages::DSQL_STATISTICS),
    Note::new("bypassPolicyLockoutSafetyCheck", "Skip the lockout check", "Accepts a policy that may shut you out too. Leave it off.").default("false").docs(pages::DSQL_POLICIES),
];
