"""Outlines of CFF fonts: read without hints and subroutines, joined, and written again."""

import time
from io import BytesIO

import pytest
from fontTools import cffLib
from fontTools.cffLib import FDArrayIndex, FDSelect, FontDict, PrivateDict, SubrsIndex
from fontTools.encodings.StandardEncoding import StandardEncoding
from fontTools.fontBuilder import FontBuilder
from fontTools.misc.psCharStrings import T2CharString
from fontTools.pens.recordingPen import RecordingPen
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from bayan.typeset.textlayer.fontfile.cff import compact, opentype_of
from bayan.typeset.textlayer.fontfile.charstrings import Program, drawn
from bayan.typeset.textlayer.fontfile.compact import STANDARD
from bayan.typeset.textlayer.fontfile.shapes import Shape, charstring, joined, operand
from bayan.typeset.textlayer.fontfile.source import DAMAGE, MalformedFontError, Source, source_of

SQUARE = [0, 0, "rmoveto", 100, "hlineto", 100, "vlineto", -100, "hlineto"]


def code_of(program: list[object]) -> bytes:
    made = T2CharString(program=list(program))
    made.compile()
    return made.bytecode


def strokes(code: bytes, own: object = (), shared: object = ()) -> list[object]:
    """Return what fontTools draws for *code*, without the lines that close a contour."""
    made, pen = T2CharString(bytecode=code), RecordingPen()
    made.private = type("Private", (), {"Subrs": own, "nominalWidthX": 0, "defaultWidthX": 0})()
    made.globalSubrs = shared
    made.draw(pen)
    return plain(pen.value)


def plain(record: list[tuple[str, tuple[tuple[float, float], ...]]]) -> list[object]:
    found: list[tuple[str, tuple[tuple[float, float], ...]]] = []
    start = None
    for name, points in record:
        if name == "moveTo":
            start = points[0]
        if name in ("closePath", "endPath") and found[-1] == ("lineTo", (start,)):
            found.pop()
        found.append((name, tuple((round(x, 3), round(y, 3)) for x, y in points)))
    kept = []
    for place, (name, points) in enumerate(found):
        empty = name == "moveTo" and found[place + 1 : place + 2] in ([], [("closePath", ())])
        closes = name == "closePath" and place and found[place - 1][0] == "moveTo"
        if not empty and not closes:
            kept.append((name, points))
    return kept


def read(program: list[object], own: list[bytes] = [], shared: list[bytes] = []) -> Shape:  # noqa: B006
    return drawn(Program(code_of(program), own, shared)).shape


def count_of(
    least: int, step: int, extra: tuple[int, ...] = (0,)
) -> st.SearchStrategy[list[float]]:
    sizes = [least + step * k + more for k in range(4) for more in extra]
    numbers = st.one_of(
        st.integers(-1200, 1200), st.integers(-9000, 9000), st.sampled_from([0.5, -7.25, 1.0001])
    )
    return st.sampled_from(sizes).flatmap(lambda n: st.lists(numbers, min_size=n, max_size=n))


OPERATORS = {
    "rlineto": count_of(2, 2),
    "hlineto": count_of(1, 1),
    "vlineto": count_of(1, 1),
    "rrcurveto": count_of(6, 6),
    "rcurveline": count_of(8, 6),
    "rlinecurve": count_of(8, 2),
    "hhcurveto": count_of(4, 4, (0, 1)),
    "vvcurveto": count_of(4, 4, (0, 1)),
    "hvcurveto": count_of(4, 4, (0, 1)),
    "vhcurveto": count_of(4, 4, (0, 1)),
    "hflex": count_of(7, 0),
    "flex": count_of(13, 0),
    "hflex1": count_of(9, 0),
    "flex1": count_of(11, 0),
    "rmoveto": count_of(2, 0),
    "hmoveto": count_of(1, 0),
    "vmoveto": count_of(1, 0),
}
STROKES = st.lists(
    st.sampled_from(sorted(OPERATORS)).flatmap(
        lambda name: OPERATORS[name].map(lambda operands: [*operands, name])
    ),
    max_size=8,
).map(lambda parts: [item for part in parts for item in part])


@given(STROKES, st.booleans(), st.booleans())
def test_whatever_is_drawn_is_drawn_again(body: list[object], hinted: bool, width: bool) -> None:
    head: list[object] = [-33] if width else []
    if hinted:
        head += [1, 2, 3, 4, "hstemhm", 5, 6, 7, 8, "hintmask", b"\xf0"]
    code = code_of([*head, 10, 20, "rmoveto", *body, "endchar"])
    shape = drawn(Program(code, (), ())).shape
    assert strokes(charstring(shape, 600)) == strokes(code)


def test_subroutines_are_written_out() -> None:
    own, shared = [code_of([50, -107, "callgsubr", "return"])], [code_of(["hlineto", "return"])]
    shape = read([1, 2, "rmoveto", -107, "callsubr", 7, "vlineto", "endchar"], own, shared)
    wanted = [1, 2, "rmoveto", 50, "hlineto", 7, "vlineto", "endchar"]
    assert charstring(shape, 0) == code_of([0, *wanted])


def test_a_part_begins_where_it_is_moved_to() -> None:
    square = read([*SQUARE, "endchar"])
    both = joined([(square, 10, 20), (square, 300, -40)])
    wanted = strokes(charstring(square, 0))
    moved = [
        (name, tuple((x + dx, y + dy) for x, y in points))
        for dx, dy in ((10, 20), (300, -40))
        for name, points in wanted
    ]
    assert strokes(charstring(both, 0)) == moved
    assert both.box == (10, -40, 400, 120)


@given(st.integers(-0x80000000, 0x7FFFFFFF))
def test_an_operand_is_what_fonttools_writes(fixed: int) -> None:
    value = fixed / 65536
    whole = int(value) if value == int(value) else value
    assert operand(value) + b"\x0e" == code_of([whole, "endchar"])


ENDLESS = [code_of([-107, "callsubr", "return"])]
BUSY = [code_of([*[1, 2, "rlineto"] * 50, "return"])]
BRANCHING = [code_of([*[k - 106, "callsubr"] * 40, "return"]) for k in range(9)] + BUSY
REFUSED = {
    "endless": ([-107, "callsubr"], ENDLESS),
    "branching": ([0, 0, "rmoveto", -107, "callsubr"], BRANCHING),
    "no subroutine": ([5, "callsubr"], []),
    "no operands": (["rmoveto"], []),
    "too few operands": ([0, 0, "rmoveto", 1, 2, 3, "rrcurveto"], []),
    "no contour": ([1, 2, "rlineto"], []),
    "too many operands": ([*[1] * 600, "hlineto"], []),
    "divided by nothing": ([1, 0, "div", "hmoveto"], []),
    "by chance": (["random", "hmoveto"], []),
    "varying": ([1, 2, 1, "blend", "hmoveto"], []),
    "too large": ([0, 0, "rmoveto", *[30000, 30000, "mul"], "hlineto"], []),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_malformed_outline_is_refused_at_once(name: str) -> None:
    program, own = REFUSED[name]
    began = time.process_time()
    with pytest.raises(DAMAGE):
        drawn(Program(code_of(program), own, ()))
    assert time.process_time() - began < 5


def test_arithmetic_is_done() -> None:
    shape = read([600, 6, "div", 7, "neg", "rmoveto", 3, 4, "mul", "hlineto", "endchar"])
    assert shape.start == (100, -7)
    assert shape.end == (112, -7)


def test_the_standard_encoding_is_adobes() -> None:
    found = {
        code: cffLib.cffStandardStrings[name + code - first]
        for first, last, name in STANDARD
        for code in range(first, last + 1)
    }
    wanted = {code: name for code, name in enumerate(StandardEncoding) if name != ".notdef"}
    assert found == wanted


def made(programs: dict[str, list[object]], upem: int = 1000) -> TTFont:
    names = list(programs)
    builder = FontBuilder(upem, isTTF=False)
    builder.setupGlyphOrder(names)
    shapes = {name: T2CharString(program=list(program)) for name, program in programs.items()}
    builder.setupCFF("Test", {}, shapes, {})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (600, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupCharacterMap({})
    return builder.font


def source(font: TTFont) -> Source:
    out = BytesIO()
    font.recalcBBoxes = False
    font["maxp"] = font["maxp"] if "maxp" in font else _maxp(font)
    font.save(out)
    return source_of(out.getvalue(), 0, ())


def _maxp(font: TTFont) -> object:
    builder = FontBuilder(font=font)
    builder.isTTF = False
    builder.setupMaxp()
    return font["maxp"]


def test_an_accented_glyph_is_set_from_two() -> None:
    accent = [5, 5, "rmoveto", 7, "hlineto", 7, "vlineto", "endchar"]
    font = made(
        {
            ".notdef": ["endchar"],
            "space": ["endchar"],
            "acute": accent,
            "A": [*SQUARE, "endchar"],
            "Aacute": [30, 40, 65, 194, "endchar"],
        }
    )
    opened = source(font)
    wanted = joined([(read([*SQUARE, "endchar"]), 0, 0), (read(accent), 30, 40)])
    assert opened.shape(4) == wanted


def test_an_accented_glyph_of_accented_ones_is_refused() -> None:
    font = made({".notdef": ["endchar"], "A": [0, 0, 65, 65, "endchar"]})
    with pytest.raises(MalformedFontError, match="accented"):
        source(font).shape(1)


def keyed() -> TTFont:
    """Return a CID-keyed font: two sets of glyphs, each with a subroutine of its own."""
    programs = {f"g{number}": [-107, "callsubr"] for number in range(5)}
    font = made({".notdef": ["endchar"], **programs})
    table = font["CFF "].cff
    top = table.topDictIndex[0]
    top.ROS, top.CIDCount = ("Adobe", "Identity", 0), 6
    top.FDArray = FDArrayIndex()
    for stroke in ("hlineto", "vlineto"):
        private = PrivateDict()
        private.Subrs = SubrsIndex()
        private.nominalWidthX, private.defaultWidthX = 500, 600
        body = T2CharString(program=[9, 9, "rmoveto", 50, stroke, 20, 30, "rlineto", "endchar"])
        private.Subrs.append(body)
        part = FontDict()
        part.Private = private
        top.FDArray.append(part)
    top.FDSelect = FDSelect(format=3)
    top.FDSelect.gidArray = [0, 0, 0, 1, 1, 0]
    strings = top.CharStrings
    strings.fdSelect, strings.fdArray = top.FDSelect, top.FDArray
    top.charset = [".notdef", *(f"cid{number:05}" for number in range(1, 6))]
    order = font.getGlyphOrder()
    pairs = zip(top.charset, order, strict=True)
    strings.charStrings = {name: strings.charStrings[own] for name, own in pairs}
    del top.Private
    for string in strings.charStrings.values():
        string.private = None
    font.setGlyphOrder(top.charset)
    font["hmtx"].metrics = dict.fromkeys(top.charset, (600, 0))
    return font


def test_the_glyphs_of_a_keyed_font_call_their_own_subroutines() -> None:
    opened = source(keyed())
    ends = [opened.shape(glyph).end for glyph in range(1, 6)]
    across, upright = (9 + 50 + 20, 9 + 30), (9 + 20, 9 + 50 + 30)
    assert ends == [across, across, upright, upright, across]


def test_outlines_in_other_units_are_refused() -> None:
    font = made({".notdef": ["endchar"], "A": [*SQUARE, "endchar"]})
    font["CFF "].cff.topDictIndex[0].FontMatrix = [0.0005, 0, 0, 0.0005, 0, 0]
    with pytest.raises(MalformedFontError, match="units"):
        source(font).shape(1)


@pytest.mark.parametrize("upem", [256, 1000, 2048, 2816, 16384])
def test_a_font_is_written_that_fonttools_reads(upem: int) -> None:
    font = made({".notdef": ["endchar"], "A": [*SQUARE, "endchar"]}, upem)
    font["CFF "].cff.topDictIndex[0].FontMatrix = [1 / upem, 0, 0, 1 / upem, 0, 0]
    opened = source(font)
    inks = {1: ((1, 0, 0),), 2: (), 3: ((1, 5, -5), (1, 200, 0)), 4: ((1, -3, 0),)}
    widths = {1: 600, 2: 250, 3: 1100, 4: 1}
    written = TTFont(BytesIO(opentype_of(opened, inks, widths)), checkChecksums=2)
    top = written["CFF "].cff.topDictIndex[0]
    assert top.ROS == ("Adobe", "Identity", 0)
    assert top.CIDCount == written["maxp"].numGlyphs == 5
    assert getattr(top, "FontMatrix", [0.001])[0] == pytest.approx(1 / upem)
    advances = [written["hmtx"][name][0] for name in written.getGlyphOrder()]
    assert advances == [0, *(round(width * upem / 1000) for width in widths.values())]
    glyphs = written.getGlyphSet()
    for code, name in enumerate(written.getGlyphOrder()):
        pen = RecordingPen()
        glyphs[name].draw(pen)
        shape = opened.drawn(inks.get(code, ()))
        assert plain(pen.value) == strokes(charstring(shape, 0))
        assert glyphs[name].width == advances[code]


def test_a_font_without_codes_is_written() -> None:
    assert compact([b"\x8b\x0e"], (0, 0, 0, 0), 1000)
    font = made({".notdef": ["endchar"]})
    written = TTFont(BytesIO(opentype_of(source(font), {}, {})))
    assert written["CFF "].cff.topDictIndex[0].CharStrings.keys() == [".notdef"]
