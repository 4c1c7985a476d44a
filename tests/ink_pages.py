"""Pages for the tests of ink: a case set at every size in one font, and whole statements."""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from ink_reference import drawn_exactly, drawn_plainly
from recall_house import BROUGHT, NPM
from typeset_pages import page

from bayan.fonts import read_inventory
from bayan.house import house_for
from bayan.statement import read_statement
from bayan.typeset.compose import compose
from bayan.typeset.model import Asset, Page, Standard
from bayan.typeset.pdf import print_page
from bayan.world import Limits, World

ROOT = Path(__file__).parents[1]
CASES = Path(__file__).parent / "cases" / "ink"
OWN = {
    "Amiri": "amiri/Amiri-Regular.ttf",
    "Vazirmatn": "vazirmatn/Vazirmatn-Regular.ttf",
    "Source Serif 4": "source-serif-4/SourceSerif4-Regular.ttf",
    "Source Serif 4 Italic": "source-serif-4/SourceSerif4-Italic.ttf",
    "IBM Plex Sans": "ibm-plex-sans/IBMPlexSans-Regular.ttf",
}
FILES = {
    **{family: ROOT / NPM / file for family, file in BROUGHT.items()},
    **{family: ROOT / "fonts" / file for family, file in OWN.items()},
}
SIZES = (7, 8.5, 10, 11.5, 14, 17.3, 22)
"""In points."""
CSS = """
@page { size: 180mm 220mm; margin: 9mm }
body { font-family: Main, Other }
p { margin: 0 0 2mm; text-align: justify; line-height: 1.7 }
.spaced { letter-spacing: .0334em; word-spacing: .1em }
"""


class Setting(NamedTuple):
    """A case, and the families it is set in: the main one, then the one for what that lacks."""

    case: str
    main: str
    other: str = ""

    @property
    def families(self) -> tuple[str, ...]:
        return (self.main, self.other) if self.other else (self.main,)

    def __str__(self) -> str:
        return "-".join((self.case, *self.families)).replace(" ", "")


SETTINGS = (
    Setting("arabic", "Amiri", "Source Serif 4"),
    Setting("arabic", "Vazirmatn", "IBM Plex Sans"),
    Setting("vocalised", "Amiri"),
    Setting("vocalised", "Vazirmatn", "IBM Plex Sans"),
    Setting("persian", "Vazirmatn"),
    Setting("mixed", "Amiri", "Source Serif 4"),
    Setting("mixed", "Vazirmatn", "IBM Plex Sans"),
    Setting("latin", "Source Serif 4"),
    Setting("latin", "Source Serif 4 Italic"),
    Setting("latin", "IBM Plex Sans"),
    Setting("urdu", "Noto Nastaliq Urdu", "Source Serif 4"),
    Setting("vocalised", "Noto Nastaliq Urdu", "Source Serif 4"),
    Setting("vocalised", "Noto Naskh Arabic"),
    Setting("arabic", "Scheherazade New", "Source Serif 4"),
)
STATEMENTS = ("2026-03-22-water/statement.md", "2026-03-22-water/statement.en.md")


def page_of_case(setting: Setting) -> Page:
    """Return the page of *setting*."""
    return page_in(
        [FILES[family].read_bytes() for family in setting.families], text_of(setting.case)
    )


def text_of(case: str) -> str:
    return (CASES / f"{case}.html").read_text(encoding="utf-8")


def page_in(fonts: Sequence[bytes], text: str, css: str = "") -> Page:
    """Return a page of *text*, once for each size, in *fonts*: the main one, then the other."""
    html = "".join(f'<div style="font-size: {size}pt">{text}</div>' for size in SIZES)
    assets = {
        f"asset:/fonts/{name}.ttf": Asset(font, "font/ttf")
        for name, font in zip(("Main", "Other"), fonts, strict=False)
    }
    faces = [f'@font-face {{ font-family: {Path(url).stem}; src: url("{url}") }}' for url in assets]
    return replace(page(html), stylesheet="\n".join((*faces, CSS, css)), assets=assets)


def page_of_statement(name: str, world: World) -> Page:
    """Return the page that the pipeline would print of the sample *name*."""
    statement = read_statement(ROOT / "statements" / name, world)
    house, _ = house_for(statement.path, world)
    inventory = read_inventory([world.fonts])
    return compose(statement, house, inventory, Standard.A3A_UA1, world)


class Drawings(NamedTuple):
    """One page, laid out alike and drawn in two ways."""

    layer: bytes
    exact: bytes


def drawings_of(laid_out: Page) -> Drawings:
    return Drawings(_drawn(laid_out, nullcontext()), _drawn(laid_out, drawn_exactly()))


def plain_drawing_of(laid_out: Page) -> bytes:
    """Return what WeasyPrint draws by itself."""
    return _drawn(laid_out, drawn_plainly())


def _drawn(laid_out: Page, way: AbstractContextManager[None]) -> bytes:
    with way:
        made = print_page(laid_out, Limits())
    assert not made.findings
    return made.pdf
