"""Where the house file of a statement is."""

import stat
from pathlib import Path

from bayan.errors import HouseError
from bayan.findings import Place
from bayan.world import World

HOUSE_FILE = "bayan.toml"
_SHARED = stat.S_ISVTX | stat.S_IWOTH
"""The mode of a folder where anyone may put a file and only the owner take it away: /tmp."""


def find_house(start: Path, world: World) -> Path | None:
    """Return the nearest ``bayan.toml`` of the statement in the folder *start*, or None.

    The path begins as *start* does, so that messages name the file as the user would.

    Raises:
        HouseError: If it is no ordinary file, or a link to one that would not be looked at.
    """
    folders = searched_folders(start, world.home)
    for folder in folders:
        if _is_there(folder / HOUSE_FILE):
            path = _as_named(start, folder) / HOUSE_FILE
            _refuse_odd(path, folders[-1])
            return path
    return None


def searched_folders(start: Path, home: Path | None) -> tuple[Path, ...]:
    """Return the folders that may hold the house file of a statement in *start*, in order.

    From *start* upwards to the repository's root or the home folder, whichever is met first.
    Where neither is met, *start* and its parent. Whoever can write a file further up must not
    decide what a letterhead says; hence never the root of the file system, and neither a
    folder that all users share (``/tmp``) nor anything above it.
    """
    first = start.resolve()
    chain = (first, *first.parents)[:-1]
    roots = (depth for depth, folder in enumerate(chain) if _is_there(folder / ".git"))
    homes = (depth for depth, folder in enumerate(chain) if home and folder == home.resolve())
    ends = [depth for depth in (next(roots, None), next(homes, None)) if depth is not None]
    chain = chain[: min(ends, default=1) + 1]
    shared = (depth for depth, folder in enumerate(chain) if _is_shared(folder))
    return chain[: next(shared, len(chain))]


def _is_shared(folder: Path) -> bool:
    try:
        return folder.stat().st_mode & _SHARED == _SHARED
    except OSError:
        return False


def _is_there(path: Path) -> bool:
    try:
        path.lstat()
    except OSError:
        return False
    return True


def _as_named(start: Path, folder: Path) -> Path:
    """Return *folder* as a part of *start* if it is one."""
    return next((part for part in (start, *start.parents) if part.resolve() == folder), folder)


def _refuse_odd(path: Path, top: Path) -> None:
    if not path.is_file():
        message = f"{HOUSE_FILE} is not an ordinary file, or a link to one."
        raise HouseError.one("house.file", message, Place(str(path)), "Put the file itself there.")
    if not path.resolve().is_relative_to(top):
        message = f"{HOUSE_FILE} is a link to a file outside {top}."
        hint = "Put the file itself there: what lies outside is not read."
        raise HouseError.one("house.link", message, Place(str(path)), hint)
