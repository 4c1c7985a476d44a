"""Glyphs of a ``glyf`` table: simple ones copied without their instructions, others decoded.

The format is the OpenType specification's, chapter *glyf*.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from math import floor
from struct import Struct, pack, unpack_from
from typing import NamedTuple

HEADER = Struct(">hhhhh")
"""Number of contours, then the box: xMin, yMin, xMax, yMax."""

# Flags of a point.
ON_CURVE, X_SHORT, Y_SHORT, REPEAT, X_SAME, Y_SAME = 0x01, 0x02, 0x04, 0x08, 0x10, 0x20
OVERLAP = 0x40
"""Says on the first point that contours overlap: FreeType then draws edges more finely."""
"""Makes FreeType oversample: it would draw the copy otherwise than the original."""

# Flags of a component.
WORDS, OFFSETS, SCALE, MORE, TWO_SCALES, MATRIX = 0x0001, 0x0002, 0x0008, 0x0020, 0x0040, 0x0080
OWN_METRICS, SCALED_OFFSET = 0x0200, 0x0800

Box = tuple[int, int, int, int]
Point = tuple[float, float, int]
"""x, y in font units, and whether it lies on the curve."""
Contour = Sequence[Point]


class Outline(NamedTuple):
    """One simple glyph, ready to be written: without instructions."""

    data: bytes
    """Empty for a glyph without ink."""
    box: Box
    points: int
    contours: int


VOID = Outline(b"", (0, 0, 0, 0), 0, 0)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the parts of a simple glyph lie, as offsets into its bytes."""

    flags_at: int
    x_at: int
    y_at: int
    end: int
    flags: tuple[int, ...]
    """One for each point, repetitions written out."""


def layout_of(raw: bytes, contours: int) -> Layout:
    """Return where the parts of the simple glyph *raw* lie.

    Raises:
        IndexError, struct.error: it is cut short.
    """
    ends = HEADER.size + 2 * contours
    last, instructions = unpack_from(">HH", raw, ends - 2)
    position = flags_at = ends + 2 + instructions
    flags: list[int] = []
    while len(flags) <= last:
        flag, times = raw[position], 1
        position += 1
        if flag & REPEAT:
            times += raw[position]
            position += 1
        flags += [flag] * times
    wide = sum(_size(flag, X_SHORT, X_SAME) for flag in flags)
    high = sum(_size(flag, Y_SHORT, Y_SAME) for flag in flags)
    return Layout(flags_at, position, position + wide, position + wide + high, tuple(flags))


def _size(flag: int, short: int, same: int) -> int:
    """Return the bytes that one coordinate takes."""
    if flag & short:
        return 1
    return 0 if flag & same else 2


def copied(raw: bytes) -> Outline:
    """Return the simple glyph *raw* without instructions and padding."""
    contours, *box = HEADER.unpack_from(raw)
    place = layout_of(raw, contours)
    if place.end > len(raw):
        raise IndexError("a glyph is cut short")
    first = raw[place.flags_at]
    ends = raw[: HEADER.size + 2 * contours]
    rest = raw[place.flags_at + 1 : place.end]
    left, bottom, right, top = box
    data = ends + bytes((0, 0, first)) + rest
    return Outline(data, (left, bottom, right, top), len(place.flags), contours)


def contours_of(raw: bytes) -> list[list[Point]]:
    """Return the contours of the simple glyph *raw*."""
    count = HEADER.unpack_from(raw)[0]
    place = layout_of(raw, count)
    xs = _coordinates(raw, place.x_at, place.flags, X_SHORT, X_SAME)
    ys = _coordinates(raw, place.y_at, place.flags, Y_SHORT, Y_SAME)
    points: list[Point] = [
        (x, y, flag & (ON_CURVE | OVERLAP)) for x, y, flag in zip(xs, ys, place.flags, strict=True)
    ]
    ends = (-1, *unpack_from(f">{count}H", raw, HEADER.size))
    return [points[start + 1 : end + 1] for start, end in pairwise(ends)]


def _coordinates(raw: bytes, at: int, flags: Sequence[int], short: int, same: int) -> list[int]:
    found, value = [], 0
    for flag in flags:
        if flag & short:
            value += raw[at] if flag & same else -raw[at]
            at += 1
        elif not flag & same:
            value += unpack_from(">h", raw, at)[0]
            at += 2
        found.append(value)
    return found


@dataclass(frozen=True, slots=True)
class Component:
    """One part of a composite: a glyph and how it is placed."""

    glyph: int
    flags: int
    dx: float
    dy: float
    """An offset; without ``OFFSETS`` among *flags*, a point of the whole and one of the part."""
    matrix: tuple[float, float, float, float]

    def place(self, contours: Sequence[Contour], whole: Sequence[Contour]) -> list[list[Point]]:
        """Return *contours* where this part has them; *whole* is what stands there already.

        Raises:
            IndexError: it is tied to a point that is not there.
        """
        if self.flags & OFFSETS and self.flags & SCALED_OFFSET:
            return self._turned(_moved(contours, self.dx, self.dy))
        turned = self._turned(contours)
        if self.flags & OFFSETS:
            return _moved(turned, self.dx, self.dy)
        x, y, _ = list(chain.from_iterable(whole))[int(self.dx)]
        at_x, at_y, _ = list(chain.from_iterable(turned))[int(self.dy)]
        return _moved(turned, x - at_x, y - at_y)

    def _turned(self, contours: Sequence[Contour]) -> list[list[Point]]:
        a, b, c, d = self.matrix
        return [[(a * x + c * y, b * x + d * y, on) for x, y, on in part] for part in contours]


def _moved(contours: Sequence[Contour], dx: float, dy: float) -> list[list[Point]]:
    return [[(x + dx, y + dy, on) for x, y, on in contour] for contour in contours]


def components_of(raw: bytes) -> list[Component]:
    """Return the parts of the composite *raw*.

    Raises:
        struct.error: it is cut short.
    """
    parts, at, more = [], HEADER.size, True
    while more:
        flags, glyph = unpack_from(">HH", raw, at)
        at += 4
        size, shapes = (4, (">HH", ">hh")) if flags & WORDS else (2, (">BB", ">bb"))
        dx, dy = unpack_from(shapes[bool(flags & OFFSETS)], raw, at)
        matrix, at = _matrix(raw, at + size, flags)
        parts.append(Component(glyph, flags, dx, dy, matrix))
        more = bool(flags & MORE)
    return parts


def _matrix(raw: bytes, at: int, flags: int) -> tuple[tuple[float, float, float, float], int]:
    """Return a component's matrix, and where what follows it begins."""
    if flags & SCALE:
        scale = unpack_from(">h", raw, at)[0] / 16384
        return (scale, 0, 0, scale), at + 2
    if flags & TWO_SCALES:
        wide, high = (value / 16384 for value in unpack_from(">hh", raw, at))
        return (wide, 0, 0, high), at + 4
    if flags & MATRIX:
        a, b, c, d = (value / 16384 for value in unpack_from(">4h", raw, at))
        return (a, b, c, d), at + 8
    return (1, 0, 0, 1), at


def encoded(contours: Sequence[Contour]) -> Outline:
    """Return one simple glyph made of *contours*, coordinates rounded to font units."""
    points = [(floor(x + 0.5), floor(y + 0.5), on) for contour in contours for x, y, on in contour]
    if not points:
        return VOID
    ends, last = [], -1
    for contour in contours:
        last += len(contour)
        ends.append(last)
    xs, ys = [x for x, _, _ in points], [y for _, y, _ in points]
    box = (min(xs), min(ys), max(xs), max(ys))
    head = pack(f">hhhhh{len(ends)}HH", len(ends), *box, *ends, 0)
    return Outline(head + _packed(points), box, len(points), len(ends))


def _packed(points: Sequence[tuple[int, int, int]]) -> bytes:
    """Return flags and coordinates of *points*, flags repeated where they are the same."""
    flags, xs, ys = bytearray(), bytearray(), bytearray()
    last_x = last_y = 0
    previous, repeats = -1, 0
    overlap = OVERLAP if any(on & OVERLAP for _, _, on in points) else 0
    for x, y, on in points:
        flag = on & ON_CURVE | (overlap if previous < 0 else 0)
        flag |= _delta(x - last_x, X_SHORT, X_SAME, xs) | _delta(y - last_y, Y_SHORT, Y_SAME, ys)
        if flag == previous and repeats < 255:
            repeats += 1
            if repeats == 1:
                flags.append(flag)
            else:
                flags[-2] |= REPEAT
                flags[-1] = repeats
        else:
            flags.append(flag)
            previous, repeats = flag, 0
        last_x, last_y = x, y
    return bytes(flags + xs + ys)


def _delta(step: int, short: int, same: int, out: bytearray) -> int:
    """Append one coordinate's *step* to *out*, and return the flags that say how."""
    if step == 0:
        return same
    if -256 < step < 256:
        out.append(abs(step))
        return short | same if step > 0 else short
    out += pack(">h", step)
    return 0
