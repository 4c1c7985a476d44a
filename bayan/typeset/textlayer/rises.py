"""Text above or below the baseline of its line: the calls of notes, exponents, indices.

pdfium takes a part of a line that stands elsewhere for a line of its own, and then does not put
the line's parts in order: from right to left, what follows the call of a note came out before
what precedes it. So such text is written on the line, and its ink is raised.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from bayan.typeset.weasy import Box, Document, boxes

MOST = 0.8
"""How far text is raised at most, in font sizes of the line; what is further off stays there."""


def rises_in(document: Document) -> Mapping[int, float]:
    """Return how far above its line each raised text box of *document* stands, in CSS pixels.

    The keys are the ``id`` of the boxes, which live as long as the document.
    """
    rises: dict[int, float] = {}
    for page in document.pages:
        for box in page._page_box.descendants():
            if isinstance(box, boxes.LineBox):
                rises.update(_raised([*_texts(box)]))
    return rises


def _texts(box: Box) -> Iterator[Box]:
    """Yield the text boxes of a line, without those of lines inside it."""
    for child in box.children:
        if isinstance(child, boxes.TextBox):
            yield child
        elif isinstance(child, boxes.InlineBox):
            yield from _texts(child)


def _raised(texts: list[Box]) -> Iterator[tuple[int, float]]:
    """Yield the text boxes of *texts*, which is a line, that do not stand on its baseline."""
    if len({_level(text) for text in texts}) < 2:
        return
    main = _main(texts)
    for text in texts:
        rise = _baseline(main) - _baseline(text)
        if _level(text) != _level(main) and abs(rise) <= MOST * main.style["font_size"]:
            yield id(text), rise


def _main(texts: Iterable[Box]) -> Box:
    """Return the first text box of those that stand on the baseline of most of the line."""
    widths: Counter[float] = Counter()
    for text in texts:
        widths[_level(text)] += text.width
    most = max(widths, key=lambda level: widths[level])
    return next(text for text in texts if _level(text) == most)


def _baseline(text: Box) -> float:
    return float(text.position_y + text.baseline)


def _level(text: Box) -> float:
    return round(_baseline(text), 3)
