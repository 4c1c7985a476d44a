"""From letters as they stand on paper to the order they are read in."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

RIGHT_TO_LEFT = frozenset({"R", "AL"})

NEW_LINE = 0.6
"""A letter this many of its sizes higher or lower than another is on another line."""

AHEAD = re.compile(r"^([^\w+\-−‒–—]*)(.*?)([^\w%°]*)$", re.DOTALL)
"""Signs before a number or foreign word as they stand on paper, the word, signs after it."""

RANGE = re.compile(r"([‒–—])")
"""Dashes that leave the numbers around them in the order of the line."""

JOINTS = frozenset("/:.,")
"""Signs that keep the numbers beside them in one, as Unicode's bidi rules have it."""

PAIRS = dict(zip("([{«‹", ")]}»›", strict=True))
OPENING = {closing: opening for opening, closing in PAIRS.items()}
BRACKETS = "".join([*PAIRS, *OPENING])
SPACES = frozenset(" \u00a0")
BREAKS = SPACES | frozenset(".,:;!?،؛؟…")


class Letter(NamedTuple):
    """One character and where it stands, in points from the lower left corner."""

    character: str
    x: float
    y: float = 0
    size: float = 0
    """Of its font."""

    @property
    def is_space(self) -> bool:
        """Return whether it parts words."""
        return self.character.isspace()

    @property
    def is_mark(self) -> bool:
        """Return whether it stands on or under another letter."""
        return unicodedata.category(self.character) == "Mn"

    def is_level_with(self, other: "Letter") -> bool:
        """Return whether both are on one line."""
        return abs(self.y - other.y) <= NEW_LINE * max(self.size, other.size)


class _Word(NamedTuple):
    text: str
    x: float
    direction: str
    """``rtl``, ``ltr``, or empty where no letter has one."""


def logical(letters: Iterable[Letter], *, rtl: bool) -> str:
    """Return the text of one passage in reading order.

    *letters* come as pdfium gives them: within a word written from right to left in order of
    reading, which is kept; the rest follows the page's main direction, whatever the passage's
    own, and is put in order here by where it stands. *rtl* says whether the passage's language
    is written from right to left; one all in letters of the other direction is read in that.
    Numbers beside words of the other direction can be read on either side of them on paper:
    they stay where the passage's direction has them.
    """
    lines: list[list[Letter]] = []
    for letter in letters:
        line = next((line for line in lines if line[0].is_level_with(letter)), None)
        if line is None:
            lines.append([letter])
        else:
            line.append(letter)
    lines.sort(key=lambda line: -line[0].y)
    return " ".join(_line(line, rtl=rtl) for line in lines)


def _line(letters: Sequence[Letter], *, rtl: bool) -> str:
    words = list(_words(letters))
    leftward = any(word.direction == "rtl" for word in words)
    base = "rtl" if leftward and (rtl or all(word.direction != "ltr" for word in words)) else "ltr"
    before, after = _edges(letters, words, rtl=rtl)
    if base == "rtl":
        words = [_turned_word(word) for word in reversed(words)]
    text = " ".join(word.text for word in _turned(words, base))
    if base == "ltr" and rtl:
        text = _closed(text)
    return before + (_bracketed(text) if rtl or base == "rtl" else text) + after


def _words(letters: Sequence[Letter]) -> Iterator[_Word]:
    """Yield the words of a line from left to right."""
    placed = sorted(enumerate(letters), key=lambda each: each[1].x)
    for space, group in groupby(placed, lambda each: each[1].is_space):
        if not space:
            yield _word(sorted(group))


def _word(placed: list[tuple[int, Letter]]) -> _Word:
    letters = [letter for _, letter in placed]
    x = min(letter.x for letter in letters)
    directions = {_direction(letter) for letter in letters}
    if "rtl" not in directions:
        letters.sort(key=lambda letter: letter.x)
        text = "".join(letter.character for letter in letters)
        return _Word(text, x, "ltr" if "ltr" in directions else "")
    together = placed[-1][0] - placed[0][0] == len(placed) - 1
    adrift = any(
        mark.is_mark and not (before.is_mark or before.character.isalpha())
        for before, mark in pairwise([Letter(" ", 0), *letters])
    )
    if len(directions - {""}) > 1 or not together or adrift:
        letters = _on_bases(letters)
    letters = [letter for _, group in groupby(letters, _place) for letter in _of_glyph([*group])]
    return _Word("".join(letter.character for letter in letters), x, "rtl")


def _place(letter: Letter) -> float:
    return letter.x


def _of_glyph(letters: list[Letter]) -> list[Letter]:
    """Return the letters of one place in order: pdfium turns round those of a ligature."""
    return letters[::-1] if all(letter.character.isalpha() for letter in letters) else letters


def _direction(letter: Letter) -> str:
    """Return ``rtl`` or ``ltr`` for letters, ``number`` for digits, empty for signs."""
    if not letter.character.isalpha():
        return "number" if letter.character.isdigit() else ""
    return "rtl" if unicodedata.bidirectional(letter.character) in RIGHT_TO_LEFT else "ltr"


def _on_bases(letters: Sequence[Letter]) -> list[Letter]:
    """Return the letters of a word from right to left, each mark after what it stands on."""
    standing = sorted((each for each in letters if not each.is_mark), key=lambda each: -each.x)
    bases: list[Letter] = []
    inside = _inside(standing)
    for foreign, group in groupby(enumerate(standing), lambda each: inside[each[0]]):
        here = [letter for _, letter in group]
        bases += here[::-1] if foreign else here
    lettered = [at for at, base in enumerate(bases) if base.character.isalpha()]
    marks: dict[int, list[Letter]] = {}
    for mark in (each for each in letters if each.is_mark):
        under = (at for at in lettered if bases[at].x <= mark.x)
        marks.setdefault(next(under, lettered[-1]), []).append(mark)
    return [each for at, base in enumerate(bases) for each in (base, *marks.get(at, ()))]


def _inside(letters: Sequence[Letter]) -> list[bool]:
    """Return which of *letters* stand in numbers or foreign words, single signs in a number too."""
    foreign = [_direction(letter) in ("ltr", "number") for letter in letters]
    digits = [_direction(letter) == "number" for letter in letters]
    joins = [letter.character in JOINTS for letter in letters]
    return [
        here or (0 < at < len(letters) - 1 and joins[at] and digits[at - 1] and digits[at + 1])
        for at, here in enumerate(foreign)
    ]


def _turned_word(word: _Word) -> _Word:
    """Return a number or foreign word of a right-to-left line as it is read."""
    if word.direction == "rtl":
        return word
    before, core, after = _parts(word.text)
    if not word.direction:
        core = "".join(reversed(RANGE.split(core)))
    return word._replace(text=after[::-1] + core + before[::-1])


def _closed(text: str) -> str:
    """Return foreign words or numbers alone with what ends them, at their left on paper, last."""
    before, core, after = _parts(text)
    return after[::-1] + core + before[::-1] if not BREAKS.isdisjoint(before) else text


def _parts(text: str) -> tuple[str, str, str]:
    match = AHEAD.match(text)
    return (match[1], match[2], match[3]) if match else ("", text, "")


def _turned(words: Sequence[_Word], base: str) -> Iterator[_Word]:
    """Yield *words* with each run of words of the other direction turned round."""
    other = "ltr" if base == "rtl" else "rtl"
    at = 0
    while at < len(words):
        end = at + 1
        if words[at].direction == other:
            stop = next(
                (i for i in range(at, len(words)) if words[i].direction == base), len(words)
            )
            end = max(i for i in range(at, stop) if words[i].direction == other) + 1
        yield from reversed(words[at:end])
        at = end


def _edges(letters: Sequence[Letter], words: Sequence[_Word], *, rtl: bool) -> tuple[str, str]:
    """Return the spaces before and after the words of a line."""
    spaces = [letter.x for letter in letters if letter.is_space]
    if not words or not spaces:
        return " " if spaces else "", ""
    inked = [letter.x for letter in letters if not letter.is_space]
    left, right = (
        (" " if min(spaces) < min(inked) else ""),
        (" " if max(spaces) > max(inked) else ""),
    )
    return (right, left) if rtl else (left, right)


def _bracketed(text: str) -> str:
    """Return *text* with brackets turned to what they hold.

    pdfium mirrors some of them in lines from right to left, and leaves others.
    """
    return "".join(
        _bracket(text[:at], character, text[at + 1 :]) for at, character in enumerate(text)
    )


def _bracket(before: str, character: str, after: str) -> str:
    if character not in PAIRS and character not in OPENING:
        return character
    # Brackets beside it may be turned themselves; at the passage's edges little is known.
    left, right = before.rstrip(BRACKETS)[-1:], after.lstrip(BRACKETS)[:1]
    opens, closes = left in SPACES, right in BREAKS
    if opens == closes:
        opens, closes = not left, not right
    if opens == closes:
        return character
    return OPENING.get(character, character) if opens else PAIRS.get(character, character)
