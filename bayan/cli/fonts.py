"""`bayan fonts`: which fonts there are and what they cover."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bayan.cli.guard import Guarded, Stop
from bayan.cli.options import HELP, as_json, talk, world
from bayan.cli.report import emit_json
from bayan.cli.stream import emit_line
from bayan.cli.words import relative, visible
from bayan.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bayan.cli.report import Report
    from bayan.fonts import FontFace, Inventory
    from bayan.house import House


@dataclass(frozen=True, slots=True)
class Family:
    """A family, as the command shows it."""

    name: str
    weights: tuple[str, ...]
    """``400``, ``700 italic``."""
    licences: tuple[str, ...]
    versions: tuple[str, ...]
    folder: str
    languages: tuple[str, ...]
    """Tags of the languages whose every letter it has, in all its faces."""
    roles: tuple[str, ...]
    """``text ar``: where it is the first choice."""


@click.command(cls=Guarded, context_settings=HELP)
@as_json
@talk
@click.pass_obj
def fonts(
    tools: tuple[Report, Stop],  # noqa: ARG001
    /,
    *,
    as_json: bool,
    quiet: bool,  # noqa: ARG001 - the guard reads it
    verbose: bool,  # noqa: ARG001
) -> ExitCode:
    """Show the fonts: families, weights, licences, languages, roles.

    In the folder of a house that has fonts of its own, those are shown too.
    """
    from bayan.fonts import read_inventory
    from bayan.house import house_for

    here = world()
    house, _ = house_for(Path.cwd() / "statement.md", here)
    folders = [here.fonts, *([house.fonts] if house.fonts else [])]
    show = _show_json if as_json else _show
    for family in _families(read_inventory(folders), house):
        show(family)
    return ExitCode.DONE


def _families(inventory: Inventory, house: House) -> Iterator[Family]:
    """Yield what there is to say of each family of *inventory*."""
    roles = tuple(_first_choices(house))
    for name in inventory.families:
        faces = inventory.faces_of(name)
        yield Family(
            name,
            tuple(_weight(face) for face in faces),
            _distinct(face.licence for face in faces),
            _distinct(face.version for face in faces),
            relative(faces[0].path.parent),
            tuple(_languages(inventory, name)),
            tuple(role for role, family in roles if family == name),
        )


def _first_choices(house: House) -> Iterator[tuple[str, str]]:
    """Yield each role of each language, with the family that has it in this *house*."""
    from bayan.language.table import LANGUAGES

    for tag, row in LANGUAGES.items():
        chosen = house.habits[tag].fonts if tag in house.habits else {}
        for role, families in row.fonts.items():
            yield f"{role} {tag}", chosen.get(role, families[0])


def _languages(inventory: Inventory, family: str) -> Iterator[str]:
    """Yield the tags of the languages that *family* has every letter of."""
    from bayan.fonts import family_coverage
    from bayan.language.letters import letters
    from bayan.language.table import LANGUAGES

    covered = family_coverage(inventory, family)
    return (tag for tag in LANGUAGES if covered.issuperset(map(ord, letters(tag))))


def _weight(face: FontFace) -> str:
    return str(face.weight) if face.style == "normal" else f"{face.weight} {face.style}"


def _distinct(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if word))


def _rows(family: Family) -> Mapping[str, Sequence[str]]:
    """Return what is shown of *family*, by its heading."""
    return {
        "weights": family.weights,
        "languages": family.languages,
        "used for": family.roles,
        "licence": family.licences,
        "version": family.versions,
        "folder": (family.folder,),
    }


def _show(family: Family) -> None:
    emit_line(visible(family.name))
    for heading, words in _rows(family).items():
        emit_line(f"  {heading:<10} {visible(', '.join(words)) or '-'}")


def _show_json(family: Family) -> None:
    value: dict[str, Any] = {
        "family": family.name,
        "weights": family.weights,
        "languages": family.languages,
        "roles": family.roles,
        "licences": family.licences,
        "versions": family.versions,
        "folder": family.folder,
    }
    emit_json(value)
