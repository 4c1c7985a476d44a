"""How a run ends: its code, and the words for a fault of our own."""

from collections.abc import Iterable

from bayan.errors import ExitCode
from bayan.findings import Finding, error


def internal(fault: Exception) -> Finding:
    """Return the finding for a *fault* that is nobody's but Bayan's."""
    return error(
        "internal.fault",
        "This is a fault of Bayan, not of your statement "
        f"({type(fault).__name__}: {fault or 'no more is known'}).",
        hint="Run the same command with -v and send all that it prints, together with the "
        "statement, to the people who maintain Bayan.",
    )


def exit_code(codes: Iterable[ExitCode]) -> ExitCode:
    """Return the code of a run: one cause for all keeps its own, anything else is "some"."""
    found = set(codes) or {ExitCode.DONE}
    return found.pop() if len(found) == 1 else ExitCode.SOME_FAILED
