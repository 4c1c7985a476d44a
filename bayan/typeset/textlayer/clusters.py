"""Glyphs of a Pango run, grouped into clusters and turned into carriers.

A carrier is one code for one code point, with the ink it shows baked in. Readers then find
each character once and in order, whatever the font's glyphs look like inside.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from bayan.typeset.textlayer.fontfile.source import Ink

MARK_WIDTH = 1
"""Width of a carrier without room of its own, in 1/1000 em: pdfium skips what has none."""
SPACE_STEP = 20
"""Widths of spaces are multiples of this, in 1/1000 em, so that they share their codes."""
SPACES = frozenset(" \u00a0\u202f\u2009")
BIDI = frozenset((0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
UNCARRIED = BIDI | {0x09, 0x0A, 0x0D, 0xAD, 0x200B, 0x2060, 0xFEFF}
"""Code points that no reader looks for: controls of direction and of line breaks."""
WEAK = frozenset(("EN", "AN", "NSM", "CS", "ES", "ET", "BN"))
"""Classes that pdfium does not turn round with the letters beside them."""
FOREIGN = (["ES"], ["ET"])
"""Classes of signs that MuPDF takes for left-to-right text."""

Glyph = tuple[int, int, int, int]
"""Glyph id, advance, x and y offset; Pango units, y downwards."""
Cluster = tuple[str, tuple[Glyph, ...]]
"""The text of a cluster and the glyphs that show it."""


class Group(NamedTuple):
    """A base with its marks, as clusters in visual order."""

    rtl: bool
    clusters: tuple[Cluster, ...]


class Carrier(NamedTuple):
    """One code to be."""

    ink: Ink
    char: str
    width: int
    """In 1/1000 em."""


class Measured(NamedTuple):
    """All that depends on a group, its font and size alone."""

    advance: float
    """What Pango gives the group, in 1/1000 em."""
    space: str
    """The character, where the group is a space; else empty."""
    begins_thin: bool
    """Whether its first carrier is a mark."""
    carriers: tuple[Carrier, ...]
    width: int
    """What its carriers take together, in 1/1000 em."""
    edges: str
    """Its first and last character on paper; empty where it carries none."""
    weak: tuple[bool, bool]
    """Whether pdfium leaves these two in the order in which it finds them."""
    foreign: bool
    """Whether MuPDF takes it for left-to-right text, whatever stands around it."""


class Scale(NamedTuple):
    """How Pango units become others, for one font at one size."""

    em: float
    """1/1000 em in one Pango unit."""
    units: float
    """Font units in one Pango unit."""
    upem: int
    rise: int = 0
    """How far ink is raised above the baseline, in Pango units."""


@cache
def is_thin(char: str) -> bool:
    """Tell whether *char* takes no room: a combining mark or a format character."""
    return unicodedata.category(char) in ("Mn", "Me", "Cf")


@cache
def _only_thin(text: str) -> bool:
    return all(map(is_thin, text))


def groups_of(
    glyphs: Sequence[Glyph], starts: Sequence[int], text: bytes, *, rtl: bool
) -> Iterator[Group]:
    """Yield the groups of one run, in visual order.

    Pango gives every mark a cluster of its own; here it joins its base.

    Args:
        glyphs: the run's glyphs, in visual order.
        starts: for each glyph, where its cluster begins in *text*.
        text: the run's text, UTF-8.
        rtl: whether the run goes from right to left.
    """
    pending: tuple[Cluster, ...] = ()
    for cluster in _clusters(glyphs, starts, text):
        thin = _only_thin(cluster[0])
        if rtl:
            pending = (*pending, cluster)
            if not thin:
                yield Group(True, pending)
                pending = ()
        else:
            if pending and not thin:
                yield Group(False, pending)
                pending = ()
            pending = (*pending, cluster)
    if pending:
        yield Group(rtl, pending)


def _clusters(glyphs: Sequence[Glyph], starts: Sequence[int], text: bytes) -> Iterator[Cluster]:
    ends: Mapping[int, int] = dict(pairwise(sorted({*starts, len(text)})))
    first, count = 0, len(glyphs)
    while first < count:
        start, last = starts[first], first + 1
        while last < count and starts[last] == start:
            last += 1
        yield text[start : ends[start]].decode(), tuple(glyphs[first:last])
        first = last


def measured(group: Group, scale: Scale, empty: int) -> Measured:
    """Return the carriers of *group*; *empty* is the glyph id that shows nothing."""
    advance = scale.em * sum(glyph[1] for _, glyphs in group.clusters for glyph in glyphs)
    text = group.clusters[0][0]
    thin = is_thin((text or " ")[-1 if group.rtl else 0])
    if len(group.clusters) == 1 and text in SPACES:
        width = max(round(advance / SPACE_STEP) * SPACE_STEP, 1)
        return Measured(advance, text, thin, (), width, text * 2, (False, False), False)
    inked = list(_inked(group, scale, empty))
    carriers = tuple(_widened(inked, advance, scale.upem))
    width = sum(carrier.width for carrier in carriers)
    edges = inked[0][0] + inked[-1][0] if inked else ""
    kinds = [unicodedata.bidirectional(char) for char in edges]
    weak = (edges != "" and kinds[0] in WEAK, edges != "" and kinds[-1] in WEAK)
    return Measured(advance, "", thin, carriers, width, edges, weak, kinds[-1:] in FOREIGN)


def _inked(group: Group, scale: Scale, empty: int) -> Iterator[tuple[str, Ink]]:
    """Yield each character to carry, in visual order, with the ink that goes with it."""
    pen = 0
    for text, glyphs in group.clusters:
        ink = []
        for glyph, width, dx, dy in glyphs:
            if glyph != empty:
                x, y = (pen + dx) * scale.units, (scale.rise - dy) * scale.units
                ink.append((glyph, round(x), round(y)))
            pen += width
        chars = [char for char in text if ord(char) not in UNCARRIED]
        if ink and not chars:
            chars = [text[0]]
        if group.rtl:
            chars.reverse()
        home = _home(chars, rtl=group.rtl)
        for place, char in enumerate(chars):
            yield char, tuple(ink) if place == home else ()


def _home(chars: Sequence[str], *, rtl: bool) -> int:
    """Return which of *chars* carries the ink: the first base in reading order."""
    places = [place for place, char in enumerate(chars) if not is_thin(char)]
    places = places or list(range(len(chars)))
    return (places[-1] if rtl else places[0]) if places else -1


def _widened(inked: Sequence[tuple[str, Ink]], advance: float, upem: int) -> Iterator[Carrier]:
    """Yield the carriers, the group's advance shared out among its bases."""
    bases = sum(not is_thin(char) for char, _ in inked)
    left = max(round(advance) - MARK_WIDTH * (len(inked) - bases), 0) if bases else 0
    pen = 0
    for char, ink in inked:
        width = MARK_WIDTH
        if not is_thin(char):
            width = left // bases
            left -= width
            bases -= 1
        shift = round(pen * upem / 1000)
        yield Carrier(tuple((glyph, x - shift, y) for glyph, x, y in ink), char, width)
        pen += width
