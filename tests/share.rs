//! Links: golden ones that must work for ever, round trips, and what cannot be read.

use cluster_composer::document::{Document, parse_json};
use cluster_composer::share::{from_fragment, to_fragment};

fn document(json: &str) -> Document {
    Document::from_value(&parse_json(json).expect("valid JSON")).expect("a document")
}

fn json(document: &Document) -> String {
    document.to_value().to_json()
}

/// Golden links with the documents that they carry. Never change one; add new ones.
const GOLDEN: &[(&str, &str)] = &[
    (
        "#v1/us-west-2/CreateReplicationGroup?ReplicationGroupId=orders&NumNodeGroups=3&Tags.1.Key=env&Tags.1.Value=dev",
        r#"{"version":1,"region":"us-west-2","resources":[{"service":"elasticache","operation":"CreateReplicationGroup","parameters":{"ReplicationGroupId":"orders","NumNodeGroups":3,"Tags":[{"Key":"env","Value":"dev"}]}}]}"#,
    ),
    (
        "#v1/us-east-1/dsql:CreateCluster?deletionProtectionEnabled=true&tags.Name=orders%20%26%20co;us-east-2/dsql:CreateCluster?multiRegionProperties.witnessRegion=us-west-2",
        r#"{"version":1,"region":"us-east-1","resources":[{"service":"dsql","operation":"CreateCluster","parameters":{"deletionProtectionEnabled":true,"tags":{"Name":"orders & co"}}},{"service":"dsql","operation":"CreateCluster","region":"us-east-2","parameters":{"multiRegionProperties":{"witnessRegion":"us-west-2"}}}]}"#,
    ),
    (
        "#v1/us-west-2/app@CreateUser?UserId=app&Passwords.1.$env=APP_PASSWORD&AccessString=on%20~%2A%20%2B%40all",
        r#"{"version":1,"region":"us-west-2","resources":[{"id":"app","service":"elasticache","operation":"CreateUser","parameters":{"UserId":"app","Passwords":[{"$env":"APP_PASSWORD"}],"AccessString":"on ~* +@all"}}]}"#,
    ),
    (
        "#v1//CreateCacheCluster?SecurityGroupIds!=%5B%5D&Port!=%226379%22&Colour=red&Size!=3",
        r#"{"version":1,"resources":[{"service":"elasticache","operation":"CreateCacheCluster","parameters":{"SecurityGroupIds":[],"Port":"6379","Colour":"red","Size":3}}]}"#,
    ),
    (
        "#v1/us-east-1/east@dsql:CreateCluster?multiRegionProperties.witnessRegion=us-west-2;us-east-2/dsql:CreateCluster?multiRegionProperties.witnessRegion=us-west-2&multiRegionProperties.clusters.1.$ref=east&multiRegionProperties.clusters.1.member=arn",
        r#"{"version":1,"region":"us-east-1","resources":[{"id":"east","service":"dsql","operation":"CreateCluster","parameters":{"multiRegionProperties":{"witnessRegion":"us-west-2"}}},{"service":"dsql","operation":"CreateCluster","region":"us-east-2","parameters":{"multiRegionProperties":{"witnessRegion":"us-west-2","clusters":[{"$ref":"east","member":"arn"}]}}}]}"#,
    ),
    (
        "#v1/eu-west-1/",
        r#"{"version":1,"region":"eu-west-1","resources":[]}"#,
    ),
    (
        "#z1/KzPULy3WLU8tLtE10ncuSk0sSQ0tTi2yBxGeKbaJBQUA",
        r#"{"version":1,"region":"us-west-2","resources":[{"service":"elasticache","operation":"CreateUser","parameters":{"UserId":"app"}}]}"#,
    ),
];

#[test]
fn golden_links_work_for_ever() {
    for (link, expected) in GOLDEN {
        let read = from_fragment(link).unwrap_or_else(|error| panic!("{link}: {error}"));
        assert_eq!(json(&read), *expected, "{link}");
        let again = from_fragment(&to_fragment(&read)).expect("our own link");
        assert_eq!(json(&again), *expected, "{link}");
    }
}

#[test]
fn what_the_shape_would_not_read_back_is_carried_exactly() {
    for parameters in [
        r#"{"ReplicationGroupId":1,"MultiAZEnabled":"true","NumNodeGroups":"3","NodeGroupConfiguration":[null,[],"x"],"Tags":{},"Port":"x"}"#,
        r#"{"Tags":[{"Key":"","Value":"é\n"}],"Port":1.50,"":1,"a.b":{"c;d&e=f":"?!#%"}}"#,
        r#"{"SecurityGroupIds":[{"$ref":"a","member":"b","c":1},{"$ref":1,"member":"x"}],"Tags":{"$ref":"true","member":"x"},"Port":{"$ref":"1","member":"2"}}"#,
        r#"{"MultiAZEnabled":true,"Tags":[{"Key":"b","$ref":"a"}],"$ref":"x"}"#,
        r"[1,2]",
        r#""text""#,
        r#"{"AutomaticFailoverEnabled":null,"LogDeliveryConfigurations":[{"DestinationDetails":{"CloudWatchLogsDetails":{"LogGroup":"/x"}}}]}"#,
    ] {
        let text = format!(
            r#"{{"version":1,"region":"a b/c","resources":[{{"id":"x@y","service":"elasti:cache","operation":"A?b","region":"r/1","parameters":{parameters},"note":{{"x":[1]}}}},{{"service":"elasticache","operation":"CreateReplicationGroup","parameters":{parameters}}}],"extra":[true]}}"#
        );
        let link = to_fragment(&document(&text));
        let after = from_fragment(&link).unwrap_or_else(|error| panic!("{link}: {error}"));
        assert_eq!(json(&after), text, "{link}");
        assert!(link.bytes().all(|b| b.is_ascii_graphic()), "{link}");
    }
}

#[test]
fn no_link_carries_a_secret() {
    for parameters in [
        r#"{"AuthToken":"hunter2hunter2hunter2"}"#,
        r#"{"AuthToken":["hunter2hunter2hunter2"],"AuthTokn":"hunter2hunter2hunter2"}"#,
        r#"{"Passwords":["hunter2hunter2hunter2"],"AuthenticationMode":{"Passwords":["hunter2hunter2hunter2"]}}"#,
        r#"{"AuthenticationMode":[{"Passwords":["hunter2hunter2hunter2"]}]}"#,
        r#"[{"password":"hunter2hunter2hunter2"}]"#,
    ] {
        for operation in ["CreateReplicationGroup", "CreateUser", "Unknown"] {
            let text = format!(
                r#"{{"resources":[{{"operation":"{operation}","parameters":{parameters},"secret":"hunter2"}}]}}"#
            );
            let link = to_fragment(&document(&text));
            assert!(!link.contains("hunter2"), "{link}");
            assert!(link.contains("env"), "{link}");
        }
    }
}

#[test]
fn long_documents_are_packed() {
    let groups: Vec<String> = (0..500)
        .map(|i| {
            let (from, to) = (i * 16384 / 500, (i + 1) * 16384 / 500 - 1);
            let zone = ["a", "b", "c"][i % 3];
            format!(r#"{{"NodeGroupId":"{:04}","Slots":"{from}-{to}","PrimaryAvailabilityZone":"us-west-2{zone}"}}"#, i + 1)
        })
        .collect();
    let text = format!(
        r#"{{"region":"us-west-2","resources":[{{"service":"elasticache","operation":"CreateReplicationGroup","parameters":{{"ReplicationGroupId":"orders","NodeGroupConfiguration":[{}]}}}}]}}"#,
        groups.join(",")
    );
    let before = document(&text);
    let link = to_fragment(&before);
    assert!(
        link.starts_with("#z1/") && link.len() < 4_000,
        "{} characters",
        link.len()
    );
    let items = |document: &Document| {
        document.resources[0]
            .parameters
            .items("NodeGroupConfiguration")
            .map(<[_]>::len)
    };
    let after = from_fragment(&link).expect("our own link");
    assert_eq!(items(&after), Some(500));
    assert_eq!(to_fragment(&after), link);
}

#[test]
fn what_cannot_be_read_is_explained() {
    for (link, expected) in [
        ("", "begins with"),
        ("hello", "begins with"),
        ("#v2/x/y", "newer version"),
        ("#z9/abc", "newer version"),
        ("#v1", "lacks a /"),
        ("#v1/us-west-2/CreateUser?UserId", "lacks a ="),
        ("#v1/us-west-2/CreateUser?UserId=%zz", "hexadecimal"),
        ("#v1/us-west-2/CreateUser?UserId=%FF", "UTF-8"),
        (
            "#v1/us-west-2/CreateUser?A=1&A.b=2",
            "both a value and a structure",
        ),
        ("#v1/us-west-2/CreateUser?A!={", "no JSON"),
        ("#z1/AAAA", "cut or damaged"),
        ("#z1/é", "cut or damaged"),
    ] {
        let error = from_fragment(link).expect_err(link).to_string();
        assert!(error.contains(expected), "{link}: {error}");
    }
}

#[test]
fn a_bomb_is_not_inflated() {
    use base64::Engine;
    let bomb = miniz_oxide::deflate::compress_to_vec(&vec![b'a'; 50_000_000], 9);
    let packed = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bomb);
    let error = from_fragment(&format!("#z1/{packed}"))
        .expect_err("a bomb")
        .to_string();
    assert!(error.contains("more than 2097152 bytes"), "{error}");
}

#[test]
fn a_huge_list_index_makes_no_huge_list() {
    let link = "v1/us-west-2/CreateUser?Passwords.4000000000.$env=A&Passwords.2.$env=B";
    let read = from_fragment(link).expect("a document");
    assert!(
        json(&read).contains(r#""Passwords":[{"$env":"B"},{"$env":"A"}]"#),
        "{}",
        json(&read)
    );
}
