"""Where in its design space a variable font stands, and what that makes of its variations.

The tables are ``fvar`` and ``avar``, and the regions of ``gvar`` and of ``CFF2``; the formats
are the OpenType specification's.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from struct import Struct, iter_unpack, unpack_from
from typing import NamedTuple

from bayan.typeset.textlayer.fontfile.tables import Tables

Location = tuple[tuple[str, float], ...]
"""Axis tags and values of a variable font; empty for a static one."""
Place = tuple[float, ...]
"""A value from -1 to 1 for each axis, in the order of ``fvar``; 0 is the default."""
FULL = 16384
VERSION, MOST_AXES = 0x10000, 64
AXIS = Struct(">4siii4x")


class Axis(NamedTuple):
    """One axis of a variable font."""

    tag: str
    least: float
    usual: float
    most: float

    def within(self, value: float) -> float:
        """Return where *value* stands, from -1 to 1."""
        value = min(max(value, self.least), self.most)
        far = self.most if value > self.usual else self.least
        return (value - self.usual) / abs(far - self.usual) if value != self.usual else 0.0


def axes_of(tables: Tables) -> tuple[Axis, ...]:
    """Return the axes of a font; none for a static one.

    Raises:
        struct.error, ValueError: the table is damaged.
    """
    if b"fvar" not in tables:
        return ()
    table = tables[b"fvar"]
    version, start, _, count, size, named, named_size = unpack_from(">I6H", table)
    if version != VERSION or count > MOST_AXES or size < AXIS.size:
        raise ValueError("its table fvar is damaged")
    if start + count * size + named * named_size > len(table):
        raise ValueError("its table fvar is cut short")
    rows = (AXIS.unpack_from(table, start + size * row) for row in range(count))
    return tuple(
        Axis(tag.decode("latin-1"), least / 65536, usual / 65536, most / 65536)
        for tag, least, usual, most in rows
    )


def place_of(tables: Tables, location: Location) -> Place:
    """Return where *location* is, with the axes bent as ``avar`` has it.

    Raises:
        struct.error, ValueError: a table is damaged, or of a version that is not known.
    """
    chosen = dict(location)
    axes = axes_of(tables)
    straight = [axis.within(chosen.get(axis.tag, axis.usual)) for axis in axes]
    bends = list(_bends(tables)) if b"avar" in tables else []
    pairs = zip(straight, bends, strict=False) if bends else ((value, {}) for value in straight)
    return tuple(round(_bent(value, bend) * FULL) / FULL for value, bend in pairs)


def _bends(tables: Tables) -> Iterator[Mapping[float, float]]:
    table, at = tables[b"avar"], 8
    version, _, _, count = unpack_from(">4H", table)
    if version != 1:
        raise ValueError(f"its table avar is of version {version}")
    if count != len(axes_of(tables)):
        raise ValueError("its table avar has other axes")
    for _ in range(count):
        (pairs,) = unpack_from(">H", table, at)
        values = unpack_from(f">{2 * pairs}h", table, at + 2)
        at += 2 + 4 * pairs
        yield {a / FULL: b / FULL for a, b in zip(values[::2], values[1::2], strict=True)}


def _bent(value: float, bend: Mapping[float, float]) -> float:
    if value in bend or len(bend) < 2:
        return bend.get(value, value)
    points = sorted(bend.items())
    for (a, from_a), (b, from_b) in pairwise(points):
        if a < value < b:
            return from_a + (from_b - from_a) * (value - a) / (b - a)
    return value


def scalar(place: Place, starts: Place, peaks: Place, ends: Place) -> float:
    """Return how much of a variation counts at *place*, from 0 to 1."""
    share = 1.0
    for value, start, peak, end in zip(place, starts, peaks, ends, strict=True):
        if not peak or value == peak or start > peak or peak > end or start < 0 < end:
            continue
        if value <= start or value >= end:
            return 0.0
        share *= (value - start) / (peak - start) if value < peak else (end - value) / (end - peak)
    return share


def blend_of(store: memoryview, place: Place) -> Callable[[int, Sequence[float]], list[float]]:
    """Return the function that does ``blend`` at *place* with the variations of *store*.

    Raises:
        struct.error, ValueError: the store is damaged.
    """
    scalars = list(_scalars(store, place))

    def blended(variations: int, operands: Sequence[float]) -> list[float]:
        shares = scalars[variations]
        count = int(operands[-1])
        first = len(operands) - 1 - count * (len(shares) + 1)
        if first < 0 or count < 0:
            raise ValueError("a variation lacks its operands")
        deltas = iter(operands[first + count : -1])
        sums = [
            value + sum(share * next(deltas) for share in shares)
            for value in operands[first : first + count]
        ]
        return [*operands[:first], *sums]

    return blended


def _scalars(store: memoryview, place: Place) -> Iterator[list[float]]:
    """Yield for each set of variations how much of each of its regions counts."""
    _, regions_at, count = unpack_from(">HIH", store)
    axes, regions = unpack_from(">HH", store, regions_at)
    if axes != len(place):
        raise ValueError("its variations have other axes")
    size = 6 * axes
    data = store[regions_at + 4 : regions_at + 4 + size * regions]
    shares = []
    for values in iter_unpack(f">{3 * axes}h", data) if axes else ():
        starts, peaks, ends = (tuple(v / FULL for v in values[k::3]) for k in range(3))
        shares.append(scalar(place, starts, peaks, ends))
    for at in unpack_from(f">{count}I", store, 8):
        (used,) = unpack_from(">H", store, at + 4)
        yield [shares[region] for region in unpack_from(f">{used}H", store, at + 6)]
