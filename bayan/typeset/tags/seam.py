"""Where Bayan reaches into WeasyPrint: one private function replaced, a few attributes read.

``weasyprint.pdf.tags._build_box_tree`` is the only place that knows which marked content
belongs to which box; its tree has a structure element per box, so that a paragraph over two
pages is two. Ours records the boxes instead and yields nothing: ``write`` fills the empty tree.
``docs/weasyprint.md`` says what would make this needless; ``tests/test_typeset_seam.py`` fails
when WeasyPrint changes what is used here.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any
from xml.etree.ElementTree import Element

from bayan.typeset.tags.tree import Area, Facts, Ground, Mark, Merger, Node, Record
from bayan.typeset.weasy import AbsolutePlaceholder, Box, Pdf, PdfObject, boxes
from bayan.typeset.weasy import tags as private

PRIVATE = "_build_box_tree"
PARAMETERS = ("box", "parent", "pdf", "page_number", "nums", "annotations", "tags")
REPEATED = frozenset({"thead", "tfoot"})
SIDES = {"@top": Ground.HEADER, "@bottom": Ground.FOOTER}


@dataclass(frozen=True, slots=True)
class Context:
    """Where the walk over one page's boxes stands."""

    page: int
    tags: dict[Any, dict[str, Any]]
    """WeasyPrint's own: box to marked content; emptied by the walk, as WeasyPrint expects."""
    node: Node
    ground: Ground | None = None
    link: bool = False
    """Whether a box around this one has a link annotation."""


class Recorder:
    """Takes ``_build_box_tree``'s place, and keeps the record of a document."""

    def __init__(self) -> None:
        """Start an empty record."""
        self._merger = Merger()
        self._pages: dict[int, dict[Any, Any]] = {}

    @property
    def record(self) -> Record:
        """What was recorded so far."""
        return self._merger.record

    def __call__(self, *values: PdfObject) -> Iterator[PdfObject]:
        """Record a page's boxes; yield no structure element."""
        call = dict(zip(PARAMETERS, values, strict=True))
        page, tags = call["page_number"], call["tags"]
        self._pages[page] = tags
        self._walk(call["box"], Context(page, tags, self.record.root))
        for left in tags.values():
            self._mark(Mark(page, left["mcid"]), Ground.LAYOUT, self.record.root)
        tags.clear()
        return iter(())

    def streams(self, pdf: Pdf, page: int) -> list[Any]:
        """Return the content streams of *page*: its own first, then its transparency groups."""
        tags = self._pages[page]
        return [item for item in pdf.objects if getattr(item, "_tags", None) is tags]

    def _walk(self, box: Box, context: Context) -> None:
        box = box._box if isinstance(box, AbsolutePlaceholder) else box
        context = self._within(box, context)
        if box.bookmark_label and box.style["bookmark_level"] != "none":
            self.record.bookmarked.append(context.node)
        if box.link_annotation is not None:
            context = self._link(box, context)
        if (known := context.tags.pop(box, None)) is not None:
            mark = Mark(context.page, known["mcid"], getattr(box, "text", ""), _rectangle(box))
            self._mark(mark, context.ground, context.node)
        for child in box.children:
            self._walk(child, context)

    def _mark(self, mark: Mark, ground: Ground | None, node: Node) -> None:
        key = (mark.page, mark.mcid)
        self.record.marks.add(key)
        if ground is not None:
            self.record.artifacts[key] = ground
        else:
            node.kids.append(mark)

    def _link(self, box: Box, context: Context) -> Context:
        area = Area(context.page, box.link_annotation)
        self.record.areas.append(area)
        if not context.ground and not context.link:
            context.node.kids.append(area)
        return replace(context, link=True)

    def _within(self, box: Box, context: Context) -> Context:
        """Return the context for what is in *box*."""
        element = box.element
        if element is None or isinstance(box, boxes.TextBox | boxes.LineBox):
            return replace(context, ground=context.ground or _ground(box))
        name, _, pseudo = box.element_tag.partition("::")
        ground = context.ground or _ground(box)
        if name in REPEATED and self._merger.repeated(element, context.page):
            ground = ground or Ground.PAGINATION
        if ground or name in {"html", "body"}:
            return replace(context, ground=ground)
        return replace(context, node=self._merger.node(element, pseudo, _facts(box), context.node))


def _ground(box: Box) -> Ground | None:
    """Return why the content of *box* is no content of the document, if it is none."""
    if isinstance(box, boxes.MarginBox):
        return SIDES.get(box.at_keyword.partition("-")[0], Ground.PAGINATION)
    if box.style["position"] == "fixed":
        return Ground.PAGINATION
    if box.element is None or not _decorative(box.element):
        return None
    return Ground.LAYOUT


def _decorative(element: Element) -> bool:
    return (
        element.get("role") == "presentation"
        or element.get("aria-hidden") == "true"
        or "artifact" in element.get("class", "").split()
    )


def _facts(box: Box) -> Facts:
    style = box.style["list_style_type"]
    block = isinstance(box, boxes.BlockLevelBox)
    return Facts(block, box.colspan, box.rowspan, style if isinstance(style, str) else "")


def _rectangle(box: Box) -> tuple[float, float, float, float] | None:
    if not isinstance(box, boxes.ReplacedBox):
        return None
    left, top = box.content_box_x(), box.content_box_y()
    return (left, top, left + box.width, top + box.height)


@contextmanager
def recording() -> Iterator[Recorder]:
    """Replace WeasyPrint's function inside the block.

    The replacement is the process's: ``print_page`` holds a lock, and other users of
    WeasyPrint in the same process must not write tagged PDFs meanwhile.
    """
    original, recorder = getattr(private, PRIVATE), Recorder()
    setattr(private, PRIVATE, recorder)
    try:
        yield recorder
    finally:
        setattr(private, PRIVATE, original)
