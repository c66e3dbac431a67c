//! The invariants of `src/lib.rs` and what keeps the tree in order, held by tests.

#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use cluster_composer::rules;
use regex_lite::Regex;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What each module of the crate may use of the others.
const MAY_USE: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("catalog", &["model"]),
    ("document", &["model"]),
    ("deploy", &["model", "catalog", "document"]),
    ("rules", &["model", "catalog", "document", "deploy"]),
    (
        "render",
        &["model", "catalog", "document", "deploy", "iam", "responses"],
    ),
    ("parse", &["model", "catalog", "document", "share"]),
    ("share", &["model", "catalog", "document"]),
    ("topology", &["model", "catalog", "document"]),
    ("iam", &["model", "catalog", "document", "deploy"]),
    ("responses", &["model", "catalog", "document"]),
    ("scenarios", &["model", "catalog", "document", "share"]),
    (
        "api",
        &[
            "model",
            "catalog",
            "document",
            "deploy",
            "rules",
            "render",
            "parse",
            "share",
            "topology",
            "scenarios",
            "iam",
            "responses",
        ],
    ),
    (
        "app",
        &[
            "model",
            "catalog",
            "document",
            "deploy",
            "rules",
            "render",
            "parse",
            "share",
            "topology",
            "scenarios",
            "iam",
        ],
    ),
    ("main", &["app"]),
    ("lib", &[]),
];

/// What only `api`, `app` and `main` may mention.
const BROWSER: &str =
    r"\b(yew|web_sys|js_sys|wasm_bindgen\w*|gloo\w*|std::time|SystemTime|Instant|rand|getrandom)\b";

const MOST_LINES: usize = 500;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every file below a folder of the project, relative to its root, in order.
fn files(folder: &str) -> Vec<String> {
    fn collect(folder: &Path, acc: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                collect(&path, acc);
            } else {
                acc.push(path);
            }
        }
    }
    let mut paths = Vec::new();
    collect(&root().join(folder), &mut paths);
    let relative = |path: PathBuf| {
        let path = path.strip_prefix(root()).unwrap();
        path.to_str().unwrap().replace('\\', "/")
    };
    let mut names: Vec<String> = paths.into_iter().map(relative).collect();
    names.sort();
    names
}

fn sources() -> Vec<String> {
    let sources: Vec<String> = files("src")
        .into_iter()
        .filter(|f| extension(f) == "rs")
        .collect();
    assert!(sources.len() > 10, "no sources found");
    sources
}

fn extension(file: &str) -> &str {
    Path::new(file)
        .extension()
        .map_or("", |e| e.to_str().unwrap())
}

/// Text files that people write, with what is in them.
fn written() -> Vec<(String, String)> {
    let mut names: Vec<String> = ["src", "tests", "scripts", "www", "docs", "benches", ".ci"]
        .into_iter()
        .flat_map(files)
        .collect();
    for entry in fs::read_dir(root()).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() && !path.ends_with(".git") {
            names.push(path.file_name().unwrap().to_str().unwrap().to_owned());
        }
    }
    names.retain(|name| !name.contains("__pycache__"));
    let text = |name: String| {
        fs::read_to_string(root().join(&name))
            .ok()
            .map(|t| (name, t))
    };
    names.into_iter().filter_map(text).collect()
}

/// The module a source file is: `src/rules/model/walk.rs` is `["rules", "model", "walk"]`.
fn module(file: &str) -> Vec<&str> {
    let path = file
        .strip_prefix("src/")
        .and_then(|f| f.strip_suffix(".rs"));
    let mut parts: Vec<&str> = path.unwrap_or(file).split('/').collect();
    if parts.last() == Some(&"mod") {
        parts.pop();
    }
    parts
}

/// A source without its comments.
fn code(file: &str) -> String {
    let lines = read(file);
    let lines = lines
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// The top-level modules that a source file reaches by `crate::…` or `super::…`.
fn used(file: &str) -> BTreeSet<String> {
    let path =
        Regex::new(r"\bcrate::(\w+)|\bcluster_composer::(\w+)|((?:\bsuper::)+)(\w+)").unwrap();
    let grouped = Regex::new(r"\buse (?:crate|cluster_composer)::\{([^;]*)\};").unwrap();
    let depth = module(file).len();
    let code = code(file);
    let mut used = BTreeSet::new();
    for found in path.captures_iter(&code) {
        if let Some(name) = found.get(1).or_else(|| found.get(2)) {
            used.insert(name.as_str().to_owned());
        } else if found[3].matches("super").count() == depth {
            used.insert(found[4].to_owned());
        }
    }
    let name = Regex::new(r"\w+").unwrap();
    for found in grouped.captures_iter(&code) {
        used.extend(name.find_iter(&found[1]).map(|m| m.as_str().to_owned()));
    }
    let modules: BTreeSet<&str> = MAY_USE.iter().map(|(module, _)| *module).collect();
    used.retain(|name| modules.contains(name.as_str()) && name != module(file)[0]);
    used
}

#[test]
fn modules_use_only_what_lies_below_them() {
    let mut wrong = Vec::new();
    for file in sources().iter().filter(|f| !f.contains("/generated/")) {
        let top = module(file)[0].to_owned();
        let Some((_, allowed)) = MAY_USE.iter().find(|(module, _)| *module == top) else {
            panic!("{file}: say in tests/tidy.rs what the module {top} may use");
        };
        for name in used(file) {
            if !allowed.contains(&name.as_str()) {
                wrong.push(format!("{file} uses {name}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_scan_sees_every_way_to_name_a_module() {
    assert_eq!(
        module("src/rules/model/walk.rs"),
        ["rules", "model", "walk"]
    );
    assert_eq!(module("src/rules/mod.rs"), ["rules"]);
    assert!(used("src/rules/mod.rs").contains("document"));
    assert!(used("src/model/mod.rs").is_empty());
}

#[test]
fn the_engine_mentions_no_browser_time_or_randomness() {
    let browser = Regex::new(BROWSER).unwrap();
    let mut wrong = Vec::new();
    for file in sources() {
        let tables = file.contains("/generated/");
        if tables || ["api", "app", "main"].contains(&module(&file)[0]) {
            continue;
        }
        for line in code(&file).lines().filter(|line| browser.is_match(line)) {
            wrong.push(format!("{file}: {}", line.trim()));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What `cargo tree` prints with these features: the packages that depend on `package`.
fn dependents(package: &str, features: &str) -> String {
    let output = Command::new(env!("CARGO"))
        .current_dir(root())
        .args(["tree", "--locked", "--offline", "--no-default-features"])
        .args(["--features", features, "--edges", "normal"])
        .args(["--invert", package])
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_package_and_the_engine_contain_no_page() {
    assert!(dependents("yew", "app").starts_with("yew "));
    assert_eq!(dependents("yew", "api"), "");
    assert!(dependents("wasm-bindgen", "api").starts_with("wasm-bindgen "));
    assert_eq!(dependents("wasm-bindgen", ""), "");
}

#[test]
fn files_stay_short() {
    let table = |f: &str| f.contains("/generated/") || f.starts_with("src/catalog/");
    let mut long = Vec::new();
    for file in [files("src"), files("tests"), files("scripts"), files("www")].concat() {
        let source = ["rs", "py", "mjs", "js", "css", "sh"].contains(&extension(&file));
        if !source || table(&file) || file.starts_with("tests/fixtures/") {
            continue;
        }
        let n_lines = read(&file).lines().count();
        if n_lines > MOST_LINES {
            long.push(format!("{file}: {n_lines} lines"));
        }
    }
    assert!(long.is_empty(), "over {MOST_LINES} lines: {long:#?}");
}

#[test]
fn every_source_file_is_part_of_the_crate() {
    for file in sources() {
        let path = module(&file);
        let (name, parent) = path.split_last().unwrap();
        if path == ["lib"] || path == ["main"] {
            continue;
        }
        let owners = match parent {
            [] => vec!["src/lib.rs".to_owned()],
            parent => {
                let parent = parent.join("/");
                vec![format!("src/{parent}/mod.rs"), format!("src/{parent}.rs")]
            }
        };
        let owner = owners.iter().find(|f| root().join(f).exists());
        let owner = owner.unwrap_or_else(|| panic!("{file} has no parent module"));
        let listed = Regex::new(&format!(r"(?m)^\s*(pub(\(\w+\))? )?mod {name};")).unwrap();
        assert!(
            listed.is_match(&read(owner)),
            "{file} is not listed in {owner}"
        );
    }
}

#[test]
fn every_rule_is_registered() {
    let written = Regex::new(r": Rule = Rule \{|: Rule = \w+\(").unwrap();
    let count = |file: &String| written.find_iter(&code(file)).count();
    let rule_files = sources();
    let rule_files = rule_files.iter().filter(|f| f.starts_with("src/rules/"));
    let n_written: usize = rule_files.map(count).sum();
    assert_eq!(n_written, rules::all().count());
}

#[test]
fn rule_codes_are_unique_and_sorted() {
    let shape = Regex::new("^(M|EC|DS|DP)[0-9]{3}$").unwrap();
    let kebab = Regex::new("^[a-z0-9]+(-[a-z0-9]+)*$").unwrap();
    let codes: Vec<&str> = rules::all().map(|rule| rule.code).collect();
    let names: BTreeSet<&str> = rules::all().map(|rule| rule.name).collect();
    assert!(!codes.is_empty());
    assert_eq!(names.len(), codes.len(), "a rule's name is used twice");
    for rule in rules::all() {
        assert!(shape.is_match(rule.code), "{}", rule.code);
        assert!(kebab.is_match(rule.name), "{} {}", rule.code, rule.name);
        assert!(rule.source.starts_with("https://"), "{}", rule.code);
    }
    let family = |code: &str| {
        code.trim_end_matches(|c: char| c.is_ascii_digit())
            .to_owned()
    };
    for pair in codes.windows(2) {
        let sorted = family(pair[0]) != family(pair[1]) || pair[0] < pair[1];
        assert!(sorted, "{} stands before {}", pair[0], pair[1]);
    }
}

#[test]
fn generated_files_say_so() {
    let mut generated: Vec<String> = sources();
    generated.retain(|file| file.contains("/generated/"));
    assert!(!generated.is_empty());
    for file in generated {
        let text = read(&file);
        let first = text.lines().next().unwrap_or_default();
        let said = first.starts_with("// Generated by `make ") && first.contains("Do not edit");
        assert!(said, "{file}: {first}");
    }
}

#[test]
fn nothing_leans_on_one_machine() {
    let folders = ["work", "root", "home"].map(|name| format!("/{name}/"));
    let beside = format!("../{}", "shared");
    let place = Regex::new(&format!("(^|[\\s\"'`(=:])({})|{beside}", folders.join("|"))).unwrap();
    // Looking for plain text first: most lines need no regular expression.
    let leans = |line: &str| {
        let likely = line.contains(&beside) || folders.iter().any(|folder| line.contains(folder));
        likely && place.is_match(line)
    };
    let mut wrong = Vec::new();
    for (name, text) in written() {
        if name.starts_with("tests/fixtures/") || name.ends_with("-lock.json") {
            continue;
        }
        for line in text.lines().filter(|line| leans(line)) {
            wrong.push(format!("{name}: {}", line.trim()));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn documented_commands_exist() {
    let makefile = read("Makefile");
    let command =
        Regex::new(r"`(?:PORT=\d+ )?make ([a-z][a-z0-9-]*)|^make ([a-z][a-z0-9-]*)").unwrap();
    let mut n_found = 0;
    for file in ["README.md", "docs/ARCHITECTURE.md"] {
        for line in read(file).lines() {
            for found in command.captures_iter(line) {
                n_found += 1;
                let target = found.get(1).or_else(|| found.get(2)).unwrap().as_str();
                let rule =
                    Regex::new(&format!(r"(?m)^([a-z0-9-]+ )*{target}( [a-z0-9-]+)*:")).unwrap();
                assert!(rule.is_match(&makefile), "{file}: no `make {target}`");
            }
        }
    }
    assert!(n_found > 5);
}

#[test]
fn documented_files_exist() {
    let link = Regex::new(r"\]\(([^)#:]+)\)").unwrap();
    for found in link.captures_iter(&read("README.md")) {
        assert!(root().join(&found[1]).exists(), "README.md: {}", &found[1]);
    }
}

#[test]
fn tools_have_one_version() {
    let setup = read("scripts/setup.sh");
    let version = |name: &str| {
        let found = Regex::new(&format!(r"(?m)^{name}=(\S+)")).unwrap();
        found.captures(&setup).unwrap()[1].to_owned()
    };
    let bindgen = format!(
        "wasm-bindgen = {{ version = \"={}\"",
        version("WASM_BINDGEN")
    );
    assert!(read("Cargo.toml").contains(&bindgen), "{bindgen}");
    let trunk = format!("trunk-version = \"={}\"", version("TRUNK"));
    assert!(read("Trunk.toml").contains(&trunk), "{trunk}");
}
