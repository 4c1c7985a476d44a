"""An HTML page becomes PDF bytes that conform to PDF/A and PDF/UA at once."""

import re
import threading
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache
from io import BytesIO
from typing import Any, NamedTuple

from bayan.errors import BayanError, GlyphError, LayoutError, LimitError
from bayan.findings import Finding, errors_in
from bayan.typeset.fetch import AssetFetcher
from bayan.typeset.finish import Finisher
from bayan.typeset.fontconfig import private_fontconfig
from bayan.typeset.model import Asset, Page, Standard
from bayan.typeset.notices import collected, refuse_errors
from bayan.typeset.pageends import sound_page_ends
from bayan.typeset.tags.seam import recording
from bayan.typeset.textlayer.rises import rises_in
from bayan.typeset.textlayer.seam import text_layer
from bayan.typeset.weasy import CSS, HTML, Attachment, CounterStyle, Document, FontConfiguration
from bayan.typeset.xmp import identity
from bayan.world import Limits

PRINTER = threading.RLock()
"""Pango, Fontconfig's environment and the seam are the process's: one page at a time."""

VARIANTS: Mapping[Standard, str] = {
    Standard.A3A_UA1: "pdf/a-3a",
    Standard.A4F_UA2: "pdf/a-4f",
    # WeasyPrint has no plain PDF/A-4; the packet, the only difference, is ours anyway.
    Standard.A4_UA2: "pdf/a-4f",
}

# PDF/A forbids interpolated images, which is how WeasyPrint writes them by default.
BASE = "* { image-rendering: crisp-edges }"

FACE = re.compile(r"@font-face\s*\{[^}]*\}")

Fonts = frozenset[tuple[str, bytes]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A stylesheet parsed for use with its fonts."""

    css: CSS
    counters: CounterStyle
    fonts: FontConfiguration
    notices: tuple[Finding, ...]


class Printed(NamedTuple):
    """A page on paper, before the gate."""

    pdf: bytes
    pages: int
    findings: tuple[Finding, ...]


def print_page(page: Page, limits: Limits) -> Printed:
    """Print *page*; the same page gives the same bytes, anywhere and at any time.

    The caller chooses a standard that agrees with what is attached: PDF/A-4f wants a source,
    PDF/A-4 none.

    Raises:
        AssetError: the page asks for a file that is not among its assets, or a picture cannot be
            drawn.
        GlyphError: a font is damaged, or none has one of its characters.
        LayoutError: it has no fonts, or the renderer cannot lay it out.
        LimitError: it has more pages than *limits* allow, or is nested too deeply.
    """
    with PRINTER, faults_named(), collected() as notices:
        fetcher = AssetFetcher(page.assets)
        sheet = parsed(page.stylesheet, fonts_of(page.assets))
        document = laid_out(page, sheet, fetcher)
        fetcher.check()
        check_pages(len(document.pages), limits)
        pdf, undrawn = written(page, document)
        fetcher.check()
        findings = dict.fromkeys((*sheet.notices, *notices.findings, *undrawn))
    refuse_errors(findings)
    return Printed(pdf, len(document.pages), tuple(findings))


def fonts_of(assets: Mapping[str, Asset]) -> Fonts:
    """Return the assets that a stylesheet's ``@font-face`` rules may name."""
    return frozenset(
        (url, asset.content)
        for url, asset in assets.items()
        if asset.media_type.startswith("font/")
    )


@lru_cache(maxsize=4)
def font_configuration(faces: tuple[str, ...], fonts: Fonts) -> FontConfiguration:
    """Return the configuration with *faces* loaded, shared by all the pages that have just these.

    One a process and set of faces: a new one for each page leaks, and two sets in one would
    mix fonts up that share a family's name.

    Raises:
        AssetError: one of *faces* names a font that is not among *fonts*.
        GlyphError: a font is damaged; without any font Pango would end the process.
    """
    with private_fontconfig():
        configuration = FontConfiguration()
    sheet = read_css("\n".join(faces), configuration, fonts)
    if errors_in(sheet.notices):
        raise GlyphError(sheet.notices)
    return configuration


@lru_cache(maxsize=16)
def parsed(stylesheet: str, fonts: Fonts) -> Sheet:
    """Return *stylesheet* parsed, its fonts loaded.

    Raises:
        LayoutError: it names no font at all, without which nothing can be printed.
    """
    faces = tuple(FACE.findall(stylesheet))
    if not faces:
        raise LayoutError.one(
            "render.no-fonts",
            "The layout's stylesheet names no font.",
            hint="Tell whoever made the layout; it is no fault of the statement.",
        )
    return read_css(f"{BASE}\n{stylesheet}", font_configuration(faces, fonts), fonts)


def read_css(text: str, configuration: FontConfiguration, fonts: Fonts) -> Sheet:
    """Return *text* parsed; fonts that *configuration* does not have yet are loaded."""
    fetcher = AssetFetcher({url: Asset(content, "font/ttf") for url, content in fonts})
    counters = CounterStyle()
    with collected() as notices:
        css = CSS(
            string=text, font_config=configuration, counter_style=counters, url_fetcher=fetcher
        )
    fetcher.check()
    return Sheet(css, counters, configuration, notices.findings)


def options(page: Page) -> dict[str, Any]:
    """Return the options that laying out and writing share."""
    return {"pdf_variant": VARIANTS[page.standard], "pdf_tags": True}


def laid_out(page: Page, sheet: Sheet, fetcher: AssetFetcher) -> Document:
    """Return *page* in pages of paper, no word broken over the end of one."""
    with sound_page_ends():
        return HTML(string=page.html, url_fetcher=fetcher).render(
            font_config=sheet.fonts,
            counter_style=sheet.counters.copy(),
            stylesheets=[sheet.css],
            **options(page),
        )


def written(page: Page, document: Document) -> tuple[bytes, tuple[Finding, ...]]:
    """Return *document* as PDF, tagged and described, and what the text layer left out."""
    rises = rises_in(document)
    with recording() as recorder, text_layer(rises) as layer, warnings.catch_warnings():
        # docs/upstream/weasyprint-icc-handle.md: closed a moment later anyway.
        warnings.filterwarnings("ignore", r"unclosed file.*sRGB2014\.icc", ResourceWarning)
        pdf: bytes = document.write_pdf(
            finisher=Finisher(page, recorder),
            attachments=attachments(page),
            pdf_identifier=identity(page).document.hex,
            **options(page),
        )
    return pdf, tuple(layer.findings)


def attachments(page: Page) -> list[Attachment]:
    """Return the source to attach, dated by the statement, as PDF/A-3 and -4f want it."""
    if not page.source_name:
        return []
    return [
        Attachment(
            file_obj=BytesIO(page.source),
            name=page.source_name,
            description=page.source_name,
            created=midnight(page.metadata.date),
            modified=midnight(page.metadata.modified),
            relationship="Source",
        )
    ]


def midnight(day: date) -> datetime:
    """Return the first moment of *day*, UTC."""
    return datetime.combine(day, time(), UTC)


def check_pages(pages: int, limits: Limits) -> None:
    """Refuse more pages than *limits* allow."""
    if pages > limits.pages:
        raise LimitError.one(
            "render.pages",
            f"The statement is too long: {pages} pages, where {limits.pages} are allowed.",
            hint="Split it into several statements.",
        )


@contextmanager
def faults_named() -> Iterator[None]:
    """Turn the renderer's own exceptions into ours, the cause kept.

    ``Exception`` is meant: WeasyPrint has no class of its own, and fails on a layout it cannot
    do with whatever its code runs into.
    """
    try:
        yield
    except BayanError:
        raise
    except RecursionError as fault:
        raise LimitError.one(
            "render.nesting",
            "Lists or quotes stand too deep inside each other to be laid out.",
            hint="Use fewer levels of lists and quotes.",
        ) from fault
    except Exception as fault:
        raise LayoutError.one(
            "render.crash",
            f"The renderer cannot lay this out ({type(fault).__name__}: {fault}).",
            hint="Report it with the statement and the layout.",
        ) from fault
