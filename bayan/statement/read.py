"""A file becomes a statement: read, inherited, checked, its Markdown turned to HTML."""

from pathlib import Path

from bayan.findings import Place
from bayan.language.model import Language
from bayan.language.table import LANGUAGES, find_language
from bayan.statement.comments import without_comments
from bayan.statement.fields import Entries, Entry
from bayan.statement.frontmatter import Parts, attached, read_parts
from bayan.statement.inherit import (
    OWN_REQUIRED,
    REQUIRED,
    built,
    inherited,
    note_missing,
)
from bayan.statement.markup import Body, write_body
from bayan.statement.model import Statement
from bayan.statement.notebook import Notebook
from bayan.statement.runs import front_runs
from bayan.statement.scope import Scope
from bayan.statement.select import Family, family_of, tag_in_name
from bayan.statement.source import read_source
from bayan.world import World


def read_statement(path: Path, world: World, *, strip_comments: bool = False) -> Statement:
    """Return the version of a statement in the Markdown file at *path*.

    What has no language is inherited from the main version beside it. Every fault of the two
    files is told at once. With *strip_comments*, HTML comments are taken out instead of refused.

    Raises:
        StatementError: the file, its front matter, its Markdown or its place among the other
            versions is wrong.
        AssetError: the only faults are images that cannot be used.
        LimitError: size, nesting, table cells or images pass their limit.
    """
    notebook = Notebook()
    family = family_of(path)
    _note_left_out(path, family, notebook)
    parts = _parts(path, world, strip_comments, notebook)
    entries, main_language = _completed(parts, path, family, world, notebook)
    language = _language(parts, path, notebook)
    body = _body(parts, entries, language, world, notebook)
    notebook.stop()
    return Statement(
        path=path,
        main=family.main if _has_main(path, family) else path,
        language=language.tag,
        meta=built(entries, main_language),
        body=body.html,
        runs=(*front_runs(entries, language.tag), *body.runs),
        images=body.images,
        source=attached(parts),
        versions=family.tags or (language.tag,),
        places={path: entry.place for path, entry in entries.items()},
        findings=notebook.findings,
    )


def _parts(path: Path, world: World, strip_comments: bool, notebook: Notebook) -> Parts:
    source = read_source(path, world.limits)
    return read_parts(without_comments(source, strip_comments, notebook), world.limits, notebook)


def _completed(
    parts: Parts, path: Path, family: Family, world: World, notebook: Notebook
) -> tuple[dict[str, Entry], str]:
    """Return the entries of *parts* with what they inherit, and the main version's language."""
    own = dict(parts.entries or {})
    if not _has_main(path, family):
        _note_orphan(path, family, notebook)
        _note_missing(parts, own, REQUIRED, notebook)
        return own, parts.language or ""
    main = _front_of_main(family.main, world, notebook)
    completed = inherited(own, main.entries or {}, main.file, notebook)
    _note_missing(parts, completed, OWN_REQUIRED, notebook)
    return completed, main.language or ""


def _has_main(path: Path, family: Family) -> bool:
    return path != family.main and family.main.exists()


def _front_of_main(path: Path, world: World, notebook: Notebook) -> Parts:
    """Return the main version's parts; its comments are told when it is rendered itself."""
    source = without_comments(read_source(path, world.limits), True, Notebook())
    main = read_parts(source, world.limits, notebook)
    _note_missing(main, main.entries or {}, REQUIRED, notebook)
    return main


def _note_missing(
    parts: Parts, entries: Entries, required: tuple[str, ...], notebook: Notebook
) -> None:
    if parts.entries is not None:
        note_missing(entries, required, parts.file, notebook)


def _note_orphan(path: Path, family: Family, notebook: Notebook) -> None:
    if path != family.main:
        notebook.inform(
            "statement.alone",
            f"There is no {family.main.name} that this version could belong to.",
            Place(str(path)),
            "It stands alone, and inherits nothing.",
        )


def _note_left_out(path: Path, family: Family, notebook: Notebook) -> None:
    for file in family.left_out if path == family.main else ():
        notebook.warn(
            "statement.version",
            f"{file.name} is not rendered: {tag_in_name(file)} is no known language.",
            Place(str(file)),
            f"Move or rename it if it is no version. The languages are {', '.join(LANGUAGES)}.",
        )


def _language(parts: Parts, path: Path, notebook: Notebook) -> Language:
    """Return the row of the version's language; any row once a fault of it is noted."""
    tag, named = parts.language, tag_in_name(path)
    some = next(iter(LANGUAGES.values()))
    if tag is None:
        return some
    place = (parts.entries or {})["lang"].place
    if named and named.casefold() != tag.casefold():
        notebook.error(
            "statement.version",
            f"The file's name says {named}, but its lang is {tag}.",
            place,
            "Correct the one that is wrong.",
        )
    row = find_language(tag)
    if row is None:
        notebook.error(
            "statement.language",
            f"The language {tag} is not known.",
            place,
            f"The languages are {', '.join(LANGUAGES)}.",
        )
    return row or some


def _body(
    parts: Parts, entries: Entries, language: Language, world: World, notebook: Notebook
) -> Body:
    title = entries["title"].value if "title" in entries else ""
    folder = Path(parts.file).parent
    return write_body(Scope(parts.body, folder, language, str(title), world.limits, notebook))
