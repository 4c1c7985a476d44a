"""What is asked for, as jobs: which versions, and where each PDF goes."""

import contextlib
import os
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bayan.errors import BayanError, StatementError, UsageError
from bayan.findings import Finding, Place, error
from bayan.statement import language_of, select_versions

STDOUT = "-"
"""The output that means: the PDF to standard output."""
DEFAULT_FOLDER = "build"


@dataclass(frozen=True, slots=True)
class Job:
    """One version to render."""

    source: Path
    language: str
    """Its tag; empty where the file could not tell."""
    output: Path | None
    """Where the PDF goes; None is standard output."""
    refusal: BayanError | None = None
    """Why it cannot be rendered, if that is known before it is tried."""


@dataclass(frozen=True, slots=True)
class _Version:
    """A version that is asked for, not yet placed."""

    source: Path
    language: str = ""
    refusal: BayanError | None = None


def plan(
    inputs: Sequence[Path], languages: Sequence[str] = (), output: str | None = None
) -> tuple[Job, ...]:
    """Return a job for each version of the statements *inputs* in *languages*, in order.

    Without *languages*, every version found. *output* is a folder (by default ``build``), a path
    ending in ``.pdf`` for a single version, or ``-`` for a single version on standard output. A
    version named twice is rendered once. A statement that cannot be read becomes a job with its
    refusal, so that it does not stop the others. Nothing is written.

    Raises:
        UsageError: *output* fits no or several versions, two of them would be written to one
            file, or one would be written over an input.
    """
    versions = _distinct(found for path in inputs for found in _versions(path, languages))
    place = _placing(versions, output)
    jobs = tuple(
        Job(each.source, each.language, None if each.refusal else place(each), each.refusal)
        for each in versions
    )
    faults = (*_collisions(jobs), *_overwritten(jobs, inputs))
    if faults:
        raise UsageError(faults)
    return jobs


def output_name(source: Path, language: str) -> str:
    """Return the file name of the PDF of *source*, which is in *language*."""
    full = Path(os.path.abspath(source))  # noqa: PTH100 - resolve() would follow links
    is_markdown = full.suffix.casefold() == ".md"
    stem = (full.stem if is_markdown else full.name).removesuffix(f".{language}")
    named_by_folder = full.name.startswith("statement") and is_markdown
    return f"{full.parent.name if named_by_folder and full.parent.name else stem}.{language}.pdf"


def _versions(path: Path, languages: Sequence[str]) -> Iterator[_Version]:
    """Yield the versions that *path* stands for."""
    try:
        sources = select_versions(path, languages)
    except BayanError as refusal:
        yield _Version(path, refusal=refusal)
        return
    except OSError as fault:
        yield _Version(path, refusal=_unreachable(path, fault))
        return
    for source in sources:
        try:
            _require_utf8_name(source)
            yield _Version(source, language_of(source))
        except BayanError as refusal:
            yield _Version(source, refusal=refusal)


def _unreachable(path: Path, fault: OSError) -> StatementError:
    """Return the *fault* of a file system that will not even look for *path*."""
    return StatementError.one(
        "statement.file",
        f"The statement cannot be read: {fault.strerror or fault}.",
        Place(str(path)),
        "Check the name; a name can be too long for the disk.",
    )


def _require_utf8_name(source: Path) -> None:
    """Refuse a file whose name is no text: the PDF carries the name."""
    try:
        source.name.encode()
    except UnicodeEncodeError as fault:
        raise UsageError.one(
            "usage.name",
            "The name of the file is not UTF-8, so its letters cannot be told.",
            Place(str(source)),
            "Rename the file; letters a to z always work.",
        ) from fault


def _distinct(versions: Iterable[_Version]) -> tuple[_Version, ...]:
    """Return the *versions* without those whose file came before."""
    return tuple({os.path.realpath(each.source): each for each in versions}.values())


def _placing(versions: Sequence[_Version], output: str | None) -> Callable[[_Version], Path | None]:
    """Return the function that says where a version's PDF goes."""
    if output is not None and not output.strip():
        raise UsageError.one(
            "usage.output-empty",
            "-o is given without a name.",
            hint="Name a folder or a .pdf file.",
        )
    if output == STDOUT or (output or "").casefold().endswith(".pdf"):
        _require_single(versions, str(output))
        return lambda _: None if output == STDOUT else Path(str(output))
    folder = Path(output or DEFAULT_FOLDER)
    return lambda version: folder / output_name(version.source, version.language)


def _require_single(versions: Sequence[_Version], output: str) -> None:
    """Refuse an *output* that holds one version when there are several."""
    if len(versions) == 1:
        return
    tags = sorted({each.language for each in versions} - {""})
    raise UsageError.one(
        "usage.output-single",
        f"-o {output} holds one version, but {len(versions)} would be rendered "
        f"({', '.join(tags)}).",
        hint="Choose one with --lang, or give -o a folder.",
    )


def _collisions(jobs: Iterable[Job]) -> Iterator[Finding]:
    """Yield an error for each output that two jobs would write."""
    writers: dict[str, list[Job]] = defaultdict(list)
    for job in jobs:
        if job.output is not None:
            writers[_folded(job.output)].append(job)
    for first, *others in writers.values():
        for other in others:
            yield error(
                "usage.output-twice",
                f"{first.source} and {other.source} would both be written to {first.output}.",
                Place(str(other.source)),
                "Render them into different folders with -o, one command each.",
            )


def _folded(path: Path) -> str:
    """Return *path* so that names which some disk takes for one are equal."""
    return unicodedata.normalize("NFC", os.path.realpath(path)).casefold()


def _overwritten(jobs: Iterable[Job], inputs: Iterable[Path]) -> Iterator[Finding]:
    """Yield an error for each job that would write over a file that is read."""
    jobs = tuple(jobs)
    read = {key for path in (*inputs, *(job.source for job in jobs)) for key in _identity(path)}
    for job in jobs:
        if job.output is not None and read.intersection(_identity(job.output)):
            yield error(
                "usage.output-onto-input",
                f"The PDF would be written over {job.output}, which is one of the statements.",
                Place(str(job.source)),
                "Give -o another name; an output is never an input.",
            )


def _identity(path: Path) -> Iterator[object]:
    """Yield what tells the file at *path* from others, through links of both sorts.

    What the file system refuses to look at, a name too long for one, is no file that is there.
    """
    yield os.path.realpath(path)
    with contextlib.suppress(OSError):
        status = path.stat()
        yield status.st_dev, status.st_ino
