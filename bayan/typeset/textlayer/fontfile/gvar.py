"""The table ``gvar``: how the points of a glyph move in a variable font.

The format is the OpenType specification's, with its rule for points that no variation names.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from struct import unpack_from
from typing import NamedTuple

from bayan.typeset.textlayer.fontfile.axes import FULL, Place, scalar

SHARED_POINTS, COUNT = 0x8000, 0x0FFF
EMBEDDED_PEAK, INTERMEDIATE, PRIVATE_POINTS, SHARED_PEAK = 0x8000, 0x4000, 0x2000, 0x0FFF
POINT_WORDS, POINT_RUN = 0x80, 0x7F
NO_DELTAS, DELTA_WORDS, DELTA_RUN = 0x80, 0x40, 0x3F

Spot = tuple[float, float]


class _Variation(NamedTuple):
    """One variation of a glyph: how much it counts, and where its numbers are."""

    share: float
    data: memoryview
    private: bool


class Variations:
    """How glyphs change at one place of the design space."""

    def __init__(self, table: memoryview, place: Place) -> None:
        """Read where the variations of each glyph are.

        Raises:
            struct.error, ValueError: the table is damaged.
        """
        self._table, self._place = table, place
        axes, shared, shared_at, self._glyphs, flags, self._data_at = unpack_from(
            ">HHIHHI", table, 4
        )
        if axes != len(place):
            raise ValueError("its table gvar has other axes")
        self._wide = bool(flags & 1)
        size = 2 * axes
        self._peaks = [_tuple(table, shared_at + size * row, axes) for row in range(shared)]

    def moved(self, glyph: int, points: Sequence[Spot], ends: Sequence[int]) -> list[Spot]:
        """Return *points* of *glyph* where they are at this place.

        *ends* are the last points of the contours; points after the last, and all those of a
        composite, move by themselves.

        Raises:
            IndexError, struct.error, ValueError: its variations are damaged.
        """
        data = self._data(glyph)
        if len(data) < 4:
            return list(points)
        xs, ys = [x for x, _ in points], [y for _, y in points]
        shared, variations = self._variations(data, len(points))
        for variation in variations:
            if not variation.share:
                continue
            deltas = _deltas(variation, shared, len(points))
            full = _inferred(deltas, points, ends) if len(deltas) < len(points) else deltas
            for point, (dx, dy) in full.items():
                xs[point] += variation.share * dx
                ys[point] += variation.share * dy
        return list(zip(xs, ys, strict=True))

    def _data(self, glyph: int) -> memoryview:
        if glyph >= self._glyphs:
            return self._table[:0]
        shape, step, scale = (">II", 4, 1) if self._wide else (">HH", 2, 2)
        start, end = unpack_from(shape, self._table, 20 + step * glyph)
        return self._table[self._data_at + start * scale : self._data_at + end * scale]

    def _variations(
        self, data: memoryview, points: int
    ) -> tuple[Sequence[int] | None, list[_Variation]]:
        """Return the points that variations share, None for all, and the variations."""
        count, start = unpack_from(">HH", data)
        shared: Sequence[int] | None = None
        at, numbers = 4, start
        if count & SHARED_POINTS:
            shared, numbers = _points(data, numbers, points)
        found = []
        for _ in range(count & COUNT):
            size, flags = unpack_from(">HH", data, at)
            share, at = self._share(data, at + 4, flags)
            part = data[numbers : numbers + size]
            found.append(_Variation(share, part, bool(flags & PRIVATE_POINTS)))
            numbers += size
        return shared, found

    def _share(self, data: memoryview, at: int, flags: int) -> tuple[float, int]:
        axes, size = len(self._place), 2 * len(self._place)
        if flags & EMBEDDED_PEAK:
            peaks, at = _tuple(data, at, axes), at + size
        else:
            peaks = self._peaks[flags & SHARED_PEAK]
        starts = tuple(min(peak, 0.0) for peak in peaks)
        ends = tuple(max(peak, 0.0) for peak in peaks)
        if flags & INTERMEDIATE:
            starts, ends = _tuple(data, at, axes), _tuple(data, at + size, axes)
            at += 2 * size
        return scalar(self._place, starts, peaks, ends), at


def _tuple(data: memoryview, at: int, axes: int) -> Place:
    return tuple(value / FULL for value in unpack_from(f">{axes}h", data, at))


def _points(data: memoryview, at: int, most: int) -> tuple[list[int] | None, int]:
    """Return the points that are named at *at*, None for all, and where what follows begins."""
    count = data[at]
    at += 1
    if count & POINT_WORDS:
        count = (count & POINT_RUN) << 8 | data[at]
        at += 1
    if not count:
        return None, at
    found: list[int] = []
    point = 0
    while len(found) < count:
        run = data[at]
        shape, size = (">H", 2) if run & POINT_WORDS else (">B", 1)
        at += 1
        for _ in range((run & POINT_RUN) + 1):
            point += unpack_from(shape, data, at)[0]
            at += size
            found.append(point)
    if len(found) > count or point >= most:
        raise ValueError("a variation moves a point that is not there")
    return found, at


def _deltas(variation: _Variation, shared: Sequence[int] | None, count: int) -> dict[int, Spot]:
    """Return the steps of the points that *variation* names, of *count* points."""
    data, at, named = variation.data, 0, shared
    if variation.private:
        named, at = _points(data, 0, count)
    points = range(count) if named is None else named
    xs, at = _run(data, at, len(points))
    ys, _ = _run(data, at, len(points))
    return dict(zip(points, zip(xs, ys, strict=True), strict=True))


def _run(data: memoryview, at: int, count: int) -> tuple[list[int], int]:
    found: list[int] = []
    while len(found) < count:
        control = data[at]
        at += 1
        size = (control & DELTA_RUN) + 1
        if control & NO_DELTAS:
            found += [0] * size
        elif control & DELTA_WORDS:
            found += unpack_from(f">{size}h", data, at)
            at += 2 * size
        else:
            found += unpack_from(f">{size}b", data, at)
            at += size
    if len(found) > count:
        raise ValueError("a variation has too many steps")
    return found, at


def _inferred(
    deltas: dict[int, Spot], points: Sequence[Spot], ends: Sequence[int]
) -> dict[int, Spot]:
    """Return *deltas* with those of the points between the named ones of each contour."""
    full = dict(deltas)
    for before, last in pairwise((-1, *ends)):
        named = [point for point in range(before + 1, last + 1) if point in deltas]
        if not named or len(named) == last - before:
            continue
        for left, right in pairwise((*named, named[0])):
            for point in _between(left, right, before + 1, last):
                full[point] = _step(point, (left, right), deltas, points)
    return full


def _between(left: int, right: int, first: int, last: int) -> Iterator[int]:
    """Yield the points of a contour after *left* and before *right*, around its end."""
    if left < right:
        yield from range(left + 1, right)
    else:
        yield from range(left + 1, last + 1)
        yield from range(first, right)


def _step(
    point: int, named: tuple[int, int], deltas: dict[int, Spot], points: Sequence[Spot]
) -> Spot:
    left, right = named
    x, y = (
        _interpolated(
            points[point][axis],
            (points[left][axis], deltas[left][axis]),
            (points[right][axis], deltas[right][axis]),
        )
        for axis in (0, 1)
    )
    return x, y


def _interpolated(value: float, one: Spot, other: Spot) -> float:
    """Return the step of a coordinate between two, each with its step."""
    (low, low_step), (high, high_step) = sorted((one, other))
    if low == high:
        return low_step if low_step == high_step else 0
    if value <= low:
        return low_step
    if value >= high:
        return high_step
    return low_step + (high_step - low_step) * (value - low) / (high - low)
