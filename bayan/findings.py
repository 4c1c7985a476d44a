"""What was noticed, where, and what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs: an error stops, a warning stops under ``--strict``."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file the user wrote.

    ``file`` is the path as the user would name it; ``line`` and ``column`` count from 1,
    and are None where the finding concerns the whole file or line.
    """

    file: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        """Return ``file``, ``file:line`` or ``file:line:column``."""
        known = (part for part in (self.file, self.line, self.column) if part is not None)
        return ":".join(map(str, known))


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing noticed.

    ``code`` is stable ("statement.encoding") and has a section in ``docs/errors.md``;
    ``message`` says what is wrong, ``hint`` what to do. Neither repeats the place.
    """

    severity: Severity
    code: str
    message: str
    place: Place | None = None
    hint: str = ""


def error(code: str, message: str, place: Place | None = None, hint: str = "") -> Finding:
    """Return a finding that stops the rendition."""
    return Finding(Severity.ERROR, code, message, place, hint)


def warning(code: str, message: str, place: Place | None = None, hint: str = "") -> Finding:
    """Return a finding that stops the rendition under ``--strict`` only."""
    return Finding(Severity.WARNING, code, message, place, hint)


def info(code: str, message: str, place: Place | None = None, hint: str = "") -> Finding:
    """Return a finding that never stops anything."""
    return Finding(Severity.INFO, code, message, place, hint)


def errors_in(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings that are errors, in order."""
    return tuple(finding for finding in findings if finding.severity is Severity.ERROR)
