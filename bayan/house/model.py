"""What is known of a house."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

Paper = Literal["A4", "Letter"]


@dataclass(frozen=True, slots=True)
class Words:
    """A house's own words in one language; empty where it has none."""

    state: str = ""
    """The line above the name: the state or the parent organisation."""
    name: str = ""
    office: str = ""
    address: tuple[str, ...] = ()
    phone: str = ""
    email: str = ""
    web: str = ""
    emblem_alt: str = ""


@dataclass(frozen=True, slots=True)
class Colours:
    """Colours as ``#rrggbb``; those of text have a contrast of 4.5 or more on paper."""

    primary: str = "#1d3a44"
    """Names, title and heavy rules."""
    accent: str = "#8f7340"
    """Thin rules and ornament."""
    accent_text: str = "#73592a"
    """The kind line and other text in the accent's hue."""
    ink: str = "#1a1a1a"
    muted: str = "#55606a"
    """Labels and footer."""
    panel: str = "#f5f3ee"
    """Ground of the note; its text is ``ink`` or ``muted``."""


@dataclass(frozen=True, slots=True)
class Habits:
    """How a house writes one language, where it departs from the language's row."""

    months: str | None = None
    digits: Literal["latn", "arab"] | None = None
    calendars: tuple[str, ...] = ("gregorian",)
    fonts: Mapping[str, str] = field(default_factory=dict)
    """Role to family."""


@dataclass(frozen=True, slots=True)
class House:
    """Who issues the statement."""

    file: Path | None
    """Its ``bayan.toml``; None for the neutral house."""
    languages: tuple[str, ...]
    """The languages it has words in, its first language first."""
    words: Mapping[str, Words]
    emblem: Path | None = None
    colours: Colours = field(default_factory=Colours)
    paper: Paper = "A4"
    habits: Mapping[str, Habits] = field(default_factory=dict)
    fonts: Path | None = None
    """Its own folder of fonts with a manifest, beside ``bayan.toml``."""
    lines: Mapping[tuple[str | int, ...], int] = field(default_factory=dict, repr=False)
    """The line of each key of ``file``: ``("house", "ar", "name")``."""

    def words_in(self, tag: str) -> Words:
        """Return the house's words in the language *tag*, empty ones if it has none."""
        return self.words.get(tag, Words())

    def second_language(self, tag: str) -> str | None:
        """Return the first language the house has words in, other than *tag*."""
        return next((other for other in self.languages if other != tag), None)
