"""Every kind of font on the text layer: CFF, variable, in a collection, of odd sizes."""

from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple

import pikepdf
import pytest
from fontlab import as_variable, kinds_of, loaded, page_in, saved, subset_of
from fontTools.fontBuilder import FontBuilder
from fontTools.misc.roundTools import otRound
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._g_l_y_f import USE_MY_METRICS
from fontTools.ttLib.tables.S_V_G_ import SVGDocument
from fontTools.varLib.instancer import instantiateVariableFont
from test_textlayer import carried, solid, wanted
from weasyprint.pdf import fonts as weasyprint_fonts

from bayan.tools import Program
from bayan.typeset.model import Standard
from bayan.typeset.pdf import print_page
from bayan.typeset.textlayer import line
from bayan.typeset.textlayer.font import CarrierFont
from bayan.typeset.textlayer.fontfile.cff import opentype_of
from bayan.typeset.textlayer.fontfile.glyf import contours_of
from bayan.typeset.textlayer.fontfile.source import MalformedFontError, Source, source_of
from bayan.verify.vera import FLAVOURS, validate_files
from bayan.world import Limits, World

FONTS = Path(__file__).parents[1] / "fonts"
TEXT = "بيان إلا الله: مُحَمَّدٌ «ميناء سارم» ١٢٣ لا إله."
LATIN = "office 2254 (é)"
NAMES = ("truetype", "cff", "variable", "cff2", "collection")

# WeasyPrint leaves its colour profile to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:.*unclosed file.*icc")


@cache
def vazirmatn() -> TTFont:
    return subset_of(FONTS / "vazirmatn" / "Vazirmatn-Regular.ttf", TEXT + LATIN)


@cache
def kinds() -> dict[str, bytes]:
    return kinds_of(vazirmatn())


def points_of(source: Source, glyph: int) -> list[tuple[float, float]]:
    data = source.outline(glyph).data
    return [(x, y) for contour in contours_of(data) for x, y, _ in contour] if data else []


def strokes(font: TTFont, name: str) -> list[tuple[float, float]]:
    pen = DecomposingRecordingPen(font.getGlyphSet())
    font.getGlyphSet()[name].draw(pen)
    return [point for _, points in pen.value for point in points]


def shift(font: TTFont, name: str) -> int:
    """Return how far a glyph's origin is from where its points say."""
    glyph = font["glyf"][name]
    if glyph.isComposite():
        own = [part.glyphName for part in glyph.components if part.flags & USE_MY_METRICS]
        if own:
            return shift(font, own[-1])
    return font["hmtx"][name][1] - glyph.xMin if glyph.numberOfContours else 0


# Sources


@pytest.mark.parametrize("weight", [100, 250, 333, 400, 537, 650, 900, 1200])
def test_a_variable_font_is_what_its_static_instance_is(weight: int) -> None:
    content = saved(as_variable(vazirmatn()))
    source = source_of(content, 0, (("wght", float(weight)),))
    made = instantiateVariableFont(loaded(content), {"wght": min(weight, 900)}, static=True)
    font = loaded(saved(made))
    seen = 0
    for glyph, name in enumerate(font.getGlyphOrder()):
        points, _, _ = font["glyf"][name].getCoordinates(font["glyf"])
        found, left = points_of(source, glyph), shift(font, name)
        assert len(found) == len(points)
        for (x, y), (at_x, at_y) in zip(found, points, strict=True):
            assert abs(x - at_x - left) <= 1
            assert abs(y - at_y) <= 1
        seen += bool(points)
    assert seen > 100


@pytest.mark.parametrize("weight", [400, 537, 900])
def test_an_instance_of_cff2_is_what_fonttools_makes(weight: int) -> None:
    content = kinds()["cff2"]
    source = source_of(content, 0, (("wght", float(weight)),))
    wanted_font = instantiateVariableFont(loaded(content), {"wght": weight}, static=True)
    count = len(wanted_font.getGlyphOrder())
    inks = {glyph + 1: ((glyph, 0, 0),) for glyph in range(count)}
    written = loaded(opentype_of(source, inks, dict.fromkeys(inks, 600)))
    codes = written.getGlyphOrder()[1:]
    for name, code in zip(wanted_font.getGlyphOrder(), codes, strict=True):
        for found, exact in zip(strokes(written, code), strokes(wanted_font, name), strict=True):
            assert abs(found[0] - exact[0]) <= 1
            assert abs(found[1] - exact[1]) <= 1


def test_cff_outlines_are_the_fonts_own() -> None:
    source, font = source_of(kinds()["cff"], 0, ()), loaded(kinds()["cff"])
    inks = {glyph + 1: ((glyph, 0, 0),) for glyph in range(len(font.getGlyphOrder()))}
    written = loaded(opentype_of(source, inks, dict.fromkeys(inks, 600)))
    codes = written.getGlyphOrder()[1:]
    for name, code in zip(font.getGlyphOrder(), codes, strict=True):
        assert strokes(written, code) == strokes(font, name)


def test_each_font_of_a_collection_is_read() -> None:
    content = kinds()["collection"]
    first, second = (source_of(content, number, ()) for number in (0, 1))
    assert (first.truetype, second.truetype) == (True, False)
    assert points_of(first, 5) == points_of(source_of(kinds()["truetype"], 0, ()), 5)
    assert second.shape(5) == source_of(kinds()["cff"], 0, ()).shape(5)
    with pytest.raises(MalformedFontError, match="no font 2"):
        source_of(content, 2, ())


SQUARE = ((0, 0), (0, 100), (100, 100), (100, 0))


def built(glyphs: dict[str, object], bearings: dict[str, int] | None = None) -> bytes:
    """Return a font of a square and *glyphs*."""
    pen = TTGlyphPen(None)
    for step, point in enumerate(SQUARE):
        (pen.lineTo if step else pen.moveTo)(point)
    pen.closePath()
    names = {".notdef": TTGlyphPen(None).glyph(), "square": pen.glyph(), **glyphs}
    builder = FontBuilder(1000)
    builder.setupGlyphOrder(list(names))
    builder.setupGlyf(names, calcGlyphBounds=True)
    sides = {name: (600, (bearings or {}).get(name, 0)) for name in names}
    builder.setupHorizontalMetrics(sides)
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupCharacterMap({})
    return saved(builder.font)


def composite(*parts: tuple[str, tuple[float, ...]], **changes: int) -> object:
    pen = TTGlyphPen({"square": None})
    for name, matrix in parts:
        pen.glyphSet[name] = None
        pen.addComponent(name, matrix)
    glyph = pen.glyph()
    for key, value in changes.items():
        setattr(glyph.components[-1], key, value)
    return glyph


SHIFTED = (1, 0, 0, 1, 50, 60)


def test_a_glyph_begins_where_its_bearing_says() -> None:
    content = built({"two": composite(("square", SHIFTED))}, {"square": 30, "two": 0})
    source = source_of(content, 0, ())
    assert points_of(source, 1) == [(x + 30, y) for x, y in SQUARE]
    assert points_of(source, 2) == [(x, y + 60) for x, y in SQUARE]
    assert source.outline(1).box == (30, 0, 130, 100)


def test_a_part_is_scaled_and_moved() -> None:
    part = composite(("square", (0.5, 0.25, -0.5, 2, 7, -8)))
    found = points_of(source_of(built({"two": part}, {"two": -43}), 0, ()), 2)
    assert found == [
        (otRound(0.5 * x - 0.5 * y + 7), otRound(0.25 * x + 2 * y - 8)) for x, y in SQUARE
    ]


def test_a_part_may_be_tied_to_a_point() -> None:
    part = composite(("square", SHIFTED), ("square", (1, 0, 0, 1, 0, 0)))
    tied = part.components[1]
    tied.firstPt, tied.secondPt, tied.flags = 2, 0, tied.flags & ~2
    del tied.x, tied.y
    found = points_of(source_of(built({"two": part}, {"two": 50}), 0, ()), 2)
    assert found == [
        *((x + 50, y + 60) for x, y in SQUARE),
        *((x + 150, y + 160) for x, y in SQUARE),
    ]


def endless(count: int, parts: int) -> bytes:
    """Return a font of composites, each of *parts* of the next one, the last of the first."""
    glyphs = {
        f"g{number}": composite(*[(f"g{(number + 1) % count}", SHIFTED)] * parts)
        for number in range(count)
    }
    font = loaded(built({"two": composite(("square", SHIFTED))}))
    order = [".notdef", "square", "two", *glyphs]
    font.recalcBBoxes = False
    font.setGlyphOrder(order)
    table = font["glyf"]
    table.glyphs.update(glyphs)
    table.setGlyphOrder(order)
    for name in glyphs:
        glyph = table.glyphs[name]
        glyph.xMin = glyph.yMin = glyph.xMax = glyph.yMax = 0
        font["hmtx"].metrics[name] = (600, 0)
    return saved(font)


@pytest.mark.parametrize(("count", "parts"), [(1, 1), (1, 20), (3, 2), (30, 1), (30, 9)])
def test_a_composite_without_end_is_refused(count: int, parts: int) -> None:
    source = source_of(endless(count, parts), 0, ())
    with pytest.raises(MalformedFontError, match="made of itself"):
        source.outline(3)


def test_an_outline_beyond_what_a_font_can_hold_is_refused() -> None:
    for name in ("truetype", "cff"):
        source = source_of(kinds()[name], 0, ())
        source.check([((5, 100, 100),)])
        with pytest.raises(MalformedFontError, match="larger"):
            source.check([((5, 40_000, 0),)])


# Pages


def printed(name: str, css: str = "") -> bytes:
    made = print_page(page_in(kinds()[name], f"<p>{TEXT} {LATIN}</p>", css), Limits())
    assert made.findings == ()
    return made.pdf


class Embedded(NamedTuple):
    """A font of a PDF."""

    subtype: str
    widths: dict[int, float]
    file: TTFont


def fonts_in(content: bytes) -> list[Embedded]:
    """Return the fonts of the first page of a PDF."""
    with pikepdf.open(BytesIO(content)) as pdf:
        return [embedded(font.DescendantFonts[0]) for font in pdf.pages[0].Resources.Font.values()]


def embedded(inner: pikepdf.Object) -> Embedded:
    described = inner.FontDescriptor
    file = described.get("/FontFile3") or described.FontFile2
    widths, rows = {}, list(inner.W)
    for first, row in zip(rows[::2], rows[1::2], strict=True):
        widths |= {int(first) + place: float(width) for place, width in enumerate(row)}
    return Embedded(str(inner.Subtype), widths, loaded(file.read_bytes()))


@pytest.mark.parametrize("name", NAMES)
def test_every_kind_is_set_with_the_layer(name: str) -> None:
    content = printed(name)
    assert solid(carried(content)) == wanted(f"{TEXT} {LATIN}")
    (inner,) = fonts_in(content)
    font = inner.file
    assert inner.subtype == ("/CIDFontType0" if name in ("cff", "cff2") else "/CIDFontType2")
    assert not {"fvar", "gvar", "CFF2"} & set(font.keys())
    advances = [font["hmtx"][glyph][0] for glyph in font.getGlyphOrder()]
    for code, width in inner.widths.items():
        assert abs(advances[code] * 1000 / font["head"].unitsPerEm - width) < 1


@pytest.mark.parametrize("name", NAMES)
def test_the_same_page_is_the_same_bytes(name: str) -> None:
    assert printed(name) == printed(name)


@pytest.mark.parametrize("upem", [256, 1000, 2816])
@pytest.mark.parametrize("kind", ["truetype", "cff"])
def test_any_number_of_units_to_the_em_will_do(upem: int, kind: str) -> None:
    from fontTools.ttLib.scaleUpem import scale_upem  # noqa: PLC0415

    font = loaded(kinds()[kind])
    scale_upem(font, upem)
    if kind == "cff":
        font["CFF "].cff.topDictIndex[0].FontMatrix = [1 / upem, 0, 0, 1 / upem, 0, 0]
    content = saved(font)
    made = print_page(page_in(content, f"<p>{TEXT}</p>"), Limits())
    assert made.findings == ()
    assert solid(carried(made.pdf)) == wanted(TEXT)
    (written,) = fonts_in(made.pdf)
    assert written.file["head"].unitsPerEm == upem


PLACES = (
    ("", None),
    ("p { font-weight: 300 }", None),
    ("p { font-weight: 900 }", None),
    ('p { font-variation-settings: "wght" 537 }', None),
    ('p { font-weight: 200; font-variation-settings: "wght" 650, "XXXX" 3 }', None),
    ('p { font-variation-settings: "wght" 5000 }', None),
    ("p { font-style: italic }", "ital"),
    ("p { font-style: oblique }", "slnt"),
    ("p { font-size: 31pt }", "opsz"),
    ('p { font-style: oblique; font-variation-settings: "slnt" -3 }', "slnt"),
)


def with_axis(tag: str | None) -> bytes:
    """Return the variable font, its axis being *tag* instead of weight."""
    font = loaded(kinds()["variable"])
    font["gvar"], font["avar"]  # Read while the axis has its name.
    axis = font["fvar"].axes[0]
    if tag:
        axis.axisTag = tag
        limits = {"ital": (0, 0, 1), "slnt": (-12, 0, 0), "opsz": (8, 14, 144)}[tag]
        axis.minValue, axis.defaultValue, axis.maxValue = limits
        font["avar"].segments = {tag: font["avar"].segments["wght"]}
        for variations in font["gvar"].variations.values():
            for variation in variations:
                variation.axes = {tag: variation.axes["wght"]}
    return saved(font)


@pytest.mark.parametrize(("css", "tag"), PLACES)
def test_a_variable_font_stands_where_weasyprint_would_put_it(
    css: str, tag: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs, ours = [], []

    def note(font: TTFont, places: dict[str, float], **more: object) -> TTFont:
        axes = {axis.axisTag for axis in font["fvar"].axes}
        theirs.append({key: float(value) for key, value in places.items() if key in axes})
        return instantiateVariableFont(font, {key: places[key] for key in axes}, **more)

    kept = CarrierFont._location

    def location(self: CarrierFont) -> object:
        found = kept(self)
        ours.append(dict(found))
        return found

    monkeypatch.setattr(weasyprint_fonts, "instantiateVariableFont", note)
    monkeypatch.setattr(CarrierFont, "_location", location)
    content = page_in(with_axis(tag), f"<p>{TEXT}</p>", css)
    print_page(content, Limits())
    assert not theirs

    def refuse(*_: object) -> None:
        raise MalformedFontError("on purpose")

    monkeypatch.setattr(line, "CarrierFont", refuse)
    print_page(content, Limits())
    assert theirs
    assert ours == theirs


@pytest.mark.parametrize("css", ["p { font-weight: bold }", "p { font-style: italic }"])
def test_styles_that_a_family_lacks_are_not_made_up(css: str) -> None:
    """WeasyPrint draws no synthetic styles; neither does the layer."""
    (plain,) = fonts_in(printed("truetype"))
    (styled,) = fonts_in(printed("truetype", css))
    assert styled.file.reader["glyf"] == plain.file.reader["glyf"]
    with pikepdf.open(BytesIO(printed("truetype", css))) as pdf:
        operators = {str(operator) for _, operator in pikepdf.parse_content_stream(pdf.pages[0])}
    assert "Tr" not in operators


PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" id="glyph{}"><path d="M0 0V-99H99Z"/></svg>'


def test_a_font_of_pictures_is_drawn_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    font = loaded(kinds()["truetype"])
    glyph = font.getGlyphID(font.getBestCmap()[ord("o")])
    font["SVG "] = newTable("SVG ")
    font["SVG "].docList = [SVGDocument(PICTURE.format(glyph), glyph, glyph)]
    made: list[CarrierFont] = []

    def keep(*given: object) -> CarrierFont:
        made.append(CarrierFont(*given))
        return made[-1]

    monkeypatch.setattr(line, "CarrierFont", keep)
    page = print_page(page_in(saved(font), f"<p>{LATIN}</p>"), Limits())
    assert [font.why_plain for font in made] == ["has drawings instead of outlines"]
    assert made[0].title == "Lab"
    assert sum(carried(page.pdf).values()) > 0


def test_a_font_knows_its_family_without_the_digest() -> None:
    title = CarrierFont.title.fget
    assert title is not None
    assert title(SimpleNamespace(family="Noto Naskh 0123456789ab")) == "Noto Naskh"
    assert title(SimpleNamespace(family="Noto Naskh")) == "Noto Naskh"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("standard", [Standard.A3A_UA1, Standard.A4F_UA2])
def test_conforms(
    name: str,
    standard: Standard,
    tmp_path: Path,
    world: World,
    require_tool: Callable[[str], Program],
) -> None:
    require_tool("verapdf")
    from dataclasses import replace  # noqa: PLC0415

    content = replace(page_in(kinds()[name], f"<p>{TEXT} {LATIN}</p>"), standard=standard)
    path = tmp_path / f"{name}.pdf"
    path.write_bytes(print_page(content, Limits()).pdf)
    (verdicts,) = validate_files([path], FLAVOURS[standard], tools=world.tools)
    assert [verdict.failures for verdict in verdicts] == [()] * len(verdicts)
