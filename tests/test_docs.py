"""What the program can say and do is in its documents, and nothing else is."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from bayan.cli.main import COMMANDS, main
from bayan.errors import ExitCode

ROOT = Path(__file__).resolve().parent.parent
ERRORS = (ROOT / "docs" / "errors.md").read_text()
CLI = (ROOT / "docs" / "cli.md").read_text()

CODE = re.compile(r"[a-z]+\.[a-z]+(?:-[a-z0-9]+)*")
CAUSES = {
    "UsageError",
    "StatementError",
    "HouseError",
    "GlyphError",
    "AssetError",
    "LayoutError",
    "LimitError",
    "OutputError",
    "ConformanceError",
    "ToolError",
}
MAKERS = {"error", "warning", "info"}
"""Functions of `bayan.findings`, whose first argument is the code."""


def literals(node: ast.AST) -> Iterator[str]:
    """Yield the texts written in *node*, and in no f-string."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
            yield inner.value


def codes_in(tree: ast.Module, rooms: set[str]) -> set[str]:
    """Return the literal finding codes in a module: any text that looks like one of *rooms*'."""
    docstrings = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    texts = (
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in docstrings
    )
    return {text for text in texts if CODE.fullmatch(text) and text.partition(".")[0] in rooms}


def trees() -> dict[Path, ast.Module]:
    return {path: ast.parse(path.read_text()) for path in sorted((ROOT / "bayan").rglob("*.py"))}


def is_maker(node: ast.AST) -> bool:
    """Tell whether *node* calls a function that makes a finding or an exception of one."""
    if not isinstance(node, ast.Call) or not node.args:
        return False
    match node.func:
        case ast.Name(id=name):
            return name in MAKERS
        case ast.Attribute(value=ast.Name(id=name), attr="one"):
            return name in CAUSES
    return False


def made_codes() -> set[str]:
    """Return the codes that are the first argument where a finding is made."""
    calls = (node for tree in trees().values() for node in ast.walk(tree) if is_maker(node))
    return {text for call in calls for text in literals(call.args[0]) if CODE.fullmatch(text)}


def all_codes() -> set[str]:
    """Return every code that any module of `bayan` can put into a finding."""
    rooms = {code.partition(".")[0] for code in made_codes()}
    found = set().union(*(codes_in(tree, rooms) for tree in trees().values()))
    return {code for code in found if not code.endswith((".md", ".toml"))}


def documented_codes() -> set[str]:
    return set(re.findall(r"^### `([^`]+)`$", ERRORS, re.MULTILINE))


def test_codes_are_found():
    assert {"output.full", "usage.output-twice", "asset.svg-size", "verify.font"} <= all_codes()


def test_no_code_is_put_together_at_run_time():
    pieced = [
        f"{path.name}:{node.lineno}"
        for path, tree in trees().items()
        for node in ast.walk(tree)
        if is_maker(node) and isinstance(node.args[0], ast.JoinedStr | ast.BinOp)
    ]
    assert not pieced


def message_parts(call: ast.Call) -> tuple[str, str]:
    """Return the literal beginning and end of a finding's message, empty where not literal."""
    message = call.args[1] if len(call.args) > 1 else None
    parts = message.values if isinstance(message, ast.JoinedStr) else [message]
    first, last = (
        part.value if isinstance(part, ast.Constant) and isinstance(part.value, str) else ""
        for part in (parts[0], parts[-1])
    )
    return first, last


def test_a_message_is_a_sentence():
    calls = [
        (f"{path.name}:{node.lineno}", *message_parts(node))
        for path, tree in trees().items()
        for node in ast.walk(tree)
        if is_maker(node)
    ]
    assert len(calls) > 40
    assert [place for place, first, _ in calls if first[:1].islower() and first[:3] != "-o "] == []
    assert [place for place, _, last in calls if last and not last.endswith(".")] == []


def test_every_code_has_its_section():
    missing = sorted(all_codes() - documented_codes())
    assert missing == []


def test_no_section_is_about_a_code_that_is_gone():
    gone = sorted(documented_codes() - all_codes())
    assert gone == []


def test_sections_are_told_once_and_say_what_to_do():
    sections = re.split(r"^### ", ERRORS, flags=re.MULTILINE)[1:]
    names = [section.partition("\n")[0] for section in sections]
    assert len(names) == len(set(names))
    short = [name for name, text in zip(names, sections, strict=True) if "**Do:**" not in text]
    assert not short


@pytest.mark.parametrize("code", ExitCode)
def test_every_exit_code_is_explained(code):
    assert re.search(rf"^\| {code.value} \| \S", ERRORS, re.MULTILINE), code.name


def test_no_exit_code_is_made_up():
    told = {int(number) for number in re.findall(r"^\| (\d+) \|", ERRORS, re.MULTILINE)}
    assert told == set(ExitCode)


def commands() -> Iterator[tuple[str, click.Command]]:
    context = click.Context(main)
    for name in COMMANDS:
        command = main.get_command(context, name)
        assert command is not None
        yield name, command


def section(name: str) -> str:
    """Return what `docs/cli.md` has below the heading of the command *name*."""
    match = re.search(rf"^## `bayan {name}.*?(?=^## |\Z)", CLI, re.MULTILINE | re.DOTALL)
    assert match, f"docs/cli.md has no section for bayan {name}"
    return match[0]


def test_every_command_and_option_is_explained():
    missing = [
        f"{name} {option}"
        for name, command in commands()
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for option in parameter.opts
        if not re.search(rf"`{option}[ `]", section(name))
    ]
    assert not missing


def test_no_option_is_made_up():
    for name, command in commands():
        known = {option for parameter in command.params for option in parameter.opts}
        told = set(re.findall(r"^\| `(-[\w-]+)", section(name), re.MULTILINE))
        assert told <= known | {"-h"}, name


def test_every_command_says_what_it_does():
    assert all(command.help for _, command in commands())
