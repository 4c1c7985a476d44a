"""Calls of notes behind figures."""

import re
from pathlib import Path

import pytest
from lxml import html

from bayan.pipeline import Settings, render
from bayan.typeset.calls import JOINER, NARROW, part_calls
from bayan.verify import page_texts
from bayan.world import World

# WeasyPrint leaves its colour profile to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:.*unclosed file.*icc")

NOTE = '<span class="footnote">n</span>'
AGAIN = '<sup class="noteref"><a href="#note-1">1</a></sup>'
GAP = f"{JOINER}{NARROW}{JOINER}"


@pytest.mark.parametrize("call", [NOTE, AGAIN])
@pytest.mark.parametrize(
    "before",
    [
        "in 2015|",
        "عام ٢٠١٥|",
        "in 2015.|",
        "12,|",
        "٢٠١٥٫|",
        "<b>2015|</b>",
        "<b>in <i>2015|</i></b>",
        "<b>2015</b>.|",
        f"word{NOTE}|",
        f"word{AGAIN}|",
        f"word{NOTE},|",
        "word",
        "(2015)",
        "2015 ",
        "<b>2015</b>) ",
        f"2015 {NOTE} and ",
        "",
    ],
)
def test_a_space_parts_a_call_from_a_figure(before: str, call: str) -> None:
    root = html.fragment_fromstring(
        f"<p>{before.replace('|', '')}{call} on</p>", create_parent="div"
    )
    part_calls(root, NARROW)
    wanted = f"<p>{before.replace('|', GAP)}{call} on</p>"
    assert html.tostring(root[0], encoding="unicode") == wanted


TEXT = """---
title: Calls
lang: {}
date: 2026-03-22
---
{}

[^1]: first

[^2]: second
"""


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("en", "In 2015[^1] and *2016*[^2], **2017**[^1]. Annex IV.[^1][^2] In 2018[^1],[^2] too."),
        (
            "ar",
            "في 2015[^1] و*2016*[^2]، **2017**[^1]. المرفق الرابع[^1][^2] وفي 2018[^1]،[^2] كذلك.",
        ),
    ],
)
def test_figures_and_calls_are_read_apart(
    tag: str, text: str, world: World, tmp_path: Path
) -> None:
    path = tmp_path / "statement.md"
    path.write_text(TEXT.format(tag, text), "utf-8")
    found = render(path, Settings(), world)
    assert [each for each in found.findings if each.code.startswith("verify")] == []
    read = re.findall(r"\d+", page_texts(found.pdf)[0])
    assert {"2015", "2016", "2017", "2018"} <= set(read)
