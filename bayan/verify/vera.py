"""veraPDF's verdict: the outside judge of PDF/A and PDF/UA.

A flavour is veraPDF's own short name of a standard: ``3a``, ``4f``, ``ua1``.
"""

import json
import re
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import Any

from bayan.errors import ToolError
from bayan.tools import Program, Result, find, require, run
from bayan.typeset.model import Standard

FLAVOURS: Mapping[Standard, tuple[str, ...]] = {
    Standard.A3A_UA1: ("3a", "ua1"),
    Standard.A4F_UA2: ("4f", "ua2"),
    Standard.A4_UA2: ("4", "ua2"),
}
"""What each pair of standards is to veraPDF."""

DECLARED = "0"
"""In place of a flavour: every one that a file's own XMP claims."""

_HINT = "Run `make tools` in a checkout: it brings veraPDF, and Java 17 or newer, which it needs."
_PROFILE = re.compile(r"PDF/(A|UA)-(\w+)")
_SECONDS = 900.0
_SCRATCH = {"JDK_JAVA_OPTIONS": "-Djava.io.tmpdir=."}
"""veraPDF leaves a log behind at each run: in the folder that goes away."""

_Report = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Failure:
    """One rule that a file breaks."""

    clause: str
    """Clause and test of the standard, as ``7.18.3-1``; empty if the file is no PDF at all."""
    count: int
    """How often it is broken."""
    message: str
    where: str = ""
    """The first place, as a path through veraPDF's model of the file."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What veraPDF says of one file in one flavour."""

    flavour: str
    passed: bool
    assertions: int
    """Checks made: the more, the more of the standard the file was measured against."""
    failures: tuple[Failure, ...] = ()


def find_verapdf(tools: Path | None = None) -> Program | None:
    """Return veraPDF, from the folder *tools* that ``make tools`` fills or from the PATH.

    *tools* is ``World.tools``. None also where a veraPDF is, but no Java to run it.
    """
    return find("verapdf", _folders(tools)) if find("java") else None


def verdicts(
    pdf: Path, flavours: Sequence[str] = (), *, tools: Path | None = None
) -> tuple[Verdict, ...]:
    """Return the verdicts on one file: ``validate_files`` for it alone."""
    return validate_files([pdf], flavours, tools=tools)[0]


def validate_files(
    pdfs: Sequence[Path], flavours: Sequence[str] = (), *, tools: Path | None = None
) -> tuple[tuple[Verdict, ...], ...]:
    """Return the verdicts on each of *pdfs*, in their order and that of *flavours*.

    Without *flavours* each file is judged by what its XMP claims; by ``1b`` if it claims
    nothing. Java takes a second to start: give all files at once. A file that is no PDF
    fails with a ``Failure`` that says so.

    Raises:
        ToolError: veraPDF or Java is missing, or veraPDF gives no verdict.
    """
    require("java", hint=_HINT)
    verapdf = require("verapdf", _folders(tools), hint=_HINT)
    claimed = _judge(verapdf, pdfs, DECLARED)
    if not flavours:
        return claimed
    found = [{verdict.flavour: verdict for verdict in of_file} for of_file in claimed]
    for flavour in flavours:
        _complete(found, verapdf, pdfs, flavour)
    return tuple(tuple(by[flavour] for flavour in flavours) for by in found)


def _folders(tools: Path | None) -> Iterable[Path]:
    return () if tools is None else (tools / "verapdf",)


def _complete(
    found: Sequence[dict[str, Verdict]], verapdf: Program, pdfs: Sequence[Path], flavour: str
) -> None:
    """Judge by *flavour* the files that do not claim it."""
    missing = [index for index, by in enumerate(found) if flavour not in by]
    judged = _judge(verapdf, [pdfs[index] for index in missing], flavour)
    for index, (verdict,) in zip(missing, judged, strict=True):
        found[index][flavour] = verdict


def _judge(verapdf: Program, pdfs: Sequence[Path], flavour: str) -> tuple[tuple[Verdict, ...], ...]:
    """Run veraPDF once over *pdfs*.

    They are handed over as links with plain names: veraPDF takes no file without ``.pdf``,
    and Java no name that the locale cannot hold.
    """
    if not pdfs:
        return ()
    with tempfile.TemporaryDirectory(prefix="bayan-") as name:
        links = [Path(name, f"{index}.pdf") for index in range(len(pdfs))]
        for link, pdf in zip(links, pdfs, strict=True):
            link.symlink_to(pdf.resolve())
        arguments = ["--format", "json", "--maxfailuresdisplayed", "1", "--flavour", flavour]
        result = run(
            verapdf,
            [*arguments, *(link.name for link in links)],
            seconds=_SECONDS,
            folder=Path(name),
            settings=_SCRATCH,
            accept=None,
        )
    jobs = _jobs(result)
    if len(jobs) != len(pdfs):
        raise _no_verdict(result)
    return tuple(_verdicts(jobs[index], flavour) for index in range(len(pdfs)))


def _jobs(result: Result) -> dict[int, _Report]:
    """Return veraPDF's account of each file, by the file's number."""
    try:
        jobs = json.loads(result.output)["report"]["jobs"]
        return {int(Path(job["itemDetails"]["name"]).stem): job for job in jobs}
    except (ValueError, KeyError, TypeError) as fault:
        raise _no_verdict(result) from fault


def _no_verdict(result: Result) -> ToolError:
    lines = result.errors.strip().splitlines()
    reason = f": “{lines[-1]}”" if lines else ""
    message = f"The judge veraPDF ended with status {result.status} and no verdict{reason}."
    return ToolError.one("verify.verapdf", message, hint=_HINT)


def _verdicts(job: _Report, flavour: str) -> tuple[Verdict, ...]:
    fault = job.get("taskException")
    if fault is not None:
        return (Verdict(flavour, False, 0, (Failure("", 1, fault["exceptionMessage"]),)),)
    return tuple(
        Verdict(
            flavour if flavour != DECLARED else _flavour(result["profileName"]),
            result["compliant"],
            result["details"]["passedChecks"] + result["details"]["failedChecks"],
            _failures(result["details"]["ruleSummaries"]),
        )
        for result in job["validationResult"]
    )


def _flavour(profile: str) -> str:
    """Return ``3a`` for “PDF/A-3a validation profile”, the name itself if it is another kind."""
    match = _PROFILE.search(profile)
    if match is None:
        return profile
    family, level = match.groups()
    return f"{'ua' if family == 'UA' else ''}{level.lower()}"


def _failures(rules: Iterable[_Report]) -> tuple[Failure, ...]:
    """Return *rules* by clause: veraPDF itself keeps no order."""
    return tuple(sorted(map(_failure, rules), key=attrgetter("clause")))


def _failure(rule: _Report) -> Failure:
    first: _Report = next(iter(rule["checks"]), {})
    return Failure(
        clause=f"{rule['clause']}-{rule['testNumber']}",
        count=rule["failedChecks"],
        message=first.get("errorMessage") or rule["description"],
        where=first.get("context", ""),
    )
