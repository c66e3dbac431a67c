//! API names as words: `CacheNodeType` is `Cache node type`.

/// Written in capitals wherever they stand.
const ABBREVIATIONS: &[&str] = &[
    "acl", "api", "arn", "arns", "az", "azs", "cidr", "dns", "ec2", "ecpu", "iam", "id", "ids",
    "ip", "kms", "rdb", "s3", "sns", "tls", "ttl", "url", "vpc",
];

/// An API name as a label.
pub fn words(name: &str) -> String {
    let kebab = crate::model::kebab_case(name);
    let mut acc = String::with_capacity(kebab.len());
    for (i, word) in kebab.split('-').enumerate() {
        if i > 0 {
            acc.push(' ');
        }
        if let Some(plural) = word
            .strip_suffix('s')
            .filter(|stem| ABBREVIATIONS.contains(stem))
        {
            acc.push_str(&plural.to_uppercase());
            acc.push('s');
        } else if ABBREVIATIONS.contains(&word) {
            acc.push_str(&word.to_uppercase());
        } else if i == 0 {
            acc.push_str(&capitalized(word));
        } else {
            acc.push_str(word);
        }
    }
    acc
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_as_words() {
        for (name, expected) in [
            ("CacheNodeType", "Cache node type"),
            ("SnapshotArns", "Snapshot ARNs"),
            ("AZMode", "AZ mode"),
            ("KmsKeyId", "KMS key ID"),
            ("kmsEncryptionKey", "KMS encryption key"),
            ("PreferredCacheClusterAZs", "Preferred cache cluster AZs"),
            ("ModifyReplicationGroup", "Modify replication group"),
            ("GetVpcEndpointServiceName", "Get VPC endpoint service name"),
            ("", ""),
        ] {
            assert_eq!(words(name), expected);
        }
    }
}
