//! What comes out: the outputs of every scenario as files, and what holds for every output.
//!
//! `UPDATE_GOLDEN=1 cargo test --test render` writes the files anew; they are reviewed like code.

#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use cluster_composer::document::{Document, Path, Segment, Value, parse_json};
use cluster_composer::model::SERVICES;
use cluster_composer::render::{self, FORMATS, Group, Options, Output};
use cluster_composer::scenarios;
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

const HIDDEN: Options = Options {
    reveal_secrets: false,
    text_only: false,
};
const REVEALED: Options = Options {
    reveal_secrets: true,
    text_only: false,
};

fn document(json: &str) -> Document {
    Document::from_value(&parse_json(json).unwrap()).unwrap()
}

/// A document of one resource.
fn single(operation: &str, parameters: &str) -> Document {
    let service = if operation.starts_with("dsql:") {
        "dsql"
    } else {
        "elasticache"
    };
    let operation = operation.trim_start_matches("dsql:");
    document(&format!(
        r#"{{"resources":[{{"service":"{service}","operation":"{operation}","parameters":{parameters}}}]}}"#
    ))
}

fn text(document: &Document, format: &str, options: Options) -> String {
    (render::format(format).unwrap().render)(document, options).text
}

fn hostile() -> Vec<String> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/hostile.json");
    let value = parse_json(&fs::read_to_string(path).unwrap()).unwrap();
    let entries = value.as_map().unwrap().iter();
    let texts: Vec<String> = entries
        .filter_map(|(_, text)| text.as_str())
        .map(str::to_owned)
        .collect();
    assert!(texts.len() > 100);
    texts
}

#[test]
fn every_scenario_has_its_reviewed_output_in_every_format() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/golden");
    let update = std::env::var_os("UPDATE_GOLDEN").is_some();
    let mut expected = BTreeSet::new();
    let mut stale = Vec::new();
    for scenario in scenarios::ALL {
        let document = scenario.document();
        for format in FORMATS
            .iter()
            .filter(|format| (format.available)(&document))
        {
            let name = format!("{}/{}.{}", scenario.id, format.id, format.extension);
            let wanted = (format.render)(&document, HIDDEN).text;
            let file = folder.join(&name);
            if update {
                fs::create_dir_all(file.parent().unwrap()).unwrap();
                fs::write(&file, &wanted).unwrap();
            } else if fs::read_to_string(&file).ok().as_deref() != Some(&wanted) {
                stale.push(name.clone());
            }
            expected.insert(name);
        }
    }
    for entry in fs::read_dir(&folder).unwrap() {
        let scenario = entry.unwrap().path();
        let names: Vec<_> = fs::read_dir(&scenario).unwrap().collect();
        for file in names {
            let file = file.unwrap().path();
            let name = file
                .strip_prefix(&folder)
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned();
            if expected.contains(&name) {
                continue;
            }
            if update {
                fs::remove_file(&file).unwrap();
            } else {
                stale.push(format!("{name} belongs to no scenario and format"));
            }
        }
    }
    assert!(
        stale.is_empty(),
        "run UPDATE_GOLDEN=1 cargo test --test render and review: {stale:#?}"
    );
}

/// Documents of every kind of value in every place.
fn documents() -> Vec<Document> {
    let mut found: Vec<Document> = scenarios::ALL
        .iter()
        .map(scenarios::Scenario::document)
        .collect();
    for service in SERVICES {
        for operation in service.operations {
            let name = format!(
                "{}{}",
                if service.id == "dsql" { "dsql:" } else { "" },
                operation.name
            );
            for value in [
                "null",
                "true",
                "-1.5e3",
                "\"\"",
                "\"a b\"",
                "[]",
                "{}",
                "[[1],{}]",
                "{\"a\":[null]}",
                "{\"$env\":\"NAME\"}",
                "[\"x\\ny\",{\"$env\":\"a b\"}]",
            ] {
                let members: Vec<String> = operation
                    .input
                    .members()
                    .iter()
                    .map(|member| format!("\"{}\":{value}", member.name))
                    .collect();
                found.push(single(
                    &name,
                    &format!("{{{},\"Else\":{value}}}", members.join(",")),
                ));
                found.push(single(&name, value));
            }
        }
    }
    found.push(document(r#"{"resources":[]}"#));
    found.push(document(
        r#"{"region":"'\"; \n$(x)","resources":[{"service":"x\n'y","operation":"'; z","parameters":{"":1,"=":"="}},
        {"operation":"","parameters":null},{"operation":"CreateUser","region":"-x","parameters":{"~":"~"}}]}"#,
    ));
    found
}

#[test]
fn spans_cover_the_text_line_by_line_and_lead_to_parameters() {
    for document in documents() {
        for format in FORMATS {
            let output = (format.render)(&document, HIDDEN);
            spans_hold(&document, &output, format.id);
        }
    }
}

fn spans_hold(document: &Document, output: &Output, format: &str) {
    let mut end = 0;
    for span in &output.spans {
        assert_eq!(
            span.range.start, end,
            "{format}: a gap or an overlap in\n{}",
            output.text
        );
        end = span.range.end;
        let text = &output.text[span.range.clone()];
        assert!(
            !text.is_empty() && !text.trim_end_matches('\n').contains('\n'),
            "{format}: {text:?}"
        );
        let Some(path) = &span.path else { continue };
        let resource = &document.resources[span.resource.unwrap()];
        let path = Path::parse(path);
        let known = resource.value(&path).is_some() || is_keyed(&resource.parameters, &path);
        assert!(known, "{format}: {path} leads nowhere in\n{}", output.text);
    }
    assert_eq!(end, output.text.len(), "{format}");
}

/// Whether the path's parent is an object with such a key: an empty key reads back as the parent.
fn is_keyed(parameters: &Value, path: &Path) -> bool {
    let mut value = parameters;
    for segment in path.segments() {
        let next = match segment {
            Segment::Key(key) => value.get(key),
            Segment::Index(index) => value.as_list().and_then(|items| items.get(*index)),
        };
        let Some(next) = next else { return false };
        value = next;
    }
    true
}

#[test]
fn outputs_depend_on_the_model_and_not_on_the_order_of_writing() {
    let one = single(
        "CreateReplicationGroup",
        r#"{"Port":1,"ReplicationGroupId":"a","Tags":[{"Value":"v","Key":"k"}]}"#,
    );
    let two = single(
        "CreateReplicationGroup",
        r#"{"ReplicationGroupId":"a","Tags":[{"Key":"k","Value":"v"}],"Port":1}"#,
    );
    for format in render::formats(Group::Requests).filter(|format| format.id != "json") {
        assert_eq!(
            (format.render)(&one, HIDDEN),
            (format.render)(&two, HIDDEN),
            "{}",
            format.id
        );
    }
}

#[test]
fn a_literal_secret_is_in_no_output_unless_it_is_asked_for() {
    for (operation, parameters) in [
        (
            "CreateReplicationGroup",
            r#"{"ReplicationGroupId":"a","AuthToken":"sesame-word"}"#,
        ),
        ("CreateUser", r#"{"Passwords":["sesame-word"]}"#),
        (
            "CreateUser",
            r#"{"AuthenticationMode":{"Passwords":["sesame-word"]},"UserId":5}"#,
        ),
        ("dsql:CreateCluster", r#"{"Password":"sesame-word"}"#),
        (
            "dsql:GetCluster",
            r#"{"identifier":"x","Password":"sesame-word"}"#,
        ),
        ("Unknown", r#"{"AuthToken":"sesame-word"}"#),
    ] {
        let document = single(operation, parameters);
        for format in FORMATS {
            let hidden = (format.render)(&document, HIDDEN).text;
            assert!(!hidden.contains("sesame-word"), "{}: {hidden}", format.id);
            if format.group != Group::Requests {
                continue;
            }
            let revealed = (format.render)(&document, REVEALED).text;
            // What is removed is named, and needs no secret.
            assert!(
                revealed.contains("sesame-word") || format.id.starts_with("teardown"),
                "{}: {revealed}",
                format.id
            );
        }
    }
}

#[test]
fn a_deployment_of_two_hundred_resources_is_rendered() {
    let users = (0..100).map(|i| {
        format!(r#"{{"operation":"CreateUser","parameters":{{"UserId":"user-{i}","UserName":"u","Engine":"redis"}}}}"#)
    });
    let groups = (0..100).map(|i| {
        format!(r#"{{"operation":"CreateUserGroup","parameters":{{"UserGroupId":"group-{i}","Engine":"redis","UserIds":["user-{i}"]}}}}"#)
    });
    // The groups come first, so that every one of them has to wait.
    let resources: Vec<String> = groups.chain(users).collect();
    let found = document(&format!(r#"{{"resources":[{}]}}"#, resources.join(",")));
    for format in render::formats(Group::Deployment).map(|format| format.id) {
        let text = text(&found, format, HIDDEN);
        for i in 0..100 {
            let at = |name: &str| {
                let flag = format!("-id {name}-{i} ");
                let member = format!("Id\": \"{name}-{i}\"");
                text.find(&flag).or_else(|| text.find(&member))
            };
            let (user, group) = (at("user").unwrap(), at("group").unwrap());
            assert_eq!(user < group, format.starts_with("deploy"), "{format} {i}");
        }
    }
}

#[test]
fn every_line_of_a_batch_file_is_one_that_cmd_reads() {
    let long = "~\u{e9}".repeat(1_500);
    let shards: Vec<String> = (0..500)
        .map(|i| format!(r#"{{"NodeGroupId":"{i:04}","PrimaryAvailabilityZone":"us-west-2a"}}"#))
        .collect();
    let tags: Vec<String> = (0..50)
        .map(|i| format!(r#""{i}{}":"{}""#, &long[..90], &long[..240]))
        .collect();
    let found = document(&format!(
        r#"{{"resources":[
        {{"operation":"CreateReplicationGroup","parameters":{{"ReplicationGroupId":"a","NodeGroupConfiguration":[{}]}}}},
        {{"operation":"CreateUser","parameters":{{"UserId":"u","AccessString":"{long}","Passwords":[{{"$env":"P"}}]}}}},
        {{"service":"dsql","operation":"CreateCluster","id":"c","parameters":{{"tags":{{{}}}}}}}]}}"#,
        shards.join(","),
        tags.join(",")
    ));
    for format in ["deploy-cmd", "teardown-cmd"] {
        let text = text(&found, format, HIDDEN);
        assert!(text.is_ascii() && !text.replace("\r\n", "").contains(['\r', '\n']));
        let lines = text.replace(" ^\r\n", " ");
        let longest = lines.lines().map(str::len).max().unwrap();
        // Its variables hold more than their names.
        assert!(longest < 8_191 - 250, "{format}: {longest}");
        assert!(text.contains("tags are too long for cmd"), "{format}");
    }
    assert!(text(&found, "deploy-cmd", HIDDEN).contains("file://cluster-composer-1.json"));
}

#[test]
fn hostile_texts_arrive_in_the_url_and_in_json() {
    for value in hostile() {
        let json = Value::string(value.as_str()).to_json();
        let cluster = single(
            "CreateCacheCluster",
            &format!("{{\"CacheClusterId\":{json}}}"),
        );
        let url = text(&cluster, "api", HIDDEN);
        let line = url
            .lines()
            .find_map(|line| line.strip_prefix("    &CacheClusterId="));
        assert_eq!(decoded(line.unwrap()), value);
        let tagged = single(
            "dsql:CreateCluster",
            &format!("{{\"tags\":{{{json}:{json}}}}}"),
        );
        let request = text(&tagged, "api", HIDDEN);
        let body = parse_json(request.split_once("\n\n").unwrap().1).unwrap();
        assert_eq!(body.get("tags").unwrap().text(&value), Some(value.as_str()));
    }
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [byte, tail @ ..] = rest {
        if *byte == b'%' {
            bytes.push(u8::from_str_radix(std::str::from_utf8(&tail[..2]).unwrap(), 16).unwrap());
            rest = &tail[2..];
        } else {
            assert!(
                byte.is_ascii_alphanumeric() || b"-._~".contains(byte),
                "{text}"
            );
            bytes.push(*byte);
            rest = tail;
        }
    }
    String::from_utf8(bytes).unwrap()
}

#[test]
fn curl_commands_are_as_hard_to_break_out_of_as_their_quotes() {
    for value in hostile() {
        let json = Value::string(value.as_str()).to_json();
        for document in [
            single(
                "CreateCacheCluster",
                &format!("{{{json}:{json},\"Tags\":[{json}]}}"),
            ),
            single(
                "dsql:TagResource",
                &format!("{{{json}:{json},\"resourceArn\":{json},\"tags\":{{{json}:{json}}}}}"),
            ),
            document(&format!(
                r#"{{"region":{json},"resources":[{{"service":{json},"operation":{json},"parameters":{json}}}]}}"#
            )),
        ] {
            let command = text(&document, "curl", HIDDEN);
            let words = words(&command);
            assert_eq!(words[0], "curl", "{command}");
            let flags = [
                "--fail-with-body",
                "--aws-sigv4",
                "--user",
                "--data",
                "--data-urlencode",
                "--header",
                "--request",
            ];
            let mut rest = words[2..].iter().map(String::as_str);
            while let Some(word) = rest.next() {
                if word == "--fail-with-body" || word.starts_with("${AWS_SESSION_TOKEN:+") {
                    continue;
                }
                assert!(flags.contains(&word), "{word:?} in\n{command}");
                let argument = rest.next().unwrap();
                assert!(
                    !argument.starts_with('@') || argument == "@-",
                    "{argument:?} is a file in\n{command}"
                );
                let data =
                    word.starts_with("--data") && !argument.starts_with(['{', '[', '"', '@']);
                let name = argument.split_once('=').map_or(argument, |(name, _)| name);
                assert!(
                    !data || !name.contains('@'),
                    "{argument:?} reads a file in\n{command}"
                );
            }
        }
    }
}

/// The words of a POSIX shell's command, which expands nothing but the variables of credentials.
fn words(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut letters = command.chars().peekable();
    while let Some(c) = letters.next() {
        match c {
            '\'' => {
                let inner = letters.by_ref().take_while(|c| *c != '\'');
                word.get_or_insert_default().extend(inner);
            }
            '"' => {
                let acc = word.get_or_insert_default();
                while let Some(c) = letters.next() {
                    match c {
                        '"' => break,
                        '\\' => acc.extend(letters.next()),
                        '$' => {
                            acc.push('$');
                            let name: String = letters
                                .clone()
                                .take_while(|c| c.is_ascii_alphanumeric() || *c == '_')
                                .collect();
                            assert!(!name.is_empty(), "{command}");
                        }
                        c => {
                            assert_ne!(c, '`', "{command}");
                            acc.push(c);
                        }
                    }
                }
            }
            '$' => {
                // ${AWS_SESSION_TOKEN:+"…"}
                let rest: String = letters.by_ref().take_while(|c| *c != '}').collect();
                assert!(
                    rest.starts_with("{AWS_SESSION_TOKEN:+\"-HX-Amz-Security-Token: "),
                    "{command}"
                );
                word.get_or_insert_default().extend(["$", &rest, "}"]);
            }
            '\\' => assert_eq!(letters.next(), Some('\n'), "{command}"),
            ' ' | '\n' => words.extend(word.take()),
            c => {
                let safe = c.is_ascii_alphanumeric() || "-._/:=%@<".contains(c);
                assert!(safe, "{c:?} stands outside quotes in\n{command}");
                word.get_or_insert_default().push(c);
            }
        }
    }
    words.extend(word);
    words
}

#[test]
fn outputs_stay_total_and_small_enough_for_large_documents() {
    let long = "x".repeat(1 << 20);
    let items = vec!["\"sg-1\""; 10_000].join(",");
    for document in [
        single(
            "CreateReplicationGroup",
            &format!("{{\"ReplicationGroupDescription\":\"{long}\"}}"),
        ),
        single(
            "CreateReplicationGroup",
            &format!("{{\"SecurityGroupIds\":[{items}]}}"),
        ),
        single("dsql:CreateCluster", &format!("{{\"policy\":\"{long}\"}}")),
    ] {
        for format in FORMATS {
            let output = (format.render)(&document, HIDDEN);
            let longest = output.text.lines().map(str::len).max().unwrap_or_default();
            assert!(longest >= 4, "{}", format.id);
        }
        // No argument is longer than Linux takes.
        let command = text(&document, "curl", HIDDEN);
        assert!(command.contains("--data @- <<'DATA'\n") && command.ends_with("\nDATA\n"));
    }
}
