"""What the footnote plugin drops without a word, noticed: lost, doubled and nested notes."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.footnote.index import footnote_ref

from bayan.statement.lines import line_in
from bayan.statement.scope import scope_of

REFERENCE = re.compile(r"\[\^([^\]\s]+)\]")
CODE = "statement.footnote"
REACH = 100
"""Characters of a label looked at."""


def note_plugin(md: MarkdownIt) -> None:
    """Let *md*, which has the footnote plugin, notice what is wrong with footnotes."""
    md.inline.ruler.at("footnote_ref", _reference)
    md.core.ruler.before("footnote_tail", "footnote_definitions", _definitions)


def _reference(state: StateInline, silent: bool) -> bool:
    """Read ``[^1]``; where no such footnote is defined, warn that it prints as text.

    The plugin's own rule would look for the end of a label through all that follows.
    """
    if state.src[state.pos] != "[":
        return False
    found = REFERENCE.match(state.src, state.pos, min(state.posMax, state.pos + REACH))
    if not found:
        return False
    if footnote_ref(state, silent):
        return True
    if not silent:
        scope_of(state.env).warn(
            CODE,
            f"There is no footnote {found[1]}; {found[0]} prints as it is.",
            line_in(state),
            f"Define it on a line of its own: {found[0]}: The note's text.",
        )
    return False


def _definitions(state: StateCore) -> None:
    """Note where each footnote is defined, and refuse one that is defined twice or in another."""
    scope = scope_of(state.env)
    lines: dict[str, list[int]] = state.env.setdefault("definitions", {})
    depth = 0
    for token in state.tokens:
        if token.type == "footnote_reference_close":
            depth -= 1
        elif token.type == "footnote_reference_open":
            depth += 1
            line = token.map[0] if token.map else 0
            label = token.meta["label"]
            if depth > 1:
                scope.error(CODE, f"The footnote {label} is defined inside another.", line, NESTED)
            if label in lines:
                scope.error(CODE, f"The footnote {label} is defined a second time.", line, DOUBLE)
            lines.setdefault(label, []).append(line)


NESTED = "Begin the line at the left edge, after an empty line."
DOUBLE = "Give it another name; a footnote may be referred to as often as you like."
