//! Users, user groups and security groups.

use super::{Fate, Item, Recipe, items};
use crate::document::{Resource, Value};

pub(super) const USER: Recipe = Recipe {
    many: "Users",
    one: "User",
    id: "UserId",
    service: "elasticache",
    operation: "CreateUser",
    unknown: "the tags",
    make: user,
};

pub(super) const USER_GROUP: Recipe = Recipe {
    many: "UserGroups",
    one: "UserGroup",
    id: "UserGroupId",
    service: "elasticache",
    operation: "CreateUserGroup",
    unknown: "the tags",
    make: |_| Fate::Kept,
};

pub(super) const SECURITY_GROUP: Recipe = Recipe {
    many: "CacheSecurityGroups",
    one: "CacheSecurityGroup",
    id: "CacheSecurityGroupName",
    service: "elasticache",
    operation: "CreateCacheSecurityGroup",
    unknown: "the tags",
    make: security_group,
};

/// A user has two passwords at most.
const MOST_PASSWORDS: usize = 2;

fn user(item: &mut Item<'_>) -> Fate {
    let node = item.node;
    if node.text_of("UserId").is_some_and(|id| &**id == "default") {
        let message = "the user “default” is in every account, so no request makes it";
        item.note(node.place, message);
        return Fate::Dropped;
    }
    let Some(authentication) = node.get("Authentication") else {
        return Fate::Kept;
    };
    match authentication.text_of("Type").map(|text| &**text) {
        Some("password") => {
            let n = authentication
                .text_of("PasswordCount")
                .and_then(|text| text.parse().ok())
                .unwrap_or(1_usize)
                .clamp(1, MOST_PASSWORDS);
            let id = node.text_of("UserId").map_or("USER", |id| id);
            let name = variable(id);
            let names = (1..=n).map(|i| match n {
                1 => Value::env(&name),
                _ => Value::env(&format!("{name}_{i}")),
            });
            item.set("Passwords", Value::list(names.collect::<Vec<_>>()));
            let message =
                "the output does not say passwords; they are read from environment variables";
            item.note(authentication.place, message);
        }
        Some("no-password" | "no-password-required") => {
            item.set("NoPasswordRequired", Value::Bool(true));
        }
        Some("iam") => {
            let mode = [("Type".into(), Value::string("iam"))];
            item.set("AuthenticationMode", Value::map(mode));
        }
        _ => {}
    }
    Fate::Kept
}

/// The environment variable of a user's password: `APP_PASSWORD` of `app`.
fn variable(id: &str) -> String {
    let word = |c: char| {
        if c.is_ascii_alphanumeric() {
            c.to_ascii_uppercase()
        } else {
            '_'
        }
    };
    let name: String = id.chars().take(40).map(word).collect();
    if name.starts_with(|c: char| c.is_ascii_digit()) {
        return format!("USER_{name}_PASSWORD");
    }
    format!("{name}_PASSWORD")
}

fn security_group(item: &mut Item<'_>) -> Fate {
    let node = item.node;
    let Some(name) = node.text_of("CacheSecurityGroupName") else {
        return Fate::Kept;
    };
    if &**name == "default" {
        let message = "the security group “default” is in every account, so no request makes it";
        item.note(node.place, message);
        return Fate::Dropped;
    }
    for group in items(node, "EC2SecurityGroups") {
        let mut resource = Resource::new("elasticache", "AuthorizeCacheSecurityGroupIngress");
        let mut members = vec![("CacheSecurityGroupName".into(), Value::String(name.clone()))];
        for member in ["EC2SecurityGroupName", "EC2SecurityGroupOwnerId"] {
            if let Some(text) = group.text_of(member) {
                members.push((member.into(), Value::String(text.clone())));
            }
        }
        resource.parameters = Value::map(members);
        item.more.push(resource);
    }
    Fate::Kept
}
