"""Options that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from bayan.errors import UsageError
from bayan.world import World, default_world

Function = TypeVar("Function", bound=Callable[..., Any])

HELP: dict[str, Any] = {"help_option_names": ["-h", "--help"]}

as_json = click.option(
    "--json", "as_json", is_flag=True, help="Tell machines: JSON Lines on standard output."
)


def talk(function: Function) -> Function:
    """Add ``-q`` and ``-v``."""
    quiet = click.option("-q", "--quiet", is_flag=True, help="Show errors only.")
    verbose = click.option(
        "-v", "--verbose", is_flag=True, help="Show all findings with their codes."
    )
    return quiet(verbose(function))


def one_of(*given: tuple[str, bool]) -> None:
    """Refuse options that exclude each other.

    Raises:
        UsageError: More than one of the pairs (name, whether it is given) is given.
    """
    names = [name for name, there in given if there]
    if len(names) > 1:
        raise UsageError.one(
            "usage.conflict",
            f"{' and '.join(names)} exclude each other.",
            hint="Give one of them.",
        )


def world() -> World:
    """Return the world of this installation and this user."""
    try:
        return default_world(Path.home())
    except RuntimeError:  # an account without a home folder, as on some servers
        return default_world()
