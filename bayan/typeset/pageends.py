"""No word is broken over the end of a page, and no note is lost there.

The page's foot would come between its halves when text is taken out of a PDF; careful printers
keep the rule anyway. CSS has ``hyphenate-limit-last`` for it, which WeasyPrint does not know: so
the line with the hyphen goes to the next page, by the private functions that move lines
there for the sake of widows and notes. ``tests/test_typeset_hyphens.py`` fails when that changes.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from bayan.typeset.weasy import Box, Handle, block_layout, boxes

MOST = 8
"""Lines moved for this, at most: after so many with hyphens, a gap would be worse than one more."""


@contextmanager
def sound_page_ends() -> Iterator[None]:
    """Let no page of what is laid out inside end in a part of a word, or lose a note.

    Except where the line with it calls a note, which stands on its page already, and where
    nothing else would be left on the page.
    """
    plain = block_layout._break_line, block_layout._linebox_layout
    block_layout._break_line = partial(_break_line, plain[0])
    block_layout._linebox_layout = partial(_linebox_layout, plain[1])
    try:
        yield
    finally:
        block_layout._break_line, block_layout._linebox_layout = plain


def _break_line(plain: Callable[..., Handle], *given: Handle) -> Handle:
    """End a page before a line: take as many along as needed, and more until a word is whole."""
    context, box, line, before, needed, page_is_empty, *more = given
    most = len(before) - (box.style["orphans"] if page_is_empty else 0)
    needed = max(needed, min(_wanted(before, needed), most))
    return plain(context, box, line, before, needed, page_is_empty, *more)


def _linebox_layout(plain: Callable[..., Handle], *given: Handle) -> Handle:
    """Lay out lines; where a page ended by putting a note off instead, move lines as well."""
    context, box, index, _, lines, _, absolute, fixed = given[:8]
    abort, stop, resume_at, *rest = plain(*given)
    _put_off_notes(context, lines if stop and not abort else ())
    moved = _wanted(lines, 0) if stop and not abort else 0
    if moved and len(lines) - moved >= box.style["orphans"]:
        for line in lines[-moved:]:
            block_layout.remove_placeholders(context, line.children, absolute, fixed)
        del lines[-moved:]
        resume_at = {index: lines[-1].resume_at}
    return (abort, stop, resume_at, *rest)


def _put_off_notes(context: Handle, lines: Iterable[Box]) -> None:
    """Take the notes that *lines* call, and that WeasyPrint forgot, to the next page.

    It does where a line fits on the page only after the note before is put off:
    ``docs/upstream/weasyprint-lost-note.md``.
    """
    called = [box.footnote for line in lines for box in line.descendants() if box.footnote]
    for note in called:
        if note in context.footnotes:
            context.layout_footnote(note)
            context.report_footnote(note)


def _wanted(lines: Sequence[Box], needed: int) -> int:
    """Return how many of *lines* to move, *needed* or more, so that a whole word is the last."""
    for wanted in range(needed, min(needed + MOST, len(lines)) + 1):
        if wanted == len(lines) or not _is_broken(lines[-wanted - 1]):
            return wanted
    return needed


def _is_broken(line: Box) -> bool:
    """Return whether *line* ends in a part of a word, and can be moved."""
    inside = list(line.descendants())
    texts = [box for box in inside if isinstance(box, boxes.TextBox)]
    hyphen = texts[-1].style["hyphenate_character"] if texts else ""
    hyphened = bool(hyphen) and texts[-1].text.endswith(hyphen)
    return hyphened and not any(box.footnote for box in inside)
