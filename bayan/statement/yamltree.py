"""YAML as the tree that was written: every scalar its own text, everything with its line.

Nothing is resolved: ``no`` stays ``no`` and ``117`` stays ``117``; what a value means is for
the key it belongs to. Anchors, aliases and tags are refused, so a tree is never larger than its
text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from bayan.statement.comments import Span
from bayan.statement.notebook import Notebook
from bayan.statement.source import Source

DEEPEST = 6
"""Levels of keys and lists inside each other; the front matter itself needs three."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value; ``line`` counts from 0 in the source that was read."""

    line: int
    text: str
    plain: bool
    """Whether it stands without quotation marks."""


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    line: int
    items: "tuple[Tree, ...]"


@dataclass(frozen=True, slots=True)
class Table:
    """Keys with their values, in the order written; a key may come twice."""

    line: int
    pairs: "tuple[tuple[Tree, Tree], ...]"


Tree = Scalar | Items | Table

_FAULTS = (
    # What PyYAML says, what it means, what to do. It has no codes, and this decides words only.
    (
        "mapping values are not allowed",
        "A value holds a colon followed by a space, which YAML takes for another key.",
        'Put the value between quotation marks: title: "Water: a joint statement".',
    ),
    (
        "character '\\t'",
        "A tab stands where YAML wants spaces.",
        "Replace the tab by spaces.",
    ),
    (
        "cannot start any token",
        "A value begins with a sign that YAML keeps for itself.",
        "Put the value between quotation marks.",
    ),
    (
        "found unexpected end of stream",
        "A quotation mark is opened here and never closed.",
        "Close it at the end of the value.",
    ),
    (
        "could not find expected ':'",
        "The line has no colon after its key.",
        "Write a key, a colon, a space and the value, or indent the line to continue the value.",
    ),
    (
        "expected ',' or",
        "A list or group that is opened here is never closed.",
        "Close [ with ] and { with }.",
    ),
    (
        "expected <block end>",
        "The line does not fit the ones above: its indentation or quotation marks are off.",
        "Begin each key at the left edge; put a value that has quotation marks inside in others.",
    ),
)
_AT_START = ("found unexpected end of stream", "expected ',' or")
"""Faults best shown where the value begins, not where the text ends."""


def read_tree(source: Source, notebook: Notebook) -> Table | None:
    """Return the keys of *source*, or None when it cannot be read, with the reason noted.

    Raises:
        LimitError: lists and keys stand too deep inside each other.
    """
    try:
        tree = _built(source, notebook)
    except yaml.YAMLError as fault:
        _note_syntax(fault, source, notebook)
        return None
    if isinstance(tree, Table) or tree is None:
        return tree
    notebook.error(
        "statement.yaml",
        "The front matter is not a list of keys with values.",
        source.place(tree.line),
        "Write a line for each: title: …, lang: …, date: …",
    )
    return None


def comment_spans(text: str) -> Iterator[Span]:
    """Yield where the comments of the YAML *text* stand, which must be well-formed."""
    position = 0
    for token in yaml.scan(text, Loader=yaml.SafeLoader):
        start, end = token.start_mark.index, token.end_mark.index
        yield from _comments_between(text, position, start)
        if isinstance(token, yaml.ScalarToken) and token.style in ("|", ">"):
            line_end = text.find("\n", start) if "\n" in text[start:] else len(text)
            yield from _comments_between(text, start, line_end)
        position = max(position, end)
    yield from _comments_between(text, position, len(text))


def _comments_between(text: str, start: int, end: int) -> Iterator[Span]:
    for found in re.compile(r"(?:(?<=\s)|(?<![\s\S]))#[^\n]*").finditer(text, start, end):
        yield found.span()


def _built(source: Source, notebook: Notebook) -> Tree | None:
    """Return the tree of the only document, or None if something was refused in it."""
    open_nodes: list[tuple[yaml.Event, list[Tree]]] = []
    top: list[Tree] = []
    refused = False
    for event in yaml.parse(f"{source.text}\n", Loader=yaml.SafeLoader):
        refused |= _refused(event, source, notebook)
        place = open_nodes[-1][1] if open_nodes else top
        if isinstance(event, yaml.AliasEvent):
            place.append(Scalar(_line(event), "", plain=True))
        elif isinstance(event, yaml.ScalarEvent):
            # The last newline of a text on lines of its own is how YAML is written, not words.
            place.append(Scalar(_line(event), event.value.rstrip("\n"), event.style is None))
        elif isinstance(event, yaml.CollectionStartEvent):
            open_nodes.append((event, []))
            _require_shallow(len(open_nodes), event, source, notebook)
        elif isinstance(event, yaml.CollectionEndEvent):
            start, parts = open_nodes.pop()
            (open_nodes[-1][1] if open_nodes else top).append(_closed(start, parts))
    if refused:
        return None
    return top[0] if top else Table(0, ())


def _closed(start: yaml.Event, parts: list[Tree]) -> Tree:
    line = _line(start)
    if isinstance(start, yaml.SequenceStartEvent):
        return Items(line, tuple(parts))
    return Table(line, tuple(zip(parts[::2], parts[1::2], strict=True)))


def _line(event: yaml.Event) -> int:
    return event.start_mark.line if event.start_mark else 0


def _require_shallow(depth: int, event: yaml.Event, source: Source, notebook: Notebook) -> None:
    if depth > DEEPEST:
        raise notebook.limit(
            f"Lists and keys stand more than {DEEPEST} deep inside each other.",
            source.place(_line(event)),
            "The front matter needs three levels at most.",
        )


def _refused(event: yaml.Event, source: Source, notebook: Notebook) -> bool:
    """Note what YAML allows and a front matter does not."""
    kinds = {
        "an alias (*)": isinstance(event, yaml.AliasEvent),
        "an anchor (&)": isinstance(event, yaml.NodeEvent)
        and not isinstance(event, yaml.AliasEvent)
        and event.anchor is not None,
        "a tag (!)": getattr(event, "tag", None) is not None,
        "a second document": isinstance(event, yaml.DocumentStartEvent) and event.explicit,
    }
    found = [name for name, present in kinds.items() if present]
    for name in found:
        notebook.error(
            "statement.yaml",
            f"The front matter holds {name}, which is not allowed there.",
            source.place(_line(event)),
            "Write the value out; put it between quotation marks if it begins with such a sign.",
        )
    return bool(found)


def _note_syntax(fault: yaml.YAMLError, source: Source, notebook: Notebook) -> None:
    problem = str(getattr(fault, "problem", "") or "")
    words = [(text, what, hint) for text, what, hint in _FAULTS if text in problem]
    text, what, hint = words[0] if words else ("", f"YAML cannot read this: {problem}.", "")
    mark = getattr(fault, "context_mark", None) if text in _AT_START else None
    mark = mark or getattr(fault, "problem_mark", None)
    notebook.error("statement.yaml", what, source.place(mark.line if mark else 0), hint)
