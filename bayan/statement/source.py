"""From a file's bytes to its lines, or plain words on why that cannot be."""

import stat
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bayan.errors import LimitError, StatementError
from bayan.findings import Finding, Place, error
from bayan.statement.encoding import UTF8_MARK, likely_encoding
from bayan.world import Limits

NAME = "Check the name, and the folder that you are in."
REFUSALS: dict[type[OSError], tuple[str, str]] = {
    FileNotFoundError: ("There is no such file.", NAME),
    NotADirectoryError: ("There is no such file.", NAME),
    PermissionError: (
        "The file may not be read: its permissions forbid it.",
        "Ask whoever looks after the folder for the right to read it.",
    ),
    IsADirectoryError: ("This is a folder, not a file.", "Name the .md file in it."),
}
SHOWN = 20
"""Characters that cannot be printed, named at most in one go."""
BREAKS = frozenset("\u2028\u2029")
"""Line and paragraph separators: invisible, and lines to some readers only."""

OVERRIDES = frozenset("\u202d\u202e")
"""What makes words print in another order than they are written."""
EMBEDDINGS, ISOLATES = "\u202a\u202b", "\u2066\u2067\u2068"
EMBEDDING_END, ISOLATE_END = "\u202c", "\u2069"


@dataclass(frozen=True, slots=True)
class Source:
    """Lines of a file that the user wrote, each with the number it has there."""

    file: str
    lines: tuple[str, ...]
    numbers: tuple[int, ...]

    @property
    def text(self) -> str:
        """The lines as one text, without a newline at its end."""
        return "\n".join(self.lines)

    def place(self, index: int) -> Place:
        """Return where line *index*, counted from 0, stands in the file."""
        if not self.numbers:
            return Place(self.file)
        return Place(self.file, self.numbers[min(index, len(self.numbers) - 1)])

    def part(self, start: int, end: int | None = None) -> "Source":
        """Return the lines from *start* up to *end*, counted from 0."""
        return Source(self.file, self.lines[start:end], self.numbers[start:end])


def read_source(path: Path, limits: Limits) -> Source:
    """Return the lines of the UTF-8 file at *path*, whatever its line ends.

    Raises:
        StatementError: it cannot be read, is not UTF-8, or holds characters nobody can print.
        LimitError: it, or one of its lines, is too long.
    """
    file = str(path)
    text = _decoded(_content(path, limits.source_bytes), file)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
    source = Source(file, tuple(lines), tuple(range(1, len(lines) + 1)))
    _require_lines_short(source, limits.line_characters)
    if faults := _character_faults(source):
        raise StatementError(faults)
    return source


def unprintable(text: str) -> Iterator[str]:
    """Yield each character of *text* that has no place in a printed text."""
    return (char for char in text if not char.isprintable() and _is_unprintable(char))


def unclosed(text: str) -> Iterator[int]:
    """Yield where in *text* a change of direction begins that does not end in it."""
    waiting: list[int] = []
    for position, char in enumerate(text):
        if char in EMBEDDINGS or char in ISOLATES:
            waiting.append(position)
        elif char == EMBEDDING_END and waiting and text[waiting[-1]] in EMBEDDINGS:
            waiting.pop()
        elif char == ISOLATE_END and any(text[each] in ISOLATES for each in waiting):
            while text[waiting.pop()] not in ISOLATES:
                pass
    yield from waiting


def character_name(char: str) -> str:
    """Return the code point of *char* and its name, where it has one: ``U+0007 (BELL)``."""
    name = unicodedata.name(char, "") or _CONTROLS.get(ord(char), "control character")
    return f"U+{ord(char):04X} ({name})"


def objection(char: str) -> str:
    """Return the name of *char*, which is unprintable, and what is wrong with it."""
    fault = "changes the order of the words" if char in OVERRIDES else "cannot be printed"
    return f"{character_name(char)}, which {fault}"


_CONTROLS = {
    0x00: "NULL",
    0x07: "BELL",
    0x08: "BACKSPACE",
    0x0B: "LINE TABULATION",
    0x0C: "FORM FEED",
    0x1B: "ESCAPE",
    0x7F: "DELETE",
    0x85: "NEXT LINE",
}


def _is_unprintable(char: str) -> bool:
    point = ord(char)
    return (
        (unicodedata.category(char) in ("Cc", "Cs") and char not in "\t\n")
        or char in OVERRIDES
        or char in BREAKS
        or point & 0xFFFE == 0xFFFE
        or 0xFDD0 <= point <= 0xFDEF
    )


def _content(path: Path, most: int) -> bytes:
    try:
        _require_ordinary(path, most)
        with path.open("rb") as file:
            content = file.read(most + 1)
    except OSError as fault:
        raise refusal(path, fault) from fault
    if len(content) > most:
        raise _too_large(path, most)
    return content


def refusal(path: Path, fault: OSError) -> StatementError:
    """Return what to say of the file at *path* that the system refused with *fault*."""
    unknown = f"The file cannot be read: {fault.strerror}.", "Copy it again."
    message, hint = REFUSALS.get(type(fault), unknown)
    return StatementError.one("statement.file", message, Place(str(path)), hint)


def _require_ordinary(path: Path, most: int) -> None:
    """Look at the size before anything is read: a device or a huge file is never opened."""
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError
    if not stat.S_ISREG(status.st_mode):
        raise StatementError.one(
            "statement.file",
            "This is not an ordinary file.",
            Place(str(path)),
            "Copy its text into a file of its own.",
        )
    if status.st_size > most:
        raise _too_large(path, most)


def _too_large(path: Path, most: int) -> LimitError:
    return LimitError.one(
        "statement.limit",
        f"The file is too large for a statement: {most / 1e6:.1f} MB are the most.",
        Place(str(path)),
        "Is this really the statement's text? Pictures belong in files of their own.",
    )


def _decoded(content: bytes, file: str) -> str:
    encoding = likely_encoding(content)
    if encoding is not None:
        raise StatementError.one(
            "statement.encoding",
            "The file is not in UTF-8, so its letters cannot be told.",
            Place(file),
            f"It looks like {encoding}. Open it in that encoding and save it as UTF-8.",
        )
    return content.removeprefix(UTF8_MARK).decode("utf-8")


def _require_lines_short(source: Source, most: int) -> None:
    for index, line in enumerate(source.lines):
        if len(line) > most:
            raise LimitError.one(
                "statement.limit",
                f"The line is too long: {len(line):,} characters, where {most:,} are allowed.",
                source.place(index),
                "Break it into paragraphs with empty lines between them.",
            )


def _character_faults(source: Source) -> tuple[Finding, ...]:
    """Return an error for each line and character that cannot be printed, the first of many."""
    if not any(unprintable(source.text)):
        return ()
    found = [
        (index, char)
        for index, line in enumerate(source.lines)
        for char in dict.fromkeys(unprintable(line))
    ]
    return tuple(_named(source, found[:SHOWN]))


def _named(source: Source, found: Iterable[tuple[int, str]]) -> Iterator[Finding]:
    for index, char in found:
        yield error(
            "statement.character",
            f"The line holds {objection(char)}.",
            source.place(index),
            "Delete it; it often comes with text copied from another program.",
        )
