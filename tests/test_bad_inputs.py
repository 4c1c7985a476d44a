"""Bad input, each kind a folder, and all that a press officer sees of it.

A case in ``cases/bad`` holds the input as it would lie on a desk and ``expected.txt``: the
command as typed, its exit code, what it wrote, and what it said. What cannot or should not be
kept as a file is made by ``recipe.py``, which runs in a copy of the folder; its ``inject``, if
there is one, puts a fault where none can be had otherwise (a full disk, Ctrl-C half way).

An ``expected.txt`` that holds the command alone is completed and fails that once: read it aloud
before it is committed.
"""

import re
import runpy
import shlex
import shutil
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path

import pytest
from cli_sentences import Said, run

from bayan.verify import inspect

BAD = Path(__file__).parent / "cases" / "bad"
CASES = sorted(path for path in BAD.iterdir() if path.is_dir())
OURS = ("expected.txt", "recipe.py", "__pycache__")
"""Files of a case that are not part of the input."""

VARYING = re.compile(r"\d+(?:\.\d+)? (kB|MB|s)\b(?=[,\n])")
"""Size and time of a rendition."""
UNADVISED = re.compile(r": (?:error|warning): (?!.* must be )")
"""A finding that needs a hint: one that says what a value must be has said what to do."""

Snapshot = Mapping[str, bytes]


def laid_out(case: Path, folder: Path) -> Path:
    """Copy the input of *case* below *folder*, under the case's own name."""
    return Path(shutil.copytree(case, folder / case.name, ignore=shutil.ignore_patterns(*OURS)))


def snapshot(folder: Path) -> Snapshot:
    """Every file in *folder* and below, hidden ones included, with its content."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path): path.read_bytes() for path in files if not path.is_symlink()}


def written(before: Snapshot, after: Snapshot) -> Iterator[str]:
    """Say which files are new or changed, and what title each prints."""
    assert before.keys() <= after.keys()
    changed = [name for name, content in after.items() if before.get(name) != content]
    for name in changed:
        heard = inspect(after[name]).heard
        title = next(each.text for each in heard if each.role == "heading 1")
        yield f"wrote {name}: {title}"
    if not changed:
        yield "wrote nothing"


def told(said: Said, before: Snapshot, after: Snapshot) -> str:
    """All of it, as ``expected.txt`` has it below the command."""
    said.prints_nothing()
    words = VARYING.sub(r"… \1", said.words)
    return "\n".join([f"exit {said.code}", *written(before, after), "", words])


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_it_is_told_in_plain_words(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(laid_out(case, tmp_path))
    recipe, expectation = case / "recipe.py", case / "expected.txt"
    made = runpy.run_path(str(recipe)) if recipe.exists() else {}
    command, _, expected = expectation.read_text(encoding="utf-8").partition("\n")
    program, *words = shlex.split(command.removeprefix("$ "))
    assert program == "bayan"
    before = snapshot(Path())
    with monkeypatch.context() as faults:
        made.get("inject", lambda _: None)(faults)
        said = run(*words)
    found = told(said, before, snapshot(Path()))
    if not expected:
        expectation.write_text(f"{command}\n{found}", encoding="utf-8")
    assert found == expected


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_every_error_says_what_to_do(case: Path) -> None:
    lines = (case / "expected.txt").read_text(encoding="utf-8").splitlines()
    silent = [
        line
        for line, following in pairwise([*lines, ""])
        if UNADVISED.search(line) and not following.startswith("  hint: ")
    ]
    assert silent == []


def test_thirty_kinds_and_more() -> None:
    assert len(CASES) >= 30
