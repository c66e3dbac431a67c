//! A primary group and its copies in other Regions.

use crate::model::overlay::{Note, Overlay, Section, pages, shared};

pub(in crate::model::overlay) static OVERLAY: Overlay = Overlay {
    service: "elasticache",
    operation: "CreateGlobalReplicationGroup",
    title: "Global datastore",
    summary: "Makes a replication group the primary of a global datastore, to which up to two other Regions are added as read-only copies.",
    featured: true,
    docs: "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateGlobalReplicationGroup.html",
    sections: SECTIONS,
    notes: NOTES,
};

static SECTIONS: &[Section] = &[
    Section::new(
        "Name and description",
        &[
            "GlobalReplicationGroupIdSuffix",
            "GlobalReplicationGroupDescription",
        ],
    )
    .common(),
    Section::new("Primary", &["PrimaryReplicationGroupId"]).common(),
    Section::new("Tags", &["Tags"]),
];

static NOTES: &[Note] = &[
    Note::new("GlobalReplicationGroupIdSuffix", "Name", "The end of the name: letters, digits and single hyphens. AWS puts five letters and a hyphen before it.").docs(pages::GLOBAL_DATASTORE),
    Note::new("GlobalReplicationGroupDescription", "Description", "What the datastore is for, in your words.").docs(pages::GLOBAL_DATASTORE),
    Note::new("PrimaryReplicationGroupId", "Primary group", "An available replication group of this Region. It takes all writes; its node type must not be of the t families.").docs(pages::GLOBAL_DATASTORE),
    shared::TAGS,
    shared::TAG_KEY,
    shared::TAG_VALUE,
];
