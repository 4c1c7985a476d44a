"""Houses: who issues a statement, from ``bayan.toml``."""

from pathlib import Path

from bayan.findings import Finding, Place, info
from bayan.house.contrast import contrast
from bayan.house.find import HOUSE_FILE, find_house, searched_folders
from bayan.house.model import Colours, Habits, House, Paper, Words
from bayan.house.read import read_house
from bayan.house.texts import HouseText, check_fonts, texts_of
from bayan.world import World

__all__ = [
    "HOUSE_FILE",
    "Colours",
    "Habits",
    "House",
    "HouseText",
    "Paper",
    "Words",
    "check_fonts",
    "contrast",
    "find_house",
    "house_for",
    "neutral_house",
    "read_house",
    "searched_folders",
    "texts_of",
]


def neutral_house() -> House:
    """Return the house of a statement that has none: no emblem and no words of its own."""
    return House(file=None, languages=(), words={})


def house_for(statement: Path, world: World) -> tuple[House, tuple[Finding, ...]]:
    """Return the house of the statement in the file *statement*, and what was noticed.

    Raises:
        HouseError: If its ``bayan.toml`` is wrong.
        LimitError: If its ``bayan.toml`` is too large.
    """
    path = find_house(statement.parent, world)
    if path:
        return read_house(path, world), ()
    message = f"There is no {HOUSE_FILE}: the letterhead has no emblem and no house's name."
    hint = f"To have them, put a {HOUSE_FILE} beside the statement; docs/house.md shows one."
    return neutral_house(), (info("house.none", message, Place(str(statement)), hint),)
