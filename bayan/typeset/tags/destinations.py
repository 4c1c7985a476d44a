"""Destinations of the outline and of links, in PDF 2.0 also as places in the structure."""

from collections.abc import Iterator
from typing import Any

from bayan.typeset.tags.tree import HEADINGS, Node
from bayan.typeset.tags.write import Structure, resolve
from bayan.typeset.weasy import Pdf, PdfObject, pydyf


def retitle(pdf: Pdf, bookmarked: list[Node]) -> None:
    """Take the numbers of footnotes out of the outline's titles, where WeasyPrint leaves them."""
    for item, node in zip(outline(pdf), bookmarked, strict=True):
        if node.tag in HEADINGS and node.words:
            item["Title"] = pydyf.String(node.words)


def point_into(pdf: Pdf, structure: Structure, bookmarked: list[Node]) -> None:
    """Let every destination of *pdf* name a structure element beside its place on the page.

    PDF/UA-2, 8.8, wants structure destinations; older readers go by the place. Outline items
    get a GoTo action for it, as an array under ``/Dest`` could say one of the two only.
    """
    for item, node in zip(outline(pdf), bookmarked, strict=True):
        place = item.pop("Dest")
        element = structure.nodes.get(node, structure.document)
        item["A"] = pydyf.Dictionary({"Type": "/Action", "S": "/GoTo", **both(place, element)})
    names = pdf.catalog.get("Names", {}).get("Dests", {}).get("Names", ())
    for index in range(0, len(names), 2):
        element = structure.ids.get(names[index].string, structure.document)
        names[index + 1] = pydyf.Dictionary(both(names[index + 1], element))


def both(place: PdfObject, element: PdfObject) -> dict[str, Any]:
    """Return a destination on the page and in the structure."""
    return {"D": place, "SD": pydyf.Array((element.reference, *place[1:]))}


def outline(pdf: Pdf) -> Iterator[Any]:
    """Yield the outline's items in reading order."""
    if "Outlines" in pdf.catalog:
        yield from level(pdf, resolve(pdf, pdf.catalog["Outlines"]))


def level(pdf: Pdf, parent: PdfObject) -> Iterator[Any]:
    """Yield the items below *parent*, each before its own."""
    reference = parent.get("First")
    while reference is not None:
        item = resolve(pdf, reference)
        yield item
        yield from level(pdf, item)
        reference = item.get("Next")
