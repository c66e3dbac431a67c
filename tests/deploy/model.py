"""PowerShell, modelled, as a program: runs a deployment script as Windows PowerShell 5.1 would.

Usage: model.py SCRIPT [-SWITCH...]

It cannot be installed here. The script is read with a grammar of PowerShell (`ps1`), and what is evaluated is what our
scripts are made of; everything else is refused. Variables are looked up in the functions that called, what a program
says on its standard error becomes errors where it is redirected, arguments are passed as `Legacy` does.
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import ps1
from tree_sitter import Node

sys.path.append(str(Path(__file__).resolve().parent.parent / "shells"))

import powershell  # noqa: E402

REFUSED = 90


class Block:
    """A block of statements, as a value or with parameters as a function."""

    def __init__(self, body: Node | None, parameters: list[tuple[str, Node | None]]) -> None:
        self.body, self.parameters = body, parameters


class ErrorText(str):
    """What a program said on its standard error."""


class Leave(Exception):
    """The end of a function or loop, with what has been put out."""

    def __init__(self, found: list[Any]) -> None:
        super().__init__()
        self.found = found


class Return(Leave):
    pass


class Break(Leave):
    pass


def inner(node: Node, kind: str) -> list[Node]:
    """The nearest nodes of a kind below."""
    found: list[Node] = []
    for child in node.children:
        found += [child] if child.type == kind else inner(child, kind)
    return found


def word(node: Node) -> str:
    return (node.text or b"").decode()


def flat(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]


def truth(value: Any) -> bool:
    if isinstance(value, list):
        return len(value) > 1 or any(map(truth, value))
    return bool(value)


def text_of(value: Any) -> str:
    return " ".join(map(text_of, value)) if isinstance(value, list) else "" if value is None else str(value)


class Interpreter:
    def __init__(self, text: str, switches: list[str]) -> None:
        self.text = text
        self.scopes: list[dict[str, Any]] = [{"null": None, "lastexitcode": None, "erroractionpreference": "Continue"}]
        self.functions: dict[str, Block] = {}
        self.switches = [switch.lstrip("-").lower() for switch in switches]
        self.merging = False
        self.statements(ps1.parsed(text))

    # Statements give what they put out.

    def statements(self, node: Node | None) -> list[Any]:
        found: list[Any] = []
        for child in node.named_children if node else []:
            try:
                if child.type in ("statement_list", "script_block_body", "script_block"):
                    found += self.statements(child)
                elif child.type != "comment":
                    found += self.statement(child)
            except Leave as leave:
                leave.found = found + leave.found
                raise
        return found

    def statement(self, node: Node) -> list[Any]:
        run: Callable[[Node], list[Any]] | None = getattr(self, f"do_{node.type}", None)
        return run(node) if run else flat(self.value(node))

    def do_function_statement(self, node: Node) -> list[Any]:
        parameters = []
        for one in inner(node, "script_parameter"):
            default = inner(one, "script_parameter_default")
            name = next(child for child in one.children if child.type == "variable")
            parameters.append((word(name)[1:].lower(), default[0].named_children[-1] if default else None))
        name = word(inner(node, "function_name")[0]).lower()
        self.functions[name] = Block(inner(node, "script_block")[0], parameters)
        return []

    def do_param_block(self, node: Node) -> list[Any]:
        for name in inner(node, "variable"):
            self.scopes[-1][word(name)[1:].lower()] = word(name)[1:].lower() in self.switches
        return []

    def do_if_statement(self, node: Node) -> list[Any]:
        if truth(self.condition(node)):
            return self.statements(node.child_by_field_name("body") or inner(node, "statement_block")[0])
        for clause in [clause for clauses in inner(node, "elseif_clauses") for clause in inner(clauses, "elseif_clause")]:
            if truth(self.condition(clause)):
                return self.statements(inner(clause, "statement_block")[0])
        otherwise = [child for child in node.children if child.type == "else_clause"]
        return self.statements(inner(otherwise[0], "statement_block")[0]) if otherwise else []

    def condition(self, node: Node) -> Any:
        opened = next(i for i, child in enumerate(node.children) if child.type == "(")
        return self.value(node.children[opened + 1])

    def do_for_statement(self, node: Node) -> list[Any]:
        self.statements(inner(node, "for_initializer")[0])
        counted = inner(inner(node, "for_iterator")[0], "variable")[0]

        def turns() -> Iterator[None]:
            while truth(self.value(inner(node, "for_condition")[0].named_children[0])):
                yield
                self.assign(counted, self.value(counted) + 1)

        return self.loop(turns(), node)

    def loop(self, turns: Iterator[None], node: Node) -> list[Any]:
        found: list[Any] = []
        for _ in turns:
            try:
                found += self.statements(inner(node, "statement_block")[0])
            except Break as leave:
                return found + leave.found
            except Return as leave:
                leave.found = found + leave.found
                raise
        return found

    def do_foreach_statement(self, node: Node) -> list[Any]:
        name = next(child for child in node.children if child.type == "variable")
        after = next(i for i, child in enumerate(node.children) if child.type == "in")

        def turns() -> Iterator[None]:
            for item in flat(self.value(node.children[after + 1])):
                self.assign(name, item)
                yield

        return self.loop(turns(), node)

    def do_flow_control_statement(self, node: Node) -> list[Any]:
        value = self.value(node.named_children[0]) if node.named_children else None
        match node.children[0].type:
            case "return":
                raise Return(flat(value))
            case "break":
                raise Break([])
            case "exit":
                sys.exit(value)
        raise powershell.Refused(word(node))

    def do_assignment_expression(self, node: Node) -> list[Any]:
        found = self.statement(node.named_children[-1])
        self.assign(inner(node, "variable")[0], found[0] if len(found) == 1 else found or None)
        return []

    def assign(self, node: Node, value: Any) -> None:
        name = word(node)[1:].lower()
        if ":" in name:
            raise powershell.Refused(f"changes ${name}")
        self.scopes[-1][name] = value

    def do_command(self, node: Node) -> list[Any]:
        merging, self.merging = self.merging, self.merging or bool(inner(node, "merging_redirection_operator"))
        try:
            return self.command(node, [])
        finally:
            self.merging = merging

    def do_pipeline(self, node: Node) -> list[Any]:
        return self.do_pipeline_chain(node)

    def do_pipeline_chain(self, node: Node) -> list[Any]:
        parts = [child for child in node.named_children if child.type != "comment"]
        found = self.statement(parts[0])
        for part in parts[1:]:
            found = self.command(part, found)
        return found

    # Commands.

    def command(self, node: Node, fed: list[Any]) -> list[Any]:
        named = [child for child in node.named_children if child.type in ("command_name", "command_name_expr")]
        name = word(named[0]).lower()
        if name == "aws":
            return self.aws(node)
        elements = [child for one in node.named_children if one.type == "command_elements" for child in one.named_children]
        elements = [child for child in elements if child.type not in ("command_argument_sep", "redirection")]
        if name == "param":
            return self.do_param_block(node)
        if named[0].type == "command_name_expr":
            return self.invoke(self.lookup(name[1:]), [])
        if name in self.functions:
            return self.invoke(self.functions[name], self.arguments(elements))
        return self.cmdlet(name, elements, fed)

    def arguments(self, elements: list[Node]) -> list[Any]:
        """Values; a call of a method comes as two nodes."""
        values = []
        for element in elements:
            if element.type == "argument_list":
                values[-1] = values[-1]()
            elif element.type == "member_access" and element.next_sibling and element.next_sibling.type == "argument_list":
                values.append(self.method(element))
            else:
                values.append(self.value(element))
        return values

    def method(self, node: Node) -> Callable[[], Any]:
        subject, name = self.value(node.named_children[0]), word(node.named_children[-1]).lower()
        if name != "trim":
            raise powershell.Refused(word(node))
        return lambda: str(subject).strip()

    def invoke(self, block: Block, values: list[Any]) -> list[Any]:
        if len(values) > len(block.parameters):
            raise powershell.Refused("too many arguments")
        scope = {}
        for i, (name, default) in enumerate(block.parameters):
            scope[name] = values[i] if i < len(values) else self.value(default) if default else None
        self.scopes.append(scope)
        try:
            return self.statements(block.body)
        except Return as leave:
            return leave.found
        finally:
            self.scopes.pop()

    def cmdlet(self, name: str, elements: list[Node], fed: list[Any]) -> list[Any]:
        if name in ("where-object", "foreach-object"):
            block = self.value(elements[0])
            found = []
            for item in fed:
                self.scopes.append({"_": item})
                given = self.statements(block.body)
                self.scopes.pop()
                found += given if name == "foreach-object" else [item] if truth(given) else []
            return found
        values = [None if element.type == "command_parameter" else self.value(element) for element in elements]
        match name:
            case "write-host":
                print(text_of(values[0]), flush=True)
            case "set-strictmode":
                pass
            case "start-sleep":
                time.sleep(values[-1])
            case "read-host":
                print(f"{values[0]}: ", end="", flush=True)
                return [sys.stdin.readline().rstrip("\n")]
            case "get-command":
                return [{"name": "aws.exe"}]
            case _:
                raise powershell.Refused(f"runs {name}")
        return []

    def aws(self, node: Node) -> list[Any]:
        kept = {name.lower(): text_of(value) for scope in self.scopes for name, value in scope.items()}
        # The grammar has read another text of the same length.
        source = self.text[node.start_byte : node.end_byte]
        written = re.sub(r"\$(?!env:)(\w+)", lambda found: found[0].lower(), source)
        words = powershell.Script.words(written, dict(os.environ), kept)
        legacy = str(self.lookup("psnativecommandargumentpassing")) == "Legacy"
        split = powershell.split(powershell.legacy_line(words))
        if not legacy and powershell.split(powershell.standard_line(words)) != split:
            raise powershell.Refused(f"versions differ on {words}")
        done = subprocess.run(split, capture_output=True, check=False, text=True)
        self.scopes[0]["lastexitcode"] = done.returncode
        said = [ErrorText(line) for line in done.stderr.splitlines()]
        if said and self.merging and self.lookup("erroractionpreference") == "Stop":
            raise powershell.Refused(f"5.1 stops with NativeCommandError: {said}")
        if not self.merging:
            sys.stderr.write(done.stderr)
        return done.stdout.splitlines() + (said if self.merging else [])

    # Values.

    def lookup(self, name: str) -> Any:
        if name.startswith("env:"):
            return os.environ.get(name[4:].upper())
        for scope in reversed(self.scopes):
            if name in scope:
                return scope[name]
        if name in ("true", "false"):
            return name == "true"
        raise powershell.Refused(f"${name} has no value")

    def value(self, node: Node) -> Any:
        run: Callable[[Node], Any] | None = getattr(self, f"value_{node.type}", None)
        if run:
            return run(node)
        if hasattr(self, f"do_{node.type}"):
            found = self.statement(node)
            return found[0] if len(found) == 1 else found or None
        if len(node.named_children) == 1:
            return self.value(node.named_children[0])
        raise powershell.Refused(f"{node.type}: {word(node)[:100]}")

    def value_variable(self, node: Node) -> Any:
        return self.lookup(word(node)[1:].lower())

    def value_generic_token(self, node: Node) -> str:
        return word(node)

    def value_integer_literal(self, node: Node) -> int:
        return int(word(node))

    def value_real_literal(self, node: Node) -> float:
        return float(word(node))

    def value_verbatim_string_characters(self, node: Node) -> str:
        return word(node)[1:-1]

    def value_expandable_string_literal(self, node: Node) -> str:
        acc, at = "", node.start_byte + 1
        source = word(node)
        for child in node.named_children:
            acc += source[at - node.start_byte : child.start_byte - node.start_byte]
            acc += text_of(self.value(child))
            at = child.end_byte
        acc += source[at - node.start_byte : -1]
        return acc.replace("`n", "\n")

    def value_sub_expression(self, node: Node) -> Any:
        found = self.statements(node)
        return found[0] if len(found) == 1 else found

    def value_array_expression(self, node: Node) -> list[Any]:
        return self.statements(node)

    def value_array_literal_expression(self, node: Node) -> Any:
        values = [self.value(child) for child in node.named_children]
        return values if len(values) > 1 else values[0]

    def value_parenthesized_expression(self, node: Node) -> Any:
        found = self.statements(node)
        return found[0] if len(found) == 1 else found or None

    def value_script_block_expression(self, node: Node) -> Block:
        return Block(next((child for child in node.children if child.type == "script_block"), None), [])

    def value_expression_with_unary_operator(self, node: Node) -> Any:
        if node.children[0].type == "-not":
            return not truth(self.value(node.named_children[-1]))
        return self.value(node.named_children[-1])

    def value_cast_expression(self, node: Node) -> Any:
        value = self.value(node.named_children[-1])
        return int(value) if word(node).startswith("[int]") else value

    def value_logical_expression(self, node: Node) -> Any:
        if len(node.children) == 1:
            return self.value(node.children[0])
        left, operator, right = node.children
        if operator.type == "-and":
            return truth(self.value(left)) and truth(self.value(right))
        if operator.type == "-or":
            return truth(self.value(left)) or truth(self.value(right))
        raise powershell.Refused(operator.type)

    def value_comparison_expression(self, node: Node) -> Any:
        if len(node.children) == 1:
            return self.value(node.children[0])
        left, right = self.value(node.children[0]), None
        operator = word(node.children[1]).lower()
        if operator in ("-is", "-isnot"):
            return isinstance(left, ErrorText) == (operator == "-is")
        right = self.value(node.children[2])
        match operator:
            case "-join":
                return text_of(right).join(map(text_of, flat(left)))
            case "-split":
                return re.split(right, text_of(left))
            case "-match":
                return bool(re.search(right, text_of(left), re.IGNORECASE))
            case "-ccontains":
                return right in flat(left)
            case "-lt":
                return left < right
            case "-gt":
                return left > right
        return self.equality(operator, left, right)

    def equality(self, operator: str, left: Any, right: Any) -> Any:
        kept = operator in ("-eq", "-ceq")
        if operator not in ("-eq", "-ceq", "-ne", "-cne"):
            raise powershell.Refused(operator)

        def same(one: Any) -> bool:
            exact = operator.startswith("-c") or not isinstance(one, str)
            return one == right if exact else one.lower() == str(right).lower()

        if isinstance(left, list):
            return [one for one in left if same(one) == kept]
        return same(left) == kept

    def value_member_access(self, node: Node) -> Any:
        subject, name = node.named_children[0], word(node.named_children[-1]).lower()
        if name == "count":
            return len(flat(self.value(subject)))
        return self.value(subject)[name]

    def value_element_access(self, node: Node) -> Any:
        subject, index = node.named_children
        return flat(self.value(subject))[self.value(index)]

    def value_invokation_expression(self, node: Node) -> Any:
        called = word(node.children[0]) + word(node.children[1]) + word(inner(node, "member_name")[-1])
        values = [self.value(one) for one in inner(node, "argument_expression")]
        if called.endswith("[Console]::Error.WriteLine"):
            print(text_of(values[0]), file=sys.stderr, flush=True)
            return None
        if called == "[Environment]::GetEnvironmentVariable":
            return os.environ.get(text_of(values[0]))
        name = word(inner(node, "member_name")[-1])
        subject = self.value(node.children[0])
        if not isinstance(subject, str):
            raise powershell.Refused(f"{called} of no text")
        if name == "Contains":
            return text_of(values[0]) in subject
        if name == "Trim":
            return subject.strip()
        raise powershell.Refused(called)


def main() -> None:
    file, *switches = sys.argv[1:]
    try:
        Interpreter(Path(file).read_text("ascii"), switches)
    except powershell.Refused as refused:
        print(f"the model of PowerShell refuses: {refused}", file=sys.stderr)
        sys.exit(REFUSED)


if __name__ == "__main__":
    main()
