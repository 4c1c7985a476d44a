"""Structure elements, and what may stand beside what in one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from bayan.typeset.tags.roles import BLOCK_TYPES
from bayan.typeset.tags.tree import Area, Mark, Node

Attributes = Mapping[str, Mapping[str, str | int]]


@dataclass(slots=True, eq=False)
class Elem:
    """A structure element; ``node`` is the HTML element it stands for, None for our own."""

    role: str
    kids: list[Kid]
    node: Node | None = None
    lang: str = ""
    alt: str = ""
    expansion: str = ""
    attributes: Attributes = field(default_factory=dict)
    """Owner ("List", "Table", …) to its attributes."""
    refers: list[Elem] = field(default_factory=list)
    """For a note: its calls; for a call: its note."""


Kid = Elem | Mark | Area


def visible(kid: Kid) -> bool:
    """Tell whether something is to be seen of *kid*; an element was pruned if not."""
    return not (isinstance(kid, Mark) and kid.blank) and not isinstance(kid, Area)


def is_block(kid: Kid) -> bool:
    """Tell whether *kid* is a block and may not stand in a paragraph."""
    return isinstance(kid, Elem) and kid.role in BLOCK_TYPES


def is_figure(kid: Kid) -> bool:
    """Tell whether *kid* is a picture, which stands in a paragraph or alone."""
    return isinstance(kid, Elem) and kid.role == "Figure"


def is_marker(kid: Kid) -> bool:
    """Tell whether *kid* is the number or bullet of a list item."""
    return isinstance(kid, Elem) and kid.node is not None and kid.node.pseudo == "marker"


def paragraphs(kids: Iterable[Kid]) -> list[Kid]:
    """Return *kids* with every run of text between blocks in a P; pictures alone stay alone."""
    result: list[Kid] = []
    for block, run in groupby(kids, is_block):
        members = list(run)
        if block or all(is_figure(kid) for kid in members if visible(kid)):
            result.extend(kid for kid in members if visible(kid))
        else:
            result.append(Elem("P", members))
    return result


def mixed(kids: list[Kid]) -> list[Kid]:
    """Return bare text as it is, and text among blocks in paragraphs."""
    return paragraphs(kids) if any(map(is_block, kids)) else kids


def only(kids: Iterable[Kid], roles: set[str]) -> list[Kid]:
    """Return those of *kids* that are elements of one of *roles*."""
    return [kid for kid in kids if isinstance(kid, Elem) and kid.role in roles]


def role(kid: Kid) -> str:
    """Return an element's type, nothing for bare content."""
    return kid.role if isinstance(kid, Elem) else ""


def elements(tree: Elem) -> Iterator[Elem]:
    """Yield *tree* and all the elements in it, in reading order."""
    yield tree
    for kid in tree.kids:
        if isinstance(kid, Elem):
            yield from elements(kid)
