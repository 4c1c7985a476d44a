"""Acronyms with their expansions: ``*[UN]: United Nations`` on a line of its own."""

import re
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from bayan.statement.scope import scope_of

DEFINITION = re.compile(r"\*\[((?:[^\[\]\\]|\\.)+)\]:[ \t]*(.*)")


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """What a short form stands for, and the line, counted from 0, that says so."""

    expansion: str
    line: int


def abbreviation_plugin(md: MarkdownIt) -> None:
    """Let *md* gather definitions in its environment, under ``abbreviations``."""
    md.block.ruler.before(
        "reference", "abbreviation", _definition, {"alt": ["paragraph", "reference"]}
    )


def pattern_of(short_forms: dict[str, Abbreviation]) -> re.Pattern[str] | None:
    """Return what finds the *short_forms* as whole words, the longest first."""
    if not short_forms:
        return None
    longest_first = sorted(short_forms, key=lambda form: (-len(form), form))
    return re.compile(rf"(?<!\w)({'|'.join(map(re.escape, longest_first))})(?!\w)")


def _definition(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    if state.is_code_block(start):
        return False
    text = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    found = DEFINITION.fullmatch(text.rstrip())
    if not found:
        return False
    if not silent:
        _keep(state, found[1].replace("\\", "").strip(), found[2].strip(), start)
        state.line = start + 1
    return True


def _keep(state: StateBlock, short: str, expansion: str, line: int) -> None:
    known: dict[str, Abbreviation] = state.env.setdefault("abbreviations", {})
    if not expansion or not short:
        scope_of(state.env).error(
            "statement.abbreviation",
            f"The acronym {short} has no expansion.",
            line,
            "Write it like *[UN]: United Nations",
        )
    elif short in known and known[short].expansion != expansion:
        scope_of(state.env).error(
            "statement.abbreviation",
            f"The acronym {short} is expanded twice, and differently.",
            line,
            f"Keep one; the other is “{known[short].expansion}”.",
        )
    else:
        known.setdefault(short, Abbreviation(expansion, line))
