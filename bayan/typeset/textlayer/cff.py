"""An OpenType font with CFF outlines, one glyph for each code, by fontTools.

Slower than the TrueType path: outlines are kept for the process, charstrings are not.
"""

import io
from collections.abc import Mapping

from bayan.typeset.textlayer.source import FontTools, Ink, Source


def opentype_of(
    source: Source, inks: Mapping[int, Ink], widths: Mapping[int, int], name: bytes
) -> bytes:
    """Return the font file for codes 1, 2, … with their *inks* and *widths* (1/1000 em)."""
    from fontTools.fontBuilder import FontBuilder  # noqa: PLC0415

    names = [".notdef", *(f"c{code}" for code in range(1, len(inks) + 1))]
    advances = [0, *(round(widths[code] * source.upem / 1000) for code in range(1, len(names)))]
    shapes = {
        glyph: _charstring(source, inks.get(code, ()), advances[code])
        for code, glyph in enumerate(names)
    }
    builder = FontBuilder(source.upem, isTTF=False)
    builder.setupGlyphOrder(names)
    builder.setupCFF(name.decode().split("+", 1)[1], {}, shapes, {})
    metrics = {glyph: (advances[code], 0) for code, glyph in enumerate(names)}
    builder.setupHorizontalMetrics(metrics)
    builder.setupHorizontalHeader(ascent=source.ascent, descent=source.descent)
    builder.setupCharacterMap({})
    builder.setupMaxp()
    builder.setupPost(keepGlyphNames=False)
    return _saved(builder.font)


def _charstring(source: Source, ink: Ink, advance: int) -> FontTools:
    from fontTools.pens.t2CharStringPen import T2CharStringPen  # noqa: PLC0415
    from fontTools.pens.transformPen import TransformPen  # noqa: PLC0415

    pen = T2CharStringPen(advance, None)
    for glyph, x, y in ink:
        if record := source.record(glyph):
            record.replay(TransformPen(pen, (1, 0, 0, 1, x, y)))
    return pen.getCharString()


def _saved(font: FontTools) -> bytes:
    font["head"].created = font["head"].modified = 0  # No byte depends on the clock.
    font.recalcTimestamp = False
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()
