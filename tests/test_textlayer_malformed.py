"""Damaged fonts: a page comes out without its layer, or an error names the font; no crash."""

import random
import time
from functools import cache
from pathlib import Path
from struct import pack, pack_into, unpack_from

import pytest
from fontlab import kinds_of, page_in, subset_of
from test_textlayer import carried

from bayan.errors import BayanError, GlyphError
from bayan.typeset.pdf import Printed, print_page
from bayan.typeset.textlayer.fontfile.build import truetype_of
from bayan.typeset.textlayer.fontfile.cff import opentype_of
from bayan.typeset.textlayer.fontfile.source import Ink, MalformedFontError, Source, Sources
from bayan.world import Limits

VAZIRMATN = Path(__file__).parents[1] / "fonts" / "vazirmatn" / "Vazirmatn-Regular.ttf"
TEXT = "بيان office"
NAMES = ("truetype", "cff", "variable", "cff2", "collection")
ODD = (0, 1, 10, 29, 128, 255)
SHAPING = (b"GSUB", b"GPOS", b"GDEF", b"cmap", b"name", b"post")

# WeasyPrint leaves its colour profile to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:.*unclosed file.*icc")


@cache
def kinds() -> dict[str, bytes]:
    return kinds_of(subset_of(VAZIRMATN, TEXT))


def tables_of(content: bytes) -> dict[bytes, tuple[int, int]]:
    """Return where each table of a font is: where it begins, and how long it is."""
    (count,) = unpack_from(">H", content, 4)
    rows = (unpack_from(">4sIII", content, 12 + 16 * row) for row in range(count))
    return {tag: (at, length) for tag, _, at, length in rows}


def damaged(content: bytes, chance: random.Random) -> bytes:
    """Return *content* cut short, or with a few bytes changed."""
    if chance.random() < 0.15:
        return content[: chance.randrange(len(content))]
    changed = bytearray(content)
    most = len(content) if chance.random() < 0.6 else 400
    for _ in range(chance.choice((1, 3, 10, 100))):
        changed[chance.randrange(most)] = chance.choice((*ODD, chance.randrange(256)))
    return bytes(changed)


def sound(source: Source, glyphs: int) -> list[Ink]:
    """Return the inks that *source* says it can write."""
    kept = []
    for glyph in range(glyphs):
        ink = ((glyph, 0, 0), (glyph // 2, 300, -200))
        try:
            source.check([ink])
        except MalformedFontError:
            continue
        kept.append(ink)
    return kept


@pytest.mark.parametrize("name", NAMES)
def test_whatever_a_font_holds_it_is_written_or_refused(name: str) -> None:
    chance, content = random.Random(name), kinds()[name]
    for _ in range(60):
        began = time.process_time()
        try:
            source = Sources(1, 1 << 30).get(damaged(content, chance), 0, (("wght", 650.0),))
            inks = dict(enumerate(sound(source, 120), 1))
            build = truetype_of if source.truetype else opentype_of
            assert build(source, inks, dict.fromkeys(inks, 600))
        except MalformedFontError:
            pass  # It says so, and the text is drawn plainly.
        assert time.process_time() - began < 10


@pytest.mark.parametrize("name", NAMES)
def test_a_page_in_a_damaged_font_is_printed_or_refused(name: str) -> None:
    """The tables that shape text are spared: HarfBuzz's own tests are for those."""
    chance, content = random.Random(name), kinds()[name]
    spared = [place for tag, place in tables_of(content).items() if tag not in SHAPING]
    places = spared if name != "collection" else [(0, len(content))]
    for _ in range(12):
        changed = bytearray(content)
        at, length = chance.choice([place for place in places if place[1]])
        for _ in range(chance.choice((1, 5, 40))):
            changed[at + chance.randrange(length)] = chance.choice(ODD)
        assert "render.crash" not in codes(outcome(bytes(changed)))


def outcome(content: bytes) -> Printed | BayanError:
    """Return what comes of a page in the font *content*, away from a variable font's default."""
    try:
        return print_page(page_in(content, f"<p>{TEXT}</p>", "p { font-weight: 900 }"), Limits())
    except BayanError as fault:
        return fault


def codes(made: Printed | BayanError) -> set[str]:
    return {finding.code for finding in made.findings}


def broken(name: str, tag: bytes, at: int, value: bytes) -> bytes:
    """Return a font with *value* at *at* in its table *tag*."""
    changed = bytearray(kinds()[name])
    start = tables_of(changed)[tag][0] + at
    changed[start : start + len(value)] = value
    return bytes(changed)


def without(name: str, tag: bytes) -> bytes:
    """Return a font that calls its table *tag* something else."""
    changed = bytearray(kinds()[name])
    changed[changed.index(tag, 12) : changed.index(tag, 12) + 4] = b"none"
    return bytes(changed)


def cut(name: str, tag: bytes) -> bytes:
    """Return a font whose table *tag* says that it is not there any more."""
    changed = bytearray(kinds()[name])
    pack_into(">I", changed, changed.index(tag, 12) + 12, 2)
    return bytes(changed)


ENDLESS = bytes((32, 10)) * 400
"""Calls of subroutines without end, over the first charstrings of a font."""
PLAIN = {
    "units of nothing": lambda: broken("truetype", b"head", 18, b"\0\0"),
    "no places of glyphs": lambda: broken("truetype", b"loca", 0, b"\xff\xfe" * 90),
    "glyphs cut off": lambda: cut("truetype", b"glyf"),
    "variations cut off": lambda: cut("variable", b"gvar"),
    "variations of other axes": lambda: broken("variable", b"gvar", 4, b"\0\x07"),
    "bent axes cut off": lambda: cut("variable", b"avar"),
    "outlines of another version": lambda: broken("cff", b"CFF ", 0, b"\x07"),
    "outlines without end": lambda: broken("cff", b"CFF ", len(kinds()["cff"]) // 4, ENDLESS),
}


@pytest.mark.parametrize("name", PLAIN)
def test_what_cannot_be_read_is_drawn_plainly_or_refused(name: str) -> None:
    made = outcome(PLAIN[name]())
    if isinstance(made, Printed):
        assert "render.font-layer" in codes(made)
        assert sum(carried(made.pdf).values()) > 0
    else:
        assert isinstance(made, GlyphError)
        assert "Lab" in str(made) or "U+" in str(made)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(lambda: broken("variable", b"fvar", 0, pack(">I", 7)), id="version"),
        pytest.param(lambda: broken("variable", b"fvar", 8, b"\xff\xff"), id="count"),
        pytest.param(lambda: cut("variable", b"fvar"), id="cut"),
    ],
)
def test_damaged_axes_are_told_with_the_fonts_name(content: object) -> None:
    """WeasyPrint itself fails on them with an exception of its library's."""
    with pytest.raises(GlyphError, match="The font Lab is damaged") as caught:
        print_page(page_in(content(), f"<p>{TEXT}</p>"), Limits())
    assert [finding.code for finding in caught.value.findings] == ["render.font"]


def test_a_table_that_is_not_there_is_named() -> None:
    with pytest.raises(MalformedFontError, match="hhea"):
        Sources(1, 1).get(without("truetype", b"hhea"), 0, ())
    with pytest.raises(MalformedFontError, match="no outlines"):
        Sources(1, 1).get(without("truetype", b"glyf"), 0, ())
