"""What the tables of a house file may hold."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from functools import partial
from typing import get_args

from bayan.fonts.fields import Field, Wrong, list_of, matching, near, one_of, table, text, words
from bayan.house.model import Colours, Paper
from bayan.language.habits import DIGITS, month_habits
from bayan.language.table import LANGUAGES, find_language, is_tag

ROLES = tuple(sorted({role for row in LANGUAGES.values() for role in row.fonts}, reverse=True))
"""Font roles: ``text`` and ``small``."""

CALENDARS = ("gregorian",)
_LATER_CALENDARS = ("islamic-umalqura", "persian", "hebrew")


def calendar(value: object) -> Wrong | None:
    """Check that *value* is a calendar that dates can be printed in."""
    if value in _LATER_CALENDARS:
        return Wrong(
            f'is "{value}": dates in that calendar are not printed yet', 'Keep "gregorian".'
        )
    return (wrong := one_of(*CALENDARS)(value)) and Wrong(wrong.what, 'Only "gregorian" works.')


_colour = matching("#[0-9a-fA-F]{6}", "a colour such as #1d3a44", "Six digits 0-9 a-f after #.")
_email = matching(r"[^@\s<>\"']+@[^@\s<>\"']+\.[^@\s<>\"']+|", "an e-mail address")
_web = matching(
    r"(?:https?://)?[\w-]+(?:\.[\w-]+)+(?:[:/?#][^\s<>\"']*)?|",
    "a web address",
    "Write www.example.org or https://www.example.org.",
)

TOP: Mapping[str, Field] = {
    "house": Field(table, required=True, sample="[house]"),
    "language": Field(table),
}
HOUSE: Mapping[str, Field] = {
    "languages": Field(list_of(words)),
    "emblem": Field(words),
    "paper": Field(one_of(*get_args(Paper))),
    "fonts": Field(words),
    "colours": Field(table),
    **{tag: Field(table) for tag in LANGUAGES},
}
WORDS: Mapping[str, Field] = {
    "state": Field(text),
    "name": Field(words, required=True, sample='name = "Ministry of Foreign Affairs"'),
    "office": Field(text),
    "address": Field(list_of(words, most=8)),
    "phone": Field(text),
    "email": Field(_email),
    "web": Field(_web),
    "emblem_alt": Field(text),
}
COLOURS: Mapping[str, Field] = {field.name: Field(_colour) for field in fields(Colours)}
LANGUAGE: Mapping[str, Field] = {tag: Field(table) for tag in LANGUAGES}
FONTS: Mapping[str, Field] = {role: Field(words) for role in ROLES}


def with_tags(known: Mapping[str, Field], names: Iterable[str]) -> Mapping[str, Field]:
    """Return *known* and a field for each of *names* that is the tag of a language not set."""
    tags = (name for name in names if is_tag(name))
    return {tag: Field(partial(_not_set, tag), offered=False) for tag in tags} | dict(known)


def _not_set(tag: str, value: object) -> Wrong | None:
    if not isinstance(value, dict):
        return Wrong("is not a key that Bayan knows", near(tag, HOUSE))
    row = find_language(tag)
    if row:
        return Wrong(f'is written as "{row.tag}" in Bayan', f"Change it to {row.tag}.")
    return Wrong("is a language that Bayan does not set yet", f"It sets {', '.join(LANGUAGES)}.")


def habits_of(tag: str) -> Mapping[str, Field]:
    """Return what ``[language.<tag>]`` may hold; each language has its own month habits."""
    return {
        "months": Field(one_of(*month_habits(tag))),
        "digits": Field(one_of(*DIGITS)),
        "calendars": Field(list_of(calendar, most=2)),
        "fonts": Field(table),
    }
