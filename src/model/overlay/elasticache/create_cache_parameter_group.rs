//! Engine settings of one's own.

use crate::model::overlay::{Note, Overlay, Section, pages, shared};

pub(in crate::model::overlay) static OVERLAY: Overlay = Overlay {
    service: "elasticache",
    operation: "CreateCacheParameterGroup",
    title: "Parameter group",
    summary: "Engine settings of your own for clusters of one family. It begins with the defaults; change them with ModifyCacheParameterGroup.",
    featured: true,
    docs: "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheParameterGroup.html",
    sections: SECTIONS,
    notes: NOTES,
};

static SECTIONS: &[Section] = &[
    Section::new(
        "Name and description",
        &["CacheParameterGroupName", "Description"],
    )
    .common(),
    Section::new("Family", &["CacheParameterGroupFamily"]).common(),
    Section::new("Tags", &["Tags"]),
];

static NOTES: &[Note] = &[
    Note::new("CacheParameterGroupName", "Name", "Letters, digits and single hyphens, beginning with a letter. Stored in lower case.").docs(pages::PARAMETER_GROUPS),
    Note::new("CacheParameterGroupFamily", "Family", "The engine versions it is for: valkey8 covers 8.0 to 8.2, redis7 covers 7.0 and 7.1. Cannot be changed later.").docs(pages::PARAMETERS),
    Note::new("Description", "Description", "What is different in this group, in your words.").docs(pages::PARAMETER_GROUPS),
    shared::TAGS,
    shared::TAG_KEY,
    shared::TAG_VALUE,
];
