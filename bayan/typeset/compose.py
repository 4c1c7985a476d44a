"""Statement and house to a whole HTML page, by the layout's Jinja2 template."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree
from lxml import html as markup
from markupsafe import Markup

from bayan.errors import LayoutError
from bayan.fonts import Inventory, font_assets, stack_coverage
from bayan.house.model import House
from bayan.language import labels
from bayan.language.model import Direction, Language
from bayan.language.table import LANGUAGES, find_language
from bayan.statement.model import Statement
from bayan.typeset.assets import emblem_asset, image_asset
from bayan.typeset.blocks import mark_addresses, mark_wide_tables, number_lists
from bayan.typeset.calls import NARROW, USUAL, part_calls
from bayan.typeset.describe import metadata_of
from bayan.typeset.furniture import furniture_of
from bayan.typeset.hyphens import keep_hyphens
from bayan.typeset.inline import isolate_runs
from bayan.typeset.model import Asset, Page, Standard
from bayan.typeset.spaces import part_spaces
from bayan.typeset.style import families_of, stack, stylesheet
from bayan.typeset.view import View, view_of
from bayan.world import Limits, World

TEMPLATE, STYLE = "page.html", "page.css"
EMBLEM = "asset:/emblem.svg"


def compose(
    statement: Statement, house: House, inventory: Inventory, standard: Standard, world: World
) -> Page:
    """Return *statement*, issued by *house*, as an HTML page in its layout.

    Raises:
        LayoutError: if the layout does not exist, or its template fails.
        AssetError: if an image or the emblem cannot be used.
    """
    layout = _layout_folder(statement, world)
    house = replace(house, paper=statement.meta.paper or house.paper)
    language, others = LANGUAGES[statement.language], _languages_shown(statement, house)
    standard = _standard_for(statement, standard)
    attached = b"" if standard is Standard.A4_UA2 else _attached(statement)
    root = markup.document_fromstring(_fill(layout, view_of(statement, house), statement, house))
    furniture = furniture_of(root)
    part_calls(root, _narrow_space(language, house, inventory))
    return Page(
        html=_prepared(root, language.direction),
        furniture=furniture,
        stylesheet=stylesheet(_read(layout / STYLE), language, others, house, inventory),
        assets={
            **_fonts(inventory, families_of((language, *others), house)),
            **_layout_assets(layout, house),
            **_pictures(statement, house, world.limits),
        },
        metadata=metadata_of(statement, house),
        standard=standard,
        source_name=statement.path.name if attached else "",
        source=attached,
        source_digest=sha256(attached).hexdigest() if attached else "",
    )


def _layout_folder(statement: Statement, world: World) -> Path:
    name = statement.meta.layout
    known = sorted(entry.parent.name for entry in world.layouts.glob(f"*/{TEMPLATE}"))
    if name not in known:
        raise LayoutError.one(
            "layout.unknown",
            f"There is no layout called “{name}”.",
            statement.places.get("layout"),
            f"Take one of these: {', '.join(known)}.",
        )
    return world.layouts / name


def _languages_shown(statement: Statement, house: House) -> tuple[Language, ...]:
    """Return the table rows of the other languages that the page shows text in."""
    second = house.second_language(statement.language)
    tags = (*([second] if second else []), *statement.versions)
    tags = (*tags, *sorted({run.language for run in statement.runs}))
    rows = {row.tag: row for tag in tags if (row := find_language(tag))}
    rows.pop(statement.language, None)
    return tuple(rows.values())


def _fill(layout: Path, view: View, statement: Statement, house: House) -> str:
    environment = _environment(layout, statement.language)
    context = {field.name: getattr(view, field.name) for field in fields(view)}
    try:
        return environment.get_template(TEMPLATE).render(
            context,
            body=Markup(statement.body),  # noqa: S704 - our own renderer's output
            emblem=EMBLEM if house.emblem else "",
            comma=labels(statement.language).gettext("comma"),
        )
    except TemplateError as fault:
        raise LayoutError.one(
            "layout.template",
            f"The layout “{layout.name}” cannot be filled: {fault}.",
            hint="Tell whoever made the layout; it is no fault of the statement.",
        ) from fault


@lru_cache(maxsize=32)
def _environment(layout: Path, tag: str) -> ImmutableSandboxedEnvironment:
    """Return the environment of *layout*: strict, sandboxed, its labels in one language."""
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(layout),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_translations(labels(tag), newstyle=True)  # type: ignore[attr-defined]
    environment.filters["keep_end"] = _keep_end
    return environment


def _prepared(root: etree._Element, direction: Direction) -> str:
    """Return the HTML document *root* with what WeasyPrint cannot do by itself done."""
    for body in root.find_class("body"):
        mark_addresses(body)
    keep_hyphens(root.body)
    isolate_runs(root, direction)
    part_spaces(root)
    mark_wide_tables(root.body)
    number_lists(root.body)
    return str(markup.tostring(root, doctype="<!DOCTYPE html>", encoding="unicode"))


def _narrow_space(language: Language, house: House, inventory: Inventory) -> str:
    """Return the narrow no-break space, or the usual one where a font of the text lacks it."""
    stacks = (stack(language, role, house) for role in ("text", "small"))
    has_it = all(ord(NARROW) in stack_coverage(inventory, families) for families in stacks)
    return NARROW if has_it else USUAL


def _keep_end(text: str) -> str:
    """Return *text* with a no-break space before its last word, unless that word is long."""
    head, space, last = text.rpartition(" ")
    return f"{head}\u00a0{last}" if space and len(last) < 16 else text


def _fonts(inventory: Inventory, families: Iterable[str]) -> Mapping[str, Asset]:
    return {
        url: Asset(_font_bytes(path), "font/ttf")
        for url, path in font_assets(inventory, sorted(families)).items()
    }


@lru_cache(maxsize=64)
def _font_bytes(path: Path) -> bytes:
    return path.read_bytes()


def _layout_assets(layout: Path, house: House) -> Mapping[str, Asset]:
    """Return the layout's SVG files, coloured as the house wishes."""
    return {
        f"asset:/layout/{path.name}": Asset(
            _environment(layout, "en")
            .from_string(_read(path))
            .render(colours=house.colours)
            .encode(),
            "image/svg+xml",
        )
        for path in sorted(layout.glob("*.svg"))
    }


def _pictures(statement: Statement, house: House, limits: Limits) -> Mapping[str, Asset]:
    pictures = {use.url: image_asset(use.path, use.place, limits) for use in statement.images}
    if house.emblem:
        pictures[EMBLEM] = emblem_asset(house.emblem, limits)
    return pictures


def _attached(statement: Statement) -> bytes:
    return statement.source if statement.meta.attach_source else b""


def _standard_for(statement: Statement, standard: Standard) -> Standard:
    """Return *standard*, or PDF/A-4 for PDF/A-4f where nothing is attached, as it demands."""
    bare = standard is Standard.A4F_UA2 and not statement.meta.attach_source
    return Standard.A4_UA2 if bare else standard


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
