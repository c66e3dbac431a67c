//! What comes in: every output is read back as the document that it was made from, the seed documents'
//! examples as what they mean, and what cannot be read is said with its place.

use cluster_composer::document::{Document, parse_json};
use cluster_composer::parse::{Hints, parse};
use cluster_composer::render::{self, Group, Options};
use cluster_composer::share::{from_fragment, to_fragment};

fn document(json: &str) -> Document {
    Document::from_value(&parse_json(json).expect("valid JSON")).expect("a document")
}

fn read(text: &str) -> String {
    let parsed = parse(text, &Hints::default()).unwrap_or_else(|error| panic!("{error}\n{text}"));
    parsed.document.to_value().to_json()
}

#[test]
fn variables_of_scripts_never_stay_as_marks() {
    for text in [
        "curl \"https://dsql.us-east-1.api.aws/cluster?a$B=c$D\"",
        "curl https://dsql.us-$E-1.api.aws/cluster",
        "curl \"https://dsql.us-east-1.api.aws/cluster/a$B\"",
        "curl \"https://localhost/?Action=CreateUser&A$B=c$D&X-Amz-Credential=a/20260101/$R/x/aws4_request\"",
    ] {
        let read = read(text);
        assert!(!read.contains(['\u{fdd0}', '\u{fdd1}']), "{text}: {read}");
    }
}

#[test]
fn a_number_has_one_spelling() {
    for text in [
        "aws elasticache create-replication-group --replicas-per-node-group 2E1",
        "resources:\n- operation: CreateReplicationGroup\n  parameters:\n    ReplicasPerNodeGroup: 2E1\n",
        r#"{"resources": [{"operation": "CreateReplicationGroup", "parameters": {"ReplicasPerNodeGroup": 2E1}}]}"#,
    ] {
        let parsed = parse(text, &Hints::default()).expect(text);
        let link = to_fragment(&parsed.document);
        let back = from_fragment(&link).expect("a link of ours");
        assert_eq!(back, parsed.document, "{text}: {link}");
    }
}

/// Members are written in the model's order, which is that of the outputs.
const DOCUMENTS: &[&str] = &[
    r#"{"version":1,"region":"us-west-2","resources":[{"service":"elasticache","operation":"CreateReplicationGroup","parameters":{"ReplicationGroupId":"orders","ReplicationGroupDescription":"It's 100% $HOME \"x\" \\ é\n--b","AutomaticFailoverEnabled":true,"MultiAZEnabled":false,"NumNodeGroups":2,"NodeGroupConfiguration":[{"NodeGroupId":"0001","Slots":"0-8191","ReplicaCount":1,"ReplicaAvailabilityZones":["us-west-2a"]},{"Slots":"8192-16383"}],"SecurityGroupIds":["sg-1","sg-2"],"Tags":[{"Key":"a b","Value":"x,y=[z]"},{"Key":"c","Value":""}],"AuthToken":{"$env":"TOKEN"}}}]}"#,
    r#"{"version":1,"region":"us-west-2","resources":[{"service":"elasticache","operation":"CreateReplicationGroup","parameters":{"ReplicationGroupId":"orders","ReplicationGroupDescription":"Orders","NumNodeGroups":3,"Tags":[{"Key":"env","Value":"dev"}]}}]}"#,
    r#"{"version":1,"region":"us-east-1","resources":[{"service":"dsql","operation":"CreateCluster","parameters":{"deletionProtectionEnabled":false,"tags":{"Name":"orders & co","x":""},"multiRegionProperties":{"witnessRegion":"us-west-2","clusters":["arn:aws:dsql:us-east-2:111122223333:cluster/abcdefghijklmnopqrstuvwx01"]}}},{"service":"dsql","operation":"DeleteCluster","region":"us-east-2","parameters":{"identifier":"abc","clientToken":"x y"}}]}"#,
    r#"{"version":1,"region":"eu-west-1","resources":[{"service":"elasticache","operation":"CreateUser","parameters":{"UserId":"app","UserName":"app","Engine":"redis","Passwords":[{"$env":"A"},{"$env":"B"}],"AccessString":"on ~* +@all","AuthenticationMode":{"Type":"password","Passwords":[{"$env":"C"}]}}},{"service":"elasticache","operation":"CreateUserGroup","parameters":{"UserGroupId":"team","Engine":"redis","UserIds":["app","default"]}}]}"#,
    r#"{"version":1,"region":"us-west-2","resources":[{"service":"elasticache","operation":"CreateCacheCluster","parameters":{"CacheClusterId":"file:///etc/passwd","CacheSubnetGroupName":"-x","SecurityGroupIds":["--debug"]}}]}"#,
];

#[test]
fn every_output_is_read_back() {
    for text in DOCUMENTS {
        let before = document(text);
        // What is told beside the requests is not read back.
        for format in render::formats(Group::Requests).filter(|format| format.id != "json") {
            let output = (format.render)(&before, Options::default()).text;
            assert_eq!(read(&output), *text, "{}\n{output}", format.id);
        }
    }
}

#[test]
fn the_seed_commands_are_read() {
    let expected = r#"{"version":1,"resources":[{"service":"elasticache","operation":"CreateCacheCluster","parameters":{"CacheClusterId":"my-cluster","NumCacheNodes":1,"CacheNodeType":"cache.r4.large","Engine":"redis","EngineVersion":"3.2.4","CacheParameterGroupName":"default.redis3.2","SnapshotArns":["arn:aws:s3:::my_bucket/snapshot.rdb"]}}]}"#;
    for (end, space) in [("\\", ""), ("^", ""), ("`", " ")] {
        let lines = [
            "aws elasticache create-cache-cluster",
            "--cache-cluster-id my-cluster",
            "--cache-node-type cache.r4.large",
            "--engine redis",
            "--engine-version 3.2.4",
            "--num-cache-nodes 1",
            "--cache-parameter-group default.redis3.2",
            "--snapshot-arns arn:aws:s3:::my_bucket/snapshot.rdb",
        ];
        assert_eq!(
            read(&lines.join(&format!(" {end}\n{space}"))),
            expected,
            "{end}"
        );
    }
}

#[test]
fn the_seed_request_is_read() {
    let text = "https://elasticache.us-west-2.amazonaws.com/\n    ?Action=CreateCacheCluster\n    &CacheClusterId=my-cluster\n    &CacheParameterGroup=default.redis3.2\n    &NumCacheNodes=1\n    &SignatureVersion=4       \n    &SnapshotArns.member.1=arn%3Aaws%3As3%3A%3A%3AmyS3Bucket%2Fdump.rdb\n    &Timestamp=20150508T220302Z\n    &Version=2015-02-02\n    &X-Amz-Signature=<signature>\n";
    let expected = r#"{"version":1,"region":"us-west-2","resources":[{"service":"elasticache","operation":"CreateCacheCluster","parameters":{"CacheClusterId":"my-cluster","NumCacheNodes":1,"SnapshotArns":["arn:aws:s3:::myS3Bucket/dump.rdb"],"CacheParameterGroup":"default.redis3.2"}}]}"#;
    assert_eq!(read(text), expected);
}

#[test]
fn scripts_are_followed_without_being_run() {
    let text = r#"
import boto3
import logging
client = boto3.client('elasticache', region_name="us-west-2")

def create(CacheNodeType='cache.t3.small', NumCacheClusters=2, ReplicationGroupId=None, UserGroupIds=None, SubnetGroup=None):
    """Makes a cluster.

    :param CacheNodeType: ...
    """
    if not ReplicationGroupId:
        return 'ReplicationGroupId parameter is required'
    elif not isinstance(UserGroupIds,(list)):
        return {'Error': 'UserGroupIds'}
    params={'AutomaticFailoverEnabled': True,
            'CacheNodeType': CacheNodeType,
            'NumCacheClusters': NumCacheClusters,
            'ReplicationGroupId': ReplicationGroupId,
            'UserGroupIds':UserGroupIds
        }
    if SubnetGroup:
        params.update({'CacheSubnetGroupName':SubnetGroup})
    response = client.create_replication_group(**params)
    return response

def exists(UserId):
    try:
        response = client.describe_users(UserId=UserId)
        if response['Users'][0]['UserId'].lower() == UserId.lower():
            return True
    except Exception as e:
        if e.response['Error']['Code'] == 'UserNotFound':
            return False
        else:
            raise

if __name__ == '__main__':
    response = create(
        #CacheNodeType='cache.m6g.large',
        ReplicationGroupId='orders',
        UserGroupIds=[
            'mygroup'
        ],
        SubnetGroup='default'
    )
    logging.info(response)
    group = 'team'
    for id, name in [ (group + '-app', 'app'), (group+'-default','default')]:
        if not exists(id):
            client.create_user(UserId=id, UserName=name, Passwords=['MyStrongPasswordWithNumbers'], NoPasswordRequired=False)
"#;
    let expected = r#"{"version":1,"region":"us-west-2","resources":[{"service":"elasticache","operation":"CreateReplicationGroup","parameters":{"ReplicationGroupId":"orders","AutomaticFailoverEnabled":true,"NumCacheClusters":2,"CacheNodeType":"cache.t3.small","CacheSubnetGroupName":"default","UserGroupIds":["mygroup"]}},{"service":"elasticache","operation":"CreateUser","parameters":{"UserId":"team-app","UserName":"app","Passwords":[{"$env":"PASSWORDS_1"}],"NoPasswordRequired":false}},{"service":"elasticache","operation":"CreateUser","parameters":{"UserId":"team-default","UserName":"default","Passwords":[{"$env":"PASSWORDS_1"}],"NoPasswordRequired":false}}]}"#;
    assert_eq!(read(text), expected);
}

#[test]
fn what_cannot_be_read_says_where() {
    for (text, line, column) in [
        ("", 1, 1),
        ("hello", 1, 1),
        ("{\n  \"resources\": [}", 2, 17),
        ("aws dsql create-cluster \\\n  --tags us-west-2", 2, 19),
        ("import boto3\nx = (1", 2, 7),
        ("aws s3 ls", 1, 5),
    ] {
        let error = parse(text, &Hints::default()).expect_err(text);
        assert_eq!(
            (error.place.line, error.place.column),
            (line, column),
            "{text}: {error}"
        );
    }
}
