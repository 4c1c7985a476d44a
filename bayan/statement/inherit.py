"""What a version takes from the main one: only what has no language."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import msgspec

from bayan.findings import Place
from bayan.language.table import find_language
from bayan.statement.fields import Entries, Entry, Faulty
from bayan.statement.model import FrontMatter, Part
from bayan.statement.notebook import Notebook


@dataclass(frozen=True, slots=True)
class Rule:
    """How a key passes from the main version to the others."""

    paths: tuple[str, ...]
    same: bool
    """Whether a version that has the key itself must say the same."""


RULES: dict[str, Rule] = {
    "date": Rule(("date",), same=True),
    "number": Rule(("number",), same=True),
    "kind": Rule(("kind",), same=True),
    "release": Rule(("release", "release.embargo"), same=True),
    "original": Rule(("original",), same=True),
    "houses": Rule(("houses",), same=True),
    "layout": Rule(("layout",), same=False),
    "paper": Rule(("paper",), same=False),
    # One language alone may have a corrigendum; the note is words and stays where it is.
    "revision.number": Rule(("revision.number",), same=False),
    "revision.kind": Rule(("revision.kind",), same=False),
    "revision.date": Rule(("revision.date",), same=False),
}
REQUIRED = ("title", "lang", "date")
OWN_REQUIRED = ("title", "lang")
"""What a version needs that has a main one."""
DEFAULTS = {field.encode_name: field.default for field in msgspec.structs.fields(FrontMatter)}
EXAMPLES = {
    "title": "title: Joint statement on shared waters",
    "lang": "lang: ar",
    "date": "date: 2026-03-22",
}


def inherited(own: Entries, main: Entries, main_file: str, notebook: Notebook) -> dict[str, Entry]:
    """Return *own* completed from the entries of *main*, contradictions noted."""
    taken: dict[str, Entry] = {}
    for name, rule in RULES.items():
        mine, theirs = _first(own, rule.paths), _first(main, rule.paths)
        if mine is None:
            taken |= {path: main[path] for path in rule.paths if path in main}
        elif rule.same:
            theirs = theirs or Entry(_default(name, main), Place(main_file))
            _note_contradiction(name, mine, theirs, notebook)
    return {**own, **taken}


def note_missing(
    entries: Entries, required: tuple[str, ...], file: str, notebook: Notebook
) -> None:
    """Note each key of *required* that is absent, and each part of a group begun."""
    for path in required:
        if path not in entries:
            notebook.error(
                "statement.missing",
                f"The front matter has no {path}.",
                Place(file, 1),
                f"Add a line such as {EXAMPLES[path]}",
            )
    for name, field in _groups().items():
        begun = [entries[path] for path in entries if path.startswith(f"{name}.")]
        wanting = [each for each in field if f"{name}.{each}" not in entries]
        if begun and wanting:
            notebook.error(
                "statement.missing",
                f"{name} has no {' and no '.join(wanting)}.",
                begun[0].place,
                f"Add it, or take {name} out.",
            )


def built(entries: Entries, main_language: str) -> FrontMatter:
    """Return the front matter of faultless, complete *entries*."""
    tree: dict[str, Any] = {}
    for path, entry in entries.items():
        group, _, name = path.rpartition(".")
        (tree.setdefault(group, {}) if group else tree)[name] = entry.value
    tree["original"] = _row_tags(tree.get("original", (main_language,)))
    return msgspec.convert(tree, FrontMatter)


def _row_tags(tags: tuple[str, ...]) -> tuple[str, ...]:
    rows = (find_language(tag) for tag in tags)
    return tuple(row.tag if row else tag for row, tag in zip(rows, tags, strict=True))


def _first(entries: Entries, paths: tuple[str, ...]) -> Entry | None:
    return next((entries[path] for path in paths if path in entries), None)


def _default(name: str, main: Entries) -> object:
    if name == "original":
        return (main["lang"].value,) if "lang" in main else ()
    return DEFAULTS[name]


def _note_contradiction(name: str, mine: Entry, theirs: Entry, notebook: Notebook) -> None:
    if Faulty.VALUE in (mine.value, theirs.value) or _alike(mine.value) == _alike(theirs.value):
        return
    notebook.error(
        "statement.contradiction",
        f"{name} is {_shown(mine.value)} here and {_shown(theirs.value)} in the main version"
        f" ({theirs.place}).",
        mine.place,
        f"It is the same in all languages: write {name} in the main version only.",
    )


def _alike(value: object) -> object:
    return frozenset(_row_tags(value)) if isinstance(value, tuple) else value


def _shown(value: object) -> str:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, tuple):
        return " and ".join(value) or "none"
    return str(value) or "none"


def _groups() -> Mapping[str, list[str]]:
    """Return the required keys of each group of keys."""
    return {
        field.encode_name: [
            each.encode_name for each in msgspec.structs.fields(part) if each.required
        ]
        for field in msgspec.structs.fields(FrontMatter)
        for part in getattr(field.type, "__args__", ())
        if isinstance(part, type) and issubclass(part, Part)
    }
