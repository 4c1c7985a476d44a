"""Footnotes, written where they are first referred to, as words in a line.

The layout takes them to the foot of the page, and what stands there is inline: paragraphs,
items and rows of a note become lines.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bayan.statement.notes import CODE
from bayan.statement.parsing import Node, line_of
from bayan.statement.writer import Writer

BULLET = "– "
CELL_GAP = " | "
LINES = frozenset(("paragraph", "heading", "dt", "tr", "fence", "code_block"))
"""Blocks that become a line of a note, or several lines of code."""
LISTS = frozenset(("bullet_list", "ordered_list"))


@dataclass(frozen=True, slots=True)
class Line:
    """A block of a note that becomes a line."""

    block: Node
    holder: Node
    """The block whose language it has: itself, or one around it."""
    marker: str = ""


def note_reference(writer: Writer, reference: Node) -> None:
    """Write the footnote at its first *reference*, a call to it at later ones."""
    key = int(reference.meta["id"])
    if writer.in_note:
        writer.scope.error(
            CODE,
            "A footnote refers to another footnote.",
            line_of(reference),
            "Write what it says into the first, in brackets.",
        )
        return
    if key in writer.notes:
        number = writer.notes[key]
        writer.raw(f'<sup class="noteref"><a href="#note-{number}">{number}</a></sup>')
        return
    number = writer.notes[key] = len(writer.notes) + 1
    _write_note(writer, _note(writer.document.root, key), number, reference)


def note_unused(writer: Writer) -> None:
    """Warn of footnotes that were not written, since nothing that prints refers to them."""
    notes = [node for node in writer.document.root.walk() if node.type == "footnote"]
    written = {node.meta["label"] for node in notes if node.meta["id"] in writer.notes}
    for label, lines in writer.document.definitions.items():
        if label not in written:
            _warn_unused(writer, f"the footnote {label}", lines[0])
    for node in notes:
        if node.meta["label"] is None and node.meta["id"] not in writer.notes:
            _warn_unused(writer, "a footnote in the words of an image", _first_line(node))


def _warn_unused(writer: Writer, which: str, line: int) -> None:
    writer.scope.warn(
        CODE,
        f"Nothing that prints refers to {which}, so it is not printed.",
        line,
        "Put [^ and its name ] where it belongs, or take it out.",
    )


def _first_line(note: Node) -> int:
    return next((line_of(node) for node in note.walk() if node.type == "text"), 0)


def _note(root: Node, key: int) -> Node:
    blocks = (part for part in root.children if part.type == "footnote_block")
    return next(node for part in blocks for node in part.children if node.meta["id"] == key)


def _write_note(writer: Writer, note: Node, number: int, reference: Node) -> None:
    lines = list(_lines(note, note))
    if not lines:
        at = writer.document.definitions.get(note.meta["label"], [line_of(reference)])[0]
        writer.scope.error(CODE, "The footnote is empty.", at, "Write its text, or take it out.")
    writer.in_note = True
    with writer.element("span", None, {"class": "footnote", "id": f"note-{number}"}):
        for index, line in enumerate(lines):
            if index:
                writer.void("br")
            _write_line(writer, line)
    writer.in_note = False


def _lines(block: Node, holder: Node) -> Iterator[Line]:
    for child in block.children:
        inner = child if "dir" in child.attrs else holder
        if child.type in LINES:
            yield Line(child, inner)
        elif child.type in LISTS:
            yield from _items(child, inner)
        else:
            yield from _lines(child, inner)


def _items(items: Node, holder: Node) -> Iterator[Line]:
    start = int(items.attrs.get("start", 1))
    for number, item in enumerate(items.children, start=start):
        marker = BULLET if items.type == "bullet_list" else f"{number}. "
        for line in _lines(item, holder):
            yield replace(line, marker=marker + line.marker)
            marker = ""


def _write_line(writer: Writer, line: Line) -> None:
    if "dir" in line.holder.attrs:
        with writer.element("span", line.holder):
            _write_words(writer, line)
    else:
        _write_words(writer, line)


def _write_words(writer: Writer, line: Line) -> None:
    if line.marker:
        writer.verbatim(line.marker, line_of(line.block))
    if line.block.type == "tr":
        _write_cells(writer, line.block)
    elif line.block.type in ("fence", "code_block"):
        _write_code(writer, line.block)
    else:
        writer.children(line.block)


def _write_cells(writer: Writer, row: Node) -> None:
    for index, cell in enumerate(row.children):
        if index:
            writer.verbatim(CELL_GAP, line_of(row))
        writer.children(cell)


def _write_code(writer: Writer, block: Node) -> None:
    first = line_of(block) + (block.type == "fence")
    with writer.element("code"):
        for offset, text in enumerate(block.content.splitlines()):
            if offset:
                writer.void("br")
            writer.verbatim(text, first + offset)
