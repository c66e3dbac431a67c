//! What the commands look like; `tests/shells` proves that they mean what the document says.

use super::*;
use crate::document::{Value, parse_json};
use crate::render::{SpanKind, format};

fn output(style: &str, resources: &str, options: Options) -> Output {
    let json = format!("{{\"region\":\"us-west-2\",\"resources\":[{resources}]}}");
    let value = parse_json(&json).expect("valid JSON");
    let document = Document::from_value(&value).expect("a document");
    (format(style).expect("a format").render)(&document, options)
}

fn text(style: &str, resources: &str) -> String {
    output(style, resources, Options::default()).text
}

fn request(operation: &str, parameters: &str) -> String {
    format!("{{\"operation\":\"{operation}\",\"parameters\":{parameters}}}")
}

const PLAIN: &str = r#"{"Engine":"redis","CacheClusterId":"my-cluster","NumCacheNodes":1,
    "AutoMinorVersionUpgrade":false,"Tags":[{"Value":"dev","Key":"env"}],"SecurityGroupIds":["sg-1","sg-2"],
    "LogDeliveryConfigurations":[{"DestinationDetails":{"CloudWatchLogsDetails":{"LogGroup":"lg"}}}]}"#;

#[test]
fn plain_words_look_the_same_in_every_shell() {
    let request = request("CreateCacheCluster", PLAIN);
    assert_eq!(
        text("cli-sh", &request),
        r"aws elasticache create-cache-cluster \
  --cache-cluster-id my-cluster \
  --num-cache-nodes 1 \
  --engine redis \
  --security-group-ids sg-1 sg-2 \
  --tags Key=env,Value=dev \
  --no-auto-minor-version-upgrade \
  --log-delivery-configurations 'DestinationDetails={CloudWatchLogsDetails={LogGroup=lg}}' \
  --region us-west-2
"
    );
    let bare = |style| text(style, &request).replace(['^', '`', '\\', '\'', '"', '\r'], "");
    assert_eq!(bare("cli-cmd"), bare("cli-sh"));
    assert_eq!(bare("cli-powershell"), bare("cli-sh"));
}

#[test]
fn other_texts_are_quoted_or_travel_as_json() {
    let description = |style, text: &str| {
        let parameters = format!(
            "{{\"ReplicationGroupDescription\":{}}}",
            Value::string(text).to_json()
        );
        let text = self::text(style, &request("CreateReplicationGroup", &parameters));
        text.lines()
            .find(|line| line.contains("  --"))
            .unwrap_or_default()
            .to_owned()
    };
    for (value, sh, cmd) in [
        (
            "My cluster",
            r"  --replication-group-description 'My cluster' \",
            r#"  --replication-group-description "My cluster" ^"#,
        ),
        (
            "100%",
            r"  --replication-group-description '100%' \",
            r#"  --cli-input-json "{\"ReplicationGroupDescription\":\"100\u0025\"}" ^"#,
        ),
        (
            "--debug",
            r"  --replication-group-description='--debug' \",
            r#"  --cli-input-json "{\"ReplicationGroupDescription\":\"--debug\"}" ^"#,
        ),
        (
            "file:///etc/passwd",
            r#"  --cli-input-json '{"ReplicationGroupDescription":"file:///etc/passwd"}' \"#,
            r#"  --cli-input-json "{\"ReplicationGroupDescription\":\"file:///etc/passwd\"}" ^"#,
        ),
        (
            "it's\u{3}",
            r#"  --cli-input-json '{"ReplicationGroupDescription":"it\u0027s\u0003"}' \"#,
            r#"  --cli-input-json "{\"ReplicationGroupDescription\":\"it\u0027s\u0003\"}" ^"#,
        ),
    ] {
        assert_eq!(description("cli-sh", value), sh);
        assert_eq!(description("cli-cmd", value), cmd);
    }
}

#[test]
fn secrets_are_read_from_the_environment_and_beside_the_json() {
    let user = r#"{"UserName":"%","Passwords":["p1",{"$env":"SECOND"}],
        "AuthenticationMode":{"Type":"password","Passwords":["p3"]}}"#;
    let request = request("ModifyUser", user);
    assert_eq!(
        text("cli-sh", &request),
        r#"aws elasticache modify-user \
  --cli-input-json '{"UserName":"%"}' \
  --passwords "$PASSWORDS_1" "$SECOND" \
  --authentication-mode "Type=password,Passwords=['$AUTHENTICATION_MODE_PASSWORDS_1']" \
  --region us-west-2
"#
    );
    assert_eq!(
        text("cli-cmd", &request),
        "@aws elasticache modify-user ^\r
  --cli-input-json \"{\\\"UserName\\\":\\\"\\u0025\\\"}\" ^\r
  --passwords \"%PASSWORDS_1%\" \"%SECOND%\" ^\r
  --authentication-mode \"Type=password,Passwords=['%AUTHENTICATION_MODE_PASSWORDS_1%']\" ^\r
  --region us-west-2\r
"
    );
    let revealed = Options {
        reveal_secrets: true,
        ..Options::default()
    };
    let shown = output(
        "cli-sh",
        &self::request("ModifyUser", r#"{"Passwords":["p1"]}"#),
        revealed,
    );
    assert!(shown.text.contains("--passwords p1 \\\n"), "{}", shown.text);
}

#[test]
fn no_literal_secret_is_written_whatever_stands_around_it() {
    let big = "x ".repeat(70_000);
    for parameters in [
        r#"{"AuthToken":"hunter2","Engine":"\u0003"}"#.to_owned(),
        r#"{"AuthToken":["hunter2"],"Nope":{"my secret":"hunter2"}}"#.to_owned(),
        r#"[{"AuthToken":"hunter2"}]"#.to_owned(),
        format!(r#"{{"AuthToken":"hunter2","auth token":"hunter2","Engine":"{big}"}}"#),
        format!(
            r#"{{"my secret":"hunter2","Tags":[{{"Key":"{}"}}]}}"#,
            "x'".repeat(2_000)
        ),
    ] {
        for style in ["cli-sh", "cli-cmd", "cli-powershell"] {
            for operation in ["CreateReplicationGroup", "Unknown"] {
                let text = text(style, &request(operation, &parameters));
                assert!(!text.contains("hunter2"), "{style}: {text:.300}");
            }
        }
    }
}

#[test]
fn what_is_too_long_for_a_command_line_goes_through_a_file() {
    let words: Vec<String> = (0..3_000).map(|i| format!("\"group-{i:06}\"")).collect();
    let parameters = format!("{{\"CacheSecurityGroupNames\":[{}]}}", words.join(","));
    let long = request("CreateCacheCluster", &parameters);
    let cmd = text("cli-cmd", &long);
    assert!(cmd.starts_with("@>cluster-composer-1.json echo {\"CacheSecurityGroupNames\":["));
    assert!(cmd.contains("\r\n@>>cluster-composer-1.json echo \"group-"));
    assert!(cmd.lines().all(|line| line.len() < 8_191));
    assert!(cmd.contains("--cli-input-json file://cluster-composer-1.json ^\r\n"));
    assert!(text("cli-powershell", &long).starts_with("[IO.File]::WriteAllText(\"$PWD/cluster-"));
    assert!(text("cli-sh", &long).starts_with("aws elasticache create-cache-cluster \\\n"));

    let text = |style| {
        let parameters = format!("{{\"Engine\":\"{}\"}}", "it's ".repeat(40_000));
        text(style, &request("CreateCacheCluster", &parameters))
    };
    assert!(text("cli-sh").starts_with(r#"printf '%s' '{"Engine":"it\u0027s "#));
    assert!(text("cli-cmd").starts_with("rem Too long for a line of cmd: "));
}

#[test]
fn what_the_command_line_cannot_say_is_said_as_json() {
    for (parameters, expected) in [
        (
            r#"{"Port":"6379"}"#,
            r#"--cli-input-json '{"Port":"6379"}'"#,
        ),
        (
            r#"{"Nope":1,"Port":6379}"#,
            r#"--cli-input-json '{"Port":6379,"Nope":1}'"#,
        ),
        (
            r#"{"Engine":null}"#,
            r#"--cli-input-json '{"Engine":null}'"#,
        ),
        (r#"[1,"a"]"#, r#"--cli-input-json '[1,"a"]'"#),
        (r#"{"Tags":[]}"#, "--tags '[]'"),
        (
            r#"{"Tags":[{"Key":"a","Nope":"b"}]}"#,
            r#"--tags '[{"Key":"a","Nope":"b"}]'"#,
        ),
        (r#"{"Port":-1}"#, "--port=-1"),
        (
            r#"{"SecurityGroupIds":["--debug"]}"#,
            r#"--security-group-ids '["--debug"]'"#,
        ),
    ] {
        let text = text("cli-sh", &request("CreateCacheCluster", parameters));
        assert_eq!(
            text,
            format!(
                "aws elasticache create-cache-cluster \\\n  {expected} \\\n  --region us-west-2\n"
            )
        );
    }
    let paged = text("cli-sh", &request("DescribeEvents", r#"{"Marker":"--"}"#));
    assert!(paged.contains("--no-paginate \\\n"), "{paged}");
}

#[test]
fn wrong_names_cannot_be_options_or_run_anything() {
    let wrong = r#"{"service":"--debug","operation":"$(x)","region":"`y`\u0003","parameters":{}}"#;
    assert_eq!(
        text("cli-sh", wrong),
        "aws x--debug '$(x)' \\\n  --region x_y__\n"
    );
    assert_eq!(
        text("cli-powershell", wrong),
        "aws x--debug x__x_ `\n  --region x_y__\n"
    );
}

#[test]
fn several_commands_follow_each_other() {
    let two = format!("{0},{0}", request("DescribeUsers", "{}"));
    assert_eq!(
        text("cli-cmd", &two),
        "call aws elasticache describe-users ^\r\n  --region us-west-2\r\n\r\n\
         aws elasticache describe-users ^\r\n  --region us-west-2\r\n"
    );
}

#[test]
fn every_piece_knows_where_it_comes_from() {
    let parameters =
        r#"{"Engine":"a b\n","Tags":[{"Key":"k","Value":"v"}],"Port":[{"Zebra":"1\n2"}]}"#;
    for (operation, style) in [
        ("CreateCacheCluster", "cli-sh"),
        ("CreateCacheCluster", "cli-cmd"),
        ("Unknown", "cli-powershell"),
    ] {
        let output = output(style, &request(operation, parameters), Options::default());
        let mut end = 0;
        for span in &output.spans {
            assert_eq!((span.range.start, span.resource), (end, Some(0)));
            end = span.range.end;
            let line_end = output.text[span.range.clone()].find('\n');
            assert!(line_end.is_none_or(|at| span.range.start + at + 1 == end));
        }
        assert_eq!(end, output.text.len());
        let path = |piece: &str| {
            let at = output.text.find(piece).expect("in the text");
            let span = output.spans.iter().find(|span| span.range.contains(&at));
            let span = span.expect("spans are the whole text");
            (
                span.kind,
                span.path.as_deref().unwrap_or_default().to_owned(),
            )
        };
        assert_eq!(path("us-west-2"), (SpanKind::String, String::new()));
        assert!(path("Engine").1 == "Engine");
        assert!(path("Value").1 == "Tags[0].Value");
        assert!(path("Zebra").1 == "Port[0].Zebra");
    }
}
