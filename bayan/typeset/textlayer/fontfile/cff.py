"""An OpenType font with CFF outlines, one glyph for each code, written straight from charstrings.

The table is CID-keyed, CID n being glyph n, as a PDF's CIDFontType0 wants it: so glyphs need no
names. The format is Adobe Technical Note 5176.
"""

from collections.abc import Mapping, Sequence
from math import ceil, floor
from struct import pack

from bayan.typeset.textlayer.fontfile.sfnt import Metrics, advances_of, opentype
from bayan.typeset.textlayer.fontfile.shapes import BLANK, around, charstring
from bayan.typeset.textlayer.fontfile.source import CompactSource, Ink

HEADER = bytes((1, 0, 4, 4))
STRINGS = (b"Adobe", b"Identity")
FIRST_STRING = 391
REGISTRY, ORDERING, SUPPLEMENT = FIRST_STRING, FIRST_STRING + 1, 0
NAME = b"Carriers"
DEFAULT_WIDTH, NOMINAL_WIDTH = b"\x14", b"\x15"
BOX, CHARSET, CHARSTRINGS, PRIVATE, MATRIX = b"\x05", b"\x0f", b"\x11", b"\x12", b"\x0c\x07"
KEYED, COUNT, FONTS, CHOICE = b"\x0c\x1e", b"\x0c\x22", b"\x0c\x24", b"\x0c\x25"
USUAL_UPEM = 1000


def opentype_of(source: CompactSource, inks: Mapping[int, Ink], widths: Mapping[int, int]) -> bytes:
    """Return the font file for codes 1, 2, … with their *inks* and *widths* (1/1000 em)."""
    shapes = [BLANK, *(source.drawn(inks[code]) for code in range(1, len(inks) + 1))]
    advances = advances_of(widths, source.upem)
    glyphs = [charstring(*pair) for pair in zip(shapes, advances, strict=True)]
    whole = around([shape.box for shape in shapes if shape.body] or [BLANK.box])
    left, bottom, right, top = whole
    box = floor(left), floor(bottom), ceil(right), ceil(top)
    return opentype(
        compact(glyphs, box, source.upem),
        advances,
        [floor(shape.box[0]) for shape in shapes],
        Metrics(source.upem, source.ascent, source.descent, box),
    )


def compact(glyphs: Sequence[bytes], box: tuple[int, int, int, int], upem: int) -> bytes:
    """Return a table ``CFF `` of the charstrings *glyphs*."""
    start = HEADER + index([NAME])
    rest = index(STRINGS) + index(())
    # Offsets have a fixed length, so that the top DICT has one too.
    top = len(index([_top((0, 0, 0, 0), len(glyphs), box, upem)]))
    charset = pack(">BHH", 2, 1, len(glyphs) - 2) if len(glyphs) > 1 else b"\0"
    choice = pack(">BHHBH", 3, 1, 0, 0, len(glyphs))
    drawings = index(glyphs)
    private = _number(0) + DEFAULT_WIDTH + _number(0) + NOMINAL_WIDTH
    charset_at = len(start) + top + len(rest)
    choice_at = charset_at + len(charset)
    drawings_at = choice_at + len(choice)
    private_at = drawings_at + len(drawings)
    places = charset_at, choice_at, drawings_at, private_at + len(private)
    fonts = index([_number(len(private)) + _offset(private_at) + PRIVATE])
    tops = index([_top(places, len(glyphs), box, upem)])
    return start + tops + rest + charset + choice + drawings + private + fonts


def _top(places: tuple[int, int, int, int], glyphs: int, box: Sequence[int], upem: int) -> bytes:
    """Return the top DICT; *places* are charset, choice of font, charstrings and fonts.

    The matrix comes last: veraPDF takes the operands of what makes a font CID-keyed for its own.
    """
    charset, choice, drawings, fonts = map(_offset, places)
    keyed = b"".join(map(_number, (REGISTRY, ORDERING, SUPPLEMENT))) + KEYED
    scale = _real(1 / upem)
    matrix = b"".join((scale, _number(0), _number(0), scale, _number(0), _number(0), MATRIX))
    return b"".join(
        (
            keyed,
            b"".join(map(_number, box)) + BOX,
            _number(glyphs) + COUNT,
            charset + CHARSET,
            choice + CHOICE,
            drawings + CHARSTRINGS,
            fonts + FONTS,
            matrix if upem != USUAL_UPEM else b"",
        )
    )


def index(entries: Sequence[bytes]) -> bytes:
    """Return *entries* as CFF writes a list."""
    if not entries:
        return pack(">H", 0)
    offsets = [1]
    for entry in entries:
        offsets.append(offsets[-1] + len(entry))
    size = (offsets[-1].bit_length() + 7) // 8
    places = b"".join(offset.to_bytes(size, "big") for offset in offsets)
    return pack(">HB", len(entries), size) + places + b"".join(entries)


def _number(value: int) -> bytes:
    if -107 <= value <= 107:
        return bytes((value + 139,))
    return pack(">Bh", 28, value) if -0x8000 <= value < 0x8000 else _offset(value)


def _offset(value: int) -> bytes:
    return pack(">Bi", 29, value)


def _real(value: float) -> bytes:
    """Return *value* as a DICT writes it: two digits a byte."""
    digits = f"{value:.10f}".rstrip("0").replace(".", "a") + "f"
    digits += "f" * (len(digits) % 2)
    return b"\x1e" + bytes.fromhex(digits)
