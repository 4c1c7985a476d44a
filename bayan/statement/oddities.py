"""What Markdown does quietly and an author should know of: raw HTML, quotation marks."""

from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.common.html_re import HTML_TAG_RE
from markdown_it.rules_core import StateCore
from markdown_it.rules_core.smartquotes import process_inlines
from markdown_it.rules_inline import StateInline

from bayan.statement.comments import OPENING
from bayan.statement.lines import line_in
from bayan.statement.notebook import shortened
from bayan.statement.scope import scope_of

REACH = 1000
"""Characters of a tag looked at: a bound on the work, not on tags."""
MOST_QUOTES = 4000
"""Straight quotation marks of one paragraph up to which pairs are looked for.

The search takes time by the square of their number.
"""


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
    """Pair straight quotation marks, as markdown-it does, in any paragraph of human making."""
    for token in state.tokens:
        quotes = token.content.count('"') + token.content.count("'")
        if token.type == "inline" and token.children and quotes <= MOST_QUOTES:
            process_inlines(token.children, state)


def _keep_addresses(state: StateCore) -> None:
    """Keep the quotation marks of ``<https://…>`` straight: they are part of the address."""
    for token in state.tokens:
        children = token.children or []
        for opening, text in pairwise(children):
            if opening.type == "link_open" and opening.info == "auto":
                text.type = "text_special"
