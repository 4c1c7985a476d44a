"""A file appears whole or not at all."""

import contextlib
import errno
import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from bayan.errors import OutputError
from bayan.findings import Place


class _Refusal(NamedTuple):
    """How a fault of the file system is told."""

    code: str
    message: str
    hint: str


_FULL = _Refusal(
    "output.full",
    "The disk is full: the file was not written.",
    "Make room, or name a folder on another disk with -o. No half-written file was left behind.",
)
_DENIED = _Refusal(
    "output.permission",
    "This account may not write here.",
    "Name another folder with -o, or ask whoever looks after this one for the right to write.",
)
_NOT_A_FOLDER = _Refusal(
    "output.not-a-folder",
    "A file stands where a folder is needed.",
    "Name another folder with -o, or move that file away.",
)

_REFUSALS: Mapping[int, _Refusal] = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EACCES: _DENIED,
    errno.EPERM: _DENIED,
    errno.EROFS: _Refusal(
        "output.read-only",
        "This disk can only be read.",
        "Name a folder on another disk with -o.",
    ),
    errno.EISDIR: _Refusal(
        "output.is-a-folder",
        "A folder of this name stands where the file should go.",
        "Name another file with -o, or move that folder away.",
    ),
    errno.ENOTDIR: _NOT_A_FOLDER,
    errno.EEXIST: _NOT_A_FOLDER,
    errno.ENAMETOOLONG: _Refusal(
        "output.name-too-long",
        "The name is longer than this disk allows.",
        "Give the file a shorter name with -o.",
    ),
}


def write(path: Path, content: bytes) -> None:
    """Write *content* to *path*, whole or not at all.

    Folders on the way are made. The bytes go to a file beside *path* first, reach the disk, and
    only then take its name; a link of that name is replaced, not followed. Permissions are those
    that the user's umask gives to a new file.

    Raises:
        OutputError: The file system refuses; the file beside is gone then.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        _replace(path, content)
    except OSError as fault:
        raise refusal(str(path), fault) from fault
    _sync_folder(path.parent)


def refusal(name: str, fault: OSError) -> OutputError:
    """Return *fault*, met while writing what the user calls *name*, as ours."""
    unknown = _Refusal(
        "output.failed",
        f"The file could not be written: {fault.strerror or fault}.",
        "Try another folder with -o; if that works, the disk or its connection is at fault.",
    )
    code, message, hint = _REFUSALS.get(fault.errno or 0, unknown)
    return OutputError.one(code, message, Place(name), hint)


def _replace(path: Path, content: bytes) -> None:
    """Fill a new file beside *path* and give it that name."""
    # A short name of its own: the name of *path* may be as long as names can be.
    beside = path.parent / f".bayan-{secrets.token_hex(8)}.part"
    try:
        _fill(beside, content)
        beside.replace(path)
    except BaseException:  # Ctrl-C included: whatever stops us, nothing is left behind
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        raise


def _fill(path: Path, content: bytes) -> None:
    """Create *path* with *content* and wait until the disk has it."""
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where the file system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
