"""Habits of writing dates that a house may choose: names of months, shapes of digits."""

from collections.abc import Mapping
from types import MappingProxyType

from bayan.language.table import row_of

MONTH_HABITS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "gregorian": (),
        "levant": ("ar_LB",),
        "gulf": ("ar_AE",),
        "maghreb": ("ar_DZ",),
        "morocco": ("ar_MA",),
        "dual": ("ar_LB", "ar_AE"),
    }
)
"""Habit to the locales whose names of the month are printed, joined by a stroke.

``gregorian`` has none of its own: the names are those of the language's locale.
"""

DIGITS: Mapping[str, str] = MappingProxyType({"latn": "0123456789", "arab": "٠١٢٣٤٥٦٧٨٩"})
"""Numbering system (CLDR's name) to its ten digits, zero first."""


def month_habits(tag: str) -> tuple[str, ...]:
    """Return the month habits that exist in the language *tag*.

    Raises:
        LookupError: if the table of languages has no row for *tag*.
    """
    language = row_of(tag).tag
    return tuple(
        habit
        for habit, locales in MONTH_HABITS.items()
        if all(locale.partition("_")[0] == language for locale in locales)
    )


def in_digits(text: str, digits: str | None) -> str:
    """Return *text* with its digits 0 to 9 written in the system *digits*; None keeps them.

    Raises:
        ValueError: if the numbering system is not known.
    """
    if digits is None:
        return text
    if digits not in DIGITS:
        raise ValueError(f"no digits {digits!r}; known are {', '.join(DIGITS)}")
    return text.translate(str.maketrans(DIGITS["latn"], DIGITS[digits]))
