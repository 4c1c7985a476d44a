"""The exact drawing of a page: every glyph in a text matrix of its own, where Pango has it.

Nothing here is the text layer's: glyphs, advances and offsets are read from Pango's structures by
their field names, and the only rounding is that of a number in a PDF, six digits after the point.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from weasyprint.draw import text as drawing
from weasyprint.text.ffi import FROM_UNITS, ffi, pango

from bayan.typeset import pdf as printer


def draw_first_line(stream, textbox, text_overflow, block_ellipsis, matrix):
    """Draw the line of *textbox*, with WeasyPrint's arguments."""
    assert text_overflow != "ellipsis"
    assert block_ellipsis == "none"
    if not textbox.text.strip():
        return []
    pango.pango_layout_set_single_paragraph_mode(textbox.pango_layout.layout, True)
    line, _ = textbox.pango_layout.get_first_line()
    left, baseline = matrix.values[4:]
    pen = 0
    for item in runs_of(line):
        pango_font = item.item.analysis.font
        font, size = stream.add_font(pango_font)
        stream.set_font_size(font.hash, size)
        for info in item.glyphs.glyphs[0 : item.glyphs.num_glyphs]:
            if info.glyph != pango.PANGO_GLYPH_EMPTY:
                font.to_unicode.setdefault(info.glyph, "x")
                font.widths.setdefault(info.glyph, width_of(stream, pango_font, info.glyph, size))
                x = left + (pen + info.geometry.x_offset) * FROM_UNITS
                y = baseline + info.geometry.y_offset * FROM_UNITS
                stream.set_text_matrix(1.0, 0, 0, -1.0, x, y)
                stream.show_text(f"<{info.glyph:04x}>")
            pen += info.geometry.width
    return []


def runs_of(line) -> Iterator:
    node = line.runs[0]
    while node != ffi.NULL:
        yield node.data
        node = node.next


def width_of(stream, pango_font, glyph: int, size: float) -> int:
    pango.pango_font_get_glyph_extents(pango_font, glyph, stream.ink_rect, stream.logical_rect)
    return round(stream.logical_rect.width * 1000 * FROM_UNITS / size)


@contextmanager
def no_layer(_rises: object) -> Iterator[SimpleNamespace]:
    """Stand in the place of ``text_layer``, and leave the drawing to WeasyPrint."""
    yield SimpleNamespace(findings=())


@contextmanager
def drawn_plainly() -> Iterator[None]:
    """Have the pages printed inside drawn by WeasyPrint alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(printer, "text_layer", no_layer)
        yield


@contextmanager
def drawn_exactly() -> Iterator[None]:
    """Have the pages printed inside drawn glyph by glyph."""
    with drawn_plainly(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(drawing, "draw_first_line", draw_first_line)
        yield
