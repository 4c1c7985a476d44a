"""The wheel: built from the checkout without a network, it renders from any folder."""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from bayan import __version__

pytestmark = pytest.mark.xdist_group("wheel")

STATEMENT = """\
---
title: بيان قصير
lang: ar
date: 2026-03-22
---

نصٌّ قصير.
"""


def succeed(command: Sequence[str | Path], folder: Path) -> str:
    """Run *command* as from a user's shell that knows nothing of the checkout."""
    kept = {"PATH": os.environ["PATH"], "HOME": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        command, cwd=folder, env=kept, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--no-index"]
    succeed([*pip, "--no-deps", "--no-build-isolation", "-w", folder, root], folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def command(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`bayan` in an environment of its own, which borrows only the libraries of this one."""
    folder = tmp_path_factory.mktemp("venv")
    venv.create(folder, symlinks=True)
    python = folder / "bin" / "python"
    own = succeed([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], folder)
    Path(own.strip(), "borrowed.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", python]
    succeed([*pip, "install", "--no-index", "--no-deps", "--ignore-installed", wheel], folder)
    return folder / "bin" / "bayan"


def test_all_that_a_rendition_needs_is_inside(wheel: Path, root: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    data = {
        f"bayan/_data/{path.relative_to(root).as_posix()}"
        for folder in ("layouts", "fonts")
        for path in (root / folder).rglob("*")
        if path.is_file()
    }
    package = {
        path.relative_to(root).as_posix()
        for path in (root / "bayan").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert {Path(name).suffix for name in data | package} >= {".html", ".css", ".ttf", ".po"}
    assert "bayan/typeset/fonts.conf" in package
    assert data | package <= held


def test_nothing_else_is_inside(wheel: Path) -> None:
    held = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0].split("-")[0] for name in held} == {"bayan"}
    assert not [name for name in held if name.endswith((".pyc", ".md", ".mo~"))]


def test_it_renders_a_lone_statement_from_another_folder(
    command: Path, root: Path, tmp_path: Path
) -> None:
    (tmp_path / "statement.md").write_text(STATEMENT, encoding="utf-8")
    succeed([command, "render", "statement.md", "-o", "out.pdf"], tmp_path)
    made = (tmp_path / "out.pdf").read_bytes()
    assert made.startswith(b"%PDF-")
    shutil.copytree(tmp_path, tmp_path / "again", ignore=shutil.ignore_patterns("*.pdf"))
    here = [sys.executable, root / "render.py", "statement.md", "-o", "out.pdf"]
    succeed(here, tmp_path / "again")
    assert (tmp_path / "again" / "out.pdf").read_bytes() == made


def test_it_is_the_version_of_the_checkout(command: Path, tmp_path: Path) -> None:
    assert succeed([command, "--version"], tmp_path) == f"bayan {__version__}\n"
