"""The two streams: data on standard output, words on standard error."""

import contextlib
import os
import sys
from typing import TextIO

import click

from bayan.batch.write import refusal

STDOUT_NAME = "standard output"


def emit(data: bytes) -> None:
    """Write *data* to standard output, all of it, now.

    Raises:
        OutputError: It cannot be written.
        BrokenPipeError: Nobody reads it any more.
    """
    try:
        click.echo(data, nl=False)
    except BrokenPipeError:
        raise
    except OSError as fault:
        silence(sys.stdout)
        raise refusal(STDOUT_NAME, fault) from fault


def emit_line(text: str) -> None:
    """Write *text* and a line end to standard output, in UTF-8 whatever the locale."""
    emit(f"{text}\n".encode("utf-8", "backslashreplace"))


def say(line: str, *, end: str = "\n") -> None:
    """Write *line* to standard error; where that is closed, it is lost and nothing else is."""
    try:
        click.echo(line + end, nl=False, err=True)
    except OSError:
        silence(sys.stderr)


def watched() -> bool:
    """Return whether somebody watches standard error as it is written."""
    return sys.stderr.isatty()


def silence(stream: TextIO) -> None:
    """Turn *stream* into nothing, so that the interpreter's last flush of it cannot fail."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
