//! What a caller needs beside the operation itself: tags, peers, keys, networks, buckets, logs, roles.

use std::borrow::Cow;

use super::{Policy, Statement, action, arn, given_arn, literal, names};
use crate::catalog;
use crate::document::{Document, Resource, Value};
use crate::model::generated::{dsql::names as d, elasticache::names as n};

const AT_REST: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/at-rest-encryption.html";
const DSQL_KEYS: &str =
    "https://docs.aws.amazon.com/aurora-dsql/latest/userguide/data-encryption.html";
const DSQL_STREAMS: &str = "https://docs.aws.amazon.com/aurora-dsql/latest/userguide/cdc-iam.html";
const DSQL_REGIONS: &str =
    "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonauroradsql.html";
const ELASTICACHE: &str = "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticache.html";
const LOGS: &str = "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Log_Delivery.html";
const FIREHOSE: &str = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-Firehose.html";
const LINKED_ROLES: &str =
    "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/using-service-linked-roles.html";

/// A request and where it goes.
struct Request<'a> {
    region: &'a str,
    resource: &'a Resource,
    /// The actions that the reference lists beside the operation's own.
    beside: &'static [&'static str],
    /// The ARNs of what the operation's own statement covers.
    own: Vec<String>,
}

/// Adds what a request needs beside its own action.
pub(super) fn add(policy: &mut Policy, document: &Document, resource: &Resource) {
    if resource.operation().is_none() {
        return;
    }
    let request = Request {
        region: document.region_of(resource),
        resource,
        beside: action(resource).map_or(&[], |known| known.beside),
        own: names::resources(document, resource),
    };
    if &*resource.service == "dsql" {
        request.dsql(policy);
    } else {
        request.elasticache(policy);
    }
}

impl Request<'_> {
    fn elasticache(&self, policy: &mut Policy) {
        if !self.list(n::TAGS).is_empty() && self.needs("elasticache:AddTagsToResource") {
            policy.add(statement(
                "Tags",
                &["elasticache:AddTagsToResource"],
                self.own.clone(),
                "Requests that create something carry tags.",
                ELASTICACHE,
            ));
        }
        self.network(policy);
        self.endpoint(policy);
        self.objects(policy);
        self.key(
            policy,
            n::KMS_KEY_ID,
            &["kms:CreateGrant", "kms:DescribeKey"],
            AT_REST,
        );
        self.logs(policy);
        if self.needs("ec2:CreateNetworkInterface") || self.needs("ec2:CreateVpcEndpoint") {
            self.linked_role(
                policy,
                "elasticache.amazonaws.com",
                "AWSServiceRoleForElastiCache*",
            );
        }
    }

    fn dsql(&self, policy: &mut Policy) {
        let own = || vec![names::dsql_cluster(self.region, self.resource)];
        let mut needs = |sid, actions: &'static [&'static str], resources, reason, source| {
            policy.add(statement(sid, actions, resources, reason, source));
        };
        if self.value(d::TAGS).is_some() && !self.is("TagResource") {
            needs(
                "Tags",
                &["dsql:TagResource"],
                own(),
                "Requests that create something carry tags.",
                DSQL_REGIONS,
            );
        }
        if self.value(d::POLICY).is_some() && !self.is("PutClusterPolicy") {
            needs(
                "ClusterPolicy",
                &["dsql:PutClusterPolicy"],
                own(),
                "A cluster is created with a policy of its own.",
                DSQL_REGIONS,
            );
        }
        if self.is("CreateStream") {
            let target = self
                .value(d::TARGET_DEFINITION)
                .and_then(|target| target.get(d::KINESIS));
            let role = target.and_then(|kinesis| kinesis.text(d::ROLE_ARN));
            needs(
                "StreamRole",
                &["iam:PassRole"],
                vec![role.and_then(given_arn).unwrap_or_else(|| "*".into())],
                "Aurora DSQL takes this role to write a stream's records.",
                DSQL_STREAMS,
            );
        }
        if let Some(regions) = self.value(d::MULTI_REGION_PROPERTIES) {
            self.peers(policy, regions);
        }
        if self.value(d::KMS_ENCRYPTION_KEY).and_then(Value::as_str) != Some("AWS_OWNED_KMS_KEY") {
            self.key(
                policy,
                d::KMS_ENCRYPTION_KEY,
                &["kms:DescribeKey"],
                DSQL_KEYS,
            );
        }
        if self.is("CreateCluster") {
            self.linked_role(policy, "dsql.amazonaws.com", "AWSServiceRoleForAuroraDsql*");
        }
    }

    /// Clusters of several Regions: properties, peers and the witness.
    fn peers(&self, policy: &mut Policy, regions: &Value) {
        let own = names::dsql_cluster(self.region, self.resource);
        policy.add(statement(
            "MultiRegion",
            &["dsql:PutMultiRegionProperties"],
            vec![own.clone()],
            "Clusters are set up for several Regions.",
            DSQL_REGIONS,
        ));
        if let Some(peers) = regions.items(d::CLUSTERS).filter(|peers| !peers.is_empty()) {
            let peers = peers.iter().map(|peer| {
                // What is only known when the first cluster is there may be any.
                let any = || {
                    format!(
                        "arn:{}:dsql:*:*:cluster/*",
                        catalog::partition_of(self.region).id
                    )
                };
                peer.as_str().and_then(given_arn).unwrap_or_else(any)
            });
            policy.add(statement(
                "Peers",
                &["dsql:AddPeerCluster"],
                std::iter::once(own.clone()).chain(peers).collect(),
                "Clusters of two Regions are linked, each from its own.",
                DSQL_REGIONS,
            ));
        }
        if let Some(witness) = regions.text(d::WITNESS_REGION) {
            policy.add(Statement {
                conditions: vec![("StringEquals", "dsql:WitnessRegion", witness.to_owned())],
                ..statement(
                    "Witness",
                    &["dsql:PutWitnessRegion"],
                    vec![own, arn("dsql", witness, "cluster/*")],
                    "The witness Region is checked there and in the cluster's own Region.",
                    DSQL_REGIONS,
                )
            });
        }
    }

    /// Nodes have network interfaces in the caller's subnets.
    fn network(&self, policy: &mut Policy) {
        if !self.needs("ec2:CreateNetworkInterface") {
            return;
        }
        policy.add(statement(
            "ReadNetwork",
            &[
                "ec2:DescribeNetworkInterfaces",
                "ec2:DescribeSubnets",
                "ec2:DescribeVpcs",
            ],
            vec!["*".into()],
            "ElastiCache looks up the subnets; EC2's Describe actions know no resources.",
            ELASTICACHE,
        ));
        let mut places = vec![self.ec2("network-interface/*"), self.ec2("subnet/*")];
        places.extend(self.security_groups());
        policy.add(statement(
            "NetworkInterfaces",
            &["ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface"],
            places,
            "Every node has a network interface in a subnet.",
            ELASTICACHE,
        ));
    }

    /// Serverless caches have an endpoint in the caller's network.
    fn endpoint(&self, policy: &mut Policy) {
        if self.needs("ec2:AuthorizeSecurityGroupIngress") {
            policy.add(statement(
                "SecurityGroupIngress",
                &["ec2:AuthorizeSecurityGroupIngress"],
                vec![self.ec2("security-group/*")],
                "A cache security group lets an EC2 security group in.",
                ELASTICACHE,
            ));
        }
        let looks_up: Vec<&'static str> = self
            .beside
            .iter()
            .copied()
            .filter(|action| action.starts_with("ec2:Describe"))
            .collect();
        let serverless = self.resource.operation.contains("ServerlessCache");
        if serverless && !looks_up.is_empty() {
            policy.add(statement(
                "ReadEndpoints",
                &looks_up,
                vec!["*".into()],
                "ElastiCache looks up the network; EC2's Describe actions know no resources.",
                ELASTICACHE,
            ));
        }
        if !self.needs("ec2:CreateVpcEndpoint") {
            return;
        }
        let endpoint = self.ec2("vpc-endpoint/*");
        let mut places = vec![endpoint.clone(), self.ec2("vpc/*")];
        let subnets: Vec<String> = self.ids(n::SUBNET_IDS, "subnet/");
        places.extend(if subnets.is_empty() {
            vec![self.ec2("subnet/*")]
        } else {
            subnets
        });
        places.extend(self.security_groups());
        policy.add(statement(
            "Endpoints",
            &["ec2:CreateVpcEndpoint", "ec2:DeleteVpcEndpoints"],
            places,
            "A serverless cache is reached through an endpoint in the VPC.",
            ELASTICACHE,
        ));
        policy.add(Statement {
            conditions: vec![(
                "StringEquals",
                "ec2:CreateAction",
                "CreateVpcEndpoint".into(),
            )],
            ..statement(
                "EndpointTags",
                &["ec2:CreateTags"],
                vec![endpoint],
                "ElastiCache tags the endpoint that it makes.",
                ELASTICACHE,
            )
        });
    }

    /// Data that comes from or goes to a bucket.
    fn objects(&self, policy: &mut Policy) {
        let arns = [n::SNAPSHOT_ARNS, n::SNAPSHOT_ARNS_TO_RESTORE];
        let listed = arns.iter().flat_map(|member| self.list(member));
        let listed = listed.filter_map(Value::as_str).filter_map(given_arn);
        let (objects, backups): (Vec<String>, Vec<String>) =
            listed.partition(|arn| arn.split(':').nth(2) == Some("s3"));
        if !objects.is_empty() {
            policy.add(statement(
                "ReadBackupFiles",
                &["s3:GetObject"],
                objects,
                "The data comes from files in a bucket, which ElastiCache itself must be let into too.",
                ELASTICACHE,
            ));
        }
        if !backups.is_empty() {
            let action = format!("elasticache:{}", self.resource.operation);
            policy.add(Statement {
                actions: vec![action.into()],
                ..statement(
                    "Backups",
                    &[],
                    backups,
                    "The data comes from a backup.",
                    ELASTICACHE,
                )
            });
        }
        let bucket = [n::TARGET_BUCKET, n::S3_BUCKET_NAME]
            .iter()
            .find_map(|member| self.resource.parameters.text(member));
        let Some(bucket) = bucket.filter(|bucket| !bucket.is_empty()) else {
            return;
        };
        let partition = catalog::partition_of(self.region).id;
        let bucket = format!("arn:{partition}:s3:::{}", literal(bucket));
        policy.add(statement(
            "WriteBackupFiles",
            &["s3:DeleteObject", "s3:PutObject"],
            vec![format!("{bucket}/*")],
            "The backup is written into a bucket, which ElastiCache itself must be let into too.",
            ELASTICACHE,
        ));
        if self.needs("s3:GetBucketAcl") {
            policy.add(statement(
                "ReadBucketAcl",
                &["s3:GetBucketAcl"],
                vec![bucket],
                "ElastiCache looks whether it may write into the bucket.",
                ELASTICACHE,
            ));
        }
        if self.needs("s3:ListAllMyBuckets") {
            policy.add(statement(
                "ListBuckets",
                &["s3:ListAllMyBuckets"],
                vec!["*".into()],
                "Exporting a backup lists the buckets; the action knows no resources.",
                ELASTICACHE,
            ));
        }
    }

    /// A key of the caller's own.
    fn key(
        &self,
        policy: &mut Policy,
        member: &str,
        actions: &'static [&'static str],
        source: &'static str,
    ) {
        let Some(key) = self.value(member) else {
            return;
        };
        let resource = match key.as_str() {
            Some(key) if given_arn(key).is_some() && !key.contains(":alias/") => {
                literal(key).into_owned()
            }
            Some(id) if !id.is_empty() && !id.contains("alias/") => {
                arn("kms", self.region, &format!("key/{}", literal(id)))
            }
            _ => arn("kms", self.region, "key/*"),
        };
        let via = format!("{}.{}.amazonaws.com", self.resource.service, self.region);
        policy.add(Statement {
            conditions: vec![("StringEquals", "kms:ViaService", via)],
            ..statement(
                "EncryptionKey",
                actions,
                vec![resource],
                "Data is encrypted with a key of your own, whose key policy must agree.",
                source,
            )
        });
    }

    /// Slow log and engine log.
    fn logs(&self, policy: &mut Policy) {
        let destination = |kind: &str| {
            self.list(n::LOG_DELIVERY_CONFIGURATIONS)
                .iter()
                .any(|log| log.text(n::DESTINATION_TYPE) == Some(kind))
        };
        let (groups, streams) = (
            destination("cloudwatch-logs"),
            destination("kinesis-firehose"),
        );
        if groups || streams {
            policy.add(statement(
                "LogDelivery",
                &[
                    "logs:CreateLogDelivery",
                    "logs:DeleteLogDelivery",
                    "logs:GetLogDelivery",
                    "logs:ListLogDeliveries",
                    "logs:UpdateLogDelivery",
                ],
                vec!["*".into()],
                "Logs are delivered; these actions know no resources.",
                LOGS,
            ));
        }
        if groups {
            policy.add(statement(
                "LogGroups",
                &[
                    "logs:DescribeLogGroups",
                    "logs:DescribeResourcePolicies",
                    "logs:PutResourcePolicy",
                ],
                vec!["*".into()],
                "The log group lets the delivery write; these actions know no resources.",
                LOGS,
            ));
        }
        if streams {
            policy.add(statement(
                "LogStreams",
                &["firehose:TagDeliveryStream"],
                vec![arn("firehose", self.region, "deliverystream/*")],
                "Log delivery marks the stream that it writes to.",
                FIREHOSE,
            ));
            self.linked_role(
                policy,
                "delivery.logs.amazonaws.com",
                "AWSServiceRoleForLogDelivery",
            );
        }
    }

    /// The role that a service makes for itself when it is first used.
    fn linked_role(&self, policy: &mut Policy, service: &'static str, role: &str) {
        let partition = catalog::partition_of(self.region).id;
        let role = format!("arn:{partition}:iam::*:role/aws-service-role/{service}/{role}");
        policy.add(Statement {
            conditions: vec![("StringEquals", "iam:AWSServiceName", service.into())],
            ..statement(
                "ServiceLinkedRole",
                &["iam:CreateServiceLinkedRole"],
                vec![role],
                "The first use in an account makes the service's own role.",
                LINKED_ROLES,
            )
        });
    }

    fn needs(&self, action: &str) -> bool {
        self.beside.contains(&action)
    }

    fn is(&self, operation: &str) -> bool {
        &*self.resource.operation == operation
    }

    fn value(&self, member: &str) -> Option<&Value> {
        self.resource.parameters.get(member)
    }

    fn list(&self, member: &str) -> &[Value] {
        self.resource.parameters.items(member).unwrap_or_default()
    }

    fn ec2(&self, rest: &str) -> String {
        arn("ec2", self.region, rest)
    }

    fn ids(&self, member: &str, kind: &str) -> Vec<String> {
        let ids = self.list(member).iter().filter_map(Value::as_str);
        ids.map(|id| self.ec2(&format!("{kind}{}", literal(id))))
            .collect()
    }

    fn security_groups(&self) -> Vec<String> {
        let groups = self.ids(n::SECURITY_GROUP_IDS, "security-group/");
        if groups.is_empty() {
            vec![self.ec2("security-group/*")]
        } else {
            groups
        }
    }
}

fn statement(
    sid: &'static str,
    actions: &[&'static str],
    resources: Vec<String>,
    reason: &str,
    source: &'static str,
) -> Statement {
    Statement {
        sid: sid.into(),
        actions: actions.iter().copied().map(Cow::Borrowed).collect(),
        resources,
        conditions: Vec::new(),
        reason: reason.to_owned(),
        source,
    }
}
