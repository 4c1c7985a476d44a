"""Characters that no font can print, found before anything is printed."""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from bayan.findings import Finding, Place, error
from bayan.fonts import Inventory, needs_glyph, stack_coverage
from bayan.statement.model import Run

FamiliesFor = Callable[[str, str], Sequence[str]]
"""Language and role to the font families they are set in, first choice first."""

_STAND_INS = {"\u2011": "\u2010"}
"""Characters that the shaper draws with another: no-break hyphen, hyphen."""


@dataclass(frozen=True, slots=True)
class _Stack:
    """The fonts of one language and role, as the sets of code points that they have."""

    families: tuple[str, ...]
    covered: frozenset[int]
    """By any of them."""
    fallback: frozenset[int]
    """By the first, which takes what no font has: a stand-in may be found in it."""
    anywhere: frozenset[int]
    """By any font of the page, in the stack or not: the typesetter takes it from there."""


def missing_glyphs(
    runs: Iterable[Run], families_for: FamiliesFor, inventory: Inventory
) -> tuple[Finding, ...]:
    """Return an error for each character that no font of its stack has, at its first place.

    A letter with accents may be written as one character or as several: it is missing only if
    the font has it in neither way. Which glyphs a font makes of its characters is not judged.
    """

    @cache
    def stack_for(language: str, role: str) -> _Stack:
        return _stack(tuple(families_for(language, role)), inventory)

    counts: Counter[str] = Counter()
    first: dict[str, tuple[Place, _Stack]] = {}
    for run in runs:
        stack = stack_for(run.language, run.role)
        for char in _missing(run.text, stack):
            counts[char] += 1
            first.setdefault(char, (run.place, stack))
    return tuple(_finding(char, counts[char], *first[char]) for char in first)


def _stack(families: tuple[str, ...], inventory: Inventory) -> _Stack:
    return _Stack(
        families,
        covered=stack_coverage(inventory, families),
        fallback=stack_coverage(inventory, families[:1]),
        anywhere=stack_coverage(inventory, inventory.families),
    )


def _missing(text: str, stack: _Stack) -> Iterator[str]:
    """Yield each character of *text* that *stack* cannot print, each time it comes."""
    doubtful = {char for char in set(text) if ord(char) not in stack.covered and needs_glyph(char)}
    if not doubtful:
        return
    for place, char in enumerate(text):
        if char not in doubtful or _composes(char, stack.fallback):
            continue
        if ord(char) in stack.anywhere or not _joins(text, place, stack.fallback):
            yield char


def _composes(char: str, font: frozenset[int]) -> bool:
    """Tell whether *font* has the parts that *char* can be drawn from."""
    parts = _STAND_INS.get(char) or unicodedata.normalize("NFD", char)
    return parts != char and font.issuperset(map(ord, parts))


def _joins(text: str, place: int, font: frozenset[int]) -> bool:
    """Tell whether the mark at *place* and its letter are one character that *font* has.

    Only asked of marks that no font has: any that has it would take the mark from its letter.
    """
    start = place
    while start and _is_mark(text[start]):
        start -= 1
    whole = unicodedata.normalize("NFC", text[start : place + 1])
    return len(whole) < place + 1 - start and font.issuperset(map(ord, whole + text[start]))


def _is_mark(char: str) -> bool:
    return unicodedata.category(char).startswith("M")


def _finding(char: str, count: int, place: Place, stack: _Stack) -> Finding:
    shown = f"◌{char}" if _is_mark(char) else char
    name = unicodedata.name(char, "a character without a name")
    often = "" if count == 1 else f"; it comes {count} times, first here"
    families = ", ".join(stack.families)
    message = f"{shown} (U+{ord(char):04X} {name}) is in none of the fonts {families}{often}."
    hint = (
        f"Write it otherwise{_instead(char)}, or add a font that has it to the fonts/ folder "
        "beside bayan.toml and name it there (docs/fonts.md)."
    )
    return error("font.glyph", message, place, hint)


def _instead(char: str) -> str:
    """Return the plain form of a ligature, a full-width or styled letter, for a hint."""
    plain = unicodedata.normalize("NFKC", char)
    printable = plain != char and all(part.isprintable() for part in plain)
    return f' ("{plain}")' if printable else ""
