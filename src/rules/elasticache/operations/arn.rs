//! Amazon Resource Names and the identifiers in them.

/// `arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Arn<'a> {
    pub(super) service: &'a str,
    pub(super) region: &'a str,
    pub(super) account: &'a str,
    /// All that follows, colons and slashes included.
    pub(super) resource: &'a str,
}

impl<'a> Arn<'a> {
    pub(super) fn parse(text: &'a str) -> Option<Self> {
        let mut parts = text.splitn(6, ':');
        let (scheme, partition) = (parts.next()?, parts.next()?);
        let arn = Self {
            service: parts.next()?,
            region: parts.next()?,
            account: parts.next()?,
            resource: parts.next()?,
        };
        let known = scheme == "arn" && partition.strip_prefix("aws").is_some_and(is_partition);
        known.then_some(arn)
    }

    /// Whether it names a Region and an account.
    pub(super) fn is_regional(&self) -> bool {
        let region = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        !self.region.is_empty()
            && self.region.chars().all(region)
            && self.account.len() == 12
            && self.account.bytes().all(|byte| byte.is_ascii_digit())
    }
}

/// What may follow `aws` in a partition's name: nothing, or `-cn`.
fn is_partition(rest: &str) -> bool {
    rest.is_empty()
        || rest
            .strip_prefix('-')
            .is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'))
}

/// Whether text is so many lower-case hexadecimal digits.
pub(super) fn is_hex(text: &str, lengths: &[usize]) -> bool {
    lengths.contains(&text.len())
        && text
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// Whether text is an EC2 id with a prefix: `sg-` and 8 or 17 hexadecimal digits.
pub(super) fn is_ec2_id(text: &str, prefix: &str) -> bool {
    text.strip_prefix(prefix)
        .is_some_and(|digits| is_hex(digits, &[8, 17]))
}

/// Whether text is the ARN of an object in S3.
pub(super) fn is_s3_object(text: &str) -> bool {
    let Some(arn) = Arn::parse(text) else {
        return false;
    };
    let object = arn.resource.split_once('/');
    arn.service == "s3"
        && arn.region.is_empty()
        && arn.account.is_empty()
        && object.is_some_and(|(bucket, key)| is_bucket(bucket) && !key.is_empty())
}

fn is_bucket(name: &str) -> bool {
    (3..=63).contains(&name.len())
        && name
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'.'))
}

/// Whether text is letters, digits and hyphens after a first letter.
pub(super) fn is_identifier(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arns_are_told_apart() {
        for (text, expected) in [
            ("arn:aws:s3:::my-bucket/folder/dump.rdb", true),
            ("arn:aws-cn:s3:::my-bucket/a:b", true),
            ("arn:aws:s3:::my-bucket", false),
            ("arn:aws:s3:::my-bucket/", false),
            ("arn:aws:s3:us-west-2::my-bucket/a", false),
            ("arn:AWS:s3:::my-bucket/a", false),
            ("s3://my-bucket/a", false),
            ("arn:aws:s3:::My_Bucket/a", false),
            ("", false),
        ] {
            assert_eq!(is_s3_object(text), expected, "{text}");
        }
        assert!(is_ec2_id("sg-0123456789abcdef0", "sg-") && is_ec2_id("sg-01234567", "sg-"));
        for text in [
            "sg-0123456",
            "sg-0123456G",
            "sg-0123456789ABCDEF0",
            "default",
            "sg-",
        ] {
            assert!(!is_ec2_id(text, "sg-"), "{text}");
        }
        let topic = Arn::parse("arn:aws:sns:us-west-2:123456789012:cache").expect("an ARN");
        assert!(topic.is_regional());
        assert!(
            !Arn::parse("arn:aws:sns::123:cache")
                .expect("an ARN")
                .is_regional()
        );
    }
}
