//! The ARNs of clusters.

use std::fmt;

use crate::document::Value;
use crate::model::generated::dsql::names as n;

/// `arn:aws:dsql:us-east-1:111122223333:cluster/…`
#[derive(Clone, Copy, Debug)]
pub(super) struct Arn<'a> {
    pub(super) partition: &'a str,
    pub(super) region: &'a str,
    pub(super) account: &'a str,
    pub(super) id: &'a str,
}

impl<'a> Arn<'a> {
    /// Of an ARN that matches the model's pattern; others are the model's business.
    fn parse(text: &'a str) -> Option<Self> {
        let parts: Vec<&str> = text.splitn(6, ':').collect();
        let ["arn", partition, "dsql", region, account, resource] = *parts else {
            return None;
        };
        let id = resource.strip_prefix("cluster/")?;
        let digits = account.len() == 12 && account.bytes().all(|b| b.is_ascii_digit());
        let plain = id
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        let cluster = id.len() == 26 && plain;
        (partition.starts_with("aws") && !region.is_empty() && digits && cluster).then_some(Self {
            partition,
            region,
            account,
            id,
        })
    }
}

impl fmt::Display for Arn<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            partition,
            region,
            account,
            id,
        } = self;
        write!(f, "arn:{partition}:dsql:{region}:{account}:cluster/{id}")
    }
}

/// The well-formed peers of a request, with their indexes.
pub(super) fn peers(parameters: &Value) -> Vec<(usize, Arn<'_>)> {
    let properties = parameters.get(n::MULTI_REGION_PROPERTIES);
    let texts = properties
        .into_iter()
        .flat_map(|value| value.texts(n::CLUSTERS));
    texts
        .filter_map(|(i, text)| Some((i, Arn::parse(text)?)))
        .collect()
}
