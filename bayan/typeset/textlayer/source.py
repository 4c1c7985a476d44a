"""One font file, read once a process: its outlines by glyph id, ready to be written again."""

import io
import struct
import sys
from array import array
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

from bayan.typeset.textlayer.glyf import (
    HEADER,
    VOID,
    Box,
    OddGlyphError,
    Outline,
    copied,
    encoded,
    flattened,
)

Ink = tuple[tuple[int, int, int], ...]
"""Glyphs with where each is drawn: glyph id, x and y in font units."""
FontTools: TypeAlias = Any
"""Objects of fontTools, which has no types."""
Location = tuple[tuple[str, float], ...]
"""Axis tags and values of a variable font; empty for a static one."""


class MalformedFontError(ValueError):
    """The file is not the font it says it is; its text is drawn without a layer."""


class Drawn(NamedTuple):
    """What an ink comes to: the parts that have an outline, and the sums of them."""

    parts: Ink
    box: Box
    points: int
    contours: int


class Source:
    """The outlines of one font file at one place of its design space.

    Only fonts with a ``glyf`` table have them here (``truetype``); for others ``outline`` must
    not be called.
    """

    def __init__(self, data: bytes, index: int, location: Location) -> None:
        """Read where the tables lie.

        Raises:
            MalformedFontError: they do not lie where they should.
        """
        self._data, self._index, self._location = data, index, location
        self._outlines: dict[int, Outline] = {}
        self._inks: dict[Ink, Drawn | None] = {}
        self._records: dict[int, Any] = {}
        self.measures: dict[float, dict[Any, Any]] = {}
        """For each size, what groups come to; the line writer keeps it."""
        self._font: tuple[FontTools, FontTools, FontTools] | None = None
        try:
            self._tables = dict(self._directory())
            self.truetype = b"glyf" in self._tables and b"loca" in self._tables
            self.upem = self._number(b"head", 18, ">H")
            self.ascent = self._number(b"hhea", 4, ">h")
            self.descent = self._number(b"hhea", 6, ">h")
            self._loca = self._glyph_places() if self.truetype else array("I")
        except (KeyError, struct.error, ValueError) as fault:
            raise MalformedFontError(str(fault)) from fault

    def outline(self, glyph: int) -> Outline:
        """Return *glyph* as one simple outline; without ink if there is no such glyph.

        Raises:
            MalformedFontError: its bytes are no glyph.
        """
        found = self._outlines.get(glyph)
        if found is None:
            try:
                found = self._read(glyph)
            except (IndexError, struct.error, ValueError, KeyError) as fault:
                raise MalformedFontError(f"glyph {glyph}: {fault}") from fault
            self._outlines[glyph] = found
        return found

    def check(self, inks: Iterable[Ink]) -> None:
        """Read the glyphs of *inks*.

        Raises:
            MalformedFontError: one of them cannot be read.
        """
        if self.truetype:
            for ink in inks:
                for glyph, _, _ in ink:
                    self.outline(glyph)

    def drawn(self, ink: Ink) -> Drawn | None:
        """Return what *ink* comes to; None if nothing of it shows."""
        if ink not in self._inks:
            self._inks[ink] = self._summed(ink)
        return self._inks[ink]

    def _summed(self, ink: Ink) -> Drawn | None:
        parts = tuple(part for part in ink if self.outline(part[0]).data)
        if not parts:
            return None
        outlines = [(self.outline(glyph), x, y) for glyph, x, y in parts]
        boxes = [
            (left + x, bottom + y, right + x, top + y)
            for (_, (left, bottom, right, top), _, _), x, y in outlines
        ]
        lefts, bottoms, rights, tops = zip(*boxes, strict=True)
        box = (min(lefts), min(bottoms), max(rights), max(tops))
        points = sum(outline.points for outline, _, _ in outlines)
        return Drawn(parts, box, points, sum(outline.contours for outline, _, _ in outlines))

    def _directory(self) -> Iterator[tuple[bytes, tuple[int, int]]]:
        start = 0
        if self._data[:4] == b"ttcf":
            (start,) = struct.unpack_from(">I", self._data, 12 + 4 * self._index)
        (count,) = struct.unpack_from(">H", self._data, start + 4)
        for at in range(start + 12, start + 12 + 16 * count, 16):
            tag, _, offset, length = struct.unpack_from(">4sIII", self._data, at)
            yield tag, (offset, length)

    def _number(self, table: bytes, at: int, shape: str) -> int:
        return int(struct.unpack_from(shape, self._data, self._tables[table][0] + at)[0])

    def _glyph_places(self) -> "array[int]":
        """Return where each glyph begins, as offsets into the file."""
        at, length = self._tables[b"loca"]
        long = self._number(b"head", 50, ">h")
        places = array("I" if long else "H", self._data[at : at + length])
        if sys.byteorder == "little":
            places.byteswap()
        base, scale = self._tables[b"glyf"][0], 1 if long else 2
        return array("Q", (base + place * scale for place in places))

    def _raw(self, glyph: int) -> bytes:
        if glyph + 1 >= len(self._loca):
            return b""
        start, end = self._loca[glyph], self._loca[glyph + 1]
        if end > len(self._data):
            raise ValueError("its place is beyond the end of the file")
        return self._data[start:end]

    def _read(self, glyph: int) -> Outline:
        if self._location:
            return self._by_fonttools(glyph)
        raw = self._raw(glyph)
        if len(raw) < HEADER.size:
            return VOID
        count = HEADER.unpack_from(raw)[0]
        if count >= 0:
            return copied(raw) if count else VOID
        try:
            return encoded(flattened(glyph, self._raw))
        except OddGlyphError:
            return self._by_fonttools(glyph)

    def record(self, glyph: int) -> FontTools:
        """Return the drawing of *glyph* as a fontTools pen; None if there is no such glyph."""
        from fontTools.pens.recordingPen import DecomposingRecordingPen  # noqa: PLC0415

        if glyph not in self._records:
            glyphs, order, _ = self._opened()
            record = DecomposingRecordingPen(glyphs) if glyph < len(order) else None
            if record:
                glyphs[order[glyph]].draw(record)
            self._records[glyph] = record
        return self._records[glyph]

    def _by_fonttools(self, glyph: int) -> Outline:
        """Return the outline the slow way: variable fonts and odd composites."""
        from fontTools.pens.ttGlyphPen import TTGlyphPen  # noqa: PLC0415

        pen = TTGlyphPen(None)
        if record := self.record(glyph):
            record.replay(pen)
        made = pen.glyph()
        if made.numberOfContours == 0:
            return VOID
        data = made.compile(self._opened()[2], optimizeSize=True)
        _, left, bottom, right, top = HEADER.unpack_from(data)
        box = (left, bottom, right, top)
        return Outline(data, box, len(made.coordinates), made.numberOfContours)

    def _opened(self) -> tuple[FontTools, FontTools, FontTools]:
        if self._font is None:
            from fontTools.ttLib import TTFont  # noqa: PLC0415

            number = self._index if self._data[:4] == b"ttcf" else -1
            font = TTFont(io.BytesIO(self._data), fontNumber=number, lazy=True)
            glyphs = font.getGlyphSet(location=dict(self._location) or None)
            self._font = glyphs, font.getGlyphOrder(), font.get("glyf")
        return self._font


@lru_cache(maxsize=64)
def source_of(data: bytes, index: int, location: Location) -> Source:
    """Return the source of the font file *data*, the same one for the same bytes.

    Raises:
        MalformedFontError: it is not the font it says it is.
    """
    return Source(data, index, location)
