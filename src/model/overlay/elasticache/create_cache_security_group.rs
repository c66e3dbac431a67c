//! A firewall for EC2-Classic.

use crate::model::overlay::{Note, Overlay, Section, pages, shared};

pub(in crate::model::overlay) static OVERLAY: Overlay = Overlay {
    service: "elasticache",
    operation: "CreateCacheSecurityGroup",
    title: "Cache security group (EC2-Classic)",
    summary: "A firewall for clusters outside a VPC. EC2-Classic is gone: new clusters use VPC security groups.",
    featured: false,
    docs: "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheSecurityGroup.html",
    sections: SECTIONS,
    notes: NOTES,
};

static SECTIONS: &[Section] = &[
    Section::new(
        "Name and description",
        &["CacheSecurityGroupName", "Description"],
    )
    .common(),
    Section::new("Tags", &["Tags"]),
];

static NOTES: &[Note] = &[
    Note::new(
        "CacheSecurityGroupName",
        "Name",
        "Up to 255 letters and digits. Stored in lower case; Default is refused.",
    )
    .docs(pages::EC2_CLASSIC),
    Note::new(
        "Description",
        "Description",
        "What the group is for, in your words.",
    )
    .docs(pages::EC2_CLASSIC),
    shared::TAGS,
    shared::TAG_KEY,
    shared::TAG_VALUE,
];
