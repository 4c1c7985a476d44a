"""Statements, each a file, and what comes of them.

In ``bad/``, ``NAME.expected`` beside a case begins with what is asked for, as on a command line,
and goes on with the class of the exception and the findings. In ``good/``, ``NAME.golden`` holds
the body's HTML, the runs and the findings. An expectation that is missing (in ``bad/``: that
holds its first line alone) is written and fails that once: look at it before it is committed.
"""

from itertools import pairwise
from pathlib import Path

import pytest

from bayan.errors import BayanError
from bayan.findings import Finding
from bayan.statement import read_statement, select_versions
from bayan.world import World

CASES = Path(__file__).parent / "cases" / "statement"
BAD, GOOD = CASES / "bad", CASES / "good"

WORLD = World(layouts=CASES, fonts=CASES)


def outcome(ask: str, world: World) -> str:
    name, *options = ask.removeprefix("$ ").split()
    languages = [value for option, value in pairwise(options) if option == "--lang"]
    try:
        statements = [
            read_statement(path, world, strip_comments="--strip-comments" in options)
            for path in select_versions(Path(name), languages)
        ]
    except BayanError as fault:
        return told(type(fault).__name__, fault.findings)
    return told("reads", [finding for each in statements for finding in each.findings])


def told(verdict: str, findings: list[Finding] | tuple[Finding, ...]) -> str:
    lines = [
        f"{each.severity} {each.code} {each.place}\n    {each.message}\n    {each.hint}"
        for each in findings
    ]
    return "\n".join([verdict, *lines])


@pytest.mark.parametrize("case", sorted(BAD.glob("*.expected")), ids=lambda path: path.stem)
def test_says_what_is_wrong(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(BAD)
    written = case.read_text(encoding="utf-8")
    ask, _, expected = written.partition("\n")
    found = outcome(ask, WORLD) + "\n"
    if not expected:
        case.write_text(f"{ask}\n{found}", encoding="utf-8")
    assert found == expected


def test_every_case_has_an_expectation() -> None:
    cases = {path.name.removesuffix(".md") for path in BAD.iterdir() if path.suffix != ".expected"}
    assert cases == {path.stem for path in BAD.glob("*.expected")}


@pytest.mark.parametrize("case", sorted(GOOD.glob("*.md")), ids=lambda path: path.stem)
def test_becomes_this_body(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(GOOD)
    statement = read_statement(Path(case.name), WORLD)
    runs = [f"{run.place} {run.language} {run.role} {run.text!r}" for run in statement.runs]
    images = [f"{image.url} {image.path} {image.place}" for image in statement.images]
    verdict = told("reads", statement.findings)
    found = "\n".join([statement.body, *runs, *images, verdict]) + "\n"
    golden = case.with_suffix(".golden")
    expected = golden.read_text(encoding="utf-8") if golden.exists() else ""
    if not expected:
        golden.write_text(found, encoding="utf-8")
    assert found == expected


@pytest.mark.parametrize("case", sorted(GOOD.glob("*.md")), ids=lambda path: path.stem)
def test_what_is_attached_prints_the_same_again(case: Path, tmp_path: Path) -> None:
    statement = read_statement(case, WORLD)
    (tmp_path / "map.png").write_bytes((GOOD / "map.png").read_bytes())
    again = tmp_path / case.name
    again.write_bytes(statement.source)
    read_again = read_statement(again, WORLD)
    assert (read_again.body, read_again.source) == (statement.body, statement.source)
