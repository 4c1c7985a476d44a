"""Two sequences of words, aligned by a longest common subsequence.

Of all such subsequences the least scattered is wanted: texts repeat themselves, and between the
parts of one stand headers and notes in which the same words may be found.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

SHORT = 3
"""Words in a row that may have been aligned by chance."""
CLOSE = 3
"""Words between two rows that stand together."""
SURE = 12
"""Words in a row by which one stretch of a long text is tied to the next."""

Pair = tuple[int, int]
"""A place in the one sequence, and the same word's in the other."""


class Row(NamedTuple):
    """Words that follow each other in both sequences."""

    own: int
    other: int
    length: int

    @property
    def end(self) -> int:
        """The place after it in the other sequence."""
        return self.other + self.length


def aligned(keys: Sequence[str], there: Sequence[str], *, whole: bool) -> list[Pair]:
    """Return where words of *keys* stand in *there*, both in order.

    Words that may only by chance be the same are left out; so are, unless the sequences are the
    *whole* of a text, those after the last row that is surely right.
    """
    blocks = (block for block in LCSseq.opcodes(keys, there) if block.tag == "equal")
    rows = [Row(each.src_start, each.dest_start, each.src_end - each.src_start) for each in blocks]
    rows = list(_joined(_gathered(list(_joined(rows)), there)))
    kept = [
        row for row, near in zip(rows, _attached(rows), strict=True) if near or row.length > SHORT
    ]
    sure = [at for at, row in enumerate(kept) if row.length >= SURE]
    last = len(kept) if whole or not sure else sure[-1] + 1
    return [(own + at, other + at) for own, other, length in kept[:last] for at in range(length)]


def _joined(rows: Sequence[Row] | Iterator[Row]) -> Iterator[Row]:
    """Yield *rows* with those that follow each other on both sides made one."""
    now = Row(0, 0, 0)
    for row in rows:
        if now.own + now.length == row.own and now.end == row.other:
            now = now._replace(length=now.length + row.length)
        else:
            if now.length:
                yield now
            now = row
    if now.length:
        yield now


def _gathered(rows: Sequence[Row], there: Sequence[str]) -> Iterator[Row]:
    """Yield *rows*, those that could as well stand with their neighbours put there.

    From the end first, so that a row may follow the one after it; then from the beginning.
    """
    behind: list[Row] = []
    for at in range(len(rows) - 1, -1, -1):
        before = rows[at - 1] if at else Row(0, 0, 0)
        behind += reversed(_parted(before, rows[at], behind[-1] if behind else None, there))
    before = Row(0, 0, 0)
    for at in range(len(behind) - 1, -1, -1):
        for part in _parted(before, behind[at], behind[at - 1] if at else None, there):
            before = part
            yield part


def _parted(before: Row, row: Row, after: Row | None, there: Sequence[str]) -> list[Row]:
    """Return *row*, or its beginning right after *before* and its end right before *after*."""
    head = _same(there, before.end, row) if before.own + before.length == row.own else 0
    tail = _same_back(there, after, row) if after and row.own + row.length == after.own else 0
    if head + tail < row.length:
        return [row]
    cut = row.length - tail
    parts = [Row(row.own, before.end, cut)] if cut else []
    if tail and after:
        parts.append(Row(row.own + cut, after.other - tail, tail))
    return parts


def _same(there: Sequence[str], at: int, row: Row) -> int:
    """Return how many words from *at* on are the first of *row*, without reaching it."""
    most = min(row.length, row.other - at)
    return next((n for n in range(most) if there[at + n] != there[row.other + n]), max(most, 0))


def _same_back(there: Sequence[str], after: Row, row: Row) -> int:
    """Return how many words right before *after* are the last of *row*, without reaching it."""
    most = min(row.length, after.other - row.end)
    differ = (n for n in range(most) if there[after.other - 1 - n] != there[row.end - 1 - n])
    return next(differ, max(most, 0))


def _attached(rows: Sequence[Row]) -> list[bool]:
    """Return for each of *rows* whether it is long, or close to others up to one that is."""
    short = min(SHORT, max((row.length for row in rows), default=0) - 1)
    held = [row.length > short for row in rows]
    for order in (range(1, len(rows)), range(len(rows) - 2, -1, -1)):
        for at in order:
            neighbour = at - 1 if order.step > 0 else at + 1
            first, second = sorted((rows[at], rows[neighbour]))
            held[at] = held[at] or (held[neighbour] and _close(first, second))
    return held


def _close(first: Row, second: Row) -> bool:
    return max(second.other - first.end, second.own - first.own - first.length) <= CLOSE
