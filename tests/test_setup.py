"""What `make` does on a machine that lacks something: apt only where nobody is asked."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

LINE = "apt-get install --no-install-recommends -y poppler-utils"
INSTALL = """\
echo "$@" >>"$0.calls"
case $1 in install) echo '#!/bin/sh' >"${0%/*}/pdffonts"; /bin/chmod +x "${0%/*}/pdffonts" ;; esac
"""
SUDO = 'echo "$@" >>"$0.calls"; [ "$1" = -n ] && shift; exec "$@"'


class Machine:
    """A machine whose only programs are these, without `pdffonts` unless told otherwise."""

    def __init__(self, folder: Path, script: Path) -> None:
        self.folder, self.script = folder, script
        for name in ("bash", "env"):
            (folder / name).symlink_to(shutil.which(name) or "")

    def has(self, name: str, text: str = "") -> None:
        (self.folder / name).write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
        (self.folder / name).chmod(0o755)

    def calls(self, name: str) -> list[str]:
        calls = self.folder / f"{name}.calls"
        return calls.read_text(encoding="utf-8").splitlines() if calls.exists() else []

    def needs(self, *packages: str) -> tuple[int, str]:
        done = subprocess.run(
            [self.folder / "bash", self.script, *packages],
            env={"PATH": str(self.folder)},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stderr


@pytest.fixture
def machine(tmp_path: Path, root: Path) -> Machine:
    made = Machine(tmp_path, root / "setup" / "system.sh")
    made.has("apt-get", INSTALL)
    made.has("id", "echo 1000")
    return made


def test_what_is_there_is_not_installed(machine: Machine) -> None:
    machine.has("pdffonts")
    machine.has("id", "echo 0")
    assert machine.needs("poppler-utils") == (0, "")
    assert machine.calls("apt-get") == []


def test_an_ordinary_user_gets_the_line_to_type(machine: Machine) -> None:
    machine.has("sudo", "echo 'a password is required' >&2; exit 1")
    status, words = machine.needs("poppler-utils")
    assert status == 1
    assert f"  sudo {LINE}\n" in words
    assert machine.calls("apt-get") == []


def test_root_installs(machine: Machine) -> None:
    machine.has("id", "echo 0")
    assert machine.needs("poppler-utils") == (0, "")
    assert machine.calls("apt-get")[-1].startswith(LINE.removeprefix("apt-get "))


def test_sudo_without_a_password_installs(machine: Machine) -> None:
    machine.has("sudo", SUDO)
    machine.has("true")
    assert machine.needs("poppler-utils") == (0, "")
    assert any(LINE in call for call in machine.calls("sudo"))


def test_what_apt_cannot_bring_is_told(machine: Machine) -> None:
    machine.has("id", "echo 0")
    machine.has("apt-get", "exit 100")
    status, words = machine.needs("poppler-utils")
    assert status == 1
    assert words.startswith("Still missing: poppler-utils")


def test_a_machine_without_apt_is_told_the_names(machine: Machine) -> None:
    (machine.folder / "apt-get").unlink()
    status, words = machine.needs("poppler-utils")
    assert status == 1
    assert "Missing: poppler-utils" in words


def test_ci_asks_for_nothing_that_the_readme_does_not_tell(root: Path) -> None:
    last = (root / ".ci" / "run").read_text(encoding="utf-8").splitlines()[-1]
    targets = last.removeprefix("exec make ").split()
    assert targets == ["lint", "test"]
    readme = (root / "README.md").read_text(encoding="utf-8")
    assert all(f"make {target}" in readme for target in targets)


def test_node_that_is_too_old_counts_as_missing(machine: Machine) -> None:
    machine.has("node", "exit 1")
    machine.has("sudo", "exit 1")
    status, words = machine.needs("nodejs")
    assert status == 1
    assert "Missing: nodejs" in words


def test_for_every_package_that_tools_need_there_is_a_way_to_tell(
    machine: Machine, root: Path
) -> None:
    (machine.folder / "apt-get").unlink()
    script = (root / "setup" / "tools.sh").read_text(encoding="utf-8")
    packages = [*script.partition("needed=(")[2].partition(")")[0].split(), "maven", "npm"]
    assert len(packages) > 8
    for package in packages:
        status, words = machine.needs(package)
        assert status < 2, words


def test_what_npm_brings_is_pinned_and_names_no_registry(root: Path) -> None:
    wanted = json.loads((root / "tools" / "package.json").read_text(encoding="utf-8"))
    lock = json.loads((root / "tools" / "package-lock.json").read_text(encoding="utf-8"))
    first, *packages = lock["packages"].values()
    assert first["dependencies"] == wanted["dependencies"]
    assert all(version[0].isdigit() for version in wanted["dependencies"].values())
    assert all(package["integrity"].startswith("sha512-") for package in packages)
    assert not any("resolved" in package for package in packages)
