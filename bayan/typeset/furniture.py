"""What a page prints that the statement's text does not say: names, labels, numbers."""

from collections.abc import Iterator

from lxml import etree

from bayan.typeset.model import Furniture

BREAKS = frozenset(("br", "div", "h1", "p", "table", "td", "tr"))
"""Elements after which a word has ended."""


def furniture_of(root: etree._Element) -> Furniture:
    """Return the furniture of the page *root*, whose statement stands in class ``body``."""
    return Furniture("".join(_words(root.find("body"))), tuple(_counters(root)))


def _words(element: etree._Element) -> Iterator[str]:
    if not isinstance(element.tag, str):
        return  # A comment of the template's.
    if "body" not in element.get("class", "").split():
        yield element.text or ""
        for child in element:
            yield from _words(child)
            yield child.tail or ""
    if element.tag in BREAKS:
        yield " "


def _counters(root: etree._Element) -> Iterator[int]:
    """Yield the numbers that styles print: of list items, and of notes at call and foot."""
    for items in root.iter("ol"):
        first = int(items.get("start", 1))
        yield from range(first, first + len(items.findall("li")))
    for number, _ in enumerate(root.find_class("footnote"), start=1):
        yield from (number, number)
    for call in root.find_class("noteref"):
        yield int("".join(call.itertext()))
