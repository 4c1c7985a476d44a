"""What a statement's version is, once read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec

from bayan.findings import Finding, Place

Kind = Literal[
    "statement",
    "joint-statement",
    "press-release",
    "declaration",
    "communique",
    "note-verbale",
    "message",
    "remarks",
    "readout",
]


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A mapping inside the front matter; unknown keys are refused."""


class Embargo(Part, frozen=True):
    """A release held until a moment; the moment is printed, never compared."""

    embargo: datetime
    """With its zone: a local time without one is refused."""


class Revision(Part, frozen=True):
    """What this edition is to an earlier one."""

    number: int
    kind: Literal["corrigendum", "reissue", "revision"]
    date: date
    note: str = ""


class Contact(Part, frozen=True):
    """Whom the press may ask."""

    name: str = ""
    phone: str = ""
    email: str = ""


class Signatory(Part, frozen=True):
    """Who signs."""

    name: str
    title: str = ""


class TranslatedFrom(Part, frozen=True):
    """The state of the original that a translation was made from; tools write it."""

    revision: int
    sha256: str


class FrontMatter(Part, frozen=True):
    """What stands between the two ``---`` lines, typed, after inheritance."""

    title: str
    lang: str
    date: date
    place: str = ""
    office: str = ""
    number: str = ""
    kind: Kind = "statement"
    release: Literal["immediate", "draft"] | Embargo = "immediate"
    original: tuple[str, ...] = ()
    """Languages of the authoritative text; never empty once inherited."""
    layout: str = "letterhead"
    paper: Literal["A4", "Letter"] | None = None
    revision: Revision | None = None
    contact: Contact | None = None
    signatory: Signatory | None = None
    addressee: str = ""
    houses: tuple[str, ...] = ()
    summary: str = ""
    keywords: tuple[str, ...] = ()
    rights: str = ""
    translated_from: TranslatedFrom | None = None
    attach_source: bool = True


class Passage(NamedTuple):
    """A paragraph, heading, cell, caption or note: words that are read in one go."""

    number: int
    """Its own, in order of the file; notes at their first reference."""
    kind: Literal["text", "header", "cell", "note"]
    """Headers of a table may print again, on top of each page that it goes on to."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text as the author wrote it, with where it stands and what it is for."""

    text: str
    place: Place
    language: str
    role: Literal["text", "small"] = "text"
    """The font role it is set in."""
    passage: Passage | None = None
    """What it is part of; None for words that stand alone, as those of the front matter."""
    parted: bool = False
    """Whether a space or a line's end stands between it and the last run of its passage."""


@dataclass(frozen=True, slots=True)
class ImageUse:
    """An image that the body shows."""

    url: str
    """The ``src`` of the HTML body: ``asset:/`` and a name."""
    path: Path
    """The file, inside the statement's folder."""
    place: Place


@dataclass(frozen=True, slots=True)
class Statement:
    """One version of a statement, read, inherited and checked."""

    path: Path
    main: Path
    """The main version's file; the same as ``path`` for the main version itself."""
    language: str
    """The tag of this version's row in the language table."""
    meta: FrontMatter
    body: str
    """HTML fragment, well-formed, holding only elements that ``markup`` emits."""
    runs: tuple[Run, ...]
    images: tuple[ImageUse, ...]
    source: bytes
    """The Markdown file as it is attached: UTF-8, LF, without comments."""
    versions: tuple[str, ...]
    """Tags of all the versions in the folder, this one included, in table order."""
    places: Mapping[str, Place] = field(default_factory=dict)
    """Key of the front matter, inherited ones included, to where it is written."""
    findings: tuple[Finding, ...] = ()
