"""Opposite-direction runs that cross inline elements, isolated for WeasyPrint.

WeasyPrint lays inline boxes out strictly in the paragraph's direction, so that
``The <b>Global</b> Coalition`` inside Arabic comes out as "Coalition Global The".
Each such run is wrapped in an element of its own direction here; ``docs/weasyprint.md``
says when this can go.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree

from bayan.language.bidi import (
    LINE_BREAK,
    OBJECT,
    breakable_runs,
    first_strong,
    runs_to_isolate,
)
from bayan.language.model import Direction

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS = frozenset(
    (*HEADINGS, "p", "li", "td", "th", "dd", "dt", "figcaption", "caption", "blockquote", "div")
)
ATOMS = frozenset(("img", "svg"))
"""Inline elements without text of their own."""
MADE = "made"
"""Marks, while this module works, an element that it made."""

Chain = tuple[etree._Element, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, or an atom, with the inline elements around it, outermost first."""

    text: str
    chain: Chain
    atom: etree._Element | None = None

    def part(self, start: int, end: int) -> "Piece":
        """Return the characters from *start* to *end* as a piece of its own."""
        return Piece(self.text[start:end], self.chain, self.atom)


def isolate_runs(root: etree._Element, direction: Direction) -> None:
    """Wrap, in place, every opposite run below *root* that WeasyPrint would scramble.

    It is one that crosses an element boundary, or that a line may end inside, next to
    punctuation. Code and addresses take the direction of their own words. *direction* is
    that of *root* unless it has a ``dir`` of its own.
    """
    for element in root.iter("a", "code", "pre"):
        _direct(element, direction)
    for element in list(root.iter(*BLOCKS, "span")):
        if element.tag in BLOCKS or _is_isolate(element) or _is_note(element):
            _isolate_in(element, _direction_of(element, direction))


def _isolate_in(block: etree._Element, direction: Direction) -> None:
    if any(child.tag in BLOCKS for child in block.iterdescendants()):
        return
    pieces = list(_pieces(block, ()))
    texts = [piece.text for piece in pieces]
    spans = sorted({*runs_to_isolate(texts, direction), *breakable_runs(texts, direction)})
    if spans:
        opposite: Direction = "ltr" if direction == "rtl" else "rtl"
        _rebuild(block, _wrapped(pieces, spans, opposite))
        for wrapper in block.iterdescendants("span"):
            if wrapper.get(MADE):  # A run is a paragraph of its own, with runs inside it.
                del wrapper.attrib[MADE]
                _isolate_in(wrapper, opposite)


def _direct(element: etree._Element, default: Direction) -> None:
    """Give *element*, code or an address, its own direction where it stands in the other."""
    own = first_strong(text := "".join(element.itertext()))
    stands_alone = element.tag != "a" or element.get("href", "").endswith(text)
    if own and stands_alone and own != _direction_of(element, default):
        element.set("dir", own)


def _direction_of(element: etree._Element, default: Direction) -> Direction:
    for ancestor in (element, *element.iterancestors()):
        if own := ancestor.get("dir"):
            return "rtl" if own == "rtl" else "ltr"
    return default


def _is_isolate(element: etree._Element) -> bool:
    return element.get("dir") is not None


def _pieces(element: etree._Element, chain: Chain) -> Iterator[Piece]:
    if element.text:
        yield Piece(element.text, chain)
    for child in element:
        if child.tag == "br":
            yield Piece(LINE_BREAK, chain, child)
        elif child.tag in ATOMS or _is_isolate(child) or _is_note(child):
            yield Piece(OBJECT, chain, child)
        else:
            yield from _pieces(child, (*chain, child))
        if child.tail:
            yield Piece(child.tail, chain)


def _is_note(element: etree._Element) -> bool:
    """Tell whether *element* is a footnote: its text is not part of the line."""
    return bool(element.get("class") == "footnote")


def _wrapped(
    pieces: Sequence[Piece], spans: Sequence[tuple[int, int]], direction: str
) -> Iterator[Piece]:
    """Yield the pieces, those of each span inside a new ``span`` element."""
    cuts = sorted({0, *(edge for span in spans for edge in span)})
    cut_pieces = list(_cut(pieces, cuts))
    for span_start, span_end in _fill(spans, sum(len(piece.text) for piece in pieces)):
        inside = [piece for start, piece in cut_pieces if span_start <= start < span_end]
        if (span_start, span_end) in spans:
            common = _common(inside)
            wrapper = etree.Element("span", {"dir": direction, MADE: "1"})
            for piece in inside:
                chain = (*common, wrapper, *piece.chain[len(common) :])
                yield Piece(piece.text, chain, piece.atom)
        else:
            yield from inside


def _cut(pieces: Sequence[Piece], cuts: Sequence[int]) -> Iterator[tuple[int, Piece]]:
    """Yield each piece with its offset, cut wherever a span begins or ends."""
    offset = 0
    for piece in pieces:
        inner = [cut - offset for cut in cuts if 0 < cut - offset < len(piece.text)]
        for start, end in pairwise((0, *inner, len(piece.text))):
            yield offset + start, piece.part(start, end)
        offset += len(piece.text)


def _fill(spans: Sequence[tuple[int, int]], length: int) -> Iterator[tuple[int, int]]:
    """Yield the spans and the stretches between them, in order."""
    position = 0
    for start, end in spans:
        if position < start:
            yield position, start
        yield start, end
        position = end
    if position < length:
        yield position, length


def _common(pieces: Sequence[Piece]) -> Chain:
    """Return the elements that surround every one of *pieces*."""
    shared: list[etree._Element] = []
    for level in zip(*(piece.chain for piece in pieces), strict=False):
        if any(element is not level[0] for element in level):
            break
        shared.append(level[0])
    return tuple(shared)


def _rebuild(block: etree._Element, pieces: Iterable[Piece]) -> None:
    """Replace the content of *block* by *pieces*; an element that is split keeps one id."""
    pieces = list(pieces)  # Read before the block is emptied.
    del block[:]
    block.text = None
    open_elements: list[tuple[etree._Element, etree._Element]] = []
    used: set[etree._Element] = set()
    for piece in pieces:
        depth = _shared_depth(open_elements, piece.chain)
        del open_elements[depth:]
        for original in piece.chain[depth:]:
            parent = open_elements[-1][1] if open_elements else block
            open_elements.append((original, _copy_into(parent, original, original in used)))
            used.add(original)
        _append(open_elements[-1][1] if open_elements else block, piece)


def _shared_depth(
    open_elements: Sequence[tuple[etree._Element, etree._Element]], chain: Chain
) -> int:
    depth = 0
    for (original, _), wanted in zip(open_elements, chain, strict=False):
        if original is not wanted:
            break
        depth += 1
    return depth


def _copy_into(parent: etree._Element, original: etree._Element, seen: bool) -> etree._Element:
    attributes = {
        name: value for name, value in original.attrib.items() if not (seen and name == "id")
    }
    return etree.SubElement(parent, original.tag, attributes)


def _append(parent: etree._Element, piece: Piece) -> None:
    if piece.atom is not None:
        piece.atom.tail = None
        parent.append(piece.atom)
    elif len(parent):
        parent[-1].tail = (parent[-1].tail or "") + piece.text
    else:
        parent.text = (parent.text or "") + piece.text
