//! Users that caches let in.

use crate::model::overlay::{Note, Overlay, Section, pages, shared};

pub(in crate::model::overlay) static OVERLAY: Overlay = Overlay {
    service: "elasticache",
    operation: "CreateUserGroup",
    title: "User group",
    summary: "The users whom a cache lets in. A replication group or serverless cache names one group.",
    featured: true,
    docs: "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateUserGroup.html",
    sections: SECTIONS,
    notes: NOTES,
};

static SECTIONS: &[Section] = &[
    Section::new("Name and engine", &["UserGroupId", "Engine"]).common(),
    Section::new("Users", &["UserIds"]).common(),
    Section::new("Tags", &["Tags"]),
];

static NOTES: &[Note] = &[
    Note::new("UserGroupId", "Group id", "A letter, then letters, digits and single hyphens, up to 40. Stored in lower case.").docs(pages::RBAC),
    Note::new("Engine", "Engine", "A valkey group takes users of both engines who authenticate; a redis group takes redis users only.").docs(pages::RBAC),
    Note::new("UserIds", "Users", "Ids of users that exist, up to 100 with different names. A redis group needs one whose name is default.").docs(pages::RBAC),
    shared::TAGS,
    shared::TAG_KEY,
    shared::TAG_VALUE,
];
