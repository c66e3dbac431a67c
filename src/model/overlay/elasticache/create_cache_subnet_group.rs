//! Where nodes may stand.

use crate::model::overlay::{Note, Overlay, Section, pages, shared};

pub(in crate::model::overlay) static OVERLAY: Overlay = Overlay {
    service: "elasticache",
    operation: "CreateCacheSubnetGroup",
    title: "Subnet group",
    summary: "The subnets of a VPC in which ElastiCache may place nodes. Clusters name it.",
    featured: true,
    docs: "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheSubnetGroup.html",
    sections: SECTIONS,
    notes: NOTES,
};

static SECTIONS: &[Section] = &[
    Section::new(
        "Name and description",
        &["CacheSubnetGroupName", "CacheSubnetGroupDescription"],
    )
    .common(),
    Section::new("Subnets", &["SubnetIds"]).common(),
    Section::new("Tags", &["Tags"]),
];

static NOTES: &[Note] = &[
    Note::new("CacheSubnetGroupName", "Name", "Up to 255 letters, digits and single hyphens, beginning with a letter. Stored in lower case; default is taken.").docs(pages::SUBNET_GROUPS),
    Note::new("CacheSubnetGroupDescription", "Description", "What the group is for, in your words.").docs(pages::SUBNET_GROUPS),
    Note::new("SubnetIds", "Subnets", "Ids (subnet-…) of one VPC. Private ones, in as many zones as nodes are to be spread over; Multi-AZ needs two.").docs(pages::SUBNET_GROUPS),
    shared::TAGS,
    shared::TAG_KEY,
    shared::TAG_VALUE,
];
