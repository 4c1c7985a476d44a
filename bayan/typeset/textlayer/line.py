"""One line of text, written as carriers in the place of WeasyPrint's glyphs."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from struct import iter_unpack
from typing import NamedTuple

from bayan.findings import Finding, warning
from bayan.typeset.textlayer.clusters import (
    Group,
    Measured,
    Scale,
    groups_of,
    measured,
)
from bayan.typeset.textlayer.direction import Run, Stretch, stretches
from bayan.typeset.textlayer.font import MOST_GROUPS, CarrierFont
from bayan.typeset.textlayer.fontfile.source import MalformedFontError
from bayan.typeset.textlayer.pen import Flow, Pen
from bayan.typeset.weasy import FROM_UNITS, Handle, ffi, get_pango_font_key, gobject, pango

GLYPH_SIZE = ffi.sizeof("PangoGlyphInfo")
EMPTY: int = pango.PANGO_GLYPH_EMPTY
UNKNOWN: int = pango.PANGO_GLYPH_UNKNOWN_FLAG


class Line(NamedTuple):
    """The text of one box, where it stands on a page."""

    stream: Handle
    matrix: tuple[float, ...]
    parts: Sequence[Stretch]

    def is_beside(self, other: "Line") -> bool:
        """Tell whether both stand on one line of one page."""
        return (
            self.stream is other.stream
            and self.matrix[1:4] == other.matrix[1:4]
            and self.matrix[5] == other.matrix[5]
        )

    def right_of(self, other: "Line") -> float:
        """Return how far to the right of *other* it begins, in Pango units."""
        return (self.matrix[4] - other.matrix[4]) / float(FROM_UNITS)


Draw = Callable[..., Handle]


class Layer:
    """The text layer of one document while it is written."""

    def __init__(self, plain: Draw, rises: Mapping[int, float]) -> None:
        """Begin a layer that leaves to *plain* what it does not handle.

        *rises* are those of ``rises_in``.
        """
        self._plain, self._rises = plain, rises
        self._fonts: dict[Handle, tuple[CarrierFont | None, float]] = {}
        self._by_key: dict[Handle, CarrierFont | None] = {}
        self._held: list[Handle] = []
        self._flow = Flow()
        self._space: Line | None = None
        self.findings: dict[Finding, None] = {}

    def draw_first_line(
        self,
        stream: Handle,
        textbox: Handle,
        text_overflow: str,
        block_ellipsis: Handle,
        matrix: Handle,
    ) -> Handle:
        """Draw the line of *textbox*; called by WeasyPrint with its own arguments."""
        usual = text_overflow != "ellipsis" and block_ellipsis == "none"
        seen = textbox.text.strip() or textbox.width
        visible = seen and textbox.style["font_size"] >= 1e-6
        rise = self._rises.get(id(textbox), 0.0)
        runs = self._runs(textbox, rise) if usual and visible else None
        if runs is None:
            return self._plain(stream, textbox, text_overflow, block_ellipsis, matrix)
        *axes, below = matrix.values
        place = (*axes, below + rise)
        line = Line(stream, place, stretches(runs))
        if textbox.text.strip():
            before, self._space = self._space, None
            stream.set_text_matrix(*place)
            pen = Pen(stream, self._flow)
            if before and before.is_beside(line):
                pen.write(before.parts, before.right_of(line))
            pen.write(line.parts)
        else:
            self._space = line
        return []

    def _runs(self, textbox: Handle, rise: float) -> list[Run] | None:
        """Return the runs of the line of *textbox*; None if one of them is drawn plainly.

        Their ink is raised by *rise*, in CSS pixels.
        """
        layout = textbox.pango_layout
        pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
        line, _ = layout.get_first_line()
        text = layout.text.encode()
        runs: list[Run] = []
        node, left = line.runs[0], 0.0
        while node != ffi.NULL:
            run = self._run(node.data, text, left, round(rise / FROM_UNITS))
            if run is None:
                return None
            runs.append(run)
            left += run.width
            node = node.next
        return runs

    def _run(self, node: Handle, text: bytes, left: float, rise: int) -> Run | None:
        item, string = node.item, node.glyphs
        font, size = self._font(item.analysis.font)
        if font is None:
            return None
        if font.full:
            self._tell(f"{font.title} is used for too many different shapes")
            return None
        count = string.num_glyphs
        glyphs = list(iter_unpack("=Iiii4x", ffi.buffer(string.glyphs, count * GLYPH_SIZE)))
        if any(glyph[0] & UNKNOWN and glyph[0] != EMPTY for glyph in glyphs):
            return None
        starts = ffi.unpack(string.log_clusters, count) if count else ()
        start, end, rtl = item.offset, item.offset + item.length, bool(item.analysis.level % 2)
        groups = groups_of(glyphs, starts, text[start:end], rtl=rtl)
        try:
            found = _measured(groups, font, size, rise)
            return Run(found, font, size, rtl, start, end, left)
        except MalformedFontError as fault:
            self._give_up(font, fault)
            return None

    def _font(self, pango_font: Handle) -> tuple[CarrierFont | None, float]:
        """Return the layer's font for Pango's, and its size; no font where none can be made.

        Pango's object is the key within one document; it is held, so that its address is not
        used again.
        """
        found = self._fonts.get(pango_font)
        if found is None:
            key, description, size = get_pango_font_key(pango_font)
            if key not in self._by_key:
                self._by_key[key] = self._made(pango_font, description, size)
            gobject.g_object_ref(pango_font)
            self._held.append(ffi.gc(pango_font, gobject.g_object_unref))
            found = self._fonts[pango_font] = self._by_key[key], size
        return found

    def _made(self, pango_font: Handle, description: Handle, size: float) -> CarrierFont | None:
        try:
            font = CarrierFont(pango_font, description, size)
        except MalformedFontError as fault:
            self._tell(fault)
            return None
        if font.why_plain:
            self._tell(f"{font.title} {font.why_plain}")
            return None
        return font

    def _give_up(self, font: CarrierFont, fault: MalformedFontError) -> None:
        """Draw the rest of the document's text in *font* plainly."""
        self._tell(f"{font.title}, {fault}")
        self._by_key = {key: None if own is font else own for key, own in self._by_key.items()}
        self._fonts = {
            key: (None if own is font else own, size) for key, (own, size) in self._fonts.items()
        }

    def _tell(self, reason: object) -> None:
        message = f"A font is drawn without its text layer: {reason}."
        hint = "Its text may not be found again; use a sound font with outlines."
        self.findings[warning("render.font-layer", message, hint=hint)] = None


def _measured(groups: Iterable[Group], font: CarrierFont, size: float, rise: int) -> list[Measured]:
    """Return what *groups* come to, remembered with the font's outlines.

    Their ink is raised by *rise*, in Pango units.

    Raises:
        MalformedFontError: one of their glyphs cannot be read.
    """
    known: dict[Group, Measured] = font.source.measures.setdefault((size, rise), {})
    if len(known) > MOST_GROUPS:
        known.clear()
    scale = Scale(1000 * FROM_UNITS / size, font.upem * FROM_UNITS / size, font.upem, rise)
    found = []
    for group in groups:
        measure = known.get(group)
        if measure is None:
            measure = known[group] = measured(group, scale, EMPTY)
            font.source.check(carrier.ink for carrier in measure.carriers)
        found.append(measure)
    return found
