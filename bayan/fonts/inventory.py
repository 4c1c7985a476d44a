"""Folders of fonts with a manifest → the fonts that may be used."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from bayan.errors import GlyphError
from bayan.findings import Finding, Place, error
from bayan.fonts.embedding import font_faults
from bayan.fonts.fields import (
    Field,
    between,
    check_table,
    list_of,
    matching,
    one_of,
    sound_values,
    table,
    words,
)
from bayan.fonts.model import FontFace, Inventory
from bayan.fonts.tomlfile import TomlFile, read_toml

MANIFEST = "manifest.toml"
MAX_MANIFEST_BYTES = 1024 * 1024
MAX_FONT_BYTES = 64 * 1024 * 1024
"""A Chinese face has 15 MiB."""

_FILE_NAME = r"(?:[\w -][\w .-]*/)*[\w-][\w .-]*\.(?:ttf|otf)"
_FIELDS: Mapping[str, Field] = {
    "file": Field(
        matching(_FILE_NAME, 'the name of a .ttf or .otf file, such as "amiri/Amiri-Bold.ttf"'),
        required=True,
    ),
    "family": Field(
        matching(r"[\w][\w .+-]*", "a name of letters, digits, spaces and hyphens"), required=True
    ),
    "weight": Field(between(1, 1000), required=True, sample="weight = 400"),
    "style": Field(one_of("normal", "italic")),
    "licence": Field(words, required=True, sample='licence = "OFL-1.1"'),
    "sha256": Field(
        matching(r"[0-9a-f]{64}", "64 digits 0-9 a-f", "The command sha256sum prints it."),
        required=True,
    ),
    "version": Field(words),
    "source": Field(words),
}

_TOP: Mapping[str, Field] = {
    "font": Field(list_of(table, most=500), required=True, sample="[[font]]")
}


class _Entry(NamedTuple):
    """A face with the line of the manifest that brings it."""

    face: FontFace
    place: Place


def read_inventory(folders: Sequence[Path]) -> Inventory:
    """Return the fonts of *folders*, each with a ``manifest.toml``; see ``docs/fonts.md``.

    Every file is read and compared with its digest.

    Raises:
        GlyphError: With every fault of every folder: of manifests, of files, and two files
            for one family, weight and style.
        LimitError: If a manifest is larger than ``MAX_MANIFEST_BYTES``.
    """
    entries: list[_Entry] = []
    faults: list[Finding] = []
    for folder in folders:
        try:
            for read in _read_folder(folder):
                if isinstance(read, Finding):
                    faults.append(read)
                else:
                    entries.append(read)
        except GlyphError as cause:  # no TOML: what is wrong in the other folders is told too
            faults.extend(cause.findings)
    faults.extend(_duplicates(entries))
    if faults:
        raise GlyphError(faults)
    return Inventory(tuple(entry.face for entry in entries))


def _read_folder(folder: Path) -> Iterator[_Entry | Finding]:
    """Yield the sound faces and all the faults of one folder."""
    manifest = folder / MANIFEST
    if not manifest.is_file():
        hint = "It lists the font files; docs/fonts.md shows one."
        yield error(
            "font.manifest", f"The fonts folder has no {MANIFEST}.", Place(str(folder)), hint
        )
        return
    file = read_toml(manifest, GlyphError, MAX_MANIFEST_BYTES)
    yield from check_table(file, (), _TOP)
    for index in range(len(sound_values(file, (), _TOP).get("font", ()))):
        faults = list(check_table(file, ("font", index), _FIELDS))
        yield from faults or _read_row(file, index)


def _read_row(file: TomlFile, index: int) -> Iterator[_Entry | Finding]:
    row = file.data["font"][index]
    face = FontFace(
        family=row["family"],
        weight=row["weight"],
        style=row.get("style", "normal"),
        path=file.path.parent / row["file"],
        licence=row["licence"],
        version=row.get("version", ""),
        sha256=row["sha256"],
        source=row.get("source", ""),
    )
    faults = _file_faults(file, index) or font_faults(face, file.place("font", index, "file"))
    yield from faults
    if not faults:
        yield _Entry(face, file.place("font", index, "file"))


def _file_faults(file: TomlFile, index: int) -> list[Finding]:
    """Return why a row's file cannot be taken; nothing is read outside the manifest's folder."""
    row = file.data["font"][index]
    name, place = row["file"], file.place("font", index, "file")
    path = file.beside(name)
    if path is None:
        message = f"{name} is a link to a file outside the fonts folder."
        return [error("font.outside", message, place, "Copy the file itself into the folder.")]
    if not path.is_file():
        hint = "Put the file there, or take its lines out of the manifest."
        return [error("font.missing", f"The font file {name} is not there.", place, hint)]
    if path.stat().st_size > MAX_FONT_BYTES:
        message = f"{name} is larger than {MAX_FONT_BYTES // 1024**2} MiB."
        return [error("font.size", message, place, "Is it a font?")]
    try:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as cause:
        message = f"The font file {name} cannot be read: {cause.strerror}."
        hint = "Copy it again, or ask whoever looks after the folder for the right to read it."
        return [error("font.unreadable", message, place, hint)]
    if digest == row["sha256"]:
        return []
    message = f"{name} is not the file that the manifest describes: its digest differs."
    hint = f'If you replaced it on purpose, write sha256 = "{digest}".'
    return [error("font.digest", message, file.place("font", index, "sha256"), hint)]


def _duplicates(entries: Iterable[_Entry]) -> Iterator[Finding]:
    """Yield a fault for each face that another has already been: which prints is chance."""
    first: dict[tuple[str, int, str], Place] = {}
    for face, place in entries:
        key = (face.family.casefold(), face.weight, face.style)
        if key in first:
            message = f"{face.family} {face.weight} {face.style} is there already, in {first[key]}."
            hint = "Take one of them out, or give this family another name in the manifest."
            yield error("font.duplicate", message, place, hint)
        first.setdefault(key, place)
