//! A backup by hand.

use crate::model::overlay::{Note, Overlay, Section, pages, shared};

pub(in crate::model::overlay) static OVERLAY: Overlay = Overlay {
    service: "elasticache",
    operation: "CreateSnapshot",
    title: "Snapshot",
    summary: "A backup by hand of a Valkey or Redis OSS cluster. It is kept until you delete it.",
    featured: true,
    docs: "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateSnapshot.html",
    sections: SECTIONS,
    notes: NOTES,
};

static SECTIONS: &[Section] = &[
    Section::new("Name", &["SnapshotName"]).common(),
    Section::new(
        "What is backed up",
        &["ReplicationGroupId", "CacheClusterId"],
    )
    .common(),
    Section::new("Security", &["KmsKeyId"]),
    Section::new("Tags", &["Tags"]),
];

static NOTES: &[Note] = &[
    Note::new("ReplicationGroupId", "Replication group", "The group to back up, all shards of it. Give this or a cluster, not both.").docs(pages::BACKUPS_MANUAL),
    Note::new("CacheClusterId", "Cluster", "A single node to back up; of a group take a replica, to spare the primary.").docs(pages::BACKUPS_MANUAL),
    Note::new("SnapshotName", "Name", "Letters, digits and single hyphens, beginning with a letter, up to 40. Stored in lower case; new in the Region.").docs(pages::BACKUPS_MANUAL),
    shared::SNAPSHOT_KEY,
    shared::TAGS,
    shared::TAG_KEY,
    shared::TAG_VALUE,
];
