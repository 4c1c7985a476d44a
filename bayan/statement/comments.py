"""Comments: never printed, never attached."""

import re
from bisect import bisect
from collections.abc import Iterator, Sequence

from bayan.statement.notebook import Notebook
from bayan.statement.source import Source

Span = tuple[int, int]
"""Start and end of a stretch of a source's text, in characters."""

OPENING, CLOSING = "<!--", "-->"
EMPTY = ("<!-->", "<!--->")
"""Comments that end where they begin, as HTML has it."""
LINK_COMMENT = re.compile(r"^ {0,3}\[[^\]\n]*\]:[ \t]*(?:<>|#)[ \t]+[\"'(].*$", re.MULTILINE)
"""A link definition that points nowhere: the other way people hide a remark."""


def without_comments(source: Source, strip: bool, notebook: Notebook) -> Source:
    """Return *source* without the comments meant for authors only.

    Unless *strip*, each is noted as an error. One that is never closed, or that
    removing another brings forth, is an error in any case.
    """
    html = list(_html_comments(source, notebook))
    spans = sorted((*html, *_link_comments(source, html)))
    if not spans:
        return source
    if not strip:
        _refuse(source, spans, notebook)
    kept = cut(source, spans)
    unclosed = source.text.find(OPENING, html[-1][1] if html else 0) >= 0
    if OPENING in kept.text and not unclosed:
        notebook.error(
            "statement.comment",
            "Comments stand inside each other, so it is not clear where they end.",
            kept.place(_line_of(kept.text, kept.text.find(OPENING))),
            "Take them out by hand.",
        )
    return kept


def cut(source: Source, spans: Sequence[Span]) -> Source:
    """Return *source* without *spans*, which are in order and apart.

    A line that held nothing else goes altogether, and no blanks are left where words may not
    have them, so that what stays means what it meant.
    """
    if not spans:
        return source
    lines: list[str] = []
    numbers: list[int] = []
    for text, number, touched in _remaining(source, spans):
        shown = text.rstrip() if touched else text
        if shown or not touched:
            lines.append(shown)
            numbers.append(number)
    return Source(source.file, tuple(lines), tuple(numbers))


def _remaining(source: Source, spans: Sequence[Span]) -> Iterator[tuple[str, int, bool]]:
    """Yield each line that stays, its number, and whether something was cut from it."""
    text, line, number, touched = "", 0, source.numbers[0] if source.numbers else 0, False
    for piece, after_cut in _pieces(source.text, spans):
        if isinstance(piece, int):
            line += piece
            touched = True
            if not text.strip():
                number = source.numbers[line]
            continue
        first, *rest = piece.split("\n")
        blank_before = not text.strip() or text.endswith((" ", "\t"))
        text += first.lstrip(" \t") if after_cut and blank_before else first
        for following in rest:
            yield text, number, touched
            line += 1
            text, number, touched = following, source.numbers[line], False
    yield text, number, touched


def _pieces(text: str, spans: Sequence[Span]) -> Iterator[tuple[str | int, bool]]:
    """Yield what stays as text, and for each cut the number of its newlines."""
    position = 0
    for start, end in spans:
        yield text[position:start], position > 0
        yield text.count("\n", start, end), False
        position = end
    yield text[position:], True


def _html_comments(source: Source, notebook: Notebook) -> Iterator[Span]:
    """Yield where HTML comments stand; an unclosed one is noted and ends the search."""
    text, position = source.text, 0
    while (start := text.find(OPENING, position)) >= 0:
        empty = next((each for each in EMPTY if text.startswith(each, start)), "")
        close = start if empty else text.find(CLOSING, start + len(OPENING))
        if close < 0:
            notebook.error(
                "statement.comment",
                "A comment is opened here and never closed.",
                source.place(_line_of(text, start)),
                "Close it with -->, or take it out.",
            )
            return
        position = close + len(empty or CLOSING)
        yield start, position


def _link_comments(source: Source, html: Sequence[Span]) -> Iterator[Span]:
    """Yield link definitions used as comments, where they do not meet the *html* comments."""
    starts = [start for start, _ in html]
    for found in LINK_COMMENT.finditer(source.text):
        at = bisect(starts, found.start())
        near = html[max(at - 1, 0) : at + 1]
        if not any(start < found.end() and found.start() < end for start, end in near):
            yield found.span()


def _refuse(source: Source, spans: Sequence[Span], notebook: Notebook) -> None:
    for start, end in spans:
        first, last = _line_of(source.text, start), _line_of(source.text, end - 1)
        reach = "" if first == last else f", up to line {source.numbers[last]}"
        notebook.error(
            "statement.comment",
            f"There is a comment here{reach}; comments are neither printed nor attached.",
            source.place(first),
            "Take it out, or render with --strip-comments.",
        )


def _line_of(text: str, position: int) -> int:
    return text.count("\n", 0, position)
