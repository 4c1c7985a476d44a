"""What a font file says about itself."""

import struct
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

_TABLES = ("head", "hhea", "hmtx", "maxp", "cmap", "OS/2")
"""Tables without which a font cannot be set or judged."""

_OUTLINES = {"glyf", "CFF "}


@dataclass(frozen=True, slots=True)
class FontFacts:
    """What decides whether and for what a font can be used."""

    codes: frozenset[int] = frozenset()
    """Code points that it has a glyph for."""
    fs_type: int = 0
    """Its maker's permission to embed it, OS/2 fsType."""
    variable: bool = False
    outlines: bool = True
    fault: str = ""
    """Why it could not be read; empty if it could."""


@lru_cache(maxsize=256)
def font_facts(path: Path, sha256: str) -> FontFacts:  # noqa: ARG001 - the digest keys the cache
    """Return what the font file at *path*, whose content has the digest *sha256*, says.

    One to three milliseconds a font; a file that is no font gives its ``fault``.
    """
    from fontTools.ttLib import TTLibError  # noqa: PLC0415 - heavy

    try:
        with path.open("rb") as stream:
            return _read(stream)
    except (TTLibError, struct.error, OSError, LookupError, ValueError, AssertionError) as cause:
        return FontFacts(fault=str(cause).strip("'") or type(cause).__name__)


def _read(stream: BinaryIO) -> FontFacts:
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - heavy

    with TTFont(stream, lazy=True) as font:
        # Glyph names are not wanted, and reading them takes most of the time.
        font.setGlyphOrder([".notdef", *map(str, range(1, font["maxp"].numGlyphs))])
        for tag in _TABLES:
            font[tag]
        glyphs: dict[int, str] = font.getBestCmap() or {}
        return FontFacts(
            codes=frozenset(code for code, glyph in glyphs.items() if glyph != ".notdef"),
            fs_type=font["OS/2"].fsType,
            variable="fvar" in font,
            outlines=any(tag in font for tag in _OUTLINES),
        )
