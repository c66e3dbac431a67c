//! Node types as a table to choose from: what the Region and the engine of a request have comes first.

use std::cmp::Reverse;

use crate::catalog::{self, NodeType};
use crate::document::{Document, Resource};

/// A node type, and why a request cannot have it.
#[derive(Clone, Debug)]
pub struct Offer {
    pub node: &'static NodeType,
    /// As a note says it: `not in eu-north-1`.
    pub absent: Option<String>,
}

/// Every node type; those that a request can have first.
pub fn offers(document: &Document, resource: &Resource) -> Vec<Offer> {
    let region = document.region_of(resource);
    let engine = resource.parameters.text("Engine").map(str::to_lowercase);
    let known = engine
        .as_deref()
        .filter(|engine| catalog::engine(engine).is_some());
    let mut offers: Vec<Offer> = catalog::node_types()
        .iter()
        .map(|node| Offer {
            node,
            absent: absent(node, region, known),
        })
        .collect();
    offers.sort_by_key(|offer| Reverse(offer.absent.is_none()));
    offers
}

fn absent(node: &NodeType, region: &str, engine: Option<&str>) -> Option<String> {
    if catalog::is_retired_node_type(node.name) {
        return Some("not for new clusters".to_owned());
    }
    if node.in_region(region) == Some(false) {
        return Some(format!("not in {region}"));
    }
    let engine = engine.filter(|engine| !node.offered_for(engine))?;
    Some(format!("not for {engine}"))
}

impl Offer {
    /// Kind of family, and processor: `memory optimized, Graviton`.
    pub fn kind(&self) -> String {
        let family = self.node.family;
        let processor = if family.arm { ", Graviton" } else { "" };
        format!("{}{processor}", family.title)
    }

    /// Whether it has all words of a query.
    pub fn has(&self, query: &str) -> bool {
        let node = self.node;
        let text = format!(
            "{} {} {} vcpu {} {} {}",
            node.name,
            self.kind(),
            node.vcpu,
            node.memory_text(),
            node.network_text(),
            self.absent.as_deref().unwrap_or_default(),
        );
        let text = text.to_lowercase();
        query
            .to_lowercase()
            .split_whitespace()
            .all(|word| text.contains(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::parse_json;

    fn offered(region: &str, parameters: &str) -> Vec<Offer> {
        let mut resource = Resource::new("elasticache", "CreateReplicationGroup");
        resource.parameters = parse_json(parameters).expect("valid JSON");
        offers(&Document::single(region, resource.clone()), &resource)
    }

    #[test]
    fn what_region_and_engine_have_comes_first() {
        let all = offered("af-south-1", r#"{"Engine":"Redis"}"#);
        assert_eq!(all.len(), catalog::node_types().len());
        let n_here = all.iter().filter(|offer| offer.absent.is_none()).count();
        assert!(n_here > 10 && all[..n_here].iter().all(|offer| offer.absent.is_none()));
        let why = |name: &str| {
            let found = all.iter().find(|offer| offer.node.name == name);
            found.and_then(|offer| offer.absent.clone())
        };
        assert_eq!(
            why("cache.c7gn.large").as_deref(),
            Some("not in af-south-1")
        );
        assert_eq!(
            why("cache.t2.micro").as_deref(),
            Some("not for new clusters")
        );
        assert_eq!(why("cache.t3.micro"), None);
    }

    #[test]
    fn an_unknown_engine_or_region_rules_nothing_out() {
        for (region, parameters) in [("xx-none-1", "{}"), ("us-west-2", r#"{"Engine":"other"}"#)] {
            let n_out = offered(region, parameters)
                .iter()
                .filter(|offer| {
                    offer
                        .absent
                        .as_deref()
                        .is_some_and(|why| why != "not for new clusters")
                })
                .count();
            assert_eq!(n_out, 0, "{region} {parameters}");
        }
    }

    #[test]
    fn node_types_are_found_by_words() {
        let all = offered("us-west-2", "{}");
        let found = |query: &str| -> Vec<_> {
            let found = all.iter().filter(|offer| offer.has(query));
            found.map(|offer| offer.node.name).collect()
        };
        assert_eq!(found("r7g.large"), ["cache.r7g.large"]);
        assert_eq!(found("memory GRAVITON r7g.xlarge"), ["cache.r7g.xlarge"]);
        assert_eq!(found("").len(), all.len());
        assert!(found("no such thing").is_empty());
    }
}
