"""`bayan new`: a statement to start from."""

from __future__ import annotations

import os
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bayan.batch.write import write
from bayan.cli.guard import Guarded, Stop
from bayan.cli.options import HELP, talk
from bayan.cli.words import shown
from bayan.errors import ExitCode, OutputError, UsageError
from bayan.findings import Place, error

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bayan.cli.report import Report


@click.command(cls=Guarded, context_settings=HELP)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "-l",
    "--lang",
    "languages",
    metavar="TAG",
    multiple=True,
    required=True,
    help="A language of the statement; the first one is its main version.",
)
@talk
@click.pass_obj
def new(
    tools: tuple[Report, Stop],
    /,
    folder: Path,
    languages: tuple[str, ...],
    *,
    quiet: bool,
    verbose: bool,  # noqa: ARG001 - the guard reads it
) -> ExitCode:
    """Begin a statement in the folder DIR: one file to fill in for each language.

    Files that are there already are never touched.
    """
    report, _ = tools
    tags = _known(languages)
    texts = _texts(folder, tags, today())
    _refuse_existing(texts)
    for path, text in texts.items():
        write(path, text.encode())
    if not quiet:
        _tell(report, tuple(texts), tags)
    return ExitCode.DONE


def today() -> date:
    """Return the day it is here: the one thing that a statement's words take from the clock."""
    return datetime.now().astimezone().date()  # noqa: TID251 - the starter's, to be rewritten


def _known(languages: Iterable[str]) -> tuple[str, ...]:
    """Return the tags of *languages* as the table writes them, each once."""
    from bayan.language.table import LANGUAGES

    table = {tag.casefold(): tag for tag in LANGUAGES}
    unknown = [each for each in dict.fromkeys(languages) if each.casefold() not in table]
    if unknown:
        hint = f"The languages are {', '.join(LANGUAGES)}."
        raise UsageError(
            error("usage.language", f"Bayan does not set the language “{each}”.", hint=hint)
            for each in unknown
        )
    return tuple(dict.fromkeys(table[each.casefold()] for each in languages))


def _texts(folder: Path, tags: Sequence[str], day: date) -> dict[Path, str]:
    """Return what to write where, dated *day*; the first of *tags* is the main version."""
    from bayan.statement import starter_text

    main, *others = tags
    named = {folder / f"statement.{tag}.md": starter_text(tag, day, main=False) for tag in others}
    return {folder / "statement.md": starter_text(main, day, main=True), **named}


def _refuse_existing(texts: Mapping[Path, str]) -> None:
    """Refuse to write over anything, broken links included."""
    taken = [path for path in texts if os.path.lexists(path)]
    if taken:
        raise OutputError(
            error(
                "output.exists",
                "This file is there already and was not touched.",
                Place(str(path)),
                "Name another folder, or move the file away.",
            )
            for path in taken
        )


def _tell(report: Report, paths: Sequence[Path], tags: Sequence[str]) -> None:
    """Say what was written and what to do next."""
    for path, tag in zip(paths, tags, strict=True):
        report.note(f"{shown(path)}: written, to be filled in ({tag})")
    report.note("Next: open each file and put your words in the place of the sample's.")
    report.note(f"Then: bayan render {shown(paths[0])}")
