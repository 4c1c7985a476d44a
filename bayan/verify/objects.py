"""Reading PDF objects that may be of any type, whatever the standard says they are."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO

import pikepdf

from bayan.verify.rules import Fault

Owner = tuple[int, int]
"""Object and generation number: what an indirect object is known by."""

DEEPEST = 64

TAG = re.compile(r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$")
"""What a BCP 47 tag looks like; whether its parts are registered is not asked."""


class UnreadableError(Exception):
    """The file cannot be opened; ``fault`` says why."""

    def __init__(self, fault: Fault) -> None:
        """Keep *fault*."""
        self.fault = fault
        super().__init__(str(fault))


@contextmanager
def opened(pdf: bytes) -> Iterator[pikepdf.Pdf]:
    """Yield *pdf* opened for reading.

    Raises:
        UnreadableError: it is no PDF, is damaged beyond repair, or needs a password.
    """
    try:
        with pikepdf.open(BytesIO(pdf)) as document:
            yield document
    except pikepdf.PasswordError as fault:
        raise UnreadableError(Fault("verify.encrypted", "it needs a password")) from fault
    except pikepdf.PdfError as fault:
        raise UnreadableError(Fault("verify.broken")) from fault


def dictionary(value: object) -> pikepdf.Dictionary | pikepdf.Stream | None:
    """Return *value* if entries can be read from it."""
    return value if isinstance(value, pikepdf.Dictionary | pikepdf.Stream) else None


def entry(value: object, *keys: str) -> object:
    """Return what lies under *keys*, one dictionary inside the other; None where it ends."""
    for key in keys:
        holder = dictionary(value)
        if holder is None:
            return None
        value = holder.get(key)
    return value


def entries(value: object) -> Iterator[tuple[str, object]]:
    """Yield the keys and values of a dictionary; nothing for anything else."""
    holder = dictionary(value)
    if holder is not None:
        yield from holder.items()


def items(value: object) -> tuple[object, ...]:
    """Return an array's members; one thing for anything else, none for None."""
    if value is None:
        return ()
    return tuple(value) if isinstance(value, pikepdf.Array) else (value,)


def name(value: object) -> str:
    """Return a name without its slash; empty for anything else."""
    if not isinstance(value, pikepdf.Name):
        return ""
    try:
        return str(value).removeprefix("/")
    except UnicodeDecodeError:
        return value.unparse().decode("latin-1").removeprefix("/")


def text(value: object) -> str:
    """Return a text string decoded; empty for anything else."""
    return str(value) if isinstance(value, pikepdf.String) else ""


def number(value: object, default: int = 0) -> int:
    """Return an integer; *default* for anything else."""
    return value if isinstance(value, int) and not isinstance(value, bool) else default


def owner(value: object) -> Owner:
    """Return what an object is known by; (0, 0) for one written where it is used."""
    return value.objgen if isinstance(value, pikepdf.Object) else (0, 0)


def content(value: object) -> bytes | None:
    """Return a stream's decoded bytes; None if it is no stream or cannot be decoded."""
    if not isinstance(value, pikepdf.Stream):
        return None
    try:
        return value.read_bytes()
    except pikepdf.PdfError:
        return None


def leaves(tree: object, key: str, depth: int = 0) -> Iterator[tuple[object, object]]:
    """Yield keys and values of a name tree (*key* ``/Names``) or number tree (``/Nums``)."""
    if depth > DEEPEST:
        return
    pairs = items(entry(tree, key))
    yield from zip(pairs[::2], pairs[1::2], strict=False)
    for kid in items(entry(tree, "/Kids")):
        yield from leaves(kid, key, depth + 1)


def page_numbers(document: pikepdf.Pdf) -> dict[Owner, int]:
    """Return the number of each page, from 1, by what it is known by."""
    return {page.obj.objgen: at for at, page in enumerate(document.pages, 1)}


def joined(parts: Iterable[str]) -> str:
    """Return *parts* that are not empty, with a comma between."""
    return ", ".join(part for part in parts if part)
