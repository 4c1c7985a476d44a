"""What is told of a run: lines for people on standard error, JSON Lines for machines."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from traceback import format_exception
from typing import TYPE_CHECKING, Any, Protocol

from bayan.cli.stream import STDOUT_NAME, emit_line, say, watched
from bayan.cli.words import counted, plain, relative, shown, sized, visible, visible_json
from bayan.findings import Finding, Severity

if TYPE_CHECKING:
    from pathlib import Path

    from bayan.batch.run import Outcome
    from bayan.errors import BayanError

MOST = 40
"""Findings of one file that are shown without -v."""


class Report(Protocol):
    """What a command tells while it works."""

    def begun(self, source: Path, number: int, total: int) -> None:
        """Tell that *source* is being worked on, the first being *number* 1."""

    def outcome(self, outcome: Outcome) -> None:
        """Tell what became of a job."""

    def finished(self, outcomes: Sequence[Outcome]) -> None:
        """Tell what became of all."""

    def refused(self, refusal: BayanError) -> None:
        """Tell why the command could not do what was asked."""

    def note(self, line: str) -> None:
        """Tell something that is not about one file."""

    def trace(self, lines: Iterable[str]) -> None:
        """Tell where Bayan itself failed, to those who want to know."""


def report_of(options: Mapping[str, Any]) -> Report:
    """Return the report that a command's *options* ask for."""
    verbose = bool(options.get("verbose"))
    if options.get("as_json"):
        return JsonLines(verbose)
    return Lines(quiet=bool(options.get("quiet")), verbose=verbose)


@dataclass(frozen=True, slots=True)
class Lines:
    """The report for people."""

    quiet: bool = False
    verbose: bool = False
    write: Callable[[str], None] = say
    """Where findings go."""

    def begun(self, source: Path, number: int, total: int) -> None:
        """Show on a terminal what is being worked on; the outcome takes its place."""
        if watched() and not self.quiet:
            say(f"\r\033[K[{number}/{total}] {shown(source)} …", end="")

    def outcome(self, outcome: Outcome) -> None:
        """Write one line for the rendition and its findings below."""
        if watched() and not self.quiet:
            say("\r\033[K", end="")
        if not (self.quiet and outcome.done):
            say(_outcome_line(outcome))
        self.findings(outcome.findings, shown(outcome.job.source))
        if outcome.fault:
            self.trace(format_exception(outcome.fault))

    def finished(self, outcomes: Sequence[Outcome]) -> None:
        """Count, where there is more than one to count and one failed."""
        done = sum(outcome.done for outcome in outcomes)
        if done < len(outcomes) > 1:
            say(f"{done} of {len(outcomes)} written, {len(outcomes) - done} failed")

    def refused(self, refusal: BayanError) -> None:
        """Write the findings of *refusal*."""
        self.findings(refusal.findings)

    def note(self, line: str) -> None:
        """Write *line*."""
        say(line)

    def trace(self, lines: Iterable[str]) -> None:
        """Write *lines*, with -v."""
        if self.verbose:
            say("".join(lines), end="")

    def findings(self, findings: Iterable[Finding], source: str = "bayan") -> None:
        """Write *findings*, the gravest first; those without a place are about *source*."""
        wanted = sorted((each for each in findings if self._wants(each)), key=_weight)
        most = len(wanted) if self.verbose else MOST
        for finding in wanted[:most]:
            self._finding(finding, source)
        if wanted[most:]:
            self.write(f"  … and {counted(len(wanted) - most, 'more finding')}; -v shows all")

    def _wants(self, finding: Finding) -> bool:
        return not self.quiet or finding.severity is Severity.ERROR

    def _finding(self, finding: Finding, source: str) -> None:
        code = f" [{finding.code}]" if self.verbose else ""
        self.write(
            f"{_place(finding, source)}: {finding.severity}: {visible(finding.message)}{code}"
        )
        if finding.hint:
            self.write(f"  hint: {visible(plain(finding.hint))}")


@dataclass(frozen=True, slots=True)
class JsonLines:
    """The report for machines: one JSON object a line on standard output."""

    verbose: bool = False

    def begun(self, source: Path, number: int, total: int) -> None:
        """Say nothing: machines wait."""

    def outcome(self, outcome: Outcome) -> None:
        """Write an object for the rendition."""
        job = outcome.job
        emit_json(
            {
                "source": relative(job.source),
                "language": job.language or None,
                "output": relative(job.output) if outcome.done and job.output else None,
                "exit_code": int(outcome.exit_code),
                "pages": outcome.pages,
                "bytes": outcome.size,
                "seconds": round(outcome.seconds, 3),
                "findings": [finding_object(each) for each in outcome.findings],
            }
        )
        if outcome.fault:
            self.trace(format_exception(outcome.fault))

    def finished(self, outcomes: Sequence[Outcome]) -> None:
        """Say nothing: machines count."""

    def refused(self, refusal: BayanError) -> None:
        """Write an object without a source."""
        findings = [finding_object(each) for each in refusal.findings]
        emit_json({"source": None, "exit_code": int(refusal.exit_code), "findings": findings})

    def note(self, line: str) -> None:
        """Write *line* for whoever looks on."""
        say(line)

    def trace(self, lines: Iterable[str]) -> None:
        """Write *lines*, with -v."""
        if self.verbose:
            say("".join(lines), end="")


def emit_json(value: Mapping[str, Any]) -> None:
    """Write *value* as one line of JSON to standard output."""
    emit_line(visible_json(json.dumps(value, ensure_ascii=False)))


def finding_object(finding: Finding) -> dict[str, Any]:
    """Return *finding* as JSON has it."""
    place = finding.place
    return {
        "severity": str(finding.severity),
        "code": finding.code,
        "file": relative(place.file) if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "message": finding.message,
        "hint": finding.hint,
    }


def _outcome_line(outcome: Outcome) -> str:
    job = outcome.job
    if not outcome.done:
        language = f" ({visible(job.language)})" if job.language else ""
        return f"{shown(job.source)}{language}: not written"
    output = shown(job.output) if job.output else STDOUT_NAME
    facts = (counted(outcome.pages, "page"), sized(outcome.size), f"{outcome.seconds:.1f} s")
    return f"{output}: {', '.join(facts)}"


def _weight(finding: Finding) -> int:
    """Return what sorts errors before warnings, and these before infos."""
    return (Severity.ERROR, Severity.WARNING, Severity.INFO).index(finding.severity)


def _place(finding: Finding, source: str) -> str:
    if finding.place is None:
        return source
    _, *numbers = str(finding.place).removeprefix(finding.place.file).split(":")
    return ":".join((shown(finding.place.file), *numbers))
