"""The parts of a line that run one way, in the order in which they are read.

MuPDF and pdf.js take a page's text as it was written, pdfium and poppler as it stands on paper.
Parts written in reading order, each where it stands and from left to right inside, are right for
all four, if marks of direction hold what has no direction of its own at their edges.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate, groupby
from typing import NamedTuple
from unicodedata import bidirectional

from bayan.typeset.textlayer.clusters import SPACES, Measured
from bayan.typeset.textlayer.font import CarrierFont
from bayan.typeset.weasy import FROM_UNITS

CLOSE = 10
"""How far before a stretch's end the mark there stands, in 1/1000 em: poppler sorts by place."""
STRONG = {True: frozenset(("R", "AL")), False: frozenset(("L", "EN", "AN"))}
"""What holds its own direction in every reader, right to left or left to right."""


class Run(NamedTuple):
    """One run of a line: groups of one font in one direction, in visual order."""

    groups: Sequence[Measured]
    font: CarrierFont
    size: float
    rtl: bool
    start: int
    """Where its text begins and ends in the line's, in bytes."""
    end: int
    left: float
    """Where it begins on the line, in Pango units."""

    @property
    def unit(self) -> float:
        """1/1000 em in Pango units."""
        return self.size / (1000.0 * float(FROM_UNITS))

    @property
    def width(self) -> float:
        """How wide it is, in Pango units."""
        return self.unit * sum(group.advance for group in self.groups)


class Stretch(NamedTuple):
    """Runs that follow one another in one direction, on paper and in the text."""

    runs: tuple[Run, ...]
    rtl: bool
    foreign: bool = False
    """Whether MuPDF takes it for left-to-right text, though it is none."""
    fenced: tuple[bool, bool] = (False, False)
    """Whether such a sign stands left and right of it, though neither is."""
    counted: bool = False
    """Whether its letters are parted from a figure right of it, read before, by a space alone."""

    @property
    def start(self) -> int:
        """Where its text begins in the line's."""
        return min(run.start for run in self.runs)

    @property
    def groups(self) -> Iterator[Measured]:
        """What it shows, from left to right."""
        return (group for run in self.runs for group in run.groups if group.edges)

    def edges(self) -> tuple[str, str]:
        """Return its first and last character on paper; empty where it has none."""
        found = list(self.groups)
        return (found[0].edges[0], found[-1].edges[-1]) if found else ("", "")

    def loose_edges(self) -> tuple[bool, bool]:
        """Tell whether its left and right edge need a mark to hold them in its direction.

        No reader needs one at a space after a figure, and whoever looks for both would not
        find them across it: "11.3 مليون". Before a figure, MuPDF would lose the space.
        """
        first, last = (_is_loose(char, rtl=self.rtl) for char in self.edges())
        return first, last and not self.counted

    def is_space(self) -> bool:
        """Tell whether it is one space."""
        return [bool(group.space) for group in self.groups] == [True]

    def is_figure(self) -> bool:
        """Tell whether it is of digits and signs alone, from left to right."""
        return not self.rtl and all(
            bidirectional(char) != "L" for group in self.groups for char in group.edges
        )

    def has_letters(self) -> bool:
        """Tell whether a character in it holds its direction."""
        return any(not _is_loose(group.edges[-1], rtl=self.rtl) for group in self.groups)


@cache
def _is_loose(char: str, *, rtl: bool) -> bool:
    return bool(char) and bidirectional(char) not in STRONG[rtl]


def stretches(runs: Sequence[Run]) -> list[Stretch]:
    """Return *runs*, which stand as on paper, as stretches in reading order."""
    found = list(_joined(runs))
    if len(found) > 1:
        found.sort(key=lambda stretch: stretch.start)
    parts: list[Stretch] = []
    for stretch in found:
        parts += _pieces(stretch, parts[-1] if parts else None)
    if len(parts) == 1:
        return parts
    around = zip((None, *parts), parts, (*parts[1:], None), strict=False)
    return [_beside(*each) for each in around]


def _beside(before: Stretch | None, stretch: Stretch, after: Stretch | None) -> Stretch:
    """Return *stretch* with what it needs to know of the ones read before and after it."""
    if not stretch.rtl:
        left, right = (bool(other and other.foreign) for other in (after, before))
        return stretch._replace(fenced=(left, right))
    spaced = stretch.has_letters() and stretch.edges()[1] in SPACES
    return stretch._replace(counted=bool(spaced and before and before.is_figure()))


def _joined(runs: Iterable[Run]) -> Iterator[Stretch]:
    together: list[Run] = []
    for run in runs:
        if together and not _follow(together[-1], run):
            yield Stretch(tuple(together), together[0].rtl)
            together = []
        together.append(run)
    if together:
        yield Stretch(tuple(together), together[0].rtl)


def _follow(left: Run, right: Run) -> bool:
    touch = right.end == left.start if left.rtl else left.end == right.start
    return left.rtl == right.rtl and touch


def _pieces(stretch: Stretch, before: Stretch | None) -> Iterator[Stretch]:
    """Yield *stretch* in pieces, the signs that MuPDF takes for left-to-right text by themselves.

    Not after Arabic-Indic digits: MuPDF would turn those round.
    """
    if (
        not stretch.rtl
        or len({group.foreign for group in stretch.groups}) < 2
        or (before and bidirectional(before.edges()[1] or " ") == "AN")
    ):
        yield stretch
        return
    placed = [(run, *each) for run in reversed(stretch.runs) for each in _placed(run)[::-1]]
    for foreign, together in groupby(placed, lambda each: each[2].foreign):
        runs = [_piece(run, [*inside]) for run, inside in groupby(together, lambda each: each[0])]
        yield Stretch(tuple(reversed(runs)), True, foreign)


def _placed(run: Run) -> list[tuple[float, Measured]]:
    unit = run.unit
    ends = accumulate((group.advance * unit for group in run.groups), initial=run.left)
    return list(zip(ends, run.groups, strict=False))


def _piece(run: Run, placed: Sequence[tuple[Run, float, Measured]]) -> Run:
    """Return the part of *run* that is *placed*, which is from right to left."""
    return run._replace(groups=[group for _, _, group in reversed(placed)], left=placed[-1][1])
