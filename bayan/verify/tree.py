"""The structure tree of a PDF as values: what a screen reader walks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

import pikepdf

from bayan.verify import objects

GROUPS = frozenset({"Document", "DocumentFragment", "Part", "Art", "Sect", "Div", "Aside"})
FRAMES = frozenset({"BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct", "Private"})
TEXTS = frozenset({"P", "Title", "H", "H1", "H2", "H3", "H4", "H5", "H6", "Note", "FENote"})
LISTS = frozenset({"L", "LI", "Lbl", "LBody"})
TABLES = frozenset({"Table", "THead", "TBody", "TFoot", "TR", "TH", "TD"})
INLINE = frozenset({"Span", "Quote", "Em", "Strong", "Sub", "Code", "Lbl", "Link", "Annot"})
CITING = frozenset({"Reference", "BibEntry", "Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP"})
SHOWN = frozenset({"Figure", "Formula", "Form", "Artifact"})

STANDARD = GROUPS | FRAMES | TEXTS | LISTS | TABLES | INLINE | CITING | SHOWN
"""The roles of ISO 32000-1 and 32000-2; the second has headings deeper than H6, too."""

HEADING = "H"

DEEPEST = 200
"""A guard against trees without end; lists in lists need three levels each."""


class Piece(NamedTuple):
    """A reference to one marked-content sequence."""

    owner: objects.Owner
    mcid: int
    page: int | None


class Target(NamedTuple):
    """A reference to an annotation or other object."""

    owner: objects.Owner
    subtype: str
    contents: str


@dataclass(frozen=True, slots=True, eq=False)
class Element:
    """One tag with all that is in it; no two are equal, whatever they hold."""

    role: str
    """After the role map."""
    kids: tuple["Element | Piece | Target", ...] = ()
    owner: objects.Owner = (0, 0)
    page: int | None = None
    """The page it begins on, from 1, as far as it says or its content shows."""
    language: str = ""
    alt: str = ""
    actual: str | None = None
    expansion: str = ""
    identifier: bytes = b""
    attributes: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def elements(self) -> tuple["Element", ...]:
        """Return the tags directly inside."""
        return tuple(kid for kid in self.kids if isinstance(kid, Element))

    @property
    def level(self) -> int | None:
        """Return a heading's level; None for anything else."""
        digits = self.role.removeprefix(HEADING)
        if self.role == HEADING:
            return 1
        return int(digits) if self.role.startswith(HEADING) and digits.isdecimal() else None

    def walk(self) -> Iterator["Element"]:
        """Yield this tag and those inside, in reading order."""
        yield self
        for kid in self.elements:
            yield from kid.walk()

    def pieces(self) -> Iterator[Piece]:
        """Yield the marked content of this tag and those inside, in reading order."""
        for kid in self.kids:
            if isinstance(kid, Piece):
                yield kid
            elif isinstance(kid, Element):
                yield from kid.pieces()


@dataclass(frozen=True, slots=True)
class Tree:
    """The structure tree of one document."""

    top: tuple[Element, ...]
    parents: Mapping[int, object]
    """The parent tree: what StructParent(s) numbers stand for."""
    looped: bool
    """A tag holds itself, or tags stand deeper than any statement needs."""

    def walk(self) -> Iterator[Element]:
        """Yield every tag, in reading order."""
        for element in self.top:
            yield from element.walk()


def read(document: pikepdf.Pdf) -> Tree | None:
    """Return the structure tree of *document*; None if it has none."""
    root = objects.dictionary(document.Root.get("/StructTreeRoot"))
    if root is None:
        return None
    reader = _Reader(document, root)
    top = tuple(
        kid
        for value in objects.items(root.get("/K"))
        if isinstance(kid := reader.kid(value, None, 0), Element)
    )
    parents = {
        key: value
        for key, value in objects.leaves(root.get("/ParentTree"), "/Nums")
        if isinstance(key, int)
    }
    return Tree(top, MappingProxyType(parents), reader.looped)


class _Reader:
    def __init__(self, document: pikepdf.Pdf, root: object) -> None:
        self.pages = objects.page_numbers(document)
        self.roles = {key: objects.name(v) for key, v in objects.entries(_role_map(root))}
        self.classes = objects.entry(root, "/ClassMap")
        self.seen: set[objects.Owner] = set()
        self.looped = False

    def kid(self, value: object, page: object, depth: int) -> Element | Piece | Target | None:
        """Return one entry of ``/K`` as a value; None for what is no such entry."""
        if isinstance(value, int):
            owner = objects.owner(page)
            return Piece(owner, value, self.pages.get(owner))
        holder = objects.dictionary(value)
        if holder is None:
            return None
        kind = holder.get("/Type")
        if kind == "/MCR":
            return self._piece(holder, holder.get("/Pg", page))
        if kind == "/OBJR":
            return _target(holder.get("/Obj"))
        return self._element(holder, page, depth)

    def _piece(self, holder: pikepdf.Object, page: object) -> Piece:
        stream = holder.get("/Stm")
        owner = objects.owner(page if stream is None else stream)
        mcid = objects.number(holder.get("/MCID"), -1)
        return Piece(owner, mcid, self.pages.get(objects.owner(page)))

    def _element(self, holder: pikepdf.Object, page: object, depth: int) -> Element | None:
        owner = holder.objgen
        if owner in self.seen or depth > DEEPEST:
            self.looped = True
            return None
        self.seen |= {owner} - {(0, 0)}
        page = holder.get("/Pg", page)
        found = (self.kid(value, page, depth + 1) for value in objects.items(holder.get("/K")))
        kids = tuple(kid for kid in found if kid is not None)
        actual = holder.get("/ActualText")
        identifier = holder.get("/ID")
        return Element(
            role=self._role(holder.get("/S")),
            kids=kids,
            owner=owner,
            page=_first_page(kids) or self.pages.get(objects.owner(page)),
            language=objects.text(holder.get("/Lang")),
            alt=objects.text(holder.get("/Alt")),
            actual=None if actual is None else objects.text(actual),
            expansion=objects.text(holder.get("/E")),
            identifier=bytes(identifier) if isinstance(identifier, pikepdf.String) else b"",
            attributes=MappingProxyType(self._attributes(holder)),
        )

    def _role(self, value: object) -> str:
        role = objects.name(value)
        for _ in self.roles:
            if role in STANDARD or f"/{role}" not in self.roles:
                break
            role = self.roles[f"/{role}"]
        return role

    def _attributes(self, holder: pikepdf.Object) -> dict[str, object]:
        classes = (objects.entry(self.classes, str(key)) for key in objects.items(holder.get("/C")))
        groups = [*(g for value in classes for g in objects.items(value))]
        groups += objects.items(holder.get("/A"))
        return {key[1:]: value for group in groups for key, value in objects.entries(group)}


def _role_map(root: object) -> object:
    return objects.entry(root, "/RoleMap")


def _target(value: object) -> Target:
    return Target(
        objects.owner(value),
        objects.name(objects.entry(value, "/Subtype")),
        objects.text(objects.entry(value, "/Contents")),
    )


def _first_page(kids: tuple[Element | Piece | Target, ...]) -> int | None:
    return next((kid.page for kid in kids if not isinstance(kid, Target) and kid.page), None)
