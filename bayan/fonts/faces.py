"""The ``@font-face`` rules of a page, and the files they name."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

from bayan.errors import GlyphError
from bayan.findings import Finding, error
from bayan.fonts.fields import near
from bayan.fonts.model import FontFace, Inventory

_FORMATS = {".ttf": "truetype", ".otf": "opentype"}


def css_family(inventory: Inventory, family: str) -> str:
    """Return the name of *family* in CSS: its own and a digest of its files.

    WeasyPrint may keep one font configuration for many documents, and takes the wrong file
    when two documents give one name to different files. With the digest they cannot.

    Raises:
        GlyphError: If the inventory has no such family.
    """
    faces = _faces(inventory, family)
    marks = "\n".join(f"{face.weight} {face.style} {face.sha256}" for face in faces)
    return f"{family} {hashlib.sha256(marks.encode()).hexdigest()[:12]}"


def font_faces(inventory: Inventory, families: Iterable[str]) -> str:
    """Return the ``@font-face`` rules of *families*, each once, in the given order.

    Raises:
        GlyphError: If the inventory lacks one of them.
    """
    return "".join(
        f'@font-face{{font-family:"{css_family(inventory, family)}";'
        f"font-weight:{face.weight};font-style:{face.style};"
        f'src:url({_url(face)}) format("{_FORMATS[face.path.suffix]}")}}\n'
        for family, face in _pairs(inventory, families)
    )


def font_assets(inventory: Inventory, families: Iterable[str]) -> dict[str, Path]:
    """Return the files of *families* by the URL that their ``@font-face`` rules name.

    Raises:
        GlyphError: If the inventory lacks one of them.
    """
    return {_url(face): face.path for _, face in _pairs(inventory, families)}


def unknown_family(inventory: Inventory, family: str) -> Finding:
    """Return the finding that the inventory has no *family*."""
    hint = near(family, inventory.families)
    return error("font.family", f'There is no font family "{family}".', hint=hint)


def _pairs(inventory: Inventory, families: Iterable[str]) -> Iterator[tuple[str, FontFace]]:
    for family in dict.fromkeys(families):
        for face in _faces(inventory, family):
            yield family, face


def _faces(inventory: Inventory, family: str) -> tuple[FontFace, ...]:
    faces = inventory.faces_of(family)
    if not faces:
        raise GlyphError([unknown_family(inventory, family)])
    return faces


def _url(face: FontFace) -> str:
    return f"asset:/fonts/{face.sha256[:12]}-{quote(face.path.name)}"
