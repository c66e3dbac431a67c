"""PowerShell scripts, read with a grammar of PowerShell: that they are PowerShell, and made of nothing but our words."""

import re
from collections.abc import Iterator

import tree_sitter_powershell
from tree_sitter import Language, Node, Parser

PARSER = Parser(Language(tree_sitter_powershell.language()))
# Two things that PowerShell takes and the grammar does not: a quoted value after `=`, and commas within a bare word.
AFTER_EQUALS = re.compile(r'^( +--[a-z0-9-]+)="', re.MULTILINE)
WORDS = re.compile(r"^ +--[a-z0-9-]+(?: [A-Za-z0-9_./:=,-]+)+(?: `)?$|^ +[A-Za-z0-9_./:=,-]+(?: `)?$", re.MULTILINE)

# Everything that scripts may run, by name in lower case.
COMMANDS = {
    "aws", "assert-environment", "find-cluster", "find-stream", "get-answer", "get-command", "invoke-request", "read-host", "set-strictmode",
    "start-sleep", "stop-script", "wait-aws", "wait-gone", "wait-status", "where-object", "foreach-object", "write-existing",
    "write-host", "$command",
}  # fmt: skip
TYPES = {
    "bool", "console", "environment", "int", "io.file", "scriptblock", "string", "string[]", "switch",
    "system.management.automation.errorrecord",
}  # fmt: skip
METHODS = {"contains", "error", "getenvironmentvariable", "trim", "writealltext", "writeline", "count", "name"}


def nodes(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from nodes(child)


def parsed(text: str) -> Node:
    text = AFTER_EQUALS.sub(r'\1 "', text)
    text = WORDS.sub(lambda found: found[0].replace(",", "_"), text)
    return PARSER.parse(text.encode()).root_node


def problem(text: str) -> str | None:
    """What is wrong with a script, if anything."""
    if not text.isascii():
        return "it is not ASCII, and would depend on the code page"
    for node in nodes(parsed(text)):
        found = (node.text or b"").decode()
        word = found.strip("[]()").lower()
        at = f"line {node.start_point.row + 1}: {found[:200]!r}"
        if node.is_error or node.is_missing:
            return f"{at} is not PowerShell"
        if node.type == "command_name" and word not in COMMANDS:
            return f"{at} is run"
        if node.type == "type_spec" and found.lower() not in TYPES:
            return f"{at} is a type"
        if node.type == "member_name" and word not in METHODS:
            return f"{at} is a member"
    return None
