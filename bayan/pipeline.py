"""One rendition: path → Statement → HTML page → PDF bytes → Rendition, through the gate."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bayan.check import missing_glyphs
from bayan.errors import BayanError, ConformanceError, GlyphError, HouseError
from bayan.findings import Finding, errors_in
from bayan.fonts import Inventory, css_family, read_inventory
from bayan.house import House, check_fonts, house_for, texts_of
from bayan.language import find_language, row_of
from bayan.statement import Run, Statement, read_statement
from bayan.typeset import Page, Rendition, Standard
from bayan.typeset.compose import compose
from bayan.typeset.pdf import print_page
from bayan.typeset.style import stack
from bayan.verify import Expected, Wording, gate, prove
from bayan.world import World


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user may choose for a rendition."""

    standard: Standard = Standard.A3A_UA1
    strip_comments: bool = False
    """Remove HTML comments instead of stopping at them."""


def render(path: Path, settings: Settings, world: World) -> Rendition:
    """Return the version at *path* as a PDF that keeps every promise of the gate.

    Nothing is written and no clock is read: the same files give the same bytes.

    Raises:
        BayanError: of the class of the first cause met, with all the findings of that stage.
    """
    statement = read_statement(path, world, strip_comments=settings.strip_comments)
    house, seen = house_for(statement.path, world)
    inventory = _inventory(house, world)
    _stop(GlyphError, _missing(statement, house, inventory))
    page = compose(statement, house, inventory, settings.standard, world)
    pdf, pages, noticed = print_page(page, world.limits)
    checked = gate(pdf, _expected(page, inventory))
    _stop(ConformanceError, checked)
    proved = prove(pdf, _wording(statement, page))
    return Rendition(pdf, pages, (*statement.findings, *seen, *noticed, *checked, *proved))


def _inventory(house: House, world: World) -> Inventory:
    inventory = read_inventory([world.fonts, *([house.fonts] if house.fonts else [])])
    _stop(HouseError, check_fonts(house, inventory))
    return inventory


def _missing(statement: Statement, house: House, inventory: Inventory) -> tuple[Finding, ...]:
    """Return a finding for every character on the page that no font of its stack has."""
    runs = (*statement.runs, *_house_runs(statement, house))
    return missing_glyphs(runs, partial(_families, statement.language, house), inventory)


def _house_runs(statement: Statement, house: House) -> Iterator[Run]:
    tags = (statement.language, house.second_language(statement.language))
    for tag in filter(None, tags):
        for text in texts_of(house, tag):
            yield Run(text.text, text.place, tag, text.role)


def _families(main: str, house: House, tag: str, role: str) -> tuple[str, ...]:
    """Return the families a run is set in; a language without a row inherits the page's."""
    return stack(find_language(tag) or row_of(main), role, house)


def _expected(page: Page, inventory: Inventory) -> Expected:
    return Expected(
        title=page.metadata.title,
        language=page.metadata.language,
        direction=page.metadata.direction,
        standard=page.standard.value,
        fonts=frozenset(css_family(inventory, family) for family in inventory.families),
    )


def _wording(statement: Statement, page: Page) -> Wording:
    furniture = page.furniture
    return Wording(statement.runs, page.metadata.direction, furniture.text, furniture.counters)


def _stop(cause: type[BayanError], findings: Iterable[Finding]) -> None:
    if errors_in(found := tuple(findings)):
        raise cause(found)
