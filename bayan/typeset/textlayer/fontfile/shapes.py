"""Outlines of CFF fonts as they are written: joined, moved, and as charstrings.

The format is Adobe Technical Note 5177, Type 2 charstrings. The operators of a path are kept as
the font has them, so that a copy is as short as its original without subroutines.
"""

from collections.abc import Iterable, Iterator
from math import floor
from struct import pack
from typing import NamedTuple

from bayan.typeset.textlayer.fontfile.paths import SEGMENTS, Numbers, Segment

MOST_OPERANDS = 48
"""Of one operator that is written; CFF2 allows more."""
MOVE, MOVE_ACROSS, MOVE_UP, LINE, CURVE, END, SHORT, FIXED = 21, 22, 4, 5, 8, 14, 28, 255

Spot = tuple[float, float]
Box = tuple[float, float, float, float]


class Shape(NamedTuple):
    """The outline of a glyph or an ink, ready to be written; in font units."""

    start: Spot
    """Where its first contour begins."""
    body: bytes
    """All that follows the move to there; empty for a glyph without ink."""
    end: Spot
    box: Box
    """Of all points, those off the curve too."""


BLANK = Shape((0, 0), b"", (0, 0), (0, 0, 0, 0))


def joined(parts: Iterable[tuple[Shape, float, float]]) -> Shape:
    """Return one shape of all *parts*, each moved by x and y."""
    inked = [(part, x, y) for part, x, y in parts if part.body]
    if not inked:
        return BLANK
    body, pen = bytearray(), (0.0, 0.0)
    boxes: list[Box] = []
    for shape, x, y in inked:
        if boxes:
            body += moved(shape.start[0] + x - pen[0], shape.start[1] + y - pen[1])
        body += shape.body
        pen = shape.end[0] + x, shape.end[1] + y
        left, bottom, right, top = shape.box
        boxes.append((left + x, bottom + y, right + x, top + y))
    first, x, y = inked[0]
    return Shape((first.start[0] + x, first.start[1] + y), bytes(body), pen, around(boxes))


def around(boxes: Iterable[Box]) -> Box:
    """Return the box around *boxes*, at least one."""
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def charstring(shape: Shape, width: int) -> bytes:
    """Return the charstring that draws *shape* and has *width*, in font units."""
    begun = moved(*shape.start) + shape.body if shape.body else b""
    return operand(width) + begun + bytes((END,))


def moved(dx: float, dy: float) -> bytes:
    """Return the shortest move of the pen by *dx* and *dy*."""
    if not dy:
        return operand(dx) + bytes((MOVE_ACROSS,))
    if not dx:
        return operand(dy) + bytes((MOVE_UP,))
    return operand(dx) + operand(dy) + bytes((MOVE,))


def operand(value: float) -> bytes:
    """Return *value* as a charstring writes it: whole, or in 1/65536.

    Raises:
        struct.error: it is too large.
    """
    found = SMALL.get(value)
    if found is not None:
        return found
    fixed = floor(value * 65536 + 0.5)
    if fixed & 0xFFFF:
        return pack(">Bi", FIXED, fixed)
    return SMALL.get(fixed >> 16) or pack(">Bh", SHORT, fixed >> 16)


def _small(value: int) -> bytes:
    if -107 <= value <= 107:
        return bytes((value + 139,))
    first, far = (247, value - 108) if value > 0 else (251, -value - 108)
    return bytes((first + (far >> 8), far & 0xFF))


SMALL: dict[float, bytes] = {value: _small(value) for value in range(-1131, 1132)}


def _exact(x: float, y: float) -> Spot:
    return x, y


def _whole(x: float, y: float) -> Spot:
    return floor(x + 0.5), floor(y + 0.5)


class Path:
    """A shape that is being drawn."""

    def __init__(self, *, rounded: bool) -> None:
        """Begin with nothing; points become whole font units if *rounded*."""
        self._rounded, self._spot = rounded, _whole if rounded else _exact
        self._x = self._y = 0.0
        self._start: Spot | None = None
        self._body = bytearray()
        self._xs: list[float] = []
        self._ys: list[float] = []

    def move(self, dx: float, dy: float) -> None:
        """Begin a contour *dx* and *dy* from where the pen is."""
        before = self._spot(self._x, self._y)
        self._x, self._y = self._x + dx, self._y + dy
        x, y = self._spot(self._x, self._y)
        if self._body:
            self._body += moved(x - before[0], y - before[1])
            self._seen(x, y)
        else:
            self._start = x, y

    def draw(self, operator: int, operands: Numbers) -> None:
        """Draw by *operator*.

        Raises:
            ValueError: it has not the operands that it needs, or no contour was begun.
        """
        segments = SEGMENTS[operator](operands)
        if self._start is None:
            raise ValueError("an outline begins nowhere")
        if self._rounded or len(operands) > MOST_OPERANDS:
            for steps in map(self._followed, segments):
                self._write(LINE if len(steps) == 2 else CURVE, steps)
            return
        x, y = self._x, self._y
        for segment in segments:
            for dx, dy in zip(segment[::2], segment[1::2], strict=True):
                x, y = x + dx, y + dy
                self._seen(x, y)
        self._x, self._y = x, y
        self._write(operator, operands)

    def shape(self) -> Shape:
        """Return what was drawn."""
        if self._start is None or not self._body:
            return BLANK
        xs, ys = [self._start[0], *self._xs], [self._start[1], *self._ys]
        box = min(xs), min(ys), max(xs), max(ys)
        return Shape(self._start, bytes(self._body), self._spot(self._x, self._y), box)

    def _followed(self, segment: Segment) -> Segment:
        """Follow *segment*, and return its steps as they are written."""
        return tuple(self._steps(segment))

    def _steps(self, segment: Segment) -> Iterator[float]:
        for dx, dy in zip(segment[::2], segment[1::2], strict=True):
            before = self._spot(self._x, self._y)
            self._x, self._y = self._x + dx, self._y + dy
            x, y = self._spot(self._x, self._y)
            self._seen(x, y)
            yield x - before[0]
            yield y - before[1]

    def _seen(self, x: float, y: float) -> None:
        self._xs.append(x)
        self._ys.append(y)

    def _write(self, operator: int, operands: Numbers) -> None:
        for value in operands:
            self._body += operand(value)
        self._body += pack(">H", operator) if operator > 0xFF else bytes((operator,))
