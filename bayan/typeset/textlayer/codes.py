"""The codes of one line, and the passes over them; each serves a reader.

``docs/text-layer.md`` tells what each reader does, and what each pass buys.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from bayan.typeset.textlayer.clusters import SPACES, is_thin
from bayan.typeset.textlayer.font import CarrierFont
from bayan.typeset.textlayer.source import Ink

NARROW_SPACE = 80
"""What is left of a space before a mark, in 1/1000 em."""
LEAST = 105
"""The least width of a base, in 1/1000 em."""
RIGHT_TO_LEFT_MARK = "\u200f"


class Code:
    """One code to be written; ``ink`` and ``width`` may still change."""

    __slots__ = ("char", "font", "ink", "width")

    def __init__(self, font: CarrierFont, ink: Ink, char: str, width: int) -> None:
        """Keep what the code shows, says and takes (1/1000 em)."""
        self.font, self.ink, self.char, self.width = font, ink, char, width


Written = Code | int
"""A code, or a move of the pen in 1/1000 em."""


def settle(codes: Sequence[Written]) -> None:
    """Run the passes that look at neighbours over *codes*, in place."""
    narrow_spaces(codes)
    widen_bases(codes)


def narrow_spaces(codes: Sequence[Written]) -> None:
    """Give most of a space before a mark to the letter on its left.

    pdf.js puts a second space between a mark and its base where the mark follows a wide one.
    """
    solid = [code for code in codes if isinstance(code, Code)]
    for left, (space, mark) in zip(solid, pairwise(solid[1:]), strict=False):
        if (
            space.char == " "
            and space.width > NARROW_SPACE
            and is_thin(mark.char)
            and left.font is space.font
            and left.char not in SPACES
            and not is_thin(left.char)
        ):
            left.width += space.width - NARROW_SPACE
            space.width = NARROW_SPACE


def widen_bases(codes: Sequence[Written]) -> None:
    """Let a narrow base borrow width from the next one.

    poppler drops one of two equal marks that stand less than a tenth of an em apart.
    """
    for place, code in enumerate(codes):
        if isinstance(code, Code) and code.width < LEAST and _is_base(code):
            _borrow(codes, place, code)


def _is_base(code: Code) -> bool:
    return code.char not in SPACES and not is_thin(code.char)


def _borrow(codes: Sequence[Written], place: int, code: Code) -> None:
    loan = LEAST - code.width
    for after, other in _following(codes, place):
        if other.char in SPACES or other.font is not code.font:
            return
        if is_thin(other.char):
            continue
        if other.width >= LEAST + loan:
            code.width += loan
            other.width -= loan
            _shift(codes[place + 1 : after + 1], round(loan * code.font.upem / 1000))
        return


def _following(codes: Sequence[Written], place: int) -> Iterator[tuple[int, Code]]:
    for after in range(place + 1, len(codes)):
        other = codes[after]
        if isinstance(other, Code):
            yield after, other


def _shift(codes: Sequence[Written], units: int) -> None:
    """Draw *codes* that much further left, in font units: their pen has moved right."""
    for code in codes:
        if isinstance(code, Code) and code.ink:
            code.ink = tuple((glyph, x - units, y) for glyph, x, y in code.ink)


def shown(codes: Sequence[Written]) -> str:
    """Return *codes* as the operand of a TJ operator, allocated in their fonts."""
    out, opened = [], False
    for code in codes:
        if isinstance(code, Code):
            if not opened:
                out.append("<")
            out.append(f"{code.font.code(code.ink, code.char, code.width):04x}")
        else:
            if opened:
                out.append(">")
            out.append(f"{-code}")
        opened = isinstance(code, Code)
    return "".join(out) + (">" if opened else "")
