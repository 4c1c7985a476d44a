"""The glyphs of a TrueType font, each as one simple glyph without instructions."""

import sys
from array import array
from collections.abc import Sequence
from itertools import chain
from struct import unpack_from
from typing import NamedTuple

from bayan.typeset.textlayer.fontfile.axes import Place
from bayan.typeset.textlayer.fontfile.glyf import (
    HEADER,
    OFFSETS,
    OWN_METRICS,
    VOID,
    Component,
    Contour,
    Outline,
    components_of,
    contours_of,
    copied,
    encoded,
)
from bayan.typeset.textlayer.fontfile.gvar import Variations
from bayan.typeset.textlayer.fontfile.tables import Tables

DEEPEST = 8
MOST_PARTS = 256
"""Glyphs that one composite is made of, at any depth."""
MOST_POINTS = 0xFFFF


class _Placed(NamedTuple):
    """The contours of a glyph, and where its left side is: the origin moves there."""

    contours: list[Contour]
    left: float


class Glyphs:
    """The glyphs of a table ``glyf``, at one place of the design space."""

    def __init__(self, tables: Tables, place: Place) -> None:
        """Read where each glyph is.

        Raises:
            LookupError, ValueError, struct.error: the tables do not say.
        """
        self._data = tables[b"glyf"]
        self._places = _places(tables)
        self._sides = tables[b"hmtx"] if b"hmtx" in tables else memoryview(b"")
        self._wide = tables.number(b"hhea", 34, ">H")
        varied = b"gvar" in tables and any(place)
        self._variations = Variations(tables[b"gvar"], place) if varied else None
        self._left = MOST_PARTS

    def outline(self, glyph: int) -> Outline:
        """Return *glyph*; without ink if there is no such glyph.

        Raises:
            LookupError, ValueError, struct.error: its bytes are no glyph.
        """
        raw = self._raw(glyph)
        if len(raw) < HEADER.size:
            return VOID
        count, left, *_ = HEADER.unpack_from(raw)
        if not count:
            return VOID
        if count > 0 and not self._variations and self._side(glyph, left) == left:
            return copied(raw)
        self._left = MOST_PARTS
        placed = self._placed(glyph, 0)
        if sum(map(len, placed.contours)) > MOST_POINTS:
            raise ValueError("it has too many points")
        return encoded(
            [[(x - placed.left, y, on) for x, y, on in each] for each in placed.contours]
        )

    def _raw(self, glyph: int) -> bytes:
        if glyph + 1 >= len(self._places):
            return b""
        start, end = self._places[glyph], self._places[glyph + 1]
        if not start <= end <= len(self._data):
            raise ValueError("its place is not in the file")
        return bytes(self._data[start:end])

    def _side(self, glyph: int, usual: int) -> int:
        """Return the left side bearing of *glyph*; *usual* where the table says nothing."""
        at = 4 * glyph + 2 if glyph < self._wide else 2 * glyph + 2 * self._wide
        return int(unpack_from(">h", self._sides, at)[0]) if at + 2 <= len(self._sides) else usual

    def _placed(self, glyph: int, depth: int) -> _Placed:
        self._left -= 1
        if depth > DEEPEST or self._left < 0:
            raise ValueError("it is made of itself, or of too many glyphs")
        raw = self._raw(glyph)
        if len(raw) < HEADER.size:
            return _Placed([], 0)
        count, left, *_ = HEADER.unpack_from(raw)
        start = left - self._side(glyph, left)
        if count >= 0:
            return self._simple(glyph, contours_of(raw) if count else [], start)
        return self._composite(glyph, components_of(raw), start, depth)

    def _simple(self, glyph: int, contours: Sequence[Contour], start: float) -> _Placed:
        if not self._variations:
            return _Placed(list(contours), start)
        points = list(chain.from_iterable(contours))
        ends: list[int] = []
        for contour in contours:
            ends.append(len(contour) + (ends[-1] if ends else -1))
        spots = [*((x, y) for x, y, _ in points), (start, 0.0), *[(0.0, 0.0)] * 3]
        moved = self._variations.moved(glyph, spots, ends)
        placed = iter((x, y, on) for (x, y), (_, _, on) in zip(moved[:-4], points, strict=True))
        return _Placed([[next(placed) for _ in each] for each in contours], moved[-4][0])

    def _composite(
        self, glyph: int, parts: Sequence[Component], start: float, depth: int
    ) -> _Placed:
        spots = [(part.dx, part.dy) for part in parts]
        if self._variations:
            ends = range(len(parts))
            ghosts = [(start, 0.0), *[(0.0, 0.0)] * 3]
            *spots, (start, _), _, _, _ = self._variations.moved(glyph, spots + ghosts, ends)
        whole: list[Contour] = []
        for part, (dx, dy) in zip(parts, spots, strict=True):
            inner = self._placed(part.glyph, depth + 1)
            if part.flags & OFFSETS:
                part = Component(part.glyph, part.flags, dx, dy, part.matrix)  # noqa: PLW2901
            whole += part.place(inner.contours, whole)
            start = inner.left if part.flags & OWN_METRICS else start
            if sum(map(len, whole)) > MOST_POINTS:
                raise ValueError("it has too many points")
        return _Placed(whole, start)


def _places(tables: Tables) -> "array[int]":
    """Return where each glyph begins in the table ``glyf``."""
    long = tables.number(b"head", 50, ">h")
    raw = bytes(tables[b"loca"])
    places = array("I" if long else "H", raw[: len(raw) // 4 * 4 if long else len(raw) // 2 * 2])
    if sys.byteorder == "little":
        places.byteswap()
    return places if long else array("I", (place * 2 for place in places))
