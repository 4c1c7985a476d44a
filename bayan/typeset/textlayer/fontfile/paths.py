"""The operators that draw, as lines and curves; see ``charstrings``."""

from collections.abc import Callable, Iterator, Sequence

Numbers = Sequence[float]
Segment = Sequence[float]
"""Steps of the pen, x and y: one for a line, three for a curve."""


def _lines(a: Numbers) -> Iterator[Segment]:
    _want(len(a) >= 2 and len(a) % 2 == 0)
    for at in range(0, len(a), 2):
        yield a[at : at + 2]


def _curves(a: Numbers) -> Iterator[Segment]:
    _want(len(a) >= 6 and len(a) % 6 == 0)
    for at in range(0, len(a), 6):
        yield a[at : at + 6]


def _straight(*, across: bool) -> Callable[[Numbers], Iterator[Segment]]:
    def lines(a: Numbers) -> Iterator[Segment]:
        _want(len(a) > 0)
        for place, step in enumerate(a):
            yield (step, 0) if across == (place % 2 == 0) else (0, step)

    return lines


def _curves_and_line(a: Numbers) -> Iterator[Segment]:
    yield from _curves(a[:-2])
    yield from _lines(a[-2:])


def _lines_and_curve(a: Numbers) -> Iterator[Segment]:
    yield from _lines(a[:-6])
    yield from _curves(a[-6:])


def _across(a: Numbers) -> Iterator[Segment]:
    _want(len(a) >= 4 and len(a) % 4 < 2)
    rise, a = (a[0], a[1:]) if len(a) % 4 else (0, a)
    for at in range(0, len(a), 4):
        yield a[at], rise, a[at + 1], a[at + 2], a[at + 3], 0
        rise = 0


def _upright(a: Numbers) -> Iterator[Segment]:
    _want(len(a) >= 4 and len(a) % 4 < 2)
    shift, a = (a[0], a[1:]) if len(a) % 4 else (0, a)
    for at in range(0, len(a), 4):
        yield shift, a[at], a[at + 1], a[at + 2], 0, a[at + 3]
        shift = 0


def _turning(*, across: bool) -> Callable[[Numbers], Iterator[Segment]]:
    def curves(a: Numbers) -> Iterator[Segment]:
        _want(len(a) >= 4 and len(a) % 4 < 2)
        count, level = len(a) // 4, across
        for place in range(count):
            first, x, y, last = a[4 * place : 4 * place + 4]
            more = a[-1] if len(a) % 4 and place == count - 1 else 0
            yield (first, 0, x, y, more, last) if level else (0, first, x, y, last, more)
            level = not level

    return curves


def _level_flex(a: Numbers) -> Iterator[Segment]:
    _want(len(a) == 7)
    yield a[0], 0, a[1], a[2], a[3], 0
    yield a[4], 0, a[5], -a[2], a[6], 0


def _flex(a: Numbers) -> Iterator[Segment]:
    _want(len(a) == 13)
    yield from _curves(a[:12])


def _flex_back(a: Numbers) -> Iterator[Segment]:
    _want(len(a) == 9)
    yield a[0], a[1], a[2], a[3], a[4], 0
    yield a[5], 0, a[6], a[7], a[8], -(a[1] + a[3] + a[7])


def _flex_home(a: Numbers) -> Iterator[Segment]:
    _want(len(a) == 11)
    x, y = sum(a[0:10:2]), sum(a[1:10:2])
    last = (a[10], -y) if abs(x) > abs(y) else (-x, a[10])
    yield a[:6]
    yield (*a[6:10], *last)


def _want(met: bool) -> None:
    if not met:
        raise ValueError("an operator has the wrong number of operands")


SEGMENTS: dict[int, Callable[[Numbers], Iterator[Segment]]] = {
    5: _lines,
    6: _straight(across=True),
    7: _straight(across=False),
    8: _curves,
    24: _curves_and_line,
    25: _lines_and_curve,
    26: _upright,
    27: _across,
    30: _turning(across=False),
    31: _turning(across=True),
    0xC22: _level_flex,
    0xC23: _flex,
    0xC24: _flex_back,
    0xC25: _flex_home,
}
"""From each operator (two bytes begin with 12), what its operands draw."""
