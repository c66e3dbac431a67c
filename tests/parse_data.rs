//! Data that comes in: YAML, outputs of the AWS CLI and CloudFormation templates.

use cluster_composer::parse::{Hints, Note, Parsed, parse};
use cluster_composer::rules::{Severity, validate};

fn read(text: &str) -> Parsed {
    parse(text, &Hints::default()).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// The resources, without what is around them.
fn resources(parsed: &Parsed) -> String {
    let json = parsed.document.to_value().to_json();
    let body = json
        .split_once("\"resources\":")
        .map_or("", |(_, rest)| rest);
    body.trim_end_matches('}').to_owned() + "}"
}

/// Whether a note stands at a line and holds a text.
fn says(notes: &[Note], line: usize, text: &str) -> bool {
    notes
        .iter()
        .any(|note| note.place.line == line && note.message.contains(text))
}

#[test]
fn yaml_is_read_like_json() {
    for (text, form, expected) in [
        (
            "version: 1\nregion: eu-west-1\nresources:\n- service: elasticache\n  operation: CreateCacheCluster\n  parameters:\n    CacheClusterId: a\n    EngineVersion: 7.0\n    Port: 7000\n    Tags: &tags\n    - {Key: env, Value: 0010}\n",
            "document",
            r#"{"version":1,"region":"eu-west-1","resources":[{"service":"elasticache","operation":"CreateCacheCluster","parameters":{"CacheClusterId":"a","EngineVersion":"7.0","Port":7000,"Tags":[{"Key":"env","Value":"0010"}]}}]}"#,
        ),
        (
            "# for --cli-input-yaml\nReplicationGroupId: 'orders'\nReplicationGroupDescription: >-\n  All\n  orders\nNodeGroupConfiguration:\n- NodeGroupId: 0001\n  ReplicaCount: 2\nAutomaticFailoverEnabled: yes\n",
            "parameters",
            r#"{"version":1,"resources":[{"service":"elasticache","operation":"CreateReplicationGroup","parameters":{"ReplicationGroupId":"orders","ReplicationGroupDescription":"All orders","NodeGroupConfiguration":[{"NodeGroupId":"0001","ReplicaCount":2}],"AutomaticFailoverEnabled":true}}]}"#,
        ),
    ] {
        let parsed = read(text);
        assert_eq!(parsed.form, form);
        assert_eq!(parsed.document.to_value().to_json(), expected, "{text}");
    }
}

#[test]
fn what_is_no_yaml_says_where() {
    for (text, line, column) in [
        // YAML would take this, for a request without a name.
        ("{\"resources\": [\n  {\"operation\": }]}", 2, 17),
        ("resources:\n- parameters: [\n", 3, 1),
        (
            "AWSTemplateFormatVersion: 2010-09-09\nResources:\n  A: 1\n  A: 2\n",
            4,
            3,
        ),
        ("Resources:\n  Q:\n    Type: AWS::SQS::Queue\n", 2, 3),
    ] {
        let error = parse(text, &Hints::default()).expect_err(text);
        assert_eq!(
            (error.place.line, error.place.column),
            (line, column),
            "{text}: {error}"
        );
    }
}

const GROUP: &str = r#"{
  "ReplicationGroups": [
    {
      "ReplicationGroupId": "orders", "Description": "All orders", "GlobalReplicationGroupInfo": {},
      "Status": "available", "PendingModifiedValues": {},
      "MemberClusters": ["orders-0001-001", "orders-0001-002", "orders-0002-001", "orders-0002-002"],
      "NodeGroups": [
        {"NodeGroupId": "0001", "Status": "available", "Slots": "0-8191", "NodeGroupMembers": [
          {"CacheClusterId": "orders-0001-001", "CacheNodeId": "0001", "PreferredAvailabilityZone": "us-west-2a"},
          {"CacheClusterId": "orders-0001-002", "CacheNodeId": "0001", "PreferredAvailabilityZone": "us-west-2b"}]},
        {"NodeGroupId": "0002", "Status": "available", "Slots": "8192-16383", "NodeGroupMembers": [
          {"CacheClusterId": "orders-0002-001", "CacheNodeId": "0001", "PreferredAvailabilityZone": "us-west-2b"},
          {"CacheClusterId": "orders-0002-002", "CacheNodeId": "0001", "PreferredAvailabilityZone": "us-west-2a"}]}
      ],
      "AutomaticFailover": "enabled", "MultiAZ": "enabled",
      "ConfigurationEndpoint": {"Address": "orders.x.clustercfg.usw2.cache.amazonaws.com", "Port": 6380},
      "SnapshotRetentionLimit": 7, "SnapshotWindow": "05:00-06:00", "ClusterEnabled": true,
      "CacheNodeType": "cache.r7g.large", "AuthTokenEnabled": true, "TransitEncryptionEnabled": true,
      "AtRestEncryptionEnabled": true, "KmsKeyId": null,
      "ARN": "arn:aws:elasticache:us-west-2:111122223333:replicationgroup:orders",
      "LogDeliveryConfigurations": [{"LogType": "slow-log", "DestinationType": "cloudwatch-logs",
        "DestinationDetails": {"CloudWatchLogsDetails": {"LogGroup": "/orders"}}, "LogFormat": "json", "Status": "active"}],
      "AutoMinorVersionUpgrade": true, "NetworkType": "ipv4", "IpDiscovery": "ipv4", "ClusterMode": "enabled",
      "Engine": "valkey", "DataTiering": "disabled"
    }
  ]
}"#;

#[test]
fn a_replication_group_is_made_again_from_its_description() {
    let parsed = read(GROUP);
    let expected = r#"[{"service":"elasticache","operation":"CreateReplicationGroup","parameters":{"ReplicationGroupId":"orders","ReplicationGroupDescription":"All orders","AutomaticFailoverEnabled":true,"MultiAZEnabled":true,"NumNodeGroups":2,"NodeGroupConfiguration":[{"NodeGroupId":"0001","Slots":"0-8191","ReplicaCount":1,"PrimaryAvailabilityZone":"us-west-2a","ReplicaAvailabilityZones":["us-west-2b"]},{"NodeGroupId":"0002","Slots":"8192-16383","ReplicaCount":1,"PrimaryAvailabilityZone":"us-west-2b","ReplicaAvailabilityZones":["us-west-2a"]}],"CacheNodeType":"cache.r7g.large","Engine":"valkey","Port":6380,"AutoMinorVersionUpgrade":true,"SnapshotRetentionLimit":7,"SnapshotWindow":"05:00-06:00","AuthToken":{"$env":"AUTH_TOKEN"},"TransitEncryptionEnabled":true,"AtRestEncryptionEnabled":true,"LogDeliveryConfigurations":[{"LogType":"slow-log","DestinationType":"cloudwatch-logs","DestinationDetails":{"CloudWatchLogsDetails":{"LogGroup":"/orders"}},"LogFormat":"json"}],"DataTieringEnabled":false,"NetworkType":"ipv4","IpDiscovery":"ipv4","ClusterMode":"enabled"}}]}"#;
    assert_eq!(resources(&parsed), expected);
    assert_eq!(parsed.document.region.as_deref(), Some("us-west-2"));
    assert!(says(&parsed.notes, 3, "AUTH token"), "{:?}", parsed.notes);
    assert!(
        says(&parsed.notes, 3, "engine version"),
        "{:?}",
        parsed.notes
    );
    let errors: Vec<_> = validate(&parsed.document)
        .into_iter()
        .filter(|found| found.rule.severity == Severity::Error)
        .map(|found| found.message)
        .collect();
    assert_eq!(errors, [""; 0]);
}

#[test]
fn outputs_of_every_kind_become_requests() {
    for (text, expected) in [
        (
            "ReplicationGroups:\n- ARN: arn:aws:elasticache:eu-west-1:1:replicationgroup:r\n  AutomaticFailover: disabled\n  ClusterEnabled: false\n  Description: x\n  MemberClusters:\n  - r-001\n  - r-002\n  NodeGroups:\n  - NodeGroupId: '0001'\n    NodeGroupMembers:\n    - {CurrentRole: replica, PreferredAvailabilityZone: eu-west-1a}\n    - {CurrentRole: primary, PreferredAvailabilityZone: eu-west-1b}\n    PrimaryEndpoint: {Address: h, Port: 6379}\n  ReplicationGroupId: r\n",
            r#"[{"service":"elasticache","operation":"CreateReplicationGroup","parameters":{"ReplicationGroupId":"r","ReplicationGroupDescription":"x","AutomaticFailoverEnabled":false,"NumCacheClusters":2,"PreferredCacheClusterAZs":["eu-west-1b","eu-west-1a"],"Port":6379}}]}"#,
        ),
        (
            r#"{"CacheClusters":[{"CacheClusterId":"m","Engine":"memcached","EngineVersion":"1.6.22","NumCacheNodes":2,"PreferredAvailabilityZone":"Multiple","CacheNodes":[{"CustomerAvailabilityZone":"us-east-1a","Endpoint":{"Port":11211}},{"CustomerAvailabilityZone":"us-east-1b"}],"CacheParameterGroup":{"CacheParameterGroupName":"mine"},"SecurityGroups":[{"SecurityGroupId":"sg-1","Status":"active"}],"CacheSecurityGroups":[],"NotificationConfiguration":{"TopicArn":"arn:aws:sns:us-east-1:1:t"}}]}"#,
            r#"[{"service":"elasticache","operation":"CreateCacheCluster","parameters":{"CacheClusterId":"m","AZMode":"cross-az","PreferredAvailabilityZones":["us-east-1a","us-east-1b"],"NumCacheNodes":2,"Engine":"memcached","EngineVersion":"1.6.22","CacheParameterGroupName":"mine","SecurityGroupIds":["sg-1"],"Port":11211,"NotificationTopicArn":"arn:aws:sns:us-east-1:1:t"}}]}"#,
        ),
        (
            r#"{"CacheClusters":[{"CacheClusterId":"o-0001-001","ReplicationGroupId":"o","Engine":"redis","EngineVersion":"7.1.0","CacheSubnetGroupName":"s"},{"CacheClusterId":"o-0001-002","ReplicationGroupId":"o"},{"CacheClusterId":"o-0002-001","ReplicationGroupId":"o"},{"CacheClusterId":"o-0002-002","ReplicationGroupId":"o"}]}"#,
            r#"[{"service":"elasticache","operation":"CreateReplicationGroup","parameters":{"ReplicationGroupId":"o","NumNodeGroups":2,"ReplicasPerNodeGroup":1,"Engine":"redis","EngineVersion":"7.1","CacheSubnetGroupName":"s"}}]}"#,
        ),
        (
            r#"{"Users":[{"UserId":"default","UserName":"default","ARN":"a"},{"UserId":"app-1","UserName":"app","Engine":"valkey","AccessString":"on ~* +@all","UserGroupIds":["g"],"Authentication":{"Type":"password","PasswordCount":2}},{"UserId":"i","UserName":"i","Authentication":{"Type":"iam"}},{"UserId":"n","UserName":"n","Authentication":{"Type":"no-password"}}]}"#,
            r#"[{"service":"elasticache","operation":"CreateUser","parameters":{"UserId":"app-1","UserName":"app","Engine":"valkey","Passwords":[{"$env":"APP_1_PASSWORD_1"},{"$env":"APP_1_PASSWORD_2"}],"AccessString":"on ~* +@all"}},{"service":"elasticache","operation":"CreateUser","parameters":{"UserId":"i","UserName":"i","AuthenticationMode":{"Type":"iam"}}},{"service":"elasticache","operation":"CreateUser","parameters":{"UserId":"n","UserName":"n","NoPasswordRequired":true}}]}"#,
        ),
        (
            r#"{"UserGroups":[{"UserGroupId":"g","Status":"active","Engine":"redis","UserIds":["default","a"],"ReplicationGroups":["r"],"ARN":"x"}]}"#,
            r#"[{"service":"elasticache","operation":"CreateUserGroup","parameters":{"UserGroupId":"g","Engine":"redis","UserIds":["default","a"]}}]}"#,
        ),
        (
            r#"{"ServerlessCache":{"ServerlessCacheName":"s","Status":"available","Engine":"valkey","MajorEngineVersion":"8","FullEngineVersion":"8.0","CacheUsageLimits":{"DataStorage":{"Maximum":5,"Unit":"GB"}},"Endpoint":{"Port":6379},"SubnetIds":["subnet-1"],"UserGroupId":"g"}}"#,
            r#"[{"service":"elasticache","operation":"CreateServerlessCache","parameters":{"ServerlessCacheName":"s","Engine":"valkey","MajorEngineVersion":"8","CacheUsageLimits":{"DataStorage":{"Maximum":5,"Unit":"GB"}},"UserGroupId":"g","SubnetIds":["subnet-1"]}}]}"#,
        ),
        (
            r#"{"CacheSubnetGroups":[{"CacheSubnetGroupName":"default"},{"CacheSubnetGroupName":"s","CacheSubnetGroupDescription":"d","VpcId":"vpc-1","Subnets":[{"SubnetIdentifier":"subnet-1"},{"SubnetIdentifier":"subnet-2"}]}]}"#,
            r#"[{"service":"elasticache","operation":"CreateCacheSubnetGroup","parameters":{"CacheSubnetGroupName":"s","CacheSubnetGroupDescription":"d","SubnetIds":["subnet-1","subnet-2"]}}]}"#,
        ),
        (
            r#"{"CacheParameterGroups":[{"CacheParameterGroupName":"default.redis7"},{"CacheParameterGroupName":"p","CacheParameterGroupFamily":"redis7","Description":"d","IsGlobal":false}]}"#,
            r#"[{"service":"elasticache","operation":"CreateCacheParameterGroup","parameters":{"CacheParameterGroupName":"p","CacheParameterGroupFamily":"redis7","Description":"d"}}]}"#,
        ),
        (
            r#"{"GlobalReplicationGroups":[{"GlobalReplicationGroupId":"ldgnf-orders","GlobalReplicationGroupDescription":"d","Engine":"redis","Members":[{"ReplicationGroupId":"a","Role":"PRIMARY"},{"ReplicationGroupId":"b","Role":"SECONDARY"}]}]}"#,
            r#"[{"service":"elasticache","operation":"CreateGlobalReplicationGroup","parameters":{"GlobalReplicationGroupIdSuffix":"orders","GlobalReplicationGroupDescription":"d","PrimaryReplicationGroupId":"a"}}]}"#,
        ),
        (
            r#"{"Snapshots":[{"SnapshotName":"automatic.a-2026","ReplicationGroupId":"a"},{"SnapshotName":"mine","ReplicationGroupId":"a","Engine":"redis","KmsKeyId":"k"}]}"#,
            r#"[{"service":"elasticache","operation":"CreateSnapshot","parameters":{"ReplicationGroupId":"a","SnapshotName":"mine","KmsKeyId":"k"}}]}"#,
        ),
        (
            r#"{"CacheSecurityGroups":[{"OwnerId":"1","CacheSecurityGroupName":"g","Description":"d","EC2SecurityGroups":[{"Status":"authorized","EC2SecurityGroupName":"e","EC2SecurityGroupOwnerId":"1"}]}]}"#,
            r#"[{"service":"elasticache","operation":"CreateCacheSecurityGroup","parameters":{"CacheSecurityGroupName":"g","Description":"d"}},{"service":"elasticache","operation":"AuthorizeCacheSecurityGroupIngress","parameters":{"CacheSecurityGroupName":"g","EC2SecurityGroupName":"e","EC2SecurityGroupOwnerId":"1"}}]}"#,
        ),
        (
            "arn: arn:aws:dsql:us-east-1:1:cluster/a\ncreationTime: '2026-01-01T00:00:00+00:00'\ndeletionProtectionEnabled: true\nencryptionDetails:\n  encryptionType: CUSTOMER_MANAGED_KMS_KEY\n  kmsKeyArn: arn:aws:kms:us-east-1:1:key/k\nidentifier: a\nmultiRegionProperties:\n  clusters:\n  - arn:aws:dsql:us-east-1:1:cluster/a\n  - arn:aws:dsql:us-east-2:1:cluster/b\n  witnessRegion: us-west-2\nstatus: ACTIVE\ntags:\n  Name: orders\n",
            r#"[{"service":"dsql","operation":"CreateCluster","parameters":{"deletionProtectionEnabled":true,"kmsEncryptionKey":"arn:aws:kms:us-east-1:1:key/k","tags":{"Name":"orders"},"multiRegionProperties":{"witnessRegion":"us-west-2","clusters":["arn:aws:dsql:us-east-2:1:cluster/b"]}}}]}"#,
        ),
    ] {
        let parsed = read(text);
        assert_eq!(parsed.form, "output of the AWS CLI", "{text}");
        assert_eq!(resources(&parsed), expected, "{text}");
    }
}

#[test]
fn outputs_of_what_nobody_creates_say_so() {
    let text = r#"{"Users":[{"UserId":"default","UserName":"default"}]}"#;
    let error = parse(text, &Hints::default()).expect_err(text);
    assert!(error.message.contains("in every account"), "{error}");
}

const TEMPLATE: &str = "AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  Env: {Type: String, Default: dev}
  Shards: {Type: Number, Default: 3}
  Subnets: {Type: CommaDelimitedList, Default: 'subnet-1, subnet-2'}
  Token: {Type: String, NoEcho: true}
  Vpc: {Type: 'AWS::EC2::VPC::Id'}
Mappings:
  Sizes:
    dev: {Node: cache.t4g.small}
Conditions:
  IsProd: !Equals [!Ref Env, prod]
  NotProd: !Not [!Condition IsProd]
Resources:
  Security:
    Type: AWS::EC2::SecurityGroup
  Cache:
    Type: AWS::ElastiCache::ReplicationGroup
    Properties:
      ReplicationGroupId: !Sub '${Env}-orders-${!x}'
      ReplicationGroupDescription: !Join ['-', [orders, !Ref Env]]
      CacheNodeType: !FindInMap [Sizes, !Ref Env, Node]
      EngineVersion: 7.1
      NumNodeGroups: !Ref Shards
      ReplicasPerNodeGroup: !If [IsProd, 2, 1]
      AutomaticFailoverEnabled: 'true'
      MultiAZEnabled: !If [IsProd, true, !Ref 'AWS::NoValue']
      CacheSubnetGroupName: !Ref OrdersSubnets
      SecurityGroupIds:
      - !GetAtt Security.GroupId
      - sg-1
      AuthToken: !Ref Token
      Port: !Select [1, !Split ['|', '1|6380']]
      Tags:
      - Key: env
        Value: !Ref Env
  OrdersSubnets:
    Type: AWS::ElastiCache::SubnetGroup
    Properties:
      Description: Subnets
      SubnetIds: !Ref Subnets
  Parameters:
    Type: AWS::ElastiCache::ParameterGroup
    Properties:
      CacheParameterGroupName: mine
      CacheParameterGroupFamily: valkey8
      Description: Ours
      Properties:
        maxmemory-policy: allkeys-lru
        timeout: 30
  OnlyProd:
    Type: AWS::ElastiCache::CacheCluster
    Condition: IsProd
    Properties: {Engine: memcached}
  Sessions:
    Type: AWS::ElastiCache::CacheCluster
    Condition: NotProd
    Properties:
      ClusterName: sessions
      Engine: memcached
      NumCacheNodes: 2
      VpcSecurityGroupIds: [sg-2]
  Database:
    Type: AWS::DSQL::Cluster
    Properties:
      DeletionProtectionEnabled: true
      MultiRegionProperties: {WitnessRegion: us-west-2, Clusters: [!GetAtt Other.ResourceArn]}
      Tags:
      - {Key: Name, Value: orders}
";

#[test]
fn a_template_becomes_the_requests_for_its_resources() {
    let parsed = read(TEMPLATE);
    let expected = r#"[{"service":"elasticache","operation":"CreateCacheSubnetGroup","parameters":{"CacheSubnetGroupName":"orders-subnets","CacheSubnetGroupDescription":"Subnets","SubnetIds":["subnet-1","subnet-2"]}},{"service":"elasticache","operation":"CreateCacheParameterGroup","parameters":{"CacheParameterGroupName":"mine","CacheParameterGroupFamily":"valkey8","Description":"Ours"}},{"service":"elasticache","operation":"ModifyCacheParameterGroup","parameters":{"CacheParameterGroupName":"mine","ParameterNameValues":[{"ParameterName":"maxmemory-policy","ParameterValue":"allkeys-lru"},{"ParameterName":"timeout","ParameterValue":"30"}]}},{"service":"elasticache","operation":"CreateReplicationGroup","parameters":{"ReplicationGroupId":"dev-orders-${x}","ReplicationGroupDescription":"orders-dev","AutomaticFailoverEnabled":true,"NumNodeGroups":3,"ReplicasPerNodeGroup":1,"CacheNodeType":"cache.t4g.small","EngineVersion":"7.1","CacheSubnetGroupName":"orders-subnets","SecurityGroupIds":["sg-1"],"Tags":[{"Key":"env","Value":"dev"}],"Port":6380,"AuthToken":{"$env":"AUTH_TOKEN"}}},{"service":"elasticache","operation":"CreateCacheCluster","parameters":{"CacheClusterId":"sessions","NumCacheNodes":2,"Engine":"memcached","SecurityGroupIds":["sg-2"]}},{"service":"dsql","operation":"CreateCluster","parameters":{"deletionProtectionEnabled":true,"tags":{"Name":"orders"},"multiRegionProperties":{"witnessRegion":"us-west-2"}}}]}"#;
    assert_eq!(resources(&parsed), expected);
    for (line, text) in [
        (16, "AWS::EC2::SecurityGroup"),
        (30, "GetAtt"),
        (32, "environment variable"),
        (38, "logical name"),
        (52, "condition does not hold"),
        (67, "GetAtt"),
    ] {
        assert!(
            says(&parsed.notes, line, text),
            "{line} {text}: {:#?}",
            parsed.notes
        );
    }
    assert_eq!(parsed.notes.len(), 6, "{:#?}", parsed.notes);
}

#[test]
fn a_template_of_json_is_read_alike() {
    let text = r#"{
  "Resources": {
    "Group": {
      "Type": "AWS::ElastiCache::UserGroup",
      "Properties": {
        "UserGroupId": {"Fn::Sub": ["${A}-group", {"A": "team"}]},
        "Engine": "valkey",
        "UserIds": [{"Ref": "App"}, {"Fn::ImportValue": "shared"}]
      }
    },
    "App": {
      "Type": "AWS::ElastiCache::User",
      "Properties": {
        "UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~* +@all",
        "Passwords": ["hunter2hunter2hunter2", "{{resolve:secretsmanager:app}}"]
      }
    }
  }
}"#;
    let parsed = read(text);
    let expected = r#"[{"service":"elasticache","operation":"CreateUser","parameters":{"UserId":"app","UserName":"app","Engine":"valkey","Passwords":[{"$env":"PASSWORDS_1"},{"$env":"PASSWORDS_2"}],"AccessString":"on ~* +@all"}},{"service":"elasticache","operation":"CreateUserGroup","parameters":{"UserGroupId":"team-group","Engine":"valkey","UserIds":["app"]}}]}"#;
    assert_eq!(resources(&parsed), expected);
    assert!(says(&parsed.notes, 8, "ImportValue"), "{:#?}", parsed.notes);
    assert!(
        says(&parsed.notes, 15, "dynamic reference"),
        "{:#?}",
        parsed.notes
    );
}

#[test]
fn hostile_templates_come_to_an_end() {
    let one = |i: usize| {
        let next = format!("!Condition C{}", (i + 1) % 60);
        format!("  C{i}: !Or [!Not [{next}], !Not [{next}]]\n")
    };
    let all: Vec<String> = (0..60).map(one).collect();
    let user = "Resources:\n  U:\n    Type: AWS::ElastiCache::User\n    Condition: C0\n    Properties: {UserId: u}\n";
    let conditions = format!("{user}Conditions:\n{}", all.concat());
    let long = "x".repeat(10_000);
    let mut texts = format!(
        "Parameters:\n  P: {{Type: String, Default: {long}}}\nResources:\n  U:\n    Type: AWS::ElastiCache::User\n    Properties:\n      UserId: u\n      AccessString: !Sub '"
    );
    texts.push_str(&"${P}".repeat(100_000));
    texts.push_str("'\n");
    for text in [conditions, texts] {
        let parsed = read(&text);
        assert!(resources(&parsed).len() < 1000);
        assert!(!parsed.notes.is_empty());
    }
}
