"""What Markdown does quietly and an author should know of: raw HTML, quotation marks."""

import re
from itertools import cycle, pairwise

from markdown_it import MarkdownIt
from markdown_it.common.html_re import HTML_TAG_RE
from markdown_it.rules_core import StateCore
from markdown_it.rules_core.smartquotes import process_inlines
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from bayan.statement.comments import OPENING
from bayan.statement.lines import line_in
from bayan.statement.notebook import shortened
from bayan.statement.scope import scope_of

REACH = 1000
"""Characters of a tag looked at: a bound on the work, not on tags."""


def oddity_plugin(md: MarkdownIt) -> None:
    """Let *md* warn of HTML tags and keep addresses as they are."""
    md.inline.ruler.at("html_inline", _tag)
    md.core.ruler.at("smartquotes", _quotation_marks)
    md.core.ruler.before("smartquotes", "addresses", _keep_addresses)


def _tag(state: StateInline, silent: bool) -> bool:
    """Warn of an HTML tag; it prints as text."""
    if silent or state.src[state.pos] != "<":
        return False
    if state.src.startswith(OPENING, state.pos):
        return False  # A comment, and refused as such.
    if found := HTML_TAG_RE.match(state.src, state.pos, min(state.posMax, state.pos + REACH)):
        scope_of(state.env).warn(
            "statement.html",
            f"{shortened(found[0])} is HTML, which a statement cannot use; it prints as it is.",
            line_in(state),
            "Use Markdown, such as **bold** and *emphasis*.",
        )
    return False


def _quotation_marks(state: StateCore) -> None:
    """Pair straight quotation marks, as markdown-it does; in Arabic, also after a prefix."""
    direction = scope_of(state.env).language.direction
    for opening, token in pairwise(state.tokens):
        if token.type != "inline" or not token.children:
            continue
        process_inlines(token.children, state)
        if opening.attrs.get("dir", direction) == "rtl":
            _pair_in_turn(token.children, str(state.md.options["quotes"])[:2])


def _pair_in_turn(tokens: list[Token], pair: str) -> None:
    """Let double quotation marks open and close in turn if one found no partner.

    Arabic writes prefixes onto the mark that opens, and markdown-it takes those for a word.
    """
    texts = [token for token in tokens if token.type == "text"]
    marks = [char for token in texts for char in token.content if char in f'{pair}"']
    if '"' not in marks or len(marks) % 2:
        return
    turns = cycle(pair)
    for token in texts:
        token.content = re.sub(f'[{pair}"]', lambda _: next(turns), token.content)


def _keep_addresses(state: StateCore) -> None:
    """Keep the quotation marks of ``<https://…>`` straight: they are part of the address."""
    for token in state.tokens:
        children = token.children or []
        for opening, text in pairwise(children):
            if opening.type == "link_open" and opening.info == "auto":
                text.type = "text_special"
