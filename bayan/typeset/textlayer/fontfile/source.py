"""One font file, read once a process: its outlines by glyph id, ready to be written again."""

import struct
from abc import ABC, abstractmethod
from collections import OrderedDict
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from bayan.typeset.textlayer.fontfile.axes import Location, Place, blend_of, place_of
from bayan.typeset.textlayer.fontfile.caches import Bounded
from bayan.typeset.textlayer.fontfile.charstrings import drawn
from bayan.typeset.textlayer.fontfile.compact import CompactFont
from bayan.typeset.textlayer.fontfile.glyf import Box, Outline
from bayan.typeset.textlayer.fontfile.outlines import Glyphs
from bayan.typeset.textlayer.fontfile.shapes import Shape, joined
from bayan.typeset.textlayer.fontfile.tables import MalformedFontError, Tables

__all__ = ["Ink", "Location", "MalformedFontError", "Source", "source_of"]

Ink = tuple[tuple[int, int, int], ...]
"""Glyphs with where each is drawn: glyph id, x and y in font units."""

DAMAGE = (ArithmeticError, LookupError, ValueError, struct.error)
"""What reading bytes that are no font runs into."""
MOST_SIZES = 32
"""Sizes and rises of one font for which groups are remembered."""
MOST_GLYPHS, MOST_INKS = 10_000, 30_000
"""Glyphs and inks of one font that are remembered; a Chinese paper has four thousand."""
MOST_SOURCES, MOST_WEIGHT = 64, 192 * 1024 * 1024
"""Fonts that are remembered, and what they may weigh together in bytes, about."""
GLYPH_WEIGHT, INK_WEIGHT, GROUP_WEIGHT = 600, 400, 1500
"""What one of each takes in memory, about."""
UPEMS = range(16, 16385)
FARTHEST = {True: 32_767, False: 16_383}
"""The largest coordinate of an outline; steps of a charstring may be twice that."""
TOO_LARGE = "an outline is larger than a font can hold"


class Drawn(NamedTuple):
    """What an ink of a TrueType font comes to: the parts with an outline, and their sums."""

    parts: Ink
    box: Box
    points: int
    contours: int


class Source(ABC):
    """The outlines of one font file at one place of its design space.

    Not locked: see ``caches``.
    """

    truetype: bool

    def __init__(self, tables: Tables, weight: int) -> None:
        """Read what every font has; *weight* is that of its file."""
        self.upem = tables.number(b"head", 18, ">H")
        if self.upem not in UPEMS:
            raise ValueError(f"it has {self.upem} units to the em")
        self.ascent = tables.number(b"hhea", 4, ">h")
        self.descent = tables.number(b"hhea", 6, ">h")
        self.measures: dict[tuple[float, int], dict[Any, Any]] = Bounded(MOST_SIZES)
        """For each size and rise, what groups come to; the line writer keeps it."""
        self._file_weight = weight

    def check(self, inks: Iterable[Ink]) -> None:
        """Read the glyphs of *inks*.

        Raises:
            MalformedFontError: one of them cannot be read, or is too large to be written.
        """
        farthest = FARTHEST[self.truetype] - self.upem
        for ink in inks:
            # Two passes over a line may still move an ink, by less than an em.
            if max(map(abs, self._box(ink))) > farthest:
                raise MalformedFontError(TOO_LARGE)

    @property
    def weight(self) -> int:
        """About how many bytes of memory it holds."""
        glyphs, inks = self._held()
        groups = sum(map(len, self.measures.values()))
        parts = GLYPH_WEIGHT * glyphs + INK_WEIGHT * inks + GROUP_WEIGHT * groups
        return self._file_weight + parts

    @abstractmethod
    def _box(self, ink: Ink) -> tuple[float, float, float, float]:
        """Return the box around *ink*."""

    @abstractmethod
    def _held(self) -> tuple[int, int]:
        """Return how many glyphs and inks are remembered."""


class GlyfSource(Source):
    """A font with a table ``glyf``."""

    truetype = True

    def __init__(self, tables: Tables, place: Place, weight: int) -> None:
        """Read where its glyphs are."""
        super().__init__(tables, weight)
        self._glyphs = Glyphs(tables, place)
        self._outlines: dict[int, Outline] = Bounded(MOST_GLYPHS)
        self._inks: dict[Ink, Drawn | None] = Bounded(MOST_INKS)

    def outline(self, glyph: int) -> Outline:
        """Return *glyph* as one simple outline; without ink if there is no such glyph.

        Raises:
            MalformedFontError: its bytes are no glyph.
        """
        found = self._outlines.get(glyph)
        if found is None:
            try:
                found = self._glyphs.outline(glyph)
            except DAMAGE as fault:
                raise MalformedFontError(f"glyph {glyph}: {fault}") from fault
            self._outlines[glyph] = found
        return found

    def drawn(self, ink: Ink) -> Drawn | None:
        """Return what *ink* comes to; None if nothing of it shows."""
        if ink not in self._inks:
            self._inks[ink] = self._summed(ink)
        return self._inks[ink]

    def _box(self, ink: Ink) -> Box:
        shown = self.drawn(ink)
        if shown and max(shown.points, shown.contours, len(shown.parts)) > 0xFFFF:
            raise MalformedFontError("an outline has too many points")
        return shown.box if shown else (0, 0, 0, 0)

    def _held(self) -> tuple[int, int]:
        return len(self._outlines), len(self._inks)

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


class CompactSource(Source):
    """A font with a table ``CFF `` or ``CFF2``."""

    truetype = False

    def __init__(self, tables: Tables, place: Place, weight: int) -> None:
        """Read where its charstrings are."""
        super().__init__(tables, weight)
        second = b"CFF2" in tables
        self._font = CompactFont(tables[b"CFF2" if second else b"CFF "], second=second)
        store = self._font.store
        self._blend = blend_of(store, place) if store else None
        self._shapes: dict[int, Shape] = Bounded(MOST_GLYPHS)
        self._inks: dict[Ink, Shape] = Bounded(MOST_INKS)

    def shape(self, glyph: int) -> Shape:
        """Return the outline of *glyph*.

        Raises:
            MalformedFontError: it has none, or its bytes are no outline.
        """
        found = self._shapes.get(glyph)
        if found is None:
            try:
                found = self._read(glyph, accented=True)
            except (*DAMAGE, RecursionError) as fault:
                raise MalformedFontError(f"glyph {glyph}: {fault}") from fault
            self._shapes[glyph] = found
        return found

    def drawn(self, ink: Ink) -> Shape:
        """Return what *ink* comes to.

        Raises:
            MalformedFontError: a glyph of it cannot be read, or it is too large to be written.
        """
        found = self._inks.get(ink)
        if found is None:
            try:
                found = joined((self.shape(glyph), x, y) for glyph, x, y in ink)
            except struct.error as fault:
                raise MalformedFontError(TOO_LARGE) from fault
            self._inks[ink] = found
        return found

    def _box(self, ink: Ink) -> tuple[float, float, float, float]:
        return self.drawn(ink).box

    def _held(self) -> tuple[int, int]:
        return len(self._shapes), len(self._inks)

    def _read(self, glyph: int, *, accented: bool) -> Shape:
        self._check_scale(glyph)
        shape, accent = drawn(self._font.program(glyph, self._blend))
        if accent is None:
            return shape
        if not accented:
            raise ValueError("an accented glyph is made of accented ones")
        dx, dy, *codes = accent
        base, over = (self._read(self._font.standard(code), accented=False) for code in codes)
        return joined(((base, 0, 0), (over, dx, dy)))

    def _check_scale(self, glyph: int) -> None:
        """Refuse outlines in other units than the font's, which the layout did not see."""
        a, *rest = (value * self.upem for value in self._font.matrix(glyph))
        if any(abs(v - w) > 0.002 for v, w in zip((a, *rest), (1, 0, 0, 1, 0, 0), strict=True)):
            raise ValueError("its outlines are slanted, or in other units than its widths")


def _opened(data: bytes, index: int, location: Location) -> Source:
    try:
        tables = Tables(data, index)
        place = place_of(tables, location)
        if b"glyf" in tables and b"loca" in tables:
            return GlyfSource(tables, place, len(data))
        if b"CFF " in tables or b"CFF2" in tables:
            return CompactSource(tables, place, len(data))
    except DAMAGE as fault:
        raise MalformedFontError(f"it cannot be read: {fault}") from fault
    raise MalformedFontError("it has no outlines")


class Sources:
    """The sources that a process remembers; those not used for long are forgotten."""

    def __init__(self, most: int, weight: int) -> None:
        """Remember at most *most*, which weigh at most *weight* bytes together, about."""
        self._most, self._weight = most, weight
        self._held: OrderedDict[tuple[bytes, int, Location], Source] = OrderedDict()

    def __len__(self) -> int:
        return len(self._held)

    def get(self, data: bytes, index: int, location: Location) -> Source:
        """Return the source of a font file, the same one for the same bytes while remembered.

        Raises:
            MalformedFontError: it is not the font it says it is.
        """
        key = (data, index, location)
        found = self._held.get(key)
        if found is None:
            found = self._held[key] = _opened(data, index, location)
        self._held.move_to_end(key)
        while len(self._held) > self._most or (len(self) > 1 and self.weight > self._weight):
            self._held.popitem(last=False)
        return found

    @property
    def weight(self) -> int:
        """About how many bytes of memory they hold together."""
        return sum(source.weight for source in self._held.values())


@lru_cache(maxsize=1)
def sources() -> Sources:
    """Return the sources of this process."""
    return Sources(MOST_SOURCES, MOST_WEIGHT)


def source_of(data: bytes, index: int, location: Location) -> Source:
    """Return the source of the font file *data*, the same one for the same bytes.

    Raises:
        MalformedFontError: it is not the font it says it is.
    """
    return sources().get(data, index, location)
