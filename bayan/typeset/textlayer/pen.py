"""Writes the stretches of one line, and keeps the pen where Pango has it."""

from collections.abc import Iterable

from bayan.typeset.textlayer.clusters import MARK_WIDTH, SPACES, Measured, is_thin
from bayan.typeset.textlayer.codes import Code, Written, settle, shown
from bayan.typeset.textlayer.direction import CLOSE, Run, Stretch
from bayan.typeset.textlayer.font import CarrierFont
from bayan.typeset.weasy import FROM_UNITS, Handle

DRIFT = 1.5
"""Error of the pen that is let pass, in 1/1000 em."""
APART = 20
"""How far before another a mark stands, in 1/1000 em; poppler loses characters else."""
OVERLAP = 175
"""How far an Arabic-Indic digit lies over the next, in 1/1000 em.

At 150 MuPDF begins to take it for one that overlaps, at 200 poppler begins a new word.
"""
LEFT_TO_RIGHT_MARK = "\u200e"
RIGHT_TO_LEFT_MARK = "\u200f"
ARABIC_LETTER_MARK = "\u061c"
ARABIC_NUMBERS = frozenset("٠١٢٣٤٥٦٧٨٩٫٬")
HYPHENS = frozenset("-\u2010\u00ad")


class Flow:
    """Which way the text of a document has run so far."""

    def __init__(self) -> None:
        """Begin with none."""
        self.rtl = False
        self._balance = 0

    @property
    def mostly_rtl(self) -> bool:
        """Whether more of it ran from right to left."""
        return self._balance > 0

    def take(self, stretch: Stretch) -> None:
        """Count *stretch*, which has just been written."""
        self.rtl = stretch.rtl
        count = sum(len(run.groups) for run in stretch.runs)
        self._balance += count if stretch.rtl else -count

    def marks(self, stretch: Stretch) -> tuple[str, str]:
        """Return the marks of direction that hold the edges of *stretch*, left and right."""
        before, after = stretch.loose_edges()
        if stretch.foreign:
            return "", ""
        if stretch.rtl:
            return RIGHT_TO_LEFT_MARK * before, RIGHT_TO_LEFT_MARK * after
        if any(stretch.fenced):
            return _fences(*stretch.fenced)
        after = after and self.mostly_rtl and stretch.edges()[1] not in HYPHENS
        return LEFT_TO_RIGHT_MARK * (before and self.rtl), LEFT_TO_RIGHT_MARK * after


def _fences(left: bool, right: bool) -> tuple[str, str]:
    """Return the marks around left-to-right text with signs *left* and *right* of it.

    The right-to-left one holds a sign apart from it; MuPDF begins no new line where the
    direction changes at a jump, so that there are others where it would not.
    """
    begin = RIGHT_TO_LEFT_MARK if right else LEFT_TO_RIGHT_MARK + RIGHT_TO_LEFT_MARK
    end = RIGHT_TO_LEFT_MARK if left else RIGHT_TO_LEFT_MARK + LEFT_TO_RIGHT_MARK
    return begin, end


class Pen:
    """Writes on one line."""

    def __init__(self, stream: Handle, flow: Flow) -> None:
        """Begin at the left end of a line of *stream*; *flow* is what came before it."""
        self._stream, self._flow = stream, flow
        self._codes: list[Written] = []
        self._current: tuple[str, float] | None = None
        self._origin = 0.0
        self._ideal = self._actual = 0.0
        self._rtl = self._weak = False
        self._joined = ""

    def write(self, stretches: Iterable[Stretch], right: float = 0) -> None:
        """Write *stretches*, *right* of where they stand, in Pango units."""
        for stretch in stretches:
            self._go(stretch.runs[0].left + right)
            self._write(stretch)
            self._flow.take(stretch)

    def _write(self, stretch: Stretch) -> None:
        before, after = self._flow.marks(stretch)
        self._rtl, self._weak = stretch.rtl, False
        self._take(stretch.runs[0])
        self._open(stretch, before)
        for run in stretch.runs:
            self._take(run)
            for group in run.groups:
                self._move(group)
                self._add(run.font, group)
        if after:
            self._close(stretch, after)
        self._flush()

    def _open(self, stretch: Stretch, marks: str) -> None:
        """Put *marks* before a stretch, or have its space say them.

        Not where a box ends on paper: it would seem to end with a mark instead of its space.
        """
        self._joined = ""
        ends_box = not stretch.runs[0].left and not stretch.is_space()
        if marks and stretch.rtl and stretch.edges()[0] in SPACES and not ends_box:
            self._joined = _joint(stretch)
        else:
            self._step(-APART * (len(marks) - 1))
            self._mark(stretch.runs[0].font, marks)

    def _close(self, stretch: Stretch, marks: str) -> None:
        """Put *marks* right before where a stretch ends; its space says one as well."""
        last = self._codes[-1] if self._codes else None
        if stretch.rtl and isinstance(last, Code) and last.char in SPACES:
            last.mark = _joint(stretch)
        self._step(round(self._ideal - self._actual) - CLOSE - APART * (len(marks) - 1))
        self._mark(stretch.runs[-1].font, marks)

    def _mark(self, font: CarrierFont, chars: str) -> None:
        for left, char in enumerate(chars, 1 - len(chars)):
            width = APART if left else MARK_WIDTH
            self._codes.append(Code(font, (), char, width))
            self._actual += width

    def _step(self, step: int) -> None:
        if step < 0:
            self._codes.append(step)
            self._actual += step

    def _go(self, left: float) -> None:
        """Set the pen down at *left*, in Pango units from the line's left end."""
        if left != self._origin:
            self._stream.move_text_to((left - self._origin) * FROM_UNITS, 0)
            self._origin = left
        self._ideal = self._actual = 0.0

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

        pdfium takes any move forward before a mark for a space; there it goes elsewhere. A move
        back after one waits: poppler would set the next letter before the mark.
        """
        step = round(self._ideal - self._actual)
        last = self._codes[-1] if self._codes else None
        after_mark = isinstance(last, Code) and is_thin(last.char) and not group.begins_thin
        if abs(self._ideal - self._actual) >= DRIFT and not (step < 0 and after_mark):
            self._actual += step
            if not isinstance(last, Code) or not group.begins_thin or is_thin(last.char):
                self._codes.append(step)
            elif last.char in SPACES:
                self._codes.insert(-1, step)
            else:
                last.width += step
        self._ideal += group.advance

    def _add(self, font: CarrierFont, group: Measured) -> None:
        if group.space:
            width = min(group.width, font.widest)
            self._codes.append(Code(font, (), group.space, width, self._joined))
            self._actual += width
            self._weak, self._joined = False, ""
        elif group.carriers:
            if self._rtl:
                self._hold_apart(font, group)
            elif group.edges[0] in ARABIC_NUMBERS:
                self._overlap()
            self._codes.extend(Code(font, *carrier) for carrier in group.carriers)
            self._actual += group.width

    def _hold_apart(self, font: CarrierFont, group: Measured) -> None:
        """Put a mark between two characters that pdfium would leave in the order on paper."""
        first, last = group.weak
        if self._weak and first:
            self._mark(font, RIGHT_TO_LEFT_MARK)
        self._weak = last

    def _overlap(self) -> None:
        """Let the Arabic-Indic digit before the pen lie over the next one.

        MuPDF turns round such digits where each begins at the end of the one before it.
        """
        last = self._codes[-1] if self._codes else None
        if isinstance(last, Code) and last.char in ARABIC_NUMBERS:
            last.width += OVERLAP
            self._codes.append(-OVERLAP)

    def _flush(self) -> None:
        if self._codes:
            settle(self._codes, rtl=self._rtl)
            self._stream.show_text(shown(self._codes))
            self._codes = []


def _joint(stretch: Stretch) -> str:
    """Return the mark that a space at the edge of *stretch*, from right to left, says as well.

    pdf.js leaves out a space if the next text stands further left, and it leaves out marks;
    both in one code it keeps. It turns text round only where there is an Arabic or Hebrew
    letter, or the Arabic mark.
    """
    return RIGHT_TO_LEFT_MARK if stretch.has_letters() else ARABIC_LETTER_MARK
