"""One line of text, written as carriers in the place of WeasyPrint's glyphs."""

from collections.abc import Callable, Iterable, Sequence
from struct import iter_unpack
from typing import NamedTuple

from bayan.findings import Finding, warning
from bayan.typeset.textlayer.clusters import (
    SPACES,
    Group,
    Measured,
    Scale,
    groups_of,
    is_thin,
    measured,
)
from bayan.typeset.textlayer.codes import (
    RIGHT_TO_LEFT_MARK,
    Code,
    Written,
    settle,
    shown,
)
from bayan.typeset.textlayer.font import MOST_GROUPS, CarrierFont
from bayan.typeset.textlayer.source import MalformedFontError
from bayan.typeset.weasy import FROM_UNITS, Handle, ffi, get_pango_font_key, gobject, pango

DRIFT = 1.5
"""Error of the pen that is let pass, in 1/1000 em."""
GLYPH_SIZE = ffi.sizeof("PangoGlyphInfo")
EMPTY: int = pango.PANGO_GLYPH_EMPTY
UNKNOWN: int = pango.PANGO_GLYPH_UNKNOWN_FLAG

Draw = Callable[..., Handle]


class Run(NamedTuple):
    """One run of a line: groups of one font in one direction, in visual order."""

    groups: Sequence[Measured]
    font: CarrierFont
    size: float


class Layer:
    """The text layer of one document while it is written."""

    def __init__(self, plain: Draw) -> None:
        """Begin a layer that leaves to *plain* what it does not handle."""
        self._plain = plain
        self._fonts: dict[Handle, tuple[CarrierFont | None, float]] = {}
        self._by_key: dict[Handle, CarrierFont | None] = {}
        self._held: list[Handle] = []
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
        visible = textbox.text.strip() and textbox.style["font_size"] >= 1e-6
        runs = self._runs(textbox) if usual and visible else None
        if runs is None:
            return self._plain(stream, textbox, text_overflow, block_ellipsis, matrix)
        stream.set_text_matrix(*matrix.values)
        _Pen(stream).write(runs)
        return []

    def _runs(self, textbox: Handle) -> list[Run] | None:
        """Return the runs of the line of *textbox*; None if one of them is drawn plainly."""
        layout = textbox.pango_layout
        pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
        line, _ = layout.get_first_line()
        text = layout.text.encode()
        runs = []
        node = line.runs[0]
        while node != ffi.NULL:
            run = self._run(node.data, text)
            if run is None:
                return None
            runs.append(run)
            node = node.next
        return runs

    def _run(self, node: Handle, text: bytes) -> Run | None:
        item, string = node.item, node.glyphs
        font, size = self._font(item.analysis.font)
        if font is None or font.full:
            return None
        count = string.num_glyphs
        glyphs = list(iter_unpack("=Iiii4x", ffi.buffer(string.glyphs, count * GLYPH_SIZE)))
        if any(glyph[0] & UNKNOWN and glyph[0] != EMPTY for glyph in glyphs):
            return None
        starts = ffi.unpack(string.log_clusters, count) if count else ()
        own = text[item.offset : item.offset + item.length]
        groups = groups_of(glyphs, starts, own, rtl=bool(item.analysis.level % 2))
        try:
            return Run(_measured(groups, font, size), font, size)
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
        return None if font.plain_only else font

    def _give_up(self, font: CarrierFont, fault: MalformedFontError) -> None:
        """Draw the rest of the document's text in *font* plainly."""
        self._tell(fault)
        self._by_key = {key: None if own is font else own for key, own in self._by_key.items()}
        self._fonts = {
            key: (None if own is font else own, size) for key, (own, size) in self._fonts.items()
        }

    def _tell(self, fault: MalformedFontError) -> None:
        message = f"A font is drawn without its text layer: {fault}."
        hint = "Its text may not be found again; use a copy of the font that is whole."
        self.findings[warning("render.font-layer", message, hint=hint)] = None


class _Pen:
    """Writes the runs of one line, and keeps the pen where Pango has it."""

    def __init__(self, stream: Handle) -> None:
        self._stream = stream
        self._codes: list[Written] = []
        self._current: tuple[str, float] | None = None
        self._ideal = self._actual = 0.0
        self._first = True

    def write(self, runs: Sequence[Run]) -> None:
        for run in runs:
            self._take(run)
            for group in run.groups:
                self._move(group)
                self._add(run.font, group)
        self._flush()

    def _take(self, run: Run) -> None:
        """Change to the font of *run*; the pen's error is kept."""
        font = (run.font.hash, run.size)
        if font == self._current:
            return
        self._flush()
        self._stream._fonts.setdefault(("carriers", run.font.hash), run.font)
        self._stream.set_font_size(*font)
        before = self._current[1] if self._current else run.size
        self._ideal, self._actual = (self._ideal - self._actual) * before / run.size, 0.0
        self._current = font

    def _move(self, group: Measured) -> None:
        """Give back the pen's error before *group*, if it is more than ``DRIFT``.

        pdfium takes any move forward before a mark for a space; there it goes elsewhere.
        """
        step = round(self._ideal - self._actual)
        if abs(self._ideal - self._actual) >= DRIFT:
            self._actual += step
            last = self._codes[-1] if self._codes else None
            if not isinstance(last, Code) or not group.begins_thin or is_thin(last.char):
                self._codes.append(step)
            elif last.char in SPACES:
                self._codes.insert(-1, step)
            else:
                last.width += step
        self._ideal += group.advance

    def _add(self, font: CarrierFont, group: Measured) -> None:
        if group.space:
            self._codes.append(Code(font, (), group.space, group.width))
            self._actual += group.width
            self._first = False
        elif group.carriers:
            if self._first and group.needs_mark:
                # mupdf ties a leading mark to the line above, and leaves leading
                # punctuation out of the right-to-left run.
                self._codes.append(Code(font, (), RIGHT_TO_LEFT_MARK, 1))
                self._actual += 1
            self._first = False
            self._codes.extend(Code(font, *carrier) for carrier in group.carriers)
            self._actual += group.width

    def _flush(self) -> None:
        if self._codes:
            settle(self._codes)
            self._stream.show_text(shown(self._codes))
            self._codes = []


def _measured(groups: Iterable[Group], font: CarrierFont, size: float) -> list[Measured]:
    """Return what *groups* come to, remembered with the font's outlines.

    Raises:
        MalformedFontError: one of their glyphs cannot be read.
    """
    known: dict[Group, Measured] = font.source.measures.setdefault(size, {})
    if len(known) > MOST_GROUPS:
        known.clear()
    scale = Scale(1000 * FROM_UNITS / size, font.upem * FROM_UNITS / size, font.upem)
    found = []
    for group in groups:
        measure = known.get(group)
        if measure is None:
            measure = known[group] = measured(group, scale, EMPTY)
            font.source.check(carrier.ink for carrier in measure.carriers)
        found.append(measure)
    return found
