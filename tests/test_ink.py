"""The text layer draws every line where Pango has it: at 600 dpi, to the pixel.

The same page is printed twice, once with each glyph in a text matrix of its own
(``ink_reference``), and no ink of either may be more than a pixel from ink of the other.
``tests/ink_figures.py`` prints what WeasyPrint's own drawing comes to.
"""

import os
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from io import BytesIO

import pikepdf
import pytest
from fontlab import kinds_of, subset_of
from ink_pages import (
    FILES,
    SETTINGS,
    STATEMENTS,
    Drawings,
    Setting,
    drawings_of,
    page_in,
    page_of_case,
    page_of_statement,
    plain_drawing_of,
    text_of,
)
from ink_raster import RENDERERS, by_pdfium, inked, too_far
from PIL import ImageChops

from bayan.tools import Program
from bayan.typeset.textlayer.codes import shown
from bayan.world import default_world

pytestmark = [
    # WeasyPrint leaves its colour profile to the garbage collector.
    pytest.mark.filterwarnings("ignore:.*unclosed file.*icc"),
    # PyMuPDF's bindings, while they are imported.
    pytest.mark.filterwarnings("ignore:builtin type .* has no __module__:DeprecationWarning"),
]

DOUBT = {"pdfium": 0, "mupdf": 16, "poppler": 16}
"""Grey levels that are left in doubt.

At these sizes MuPDF and poppler set each glyph on a whole pixel: a letter with its marks, which is
one glyph of the layer's and several of the reference's, may stand a whole pixel off in both
directions without any error of ours. What is left is the roundness of an edge.
"""
DOUBT_OF_STATEMENTS = dict.fromkeys(RENDERERS, 0)


@pytest.fixture(params=RENDERERS)
def renderer(request: pytest.FixtureRequest, require_tool: Callable[[str], Program]) -> str:
    """The name of each renderer that is here."""
    name = request.param
    if name == "poppler":
        require_tool("pdftoppm")
    if name == "mupdf" and find_spec("pymupdf") is None:
        missing("PyMuPDF is not installed: `make test` brings it")
    return name


def missing(reason: str) -> None:
    (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)


@cache
def drawings(setting: Setting) -> Drawings:
    absent = [family for family in setting.families if not FILES[family].is_file()]
    if absent:
        missing(f"{absent[0]} is not here: `make tools` brings it")
    return drawings_of(page_of_case(setting))


@cache
def drawings_of_statement(name: str) -> Drawings:
    return drawings_of(page_of_statement(name, default_world()))


def far(renderer: str, drawn: bytes, exact: bytes, doubt: int) -> list[int]:
    """Count, for each page, the ink that is too far off."""
    raster = RENDERERS[renderer]
    pairs = list(zip(raster(drawn), raster(exact), strict=True))
    assert all(inked(picture).bit_count() > 100_000 for _, picture in pairs)
    return [too_far(*pair, doubt) for pair in pairs]


@pytest.mark.parametrize("setting", SETTINGS, ids=str)
def test_ink_of_every_size_is_where_it_belongs(setting: Setting, renderer: str) -> None:
    made = drawings(setting)
    assert set(far(renderer, made.layer, made.exact, DOUBT[renderer])) == {0}


@pytest.mark.parametrize("name", STATEMENTS)
def test_ink_of_a_statement_is_where_it_belongs(name: str, renderer: str) -> None:
    made = drawings_of_statement(name)
    assert set(far(renderer, made.layer, made.exact, DOUBT_OF_STATEMENTS[renderer])) == {0}


@cache
def kinds() -> dict[str, bytes]:
    return kinds_of(subset_of(FILES["Vazirmatn"], text_of("vocalised")))


@pytest.mark.parametrize("kind", ["cff", "variable", "cff2", "collection"])
def test_ink_of_every_kind_of_font_is_where_it_belongs(kind: str) -> None:
    made = drawings_of(page_in([kinds()[kind]], text_of("vocalised"), "p { font-weight: 600 }"))
    assert set(far("pdfium", made.layer, made.exact, 0)) == {0}


def test_every_move_of_the_pen_is_a_number() -> None:
    made = drawings(Setting("mixed", "Vazirmatn", "IBM Plex Sans"))
    with pikepdf.open(BytesIO(made.layer)) as opened:
        rows = [
            operands[0]
            for sheet in opened.pages
            for operands, operator in pikepdf.parse_content_stream(sheet)
            if str(operator) == "TJ"
        ]
    moves = [float(part) for row in rows for part in row if not isinstance(part, pikepdf.String)]
    assert len(moves) > 10
    assert max(map(abs, moves)) < 500


def test_two_moves_in_a_row_are_two_numbers() -> None:
    assert sum(map(int, shown([3, 8, -2]).split())) == -9


def test_the_measure_sees_what_weasyprint_does() -> None:
    setting = Setting("vocalised", "Amiri")
    plain = plain_drawing_of(page_of_case(setting))
    (strays,) = far("pdfium", plain, drawings(setting).exact, 0)
    assert strays > 10_000, "WeasyPrint draws better: see docs/upstream/weasyprint-text-*.md"


def test_the_measure_allows_one_pixel_and_not_two() -> None:
    (exact,) = by_pdfium(drawings(Setting("vocalised", "Amiri")).exact)
    assert too_far(ImageChops.offset(exact, 1, 1), exact) == 0
    assert too_far(ImageChops.offset(exact, 2, 0), exact) > 1000
    assert too_far(ImageChops.offset(exact, 0, 2), exact, 16) > 1000


def test_a_missing_dot_is_seen() -> None:
    (exact,) = by_pdfium(drawings(Setting("vocalised", "Amiri")).exact)
    blot = exact.copy()
    blot.paste(0, (20, 20, 25, 25))
    assert too_far(blot, exact) == too_far(exact, blot) == 25
