//! Partitions, Regions, zones and endpoints.

use super::generated::regions::{DSQL_SETS, PARTITIONS, REGIONS};

/// A set of Regions with accounts, names and hosts of its own.
#[derive(Debug)]
pub struct Partition {
    /// As in an ARN: `aws-cn`.
    pub id: &'static str,
    /// What the names of its Regions begin with; empty for the partition of all others.
    pub prefix: &'static str,
    /// `amazonaws.com`.
    pub dns_suffix: &'static str,
    /// `api.aws`.
    pub dual_stack_suffix: &'static str,
}

/// A Region.
#[derive(Debug)]
pub struct Region {
    /// `us-west-2`.
    pub id: &'static str,
    /// `US West (Oregon)`.
    pub name: &'static str,
    pub partition: &'static Partition,
    /// Names of Availability Zones. Which of them an account sees differs.
    pub zones: &'static [&'static str],
    pub elasticache: bool,
    pub dsql: bool,
    /// Whether a global datastore may span it.
    pub global_datastore: bool,
}

/// Every Region, by id.
pub fn regions() -> &'static [Region] {
    REGIONS
}

/// A Region by id.
pub fn region(id: &str) -> Option<&'static Region> {
    REGIONS.iter().find(|region| region.id == id)
}

/// The partition of a Region; of an unknown one by what its name begins with.
pub fn partition_of(region_id: &str) -> &'static Partition {
    let special = PARTITIONS
        .iter()
        .find(|partition| !partition.prefix.is_empty() && region_id.starts_with(partition.prefix));
    special.unwrap_or(&PARTITIONS[0])
}

/// The host of a service's API in a Region, for known and unknown Regions.
///
/// Whatever the Region's name is, it stays one label of the host: what is no letter, digit or
/// hyphen is percent-encoded.
pub fn endpoint_host(service_id: &str, region_id: &str) -> String {
    let partition = partition_of(region_id);
    let suffix = if service_id == "dsql" {
        partition.dual_stack_suffix
    } else {
        partition.dns_suffix
    };
    format!("{}.{}.{suffix}", label(service_id), label(region_id))
}

/// Text as one label of a host name, never empty.
fn label(text: &str) -> String {
    let mut acc = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || byte == b'-' {
            acc.push(char::from(byte));
        } else {
            acc.push('%');
            for digit in [byte >> 4, byte & 15] {
                acc.push(char::from(b"0123456789ABCDEF"[usize::from(digit)]));
            }
        }
    }
    if acc.is_empty() { "-".into() } else { acc }
}

/// The sets of Regions within which a multi-Region Aurora DSQL cluster is formed.
pub fn dsql_sets() -> &'static [&'static [&'static str]] {
    DSQL_SETS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_follow_the_partition() {
        for (service, region, host) in [
            (
                "elasticache",
                "us-west-2",
                "elasticache.us-west-2.amazonaws.com",
            ),
            (
                "elasticache",
                "cn-north-1",
                "elasticache.cn-north-1.amazonaws.com.cn",
            ),
            (
                "elasticache",
                "us-iso-east-1",
                "elasticache.us-iso-east-1.c2s.ic.gov",
            ),
            (
                "elasticache",
                "us-isob-east-1",
                "elasticache.us-isob-east-1.sc2s.sgov.gov",
            ),
            (
                "elasticache",
                "eusc-de-east-1",
                "elasticache.eusc-de-east-1.amazonaws.eu",
            ),
            (
                "elasticache",
                "xx-nowhere-1",
                "elasticache.xx-nowhere-1.amazonaws.com",
            ),
            ("dsql", "us-east-1", "dsql.us-east-1.api.aws"),
            (
                "dsql",
                "cn-new-9",
                "dsql.cn-new-9.api.amazonwebservices.com.cn",
            ),
        ] {
            assert_eq!(endpoint_host(service, region), host);
        }
    }

    #[test]
    fn an_odd_region_stays_one_label() {
        for region in ["evil.com/", "a b", "x@y", "é", "", "a:80", "#?", "\"'`$"] {
            let host = endpoint_host("elasticache", region);
            let rest = host.strip_prefix("elasticache.").expect("service first");
            let label = rest.strip_suffix(".amazonaws.com").expect("suffix last");
            assert!(!label.is_empty());
            assert!(
                label
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'%'),
                "{label}"
            );
        }
    }

    #[test]
    fn regions_are_sorted_and_consistent() {
        assert!(REGIONS.windows(2).all(|pair| pair[0].id < pair[1].id));
        assert!(REGIONS.len() <= 64);
        for region in REGIONS {
            assert_eq!(
                partition_of(region.id).id,
                region.partition.id,
                "{}",
                region.id
            );
            assert!(!region.zones.is_empty());
            assert!(region.zones.iter().all(|zone| zone.starts_with(region.id)));
        }
        for member in DSQL_SETS.iter().copied().flatten() {
            assert!(region(member).is_some_and(|region| region.dsql), "{member}");
        }
    }

    #[test]
    fn facts_of_a_few_regions() {
        let oregon = region("us-west-2").expect("known");
        assert_eq!(oregon.name, "US West (Oregon)");
        assert_eq!(oregon.zones.len(), 4);
        assert!(oregon.elasticache && oregon.dsql && oregon.global_datastore);
        let california = region("us-west-1").expect("known");
        assert_eq!(california.zones, ["us-west-1a", "us-west-1c"]);
        assert!(!california.dsql);
        assert_eq!(
            REGIONS.iter().filter(|region| region.elasticache).count(),
            46
        );
        assert_eq!(REGIONS.iter().filter(|region| region.dsql).count(), 19);
    }
}
