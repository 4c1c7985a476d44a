"""The text layer: one code for each character, with the right ink, in every font."""

import inspect
import re
from collections import Counter
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from fontTools.misc.roundTools import otRound
from fontTools.ttLib import TTFont
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typeset_pages import page
from weasyprint.draw import text as drawing

from bayan.typeset.pdf import print_page
from bayan.typeset.textlayer import line
from bayan.typeset.textlayer.clusters import UNCARRIED
from bayan.typeset.textlayer.fontfile.glyf import contours_of, encoded
from bayan.typeset.textlayer.fontfile.source import MalformedFontError, source_of
from bayan.world import Limits

FONTS = sorted((Path(__file__).parents[1] / "fonts").glob("*/*.ttf"))
BFCHAR = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]+)>")

# WeasyPrint leaves its colour profile to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:.*unclosed file.*icc")


def maps(pdf: pikepdf.Pdf) -> dict[str, dict[int, str]]:
    """For each font of *pdf*, what its codes say."""
    found = {}
    for name, font in pdf.pages[0].Resources.Font.items():
        pairs = BFCHAR.findall(font.ToUnicode.read_bytes())
        found[name] = {
            int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs
        }
    return found


def carried(content: bytes) -> Counter[str]:
    """Count the characters that the codes of a PDF's pages say."""
    found: Counter[str] = Counter()
    with pikepdf.open(BytesIO(content)) as pdf:
        said, font = maps(pdf), ""
        for sheet in pdf.pages:
            for operands, operator in pikepdf.parse_content_stream(sheet):
                if str(operator) == "Tf":
                    font = str(operands[0])
                elif str(operator) == "TJ":
                    for part in operands[0]:
                        if isinstance(part, pikepdf.String):
                            codes = bytes(part)
                            pairs = zip(codes[::2], codes[1::2], strict=True)
                            for high, low in pairs:
                                found.update(said[font][high << 8 | low])
    return found


def wanted(text: str) -> Counter[str]:
    return Counter(char for char in text if not char.isspace() and ord(char) not in UNCARRIED)


def solid(found: Counter[str]) -> Counter[str]:
    return Counter({c: n for c, n in found.items() if not c.isspace() and ord(c) not in UNCARRIED})


def test_the_function_that_is_replaced() -> None:
    wanted_names = ("stream", "textbox", "text_overflow", "block_ellipsis", "matrix")
    assert tuple(inspect.signature(drawing.draw_first_line).parameters) == wanted_names
    assert "draw_first_line(" in inspect.getsource(drawing.draw_text)


def test_nothing_lingers() -> None:
    before = drawing.draw_first_line
    print_page(page("<p>بيان</p>"), Limits())
    assert drawing.draw_first_line is before


def test_every_code_says_one_character() -> None:
    text = "إلا الله لا إله، «office affinity» ١٢٣ مُحَمَّدٌ ffi"
    pdf = print_page(page(f"<p>{text}</p>"), Limits()).pdf
    with pikepdf.open(BytesIO(pdf)) as opened:
        said = maps(opened)
    assert said
    assert {char[1:] for codes in said.values() for char in codes.values()} <= {"", " "}
    assert solid(carried(pdf)) == wanted(text)


ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأإؤئةى،؛؟"
MARKS = "ًٌٍَُِّْٰ"
CONTROLS = "\u200c\u200d\u200e\u200f\u061c"
CHARACTERS = ARABIC + MARKS + "abcfilst AEIO" + "0123456789" + "٠١٢٣" + ".,:/()-%«» " + CONTROLS


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(CHARACTERS, min_size=1, max_size=60))
def test_whatever_is_written_is_carried_once(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    pdf = print_page(page(f"<p>{escaped}</p>"), Limits()).pdf
    assert solid(carried(pdf)) == wanted(text)


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.stem)
def test_outlines_are_the_fonts_own(path: Path) -> None:
    font = TTFont(path)
    source, glyf = source_of(path.read_bytes(), 0, ()), font["glyf"]
    for number, name in enumerate(font.getGlyphOrder()[::7]):
        outline = source.outline(number * 7)
        points, ends, _ = glyf[name].getCoordinates(glyf)
        assert outline.points == len(points)
        assert outline.contours == len(ends)
        if outline.data:
            drawn = [(x, y) for contour in contours_of(outline.data) for x, y, _ in contour]
            assert drawn == [(otRound(x), otRound(y)) for x, y in points]


COORDINATE = st.integers(-3000, 3000)
CONTOURS = st.lists(
    st.lists(st.tuples(COORDINATE, COORDINATE, st.sampled_from([0, 1])), min_size=1, max_size=40),
    min_size=1,
    max_size=6,
)


@given(CONTOURS)
def test_an_outline_written_is_read_again(contours: list[list[tuple[int, int, int]]]) -> None:
    assert contours_of(encoded(contours).data) == contours


def test_a_malformed_font_is_drawn_without_its_layer(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise MalformedFontError("no table of glyphs")

    monkeypatch.setattr(line, "CarrierFont", refuse)
    printed = print_page(page("<p>بيان</p>"), Limits())
    assert [finding.code for finding in printed.findings] == ["render.font-layer"]
    assert sum(carried(printed.pdf).values()) > 0


def test_a_file_of_nothing_is_malformed() -> None:
    with pytest.raises(MalformedFontError):
        source_of(FONTS[0].read_bytes()[:40], 0, ())


def test_a_glyph_beyond_the_end_is_malformed() -> None:
    source = source_of(FONTS[0].read_bytes()[:-100_000], 0, ())
    inks = [((glyph, 0, 0),) for glyph in range(7000)]
    with pytest.raises(MalformedFontError):
        source.check(inks)


def test_a_damaged_glyph_is_drawn_without_the_layer(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise MalformedFontError("glyph 7: cut short")

    monkeypatch.setattr(line, "_measured", refuse)
    printed = print_page(page("<p>بيان</p>"), Limits())
    assert [finding.code for finding in printed.findings] == ["render.font-layer"]
    assert sum(carried(printed.pdf).values()) > 0
