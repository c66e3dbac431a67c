//! A user for role-based access control.

use crate::model::overlay::{Note, Overlay, Section, pages, shared};

pub(in crate::model::overlay) static OVERLAY: Overlay = Overlay {
    service: "elasticache",
    operation: "CreateUser",
    title: "User",
    summary: "Somebody who may log in to Valkey or Redis OSS caches, and what they may do there. Put it into a user group to use it.",
    featured: true,
    docs: "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateUser.html",
    sections: SECTIONS,
    notes: NOTES,
};

static SECTIONS: &[Section] = &[
    Section::new("Name and engine", &["UserId", "UserName", "Engine"]).common(),
    Section::new(
        "Authentication",
        &["AuthenticationMode", "Passwords", "NoPasswordRequired"],
    )
    .common(),
    Section::new("Permissions", &["AccessString"]).common(),
    Section::new("Tags", &["Tags"]),
];

static NOTES: &[Note] = &[
    Note::new("UserId", "User id", "Names the user for AWS: a letter, then letters, digits and hyphens. Stored in lower case; not default, which exists.").docs(pages::RBAC),
    Note::new("UserName", "User name", "What clients log in with. Unique within a group; for IAM the same as the id. A user named default replaces the built-in one.").docs(pages::RBAC),
    Note::new("Engine", "Engine", "valkey users must authenticate and join Valkey groups only; redis users may join both.").docs(pages::RBAC),
    Note::new("Passwords", "Passwords", "One or two, of 16 to 128 characters, so that one can be replaced while the other works. Or use the authentication mode.").docs(pages::RBAC),
    Note::new("AccessString", "Access string", "What the user may do, in ACL words: on ~orders:* -@all +@read. Keys with ~, channels with &, commands with + and -.").docs(pages::RBAC),
    Note::new("NoPasswordRequired", "No password", "Lets anybody log in by name. Redis OSS only, and better avoided.").default("false").docs(pages::RBAC),
    shared::TAGS,
    shared::TAG_KEY,
    shared::TAG_VALUE,
    Note::new("AuthenticationMode", "Authentication mode", "How the user proves who they are; in place of the plain password settings.").docs(pages::AUTH_IAM),
    Note::new("AuthenticationMode.Type", "Mode", "iam uses AWS credentials and stores no password (Valkey 7.2, Redis OSS 7.0 or later); password; or none.").docs(pages::AUTH_IAM),
    Note::new("AuthenticationMode.Passwords", "Passwords of the mode", "One or two of 16 to 128 characters, with the mode password only.").docs(pages::RBAC),
];
