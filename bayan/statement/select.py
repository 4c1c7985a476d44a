"""Which file is which version: ``NAME.md`` is the main one, ``NAME.ar.md`` the Arabic one."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bayan.errors import BayanError, StatementError
from bayan.findings import Finding, Place, error
from bayan.language.table import LANGUAGES, find_language, is_tag
from bayan.statement.comments import without_comments
from bayan.statement.frontmatter import read_parts
from bayan.statement.notebook import Notebook
from bayan.statement.source import NAME, read_source, refusal
from bayan.world import Limits

MAIN_NAME = "statement.md"
SUFFIX = ".md"


@dataclass(frozen=True, slots=True)
class Family:
    """The files of one statement."""

    main: Path
    """Where the main version is, or would be."""
    main_language: str | None
    """Its language's tag; None if it is missing or cannot tell."""
    others: Mapping[str, Path]
    """Tag, as in the file name, to file; in table order."""
    left_out: tuple[Path, ...] = ()
    """Files named like versions, in no known language: ``statement.old.md``."""

    @property
    def files(self) -> dict[str, Path]:
        """Every version by its tag, in table order; not a main one that cannot tell its own."""
        own = {self.main_language: self.main} if self.main_language else {}
        return _in_table_order({**own, **self.others})

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags of all versions, in table order, each as its row of the table has it."""
        rows = ((find_language(tag), tag) for tag in self.files)
        return tuple(dict.fromkeys(row.tag if row else tag for row, tag in rows))


def select_versions(path: Path, languages: Sequence[str] = ()) -> tuple[Path, ...]:
    """Return the files of the versions that *path* stands for, in *languages*.

    A folder stands for its ``statement.md``. The main version stands for all versions, itself
    first and the others in table order, or those in *languages* in the order asked.
    ``statement.ar.md`` stands for itself alone.

    Raises:
        StatementError: a file or version is missing, or two files are of one language.
        LimitError: the main version's file is too large to be asked for its language.
    """
    path = _existing(path)
    family = family_of(path)
    alone = {tag: path for tag in [tag_in_name(path)] if tag and path != family.main}
    if not languages:
        return (path,) if alone else (path, *family.others.values())
    if family.main_language is None and not alone:
        _require_language(path, languages, family)
    files = {tag.casefold(): file for tag, file in (alone or family.files).items()}
    wanted = dict.fromkeys(tag.casefold() for tag in languages)
    missing = [tag for tag in languages if tag.casefold() not in files]
    if missing:
        raise StatementError(_missing(tag, path, alone or family.files) for tag in missing)
    return tuple(files[tag] for tag in wanted)


def versions_in(path: Path) -> tuple[str, ...]:
    """Return the tags of all the versions of the statement that *path* belongs to.

    They come in table order. *path* may be a folder, the main version or another.

    Raises:
        StatementError: the file is missing, or two files are of one language.
    """
    return family_of(_existing(path)).tags


def language_of(path: Path, limits: Limits | None = None) -> str:
    """Return the ``lang`` of the file at *path*, or the tag in its name if it has none.

    Raises:
        StatementError: neither can be told; what is wrong with the front matter is listed.
        LimitError: the file is too large.
    """
    notebook = Notebook()
    limits = limits or Limits()
    source = without_comments(read_source(path, limits), True, Notebook())
    parts = read_parts(source, limits, notebook)
    tag = parts.language or tag_in_name(path)
    if tag is None:
        notebook.stop()
        raise StatementError.one(
            "statement.missing",
            "The front matter has no lang.",
            Place(str(path), 1),
            "Add a line such as lang: ar",
        )
    return tag


def family_of(path: Path) -> Family:
    """Return the files of the statement that *path*, a Markdown file, belongs to.

    Raises:
        StatementError: two files are of one language.
    """
    siblings = _siblings(path)
    stem = _stem(path)
    by_tag: dict[str, list[Path]] = defaultdict(list)
    for name in sorted(filter(_may_be_version, siblings)):
        by_tag[(tag_in_name(name) or "").casefold()].append(name)
    mains = by_tag.pop("", None) or [path.with_name(f"{stem}{SUFFIX}")]
    main = path if path in mains else mains[0]
    language = _language_or_none(main)
    doubles = [*_doubles({**by_tag, "main": mains}), *_same_row(main, language, by_tag)]
    if doubles:
        raise StatementError(doubles)
    others = {tag_in_name(files[0]) or "": files[0] for files in by_tag.values()}
    left_out = tuple(file for file in siblings if not _may_be_version(file))
    return Family(main, language, _in_table_order(others), tuple(sorted(left_out)))


def tag_in_name(path: Path) -> str | None:
    """Return the tag in the name of *path*: ``pt-BR`` for ``statement.pt-BR.md``."""
    _, dot, tag = _bare(path).rpartition(".")
    return tag if dot and is_tag(tag) else None


def _may_be_version(path: Path) -> bool:
    """Tell whether *path* is a main version, or one in a language that can be set."""
    tag = tag_in_name(path)
    return tag is None or find_language(tag) is not None


def _bare(path: Path) -> str:
    return unicodedata.normalize("NFC", path.name)[: -len(SUFFIX)]


def _stem(path: Path) -> str:
    tag = tag_in_name(path)
    return _bare(path)[: -len(tag) - 1] if tag else _bare(path)


def _siblings(path: Path) -> list[Path]:
    """Return the files beside *path*, itself included, that are versions of its statement."""
    try:
        names = [each.name for each in path.parent.iterdir()]
    except OSError:
        return []
    files = (path.with_name(name) for name in names if name.casefold().endswith(SUFFIX))
    return [file for file in files if _stem(file).casefold() == _stem(path).casefold()]


def _existing(path: Path) -> Path:
    try:
        return _found(path)
    except OSError as fault:
        raise refusal(path, fault) from fault


def _found(path: Path) -> Path:
    """Return the Markdown file that *path* names, in whatever normal form the disk has it."""
    path = path / MAIN_NAME if path.is_dir() else path
    if path.exists() and path.suffix.casefold() != SUFFIX:
        raise StatementError.one(
            "statement.file",
            "This is not a Markdown file: the name of one ends in .md.",
            Place(str(path)),
            "Name the statement's folder, or the .md file in it.",
        )
    if path.exists():
        return path
    name = unicodedata.normalize("NFC", path.name)
    for file in _siblings(path):
        if unicodedata.normalize("NFC", file.name) == name:
            return file
    raise StatementError.one(
        "statement.file", "There is no such file.", Place(str(path)), _nearby(path)
    )


def _nearby(path: Path) -> str:
    try:
        names = sorted(each.name for each in path.parent.glob("*.md"))
    except OSError:
        names = []
    if names:
        return f"The folder holds {', '.join(names[:8])}."
    return f"A folder needs a {MAIN_NAME}." if path.parent.is_dir() else NAME


def _language_or_none(path: Path) -> str | None:
    """Return the language of the main version; its faults are told when it is read."""
    try:
        return language_of(path)
    except BayanError:
        return None


def _require_language(path: Path, languages: Sequence[str], family: Family) -> None:
    """Let the main version say why its language is not known, if it may be the one wanted."""
    others = {tag.casefold() for tag in family.others}
    if not others.issuperset(tag.casefold() for tag in languages):
        language_of(path)


def _doubles(files: Mapping[str, Sequence[Path]]) -> Iterable[Finding]:
    for first, *rest in files.values():
        for other in rest:
            yield error(
                "statement.version",
                f"{first.name} and {other.name} are two files for one version.",
                Place(str(other)),
                "Keep one of them; names that differ in case or in the form of accents are one.",
            )


def _same_row(
    main: Path, language: str | None, others: Mapping[str, Sequence[Path]]
) -> Iterable[Finding]:
    """Yield an error for each file in the language, by its row of the table, of one before."""
    seen = {_row(language): main} if language else {}
    for tag, files in others.items():
        first = seen.setdefault(_row(tag), files[0])
        if first != files[0]:
            yield error(
                "statement.version",
                f"{first.name} and {files[0].name} are both in the language {_row(tag)}.",
                Place(str(files[0])),
                "Keep one of them, or correct the tag in the name or the lang of the other.",
            )


def _row(tag: str) -> str:
    row = find_language(tag)
    return row.tag if row else tag.casefold()


def _missing(tag: str, path: Path, files: Mapping[str, Path]) -> Finding:
    there = ", ".join(files) or "none"
    write = f"Write {_stem(path)}.{tag}{SUFFIX} beside it, or choose another --lang."
    known = is_tag(tag) and find_language(tag) is not None
    return error(
        "statement.version",
        f"There is no version in the language {tag}; the versions are: {there}.",
        Place(str(path)),
        write if known else f"The languages are {', '.join(LANGUAGES)}.",
    )


def _in_table_order(files: Mapping[str, Path]) -> dict[str, Path]:
    order = list(LANGUAGES)
    known = {tag: order.index(_row(tag)) for tag in files if _row(tag) in LANGUAGES}
    return {tag: files[tag] for tag in sorted(files, key=lambda t: (known.get(t, len(order)), t))}
