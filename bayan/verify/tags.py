"""What must be true of the structure tree, a rule each."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping

import pikepdf

from bayan.verify import objects
from bayan.verify.content import Content
from bayan.verify.rules import Fault
from bayan.verify.tree import CITING, INLINE, STANDARD, Element, Piece, Target, Tree

INSIDE: Mapping[str, frozenset[str]] = {
    "L": frozenset({"LI", "L", "Caption"}),
    "LI": frozenset({"Lbl", "LBody"}),
    "Table": frozenset({"TR", "THead", "TBody", "TFoot", "Caption"}),
    **dict.fromkeys(("THead", "TBody", "TFoot"), frozenset({"TR"})),
    "TR": frozenset({"TH", "TD"}),
}
"""What may stand directly inside a role; roles not named may hold anything."""

AROUND: Mapping[str, frozenset[str]] = {
    "LI": frozenset({"L"}),
    "LBody": frozenset({"LI"}),
    "TR": frozenset({"Table", "THead", "TBody", "TFoot"}),
    **dict.fromkeys(("THead", "TBody", "TFoot"), frozenset({"Table"})),
    **dict.fromkeys(("TH", "TD"), frozenset({"TR"})),
}
"""What a role must stand directly inside."""

MAY_BE_EMPTY = frozenset({"TD", "TH"})
"""A cell keeps its place in the row."""


def faults(tree: Tree, document: pikepdf.Pdf) -> Iterator[Fault]:
    """Yield what is wrong with the tags of *document* themselves."""
    if tree.looped:
        yield Fault("verify.nesting", "a tag is used twice, holds itself, or stands too deep")
    if [element.role for element in tree.top] != ["Document"]:
        yield Fault("verify.nesting", "the tags do not begin with one Document")
    for element in tree.walk():
        for check in EACH:
            yield from check(element)
    yield from _heading_faults(tree)
    yield from _identifier_faults(tree)
    yield from _annotation_faults(tree, document)


def content_faults(tree: Tree, contents: Collection[Content]) -> Iterator[Fault]:
    """Yield where printed content and tags do not meet one to one."""
    named = Counter((piece.owner, piece.mcid) for top in tree.top for piece in top.pieces())
    holders: dict[objects.Owner, dict[int, Element]] = {}
    for element in tree.walk():
        for kid in element.kids:
            if isinstance(kid, Piece):
                holders.setdefault(kid.owner, {})[kid.mcid] = element
    for content in contents:
        printed = Counter(mark.mcid for mark in content.marks)
        for mcid, times in printed.items():
            detail = _meeting(named[content.owner, mcid or 0], times)
            if detail:
                yield Fault("verify.order", detail, content.page)
        known = holders.get(content.owner, {})
        yield from _unprinted_faults(content, known, printed)
        yield from _parent_faults(tree, content, known)
        yield from _stray_faults(content)


def _meeting(named: int, printed: int) -> str:
    if named == 0:
        return "printed, but in no tag"
    return "in two tags" if named > 1 else "printed twice as one" if printed > 1 else ""


def _unprinted_faults(
    content: Content, known: Mapping[int, Element], printed: Counter[int | None]
) -> Iterator[Fault]:
    for mcid, element in known.items():
        if mcid not in printed:
            yield Fault("verify.order", f"{element.role} points at nothing printed", content.page)


def _parent_faults(tree: Tree, content: Content, known: Mapping[int, Element]) -> Iterator[Fault]:
    row = objects.items(tree.parents.get(content.key)) if content.key is not None else ()
    for mcid, element in known.items():
        listed = objects.owner(row[mcid]) if 0 <= mcid < len(row) else None
        if listed != element.owner:
            yield Fault("verify.order", f"{element.role} is not in the parent tree", content.page)


def _stray_faults(content: Content) -> Iterator[Fault]:
    for kind in sorted(content.unmarked):
        yield Fault("verify.unmarked", kind, content.page)
    if content.crossed:
        yield Fault("verify.unmarked", "an artifact inside a passage, or about it", content.page)
    if not content.whole:
        yield Fault("verify.broken", "a content stream ends early", content.page)


def _role_faults(element: Element) -> Iterator[Fault]:
    if element.role not in STANDARD and not element.level:
        yield Fault("verify.role", element.role or "a tag without a role", element.page)


def _nesting_faults(element: Element) -> Iterator[Fault]:
    allowed = INSIDE.get(element.role)
    for kid in element.elements:
        around = AROUND.get(kid.role)
        if (allowed and kid.role not in allowed) or (around and element.role not in around):
            yield Fault("verify.nesting", f"{kid.role} in {element.role}", kid.page)


def _inline_faults(element: Element) -> Iterator[Fault]:
    if element.role != "Document":
        return
    for kid in element.kids:
        if not isinstance(kid, Element):
            yield Fault("verify.inline", "text", element.page)
        elif kid.role in INLINE | CITING:
            yield Fault("verify.inline", kid.role, kid.page)


def _empty_faults(element: Element) -> Iterator[Fault]:
    if not element.kids and element.role not in MAY_BE_EMPTY:
        yield Fault("verify.empty", element.role, element.page)


def _figure_faults(element: Element) -> Iterator[Fault]:
    words = element.alt or element.actual or ""
    if element.role in ("Figure", "Formula") and not words.strip():
        yield Fault("verify.figure", "", element.page)


def _link_faults(element: Element) -> Iterator[Fault]:
    if element.role != "Link":
        return
    targets = [kid for kid in element.kids if isinstance(kid, Target)]
    if not any(target.subtype == "Link" for target in targets):
        yield Fault("verify.link", "it leads nowhere", element.page)
    if any(not target.contents.strip() for target in targets):
        yield Fault("verify.link", "it has no description", element.page)


def _header_faults(element: Element) -> Iterator[Fault]:
    scoped = "Scope" in element.attributes or "Headers" in element.attributes
    if element.role == "TH" and not scoped:
        yield Fault("verify.table", "a header does not say what it heads", element.page)


def _body_faults(element: Element) -> Iterator[Fault]:
    if element.role == "LI" and not any(kid.role == "LBody" for kid in element.elements):
        yield Fault("verify.list", "", element.page)


def _language_faults(element: Element) -> Iterator[Fault]:
    if element.language and not objects.TAG.match(element.language):
        yield Fault("verify.language", f"“{element.language}” is no language tag", element.page)


EACH: tuple[Callable[[Element], Iterator[Fault]], ...] = (
    _role_faults,
    _nesting_faults,
    _inline_faults,
    _empty_faults,
    _figure_faults,
    _link_faults,
    _header_faults,
    _body_faults,
    _language_faults,
)
"""What must be true of every tag alone."""


def _heading_faults(tree: Tree) -> Iterator[Fault]:
    before = 0
    for element in tree.walk():
        level = element.level
        if level is None:
            continue
        if before == 0 and level != 1:
            yield Fault("verify.heading", element.role, element.page)
        elif level > before + 1:
            yield Fault("verify.heading-skip", f"{element.role} after H{before}", element.page)
        before = level


def _identifier_faults(tree: Tree) -> Iterator[Fault]:
    elements = tuple(tree.walk())
    known = Counter(element.identifier for element in elements if element.identifier)
    for element in elements:
        if element.role == "Note" and known[element.identifier] != 1:
            yield Fault("verify.note", "", element.page)
        for header in objects.items(element.attributes.get("Headers")):
            if not isinstance(header, pikepdf.String) or bytes(header) not in known:
                yield Fault("verify.table", "a cell names a header that is not there", element.page)


def _annotation_faults(tree: Tree, document: pikepdf.Pdf) -> Iterator[Fault]:
    reached = {kid.owner for e in tree.walk() for kid in e.kids if isinstance(kid, Target)}
    for at, page in enumerate(document.pages, 1):
        annotations = objects.items(page.obj.get("/Annots"))
        if annotations and page.obj.get("/Tabs") != "/S":
            yield Fault("verify.order", "the tab key does not follow the text", at)
        for annotation in annotations:
            kind = objects.name(objects.entry(annotation, "/Subtype"))
            if kind != "Popup" and objects.owner(annotation) not in reached:
                yield Fault("verify.link", f"a {kind or 'nameless'} annotation in no tag", at)
