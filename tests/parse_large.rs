//! Texts of a megabyte are read in the time that a megabyte takes: a reader that looks at everything again for
//! every part does not come to an end here.

#![cfg(not(target_arch = "wasm32"))]

use cluster_composer::parse::{Hints, parse};
use cluster_composer::share::from_fragment;

/// Without optimizations a fifth of it is as telling.
const SIZE: usize = if cfg!(debug_assertions) {
    200_000
} else {
    1_000_000
};

/// `begin`, then `unit` with its number for `#` again and again, then `end`.
fn large(begin: &str, unit: &str, end: &str) -> String {
    let mut text = String::from(begin);
    let mut i = 0;
    while text.len() + end.len() < SIZE {
        text.push_str(&unit.replace('#', &i.to_string()));
        i += 1;
    }
    text + end
}

/// Reads texts of these parts; what they mean, or that they mean nothing, does not matter here.
fn all_end(texts: &[(&str, &str, &str)]) {
    for (begin, unit, end) in texts {
        let text = large(begin, unit, end);
        parse(&text, &Hints::default()).ok();
        from_fragment(&text).ok();
    }
}

#[test]
fn large_scripts_come_to_an_end() {
    let command = "aws elasticache create-user --user-id u";
    all_end(&[
        ("", "aws elasticache create-user --user-id u#\n", ""),
        ("", "aws s3 ls # b\n", ""),
        (command, " --unknown-# x", ""),
        (command, " \\\n  --tags Key=#,Value=x", ""),
        (command, " --passwords a# b", ""),
        ("aws elasticache create-user --tags ", "Key=#,Value=x ", ""),
        ("aws elasticache create-user --tags ", "Key=#,", ""),
        ("aws elasticache create-user --tags ", "a={", ""),
        ("aws elasticache create-user --tags '", "[", "'"),
        ("aws elasticache create-user --user-id '", "x#", "'"),
        ("aws elasticache create-user --user-id \"", "$A#", "\""),
        ("aws elasticache create-user --user-id ", "$(", ""),
        ("aws ", "'", ""),
        ("aws ", "<<A ", ""),
        ("aws ", "<<A\n", ""),
        ("cat > a <<A\n", "#\n", "A\naws x --cli-input-json file://a"),
        (
            "cat > a <<A\nxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\nA\n",
            "aws elasticache create-user --user-id file://a\n",
            "",
        ),
        (
            "aws x; A=a\n",
            "A=\"$A$A\"\n",
            "aws elasticache create-user --user-id $A",
        ),
        ("aws x; A=(a\n", "b# ", ") \"${A[@]}\""),
        ("aws x; A=(a b)\n", "A+=(\"${A[@]}\")\n", "aws $A"),
        ("aws x ", "( ", ""),
        ("aws x ", "\\   ", ""),
        ("aws x ", "${A:-", ""),
        ("$ aws x \\\n", "> --a-# b \\\n", ""),
        ("aws elasticache create-user --user-id \"", "$A#x$", "\""),
        ("aws ", "`\n", ""),
        ("aws ", "\"`\" ", ""),
        (
            "@echo off\r\ncall aws elasticache create-user",
            " --a# ^\r\n",
            "",
        ),
        ("@echo off\r\ncall aws x ", "\"\\", ""),
        ("@echo off\r\ncall aws x ", "%A#% ", ""),
        ("$ErrorActionPreference\naws x ", "$env:A# ", ""),
        ("$ErrorActionPreference\naws x ", "@'\n", ""),
        ("$ErrorActionPreference\naws x ", "@\"\n", ""),
        ("$ErrorActionPreference\naws x ", "$(", ""),
        ("$a = 'b'\naws x\n", "$a = \"$a$a\"\n", ""),
        (
            "curl https://elasticache.us-west-2.amazonaws.com/ ",
            "-d Action=CreateUser ",
            "",
        ),
    ]);
}

#[test]
fn large_requests_come_to_an_end() {
    all_end(&[
        ("Action=CreateUser", "&Tags.Tag.#.Key=x", ""),
        ("Action=CreateUser", "&A#=x", ""),
        ("Action=CreateUser&", "a.", "=x"),
        ("Action=CreateUser&", "%41", "=x"),
        (
            "",
            "https://elasticache.us-west-2.amazonaws.com/?Action=CreateUser&UserId=#\n",
            "",
        ),
        ("POST /cluster HTTP/1.1\n", "X-A#: b\n", "\n{}"),
        ("Action=CreateUser\n", "&A#=b c \n", ""),
        ("POST /cluster\n\n{", "\"a#\":1,", "\"b\":2}"),
        ("#v1/us-west-2/CreateUser?", "A#=b&", ""),
        ("#v1/us-west-2/CreateUser?", "Tags.#.Key=b&", ""),
        ("#v1/us-west-2/CreateUser?", "a.", "=x"),
        ("#v1/us-west-2/CreateUser?Tags.*.Key=", "a#,", ""),
        ("#v1/us-west-2/CreateUser?Tags.*.Key=", "~9", ""),
        ("#v1/us-west-2/", ";CreateUser?UserId=#", ""),
    ]);
}

#[test]
fn large_code_comes_to_an_end() {
    let client = "import boto3\nclient = boto3.client('elasticache')\n";
    let call = |unit: &str| format!("{client}{unit}");
    let first = call("client.create_user(");
    let texts = [
        (client, "client.create_user(UserId='u#')\n", ""),
        (client, "a# = '#'\n", "client.create_user(UserId=a1)\n"),
        (
            client,
            "def f#(a):\n    client.create_user(UserId=a)\nf#('u')\n",
            "",
        ),
        (client, "if a:\n", ""),
        (&first, "a#='x', ", ")"),
        (&first, "(", ""),
        (&first, "[", ""),
        (&first, "not ", ""),
        (&first, "-", ""),
        (&first, "a.b ", ""),
        (&first, "1 + ", "1)"),
        (&first, "{'a#': 1}, ", ")"),
        (&first, "'x' ", ")"),
        (&first, "[a for b in ", ")"),
        (
            client,
            "self.a = 'x'\n",
            "client.create_user(UserId=self.a)",
        ),
        (client, "f'{a}{b}'\n", ""),
        (client, "a = '''", ""),
        (client, "    a\n  b\n", ""),
    ];
    all_end(&texts);
    let texts = [
        ("x = 'xxxxxxxxxxxxxxxx'\n", "x = x + x\n", ""),
        ("x = ['xxxxxxxxxxxxxxxx']\n", "x = x + x\n", ""),
        ("x = ['x']\n", "x = [x, x, x, x]\n", ""),
        ("x = {'x': 1}\n", "x = {'a': x, 'b': x}\n", ""),
        ("x = 'xxxxxxxxxxxxxxxx'\n", "x = f'{x}{x}'\n", ""),
        ("x = 'xxxxxxxxxxxxxxxx'\n", "x = '{}{}'.format(x, x)\n", ""),
        ("x = 'xxxxxxxxxxxxxxxx'\n", "x = '%s%s' % (x, x)\n", ""),
        ("x = 'xxxxxxxxxxxxxxxx'\n", "x = x.join([x, x])\n", ""),
        ("x = 'xxxxxxxxxxxxxxxx'\n", "x = x.replace('x', x)\n", ""),
        ("x = 9\n", "x = x * x\n", ""),
        ("x = [1]\n", "x = x * 99\n", ""),
        ("x = range(1000)\n", "x = [x for y in x]\n", ""),
        ("x = range(1000)\n", "x = [f'{y}{x}' for y in x]\n", ""),
        ("x = {'a': 1}\n", "x = x.items()\n", ""),
        ("def f(a):\n    ", "f(a); f(a); ", "\nf(1)\n"),
        (
            "l = [1, 2, 3, 4, 5, 6, 7, 8, 9]\n",
            "for a in l: b = 1\n",
            "",
        ),
    ];
    for (begin, unit, end) in texts {
        let text = format!(
            "{}{}{end}client.create_user(UserId=x)\n",
            call(begin),
            unit.repeat(60)
        );
        parse(&text, &Hints::default()).ok();
    }
    let mut loops = call("l = [1, 2, 3, 4, 5, 6, 7, 8, 9]\n");
    for depth in 0..30 {
        loops += &" ".repeat(depth);
        loops += "for a in l:\n";
    }
    loops += &" ".repeat(30);
    loops += "client.create_user(UserId=a)\n";
    parse(&loops, &Hints::default()).ok();
}

#[test]
fn large_data_comes_to_an_end() {
    let template = "Resources:\n  U:\n    Type: AWS::ElastiCache::User\n    Properties:\n";
    all_end(&[
        (
            "{\"resources\":[",
            "{\"operation\":\"CreateUser\"},",
            "{}]}",
        ),
        ("{\"UserId\":\"u\"", ",\"a#\":1", "}"),
        (
            "{\"Users\":[{}",
            ",{\"UserId\":\"u#\",\"UserName\":\"u\"}",
            "]}",
        ),
        (
            "{\"CacheClusters\":[{}",
            ",{\"CacheClusterId\":\"a\",\"ReplicationGroupId\":\"g#\"}",
            "]}",
        ),
        (
            "{\"Resources\":{\"Z\":{\"Type\":\"AWS::ElastiCache::User\"}",
            ",\"A#\":{\"Type\":\"AWS::ElastiCache::User\"}",
            "}}",
        ),
        ("resources:\n", "- operation: CreateUser\n", ""),
        ("a: &a {x: 1}\n", "b#: {<<: *a}\n", ""),
        ("{\"a\": [", "1, // #\n", "]}"),
        ("{\"a\": ", "[[1,],], ", "}"),
        ("Users:\n", "- UserId: u#\n", ""),
        ("a:", " [", ""),
        ("a:", " {", ""),
        ("a: {b", ",b#", "}"),
        ("a:\n", "- ", ""),
        ("a:\n", "? ", ""),
        ("a: ", "&a# ", ""),
        ("a: ", "!a ", ""),
        ("a: |\n", " x\n", ""),
        ("a: >\n", "\n", ""),
        ("a: \"", "\\x41", "\""),
        ("a: '", "''", "'"),
        ("a: ", "a\n  ", ""),
        ("a: &a [x]\nb: [", "*a, ", "]"),
        ("", "--- a: 1\n", ""),
        (template, "      A#: !Ref B\n", ""),
        (template, "      A#: !Sub '${B}${C}'\n", ""),
        (template, "      A#: {Ref: U}\n", ""),
        (
            "Resources:\n",
            "  A#: {Type: 'AWS::ElastiCache::User', Properties: {UserId: !Ref A1}}\n",
            "",
        ),
        ("Resources:\n", "  A#: {Type: 'AWS::X::Y#'}\n", ""),
    ]);
}

#[test]
fn calls_within_calls_make_no_end_of_requests() {
    let mut text = String::from("import boto3\nclient = boto3.client('elasticache')\n");
    text += "def f0():\n    client.create_user(UserId='u')\n";
    for i in 1..10 {
        text.push_str(&["def f", &i.to_string(), "():\n"].concat());
        text.push_str(&["    f", &(i - 1).to_string(), "()\n"].concat().repeat(9));
    }
    text += "f9()\n";
    let parsed = parse(&text, &Hints::default()).expect("a script");
    assert_eq!(parsed.document.resources.len(), 1_000);
    let last = parsed.notes.last().expect("a note");
    assert!(last.message.contains("more requests"), "{}", last.message);
    assert_eq!(parsed.notes.len(), 1);
}
