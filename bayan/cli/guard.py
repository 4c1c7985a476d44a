"""What every command promises: plain words for every end, and a clean stop."""

import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import click

from bayan.batch.ending import internal
from bayan.cli.report import Report, report_of
from bayan.cli.stream import silence
from bayan.errors import BayanError, ExitCode

_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")


class Stop:
    """Whether the user asked to stop.

    Python drops an interrupt that arrives inside a destructor or a C callback; whoever is about
    to write asks here once more.
    """

    def __init__(self) -> None:
        """Begin with nobody asking."""
        self._asked = False

    def ask(self, _signal: int, _frame: FrameType | None) -> None:
        """Take a signal."""
        self._asked = True
        raise KeyboardInterrupt

    def check(self) -> None:
        """Stop here if it was asked for."""
        if self._asked:
            raise KeyboardInterrupt


class Guarded(click.Command):
    """A command that ends with one of our exit codes and never with a bare traceback.

    Its function returns an `ExitCode`, takes the `Report` and the `Stop` from the context's
    object, and may raise any `BayanError`.
    """

    def invoke(self, ctx: click.Context) -> None:
        """Run the command and exit."""
        report = report_of(ctx.params)
        stop = Stop()
        ctx.obj = (report, stop)
        with _listening(stop):
            code = _ended(lambda: super(Guarded, self).invoke(ctx), report)
        ctx.exit(code)


def _ended(command: Callable[[], Any], report: Report) -> ExitCode:
    """Return the exit code of *command*, however it ends."""
    try:
        code = ExitCode(command())
    except BayanError as refusal:
        report.refused(refusal)
        return refusal.exit_code
    except KeyboardInterrupt:
        report.note("Stopped: no file was left half written.")
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        silence(sys.stdout)
        return ExitCode.OUTPUT
    except (click.ClickException, click.exceptions.Exit, click.Abort):
        raise
    except Exception as fault:
        report.refused(BayanError([internal(fault)]))
        report.trace(traceback.format_exception(fault))
        return ExitCode.INTERNAL
    return code


@contextmanager
def _listening(stop: Stop) -> Iterator[None]:
    """Have every polite signal to end arrive at *stop*; one that is ignored stays so."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {}
    for number in (getattr(signal, name) for name in _SIGNALS if hasattr(signal, name)):
        if signal.getsignal(number) is not signal.SIG_IGN:
            before[number] = signal.signal(number, stop.ask)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
