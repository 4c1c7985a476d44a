"""A file appears whole or not at all, and every refusal is in plain words."""

import errno
import os
import stat
import subprocess
from pathlib import Path

import pytest

from bayan.batch import write as module
from bayan.batch.write import write
from bayan.errors import OutputError

PDF = b"%PDF-1.7 and so on"


def names(folder: Path) -> list[str]:
    """Return what *folder* holds, hidden files included."""
    return sorted(path.name for path in folder.iterdir())


def refused(path: Path, content: bytes = PDF) -> str:
    """Return the code of the refusal to write *path*, which must come with a hint."""
    with pytest.raises(OutputError) as caught:
        write(path, content)
    (finding,) = caught.value.findings
    assert finding.hint
    assert finding.place is not None
    assert finding.place.file == str(path)
    return finding.code


def failing(number: int):
    """Return a function that fails as the system does with *number*."""

    def fail(*_args: object, **_kwargs: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


def test_the_bytes_are_written_and_nothing_else_stays(tmp_path):
    write(tmp_path / "a" / "b" / "x.ar.pdf", PDF)
    assert (tmp_path / "a" / "b" / "x.ar.pdf").read_bytes() == PDF
    assert names(tmp_path / "a" / "b") == ["x.ar.pdf"]


def test_an_older_file_is_replaced(tmp_path):
    (tmp_path / "x.pdf").write_bytes(b"older and longer than the new one is")
    write(tmp_path / "x.pdf", PDF)
    assert (tmp_path / "x.pdf").read_bytes() == PDF


@pytest.mark.parametrize("mask", [0o022, 0o077, 0o002])
def test_permissions_are_those_of_any_new_file(tmp_path, mask):
    before = os.umask(mask)
    try:
        write(tmp_path / "x.pdf", PDF)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "x.pdf").stat().st_mode) == 0o666 & ~mask


def test_a_link_is_replaced_not_followed(tmp_path):
    (tmp_path / "precious.txt").write_text("precious")
    (tmp_path / "x.pdf").symlink_to(tmp_path / "precious.txt")
    write(tmp_path / "x.pdf", PDF)
    assert (tmp_path / "precious.txt").read_text() == "precious"
    assert not (tmp_path / "x.pdf").is_symlink()


def test_the_longest_name_a_disk_takes_can_be_written(tmp_path):
    name = "x" * 251 + ".pdf"
    write(tmp_path / name, PDF)
    assert names(tmp_path) == [name]


def test_a_name_too_long_is_refused(tmp_path):
    assert refused(tmp_path / ("x" * 300 + ".pdf")) == "output.name-too-long"


def test_a_folder_in_the_place_of_the_file_is_refused(tmp_path):
    (tmp_path / "x.pdf").mkdir()
    assert refused(tmp_path / "x.pdf") == "output.is-a-folder"
    assert names(tmp_path) == ["x.pdf"]


@pytest.mark.parametrize("below", ["x.pdf", "deeper/x.pdf"])
def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path, below):
    (tmp_path / "build").write_text("a file")
    assert refused(tmp_path / "build" / below) == "output.not-a-folder"


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "output.full"),
        (errno.EDQUOT, "output.full"),
        (errno.EROFS, "output.read-only"),
        (errno.EACCES, "output.permission"),
        (errno.EIO, "output.failed"),
    ],
)
@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_fault_half_way_leaves_nothing(tmp_path, monkeypatch, number, code, step):
    (tmp_path / "x.pdf").write_bytes(b"the one from yesterday")
    target = (os, "fsync") if step == "fsync" else (Path, "replace")
    monkeypatch.setattr(*target, failing(number))
    assert refused(tmp_path / "x.pdf") == code
    assert names(tmp_path) == ["x.pdf"]
    assert (tmp_path / "x.pdf").read_bytes() == b"the one from yesterday"


def test_ctrl_c_half_way_leaves_nothing(tmp_path, monkeypatch):
    def interrupt(_handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path / "x.pdf", PDF)
    assert names(tmp_path) == []


def test_a_folder_that_cannot_be_synced_is_no_fault(tmp_path, monkeypatch):
    real = os.fsync

    def only_files(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "not for folders")
        real(handle)

    monkeypatch.setattr(module.os, "fsync", only_files)
    write(tmp_path / "x.pdf", PDF)
    assert (tmp_path / "x.pdf").read_bytes() == PDF


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 64 kB, where this account may mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)]
    try:
        mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        mounted = False
    if not mounted:
        pytest.skip("this account may not mount a small disk")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_disk_that_is_really_full(small_disk):
    (small_disk / "x.pdf").write_bytes(b"yesterday")
    assert refused(small_disk / "x.pdf", b"0" * 200_000) == "output.full"
    assert names(small_disk) == ["x.pdf"]
    assert (small_disk / "x.pdf").read_bytes() == b"yesterday"


def test_a_disk_that_is_really_read_only(small_disk):
    remount = ["mount", "-o", "remount,ro", str(small_disk)]
    subprocess.run(remount, check=True, capture_output=True)
    assert refused(small_disk / "x.pdf") == "output.read-only"
