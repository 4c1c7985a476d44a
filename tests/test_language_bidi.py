"""Embedding levels, and the runs that need isolating."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_language_table import lines

from bayan.errors import ToolError
from bayan.language import LINE_BREAK, OBJECT, bidi, crossing_runs, levels, runs_to_isolate

OTHER = {"ltr": "rtl", "rtl": "ltr"}
HEBREW = {ord(letter): 0x5D0 + place for place, letter in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}
DIRECTIONS = st.sampled_from(["ltr", "rtl"])
PIECES = st.lists(st.text(max_size=6), max_size=6)
MIXED = "abאבع 12٣,-%!(" + OBJECT + LINE_BREAK + "\u2067\u2069\u202b\u202c\n\0"
MIXED_PIECES = st.lists(st.text(alphabet=MIXED, max_size=6), max_size=6)


def read(text):
    """Return a case's *text* with its capitals as Hebrew letters, its signs as what they say."""
    signs = {"@": OBJECT, "¶": LINE_BREAK, "<": "\u2067", ">": "\u2069"}
    return (
        text.replace("\\n", "\n")
        .replace("\\t", "\t")
        .translate(HEBREW | {ord(sign): meant for sign, meant in signs.items()})
    )


def read_runs(case):
    direction, pieces, runs = case.split(" | ")
    wanted = [] if runs == "-" else read(runs).split("~")
    return read(pieces).split("~"), direction, wanted


def visual(text, direction):
    """Return the offsets of *text* from left to right (rule L2 of UAX #9)."""
    found = levels(text, direction)
    order = list(range(len(text)))
    for level in range(max(found, default=0), 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and found[order[end]] >= level:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = max(end, start + 1)
    return order


def piece_by_piece(pieces, direction, offset=0):
    """Return the offsets from left to right as a renderer has them that sets each piece alone."""
    text, runs = "".join(pieces), runs_to_isolate(pieces, direction)
    cuts = {0, len(text), *(edge for run in runs for edge in run)}
    cuts |= {sum(map(len, pieces[:count])) for count in range(len(pieces))}
    boxes, start = [], 0
    for cut, following in pairwise(sorted(cuts)):
        run = next((run for run in runs if run[0] <= cut < run[1]), None)
        if run is None:
            boxes.append([offset + place + cut for place in visual(text[cut:following], direction)])
        elif following == run[1]:
            start = run[0]
            edges = sorted(edge for edge in cuts if start <= edge <= following)
            inner = [text[left:right] for left, right in pairwise(edges)]
            boxes.append(piece_by_piece(inner, OTHER[direction], offset + start))
    if direction == "rtl":
        boxes.reverse()
    return [place for box in boxes for place in box]


@pytest.mark.parametrize("case", lines("levels.txt"))
def test_levels(case):
    direction, text, expected = case.split(" | ")
    assert "".join(map(str, levels(read(text), direction))) == expected


@given(text=st.text(), direction=DIRECTIONS)
def test_every_character_has_a_level(text, direction):
    assert len(levels(text, direction)) == len(text)


@pytest.mark.parametrize("text", ["a\0א", "\ud800א", "😀א", ""])
def test_odd_characters_count_as_one(text):
    assert len(levels(text, "ltr")) == len(text)


@pytest.mark.parametrize("case", lines("runs.txt"))
def test_crossing_runs(case):
    pieces, direction, wanted = read_runs(case)
    text = "".join(pieces)
    assert [text[start:end] for start, end in crossing_runs(pieces, direction)] == wanted


@pytest.mark.parametrize("case", lines("changed.txt"))
def test_runs_that_change_when_set_alone(case):
    pieces, direction, wanted = read_runs(case)
    text = "".join(pieces)
    assert [text[start:end] for start, end in runs_to_isolate(pieces, direction)] == wanted


def test_a_run_is_a_paragraph_of_its_own():
    pieces = read("see ABOUT 10~6~ PEOPLE").split("~")
    assert crossing_runs(pieces, "ltr") == [(4, 20)]
    assert crossing_runs([pieces[0][4:], *pieces[1:]], "rtl") == [(6, 9)]


@given(pieces=PIECES | MIXED_PIECES, direction=DIRECTIONS)
def test_runs_are_in_order_inside_the_text_and_cross_a_cut(pieces, direction):
    runs = crossing_runs(pieces, direction)
    cuts = [sum(map(len, pieces[:count])) for count in range(len(pieces))]
    edges = [edge for run in runs for edge in run]
    assert edges == sorted(edges)
    assert all(0 <= start < end <= sum(map(len, pieces)) for start, end in runs)
    assert all(any(start < cut < end for cut in cuts) for start, end in runs)


@given(pieces=MIXED_PIECES, direction=DIRECTIONS)
def test_runs_to_isolate_are_in_order_and_hold_the_crossing_ones(pieces, direction):
    runs = runs_to_isolate(pieces, direction)
    assert all(left[1] <= right[0] for left, right in pairwise(runs))
    assert set(crossing_runs(pieces, direction)) <= set(runs)


@given(text=st.text(), direction=DIRECTIONS)
def test_a_single_piece_needs_nothing(text, direction):
    assert crossing_runs([text], direction) == runs_to_isolate([text], direction) == []


@settings(max_examples=300)
@given(
    pieces=st.lists(st.text(alphabet="abאבע 12-+,%!.", max_size=5), max_size=5)
    | st.lists(st.text(alphabet="abאבع 12,!.", max_size=5), max_size=5)
    | st.lists(st.text(alphabet="abאב 1()[]", max_size=5), max_size=5),
    direction=DIRECTIONS,
)
def test_pieces_set_one_by_one_are_in_the_order_of_the_whole(pieces, direction):
    assert piece_by_piece(pieces, direction) == visual("".join(pieces), direction)


def test_a_missing_library_is_a_fault_with_a_hint():
    with pytest.raises(ToolError) as fault:
        bidi._opened(bidi.FFI(), ("libbayan-has-no-such.so.9",))
    assert fault.value.findings[0].hint
