"""Block elements, prepared for WeasyPrint."""

import pytest
from lxml import html

from bayan.typeset.blocks import mark_addresses, mark_wide_tables, number_lists


def table(words: list[str], tag: str = "td", name: str = "") -> html.HtmlElement:
    cells = "".join(f'<{tag} class="{name}">{word}</{tag}>' for word in words)
    return html.fragment_fromstring(f"<div><table><tr>{cells}</tr></table></div>")


@pytest.mark.parametrize(
    ("words", "name", "wide"),
    [
        (["short"] * 4, "", False),
        (["x" * 80], "", True),
        (["internationalisation"] * 4, "", True),
        (["a few short words in a long cell that may break"] * 4, "", False),
        (["a few short words in a long cell that may not"] * 4, "end", True),
    ],
)
def test_a_table_is_wide_if_its_words_cannot_stand_side_by_side(
    words: list[str], name: str, wide: bool
) -> None:
    root = table(words, name=name)
    mark_wide_tables(root)
    assert (root[0].get("class", "").startswith("wide")) is wide


def test_a_list_begins_at_its_start() -> None:
    root = html.fragment_fromstring('<div><ol start="5"><li>x</li></ol><ol><li>y</li></ol></div>')
    number_lists(root)
    assert [ordered.get("style") for ordered in root] == ["counter-reset: list-item 4", None]


def test_a_wide_table_breaks_no_word_that_finds_room() -> None:
    words = ["internationalisation", "hydrometeorological", "1,240.0", "2016–2025", *["86.4"] * 8]
    root = table(words)
    mark_wide_tables(root)
    whole = [cell.text for cell in root.iter("td") if "whole" in cell.get("class", "")]
    assert whole == words[2:]


def test_a_table_of_very_many_columns_has_no_whole_words() -> None:
    root = table(["word"] * 90)
    mark_wide_tables(root)
    assert not [cell for cell in root.iter("td") if "whole" in cell.get("class", "")]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (["1,240,000"] * 9, "wide"),
        (["1,240,000"] * 12, "wide very-wide"),
        (["124000000"] * 12, "wide very-wide crowded"),
        (["1,240,000"] * 40, "wide very-wide crowded"),
        (["internationalisation"] * 12, "wide"),
        (['<img src="asset:/images/1-photo.jpg"/>'] * 6, "wide"),
    ],
)
def test_letters_are_made_smaller_before_a_figure_is_broken(words: list[str], name: str) -> None:
    root = table(words)
    mark_wide_tables(root)
    assert root[0].get("class") == name
    whole = [cell for cell in root.iter("td") if "whole" in cell.get("class", "")]
    assert bool(whole) == ("crowded" not in name and words[0] != "internationalisation")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<p>No address, e.g. this.</p>", "<p>No address, e.g. this.</p>"),
        ("<p>a b@c.d e</p>", '<p>a <span class="address">b@c.d</span> e</p>'),
        (
            "<p><em>x</em> www.a.b or https://c.d/e<a>f@g.h</a></p>",
            '<p><em>x</em> <span class="address">www.a.b</span> or '
            '<span class="address">https://c.d/e</span><a>f@g.h</a></p>',
        ),
        ('<p dir="rtl">b@c.d</p>', '<p dir="rtl">b@c.d</p>'),
    ],
)
def test_an_address_in_the_text_is_marked(before: str, after: str) -> None:
    root = html.fragment_fromstring(f"<div>{before}</div>")
    mark_addresses(root)
    assert html.tostring(root, encoding="unicode") == f"<div>{after}</div>"
