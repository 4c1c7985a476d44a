"""Contrast between two colours, as WCAG 2 measures it."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict

from bayan.findings import Finding, Place, error
from bayan.house.model import Colours

NEEDED = 4.5
"""WCAG 2.2, success criterion 1.4.3: text of any size on its ground."""

PAPER = "#ffffff"
_PAIRS = (
    ("primary", "paper"),
    ("accent_text", "paper"),
    ("ink", "paper"),
    ("muted", "paper"),
    ("primary", "panel"),
    ("accent_text", "panel"),
    ("ink", "panel"),
    ("muted", "panel"),
)
"""Text and ground; ``accent`` is not here, for it is never text."""


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours ``#rrggbb``, from 1 (equal) to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance of *colour*, from 0 (black) to 1 (white)."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def contrast_faults(colours: Colours, places: Mapping[str, Place]) -> Iterator[Finding]:
    """Yield a fault for each text that is too pale on its ground.

    *places* has the colours that the house itself sets; pairs of defaults are not its fault.
    """
    values = asdict(colours) | {"paper": PAPER}
    for text, ground in _PAIRS:
        place = places.get(text) or places.get(ground)
        measured = contrast(values[text], values[ground])
        if place and measured < NEEDED:
            message = (
                f"The colour {text} ({values[text]}) is hard to read on {ground} "
                f"({values[ground]}): a contrast of {int(measured * 100) / 100}:1, where text "
                f"needs {NEEDED}:1."
            )
            hint = f"Take a darker {text}" + (" or a paler panel." if ground == "panel" else ".")
            yield error("house.contrast", message, place, hint)
