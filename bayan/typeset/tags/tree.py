"""One node for each HTML element, whatever number of boxes, lines and pages it is drawn in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from string import whitespace
from typing import Any
from xml.etree.ElementTree import Element

from bayan.typeset.hyphens import JOINER

UNSEEN = f"{whitespace}\u00a0\u200b\u200c\u200d\u200e\u200f\u2060\u2066\u2067\u2068\u2069\ufeff"
"""Characters that leave no ink."""

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
NOTE_CALL = "footnote-call"


class Ground(Enum):
    """Why content is an artifact; the value is the marked content's property list."""

    HEADER = ("Pagination", "Header")
    FOOTER = ("Pagination", "Footer")
    PAGINATION = ("Pagination", "")
    LAYOUT = ("Layout", "")


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked-content sequence: a stretch of text in one line, or a picture."""

    page: int
    """From 0."""
    mcid: int
    text: str = ""
    box: tuple[float, float, float, float] | None = None
    """A picture's left, top, right and bottom, in CSS pixels from the page's top left corner."""

    @property
    def blank(self) -> bool:
        """Whether nothing is to be seen of it."""
        return self.box is None and not self.text.strip(UNSEEN)


@dataclass(frozen=True, slots=True, eq=False)
class Area:
    """A link annotation: one rectangle of a link."""

    page: int
    annotation: Any
    """The pydyf dictionary."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What only the layout knows of an element."""

    block: bool = False
    colspan: int = 1
    rowspan: int = 1
    list_style: str = ""


@dataclass(slots=True, eq=False)
class Node:
    """An element, or one of its pseudo-elements, with what was drawn for it in reading order."""

    tag: str
    """The HTML name; ``svg`` without its namespace; empty for the root."""
    pseudo: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    facts: Facts = field(default_factory=Facts)
    words: str = ""
    """For a link: its text as the document has it; for a drawing its title; for a heading with
    notes its text without them."""
    note: bool = False
    """Whether it is a footnote."""
    kids: list[Node | Mark | Area] = field(default_factory=list)


@dataclass(slots=True)
class Record:
    """All that WeasyPrint drew: the tree, and what stands outside it."""

    root: Node = field(default_factory=lambda: Node(""))
    artifacts: dict[tuple[int, int], Ground] = field(default_factory=dict)
    """(page, mcid) to the reason why it is not in the tree."""
    marks: set[tuple[int, int]] = field(default_factory=set)
    """Every (page, mcid)."""
    areas: list[Area] = field(default_factory=list)
    """Every link annotation, those of artifacts and of boxes inside a link included."""
    bookmarked: list[Node] = field(default_factory=list)
    """Nodes that have a bookmark, in the order of the outline."""


class Merger:
    """Finds the node of an element again when another of its boxes comes by."""

    def __init__(self) -> None:
        """Start with the root alone."""
        self.record = Record()
        self._nodes: dict[tuple[Element, str], Node] = {}
        self._first_page: dict[Element, int] = {}

    def node(self, element: Element, pseudo: str, facts: Facts, parent: Node) -> Node:
        """Return the node of *element*'s *pseudo*, made under *parent* if it is new.

        The first footnote call makes its note too, right after the call: there it is read,
        though it is drawn at the foot of the page.
        """
        found = self._nodes.get((element, pseudo))
        if found is None:
            found = self._new(element, pseudo, facts, parent)
            if pseudo == NOTE_CALL:
                self._new(element, "", Facts(), parent).note = True
        return found

    def _new(self, element: Element, pseudo: str, facts: Facts, parent: Node) -> Node:
        tag = element.tag.rpartition("}")[2]
        node = Node(tag, pseudo, element.attrib, facts, _words(element, tag))
        parent.kids.append(node)
        self._nodes[element, pseudo] = node
        return node

    def repeated(self, element: Element, page: int) -> bool:
        """Tell whether *element*, drawn on *page*, was first drawn on an earlier page."""
        return self._first_page.setdefault(element, page) != page


def _words(element: Element, tag: str) -> str:
    """Return what describes an element outside the page; most elements need no such words."""
    if tag == "a" or tag in HEADINGS:
        return " ".join("".join(_spoken(element)).replace(JOINER, "").split())
    if tag == "svg":
        return element.findtext("{http://www.w3.org/2000/svg}title", "").strip()
    return ""


def _spoken(element: Element) -> Iterator[str]:
    """Yield the text of *element*, pictures by their alternative text, notes left out."""
    if "footnote" in element.get("class", "").split():
        return
    yield element.text or ""
    yield element.get("alt", "")
    for child in element:
        yield from " " if child.tag == "br" else _spoken(child)
        yield child.tail or ""
