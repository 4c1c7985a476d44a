"""The reading order of a PDF, as a listener hears it."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

import pikepdf

from bayan.language import direction_of
from bayan.verify import catalog, content, objects, tree
from bayan.verify.grid import grid
from bayan.verify.model import Heard
from bayan.verify.text import Passage, passages
from bayan.verify.tree import Element, Piece, Tree

BLOCKS: Mapping[str, str] = {
    "Title": "title",
    "P": "paragraph",
    "BlockQuote": "quote",
    "Caption": "caption",
    "LI": "item",
    "Link": "link",
    "Note": "note",
    "FENote": "note",
    "Form": "field",
    "TOC": "contents",
}
"""Roles announced by a word of their own; roles not named here are not announced."""

PICTURES = ("Figure", "Formula")

HOLDERS = ("item", "header", "cell", "note", "quote", "caption")
"""What needs no second announcement for the paragraph it begins with."""

SILENT = ("paragraph", "link", "text")
"""What is not announced when there is nothing to say in it."""

CONTINUED = "text"
SOFT = re.compile("[\u0002\ufffe\u00ad]\\s*|\u2010\\s*\n\\s*|(?<=\\S[-/])\\s*\n\\s*")
"""Hyphens that only the line's end called for, as pdfium gives them; line ends after others."""

DIRECTIONS = dict.fromkeys((0x061C, 0x200E, 0x200F))
"""Marks of direction, which nobody hears: the text layer sets some for the readers' sake."""

NUMBERED = ".)"
"""What follows the number of a list's item."""

SILENCE = Passage(())

Texts = Mapping[tuple[objects.Owner, int], Passage]


class _Said(NamedTuple):
    """An announcement, or with no role a stretch of text of the announced thing *scope*."""

    scope: int
    level: int
    role: str
    text: str
    language: str


def listen(pdf: bytes) -> tuple[Heard, ...]:
    """Return what a screen reader says of *pdf*, in order; nothing if it cannot be read."""
    try:
        with objects.opened(pdf) as document:
            return hear(pdf, document, content.read(document))
    except objects.UnreadableError:
        return ()


def hear(
    pdf: bytes, document: pikepdf.Pdf, contents: Iterable[content.Content]
) -> tuple[Heard, ...]:
    """Return what a screen reader says of *document*, which is *pdf* opened and read."""
    structure = tree.read(document)
    if structure is None:
        return ()
    owners = {number: owner for owner, number in objects.page_numbers(document).items()}
    spoken = passages(pdf)
    texts = {
        (owners[page], mcid): passage for (page, mcid), passage in spoken.items() if page in owners
    }
    for part in contents:
        for mark in part.marks:
            if mark.actual is not None and mark.mcid is not None:
                key = (part.owner, mark.mcid)
                texts[key] = texts.get(key, SILENCE)._replace(actual=mark.actual)
    return tuple(_merged(_Speaker(texts).tree(structure, catalog.language(document))))


def transcript(heard: Iterable[Heard]) -> str:
    """Return *heard* as lines, indented by level, a change of language in brackets."""
    lines, language = [], ""
    for said in heard:
        switch = f"[{said.language}] " if said.text and said.language != language else ""
        language = said.language if said.text else language
        role = "" if said.role == CONTINUED else said.role + (": " if said.text else "")
        lines.append(f"{'  ' * said.level}{role}{switch}{said.text}\n")
    return "".join(lines)


class _Speaker:
    def __init__(self, texts: Texts) -> None:
        self.texts = texts
        self.scopes = 0
        self.last = Piece((0, 0), -1, None)

    def tree(self, structure: Tree, language: str) -> Iterator[_Said]:
        for element in structure.top:
            yield from self.say(element, _Said(0, -1, "", "", language))

    def say(self, element: Element, around: _Said) -> Iterator[_Said]:
        """Yield *element*, which stands inside what *around* announced."""
        around = around._replace(language=element.language or around.language)
        role = self._role(element, around.language)
        if role:
            self.scopes += 1
            around = _Said(self.scopes, around.level + 1, role, "", around.language)
            yield around
        around = around._replace(role="")
        replaced = self._replaced(element, around.language)
        if replaced is not None:
            yield around._replace(text=replaced)
        else:
            yield from OF_ROLE.get(element.role, _Speaker.inside)(self, element, around)

    def inside(self, element: Element, around: _Said) -> Iterator[_Said]:
        """Yield all that stands in *element*, in order."""
        for kid in element.kids:
            if isinstance(kid, Piece):
                yield around._replace(text=self._spoken(kid, around.language))
            elif isinstance(kid, Element):
                yield from self.say(kid, around)

    def item(self, element: Element, around: _Said) -> Iterator[_Said]:
        """Yield a list item; its label is announced with it, but for the notes in that."""
        for kid in element.elements:
            if kid.role != "Lbl":
                yield from self.say(kid, around)
                continue
            for note in _notes(kid):
                yield from self.say(note, around)

    def table(self, element: Element, around: _Said) -> Iterator[_Said]:
        """Yield a table row by row, each cell with its headers."""
        for kid in element.elements:
            if kid.role == "Caption":
                yield from self.say(kid, around)
        laid = grid(element)
        for at, cells in enumerate(laid.rows):
            self.scopes += 1
            row = _Said(self.scopes, around.level + 1, f"row {at + 1}", "", around.language)
            yield row
            for nth, cell in enumerate(cells):
                names = objects.joined(
                    self.plain(header, around.language) for header in laid.headers[at, nth]
                )
                kind = "header" if cell.role == "TH" else "cell"
                said = f"{kind} ({names})" if names else kind
                yield from self._cell(cell, said, row)

    def _cell(self, cell: Element, said: str, row: _Said) -> Iterator[_Said]:
        self.scopes += 1
        language = cell.language or row.language
        around = _Said(self.scopes, row.level + 1, said, "", language)
        yield around
        yield from self.inside(cell, around._replace(role=""))

    def plain(self, element: Element, language: str) -> str:
        """Return the text of *element* in one line, notes left out."""
        return _tidy("".join(self._stretches(element, language)))

    def _stretches(self, element: Element, language: str) -> Iterator[str]:
        language = element.language or language
        for kid in element.kids:
            if isinstance(kid, Piece):
                yield self._spoken(kid, language)
            elif isinstance(kid, Element) and BLOCKS.get(kid.role) != "note":
                replaced = self._replaced(kid, language)
                yield from self._stretches(kid, language) if replaced is None else [replaced]

    def _spoken(self, piece: Piece, language: str) -> str:
        """Return the text of *piece*, with a line end before it if it begins a line or a word."""
        passage = self.texts.get((piece.owner, piece.mcid))
        if passage is None:
            return ""
        last, self.last = self.last, piece
        before = self.texts.get((last.owner, last.mcid), SILENCE)
        text = passage.text(rtl=_is_rtl(language))
        joins = last.owner == piece.owner and passage.touches(last.mcid, before)
        return text if joins else f"\n{text}"

    def _role(self, element: Element, language: str) -> str:
        if element.level:
            return f"heading {element.level}"
        if element.role == "L":
            return f"list of {sum(kid.role == 'LI' for kid in element.elements)}"
        if element.role == "LI":
            labels = [self.plain(kid, language) for kid in element.elements if kid.role == "Lbl"]
            return " ".join(("item", *labels)).rstrip(NUMBERED)
        if element.role == "Table":
            laid = grid(element)
            return f"table {len(laid.rows)}×{laid.columns}"
        return element.role.lower() if element.role in PICTURES else BLOCKS.get(element.role, "")

    def _replaced(self, element: Element, language: str) -> str | None:
        """Return what is said in place of the content of *element*; None to say the content."""
        if element.actual is not None:
            return element.actual
        if element.role in PICTURES:
            return element.alt
        if element.expansion:
            said = "".join(self._stretches(element, language))
            after = said[len(said.rstrip()) :]
            return f"{said.rstrip()} ({element.expansion}){after}"
        return None


OF_ROLE: Mapping[str, Callable[[_Speaker, Element, _Said], Iterator[_Said]]] = {
    "LI": _Speaker.item,
    "Table": _Speaker.table,
}


def _merged(stream: Iterable[_Said]) -> Iterator[Heard]:
    """Yield *stream* with each stretch of one thing in one language made one."""
    now = _Said(-1, 0, "", "", "")
    aliases: dict[int, int] = {}
    for said in stream:
        scope = aliases.get(said.scope, said.scope)
        if said.role:
            if said.role == "paragraph" and _begins(now):
                aliases[said.scope] = now.scope
                continue
            yield from _heard(now)
            now = said
        elif scope == now.scope and (said.language == now.language or not now.text.strip()):
            now = now._replace(text=now.text + said.text, language=said.language)
        elif said.text.strip():
            yield from _heard(now)
            now = _Said(scope, said.level + 1, CONTINUED, said.text, said.language)
    yield from _heard(now)


def _notes(element: Element) -> Iterator[Element]:
    """Yield the outermost notes in *element*."""
    for kid in element.elements:
        if BLOCKS.get(kid.role) == "note":
            yield kid
        else:
            yield from _notes(kid)


def _begins(now: _Said) -> bool:
    return now.role.split(" ")[0] in HOLDERS and not now.text.strip()


def _heard(said: _Said) -> Iterator[Heard]:
    text = _tidy(said.text)
    if said.role and (text or said.role not in SILENT):
        yield Heard(max(said.level, 0), said.role, text, said.language)


@lru_cache(maxsize=64)
def _is_rtl(language: str) -> bool:
    return bool(language) and direction_of(language) == "rtl"


def _tidy(text: str) -> str:
    return " ".join(SOFT.sub("", text).translate(DIRECTIONS).split())
