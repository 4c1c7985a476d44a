"""The first things a newcomer types."""

import subprocess
import sys
import time

import pytest
from cli_sentences import ROOT, run

from bayan import __version__
from bayan.cli.main import COMMANDS
from bayan.cli.render import STANDARDS
from bayan.typeset.model import Standard

HEAVY = {
    "babel",
    "cffi",
    "fontTools",
    "jinja2",
    "lxml",
    "markdown_it",
    "msgspec",
    "PIL",
    "pikepdf",
    "pydyf",
    "pypdfium2",
    "weasyprint",
    "yaml",
}


@pytest.mark.parametrize("words", [["--help"], ["--version"], *([name, "-h"] for name in COMMANDS)])
def test_help_is_there_before_anything_heavy(words):
    code = (
        "import sys; from bayan.cli.main import main\n"
        f"try: main({words!r})\n"
        "finally: print(*sys.modules, file=sys.stderr)"
    )
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    sys.stdout.write(f"bayan {' '.join(words)}: {time.monotonic() - start:.3f} s\n")
    assert done.stdout
    assert HEAVY.isdisjoint(done.stderr.split())


def test_help_names_every_command():
    run("--help").succeeds().prints(*COMMANDS, *COMMANDS.values())


def test_the_version_is_the_package_s():
    run("--version").succeeds().prints(f"bayan {__version__}")


@pytest.mark.parametrize("words", [["frobnicate"], ["render"], ["render", "--frob", "x.md"]])
def test_what_makes_no_sense_is_a_usage_error(words):
    run(*words).fails(2).says("Usage: bayan")


def test_the_standards_offered_are_those_there_are():
    assert tuple(Standard) == STANDARDS
