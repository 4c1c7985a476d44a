"""Spaces before inline elements in right-to-left paragraphs."""

import pytest
from lxml import html

from bayan.typeset.spaces import part_spaces

SPACE = '<span class="space"> </span>'


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ('<p dir="rtl">نص <b>و</b></p>', '<p dir="rtl">نص <b>و</b></p>'),
        ('<p dir="rtl">نص <em>و</em></p>', f'<p dir="rtl">نص{SPACE}<em>و</em></p>'),
        ('<p dir="rtl"><em>و</em>\n<a>ر</a>.</p>', f'<p dir="rtl"><em>و</em>{SPACE}<a>ر</a>.</p>'),
        ('<p dir="rtl">نص\u00a0<em>و</em></p>', '<p dir="rtl">نص\u00a0<em>و</em></p>'),
        ('<p dir="rtl">نص<em>و</em></p>', '<p dir="rtl">نص<em>و</em></p>'),
        ("<p>one <em>two</em></p>", "<p>one <em>two</em></p>"),
        ('<p dir="rtl"><span dir="ltr">a <em>b</em></span></p>',) * 2,
        ('<ul dir="rtl"><li>نص <em>و</em></li></ul>',) * 2,
    ],
)
def test_a_space_before_an_element_gets_a_box_of_its_own(given: str, wanted: str) -> None:
    root = html.fragment_fromstring(given, create_parent="div")
    part_spaces(root)
    assert html.tostring(root[0], encoding="unicode") == wanted
