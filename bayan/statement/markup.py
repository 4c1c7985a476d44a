"""Markdown to the body's HTML: which element each part of it becomes.

The elements are p, h2 to h6, ul, ol, li, table, thead, tbody, tr, th, td, blockquote, dl, dt,
dd, hr, pre, code, em, strong, a, abbr, img, figure, figcaption, span, sup and br. ``lang`` and
``dir`` come together; other attributes are href, title of abbr, src, alt, start, scope, the
classes of cells and footnotes, and the id of what a link leads to.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from bayan.statement.footnotes import note_reference, note_unused
from bayan.statement.links import checked_address, slug
from bayan.statement.model import ImageUse, Run
from bayan.statement.parsing import QUOTE_MARKS, Document, Node, line_of, parse, plain_text
from bayan.statement.scope import Scope
from bayan.statement.writer import Visitor, Writer

DEEPEST_HEADING = 6
ALIGNMENTS = {"left": "start", "center": "center", "right": "end"}
"""Columns begin and end with the text, whichever way it runs."""


@dataclass(frozen=True, slots=True)
class Body:
    """A statement's text, ready for a layout."""

    html: str
    runs: tuple[Run, ...]
    images: tuple[ImageUse, ...]


def write_body(scope: Scope) -> Body:
    """Return the Markdown of *scope* as HTML; what is wrong with it goes to its notebook.

    Raises:
        LimitError: nesting, table cells or images pass their limit.
    """
    document = parse(scope)
    writer = Writer(document, scope, VISITORS)
    writer.children(document.root)
    note_unused(writer)
    _note_unused_definitions(document, writer)
    return Body(writer.html, writer.runs, writer.gallery.uses)


def _block(writer: Writer, node: Node) -> None:
    with writer.element(node.tag, node):
        writer.children(node)
    writer.raw("\n")


def _inline_element(writer: Writer, node: Node) -> None:
    with writer.element(node.tag, node):
        writer.children(node)


def _children(writer: Writer, node: Node) -> None:
    writer.children(node)


def _nothing(_writer: Writer, _node: Node) -> None:
    """Write nothing: footnotes are written where they are referred to."""


def _paragraph(writer: Writer, node: Node) -> None:
    if node.hidden:
        writer.children(node)
    elif (image := _only_image(node)) is not None:
        _figure(writer, node, image)
    else:
        _block(writer, node)


def _only_image(paragraph: Node) -> Node | None:
    inline = [child for part in paragraph.children for child in part.children]
    shown = [child for child in inline if child.type != "text" or child.content.strip()]
    return shown[0] if len(shown) == 1 and shown[0].type == "image" else None


def _figure(writer: Writer, paragraph: Node, image: Node) -> None:
    with writer.element("figure", paragraph):
        writer.visit(image)
        if caption := image.attrs.get("title"):
            with writer.element("figcaption"):
                writer.verbatim(str(caption), line_of(image))
    writer.raw("\n")


def _heading(writer: Writer, node: Node) -> None:
    words = plain_text(node).strip()
    level = int(node.tag[1])
    if level == 1 and _is_title(words, node, writer):
        return
    printed = _printed_level(writer, level)
    if not any(part.children for part in node.children):
        return
    section = writer.sections.get(slug(words))
    with writer.element(f"h{printed}", node, {"id": section} if section else None):
        writer.children(node)
    writer.raw("\n")


def _is_title(words: str, node: Node, writer: Writer) -> bool:
    """Tell, and note, that the first heading only repeats the title, which prints above it."""
    first = node.parent is writer.document.root and node.previous_sibling is None
    if not first or _folded(words) != _folded(writer.scope.title):
        return False
    writer.scope.notebook.inform(
        "statement.heading",
        "The heading repeats the title; it prints once.",
        writer.scope.body.place(line_of(node)),
        "The title of the front matter is enough.",
    )
    return True


def _folded(words: str) -> str:
    """Return *words* without their quotation marks, which are straight in a title."""
    return re.sub(rf"[\s{QUOTES}]+", " ", unicodedata.normalize("NFC", words)).strip()


QUOTES = f"{QUOTE_MARKS}\"'«»‹›“”„‘’‚"


def _printed_level(writer: Writer, level: int) -> int:
    """Return the level a heading prints at: below the title, and never skipping one.

    PDF/UA allows no gap, so that ``###`` directly under ``#`` prints as ``##`` would.
    """
    while writer.levels and writer.levels[-1][0] >= level:
        writer.levels.pop()
    above = writer.levels[-1][1] if writer.levels else 1
    printed = min(above + 1, DEEPEST_HEADING)
    writer.levels.append((level, printed))
    return printed


def _ordered_list(writer: Writer, node: Node) -> None:
    start = str(node.attrs.get("start", 1))
    with writer.element("ol", node, {} if start == "1" else {"start": start}):
        writer.children(node)
    writer.raw("\n")


def _row(writer: Writer, node: Node) -> None:
    scope = writer.scope
    writer.cells += len(node.children)
    if writer.cells > scope.limits.table_cells:
        raise scope.notebook.limit(
            f"The tables have more than {scope.limits.table_cells:,} cells.",
            scope.body.place(line_of(node)),
            "Issue them as a document of their own.",
        )
    _note_lost_cells(scope, node)
    _block(writer, node)


def _note_lost_cells(scope: Scope, row: Node) -> None:
    """Notice cells beyond the last column, which Markdown drops."""
    written = _marks(scope.body.lines[line_of(row)].replace("\\|", "x"))
    kept = sum(_marks(cell.children[0].content.replace("|", "x")) for cell in row.children)
    if row.parent is not None and row.parent.type == "tbody" and written > kept:
        scope.error(
            "statement.table",
            "The row has more cells than the table has columns; the last would be lost.",
            line_of(row),
            "Give the first row and the line of hyphens as many cells; write \\| for a | in words.",
        )


def _marks(text: str) -> int:
    """Count what prints in *text*, whatever blanks, bars and signs of quotation part it."""
    return len(re.sub(r"[\s|\\>]", "", text))


def _cell(writer: Writer, node: Node) -> None:
    side = str(node.attrs.get("style", "")).removeprefix("text-align:")
    attributes: dict[str, str] = {"scope": "col"} if node.tag == "th" else {}
    if side in ALIGNMENTS:
        attributes["class"] = ALIGNMENTS[side]
    with writer.element(node.tag, node, attributes):
        writer.children(node)


def _rule(writer: Writer, _node: Node) -> None:
    writer.void("hr")
    writer.raw("\n")


def _code_block(writer: Writer, node: Node) -> None:
    first = line_of(node) + (node.type == "fence")
    with writer.element("pre", node), writer.element("code"):
        for offset, line in enumerate(node.content.splitlines(keepends=True)):
            writer.verbatim(line, first + offset)
    writer.raw("\n")


def _text(writer: Writer, node: Node) -> None:
    writer.words_of(node)


def _soft_break(writer: Writer, _node: Node) -> None:
    writer.soft_break()


def _hard_break(writer: Writer, _node: Node) -> None:
    writer.void("br")


def _code(writer: Writer, node: Node) -> None:
    with writer.element("code", node):
        writer.verbatim(node.content, line_of(node))


def _link(writer: Writer, node: Node) -> None:
    address = checked_address(node, writer.sections, writer.scope)
    with writer.element("a", node, {"href": address}):
        writer.children(node)


def _image(writer: Writer, node: Node) -> None:
    url, alt = writer.gallery.use(node)
    writer.void("img", {"src": url, "alt": alt}, node)


VISITORS: Mapping[str, Visitor] = {
    "inline": _children,
    "paragraph": _paragraph,
    "heading": _heading,
    "bullet_list": _block,
    "ordered_list": _ordered_list,
    "list_item": _block,
    "blockquote": _block,
    "table": _block,
    "thead": _block,
    "tbody": _block,
    "tr": _row,
    "th": _cell,
    "td": _cell,
    "dl": _block,
    "dt": _block,
    "dd": _block,
    "hr": _rule,
    "fence": _code_block,
    "code_block": _code_block,
    "text": _text,
    "text_special": _text,
    "softbreak": _soft_break,
    "hardbreak": _hard_break,
    "em": _inline_element,
    "strong": _inline_element,
    "span": _inline_element,
    "code_inline": _code,
    "link": _link,
    "image": _image,
    "footnote_ref": note_reference,
    "footnote_block": _nothing,
    "footnote_anchor": _nothing,
}


def _note_unused_definitions(document: Document, writer: Writer) -> None:
    """Notice lines that define what nothing uses: they do not print."""
    for short, abbreviation in document.abbreviations.items():
        if short not in writer.abbreviations_used:
            writer.scope.warn(
                "statement.abbreviation",
                f"The acronym {short} is explained but not used; the line is not printed.",
                abbreviation.line,
                "Take the line out, or write the acronym as it is there.",
            )
    used = {node.meta.get("label") for node in document.root.walk() if node.type in REFERRING}
    for label, definition in document.references.items():
        if label not in used:
            writer.scope.warn(
                "statement.link",
                f"The line defines the link “{label.lower()}”, which nothing uses;"
                " it is not printed.",
                definition["map"][0],
                "Take it out; if it is text, write \\[ for its first bracket.",
            )


REFERRING = ("link", "image")
