"""Attributes in braces, of which only ``lang`` and ``dir`` pass.

They follow words in square brackets, a link, an image or code, or stand on a line of their own
above a block. Only what reads wholly as attributes is taken for them; all else in braces is
text, and prints.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from bayan.language.table import direction_of, is_tag
from bayan.statement.lines import line_in
from bayan.statement.notebook import shortened
from bayan.statement.scope import Scope, scope_of

_ITEM = (
    r"(?:(?:[#.][^\s#.{}\"'=]+)+"
    r"|[A-Za-z][\w:.-]*=(?:\"[^\"{}\n]*\"|'[^'{}\n]*'|[^\s{}\"']+))"
)
ATTRIBUTES = re.compile(rf"\{{[ \t]*{_ITEM}(?:[ \t]+{_ITEM})*[ \t]*\}}")
ONE = re.compile(r"([#.])([^\s#.{}\"'=]+)|([A-Za-z][\w:.-]*)=(\"[^\"]*\"|'[^']*'|[^\s{}\"']+)")
SHORTHANDS = {"#": "id", ".": "class"}
HOLDERS = frozenset(("link_close", "image", "code_inline", "span_close"))
"""Inline elements that attributes may follow."""
DIRECTIONS = ("ltr", "rtl")
CODE = "statement.attribute"


def attribute_plugin(md: MarkdownIt) -> None:
    """Let *md* read attributes."""
    md.inline.ruler.after("link", "span", _span)
    md.inline.ruler.push("attributes", _suffix)
    md.block.ruler.before("fence", "attributes", _line)
    md.core.ruler.after("block", "attributes", _resolve)


def _span(state: StateInline, silent: bool) -> bool:
    """Read ``[words]{lang=fr}``."""
    if state.src[state.pos] != "[":
        return False
    start, end = state.pos, state.md.helpers.parseLinkLabel(state, state.pos, False)
    found = ATTRIBUTES.match(state.src, end + 1, state.posMax) if end >= 0 else None
    if not found:
        return False
    if not silent:
        outer = state.posMax
        token = state.push("span_open", "span", 1)
        _hold(token, found[0], scope_of(state.env), line_in(state))
        state.pos, state.posMax = start + 1, end
        state.md.inline.tokenize(state)
        state.push("span_close", "span", -1)
        state.posMax = outer
    state.pos = found.end()
    return True


def _suffix(state: StateInline, silent: bool) -> bool:
    """Read ``{lang=fr}`` after an inline element; elsewhere it is text, and probably a slip."""
    if state.src[state.pos] != "{":
        return False
    found = ATTRIBUTES.match(state.src, state.pos, state.posMax)
    if not found or silent:
        return False
    line = line_in(state)
    last = state.tokens[-1] if state.tokens and not state.pending else None
    if last is None or last.type not in HOLDERS:
        scope_of(state.env).warn(
            CODE,
            f"{shortened(found[0])} stands after nothing it could apply to, and prints as it is.",
            line,
            "Put the words it is for in square brackets: [words]{lang=fr}.",
        )
        return False
    _hold(_opening(state.tokens), found[0], scope_of(state.env), line)
    state.pos = found.end()
    return True


def _opening(tokens: list[Token]) -> Token:
    """Return the token that opens what the last of *tokens* closes, or that one itself."""
    level = 0
    for token in reversed(tokens):
        level += token.nesting
        if level == 0:
            return token
    return tokens[-1]


def _line(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """Read a line of nothing but attributes."""
    if state.is_code_block(start):
        return False
    text = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]].rstrip()
    if not ATTRIBUTES.fullmatch(text):
        return False
    if not silent:
        token = state.push("attributes", "", 0)
        token.content, token.map = text, [start, start + 1]
        state.line = start + 1
    return True


def _resolve(state: StateCore) -> None:
    """Hand each line of attributes to the block below it."""
    kept: list[Token] = []
    waiting: list[Token] = []
    scope = scope_of(state.env)
    for token in state.tokens:
        if token.type == "attributes":
            waiting.append(token)
            continue
        kept.append(token)
        if token.type == "footnote_reference_open":
            continue  # It prints nothing itself: the attributes are for its first block.
        for line in waiting:
            _apply(line, token, scope)
        waiting = []
    for line in waiting:
        _note_idle(line, scope)
    state.tokens = kept


def _apply(line: Token, token: Token, scope: Scope) -> None:
    if token.nesting < 0:
        _note_idle(line, scope)
        return
    token.hidden = False
    _hold(token, line.content, scope, _first_line(line))


def _first_line(token: Token) -> int:
    return token.map[0] if token.map else 0


def _note_idle(line: Token, scope: Scope) -> None:
    scope.error(
        CODE,
        f"{shortened(line.content)} has nothing below it that it could apply to.",
        _first_line(line),
        "It stands on the line directly above its paragraph, list, quote or table.",
    )


def _hold(token: Token, text: str, scope: Scope, line: int) -> None:
    """Give *token* the attributes written in *text*; those that may not pass are noted."""
    for sign, short, key, value in ONE.findall(text[1:-1]):
        name, given = (SHORTHANDS[sign], short) if sign else (key, value.strip("\"'"))
        if name == "lang" and is_tag(given):
            token.attrs["lang"] = given
            token.attrs.setdefault("dir", direction_of(given))
        elif name == "dir" and given in DIRECTIONS:
            token.attrs["dir"] = given
        else:
            message, hint = _refusal(name, given)
            scope.error(CODE, message, line, hint)


def _refusal(name: str, given: str) -> tuple[str, str]:
    if name == "lang":
        return f"“{given}” is not a language tag.", "A tag is like ar, fr or pt-BR."
    if name == "dir":
        return f"“{given}” is not a direction.", "Directions are ltr and rtl."
    return (
        f"The attribute {name} may not be set in a statement.",
        "Only lang and dir may: [words]{lang=fr}. How things look is for the layout.",
    )
