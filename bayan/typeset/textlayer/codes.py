"""The codes of one line, and the passes over them; each serves a reader.

``docs/text-layer.md`` tells what each reader does, and what each pass buys.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from bayan.typeset.textlayer.clusters import SPACES, is_thin
from bayan.typeset.textlayer.font import CarrierFont
from bayan.typeset.textlayer.fontfile.source import Ink

NARROW_SPACE = 80
"""What is left of a space before a mark, in 1/1000 em."""
WIDEST_SPACE = 500
"""How wide a space may be in right-to-left text, in 1/1000 em."""
LEAST = 105
"""The least width of a base, in 1/1000 em."""


class Code:
    """One code to be written; ``ink`` and ``width`` may still change."""

    __slots__ = ("char", "font", "ink", "mark", "width")

    def __init__(self, font: CarrierFont, ink: Ink, char: str, width: int, mark: str = "") -> None:
        """Keep what the code shows, says and takes (1/1000 em).

        *mark* is a mark of direction that it says as well; only a space has one.
        """
        self.font, self.ink, self.char, self.width, self.mark = font, ink, char, width, mark


Written = Code | int
"""A code, or a move of the pen in 1/1000 em."""


def settle(codes: Sequence[Written], *, rtl: bool) -> None:
    """Run the passes that look at neighbours over *codes*, in place."""
    narrow_spaces(codes, rtl=rtl)
    widen_bases(codes)


def narrow_spaces(codes: Sequence[Written], *, rtl: bool) -> None:
    """Give most of a space before a mark, and what is too much of any, to what stands left of it.

    pdf.js puts a second space between a mark and its base where the mark follows a wide one; and
    it takes words that stand far apart for texts of their own, from left to right.
    """
    solid = [code for code in codes if isinstance(code, Code)]
    for left, (space, after) in zip(solid, pairwise(solid[1:]), strict=False):
        if space.char != " " or left.char in SPACES or left.font is not space.font:
            continue
        most = NARROW_SPACE if is_thin(after.char) else WIDEST_SPACE if rtl else space.width
        if space.width > most and not is_thin(left.char):
            left.width += space.width - most
            space.width = most


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
    """Return *codes* as the operand of a TJ operator, allocated in their fonts.

    Moves that follow one another become one.
    """
    out: list[str] = []
    for moves, together in groupby(codes, lambda code: isinstance(code, int)):
        if moves:
            out.append(f"{-sum(move for move in together if isinstance(move, int)):d}")
        else:
            said = (_allocated(code) for code in together if isinstance(code, Code))
            out.append(f"<{''.join(said)}>")
    return "".join(out)


def _allocated(code: Code) -> str:
    return f"{code.font.code(code.ink, code.mark + code.char, code.width):04x}"
