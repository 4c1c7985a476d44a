"""What no honest paragraph reaches, refused before it costs minutes or all memory."""

import re
from html import unescape

from markdown_it.token import Token

from bayan.statement.notebook import Notebook, shortened
from bayan.statement.scope import Scope
from bayan.statement.source import Source, character_name, unclosed

MARKUP = "*_[`"
"""Signs that may each become an element."""
MARKS = f"{MARKUP}]\"'"
"""Signs that the parser tries to pair, in time that may grow by the square of their number."""
VERBATIM = ("fence", "code_block")
CLOSE = "Delete it, or end it (U+202C, U+2069) before the paragraph or value ends."


def require_short_words(source: Source, most: int, notebook: Notebook) -> None:
    """Refuse a word of *source* longer than *most*: to hyphenate it takes minutes.

    Raises:
        LimitError: there is one.
    """
    long = re.compile(rf"[^ \t]{{{most + 1},}}")
    for index, line in enumerate(source.lines):
        if len(line) > most and (found := long.search(line)):
            raise notebook.limit(
                f"“{shortened(found[0], 20)}” has {len(found[0]):,} characters without a space,"
                f" where {most:,} are allowed.",
                source.place(index),
                "Put spaces between the words, or take it out.",
            )


def require_few_marks(scope: Scope) -> None:
    """Refuse more markup in one version than memory holds.

    Raises:
        LimitError: there is more.
    """
    text, most = scope.body.text, scope.limits.marks
    if (found := sum(map(text.count, MARKUP))) > most:
        raise scope.notebook.limit(
            f"The text has {found:,} signs of markup (* _ [ `), where {most:,} are allowed.",
            scope.body.place(0),
            "Issue parts of it as documents of their own.",
        )


def require_modest(token: Token, scope: Scope) -> None:
    """Refuse a paragraph, heading or cell that is too long or has too many marks.

    Raises:
        LimitError: it is, or has.
    """
    limits = scope.limits
    numbers = (
        ("characters", len(token.content), limits.paragraph_characters),
        ("brackets, quotation marks and other marks", _marks(token), limits.paragraph_marks),
    )
    for what, found, most in numbers:
        if found > most:
            raise scope.notebook.limit(
                f"The paragraph has {found:,} {what}, where {most:,} are allowed.",
                scope.body.place(_line(token)),
                "Break it into paragraphs with empty lines between them.",
            )


def note_unclosed(token: Token, scope: Scope) -> None:
    """Note each change of direction that would reach beyond the block of *token*."""
    if token.type != "inline" and token.type not in VERBATIM:
        return
    text = unescape(token.content)
    first = _line(token) + (token.type == "fence")
    for position in unclosed(text):
        scope.error(
            "statement.character",
            f"The text holds {character_name(text[position])}, which is never ended.",
            first + text.count("\n", 0, position),
            CLOSE,
        )


def _marks(token: Token) -> int:
    return sum(map(token.content.count, MARKS))


def _line(token: Token) -> int:
    return token.map[0] if token.map else 0
