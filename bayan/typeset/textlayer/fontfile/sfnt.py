"""A font file written from its tables: the few that a PDF needs."""

import sys
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from struct import Struct, pack

from bayan.typeset.textlayer.fontfile.glyf import Box

HEAD = Struct(">IIIIHHQQhhhhHHhhh")
VERSION, VERSION_OF_CFF, MAGIC, SUM = 0x10000, 0x5000, 0x5F0F3CF5, 0xB1B0AFBA
TRUETYPE, OPENTYPE = b"\0\1\0\0", b"OTTO"
WIDEST = 0xFFFF
"""The largest advance that a font can say."""
BASELINE_AT_ZERO, BEARING_AT_ZERO = 1, 2


@dataclass(frozen=True, slots=True)
class Metrics:
    """What every table needs to know; lengths in font units."""

    upem: int
    ascent: int
    descent: int
    box: Box


@dataclass(frozen=True, slots=True)
class Most:
    """The largest numbers of anything in the font, for ``maxp``."""

    points: int = 0
    contours: int = 0
    composite_points: int = 0
    composite_contours: int = 0
    components: int = 0
    depth: int = 0


def truetype(
    glyphs: Sequence[bytes],
    advances: Sequence[int],
    bearings: Sequence[int],
    metrics: Metrics,
    most: Most,
) -> bytes:
    """Return a font of *glyphs*, each with its advance and left side bearing."""
    glyf, loca, short = _placed(glyphs)
    return _file(
        {
            b"glyf": glyf,
            b"head": _head(metrics, short=short),
            b"hhea": _hhea(metrics, max(advances, default=0), len(glyphs)),
            b"hmtx": _sides(advances, bearings),
            b"loca": loca,
            b"maxp": _maxp(most, len(glyphs)),
        },
        TRUETYPE,
    )


def opentype(
    cff: bytes, advances: Sequence[int], bearings: Sequence[int], metrics: Metrics
) -> bytes:
    """Return a font of the glyphs in the table *cff*, with their advances and left bearings."""
    glyphs = len(advances)
    return _file(
        {
            b"CFF ": cff,
            b"head": _head(metrics, short=True),
            b"hhea": _hhea(metrics, max(advances), glyphs),
            b"hmtx": _sides(advances, bearings),
            b"maxp": pack(">IH", VERSION_OF_CFF, glyphs),
        },
        OPENTYPE,
    )


def advances_of(widths: Mapping[int, int], upem: int) -> list[int]:
    """Return the advances of glyphs 0, 1, … from *widths* (1/1000 em) of all but the first."""
    codes = range(1, len(widths) + 1)
    return [0, *(min(max(round(widths[code] * upem / 1000), 0), WIDEST) for code in codes)]


def _sides(advances: Sequence[int], bearings: Sequence[int]) -> bytes:
    sides = (side & 0xFFFF for pair in zip(advances, bearings, strict=True) for side in pair)
    return _big_endian(array("H", sides))


def _head(metrics: Metrics, *, short: bool) -> bytes:
    version, no_checksum, no_dates, no_style = (VERSION, VERSION), 0, (0, 0), 0
    flags = BASELINE_AT_ZERO | BEARING_AT_ZERO
    smallest, mixed_directions, long_loca, glyf_format = 3, 2, int(not short), 0
    start = (*version, no_checksum, MAGIC, flags, metrics.upem, *no_dates)
    return HEAD.pack(
        *start, *metrics.box, no_style, smallest, mixed_directions, long_loca, glyf_format
    )


def _hhea(metrics: Metrics, widest: int, glyphs: int) -> bytes:
    left, _, right, _ = metrics.box
    caret, rest = (1, 0, 0), (0, 0, 0, 0, 0)
    lines = (metrics.ascent, metrics.descent, 0)
    return pack(
        ">IhhhHhhhhhhhhhhhH", VERSION, *lines, widest, left, 0, right, *caret, *rest, glyphs
    )


def _maxp(most: Most, glyphs: int) -> bytes:
    simple = (most.points, most.contours)
    composite = (most.composite_points, most.composite_contours)
    no_instructions = (1, 0, 0, 0, 0, 0, 0)
    parts = (most.components, most.depth)
    return pack(">I14H", VERSION, glyphs, *simple, *composite, *no_instructions, *parts)


def _placed(glyphs: Sequence[bytes]) -> tuple[bytes, bytes, bool]:
    """Return the ``glyf`` and ``loca`` tables of *glyphs*, and whether ``loca`` is short."""
    padded = [glyph + b"\0" if len(glyph) & 1 else glyph for glyph in glyphs]
    offsets, at = [0], 0
    for glyph in padded:
        at += len(glyph)
        offsets.append(at)
    short = at < 0x20000
    loca = array("H", (offset >> 1 for offset in offsets)) if short else array("I", offsets)
    return b"".join(padded), _big_endian(loca), short


def _big_endian(values: "array[int]") -> bytes:
    if sys.byteorder == "little":
        values.byteswap()
    return values.tobytes()


def _file(tables: Mapping[bytes, bytes], kind: bytes) -> bytes:
    """Return the file of *tables*, with its checksums."""
    offset, entries, body, total = 12 + 16 * len(tables), b"", b"", 0
    head_at = 0
    for tag, data in sorted(tables.items()):
        padded = data + bytes(-len(data) % 4)
        check = _checksum(padded)
        if tag == b"head":
            head_at = len(body)
        entries += pack(">4sIII", tag, check, offset + len(body), len(data))
        body += padded
        total += check
    power = len(tables).bit_length() - 1
    search = 16 << power
    header = pack(">4sHHHH", kind, len(tables), search, power, 16 * len(tables) - search) + entries
    adjustment = (SUM - total - _checksum(header)) & 0xFFFFFFFF
    return header + body[: head_at + 8] + pack(">I", adjustment) + body[head_at + 12 :]


def _checksum(data: bytes) -> int:
    words = array("I", data)
    if sys.byteorder == "little":
        words.byteswap()
    return sum(words) & 0xFFFFFFFF
