"""What the keys of a TOML file may hold, checked all at once and told in plain words."""

import datetime
import difflib
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bayan.findings import Finding, error
from bayan.fonts.tomlfile import Key, TomlFile


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with a value, as the words after its key, and what to do."""

    what: str
    hint: str = ""


Check = Callable[[Any], Wrong | None]


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a table."""

    check: Check
    required: bool = False
    offered: bool = True
    """Whether a hint names it to who wrote another key."""
    sample: str = ""
    """The line to add where it is missing."""


_TYPE_NAMES: dict[type, str] = {
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    str: "a text",
    list: "a list",
    dict: "a table",
    datetime.datetime: "a date with a time",
    datetime.date: "a date",
    datetime.time: "a time",
}


def _named(value: object) -> str:
    return _TYPE_NAMES.get(type(value), type(value).__name__)


def text(value: object) -> Wrong | None:
    """Check that *value* is a text of one line without control characters."""
    if not isinstance(value, str):
        return Wrong(f"must be a text in quotes, not {_named(value)}")
    odd = next((char for char in value if unicodedata.category(char) == "Cc"), None)
    if odd is None:
        return None
    what = f"holds a line break or another control character (U+{ord(odd):04X})"
    return Wrong(what, "Write it in one line; an address is a list of lines.")


def words(value: object) -> Wrong | None:
    """Check that *value* is a text that is not empty."""
    return text(value) or (None if str(value).strip() else Wrong("must not be empty"))


def list_of(check: Check, most: int = 50) -> Check:
    """Return the check for a list of at most *most* values that *check* accepts."""

    def checked(value: object) -> Wrong | None:
        if not isinstance(value, list):
            return Wrong(f"must be a list in brackets, not {_named(value)}")
        if len(value) > most:
            return Wrong(f"has {len(value)} entries; {most} are the most")
        wrong = next((found for found in map(check, value) if found), None)
        return wrong and Wrong(f"has an entry that {wrong.what}", wrong.hint)

    return checked


def one_of(*choices: str) -> Check:
    """Return the check for a text that is one of *choices*."""

    def checked(value: object) -> Wrong | None:
        if value in choices:
            return None
        given = f'"{value}"' if isinstance(value, str) else _named(value)
        return Wrong(f"must be {either(choices)}, not {given}", meant(value, choices))

    return checked


def matching(pattern: str, what: str, hint: str = "") -> Check:
    """Return the check for a text that matches all of *pattern*; *what* describes it."""
    compiled = re.compile(pattern)

    def checked(value: object) -> Wrong | None:
        if wrong := text(value):
            return wrong
        fits = compiled.fullmatch(str(value))
        return None if fits else Wrong(f'must be {what}, not "{value}"', hint)

    return checked


def between(low: int, high: int) -> Check:
    """Return the check for a whole number from *low* to *high*."""

    def checked(value: object) -> Wrong | None:
        if type(value) is int and low <= value <= high:
            return None
        given = str(value) if type(value) is int else _named(value)
        return Wrong(f"must be a whole number from {low} to {high}, not {given}")

    return checked


def table(value: object) -> Wrong | None:
    """Check that *value* is a table; what is in it is checked apart."""
    return None if isinstance(value, dict) else Wrong(f"must be a table, not {_named(value)}")


def either(choices: Collection[str]) -> str:
    """Return *choices* in quotes, joined for a sentence."""
    quoted = [f'"{choice}"' for choice in choices]
    return " or ".join(filter(None, (", ".join(quoted[:-1]), *quoted[-1:])))


def meant(value: object, choices: Iterable[str]) -> str:
    """Return a hint that names which of *choices* was meant by *value*, empty if none is near."""
    folded = {choice.casefold(): choice for choice in choices}
    close = difflib.get_close_matches(str(value).casefold(), folded, n=1)
    return f'Did you mean "{folded[close[0]]}"?' if close else ""


def near(value: object, choices: Iterable[str]) -> str:
    """Return a hint that names what *value* may have meant, or all there is."""
    known = sorted(choices)
    return meant(value, known) or f"Known are {', '.join(known)}."


def dotted(key: Key) -> str:
    """Return *key* as it is written in a heading: ``house.ar.name``."""
    return ".".join(part for part in key if isinstance(part, str))


def check_table(file: TomlFile, key: Key, fields: Mapping[str, Field]) -> Iterator[Finding]:
    """Yield every fault of the table at *key*: unknown keys, missing ones, wrong values.

    A table that is not there has no faults; one that is no table is its parent's fault.
    """
    found = lookup(file.data, key)
    if not isinstance(found, dict):
        return
    for name, value in found.items():
        yield from _check_value(file, (*key, name), value, fields)
    for name, field in fields.items():
        if field.required and name not in found:
            yield _missing(file, key, name, field)


def _missing(file: TomlFile, key: Key, name: str, field: Field) -> Finding:
    where = f" in {dotted(key)}" if dotted(key) else ""
    hint = f"Add a line such as {field.sample or f'{name} = …'}"
    return error("toml.missing", f"{name} is missing{where}.", file.place(*key), hint)


def _check_value(
    file: TomlFile, key: Key, value: object, fields: Mapping[str, Field]
) -> Iterator[Finding]:
    field = fields.get(str(key[-1]))
    if field is None:
        message = f"{dotted(key)} is not a key that Bayan knows."
        offered = [name for name, known in fields.items() if known.offered]
        yield error("toml.unknown-key", message, file.place(*key), near(key[-1], offered))
    elif wrong := field.check(value):
        yield error("toml.value", f"{dotted(key)} {wrong.what}.", file.place(*key), wrong.hint)


def sound_values(file: TomlFile, key: Key, fields: Mapping[str, Field]) -> dict[str, Any]:
    """Return the values of the table at *key* that ``check_table`` finds no fault with."""
    found = lookup(file.data, key)
    values = found if isinstance(found, dict) else {}
    return {
        name: value
        for name, value in values.items()
        if name in fields and fields[name].check(value) is None
    }


def lookup(data: object, key: Key) -> object:
    """Return what stands at *key* in *data*, or None."""
    for part in key:
        if isinstance(part, str) and isinstance(data, dict):
            data = data.get(part)
        elif isinstance(part, int) and isinstance(data, list):
            data = data[part]
        else:
            return None
    return data
