"""What several tests share; anything that one file alone needs stays in that file."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from bayan.tools import Program, find
from bayan.verify.vera import find_verapdf
from bayan.world import World, default_world

ROOT = Path(__file__).parent.parent


def pytest_configure() -> None:
    """Hear interrupts, also in a run started in the background, where they are ignored."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def world() -> World:
    """The checkout's folders, with the limits that users have."""
    return default_world()


@pytest.fixture(scope="session")
def require_tool(world: World) -> Callable[[str], Program]:
    """A function that returns an outside program.

    Where it is missing, the test is skipped on a laptop and fails in CI.
    """

    def require(name: str) -> Program:
        found = find_verapdf(world.tools) if name == "verapdf" else find(name)
        if found is None:
            reason = f"{name} is not here: `make tools` brings it"
            (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
        return found

    return require
