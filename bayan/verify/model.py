"""What a PDF promises, and what was found in it."""

from dataclasses import dataclass

from bayan.findings import Finding
from bayan.statement.model import Run


@dataclass(frozen=True, slots=True)
class Expected:
    """What a rendition must turn out to be."""

    title: str
    language: str
    """BCP 47 tag of the text."""
    direction: str
    """``ltr`` or ``rtl``."""
    standard: str
    """As ``bayan.typeset.model.Standard`` writes it: ``a-3a+ua-1``."""
    fonts: frozenset[str] | None = None
    """Family or PostScript names it may use; None for any."""


@dataclass(frozen=True, slots=True)
class Font:
    """One font that a PDF's pages can draw with."""

    name: str
    """PostScript name, without the subset tag."""
    family: str
    """The family the font descriptor names; empty where it names none."""
    subset: str
    """The subset tag, six letters; empty for a whole font."""
    embedded: bool
    unicode: bool
    """Whether its codes say which characters they stand for."""
    pages: tuple[int, ...]
    """Pages whose resources name it, from 1."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One thing a screen reader says."""

    level: int
    """How deep it stands; 0 for what stands in the document itself."""
    role: str
    """``heading 1``, ``list of 3``, ``link`` …; ``text`` goes on with what was announced."""
    text: str
    """In logical order, spaces run together."""
    language: str
    """The language in force, a BCP 47 tag; empty where none is stated."""


@dataclass(frozen=True, slots=True)
class Report:
    """All that `bayan verify` says of one PDF."""

    pages: int
    title: str
    language: str
    direction: str
    standard: str
    """What the file claims to conform to, e.g. ``a-3a+ua-1``; empty for no claim."""
    fonts: tuple[Font, ...]
    findings: tuple[Finding, ...]
    heard: tuple[Heard, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """How much of a text comes out of a PDF again, counted in distinct words."""

    count: int
    strict: float
    """Share found as whole tokens, 0 to 1."""
    loose: float
    """The same with combining marks and format characters left out on both sides."""
    missing: tuple[str, ...]
    """Words not found strictly, in alphabetical order."""


@dataclass(frozen=True, slots=True)
class Wording:
    """All the words that a rendition prints."""

    runs: tuple[Run, ...]
    """What the author wrote."""
    direction: str = "ltr"
    """``ltr`` or ``rtl``: the document's, by which readers turn lines round."""
    furniture: str = ""
    """What the layout prints around it, and may repeat on every page."""
    counters: tuple[int, ...] = ()
    """The numbers of list items, notes and their calls."""
