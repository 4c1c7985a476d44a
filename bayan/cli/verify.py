"""`bayan verify`: what is in a PDF, and whether it keeps the promises."""

from __future__ import annotations

import stat
from collections import Counter
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bayan.batch.ending import exit_code
from bayan.cli.guard import Guarded, Stop
from bayan.cli.options import HELP, as_json, one_of, talk, world
from bayan.cli.report import Lines, emit_json, finding_object
from bayan.cli.stream import emit_line
from bayan.cli.words import counted, plain, relative, shown, visible
from bayan.errors import BayanError, ExitCode, UsageError
from bayan.findings import Finding, Place, error, errors_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bayan.cli.report import Report as Telling
    from bayan.verify.model import Font, Heard, Report
    from bayan.verify.vera import Verdict

FLAVOURS = ("3a", "3b", "3u", "4", "4e", "4f", "ua1", "ua2", "1a", "1b", "2a", "2b", "2u")
"""veraPDF's names of the standards, ours first."""
_DIRECTIONS = {"rtl": "right to left", "ltr": "left to right"}
LARGEST = 500_000_000
"""Bytes of a file that are read."""
GLIMPSE = 6
"""Things heard that are shown without ``--listen``."""


@dataclass(frozen=True, slots=True)
class Looked:
    """All that is known of one file."""

    path: Path
    report: Report | None
    findings: tuple[Finding, ...]
    verdicts: tuple[Verdict, ...] | None = None
    """What veraPDF says; None where it is not there."""
    exit_code: ExitCode = ExitCode.DONE


@dataclass(frozen=True, slots=True)
class Wish:
    """What the command line asks for."""

    files: tuple[Path, ...]
    flavours: tuple[str, ...]
    listen: bool
    as_json: bool
    quiet: bool
    verbose: bool

    def __post_init__(self) -> None:
        """Refuse pairs that exclude each other."""
        one_of(("-q", self.quiet), ("-v", self.verbose))
        one_of(("-q", self.quiet), ("--listen", self.listen))


@click.command(cls=Guarded, context_settings=HELP)
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--flavour",
    "flavours",
    type=click.Choice(FLAVOURS),
    metavar="NAME",
    multiple=True,
    help=f"Have veraPDF judge by this standard ({', '.join(FLAVOURS)}); "
    "may be given several times.  [default: what the file claims]",
)
@click.option("--listen", is_flag=True, help="Show all that a screen reader would say, in order.")
@as_json
@talk
@click.pass_obj
def verify(tools: tuple[Telling, Stop], /, **options: Any) -> ExitCode:  # noqa: ANN401, ARG001
    """Say what is in each PDF FILE: findings, fonts, structure, reading order.

    Where veraPDF and Java are, its verdict too. Ends with code 10 if a promise is broken.
    """
    wish = Wish(**options)
    looked = _judged([_look(path) for path in wish.files], wish.flavours)
    for each in looked:
        (_show_json if wish.as_json else _show)(each, wish)
    return exit_code(each.exit_code for each in looked)


def _look(path: Path) -> Looked:
    """Read the file at *path* and say what is in it."""
    from bayan.verify import inspect

    try:
        report = inspect(_read(path))
    except BayanError as refusal:
        return Looked(path, None, refusal.findings, exit_code=refusal.exit_code)
    return _weighed(Looked(path, report, report.findings))


def _read(path: Path) -> bytes:
    """Return the file at *path*; a device or a pipe, which may never end, is not read."""
    try:
        status = path.stat()
        if not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):
            raise _unreadable(path, "it is not an ordinary file")
        if status.st_size > LARGEST:
            raise _unreadable(path, f"it is larger than {LARGEST // 1_000_000} MB")
        return path.read_bytes()
    except OSError as fault:
        raise _unreadable(path, fault.strerror or str(fault)) from fault


def _unreadable(path: Path, reason: str) -> UsageError:
    return UsageError.one(
        "usage.unreadable",
        f"The file cannot be read: {reason}.",
        Place(str(path)),
        "Check the name; `bayan verify` takes PDF files.",
    )


def _judged(looked: Sequence[Looked], flavours: Sequence[str]) -> tuple[Looked, ...]:
    """Add veraPDF's verdicts, where it is there or is asked for by name."""
    from bayan.verify.vera import find_verapdf, validate_files

    folder = world().tools
    paths = [each.path for each in looked if each.report and each.report.pages]
    if not paths or not (flavours or find_verapdf(folder)):
        return tuple(looked)
    try:
        found = dict(zip(paths, validate_files(paths, flavours, tools=folder), strict=True))
    except BayanError as refusal:
        return tuple(_without_verdicts(each, refusal) for each in looked)
    return tuple(_with_verdicts(each, found.get(each.path)) for each in looked)


def _with_verdicts(looked: Looked, verdicts: tuple[Verdict, ...] | None) -> Looked:
    failures = tuple(_failures(looked.path, verdicts or ()))
    return _weighed(replace(looked, verdicts=verdicts, findings=(*looked.findings, *failures)))


def _without_verdicts(looked: Looked, refusal: BayanError) -> Looked:
    """Keep what we know ourselves where veraPDF fails."""
    failed = replace(looked, findings=(*looked.findings, *refusal.findings))
    done = looked.exit_code is ExitCode.DONE
    return replace(failed, exit_code=refusal.exit_code) if done else failed


def _failures(path: Path, verdicts: Sequence[Verdict]) -> Iterator[Finding]:
    """Yield a finding for each rule that a verdict says is broken."""
    for verdict in verdicts:
        for failure in verdict.failures:
            yield error(
                "verify.judge",
                plain(
                    f"veraPDF {verdict.flavour} {failure.clause} "
                    f"({counted(failure.count, 'time')}): {failure.message.rstrip('. ')}."
                ),
                Place(str(path)),
                "Render the statement again with Bayan; if that does not help, report it.",
            )


def _weighed(looked: Looked) -> Looked:
    failed = bool(errors_in(looked.findings)) and looked.report is not None
    return replace(looked, exit_code=ExitCode.NONCONFORMING) if failed else looked


def _show(looked: Looked, wish: Wish) -> None:
    """Write what is known of a file for people, to standard output."""
    if looked.report and not wish.quiet:
        emit_line(shown(looked.path))
        for heading, words in _rows(looked, looked.report):
            emit_line(f"  {heading:<10} {visible(words) or '-'}")
        for line in _heard_lines(looked.report.heard, None if wish.listen else GLIMPSE):
            emit_line(f"    {visible(line)}")
    lines = Lines(quiet=wish.quiet, verbose=wish.verbose, write=emit_line)
    lines.findings(looked.findings, shown(looked.path))


def _rows(looked: Looked, report: Report) -> Iterator[tuple[str, str]]:
    """Yield headings and what stands behind them."""
    yield "pages", str(report.pages)
    yield "title", report.title
    direction = _DIRECTIONS.get(report.direction, "no direction")
    yield "language", f"{report.language or 'none'}, {direction}"
    yield "claims", report.standard or "no standard"
    yield "veraPDF", _verdict_words(looked.verdicts)
    yield "fonts", "; ".join(map(_font_words, report.fonts))
    yield "structure", _structure_words(report.heard)
    yield "read aloud", "as below" if report.heard else ""


def _verdict_words(verdicts: Sequence[Verdict] | None) -> str:
    if verdicts is None:
        return "not asked: it is not installed here (`make tools` brings it; it needs Java)"
    return "; ".join(
        f"{each.flavour} {'passed' if each.passed else 'FAILED'} "
        f"({counted(each.assertions, 'check')})"
        for each in verdicts
    )


def _font_words(font: Font) -> str:
    flaws: dict[str, bool] = {
        "NOT EMBEDDED": not font.embedded,
        "NO UNICODE": not font.unicode,
        "whole": not font.subset,
    }
    said = [flaw for flaw, there in flaws.items() if there]
    return f"{font.name} ({', '.join(said)})" if said else font.name


def _structure_words(heard: Sequence[Heard]) -> str:
    """Return how many there are of each role, in the order they are met."""
    roles = Counter(each.role for each in heard if each.role != "text")
    return ", ".join(f"{count} × {role}" if count > 1 else role for role, count in roles.items())


def _heard_lines(heard: Sequence[Heard], most: int | None) -> Iterator[str]:
    """Yield what is heard, indented by depth; at most *most* lines and one that says so."""
    for each in heard[:most]:
        language = f" [{each.language}]" if each.language else ""
        said = f": {each.text}" if each.text else ""
        yield f"{'  ' * each.level}{each.role}{language}{said}"
    if most is not None and len(heard) > most:
        yield f"… {len(heard) - most} more; --listen shows all"


def _show_json(looked: Looked, wish: Wish) -> None:  # noqa: ARG001 - as `_show`
    """Write what is known of a file for machines, as one line of JSON."""
    known: dict[str, Any] = asdict(looked.report) if looked.report else {}
    emit_json(
        {
            "file": relative(looked.path),
            "exit_code": int(looked.exit_code),
            **known,
            "verdicts": looked.verdicts and [asdict(each) for each in looked.verdicts],
            "findings": [finding_object(each) for each in looked.findings],
        }
    )
