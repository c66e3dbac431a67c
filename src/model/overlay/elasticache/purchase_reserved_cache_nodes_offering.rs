//! Nodes at a lower price.

use crate::model::overlay::{Note, Overlay, Section, pages, shared};

pub(in crate::model::overlay) static OVERLAY: Overlay = Overlay {
    service: "elasticache",
    operation: "PurchaseReservedCacheNodesOffering",
    title: "Reserved nodes",
    summary: "Commits to nodes for one or three years at a lower price. A purchase cannot be cancelled or refunded.",
    featured: true,
    docs: "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_PurchaseReservedCacheNodesOffering.html",
    sections: SECTIONS,
    notes: NOTES,
};

static SECTIONS: &[Section] = &[
    Section::new(
        "Offering",
        &["ReservedCacheNodesOfferingId", "CacheNodeCount"],
    )
    .common(),
    Section::new("Name", &["ReservedCacheNodeId"]).common(),
    Section::new("Tags", &["Tags"]),
];

static NOTES: &[Note] = &[
    Note::new("ReservedCacheNodesOfferingId", "Offering", "Id of an offering from DescribeReservedCacheNodesOfferings. It fixes node type, engine, term and way of paying.").docs(pages::RESERVED),
    Note::new("ReservedCacheNodeId", "Name", "A name for the reservation that is not yet used.").default("AWS makes one up").docs(pages::RESERVED),
    Note::new("CacheNodeCount", "Number of nodes", "How many nodes to reserve.").default("1").docs(pages::RESERVED),
    shared::TAGS,
    shared::TAG_KEY,
    shared::TAG_VALUE,
];
