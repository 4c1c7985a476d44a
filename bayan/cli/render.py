"""`bayan render`: statements to PDFs."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bayan.batch.ending import exit_code
from bayan.cli.guard import Guarded, Stop
from bayan.cli.options import HELP, as_json, one_of, talk, world
from bayan.cli.report import Report
from bayan.cli.stream import emit
from bayan.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bayan.batch.plan import Job
    from bayan.batch.run import Write
    from bayan.typeset.model import Rendition

STANDARDS = ("a-3a+ua-1", "a-4f+ua-2", "a-4+ua-2")
"""The values of `bayan.typeset.model.Standard`, which would be slow to import for ``--help``."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the command line asks for; what cannot be is refused when it is made."""

    statements: tuple[str, ...]
    languages: tuple[str, ...]
    output: str | None
    standard: str
    strict: bool
    strip_comments: bool
    as_json: bool
    quiet: bool
    verbose: bool

    def __post_init__(self) -> None:
        """Refuse pairs that exclude each other, and a PDF printed on a screen."""
        one_of(("-q", self.quiet), ("-v", self.verbose))
        one_of(("--json", self.as_json), ("-o -", self.output == "-"))
        if self.output == "-" and sys.stdout.isatty():
            raise UsageError.one(
                "usage.terminal",
                "-o - would print the PDF on this screen, where it is only noise.",
                hint="Send it on: … -o - > statement.pdf, or name the file with -o.",
            )


@click.command(cls=Guarded, context_settings=HELP)
@click.argument("statements", metavar="STATEMENT…", nargs=-1, required=True)
@click.option(
    "-l",
    "--lang",
    "languages",
    metavar="TAG",
    multiple=True,
    help="Render this language only; may be given several times.  [default: all]",
)
@click.option(
    "-o",
    "--output",
    metavar="PATH",
    help="A folder, a .pdf file for one version, or - for standard output.  [default: build]",
)
@click.option(
    "--standard",
    type=click.Choice(STANDARDS),
    default=STANDARDS[0],
    show_default=True,
    help="The standards that the PDF conforms to.",
)
@click.option("--strict", is_flag=True, help="Write nothing that has a warning.")
@click.option("--strip-comments", is_flag=True, help="Leave HTML comments out, do not stop there.")
@as_json
@talk
@click.pass_obj
def render(tools: tuple[Report, Stop], /, **options: Any) -> ExitCode:  # noqa: ANN401 - as click parsed them
    """Make the PDFs of each STATEMENT, one for each language version.

    statement.md stands for all versions of its folder; statement.ar.md for that one alone.
    """
    from bayan.batch.plan import plan

    wish = Wish(**options)
    jobs = plan([Path(each) for each in wish.statements], wish.languages, wish.output)
    return _run(jobs, _renderer(wish), tools, strict=wish.strict)


def _run(
    jobs: Sequence[Job],
    render_one: Callable[[Path], Rendition],
    tools: tuple[Report, Stop],
    *,
    strict: bool,
) -> ExitCode:
    """Run the *jobs*, telling about each as it ends, and return the code of them all."""
    from bayan.batch.run import run

    report, stop = tools
    numbers = iter(range(1, len(jobs) + 1))

    def announced(source: Path) -> Rendition:
        report.begun(source, next(numbers), len(jobs))
        return render_one(source)

    outcomes = []
    for outcome in run(jobs, announced, _writer(stop), time.monotonic, strict=strict):
        report.outcome(outcome)
        outcomes.append(outcome)
    report.finished(outcomes)
    return exit_code(outcome.exit_code for outcome in outcomes)


def _renderer(wish: Wish) -> Callable[[Path], Rendition]:
    """Return the pipeline with what the user chose."""
    from bayan import pipeline
    from bayan.typeset.model import Standard

    settings = pipeline.Settings(Standard(wish.standard), strip_comments=wish.strip_comments)
    return partial(pipeline.render, settings=settings, world=world())


def _writer(stop: Stop) -> Write:
    """Return the function that brings a PDF where it should go, unless it is time to stop."""
    from bayan.batch.write import write

    def deliver(output: Path | None, pdf: bytes) -> None:
        stop.check()
        if output is None:
            emit(pdf)
        else:
            write(output, pdf)

    return deliver
