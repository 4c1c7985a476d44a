"""Calls of notes behind figures."""

import pytest
from lxml import html

from bayan.typeset.calls import JOINER, NARROW, part_calls

NOTE = '<span class="footnote">n</span>'
AGAIN = '<sup class="noteref"><a href="#note-1">1</a></sup>'
GAP = f"{JOINER}{NARROW}{JOINER}"


@pytest.mark.parametrize("call", [NOTE, AGAIN])
@pytest.mark.parametrize(
    ("before", "parted"),
    [
        ("word", False),
        ("in 2015", True),
        ("عام ٢٠١٥", True),
        ("(2015)", False),
        ("in 2015.", True),
        ("12,", True),
        ("٢٠١٥٫", True),
        (f"word{NOTE}", True),
        (f"word{AGAIN}", True),
        (f"word{NOTE},", False),
        ("2015 ", False),
        ("<b>2015</b>", True),
        ("<b>2015</b>.", False),
        ("", False),
    ],
)
def test_a_space_parts_a_call_from_a_figure(before: str, parted: bool, call: str) -> None:
    root = html.fragment_fromstring(f"<p>{before}{call} on</p>", create_parent="div")
    part_calls(root, NARROW)
    wanted = f"<p>{before}{GAP if parted else ''}{call} on</p>"
    assert html.tostring(root[0], encoding="unicode") == wanted
