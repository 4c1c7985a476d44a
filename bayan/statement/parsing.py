"""Markdown text to a tree in which every node knows its line, and what is odd about it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from bayan.statement.abbreviations import Abbreviation, abbreviation_plugin
from bayan.statement.attributes import attribute_plugin
from bayan.statement.bounds import (
    note_unclosed,
    require_few_marks,
    require_modest,
    require_short_words,
)
from bayan.statement.lines import LineInline, too_deep
from bayan.statement.notes import note_plugin
from bayan.statement.oddities import oddity_plugin
from bayan.statement.scope import SCOPE, Scope, scope_of

QUOTE_MARKS = "\ufdd0\ufdd1\ufdd2\ufdd3"
"""Stand for quotation marks until the language of the passage is known; no source holds them."""
NESTING_BLOCKS = frozenset(("blockquote", "bullet_list", "ordered_list", "dl", "footnote"))
LEVELS_PER_BLOCK = 2
"""Levels that markdown-it counts for a list with its item, or a definition list with its text."""

Node = SyntaxTreeNode


@dataclass(frozen=True, slots=True)
class Document:
    """Parsed Markdown."""

    root: Node
    abbreviations: dict[str, Abbreviation]
    references: dict[str, dict[str, Any]]
    """Link definitions by their label."""
    definitions: dict[str, list[int]]
    """Labels of footnotes to the lines, counted from 0, where they are defined."""


def parse(scope: Scope) -> Document:
    """Return the Markdown of *scope* as a tree; what is wrong with it goes to its notebook.

    Raises:
        LimitError: a word, a paragraph or its markup passes its limit, or blocks or inline
            markup stand too deep inside each other.
    """
    require_short_words(scope.body, scope.limits.word_characters, scope.notebook)
    require_few_marks(scope)
    env: dict[str, Any] = {SCOPE: scope}
    tokens = _parser(scope.limits.nesting).parse(scope.body.text, env)
    _require_shallow(tokens, scope)
    return Document(
        SyntaxTreeNode(tokens),
        env.get("abbreviations", {}),
        env.get("references", {}),
        env.get("definitions", {}),
    )


def line_of(node: Node) -> int:
    """Return the line, counted from 0 in the body, on which *node* begins."""
    if node.map:
        return node.map[0]
    if (line := node.meta.get("line")) is not None:
        return int(line)
    return line_of(node.parent) if node.parent and not node.parent.is_root else 0


def plain_text(node: Node) -> str:
    """Return the words of *node* without their markup."""
    if node.type in ("softbreak", "hardbreak"):
        return " "
    if not node.children:
        return node.content if node.type in ("text", "text_special", "code_inline") else ""
    return "".join(map(plain_text, node.children))


def _parser(nesting: int) -> MarkdownIt:
    # Above our own limit, so that what is too deep is seen and refused rather than dropped.
    deepest = LEVELS_PER_BLOCK * (nesting + 2)
    options = {
        "html": False,
        "typographer": True,
        "quotes": QUOTE_MARKS,
        "maxNesting": deepest,
        "store_labels": True,
    }
    md = MarkdownIt("commonmark", options)
    md.inline = LineInline()
    md.configure("commonmark", options)
    md.enable(["table", "smartquotes"])
    # Every address is let through here and judged later, so that a bad one is named.
    md.validateLink = _any_address  # type: ignore[method-assign]
    md.core.ruler.at("inline", _inline)
    md.use(footnote_plugin).use(deflist_plugin)
    md.use(attribute_plugin).use(abbreviation_plugin).use(note_plugin).use(oddity_plugin)
    return md


def _any_address(url: str, validator: object = None) -> bool:  # noqa: ARG001
    return True


def _inline(state: StateCore) -> None:
    """Parse inline text, as markdown-it does, telling the parser each line."""
    scope = scope_of(state.env)
    for token in state.tokens:
        note_unclosed(token, scope)
        if token.type == "inline":
            require_modest(token, scope)
            state.env["line"] = token.map[0] if token.map else 0
            token.children = state.md.inline.parse(token.content, state.md, state.env, [])


def _require_shallow(tokens: list[Token], scope: Scope) -> None:
    line = depth = 0
    for token in tokens:
        line = token.map[0] if token.map else line
        name = token.type.rpartition("_")[0]
        depth += token.nesting if name in NESTING_BLOCKS else 0
        if max(depth, *_inline_depths(token)) > scope.limits.nesting:
            raise too_deep(scope, line)


def _inline_depths(token: Token) -> Iterator[int]:
    depth = 0
    yield depth
    for child in token.children or ():
        depth += child.nesting
        yield depth
