"""A TrueType font with one glyph for each code, written straight from the source's outlines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from struct import pack

from bayan.typeset.textlayer.fontfile.glyf import MORE, OFFSETS, WORDS, Outline
from bayan.typeset.textlayer.fontfile.sfnt import Metrics, Most, advances_of, truetype
from bayan.typeset.textlayer.fontfile.source import Drawn, GlyfSource, Ink


@dataclass(frozen=True, slots=True)
class Plan:
    """Which glyph of the new font holds what."""

    drawn: Sequence[Drawn | None]
    """For each code, what it shows; the first stands for ``.notdef``."""
    homes: Mapping[int, int]
    """For each glyph of the source, the glyph here that holds its outline unshifted."""
    held: Sequence[int | None]
    """For each new glyph, the source's glyph whose outline it holds; None if it holds none.

    After the codes come the source's glyphs that no code shows alone.
    """


def truetype_of(source: GlyfSource, inks: Mapping[int, Ink], widths: Mapping[int, int]) -> bytes:
    """Return the font file for codes 1, 2, … with their *inks* and *widths* (1/1000 em)."""
    plan = _planned(source, inks)
    advances = advances_of(widths, source.upem)
    glyphs = [_glyph(source, plan, glyph) for glyph in range(len(plan.held))]
    boxes = [_box(source, plan, glyph) for glyph in range(len(glyphs))]
    seen = [box for box, data in zip(boxes, glyphs, strict=True) if data] or [(0, 0, 0, 0)]
    lefts, bottoms, rights, tops = zip(*seen, strict=True)
    whole = (min(lefts), min(bottoms), max(rights), max(tops))
    return truetype(
        glyphs,
        advances + [0] * (len(plan.held) - len(plan.drawn)),
        [box[0] for box in boxes],
        Metrics(source.upem, source.ascent, source.descent, whole),
        _most(source, plan),
    )


def _planned(source: GlyfSource, inks: Mapping[int, Ink]) -> Plan:
    drawn = [None, *(source.drawn(inks[code]) for code in range(1, len(inks) + 1))]
    homes: dict[int, int] = {}
    held: list[int | None] = [None] * len(drawn)
    for code, shown in enumerate(drawn):
        glyph = _alone(shown) if shown else None
        if glyph is not None and homes.setdefault(glyph, code) == code:
            held[code] = glyph
    for shown in filter(None, drawn):
        for glyph, _, _ in shown.parts:
            if glyph not in homes:
                homes[glyph] = len(held)
                held.append(glyph)
    return Plan(drawn, homes, held)


def _alone(shown: Drawn) -> int | None:
    """Return the glyph that *shown* is, if it is one glyph where the source has it."""
    (glyph, x, y), *more = shown.parts
    return glyph if not more and not x and not y else None


def _glyph(source: GlyfSource, plan: Plan, glyph: int) -> bytes:
    held = plan.held[glyph]
    if held is not None:
        return source.outline(held).data
    shown = plan.drawn[glyph]
    return _composite(shown, plan.homes) if shown else b""


def _box(source: GlyfSource, plan: Plan, glyph: int) -> tuple[int, int, int, int]:
    held = plan.held[glyph]
    if held is not None:
        return source.outline(held).box
    shown = plan.drawn[glyph]
    return shown.box if shown else (0, 0, 0, 0)


def _composite(shown: Drawn, homes: Mapping[int, int]) -> bytes:
    """Return the glyph that draws the parts of *shown*.

    Offsets are not rounded to the grid: pdfium would set marks on whole pixels.
    """
    data = pack(">hhhhh", -1, *shown.box)
    last = len(shown.parts) - 1
    for place, (glyph, x, y) in enumerate(shown.parts):
        flags = OFFSETS | (MORE if place < last else 0)
        if -128 <= x < 128 and -128 <= y < 128:
            data += pack(">HHbb", flags, homes[glyph], x, y)
        else:
            data += pack(">HHhh", flags | WORDS, homes[glyph], x, y)
    return data


def _most(source: GlyfSource, plan: Plan) -> Most:
    outlines: list[Outline] = [source.outline(glyph) for glyph in plan.homes]
    numbers = range(1, len(plan.drawn))
    composite = [plan.drawn[code] for code in numbers if plan.held[code] is None]
    composites = [shown for shown in composite if shown]
    return Most(
        points=max((outline.points for outline in outlines), default=0),
        contours=max((outline.contours for outline in outlines), default=0),
        composite_points=max((shown.points for shown in composites), default=0),
        composite_contours=max((shown.contours for shown in composites), default=0),
        components=max((len(shown.parts) for shown in composites), default=0),
        depth=int(bool(composites)),
    )
