"""What goes into the typesetter and what comes out."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bayan.findings import Finding


class Standard(StrEnum):
    """The pair of standards a rendition conforms to."""

    A3A_UA1 = "a-3a+ua-1"
    A4F_UA2 = "a-4f+ua-2"
    A4_UA2 = "a-4+ua-2"
    """The PDF 2.0 pair where nothing is attached."""


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that the page may show, checked and cleaned: the only kind it can fetch."""

    content: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the PDF says about itself; written to XMP and the information dictionary."""

    title: str
    language: str
    """BCP 47 tag of the text."""
    direction: str
    date: datetime.date
    modified: datetime.date
    """The revision's date, or ``date``."""
    identifier: str
    """Stable for this version of this statement: house, number (or date and title), language."""
    number: str = ""
    revision: int = 0
    authors: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    description: str = ""
    keywords: tuple[str, ...] = ()
    rights: str = ""


@dataclass(frozen=True, slots=True)
class Furniture:
    """What a layout prints around a statement, and may repeat on every page."""

    text: str = ""
    """Its words, parted by spaces."""
    counters: tuple[int, ...] = ()
    """The numbers of list items, notes and their calls; pages are not known before print."""


@dataclass(frozen=True, slots=True)
class Page:
    """A whole HTML page, ready for the printer, with all it may fetch."""

    html: str
    stylesheet: str
    """The layout's CSS, custom properties and ``@font-face`` rules included."""
    assets: Mapping[str, Asset]
    """URL (``asset:/…``) to content: fonts, images, emblem."""
    metadata: Metadata
    furniture: Furniture = Furniture()
    source_name: str = ""
    """File name of the attached source; empty when nothing is attached."""
    source: bytes = b""
    source_digest: str = ""
    """SHA-256 of ``source``, in hexadecimal."""
    standard: Standard = Standard.A3A_UA1


@dataclass(frozen=True, slots=True)
class Rendition:
    """One version set in one layout."""

    pdf: bytes
    pages: int
    findings: tuple[Finding, ...] = field(default=())
