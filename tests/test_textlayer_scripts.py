"""The text layer, whatever is written: every script, joiners, controls, marks without a base."""

from dataclasses import replace
from html import escape
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from fontlab import make_font
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from recall_house import BROUGHT, NPM
from test_textlayer import carried, maps, solid, wanted
from typeset_pages import page

from bayan.typeset.model import Asset
from bayan.typeset.pdf import print_page
from bayan.world import Limits

HEBREW = "אבגדהוזחטיכךלמםנןסעפףצץקרשת"
NIQQUD = "\u05b0\u05b4\u05b7\u05b8\u05bc\u05c1\u05c2"
DEVANAGARI = "कखगघचजटडणतथदधनपबभमयरलवशषसहअआइईउए"
SIGNS = "\u0901\u0902\u0903\u093c\u093e\u093f\u0940\u0941\u0943\u0947\u0948\u094b\u094d"
ARABIC = "ابجدرسشعكلمنهويةىءآ،؛؟" + "\u064b\u064c\u064e\u0651\u0652"
LATIN = "abcfilst AEIO 0123456789٠١٢٣۴۵ .,:/()-+%°«»"
JOINERS = "\u200b\u200c\u200d\u2060"
DIRECTIONS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
INVISIBLE = JOINERS + DIRECTIONS + "\u00ad"
DOTTED_CIRCLE = "\u25cc"
"""HarfBuzz shows it under a mark without a base."""
WRITTEN = HEBREW + NIQQUD + DEVANAGARI + SIGNS + ARABIC + LATIN + INVISIBLE
MARKS_OF_DIRECTION = "\u061c\u200e\u200f"

# WeasyPrint leaves its colour profile to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:.*unclosed file.*icc")

TEXTS = st.text(WRITTEN, min_size=1, max_size=50)
FUZZ = settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A font of squares for every character."""
    chars = "".join(dict.fromkeys(WRITTEN + DOTTED_CIRCLE))
    return make_font(tmp_path_factory.mktemp("fuzz") / "Fuzz.ttf", chars).read_bytes()


def printed(text: str, *fonts: bytes) -> bytes:
    """Print *text* in *fonts*, the project's behind them."""
    names = [f"Fuzz{number}" for number in range(len(fonts))]
    faces = "".join(
        f"@font-face {{ font-family: {name}; src: url(asset:/fonts/{name}.ttf) }}" for name in names
    )
    families = ", ".join((*names, '"Amiri"', '"Source Serif 4"'))
    sheet = page(f"<p>{escape(text)}</p>", f"{faces} body {{ font-family: {families} }}")
    more = {
        f"asset:/fonts/{name}.ttf": Asset(font, "font/ttf")
        for name, font in zip(names, fonts, strict=True)
    }
    return print_page(replace(sheet, assets={**sheet.assets, **more}), Limits()).pdf


def check(text: str, pdf: bytes) -> None:
    """Fail unless each character of *text* is said once, by a code that says nothing else."""
    assert solid(carried(pdf)) == wanted(text)
    with pikepdf.open(BytesIO(pdf)) as opened:
        said = [chars for codes in maps(opened).values() for chars in codes.values()]
    more = [chars for chars in said if len(chars) > 1]
    assert all(mark in MARKS_OF_DIRECTION and space.isspace() for mark, space in more)


@FUZZ
@example("\u05b0")
@example("\u094d\u200d\u0930")
@example("\u202e50%\u202c \u2067abc\u2069")
@example("٪ -5 ب-5 ٤٨٪ 48٪")
@example("שָׁ(a) הּ 2015-12")
@given(TEXTS)
def test_squares(made: bytes, text: str) -> None:
    check(text, printed(text, made))


@FUZZ
@example("क्‍षि र्कि")
@example("ि")
@example("שּׁ ָ")
@given(TEXTS)
def test_real_fonts(root: Path, text: str) -> None:
    files = [
        root / NPM / BROUGHT[family] for family in ("Noto Serif Hebrew", "Noto Serif Devanagari")
    ]
    if not all(file.is_file() for file in files):
        pytest.skip("the fonts are not here: `make tools` brings them")
    fonts = [file.read_bytes() for file in files]
    check(text, printed(text, *fonts))
