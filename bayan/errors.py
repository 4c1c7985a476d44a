"""One exception class for each cause, one exit code for each class."""

from collections.abc import Iterable
from enum import IntEnum
from typing import ClassVar, Self

from bayan.findings import Finding, Place, error, errors_in


class ExitCode(IntEnum):
    """What the command returns; ``docs/errors.md`` explains each."""

    DONE = 0
    INTERNAL = 1
    USAGE = 2
    STATEMENT = 3
    HOUSE = 4
    GLYPH = 5
    ASSET = 6
    LAYOUT = 7
    LIMIT = 8
    OUTPUT = 9
    NONCONFORMING = 10
    TOOL = 11
    SOME_FAILED = 12
    STRICT = 13
    INTERRUPTED = 130


class BayanError(Exception):
    """A cause that stops a rendition; carries every finding that led to it."""

    exit_code: ClassVar[ExitCode] = ExitCode.INTERNAL

    def __init__(self, findings: Iterable[Finding]) -> None:
        """Keep *findings*, at least one of them an error."""
        self.findings = tuple(findings)
        super().__init__("; ".join(finding.message for finding in errors_in(self.findings)))

    @classmethod
    def one(cls, code: str, message: str, place: Place | None = None, hint: str = "") -> Self:
        """Return the exception for a single error."""
        return cls([error(code, message, place, hint)])


class UsageError(BayanError):
    """The command line asks for something that cannot be."""

    exit_code = ExitCode.USAGE


class StatementError(BayanError):
    """A statement's file cannot be read as a statement."""

    exit_code = ExitCode.STATEMENT


class HouseError(BayanError):
    """A house file is wrong."""

    exit_code = ExitCode.HOUSE


class GlyphError(BayanError):
    """A font is missing, damaged, not embeddable, or lacks a character."""

    exit_code = ExitCode.GLYPH


class AssetError(BayanError):
    """An image or emblem cannot be used."""

    exit_code = ExitCode.ASSET


class LayoutError(BayanError):
    """A layout does not exist or is wrong."""

    exit_code = ExitCode.LAYOUT


class LimitError(BayanError):
    """A named limit is passed."""

    exit_code = ExitCode.LIMIT


class OutputError(BayanError):
    """The PDF cannot be written where it should go."""

    exit_code = ExitCode.OUTPUT


class ConformanceError(BayanError):
    """The PDF came out, but not as every rendition promises."""

    exit_code = ExitCode.NONCONFORMING


class ToolError(BayanError):
    """An outside program is missing or failed."""

    exit_code = ExitCode.TOOL
