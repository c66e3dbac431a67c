//! The members that hold names and ids, and what each must look like.

use crate::model::generated::elasticache::names as n;
use crate::rules::shown;

/// What a name is made of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// A letter, then letters, digits and single hyphens, not ending in one.
    Identifier,
    /// The same, but a digit may come first, for the service puts a prefix before it.
    Suffix,
    /// Letters and digits.
    Alphanumeric,
}

/// A member that holds a name or id.
pub(super) struct Named {
    pub(super) operation: &'static str,
    pub(super) member: &'static str,
    pub(super) form: Form,
    /// Whether the characters are documented.
    pub(super) characters: bool,
    /// Whether the places of hyphens are documented.
    pub(super) hyphens: bool,
    /// The most characters, and whether that is documented.
    pub(super) longest: Option<(usize, bool)>,
    /// Whether the service stores it in lower case, and so says.
    pub(super) lowered: bool,
}

const fn named(operation: &'static str, member: &'static str) -> Named {
    Named {
        operation,
        member,
        form: Form::Identifier,
        characters: true,
        hyphens: true,
        longest: None,
        lowered: true,
    }
}

/// Of a name whose form is known from other places only.
const fn doubtful(operation: &'static str, member: &'static str) -> Named {
    Named {
        characters: false,
        hyphens: false,
        lowered: false,
        ..named(operation, member)
    }
}

pub(super) static NAMES: &[Named] = &[
    Named {
        longest: Some((40, false)),
        ..named("CreateSnapshot", n::SNAPSHOT_NAME)
    },
    Named {
        longest: Some((50, false)),
        ..doubtful("CreateSnapshot", n::CACHE_CLUSTER_ID)
    },
    Named {
        longest: Some((40, false)),
        ..doubtful("CreateSnapshot", n::REPLICATION_GROUP_ID)
    },
    Named {
        longest: Some((40, false)),
        ..named("CopySnapshot", n::TARGET_SNAPSHOT_NAME)
    },
    Named {
        hyphens: false,
        longest: Some((40, false)),
        ..named("CreateUser", n::USER_ID)
    },
    Named {
        hyphens: false,
        longest: Some((40, false)),
        ..named("CreateUserGroup", n::USER_GROUP_ID)
    },
    Named {
        longest: Some((255, true)),
        ..named("CreateCacheParameterGroup", n::CACHE_PARAMETER_GROUP_NAME)
    },
    Named {
        longest: Some((255, true)),
        ..named("CreateCacheSubnetGroup", n::CACHE_SUBNET_GROUP_NAME)
    },
    Named {
        form: Form::Alphanumeric,
        longest: Some((255, true)),
        ..named("CreateCacheSecurityGroup", n::CACHE_SECURITY_GROUP_NAME)
    },
    Named {
        longest: Some((255, true)),
        lowered: true,
        ..doubtful(
            "CreateServerlessCacheSnapshot",
            n::SERVERLESS_CACHE_SNAPSHOT_NAME,
        )
    },
    Named {
        longest: Some((40, false)),
        ..doubtful("CreateServerlessCacheSnapshot", n::SERVERLESS_CACHE_NAME)
    },
    Named {
        longest: Some((255, true)),
        lowered: true,
        ..doubtful(
            "CopyServerlessCacheSnapshot",
            n::TARGET_SERVERLESS_CACHE_SNAPSHOT_NAME,
        )
    },
    Named {
        form: Form::Suffix,
        ..doubtful(
            "CreateGlobalReplicationGroup",
            n::GLOBAL_REPLICATION_GROUP_ID_SUFFIX,
        )
    },
    Named {
        longest: Some((40, true)),
        lowered: false,
        ..named(
            "CreateGlobalReplicationGroup",
            n::PRIMARY_REPLICATION_GROUP_ID,
        )
    },
    doubtful(
        "PurchaseReservedCacheNodesOffering",
        n::RESERVED_CACHE_NODE_ID,
    ),
];

/// What makes a thing of its own name: operation, member, kind.
pub(super) const MADE: &[(&str, &str, &str)] = &[
    ("CreateUser", n::USER_ID, "user"),
    ("CreateUserGroup", n::USER_GROUP_ID, "user group"),
    (
        "CreateCacheParameterGroup",
        n::CACHE_PARAMETER_GROUP_NAME,
        "parameter group",
    ),
    (
        "CreateCacheSubnetGroup",
        n::CACHE_SUBNET_GROUP_NAME,
        "subnet group",
    ),
    (
        "CreateCacheSecurityGroup",
        n::CACHE_SECURITY_GROUP_NAME,
        "cache security group",
    ),
    ("CreateSnapshot", n::SNAPSHOT_NAME, "snapshot"),
    ("CopySnapshot", n::TARGET_SNAPSHOT_NAME, "snapshot"),
    (
        "CreateServerlessCacheSnapshot",
        n::SERVERLESS_CACHE_SNAPSHOT_NAME,
        "serverless snapshot",
    ),
    (
        "CopyServerlessCacheSnapshot",
        n::TARGET_SERVERLESS_CACHE_SNAPSHOT_NAME,
        "serverless snapshot",
    ),
    (
        "CreateGlobalReplicationGroup",
        n::GLOBAL_REPLICATION_GROUP_ID_SUFFIX,
        "global datastore",
    ),
    (
        "PurchaseReservedCacheNodesOffering",
        n::RESERVED_CACHE_NODE_ID,
        "reservation",
    ),
    (
        "CreateReplicationGroup",
        n::REPLICATION_GROUP_ID,
        "replication group",
    ),
    ("CreateCacheCluster", n::CACHE_CLUSTER_ID, "cluster"),
    (
        "CreateServerlessCache",
        n::SERVERLESS_CACHE_NAME,
        "serverless cache",
    ),
];

/// What is wrong with the form of a name.
pub(super) enum Fault {
    Empty,
    Arn,
    Character(char, usize),
    Start(char),
    EndsInHyphen,
    DoubleHyphen,
}

impl Fault {
    pub(super) fn is_about_hyphens(&self) -> bool {
        matches!(self, Self::EndsInHyphen | Self::DoubleHyphen)
    }

    pub(super) fn message(&self, text: &str, form: Form) -> String {
        let text = shown(text);
        match self {
            Self::Empty => "the name is empty".to_owned(),
            Self::Arn => format!("“{text}” is an ARN, where the plain name is needed"),
            Self::Character(c, at) => {
                let what = if form == Form::Alphanumeric {
                    "letters and digits"
                } else {
                    "letters, digits and hyphens"
                };
                let c = shown(&c.to_string());
                format!("“{text}” has “{c}” as character {at}; only {what} are allowed")
            }
            Self::Start(c) => format!("“{text}” begins with “{c}”, not with a letter"),
            Self::EndsInHyphen => format!("“{text}” begins or ends with a hyphen"),
            Self::DoubleHyphen => format!("“{text}” has two hyphens in a row"),
        }
    }
}

pub(super) fn fault(text: &str, form: Form) -> Option<Fault> {
    let Some(first) = text.chars().next() else {
        return Some(Fault::Empty);
    };
    if text.starts_with("arn:") {
        return Some(Fault::Arn);
    }
    let hyphen = |c: char| c == '-' && form != Form::Alphanumeric;
    let odd = text
        .chars()
        .position(|c| !(c.is_ascii_alphanumeric() || hyphen(c)));
    if let Some(at) = odd {
        return Some(Fault::Character(text.chars().nth(at)?, at + 1));
    }
    if form == Form::Identifier && !first.is_ascii_alphabetic() {
        return Some(Fault::Start(first));
    }
    if text.ends_with('-') || first == '-' {
        return Some(Fault::EndsInHyphen);
    }
    text.contains("--").then_some(Fault::DoubleHyphen)
}

/// The nearest name of the form; empty where nothing is left.
pub(super) fn mended(text: &str, named: &Named) -> String {
    let text = match text.strip_prefix("arn:") {
        Some(rest) => rest.rsplit([':', '/']).next().unwrap_or_default(),
        None => text,
    };
    let longest = named.longest.map_or(usize::MAX, |(longest, _)| longest);
    let mut acc = String::new();
    for c in text.chars() {
        if acc.len() >= longest {
            break;
        }
        let starts = acc.is_empty();
        if c.is_ascii_digit() && starts && named.form == Form::Identifier {
            continue;
        }
        if c.is_ascii_alphanumeric() {
            acc.push(c);
        } else if !starts && !acc.ends_with('-') && named.form != Form::Alphanumeric {
            acc.push('-');
        }
    }
    acc.truncate(acc.trim_end_matches('-').len());
    acc
}
