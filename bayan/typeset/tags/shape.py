"""Nodes become structure elements: what each is, and what may stand in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby

from bayan.typeset.tags.elem import (
    Attributes,
    Elem,
    Kid,
    is_block,
    is_figure,
    is_marker,
    mixed,
    only,
    paragraphs,
    role,
    visible,
)
from bayan.typeset.tags.notes import joined_calls, tie_again
from bayan.typeset.tags.roles import (
    BLOCKS,
    CELLS,
    CONTAINERS,
    GROUPS,
    INLINE,
    NUMBERING,
    SCOPES,
    TEXT,
    Dialect,
)
from bayan.typeset.tags.tree import HEADINGS, NOTE_CALL, Area, Node


def shape(root: Node, language: str, dialect: Dialect) -> Elem:
    """Return the Document element for what was drawn in *root*."""
    tree = Shaper(dialect).document(root, language)
    tie_again(tree)
    return tree


class Shaper:
    """Shapes one document."""

    def __init__(self, dialect: Dialect) -> None:
        """Speak *dialect*."""
        self._dialect = dialect
        self._headings: list[int] = []
        self._makers: Mapping[str, Callable[[Node, list[Kid]], list[Kid]]] = {
            **dict.fromkeys(TEXT, self._text),
            **dict.fromkeys(INLINE, self._inline),
            **dict.fromkeys(GROUPS, self._rows),
            **dict.fromkeys(CELLS, self._cell),
            **dict.fromkeys(CONTAINERS, self._container),
            **dict.fromkeys(("ol", "ul"), self._list),
            **dict.fromkeys(("img", "svg"), self._figure),
            **dict.fromkeys(("dt", "dd"), self._term),
            "a": self._link,
            "caption": self._caption,
            "dl": self._definitions,
            "figcaption": self._figcaption,
            "li": self._item,
            "sup": self._raised,
            "table": self._table,
            "tr": self._row,
        }

    def document(self, root: Node, language: str) -> Elem:
        """Return the Document element."""
        return Elem("Document", paragraphs(self._kids(root, language)))

    def _kids(self, node: Node, language: str) -> list[Kid]:
        kids: list[Kid] = []
        for kid in node.kids:
            kids.extend(self._shaped(kid, language) if isinstance(kid, Node) else [kid])
        return joined_calls(kids, self._dialect)

    def _shaped(self, node: Node, language: str) -> list[Kid]:
        """Return *node* as elements: one, none if nothing was drawn, or its bare content."""
        lang = node.attributes.get("lang", "")
        kids = self._kids(node, lang or language)
        if not any(map(visible, kids)) and node.tag not in CELLS:
            return []
        heading = self._heading(node)
        made = self._made(node, kids)
        if heading and len(made) == 1 and isinstance(made[0], Elem) and made[0].role == "P":
            made[0].role = heading
        if lang and lang != language:
            made = [spoken(made, node, lang)]
        return made

    def _made(self, node: Node, kids: list[Kid]) -> list[Kid]:
        if node.pseudo in PSEUDO:
            return PSEUDO[node.pseudo](node, kids, self._dialect)
        if node.pseudo:
            return kids
        if node.note:
            return [Elem(self._dialect.note, kids, node, attributes=NOTE_TYPE[self._dialect.two])]
        return self._makers.get(node.tag, self._neutral)(node, kids)

    def _heading(self, node: Node) -> str:
        """Return the type of a heading: levels are counted without gaps, from H1."""
        if node.pseudo or node.tag not in HEADINGS:
            return ""
        level = HEADINGS.index(node.tag)
        self._headings = [outer for outer in self._headings if outer < level] + [level]
        return f"H{len(self._headings)}"

    def _neutral(self, node: Node, kids: list[Kid]) -> list[Kid]:
        """Return an element without a meaning of its own: P, Div, Span or its content."""
        if any(map(is_block, kids)):
            return [Elem("Div", paragraphs(kids), node)]
        if node.tag in BLOCKS or node.facts.block:
            return self._text(node, kids)
        return self._span(node, kids)

    def _span(self, node: Node, kids: list[Kid]) -> list[Kid]:
        expansion = node.attributes.get("title", "") if node.tag == "abbr" else ""
        if expansion or "id" in node.attributes:
            return [Elem("Span", kids, node, expansion=expansion)]
        return kids

    def _raised(self, node: Node, kids: list[Kid]) -> list[Kid]:
        if node.attributes.get("class") == "noteref":
            return [Elem(self._dialect.call, kids, node)]
        return self._neutral(node, kids)

    def _text(self, node: Node, kids: list[Kid]) -> list[Kid]:
        if any(map(is_block, kids)) or all(is_figure(kid) for kid in kids if visible(kid)):
            return [Elem("Div", paragraphs(kids), node)]
        return [Elem("P", kids, node)]

    def _container(self, node: Node, kids: list[Kid]) -> list[Kid]:
        return [Elem(CONTAINERS[node.tag], paragraphs(kids), node)]

    def _inline(self, node: Node, kids: list[Kid]) -> list[Kid]:
        return [Elem(INLINE[node.tag][self._dialect.two], kids, node)]

    def _link(self, node: Node, kids: list[Kid]) -> list[Kid]:
        if any(isinstance(kid, Area) for kid in kids):
            return [Elem("Link", kids, node)]
        return self._neutral(node, kids)

    def _figure(self, node: Node, kids: list[Kid]) -> list[Kid]:
        alt = node.words or node.attributes.get("alt", "")
        return [Elem("Figure", kids, node, alt=alt)] if alt else []

    def _figcaption(self, node: Node, kids: list[Kid]) -> list[Kid]:
        if any(map(is_block, kids)):
            return [Elem("Div", paragraphs(kids), node)]
        return [Elem(self._dialect.caption, kids, node)]

    def _caption(self, node: Node, kids: list[Kid]) -> list[Kid]:
        return [Elem("Caption", mixed(kids), node)]

    def _table(self, node: Node, kids: list[Kid]) -> list[Kid]:
        return [Elem("Table", bodied(only(kids, {"Caption", "TR", *GROUPS.values()})), node)]

    def _rows(self, node: Node, kids: list[Kid]) -> list[Kid]:
        return [Elem(GROUPS[node.tag], only(kids, {"TR"}), node)]

    def _row(self, node: Node, kids: list[Kid]) -> list[Kid]:
        return [Elem("TR", only(kids, set(CELLS.values())), node)]

    def _cell(self, node: Node, kids: list[Kid]) -> list[Kid]:
        facts = node.facts
        table: dict[str, str | int] = {}
        if node.tag == "th":
            table["Scope"] = SCOPES.get(node.attributes.get("scope", ""), "Column")
        if facts.colspan != 1:
            table["ColSpan"] = facts.colspan
        if facts.rowspan != 1:
            table["RowSpan"] = facts.rowspan
        attributes = {"Table": table} if table else {}
        return [Elem(CELLS[node.tag], mixed(kids), node, attributes=attributes)]

    def _item(self, node: Node, kids: list[Kid]) -> list[Kid]:
        labels = [kid for kid in kids if is_marker(kid)]
        rest = [kid for kid in kids if kid not in labels]
        body: list[Kid] = [Elem("LBody", mixed(rest))] if any(map(visible, rest)) else []
        return [Elem("LI", [*labels, *body], node)]

    def _list(self, node: Node, kids: list[Kid]) -> list[Kid]:
        items = [as_item(kid) for kid in kids if visible(kid)]
        numbering = "None"
        if any(is_marker(kid) for item in items for kid in item.kids):
            other = self._dialect.ordered if node.tag == "ol" else self._dialect.unordered
            style = next((item.node.facts.list_style for item in items if item.node), "")
            numbering = NUMBERING.get(style, other)
        return [Elem("L", list(items), node, attributes=listed(numbering))]

    def _term(self, node: Node, kids: list[Kid]) -> list[Kid]:
        role = "Lbl" if node.tag == "dt" else "LBody"
        return [Elem(role, mixed(kids), node)]

    def _definitions(self, node: Node, kids: list[Kid]) -> list[Kid]:
        items: list[Kid] = list(definitions(kids))
        return [Elem("L", items, node, attributes=listed(self._dialect.described))]


def bodied(rows: list[Kid]) -> list[Kid]:
    """Return *rows* of a table, a head without a body as the body that every table needs."""
    groups = [kid for kid in rows if isinstance(kid, Elem) and kid.role in GROUPS.values()]
    if groups and all(group.role != "TBody" for group in groups):
        groups[0].role = "TBody"
    return rows


def listed(numbering: str) -> Attributes:
    """Return the attributes of a list."""
    return {"List": {"ListNumbering": numbering}}


def as_item(kid: Kid) -> Elem:
    """Return *kid* as a list item."""
    if isinstance(kid, Elem) and kid.role == "LI":
        return kid
    return Elem("LI", [Elem("LBody", [kid])])


def definitions(kids: Iterable[Kid]) -> Iterator[Elem]:
    """Yield an item for each group of terms and their definitions."""
    group: list[Kid] = []
    for kid in only(kids, {"Lbl", "LBody"}):
        if isinstance(kid, Elem) and kid.role == "Lbl" and "LBody" in map(role, group):
            yield defined(group)
            group = []
        group.append(kid)
    if group:
        yield defined(group)


def defined(group: list[Kid]) -> Elem:
    """Return one item; several terms share one label, several definitions one body."""
    merged: list[Kid] = []
    for name, members in groupby(group, role):
        parts = [kid for kid in members if isinstance(kid, Elem)]
        for part in parts if len(parts) > 1 else ():
            part.role = "Span" if name == "Lbl" else "Div" if any(map(is_block, part.kids)) else "P"
        merged.extend(parts if len(parts) == 1 else [Elem(name, list[Kid](parts))])
    return Elem("LI", merged)


def spoken(made: list[Kid], node: Node, lang: str) -> Elem:
    """Return *made* as one element with a language of its own."""
    if len(made) == 1 and isinstance(made[0], Elem) and made[0].node is node:
        made[0].lang = lang
        return made[0]
    return Elem("Span", made, node, lang)


def _label(node: Node, kids: list[Kid], dialect: Dialect) -> list[Kid]:
    del dialect
    return [Elem("Lbl", kids, node)]


def _call(node: Node, kids: list[Kid], dialect: Dialect) -> list[Kid]:
    return [Elem(dialect.call, kids, node)]


PSEUDO = {"marker": _label, "footnote-marker": _label, NOTE_CALL: _call}
NOTE_TYPE: Mapping[bool, Attributes] = {
    False: {},
    True: {"FENote": {"NoteType": "Footnote"}},
}
