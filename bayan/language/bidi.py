"""Embedding levels by the Unicode Bidirectional Algorithm, and the runs that need isolating.

The levels are Pango's own, so that they cannot differ from what Pango then draws.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate, chain, groupby, pairwise
from typing import Any
from unicodedata import bidirectional, category

from cffi import FFI

from bayan.errors import ToolError
from bayan.language.model import Direction

OBJECT = "\ufffc"
"""What stands in a piece for something that is not text: an image, an isolated element."""
LINE_BREAK = "\u2029"
"""What stands in a piece for a forced line break; no run goes beyond one."""

_DECLARATIONS = """
    uint8_t *pango_log2vis_get_embedding_levels(const char *text, int length, int *direction);
    void g_free(void *memory);
"""
_PANGO = ("libpango-1.0.so.0", "libpango-1.0.0.dylib", "libpango-1.0-0.dll", "pango-1.0")
_GLIB = ("libglib-2.0.so.0", "libglib-2.0.0.dylib", "libglib-2.0-0.dll", "glib-2.0")
_BASE = {"ltr": 0, "rtl": 1}
"""Direction to the level of its paragraph; Pango's enumeration has the same numbers."""

# What HTML collapses is a space where it is printed, but ends a paragraph or a field for
# the algorithm; Pango stops reading at NUL, which has no place in a text.
_AS_PRINTED = str.maketrans(dict.fromkeys("\t\n\v\f\r\x1c\x1d\x1e\x1f\x85", " "))
_WITHOUT_NUL = str.maketrans("\0", "\u200b")


_STRONG: Mapping[str, Direction] = {"L": "ltr", "R": "rtl", "AL": "rtl"}
"""Bidirectional class of a letter to its direction."""

Span = tuple[int, int]
"""Start and end of a run, in characters."""


def levels(text: str, direction: Direction) -> list[int]:
    """Return the embedding level of each character of *text*, set in *direction*.

    Levels are odd where the text runs from right to left. The text is one paragraph and
    holds no separators of paragraphs.

    Raises:
        ToolError: if Pango cannot be loaded.
    """
    ffi, pango, glib = _libraries()
    # A lone surrogate has no UTF-8; its replacement keeps the count of characters.
    content = text.translate(_WITHOUT_NUL).encode("utf-8", "replace")
    base = ffi.new("int *", _BASE[direction])
    found = pango.pango_log2vis_get_embedding_levels(content, len(content), base)
    try:
        return list(ffi.buffer(found, len(text))[:])
    finally:
        glib.g_free(found)


def crossing_runs(pieces: Sequence[str], direction: Direction) -> list[Span]:
    """Return the runs of the other direction that go over a cut between two pieces.

    *pieces* is the text of a paragraph, cut wherever an inline element begins or ends;
    ``OBJECT`` stands for what is not text, ``LINE_BREAK`` for a forced break. A renderer
    that sets piece after piece in *direction*, the paragraph's, scrambles such a run. Each is
    returned as (start, end), in characters of the joined pieces, in order, without overlap.

    Set inside an element of the other direction, a run is a paragraph of its own: ask again
    with its pieces and that direction for runs inside it (``10<sup>6</sup>`` in Arabic in
    English). A number that already runs in the paragraph's direction is not returned.

    Raises:
        ToolError: if Pango cannot be loaded.
    """
    cuts = set(accumulate(map(len, pieces)))
    runs = _opposite_runs(_paragraph_levels("".join(pieces), direction), 0, _BASE[direction])
    return [run for run in runs if not cuts.isdisjoint(range(run[0] + 1, run[1]))]


def runs_to_isolate(pieces: Sequence[str], direction: Direction) -> list[Span]:
    """Return the runs of ``crossing_runs`` and those that change when set piece by piece.

    The latter lie inside one piece, but what they stand next to in another decides about
    their punctuation: after an Arabic word, ``<b>5%</b>`` has its sign on the left, as it
    has without the element. Isolated as well, every run is where the algorithm puts it in
    the whole paragraph.

    Raises:
        ToolError: if Pango cannot be loaded.
    """
    found = _paragraph_levels("".join(pieces), direction)
    crossing = crossing_runs(pieces, direction)
    changed = [
        run
        for start, text in _segments(pieces, crossing)
        if _paragraph_levels(text, direction) != found[start : start + len(text)]
        for run in _opposite_runs(found[start : start + len(text)], start, _BASE[direction])
    ]
    return sorted({*crossing, *changed})


def breakable_runs(pieces: Sequence[str], direction: Direction) -> list[Span]:
    """Return the runs of the other direction that have words around punctuation.

    A renderer that sets each line by itself prints ``MOU/2019`` wrongly where a line ends
    after the stroke: it is then the last of its line and follows *direction*. Runs without
    a letter are left out; no line ends inside a number.

    Raises:
        ToolError: if Pango cannot be loaded.
    """
    text = "".join(pieces)
    runs = _opposite_runs(_paragraph_levels(text, direction), 0, _BASE[direction])
    return [run for run in runs if _may_break_at_a_sign(text[slice(*run)])]


def first_strong(text: str) -> Direction | None:
    """Return the direction of the first letter of *text*; None if it has none."""
    return next((_STRONG[kind] for kind in map(bidirectional, text) if kind in _STRONG), None)


def _may_break_at_a_sign(run: str) -> bool:
    return any(map(str.isalpha, run)) and any(category(sign)[0] in "PS" for sign in run[1:-1])


def _segments(pieces: Sequence[str], runs: Sequence[Span]) -> Iterator[tuple[int, str]]:
    """Yield what is left of the pieces outside *runs*, each part with its offset."""
    text = "".join(pieces)
    cuts = sorted({0, *accumulate(map(len, pieces)), *chain.from_iterable(runs)})
    inside = {offset for start, end in runs for offset in range(start, end)}
    for start, end in pairwise(cuts):
        if start not in inside:
            yield start, text[start:end]


def _paragraph_levels(text: str, direction: Direction) -> list[int]:
    """Return the levels of *text* as HTML prints it, between line breaks each by itself."""
    found: list[int] = []
    for number, line in enumerate(text.translate(_AS_PRINTED).split(LINE_BREAK)):
        found += [_BASE[direction]] * (number > 0)
        found += levels(line, direction) if line else []
    return found


def _opposite_runs(found: Sequence[int], start: int, base: int) -> Iterator[Span]:
    """Yield the outermost stretches, (start, end), that are reversed against level *base*.

    A stretch of the same parity as *base* only, such as a number in a left-to-right line, is
    in order as a whole; what is reversed inside it is yielded instead.
    """
    for is_base, group in groupby(found, lambda level: level <= base):
        stretch = list(group)
        end = start + len(stretch)
        lowest = min(stretch)
        if not is_base and (lowest - base) % 2:
            yield start, end
        elif not is_base:
            yield from _opposite_runs(stretch, start, lowest)
        start = end


@cache
def _libraries() -> tuple[FFI, Any, Any]:
    """Return the interface, Pango and GLib, loaded when first asked for."""
    ffi = FFI()
    ffi.cdef(_DECLARATIONS)
    return ffi, _opened(ffi, _PANGO), _opened(ffi, _GLIB)


def _opened(ffi: FFI, names: Sequence[str]) -> Any:  # noqa: ANN401 - a library has no type
    for name in names:
        try:
            return ffi.dlopen(name)
        except OSError:
            continue
    raise ToolError.one(
        "language.pango",
        f"The text library {names[-1]} cannot be loaded.",
        hint="Install Pango 1.44 or newer: `apt install libpango-1.0-0`, or `brew install pango`.",
    )
