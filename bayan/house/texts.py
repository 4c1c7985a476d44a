"""What a house brings to print, for the checks: its words and its fonts."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal, NamedTuple

from bayan.findings import Finding, Place
from bayan.fonts import Inventory, unknown_family
from bayan.fonts.tomlfile import Key, line_of
from bayan.house.model import House

_ROLES: tuple[tuple[str, Literal["text", "small"]], ...] = (
    ("state", "text"),
    ("name", "text"),
    ("office", "text"),
    ("address", "small"),
    ("phone", "small"),
    ("email", "small"),
    ("web", "small"),
)


class HouseText(NamedTuple):
    """A text of the house as it is printed, where it stands, and its font role."""

    text: str
    place: Place
    role: Literal["text", "small"]


def texts_of(house: House, tag: str) -> tuple[HouseText, ...]:
    """Return the house's printed words in the language *tag*; none for the neutral house."""
    return tuple(_texts(house, tag))


def _texts(house: House, tag: str) -> Iterator[HouseText]:
    words = house.words_in(tag)
    for name, role in _ROLES:
        value = getattr(words, name)
        for text in (value,) if isinstance(value, str) else value:
            if text:
                yield HouseText(text, _place(house, ("house", tag, name)), role)


def check_fonts(house: House, inventory: Inventory) -> tuple[Finding, ...]:
    """Return an error for each font family that the house names and *inventory* lacks."""
    return tuple(
        replace(
            unknown_family(inventory, family),
            place=_place(house, ("language", tag, "fonts", role)),
        )
        for tag, habits in house.habits.items()
        for role, family in habits.fonts.items()
        if not inventory.faces_of(family)
    )


def _place(house: House, key: Key) -> Place:
    return Place(str(house.file or "bayan.toml"), line_of(house.lines, key))
