"""Reading a TOML file that a user wrote, with the line of every key."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bayan.errors import BayanError, LimitError
from bayan.findings import Place

Key = tuple[str | int, ...]
"""A path of keys: ``("house", "ar", "name")``, ``("font", 0, "file")``."""

# tomllib tells no positions. What follows need not judge TOML, for tomllib has accepted the
# text by then; it only has to know where a statement begins: at a line that no string, list
# or inline table has been carried over to.
_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|'
    r"'''.*?'{3,5}|"
    r'"(?:\\.|[^"\\\n])*"|'
    r"'[^'\n]*'|"
    r"#[^\n]*|"
    r"[\[\]{}\n]",
    re.DOTALL,
)
_KEY = r"""(?:[A-Za-z0-9_-]+|"(?:\\.|[^"\\\n])*"|'[^'\n]*')"""
_DOTTED = rf"{_KEY}(?:[ \t]*\.[ \t]*{_KEY})*"
_HEADER = re.compile(rf"[ \t]*(\[\[?)[ \t]*({_DOTTED})[ \t]*\]")
_PAIR = re.compile(rf"[ \t]*({_DOTTED})[ \t]*=")
_DEPTH = {"[": 1, "{": 1, "]": -1, "}": -1}
_SYNTAX_PLACE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")


@dataclass(frozen=True, slots=True)
class TomlFile:
    """A TOML file, read, with the lines of its keys."""

    path: Path
    data: Mapping[str, Any]
    lines: Mapping[Key, int]

    def place(self, *key: str | int) -> Place:
        """Return where *key* stands, or the nearest table around it, or the file."""
        return Place(str(self.path), line_of(self.lines, key))

    def keys(self, table: str) -> tuple[str, ...]:
        """Return the keys of the top-level *table*; none if there is no such table."""
        found = self.data.get(table)
        return tuple(found) if isinstance(found, dict) else ()

    def beside(self, name: str) -> Path | None:
        """Return the file or folder *name* in this file's folder; None if it leads out of it."""
        folder = self.path.parent
        if Path(name).is_absolute() or ".." in Path(name).parts:
            return None
        try:
            target = (folder / name).resolve(strict=True)
        except FileNotFoundError:
            return folder / name
        except (OSError, RuntimeError):  # a link to itself: OSError from Python 3.13 on
            return None
        return folder / name if target.is_relative_to(folder.resolve()) else None


def line_of(lines: Mapping[Key, int], key: Key) -> int | None:
    """Return the line of *key*, or of the nearest table around it; None if it has none."""
    prefixes = (key[:length] for length in range(len(key), 0, -1))
    return next((lines[prefix] for prefix in prefixes if prefix in lines), None)


def read_toml(path: Path, fault: type[BayanError], limit: int) -> TomlFile:
    """Return the TOML file at *path*.

    Args:
        path: The file; a byte-order mark and CRLF are accepted.
        fault: The exception that a wrong file raises.
        limit: The largest size, in bytes.

    Raises:
        BayanError: *fault* if the file cannot be read as UTF-8 or as TOML.
        LimitError: If the file is larger than *limit*.
    """
    text = _decode(path, _read(path, fault, limit), fault)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as cause:
        raise _syntax(path, str(cause), fault) from cause
    except RecursionError as cause:
        message = "Lists or tables are nested too deeply."
        raise fault.one("toml.syntax", message, Place(str(path)), "Write it flatter.") from cause
    return TomlFile(path, data, key_lines(text))


def _read(path: Path, fault: type[BayanError], limit: int) -> bytes:
    place = Place(str(path))
    try:
        with path.open("rb") as stream:
            content = stream.read(limit + 1)
    except OSError as cause:
        message = f"The file cannot be read: {cause.strerror or cause}."
        hint = "Ask whoever looks after the folder for the right to read it."
        raise fault.one("toml.unreadable", message, place, hint) from cause
    if len(content) > limit:
        message = f"The file is larger than {limit // 1024} KiB."
        raise LimitError.one("toml.size", message, place, "Is this the right file?")
    return content


def _decode(path: Path, content: bytes, fault: type[BayanError]) -> str:
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as cause:
        line = content.count(b"\n", 0, cause.start) + 1
        message = f"The file is not UTF-8: line {line} has the byte 0x{content[cause.start]:02X}."
        hint = "Open it in your editor and save it with the encoding UTF-8."
        raise fault.one("toml.encoding", message, Place(str(path), line), hint) from cause


def _syntax(path: Path, reason: str, fault: type[BayanError]) -> BayanError:
    found = _SYNTAX_PLACE.search(reason)
    line, column = (
        (int(number) for number in found.groups()) if found and found[1] else (None, None)
    )
    what = reason[: found.start()] if found else reason
    message = f"This cannot be read as TOML: {what[:1].lower()}{what[1:]}."
    hint = 'A line looks like name = "text" or [table]; check that quotes and brackets are closed.'
    return fault.one("toml.syntax", message, Place(str(path), line, column), hint)


def key_lines(text: str) -> dict[Key, int]:
    """Return the line, from 1, of every table and key of *text*, which is valid TOML.

    Keys inside an inline table have no line of their own.
    """
    lines: dict[Key, int] = {}
    counts: Counter[Key] = Counter()
    table: Key = ()
    for line, start in _statements(text):
        if header := _HEADER.match(text, start):
            table = _parts(header[2])
            lines.setdefault(table, line)
            if header[1] == "[[":
                counts[table] += 1
                table = (*table, counts[table] - 1)
            lines.setdefault(table, line)
        elif pair := _PAIR.match(text, start):
            lines.setdefault(table + _parts(pair[1]), line)
    return lines


def _statements(text: str) -> Iterator[tuple[int, int]]:
    """Yield line number and offset of each line that begins a statement, or nothing."""
    line, depth = 1, 0
    yield line, 0
    for token in _TOKEN.finditer(text):
        line += token[0].count("\n")
        depth += _DEPTH.get(token[0], 0)
        if token[0] == "\n" and depth == 0:
            yield line, token.end()


def _parts(dotted: str) -> Key:
    return tuple(_unquoted(part) for part in re.findall(_KEY, dotted))


def _unquoted(part: str) -> str:
    if part[0] not in "\"'":
        return part
    value: str = tomllib.loads(f"key = {part}")["key"]
    return value
