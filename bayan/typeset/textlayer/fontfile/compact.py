"""The tables ``CFF `` and ``CFF2``, read: charstrings by glyph, with the subroutines of each.

The formats are Adobe Technical Note 5176 and the OpenType specification. Nothing is read before
it is asked for, so that a font of sixty thousand glyphs opens as fast as a small one.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from struct import unpack_from
from typing import NamedTuple, overload

from bayan.typeset.textlayer.fontfile.charstrings import Blend, Program

CHARSET, CHARSTRINGS, PRIVATE, SUBRS, VARIATIONS, STORE = 15, 17, 18, 19, 22, 24
MATRIX, KEYED, FONTS, CHOICE = 0xC07, 0xC1E, 0xC24, 0xC25
ESCAPE, SHORT, LONG, REAL, FIRST_OPERAND = 12, 28, 29, 30, 32
NIBBLES = ("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", ".", "E", "E-", "", "-")
THOUSANDTH = (0.001, 0.0, 0.0, 0.001, 0.0, 0.0)

Fields = dict[int, list[float]]
"""Operators of a DICT with their operands."""

STANDARD = (
    (32, 126, 1),
    (161, 175, 96),
    (177, 180, 111),
    (182, 189, 115),
    (191, 191, 123),
    (193, 200, 124),
    (202, 203, 132),
    (205, 208, 134),
    (225, 225, 138),
    (227, 227, 139),
    (232, 235, 140),
    (241, 241, 144),
    (245, 245, 145),
    (248, 251, 146),
)
"""First and last code of Adobe's standard encoding, and the name's number of the first."""


class Index(Sequence[bytes]):
    """A list of byte strings as CFF writes it."""

    def __init__(self, data: memoryview, at: int, *, wide: bool) -> None:
        """Read the list at *at*; *wide* as in CFF2.

        Raises:
            ValueError, struct.error: it does not lie in *data*.
        """
        self._data = data
        self._count: int = unpack_from(">I" if wide else ">H", data, at)[0]
        at += 4 if wide else 2
        self._size = data[at] if self._count else 0
        if self._count and not 1 <= self._size <= 4:
            raise ValueError("a list of its outlines is damaged")
        self._offsets = at + 1
        self._base = self._offsets + (self._count + 1) * self._size - 1
        self.end = self._base + self._offset(self._count) if self._count else at
        """Where what follows the list begins."""
        if self.end > len(data):
            raise ValueError("a list of its outlines is cut short")

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> bytes: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[bytes]: ...
    def __getitem__(self, place: int | slice) -> bytes | Sequence[bytes]:
        """Return the string at *place*.

        Raises:
            IndexError: there is none, or it does not lie in the table.
        """
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(self._count))]
        if not 0 <= place < self._count:
            raise IndexError(f"there is no entry {place}")
        start, end = self._offset(place), self._offset(place + 1)
        if not 1 <= start <= end or self._base + end > len(self._data):
            raise IndexError(f"entry {place} is not in the table")
        return bytes(self._data[self._base + start : self._base + end])

    def _offset(self, place: int) -> int:
        at = self._offsets + place * self._size
        return int.from_bytes(self._data[at : at + self._size], "big")


class Private(NamedTuple):
    """What the glyphs of one font of a CID-keyed set share."""

    subroutines: Sequence[bytes]
    variations: int
    """The set of variations they begin with."""


class CompactFont:
    """The charstrings of a table ``CFF `` or ``CFF2``."""

    def __init__(self, data: memoryview, *, second: bool) -> None:
        """Read where they lie; *second* for ``CFF2``.

        Raises:
            LookupError, ValueError, struct.error: they do not lie in *data*.
        """
        self._data, self._second = data, second
        if data[0] != (2 if second else 1):
            raise ValueError(f"its outlines are of version {data[0]}")
        tops = self._tops()
        self._top = fields(tops[0])
        self._shared = Index(data, tops[1], wide=second)
        self._glyphs = self._index(self._top, CHARSTRINGS)
        keyed = second or KEYED in self._top
        dicts = self._index(self._top, FONTS) if keyed else ()
        self._fonts = [fields(each) for each in dicts[:256]] if keyed else [self._top]
        self._font_of = self._choice() if CHOICE in self._top else _first
        self._keyed = keyed
        self._privates: dict[int, Private] = {}

    def _tops(self) -> tuple[bytes, int]:
        """Return the top DICT, and where the list of shared subroutines begins."""
        if self._second:
            start, length = self._data[2], unpack_from(">H", self._data, 3)[0]
            return bytes(self._data[start : start + length]), start + length
        names = Index(self._data, self._data[2], wide=False)
        tops = Index(self._data, names.end, wide=False)
        return tops[0], Index(self._data, tops.end, wide=False).end

    @property
    def store(self) -> memoryview | None:
        """The variations of a ``CFF2`` font, as an ItemVariationStore; None without any."""
        if STORE not in self._top:
            return None
        at = self._place(self._top, STORE)
        (length,) = unpack_from(">H", self._data, at)
        return self._data[at + 2 : at + 2 + length]

    def program(self, glyph: int, blend: Blend | None) -> Program:
        """Return the charstring of *glyph*.

        Raises:
            LookupError, ValueError, struct.error: there is none.
        """
        number = self._font_of(glyph)
        if number not in self._privates:
            self._privates[number] = self._private(number)
        private = self._privates[number]
        return Program(
            self._glyphs[glyph], private.subroutines, self._shared, private.variations, blend
        )

    def matrix(self, glyph: int) -> tuple[float, ...]:
        """Return how font units become ems for *glyph*: a, b, c, d, e, f."""
        own = self._fonts[self._font_of(glyph)].get(MATRIX) if self._keyed else None
        whole = self._top.get(MATRIX)
        if own and whole:
            return _product(own, whole)
        return tuple(own or whole or THOUSANDTH)

    def standard(self, code: int) -> int:
        """Return the glyph that Adobe's standard encoding has at *code*.

        Raises:
            ValueError: the font has none.
        """
        for first, last, name in STANDARD:
            if first <= code <= last:
                return self._named(name + code - first)
        raise ValueError(f"an accented glyph names the code {code}")

    def _named(self, name: int) -> int:
        """Return the glyph whose name has the number *name*."""
        at = int(self._top.get(CHARSET, [0])[0])
        if at <= 2:
            return name
        count, form, glyph = len(self._glyphs), self._data[at], 1
        at += 1
        shape, step = {0: (">H", 2), 1: (">HB", 3), 2: (">HH", 4)}[form]
        while glyph < count:
            first, *rest = map(int, unpack_from(shape, self._data, at))
            more = rest[0] if rest else 0
            if first <= name <= first + more and glyph + name - first < count:
                return glyph + name - first
            glyph += more + 1
            at += step
        raise ValueError("an accented glyph names one that is not there")

    def _private(self, number: int) -> Private:
        found = self._fonts[number].get(PRIVATE)
        if not found:
            return Private((), 0)
        length, at = (int(value) for value in found[-2:])
        if not 0 <= at <= at + length <= len(self._data):
            raise ValueError("its private data are not in the table")
        private = fields(self._data[at : at + length])
        variations = int(private.get(VARIATIONS, [0])[-1])
        if SUBRS not in private:
            return Private((), variations)
        place = at + int(private[SUBRS][-1])
        return Private(Index(self._data, place, wide=self._second), variations)

    def _index(self, dictionary: Fields, operator: int) -> Index:
        return Index(self._data, self._place(dictionary, operator), wide=self._second)

    def _place(self, dictionary: Fields, operator: int) -> int:
        place = int(dictionary[operator][-1])
        if not 0 < place < len(self._data):
            raise ValueError("a part of its outlines is not in the table")
        return place

    def _choice(self) -> Callable[[int], int]:
        """Return the function from a glyph to its font in a CID-keyed set."""
        at, data = self._place(self._top, CHOICE), self._data
        form = data[at]
        if form == 0:
            return lambda glyph: int(data[at + 1 + glyph])
        head, shape, step = {3: (">H", ">HB", 3), 4: (">I", ">IH", 6)}[form]
        (count,) = unpack_from(head, data, at + 1)
        start = at + 3 if form == 3 else at + 5
        rows = [unpack_from(shape, data, start + step * row) for row in range(count)]
        firsts = [first for first, _ in rows]
        return lambda glyph: int(rows[max(bisect_right(firsts, glyph) - 1, 0)][1])


def _first(_: int) -> int:
    return 0


def _product(first: Sequence[float], then: Sequence[float]) -> tuple[float, ...]:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    linear = (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s)
    return (*linear, e * p + f * r + t, e * q + f * s + u)


def fields(data: bytes | memoryview) -> Fields:
    """Return what the DICT *data* says.

    Raises:
        IndexError, ValueError, struct.error: it is no DICT.
    """
    found: Fields = {}
    operands: list[float] = []
    at = 0
    while at < len(data):
        byte = data[at]
        at += 1
        if byte >= FIRST_OPERAND or byte in (SHORT, LONG, REAL):
            value, at = _value(data, at, byte)
            operands.append(value)
            continue
        if byte == ESCAPE:
            byte = ESCAPE << 8 | data[at]
            at += 1
        found[byte], operands = operands, []
    return found


def _value(data: bytes | memoryview, at: int, byte: int) -> tuple[float, int]:
    """Return the operand that begins with *byte*, and where what follows it begins."""
    if byte == REAL:
        return _real(data, at)
    if byte in (SHORT, LONG):
        shape, size = (">h", 2) if byte == SHORT else (">i", 4)
        return unpack_from(shape, data, at)[0], at + size
    if byte <= 246:
        return byte - 139, at
    far = data[at] + 108
    return ((byte - 247) * 256 + far if byte <= 250 else (251 - byte) * 256 - far), at + 1


def _real(data: bytes | memoryview, at: int) -> tuple[float, int]:
    text = ""
    while True:
        high, low = divmod(data[at], 16)
        at += 1
        for nibble in (high, low):
            if nibble == 15:
                return float(text or "0"), at
            text += NIBBLES[nibble]
