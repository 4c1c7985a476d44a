"""A file in its two parts: the front matter, typed, and the Markdown below it."""

from dataclasses import dataclass

from bayan.findings import Place
from bayan.statement.bounds import require_short_words
from bayan.statement.comments import cut
from bayan.statement.fields import Entries, read_entries
from bayan.statement.notebook import Notebook, shortened
from bayan.statement.source import Source
from bayan.statement.yamltree import comment_spans, read_tree
from bayan.world import Limits

OPENING = "---"
CLOSINGS = ("---", "...")
EXAMPLE = "Begin it with a line ---, then lines title: …, lang: …, date: …, then a line ---."


@dataclass(frozen=True, slots=True)
class Parts:
    """A file's front matter as it stands there, and its Markdown."""

    file: str
    front: Source
    """The lines between the two ``---``."""
    body: Source
    entries: Entries | None
    """What the front matter says, before inheritance; None if that cannot be told."""

    @property
    def language(self) -> str | None:
        """The ``lang`` written in the file, if it is one."""
        entry = (self.entries or {}).get("lang")
        return entry.value if entry and isinstance(entry.value, str) else None


def read_parts(source: Source, limits: Limits, notebook: Notebook) -> Parts:
    """Return *source* in its parts, with every fault of its front matter noted.

    Raises:
        LimitError: the front matter or a word in it is too long, or it is nested too deep.
    """
    end = _end_of_front(source, notebook)
    if end is None:
        return Parts(source.file, source.part(0, 0), source.part(0, 0), None)
    front, body = source.part(1, end), source.part(end + 1)
    _require_short(front, limits.front_matter_characters, notebook)
    require_short_words(front, limits.word_characters, notebook)
    tree = read_tree(front, notebook)
    if tree is None:
        return Parts(source.file, front, body, None)
    _note_numbers(front, notebook)
    entries = read_entries(tree, front, notebook)
    _require_short_values(entries, limits.word_characters, notebook)
    return Parts(source.file, front, body, entries)


def attached(parts: Parts) -> bytes:
    """Return the file as it goes into the PDF: UTF-8, LF, without the comments of its YAML.

    The front matter must be faultless.
    """
    front = cut(parts.front, tuple(comment_spans(parts.front.text)))
    lines = (OPENING, *front.lines, OPENING, *parts.body.lines)
    return "".join(f"{line}\n" for line in lines).encode()


def _require_short(front: Source, most: int, notebook: Notebook) -> None:
    if (length := len(front.text)) > most:
        raise notebook.limit(
            f"The front matter has {length:,} characters, where {most:,} are allowed.",
            front.place(0),
            "Close it with a line --- above the statement's text.",
        )


def _require_short_values(entries: Entries, most: int, notebook: Notebook) -> None:
    """Look at values once more: lines that end in a backslash join into longer words."""
    for entry in entries.values():
        if isinstance(entry.value, str):
            place = entry.place
            lines = tuple(entry.value.split("\n"))
            numbers = (place.line or 1,) * len(lines)
            require_short_words(Source(place.file, lines, numbers), most, notebook)


def _note_numbers(front: Source, notebook: Notebook) -> None:
    """Warn of words after a # that YAML takes for a comment: ``Resolution #4``."""
    text = front.text
    for start, end in comment_spans(text):
        line_start = text.rfind("\n", 0, start) + 1
        if text[line_start:start].strip() and text[start + 1 : start + 2].strip(" #"):
            notebook.warn(
                "statement.comment",
                f"“{shortened(text[start:end])}” counts as a comment, and is not printed.",
                front.place(text.count("\n", 0, start)),
                "Put the value between quotation marks if it belongs to it.",
            )


def _end_of_front(source: Source, notebook: Notebook) -> int | None:
    """Return the index of the line that closes the front matter."""
    first = source.lines[0].rstrip() if source.lines else ""
    if first != OPENING:
        notebook.error(
            "statement.front-matter",
            "The file does not begin with its front matter: title, language and date.",
            source.place(0) if source.lines else Place(source.file),
            EXAMPLE,
        )
        return None
    for index, line in enumerate(source.lines[1:], start=1):
        if line.rstrip() in CLOSINGS:
            return index
    notebook.error(
        "statement.front-matter",
        "The front matter begins here and has no end: its second line --- is missing.",
        source.place(0),
        "Put a line --- between the last key and the text.",
    )
    return None
