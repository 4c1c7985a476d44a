"""Outside programs: whether they are there, and running them; the only door to both."""

import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bayan.errors import ToolError


@dataclass(frozen=True, slots=True)
class Program:
    """An outside program that is there."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class Result:
    """What a program that ended has left; its words are read as UTF-8."""

    status: int
    output: str
    errors: str


def find(name: str, folders: Iterable[Path] = ()) -> Program | None:
    """Return the program *name* from the first of *folders* that has it, then from the PATH.

    Nothing is run: that a program is there does not say that it works.
    """
    places = (*(str(folder) for folder in folders), None)
    found = (shutil.which(name, path=place) for place in places)
    return next((Program(name, Path(path).absolute()) for path in found if path), None)


def require(name: str, folders: Iterable[Path] = (), *, hint: str = "") -> Program:
    """Return what ``find`` finds.

    Raises:
        ToolError: the program is not there; *hint* says how to get it.
    """
    program = find(name, folders)
    if program is None:
        raise ToolError.one("tools.missing", f"The program “{name}” is not installed.", hint=hint)
    return program


def run(
    program: Program,
    arguments: Sequence[str | Path],
    *,
    seconds: float,
    folder: Path | None = None,
    settings: Mapping[str, str] | None = None,
    accept: Iterable[int] | None = (0,),
) -> Result:
    """Run *program* to its end, in *folder*, with nothing on its standard input.

    *settings* are added to the environment that it inherits. *accept* lists the exit
    statuses that are no failure; None takes any.

    Raises:
        ToolError: it cannot be started, takes longer than *seconds*, or ends otherwise.
    """
    try:
        done = subprocess.run(
            [program.path, *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            cwd=folder,
            env={**os.environ, **(settings or {})},
            timeout=seconds,
            check=False,
        )
    except OSError as fault:
        message = f"“{program.name}” cannot be started: {fault.strerror or fault}."
        raise _failed("tools.start", message) from fault
    except subprocess.TimeoutExpired as fault:
        message = f"“{program.name}” was stopped: it had not ended after {seconds:g} seconds."
        raise _failed("tools.timeout", message) from fault
    result = Result(done.returncode, _words(done.stdout), _words(done.stderr))
    if accept is not None and result.status not in accept:
        message = f"“{program.name}” failed with status {result.status}{_last_line(result)}."
        raise _failed("tools.failed", message)
    return result


def _failed(code: str, message: str) -> ToolError:
    return ToolError.one(code, message, hint="Run it by itself to see what is wrong.")


def _words(content: bytes) -> str:
    return content.decode("utf-8", errors="replace")


def _last_line(result: Result) -> str:
    lines = (result.errors.strip() or result.output.strip()).splitlines()
    return f": “{lines[-1]}”" if lines else ""
