"""Jobs to outcomes, one after the other; a bad statement never stops the rest."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from bayan.batch.ending import internal
from bayan.batch.plan import Job
from bayan.errors import BayanError, ExitCode
from bayan.findings import Finding, Severity, errors_in

if TYPE_CHECKING:
    from bayan.typeset.model import Rendition

Render = Callable[[Path], "Rendition"]
Write = Callable[[Path | None, bytes], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one job."""

    job: Job
    findings: tuple[Finding, ...] = ()
    exit_code: ExitCode = ExitCode.DONE
    pages: int = 0
    """0 where no PDF came out."""
    size: int = 0
    """Bytes of the PDF."""
    seconds: float = 0.0
    fault: Exception | None = None
    """What Bayan itself stumbled over; None unless the exit code is ``INTERNAL``."""

    @property
    def done(self) -> bool:
        """Whether the PDF was written."""
        return self.exit_code is ExitCode.DONE


def run(
    jobs: Iterable[Job],
    render: Render,
    write: Write,
    clock: Callable[[], float],
    *,
    strict: bool = False,
) -> Iterator[Outcome]:
    """Render and write the *jobs*, in order, and yield what became of each.

    *write* gets a job's output and the PDF; *clock* counts seconds. With *strict*, a rendition
    with a warning is not written. Ctrl-C and a closed pipe pass through; nothing else does.
    """
    for job in jobs:
        start = clock()
        outcome = _attempt(job, render, write, strict=strict)
        yield replace(outcome, seconds=clock() - start)


def _attempt(job: Job, render: Render, write: Write, *, strict: bool) -> Outcome:
    """Return what becomes of *job*; every way to fail is an outcome."""
    noticed: tuple[Finding, ...] = ()
    try:
        if job.refusal is not None:
            return Outcome(job, job.refusal.findings, job.refusal.exit_code)
        rendition = render(job.source)
        noticed = rendition.findings
        verdict = _verdict(noticed, strict=strict)
        if verdict is ExitCode.DONE:
            write(job.output, rendition.pdf)
    except BayanError as refusal:
        return Outcome(job, noticed + refusal.findings, refusal.exit_code)
    except BrokenPipeError:
        raise
    except Exception as fault:
        return Outcome(job, (*noticed, internal(fault)), ExitCode.INTERNAL, fault=fault)
    return Outcome(job, noticed, verdict, rendition.pages, len(rendition.pdf))


def _verdict(findings: Iterable[Finding], *, strict: bool) -> ExitCode:
    """Return whether a rendition with these *findings* may be written, and if not, why."""
    findings = tuple(findings)
    if errors_in(findings):
        return ExitCode.NONCONFORMING
    if strict and any(finding.severity is Severity.WARNING for finding in findings):
        return ExitCode.STRICT
    return ExitCode.DONE
