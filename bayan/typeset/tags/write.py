"""Structure elements become PDF objects, in place of the tree WeasyPrint left empty."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from bayan.typeset.tags.elem import Elem, Kid
from bayan.typeset.tags.roles import PDF1_ONLY, Dialect
from bayan.typeset.tags.tree import Area, Ground, Mark, Node, Record
from bayan.typeset.weasy import Pdf, PdfObject, pydyf

PX = 0.75
"""Points in a CSS pixel."""


@dataclass(slots=True)
class Structure:
    """What later steps ask of the written tree."""

    document: Any
    ids: dict[str, Any] = field(default_factory=dict)
    """HTML ``id`` to its structure element."""
    nodes: dict[Node, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Streams:
    """Where the marked content of each page is: on the page, or in a transparency group."""

    pages: list[Any]
    """Page dictionaries."""
    streams: Callable[[int], list[Any]]
    """Page number to its content streams, the page's own first."""
    found: dict[tuple[int, int], tuple[Any, int]] = field(default_factory=dict)
    """(page, mcid) to the stream, and the index of its property list in it."""

    def __post_init__(self) -> None:
        """Find every marked-content sequence."""
        for page in range(len(self.pages)):
            for stream in self.streams(page):
                for index, item in enumerate(stream.stream):
                    if isinstance(item, pydyf.Dictionary) and "MCID" in item:
                        self.found[page, item["MCID"]] = (stream, index)

    def own(self, mark: Mark) -> bool:
        """Tell whether *mark* is in the page's own content stream."""
        stream, _ = self.found[mark.page, mark.mcid]
        return bool(stream.reference == self.pages[mark.page]["Contents"])

    def disown(self, page: int, mcid: int, ground: Ground) -> None:
        """Make a marked-content sequence an artifact."""
        stream, index = self.found[page, mcid]
        kind, subtype = ground.value
        properties = {"Type": f"/{kind}"} | ({"Subtype": f"/{subtype}"} if subtype else {})
        stream.stream[index - 1] = "/Artifact"
        stream.stream[index] = pydyf.Dictionary(properties)


class Writer:
    """Writes one document's tree."""

    def __init__(self, pdf: Pdf, streams: Streams, dialect: Dialect) -> None:
        """Find the tree's root in *pdf*."""
        self._pdf = pdf
        self._streams = streams
        self._dialect = dialect
        self._root = resolve(pdf, pdf.catalog["StructTreeRoot"])
        self._structure = Structure(resolve(pdf, self._root["K"][0]))
        self._parents: dict[int, dict[int, bytes]] = {}
        self._annotations: list[tuple[Any, bytes]] = []
        self._notes: dict[Elem, Any] = {}

    def write(self, tree: Elem, record: Record) -> Structure:
        """Write *tree* and tie page content, annotations and notes to it."""
        document = self._structure.document
        document["K"] = self._kids(tree, document, None)
        self._tie_notes()
        self._disown(tree, record)
        self._number()
        return self._structure

    def _element(self, elem: Elem, parent: PdfObject) -> PdfObject:
        first = next(marks(elem), None)
        item = pydyf.Dictionary(
            {"Type": "/StructElem", "S": f"/{elem.role}", "P": parent.reference}
        )
        self._pdf.add_object(item)
        if first is not None:
            item["Pg"] = self._streams.pages[first.page].reference
        item.update(self._properties(elem))
        item["K"] = self._kids(elem, item, first)
        self._register(elem, item)
        return item

    def _properties(self, elem: Elem) -> dict[str, Any]:
        texts = {"Lang": elem.lang, "Alt": elem.alt, "E": elem.expansion}
        found = {key: pydyf.String(text) for key, text in texts.items() if text}
        if self._dialect.two and elem.role not in PDF1_ONLY:
            found["NS"] = self._root["Namespaces"][0]
        if attributes := self._attributes(elem):
            found["A"] = attributes[0] if len(attributes) == 1 else pydyf.Array(attributes)
        return found

    def _attributes(self, elem: Elem) -> list[Any]:
        written = [
            pydyf.Dictionary({"O": f"/{owner}"} | {key: named(value) for key, value in own.items()})
            for owner, own in elem.attributes.items()
        ]
        if elem.role == "Figure" and (box := self._box(elem)):
            written.append(pydyf.Dictionary({"O": "/Layout", "BBox": pydyf.Array(box)}))
        return written

    def _box(self, elem: Elem) -> tuple[float, ...]:
        """Return a picture's rectangle in points from the page's bottom left corner."""
        for mark in marks(elem):
            if mark.box is not None:
                left, top, right, bottom = (PX * length for length in mark.box)
                height = self._streams.pages[mark.page]["MediaBox"][3]
                return (left, height - bottom, right, height - top)
        return ()

    def _kids(self, elem: Elem, item: PdfObject, first: Mark | None) -> PdfObject:
        return pydyf.Array([self._kid(kid, item, first) for kid in elem.kids])

    def _kid(self, kid: Kid, item: PdfObject, first: Mark | None) -> PdfObject:
        if isinstance(kid, Elem):
            return self._element(kid, item).reference
        if isinstance(kid, Area):
            return self._area(kid, item)
        return self._mark(kid, item, first)

    def _mark(self, mark: Mark, item: PdfObject, first: Mark | None) -> PdfObject:
        stream, _ = self._streams.found[mark.page, mark.mcid]
        self._parents.setdefault(stream.number, {})[mark.mcid] = item.reference
        own = self._streams.own(mark)
        if own and first is not None and first.page == mark.page:
            return mark.mcid
        page = self._streams.pages[mark.page].reference
        return pydyf.Dictionary(
            {"Type": "/MCR", "Pg": page, "MCID": mark.mcid}
            | ({} if own else {"Stm": stream.reference})
        )

    def _area(self, area: Area, item: PdfObject) -> PdfObject:
        self._annotations.append((area.annotation, item.reference))
        return pydyf.Dictionary(
            {
                "Type": "/OBJR",
                "Obj": area.annotation.reference,
                "Pg": self._streams.pages[area.page].reference,
            }
        )

    def _register(self, elem: Elem, item: PdfObject) -> None:
        if elem.node is not None:
            self._structure.nodes.setdefault(elem.node, item)
            if not elem.node.pseudo and (name := elem.node.attributes.get("id")):
                self._structure.ids.setdefault(name, item)
        if elem.refers:
            self._notes[elem] = item
        for kid in elem.kids:
            if isinstance(kid, Area) and elem.node is not None and elem.node.words:
                kid.annotation["Contents"] = pydyf.String(elem.node.words)

    def _tie_notes(self) -> None:
        """Give notes their IDs; in PDF 2.0, let note and call refer to each other."""
        names: list[PdfObject] = []
        for elem, item in self._notes.items():
            if elem.role == self._dialect.note:
                item["ID"] = pydyf.String(f"note-{len(names) // 2 + 1:05}")
                names.extend((item["ID"], item.reference))
            if self._dialect.two:
                others = [self._notes[other].reference for other in elem.refers]
                item["Ref"] = pydyf.Array(others)
        if names:
            self._root["IDTree"] = pydyf.Dictionary({"Names": pydyf.Array(names)})

    def _disown(self, tree: Elem, record: Record) -> None:
        """Make artifacts of all content, and drop all links, that the tree does not hold."""
        held = {(mark.page, mark.mcid) for mark in marks(tree)}
        for page, mcid in sorted(record.marks - held):
            ground = record.artifacts.get((page, mcid), Ground.LAYOUT)
            self._streams.disown(page, mcid, ground)
        kept = {annotation.number for annotation, _ in self._annotations}
        for area in record.areas:
            if area.annotation.number not in kept:
                page_annotations = self._streams.pages[area.page]["Annots"]
                page_annotations.remove(area.annotation.reference)

    def _number(self) -> None:
        """Write the parent tree: from content and annotations back to their elements."""
        numbers = pydyf.Array()
        pages = len(self._streams.pages)
        for page, item in enumerate(self._streams.pages):
            own = int(item["Contents"].split()[0])
            numbers.extend((page, self._row(self._parents.pop(own, {}))))
        for stream, row in sorted(self._parents.items()):
            self._pdf.objects[stream].extra["StructParents"] = pages
            numbers.extend((pages, self._row(row)))
            pages += 1
        for annotation, reference in self._annotations:
            annotation["StructParent"] = pages
            numbers.extend((pages, reference))
            pages += 1
        resolve(self._pdf, self._root["ParentTree"])["Nums"] = numbers
        self._root["ParentTreeNextKey"] = pages

    @staticmethod
    def _row(found: dict[int, bytes]) -> PdfObject:
        return pydyf.Array(found.get(mcid, "null") for mcid in range(max(found, default=-1) + 1))


def resolve(pdf: Pdf, reference: bytes) -> PdfObject:
    """Return the object that *reference* names."""
    return pdf.objects[int(reference.split()[0])]


def marks(elem: Elem) -> Iterator[Mark]:
    """Yield the marked content in and below *elem*, in reading order."""
    for kid in elem.kids:
        if isinstance(kid, Mark):
            yield kid
        elif isinstance(kid, Elem):
            yield from marks(kid)


def named(value: str | int) -> PdfObject:
    """Return an attribute's value as PDF writes it: words as names."""
    return f"/{value}" if isinstance(value, str) else value
