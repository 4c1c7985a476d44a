"""``bayan.toml`` → House."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from bayan.errors import HouseError
from bayan.findings import Finding, error
from bayan.fonts.fields import Field, check_table, sound_values
from bayan.fonts.tomlfile import Key, TomlFile, read_toml
from bayan.house import rules
from bayan.house.contrast import contrast_faults
from bayan.house.model import Colours, Habits, House, Words
from bayan.language.table import LANGUAGES
from bayan.world import World


def read_house(path: Path, world: World) -> House:
    """Return the house that the file at *path* describes; see ``docs/house.md``.

    Whether the fonts it names exist is left to ``check_fonts``, and what is inside its emblem
    to the typesetter.

    Raises:
        HouseError: With every fault of the file, each with its line.
        LimitError: If the file is larger than ``world.limits.source_bytes``.
    """
    draft = _Draft(read_toml(path, HouseError, world.limits.source_bytes), world)
    faults = [fault for check in _CHECKS for fault in check(draft)]
    if faults:
        raise HouseError(sorted(faults, key=lambda fault: (fault.place and fault.place.line) or 0))
    return draft.house()


@dataclass(frozen=True)
class _Draft:
    """A house file while it is checked: only values that are sound one by one."""

    file: TomlFile
    world: World

    def values(self, key: Key, fields: Mapping[str, Field]) -> dict[str, Any]:
        return sound_values(self.file, key, fields)

    @cached_property
    def top(self) -> dict[str, Any]:
        return self.values(("house",), rules.HOUSE)

    @cached_property
    def tags(self) -> tuple[str, ...]:
        """The languages with words, in the order of their tables."""
        return tuple(tag for tag in self.top if tag in LANGUAGES)

    @cached_property
    def colours(self) -> Colours:
        given = self.values(("house", "colours"), rules.COLOURS)
        return Colours(**{name: value.lower() for name, value in given.items()})

    @cached_property
    def folder(self) -> Path:
        return self.file.path.parent

    def house(self) -> House:
        emblem, fonts = (self.top.get(name) for name in ("emblem", "fonts"))
        return House(
            file=self.file.path,
            languages=tuple(self.top.get("languages", self.tags)),
            words={tag: self._words(tag) for tag in self.tags},
            emblem=self.folder / emblem if emblem else None,
            colours=self.colours,
            paper=self.top.get("paper", "A4"),
            habits={tag: self._habits(tag) for tag in self.values(("language",), rules.LANGUAGE)},
            fonts=self.folder / fonts if fonts else None,
            lines=self.file.lines,
        )

    def _words(self, tag: str) -> Words:
        given = self.values(("house", tag), rules.WORDS)
        return Words(**(given | {"address": tuple(given.get("address", ()))}))

    def _habits(self, tag: str) -> Habits:
        given = self.values(("language", tag), rules.habits_of(tag))
        return Habits(
            months=given.get("months"),
            digits=given.get("digits"),
            calendars=tuple(given.get("calendars", ())) or Habits().calendars,
            fonts=self.values(("language", tag, "fonts"), rules.FONTS),
        )


def _shape(draft: _Draft) -> Iterator[Finding]:
    """Check keys and types of every table."""
    for key, fields in _tables(draft.file):
        yield from check_table(draft.file, key, fields)


def _tables(file: TomlFile) -> Iterator[tuple[Key, Mapping[str, Field]]]:
    yield (), rules.TOP
    yield ("house",), rules.with_tags(rules.HOUSE, file.keys("house"))
    yield ("house", "colours"), rules.COLOURS
    yield ("language",), rules.with_tags(rules.LANGUAGE, file.keys("language"))
    for tag in LANGUAGES:
        yield ("house", tag), rules.WORDS
        yield ("language", tag), rules.habits_of(tag)
        yield ("language", tag, "fonts"), rules.FONTS


def _languages(draft: _Draft) -> Iterator[Finding]:
    """Check that ``languages`` orders exactly the tables there are."""
    given = draft.top.get("languages")
    if given is not None and sorted(given) != sorted(draft.tags):
        message = f"languages must name each language of the house once: {', '.join(draft.tags)}."
        hint = "It only says which comes first; without it, the order of the tables counts."
        yield error("house.languages", message, draft.file.place("house", "languages"), hint)


def _emblem(draft: _Draft) -> Iterator[Finding]:
    name = draft.top.get("emblem")
    fault = name and _emblem_fault(draft, name)
    if fault:
        yield error("house.emblem", fault[0], draft.file.place("house", "emblem"), fault[1])


def _emblem_fault(draft: _Draft, name: str) -> tuple[str, str] | None:
    path, limit = draft.file.beside(name), draft.world.limits.svg_bytes
    if path is None:
        return (
            f'The emblem "{name}" is outside the folder of bayan.toml.',
            "Copy it into the folder.",
        )
    if path.suffix.lower() != ".svg":
        return (
            f'The emblem "{name}" is not an SVG file.',
            "Ask for the emblem as SVG: it prints sharp.",
        )
    if not path.is_file():
        return f'The emblem "{name}" is not there.', f"Put it beside {draft.file.path.name}."
    if path.stat().st_size > limit:
        return f'The emblem "{name}" is larger than {limit // 1024} KiB.', "Have it simplified."
    return None


def _emblem_alt(draft: _Draft) -> Iterator[Finding]:
    """Check that who cannot see the emblem is told of it, in each language."""
    if "emblem" not in draft.top:
        return
    if not draft.tags:
        message = "An emblem needs words for who cannot see it, and the house has none."
        hint = "Add a table such as [house.en] with name and emblem_alt."
        yield error("house.emblem-alt", message, draft.file.place("house", "emblem"), hint)
    for tag in draft.tags:
        if not draft.values(("house", tag), rules.WORDS).get("emblem_alt", "").strip():
            message = f"house.{tag} has no emblem_alt: words for who cannot see the emblem."
            hint = 'Add a line such as emblem_alt = "Emblem of the Republic of …", in the language.'
            yield error("house.emblem-alt", message, draft.file.place("house", tag), hint)


def _contrast(draft: _Draft) -> Iterator[Finding]:
    set_here = draft.values(("house", "colours"), rules.COLOURS)
    places = {name: draft.file.place("house", "colours", name) for name in set_here}
    return contrast_faults(draft.colours, places)


def _fonts_folder(draft: _Draft) -> Iterator[Finding]:
    name = draft.top.get("fonts")
    path = draft.file.beside(name) if name else None
    if name and (path is None or not path.is_dir()):
        message = f'The fonts folder "{name}" is not beside bayan.toml.'
        hint = "Put a folder with the font files and a manifest.toml there; see docs/fonts.md."
        yield error("house.fonts", message, draft.file.place("house", "fonts"), hint)


_CHECKS = (_shape, _languages, _emblem, _emblem_alt, _contrast, _fonts_folder)
