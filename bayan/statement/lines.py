"""Inline parsing that knows the line of everything: markdown-it itself knows only a block's."""

from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType

from bayan.errors import LimitError
from bayan.statement.scope import Scope, scope_of


class LineState(StateInline):
    """Remembers, with each token, the line it stands on."""

    def __init__(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> None:
        """Begin at the start of *src*, as the base class does."""
        super().__init__(src, md, env, tokens)
        self.first_line = 0
        self._counted = (0, 0)

    def line(self) -> int:
        """Return the line of the current position."""
        position, lines = self._counted if self._counted[0] <= self.pos else (0, 0)
        lines += self.src.count("\n", position, self.pos)
        self._counted = (self.pos, lines)
        return self.first_line + lines

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """Push a token, as the base class does."""
        token = super().push(ttype, tag, nesting)
        token.meta["line"] = self.line()
        return token

    def pushPending(self) -> Token:  # noqa: N802 - markdown-it's name
        """Push the pending text, as the base class does; it holds no newline."""
        token = super().pushPending()
        token.meta["line"] = self.line()
        return token


class LineInline(ParserInline):
    """Knows on which line a stretch of inline text begins, also inside another."""

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        """Parse *src* into *tokens*, as the base class does."""
        outer: LineState | None = env.get("state")
        depth = env.get("depth", 0)
        state = LineState(src, md, env, tokens)
        state.first_line = outer.line() if outer else env["line"]
        scope = scope_of(env)
        if depth > scope.limits.nesting:
            raise too_deep(scope, state.first_line)
        env["state"], env["depth"] = state, depth + 1
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        env["state"], env["depth"] = outer, depth
        return state.tokens


def line_in(state: StateInline) -> int:
    """Return the line of the position of *state*, counted from 0 in the body."""
    assert isinstance(state, LineState)  # noqa: S101 - LineInline alone makes states
    return state.line()


def too_deep(scope: Scope, line: int) -> LimitError:
    """Return the exception for nesting that passes its limit on *line* of the body."""
    return scope.notebook.limit(
        f"Lists, quotes or markup stand more than {scope.limits.nesting} deep inside each other.",
        scope.body.place(line),
        "Write it flatter; nobody can follow so many levels in print.",
    )
