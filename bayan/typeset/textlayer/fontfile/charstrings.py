"""Type 2 charstrings, read: subroutines called, hints and widths left out.

The format is Adobe Technical Note 5177; what CFF2 adds is in the OpenType specification. Every
charstring ends: calls are bounded in depth, and steps in number.
"""

from collections.abc import Callable, Sequence
from struct import unpack_from
from typing import NamedTuple

from bayan.typeset.textlayer.fontfile.paths import SEGMENTS, Numbers
from bayan.typeset.textlayer.fontfile.shapes import Path, Shape

MOST_STEPS = 50_000
"""Operators and operands of one glyph; a Chinese one has about a thousand."""
MOST_OPERANDS = 513
DEEPEST = 10

CALL, RETURN, ESCAPE, END, VARIATIONS, BLEND, CALL_SHARED = 10, 11, 12, 14, 15, 16, 29
HINTS, MASKS, MOVES = frozenset((1, 3, 18, 23)), frozenset((19, 20)), {21: 2, 22: 1, 4: 1}
SHORT, FIXED, FIRST_OPERAND = 28, 255, 32
ARITHMETIC: dict[int, tuple[int, Callable[..., float]]] = {
    0xC09: (1, abs),
    0xC0A: (2, lambda a, b: a + b),
    0xC0B: (2, lambda a, b: a - b),
    0xC0C: (2, lambda a, b: a / b),
    0xC0E: (1, lambda a: -a),
    0xC18: (2, lambda a, b: a * b),
}
"""Those that are met in fonts; others are refused."""

Accent = tuple[float, float, int, int]
"""Where an accent stands on its base, x and y; then codes of base and accent."""
Blend = Callable[[int, Numbers], list[float]]
"""From a set of variations and the operands before ``blend``, those after it."""


class Program(NamedTuple):
    """A charstring with what it may call."""

    code: bytes
    own: Sequence[bytes]
    shared: Sequence[bytes]
    variations: int = 0
    blend: Blend | None = None
    """Of a variable font; its points are rounded to font units."""


class Drawn(NamedTuple):
    """What a charstring comes to: a shape, and an accent to be set from other glyphs."""

    shape: Shape
    accent: Accent | None


def drawn(program: Program) -> Drawn:
    """Return what *program* draws.

    Raises:
        ArithmeticError, LookupError, ValueError, struct.error: it is no charstring.
    """
    machine = _Machine(program)
    machine.run(program.code, 0)
    return Drawn(machine.path.shape(), machine.accent)


class _Machine:
    """Runs one charstring."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._variations = program.variations
        self._stack: list[float] = []
        self._hints, self._left = 0, MOST_STEPS
        self._ended = False
        self.path = Path(rounded=program.blend is not None)
        self.accent: Accent | None = None

    def run(self, code: bytes, depth: int) -> None:
        if depth > DEEPEST:
            raise ValueError("its subroutines call each other without end")
        at, end, stack = 0, len(code), self._stack
        while at < end and not self._ended:
            self._count()
            byte = code[at]
            at += 1
            if byte >= FIRST_OPERAND or byte == SHORT:
                value, at = _number(code, at, byte)
                stack.append(value)
            elif byte in (CALL, CALL_SHARED):
                program = self._program
                called = program.own if byte == CALL else program.shared
                self.run(_subroutine(called, stack.pop()), depth + 1)
            elif byte == RETURN:
                return
            elif byte == ESCAPE:
                self._do(ESCAPE << 8 | code[at])
                at += 1
            else:
                self._do(byte)
                at += (self._hints + 7) // 8 if byte in MASKS else 0

    def _count(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise ValueError("its outline does not end")
        if len(self._stack) > MOST_OPERANDS:
            raise ValueError("its outline has too many operands")

    def _do(self, operator: int) -> None:
        """Do what clears the stack, or works on it."""
        stack = self._stack
        if operator in ARITHMETIC:
            count, compute = ARITHMETIC[operator]
            stack[-count:] = [compute(*self._top(count))]
            return
        if operator == BLEND:
            self._blend()
            return
        if operator in SEGMENTS:
            self.path.draw(operator, stack)
        elif operator in MOVES:
            self._move(operator)
        elif operator in HINTS or operator in MASKS:
            self._hints += len(stack) // 2
        elif operator == VARIATIONS:
            self._variations = int(stack[-1])
        elif operator == END:
            self._end()
        else:
            raise ValueError(f"its outline has an operator {operator:#x}")
        stack.clear()

    def _move(self, operator: int) -> None:
        steps = self._top(MOVES[operator])
        dx, dy = {21: steps, 22: (*steps, 0), 4: (0, *steps)}[operator]
        self.path.move(dx, dy)

    def _end(self) -> None:
        if len(self._stack) >= 4:
            dx, dy, base, accent = self._top(4)
            self.accent = dx, dy, int(base), int(accent)
        self._ended = True

    def _blend(self) -> None:
        if self._program.blend is None:
            raise ValueError("its outline varies, and the font does not")
        self._stack[:] = self._program.blend(self._variations, self._stack)

    def _top(self, count: int) -> list[float]:
        if len(self._stack) < count:
            raise ValueError("an operator lacks its operands")
        return self._stack[-count:]


def _number(code: bytes, at: int, byte: int) -> tuple[float, int]:
    """Return the operand that begins with *byte*, and where what follows it begins."""
    if byte == SHORT:
        return unpack_from(">h", code, at)[0], at + 2
    if byte <= 246:
        return byte - 139, at
    if byte <= 250:
        return (byte - 247) * 256 + code[at] + 108, at + 1
    if byte < FIXED:
        return (251 - byte) * 256 - code[at] - 108, at + 1
    fixed: int = unpack_from(">i", code, at)[0]
    return (fixed / 65536 if fixed & 0xFFFF else fixed >> 16), at + 4


def _subroutine(called: Sequence[bytes], number: float) -> bytes:
    count = len(called)
    bias = 107 if count < 1240 else 1131 if count < 33900 else 32768
    place = int(number) + bias
    if not 0 <= place < count:
        raise ValueError("it calls a subroutine that is not there")
    return called[place]
