"""Where the faults of a statement gather until all of them are known."""

from bayan.errors import AssetError, BayanError, LimitError, StatementError
from bayan.findings import Finding, Place, error, errors_in, info, warning

MANY = 100
"""Findings after which reading stops: nobody mends more at once."""
CAUSES: dict[str, type[BayanError]] = {"statement.image": AssetError}
"""The class of an error whose code is named here; all others are faults of the statement."""


class Notebook:
    """Collects the findings of one statement; the one thing here that changes."""

    def __init__(self) -> None:
        """Begin with nothing noticed."""
        self._findings: dict[Finding, None] = {}

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything noticed, once each, in the order of the file."""
        return tuple(sorted(self._findings, key=_position))

    def error(self, code: str, message: str, place: Place, hint: str = "") -> None:
        """Note a fault that stops the rendition."""
        self._add(error(code, message, place, hint))

    def warn(self, code: str, message: str, place: Place, hint: str = "") -> None:
        """Note something that is probably not meant."""
        self._add(warning(code, message, place, hint))

    def inform(self, code: str, message: str, place: Place, hint: str = "") -> None:
        """Note something worth knowing."""
        self._add(info(code, message, place, hint))

    def limit(self, message: str, place: Place, hint: str = "") -> LimitError:
        """Return the exception for a limit that is passed, with the errors noticed before."""
        before = errors_in(self.findings)
        return LimitError([*before, error("statement.limit", message, place, hint)])

    def stop(self) -> None:
        """Raise what was noticed if any of it is an error.

        Raises:
            AssetError: every error is about an image.
            StatementError: any other error.
        """
        if found := errors_in(self._findings):
            causes = {CAUSES.get(each.code, StatementError) for each in found}
            cause = causes.pop() if len(causes) == 1 else StatementError
            raise cause(self.findings)

    def _add(self, finding: Finding) -> None:
        self._findings[finding] = None
        if len(self._findings) >= MANY:
            raise StatementError([*self.findings, error("statement.many", *_MANY_WORDS)])


_MANY_WORDS = (
    f"There are more than {MANY} findings; the rest of the file was not read.",
    None,
    "Mend these first.",
)


def shortened(text: str, most: int = 60) -> str:
    """Return *text*, cut if it is too long for a message."""
    return text if len(text) <= most else f"{text[:most]}…"


def _position(finding: Finding) -> tuple[str, int]:
    place = finding.place or Place("")
    return place.file, place.line or 0
