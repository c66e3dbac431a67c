//! What the pages of scenarios say that no table says: when to choose each, what to know before.

/// What is said about a scenario.
pub(crate) struct Advice {
    /// Its id.
    pub(crate) scenario: &'static str,
    pub(crate) when: &'static str,
    /// One sentence or two each.
    pub(crate) notes: &'static [&'static str],
    /// What AWS says about it: words for the link, and the page.
    pub(crate) sources: &'static [(&'static str, &'static str)],
}

/// The guides that the pages are of.
pub(crate) fn address(page: &str) -> String {
    let guides = [
        (
            "EC/",
            "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/",
        ),
        (
            "DSQL/",
            "https://docs.aws.amazon.com/aurora-dsql/latest/userguide/",
        ),
    ];
    let found = guides
        .iter()
        .find_map(|(mark, guide)| Some(format!("{guide}{}", page.strip_prefix(mark)?)));
    found.unwrap_or_else(|| panic!("no guide has {page}"))
}

/// The advice about a scenario.
pub(crate) fn of(scenario: &str) -> &'static Advice {
    let found = ALL.iter().find(|advice| advice.scenario == scenario);
    found.unwrap_or_else(|| panic!("no advice about {scenario} in tests/docs/advice.rs"))
}

pub(crate) static ALL: &[Advice] = &[
    Advice {
        scenario: "valkey-recommended",
        when: "You start something new that has to stay up, and want to say yourself how many shards and nodes there are.",
        notes: &[
            "Each shard has a primary and a replica in different zones. Losing a node or a zone costs seconds, not data that was replicated.",
            "The application signs in with IAM: there is no password to keep or to rotate. It needs the permission elasticache:Connect for the cache and the user.",
            "Valkey costs less than Redis OSS on the same nodes, and clients of Redis OSS work with it.",
            "Shards can be added while it runs. Encryption at rest cannot be switched on later.",
        ],
        sources: &[
            (
                "Automatic failover over several zones",
                "EC/AutoFailover.html",
            ),
            ("Signing in with IAM", "EC/auth-iam.html"),
            ("Scaling", "EC/Scaling.html"),
            ("Encryption at rest", "EC/at-rest-encryption.html"),
        ],
    },
    Advice {
        scenario: "valkey-serverless",
        when: "Load is uneven or unknown, and you would rather pay for what is used than choose nodes.",
        notes: &[
            "Limits on storage and on processing units per second bound the bill. At the storage limit writes are refused or keys are evicted; at the other limit requests are throttled.",
            "Encryption in transit and at rest is always on: clients must speak TLS.",
            "It is always spread over several zones. There are no nodes, shards or parameter groups to set.",
        ],
        sources: &[
            ("Deployment options", "EC/WhatIs.deployment.html"),
            ("Scaling", "EC/Scaling.html"),
            ("Encryption in transit", "EC/in-transit-encryption.html"),
        ],
    },
    Advice {
        scenario: "memcached-cluster",
        when: "Your application uses Memcached's protocol and can lose what is cached.",
        notes: &[
            "Keys are spread over the nodes by the client. With a client that discovers nodes, adding one changes no setting of the application.",
            "There are no replicas and no backups: a node that fails takes its part of the cache with it. Three zones keep that part small.",
            "With encryption in transit on, clients must speak TLS, and it stays on for the life of the cluster.",
        ],
        sources: &[
            ("Resilience of caches", "EC/FaultTolerance.html"),
            ("Best practices of clients", "EC/BestPractices.Clients.html"),
            (
                "Encryption in transit of Memcached",
                "EC/in-transit-encryption-mc.html",
            ),
        ],
    },
    Advice {
        scenario: "redis-standalone-seeded",
        when: "You move one node's data from elsewhere, or need a small cache for a test with real data.",
        notes: &[
            "ElastiCache reads the .rdb file once, while it creates the node. The bucket must be in the same Region and let ElastiCache read the object.",
            "A single node has no failover: when it is replaced, only the last backup is left.",
            "The file's data must fit into the node's memory with room to spare.",
        ],
        sources: &[
            (
                "Seeding a cache from a file",
                "EC/backups-seeding-redis.html",
            ),
            ("Resilience of caches", "EC/FaultTolerance.html"),
            ("Memory of node types", "EC/CacheNodes.SupportedTypes.html"),
        ],
    },
    Advice {
        scenario: "redis-cluster-mode-disabled",
        when: "All data fits on one node, and your client does not know cluster mode.",
        notes: &[
            "One endpoint for writing and one for reading. A replica in another zone takes over when the primary fails.",
            "It grows by a larger node type or by more replicas for reading, up to five.",
            "The AUTH token is one password for all. It needs encryption in transit, and is set where the command runs, in an environment variable.",
        ],
        sources: &[
            ("Automatic failover", "EC/AutoFailover.html"),
            ("Scaling", "EC/Scaling.html"),
            ("AUTH", "EC/auth.html"),
        ],
    },
    Advice {
        scenario: "redis-cluster-mode-disabled-tls-rbac",
        when: "As the one with an AUTH token, and different applications may do different things.",
        notes: &[
            "Users come first, then the group, then the cluster that names the group: the requests stand in this order.",
            "Every group of Redis OSS needs a user named default. This one is off, so that nobody gets in without a name.",
            "Rights are patterns of keys and categories of commands: this application reads and writes keys that begin with orders:.",
        ],
        sources: &[
            ("Users, groups and access strings", "EC/Clusters.RBAC.html"),
            ("Encryption in transit", "EC/in-transit-encryption.html"),
        ],
    },
    Advice {
        scenario: "redis-cluster-mode-enabled",
        when: "Data or writes outgrow one node, and your client knows cluster mode.",
        notes: &[
            "Keys are divided over 16,384 slots, and slots over shards. Left to AWS, every shard gets an equal part.",
            "Shards can be added and removed while it runs; slots then move between them.",
            "Requests on several keys work only within one slot: give keys that belong together the same part in braces, as in {order:1}:items.",
        ],
        sources: &[
            ("Shards", "EC/Shards.html"),
            ("Scaling", "EC/Scaling.html"),
            ("Best practices of clients", "EC/BestPractices.Clients.html"),
        ],
    },
    Advice {
        scenario: "redis-cluster-mode-enabled-tls-rbac",
        when: "As the one with an AUTH token, and different applications may do different things.",
        notes: &[
            "Users come first, then the group, then the cluster that names the group: the requests stand in this order.",
            "The default user is off; every application has a user and a password of its own.",
            "A user group may serve several clusters. Changing a user changes its rights in all of them.",
        ],
        sources: &[
            ("Users, groups and access strings", "EC/Clusters.RBAC.html"),
            ("Encryption in transit", "EC/in-transit-encryption.html"),
        ],
    },
    Advice {
        scenario: "user-and-user-group",
        when: "A cluster with user groups is there, and one more application or person is to get in.",
        notes: &[
            "The access string lets this user read keys that begin with report:, and nothing else.",
            "A group takes effect on a cluster that names it. A cluster has one group, and a group many users.",
            "The password is an environment variable in every output. A second one can be set while clients change over.",
        ],
        sources: &[("Users, groups and access strings", "EC/Clusters.RBAC.html")],
    },
    Advice {
        scenario: "snapshot-and-copy",
        when: "You are about to change something and want a way back that daily backups do not delete.",
        notes: &[
            "Backups by hand are kept until you delete them, and their storage is billed.",
            "A copy can be made only when the first backup is done: wait for the status available between the two requests.",
            "A backup is restored into a new cluster, never into the one it was made of.",
        ],
        sources: &[
            ("Backups by hand", "EC/backups-manual.html"),
            ("Copying a backup", "EC/backups-copying.html"),
            ("Backup and restore", "EC/backups.html"),
        ],
    },
    Advice {
        scenario: "parameter-group",
        when: "An engine setting is to differ from AWS's default, such as what is evicted when memory is full.",
        notes: &[
            "The group begins with the defaults of its family. Change values by ModifyCacheParameterGroup, then name the group in clusters of that family.",
            "Default groups cannot be changed, which is why clusters that will need a setting should begin with a group of their own.",
            "Most settings take effect at once in all clusters of the group, some only after a reboot of the nodes.",
        ],
        sources: &[
            (
                "Making a parameter group",
                "EC/ParameterGroups.Creating.html",
            ),
            ("Parameters by engine", "EC/ParameterGroups.Engine.html"),
        ],
    },
    Advice {
        scenario: "subnet-group",
        when: "Caches are to be in private subnets of your own VPC: nearly always.",
        notes: &[
            "Take one subnet in each zone where nodes may be. A zone without a subnet gets no node.",
            "Every node takes an address of its subnet; leave room to grow and for replacements.",
            "The group of a cluster cannot be changed for one in another VPC.",
        ],
        sources: &[
            ("Subnets and subnet groups", "EC/SubnetGroups.html"),
            ("ElastiCache in a VPC", "EC/VPCs.EC.html"),
        ],
    },
    Advice {
        scenario: "reserved-nodes",
        when: "Nodes of one family will run for one or three years whatever happens.",
        notes: &[
            "It is a purchase: it cannot be taken back or changed, and there is no dry run. Look the offering's id up first, by DescribeReservedCacheNodesOfferings in the same Region.",
            "It is a price, not a node: running nodes that fit are billed at it.",
            "The id of the reservation is yours to choose, and easier to recognise on the bill than a made one.",
        ],
        sources: &[("Buying reserved nodes", "EC/reserved-nodes-purchasing.html")],
    },
    Advice {
        scenario: "dsql-single-region",
        when: "You want PostgreSQL's language with nothing to size, patch or fail over.",
        notes: &[
            "It is spread over three zones of the Region by itself.",
            "Deletion protection has to be switched off by an update before the cluster can be deleted.",
            "Clients sign in with short-lived tokens made from IAM credentials; there are no passwords.",
        ],
        sources: &[
            ("What Aurora DSQL is", "DSQL/what-is-aurora-dsql.html"),
            ("Quotas", "DSQL/CHAP_quotas.html"),
        ],
    },
    Advice {
        scenario: "dsql-multi-region",
        when: "A Region may fail and your application must go on, reading and writing, in another.",
        notes: &[
            "Both clusters take reads and writes and agree on every commit. The third Region keeps a log as witness and has no endpoint.",
            "The first cluster waits with the status PENDING_SETUP until an update names its peer. The ids and ARNs that only exist by then are references between the requests.",
            "The two Regions and the witness are chosen for good, and must be in one set of Regions.",
        ],
        sources: &[
            (
                "Clusters in several Regions",
                "DSQL/configuring-multi-region-clusters.html",
            ),
            ("What Aurora DSQL is", "DSQL/what-is-aurora-dsql.html"),
        ],
    },
];
