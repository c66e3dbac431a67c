//! A backup under another name, or in a bucket.

use crate::model::overlay::{Note, Overlay, Section, pages, shared};

pub(in crate::model::overlay) static OVERLAY: Overlay = Overlay {
    service: "elasticache",
    operation: "CopySnapshot",
    title: "Copy of a snapshot",
    summary: "Copies a snapshot, to keep an automatic one or to change its key, or exports it to an S3 bucket.",
    featured: true,
    docs: "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CopySnapshot.html",
    sections: SECTIONS,
    notes: NOTES,
};

static SECTIONS: &[Section] = &[
    Section::new("Names", &["SourceSnapshotName", "TargetSnapshotName"]).common(),
    Section::new("Export", &["TargetBucket"]),
    Section::new("Security", &["KmsKeyId"]),
    Section::new("Tags", &["Tags"]),
];

static NOTES: &[Note] = &[
    Note::new("SourceSnapshotName", "Snapshot to copy", "Any snapshot of the Region, also an automatic one (automatic.orders-2026-11-20-03-00).").docs(pages::BACKUPS_COPYING),
    Note::new("TargetSnapshotName", "Name of the copy", "Letters, digits and single hyphens, not yet used. An export adds a number and .rdb to it.").docs(pages::BACKUPS_COPYING),
    Note::new("TargetBucket", "Bucket", "Only to export: an S3 bucket of your account in the same Region that ElastiCache may write to. Its name, no ARN.").docs(pages::BACKUPS_EXPORTING),
    Note::new("KmsKeyId", "Encryption key", "Id, ARN or alias of a KMS key for the copy, of the same Region. Not for exports.").docs(pages::AT_REST),
    shared::TAGS,
    shared::TAG_KEY,
    shared::TAG_VALUE,
];
