"""What a row of the language table holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Direction = Literal["ltr", "rtl"]


@dataclass(frozen=True, slots=True)
class Typography:
    """How a language is set; sizes in points, leadings as multiples of the size.

    Layouts read these as CSS custom properties and never ask for a language by name.
    """

    text_size: float
    text_leading: float
    small_scale: float
    """Size of labels, notes and footer against a layout's nominal small size."""
    small_leading: float
    title_size: float
    title_leading: float
    name_size: float
    """The house's name in the masthead, as the main language."""
    kind_size: float
    kind_role: Literal["text", "small"]
    kind_tracking: float
    """Letter spacing of the kind line, in points; 0 for scripts that join."""
    kind_transform: Literal["uppercase", "none"]
    emphasis_style: Literal["italic", "normal"]
    emphasis_weight: int
    strong_weight: int
    hyphens: Literal["auto", "manual"]
    word_spacing: float
    """In points; see ``docs/weasyprint.md`` for why Arabic has a little."""


@dataclass(frozen=True, slots=True)
class Language:
    """One language that Bayan sets."""

    tag: str
    """BCP 47, the shortest that says it: ``ar``, ``pt-BR``."""
    name: str
    """Its name in itself."""
    direction: Direction
    locale: str
    """The Babel locale of its dates, lists and language names."""
    quotes: tuple[str, str, str, str]
    """Opening and closing double quotes, then single ones, spaces included."""
    fonts: Mapping[str, tuple[str, ...]]
    """Role (``text``, ``small``) to font families, first choice first."""
    typography: Typography
    months: str = "gregorian"
    """The habit of naming months unless the house has another."""
