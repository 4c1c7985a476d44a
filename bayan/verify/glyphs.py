"""Which codes of a font draw glyph 0, the empty box."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pikepdf

from bayan.verify import objects

SINGLE = re.compile(rb"<([0-9A-Fa-f]+)>\s+(\d+)(?=\s)")
RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s+(\d+)")
BLOCK = re.compile(rb"begincid(char|range)(.*?)endcid\1", re.DOTALL)
LAST_CODE = 0xFFFF


class _Codes(NamedTuple):
    """Two-byte codes of a font: those that draw nothing, or those that draw something."""

    listed: frozenset[bytes]
    empty: bool

    def fail(self, shown: Iterable[bytes]) -> bool:
        """Return whether any of the codes *shown* draws glyph 0."""
        if self.empty:
            return not self.listed.isdisjoint(shown)
        return not self.listed.issuperset(shown)


WHOLE = _Codes(frozenset(), empty=True)
ZERO = _Codes(frozenset({b"\0\0"}), empty=True)


class Notdef:
    """Answers for every font of a document; remembers a font once looked at."""

    def __init__(self) -> None:
        """Start with no font looked at."""
        self._known: dict[objects.Owner, _Codes] = {}

    def shown(self, font: object, operands: Iterable[object]) -> bool:
        """Return whether text-showing *operands* set in *font* draw glyph 0.

        Fonts with one-byte codes and predefined character maps other than the identity are
        taken to be whole: this looks for the mistakes of a typesetter, not of every one.
        """
        key = objects.owner(font)
        known = self._known.get(key) if key != (0, 0) else None
        if known is None:
            known = self._known[key] = _codes(font)
        return known.fail(_shown(operands))


def _shown(operands: Iterable[object]) -> Iterator[bytes]:
    for operand in operands:
        for part in objects.items(operand):
            # Numbers come as Python's own: what is left in an array of text are strings.
            if type(part) is pikepdf.Object:
                raw = bytes(part)
                yield from (raw[at : at + 2] for at in range(0, len(raw), 2))


def _codes(font: object) -> _Codes:
    if objects.entry(font, "/Subtype") != "/Type0":
        return WHOLE
    descendants = objects.items(objects.entry(font, "/DescendantFonts"))
    glyphs = objects.content(objects.entry(next(iter(descendants), None), "/CIDToGIDMap"))
    drawn = None if glyphs is None else frozenset(_drawn(glyphs))
    encoding = objects.entry(font, "/Encoding")
    if isinstance(encoding, pikepdf.Stream):
        mapped = dict(_mapped(objects.content(encoding) or b""))
        return _kept(code for code, cid in mapped.items() if _draws(cid, drawn))
    if not objects.name(encoding).startswith("Identity"):
        return WHOLE
    return ZERO if drawn is None else _kept(drawn)


def _draws(cid: int, drawn: frozenset[int] | None) -> bool:
    return cid != 0 if drawn is None else cid in drawn


def _kept(codes: Iterable[int]) -> _Codes:
    return _Codes(frozenset(code.to_bytes(2, "big") for code in codes), empty=False)


def _drawn(glyphs: bytes) -> Iterator[int]:
    pairs = zip(glyphs[::2], glyphs[1::2], strict=False)
    return (cid for cid, pair in enumerate(pairs) if pair != (0, 0) and cid <= LAST_CODE)


def _mapped(character_map: bytes) -> Iterator[tuple[int, int]]:
    for kind, body in BLOCK.findall(character_map):
        if kind == b"char":
            for code, cid in SINGLE.findall(body):
                yield min(int(code, 16), LAST_CODE), int(cid)
            continue
        for first, last, cid in RANGE.findall(body):
            start, stop = int(first, 16), min(int(last, 16), LAST_CODE)
            yield from ((code, int(cid) + code - start) for code in range(start, stop + 1))
