"""The keys of a front matter, each checked and typed on its own, so that all faults are told."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from enum import Enum
from typing import Any, Literal, get_args, get_origin

import msgspec

from bayan.findings import Place
from bayan.language.table import is_tag
from bayan.statement.model import FrontMatter, Part
from bayan.statement.notebook import Notebook, shortened
from bayan.statement.source import Source, character_name, objection, unclosed, unprintable
from bayan.statement.yamltree import Items, Scalar, Table, Tree


class Faulty(Enum):
    """Stands for a value that was noted as wrong: present, but not to be used."""

    VALUE = "faulty"


@dataclass(frozen=True, slots=True)
class Entry:
    """A typed value, or ``Faulty.VALUE``, and where it stands."""

    value: Any
    place: Place


Entries = Mapping[str, Entry]
"""Values by the path of their key: ``title``, ``contact.name``, ``release.embargo``."""

_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(Z|[+-]\d\d:\d\d)?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
EXPECTED: dict[object, str] = {
    str: "text",
    int: "a whole number",
    bool: "true or false",
    date: "a date of the calendar, written as in 2026-03-22",
    datetime: "a date and time with its zone, written as in 2026-03-22T18:00+03:00",
    tuple: "text, or a list of texts such as [one, two]",
}
"""What a key of each type wants, in words that follow "must be"."""


def _day(text: str) -> date:
    if not _DAY.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)


def _moment(text: str) -> datetime:
    if not (found := _MOMENT.fullmatch(text)) or not found[1]:
        raise ValueError(text)
    return datetime.fromisoformat(text)


def _is_title(text: str) -> bool:
    seen = (char for char in text if char not in UNSEEN)
    return "\n" not in text and any(unicodedata.category(char)[0] not in "CZ" for char in seen)


UNSEEN = frozenset("\u034f\u115f\u1160\u2800\u3164\uffa0")
"""Characters that count as letters or signs and show nothing."""
READERS: dict[object, Callable[[str], object]] = {date: _day, datetime: _moment}
RULES: dict[str, tuple[Callable[[Any], bool], str]] = {
    "title": (_is_title, "filled in, on one line"),
    "lang": (is_tag, "a language tag such as ar, fr or pt-BR"),
    "original": (
        lambda tags: bool(tags) and all(map(is_tag, tags)),
        "one or several language tags such as en or [en, ar]",
    ),
    "layout": (
        lambda name: re.fullmatch(r"[a-z0-9][a-z0-9-]*", name) is not None,
        "the name of a layout: small letters a to z, digits and hyphens",
    ),
    "revision.number": (lambda number: number > 0, "1 or more"),
    "translated_from.revision": (lambda number: number >= 0, "0 or more"),
    "translated_from.sha256": (
        lambda digest: re.fullmatch(r"[0-9a-f]{64}", digest) is not None,
        "a SHA-256 digest: 64 digits and letters a to f",
    ),
}
"""What a value must be beyond its type."""

HINTS: dict[str, str] = {
    "title": "Write what the statement is about; it is printed above the text.",
    "layout": "It is the name of a folder in layouts/, and never a path.",
}
"""What to do about a wrong value where the message does not say it."""


def read_entries(tree: Table, source: Source, notebook: Notebook) -> dict[str, Entry]:
    """Return the typed values of *tree* by their keys' paths; every fault is noted.

    A key without a value is as good as absent. What is missing is told elsewhere: a version
    inherits.
    """
    return dict(_Reader(source, notebook).entries(tree, FrontMatter, ""))


@dataclass(frozen=True, slots=True)
class _Reader:
    source: Source
    notebook: Notebook

    def entries(self, table: Table, part: type, prefix: str) -> Iterator[tuple[str, Entry]]:
        types = {field.encode_name: field.type for field in msgspec.structs.fields(part)}
        seen: dict[str, int] = {}
        for key, value in table.pairs:
            name = key.text if isinstance(key, Scalar) else ""
            if name not in types:
                self._note_unknown(name, key, prefix, types)
            elif name in seen:
                self._note_twice(prefix + name, key, seen[name])
            else:
                yield from self._entry(prefix + name, types[name], value)
            seen.setdefault(name, key.line)

    def _entry(self, path: str, wanted: object, value: Tree) -> Iterator[tuple[str, Entry]]:
        if isinstance(value, Scalar) and value.plain and not value.text:
            return
        part = _part_of(wanted)
        if part is not None and isinstance(value, Table):
            yield from self.entries(value, part, f"{path}.")
            return
        typed = self._checked(path, wanted, value)
        yield path, Entry(typed, self.source.place(value.line))

    def _checked(self, path: str, wanted: object, value: Tree) -> object:
        try:
            typed = _typed(value, wanted)
        except ValueError:
            self._note_wrong(path, expected(wanted), value)
            return Faulty.VALUE
        rule, words = RULES.get(path, (None, ""))
        if rule is not None and not rule(typed):
            self._note_wrong(path, words, value)
            return Faulty.VALUE
        return Faulty.VALUE if self._note_characters(path, typed, value) else typed

    def _note_unknown(self, name: str, key: Tree, prefix: str, known: Mapping[str, object]) -> None:
        close = get_close_matches(name.lower(), known, n=1)
        where = f" in {prefix.rstrip('.')}" if prefix else ""
        self.notebook.error(
            "statement.key",
            f"There is no key “{shortened(name) or '…'}”{where}.",
            self.source.place(key.line),
            f"Did you mean {close[0]}?" if close else f"The keys are {', '.join(known)}.",
        )

    def _note_twice(self, path: str, key: Tree, first: int) -> None:
        self.notebook.error(
            "statement.key",
            f"The key {path} stands here a second time.",
            self.source.place(key.line),
            f"Keep this one or the one on line {self.source.place(first).line}.",
        )

    def _note_wrong(self, path: str, words: str, value: Tree) -> None:
        text = value.text.strip() if isinstance(value, Scalar) else ""
        found = f", not “{shortened(text)}”" if text else ""
        self.notebook.error(
            "statement.value",
            f"{path} must be {words}{found}.",
            self.source.place(value.line),
            _hint(path, value),
        )

    def _note_characters(self, path: str, typed: object, value: Tree) -> bool:
        """Note what an escape in quotation marks brought in; the file itself is clean."""
        texts = typed if isinstance(typed, tuple) else (typed,)
        words = [text for text in texts if isinstance(text, str)]
        found = [char for text in words for char in unprintable(text)]
        for char in dict.fromkeys(text[at] for text in words for at in unclosed(text)):
            self.notebook.error(
                "statement.character",
                f"{path} holds {character_name(char)}, which is never ended.",
                self.source.place(value.line),
                "Delete it, or end it (U+202C, U+2069) before the value ends.",
            )
            found.append(char)
        for char in dict.fromkeys(each for text in words for each in unprintable(text)):
            self.notebook.error(
                "statement.character",
                f"{path} holds {objection(char)}.",
                self.source.place(value.line),
                "Take it out; in quotation marks it is written with a backslash, such as \\u0007.",
            )
        return bool(found)


def expected(wanted: object) -> str:
    """Return what a value of the type *wanted* is, in words that follow "must be"."""
    parts = [each for each in (get_args(wanted) or (wanted,)) if each is not type(None)]
    if wanted in EXPECTED or get_origin(wanted) is tuple:
        return EXPECTED[get_origin(wanted) or wanted]
    if get_origin(wanted) is Literal:
        return _one_of(get_args(wanted))
    return ", or ".join(_group(each) if _is_part(each) else expected(each) for each in parts)


def _one_of(words: tuple[str, ...]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}"


def _group(part: type) -> str:
    names = [f"{field.encode_name}: …" for field in msgspec.structs.fields(part)]
    return f"keys with values: {{{', '.join(names)}}}"


def _is_part(wanted: object) -> bool:
    return isinstance(wanted, type) and issubclass(wanted, Part)


def _part_of(wanted: object) -> type | None:
    """Return the mapping that *wanted* allows, if any."""
    candidates: tuple[Any, ...] = (wanted, *get_args(wanted))
    return next((each for each in candidates if _is_part(each)), None)


def _typed(value: Tree, wanted: object) -> object:
    """Return *value* as the type *wanted*.

    Raises:
        ValueError: it is something else.
    """
    plain: object = _plain(value)
    if get_origin(wanted) is tuple and isinstance(plain, str):
        plain = (plain,)
    if isinstance(plain, str) and wanted in READERS:
        return READERS[wanted](plain)
    wanted_type: Any = wanted
    try:
        return msgspec.convert(plain, wanted_type, strict=False)
    except msgspec.ValidationError as fault:
        raise ValueError(str(fault)) from fault


def _plain(value: Tree) -> str | list[str] | dict[str, str]:
    if isinstance(value, Scalar):
        return value.text
    if isinstance(value, Items):
        if all(isinstance(each, Scalar) for each in value.items):
            return [each.text for each in value.items if isinstance(each, Scalar)]
        raise ValueError("a list inside a list")
    return {}


def _hint(path: str, value: Tree) -> str:
    text = value.text if isinstance(value, Scalar) else ""
    if path == "release.embargo" and (found := _MOMENT.fullmatch(text)) and not found[1]:
        return f"Add the zone: {text}Z is universal time, {text}+03:00 three hours ahead of it."
    if isinstance(value, Table):
        return "A value between braces, or on indented lines with colons, is a group of keys."
    return HINTS.get(path, "")
