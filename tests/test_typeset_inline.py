"""Runs against the paragraph's direction, isolated in HTML."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from bayan.typeset.inline import isolate_runs

CASES = sorted((Path(__file__).parent / "cases" / "typeset" / "inline").glob("*.txt"))


def isolated(fragment: str, direction: str) -> str:
    root = html.fragment_fromstring(fragment, create_parent="div")
    isolate_runs(root, direction)
    inside = (root.text or "") + "".join(html.tostring(e, encoding="unicode") for e in root)
    return inside.strip()


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_a_run_across_elements_is_isolated(case: Path) -> None:
    direction, given_html, wanted = case.read_text(encoding="utf-8").strip().split("\n")
    assert isolated(given_html, direction) == wanted


WORDS = st.sampled_from(["بيان", "the", "2254", "(2015)", " ", "، ", "-", "%", "النص", "UN"])
TEXT = st.lists(WORDS, max_size=5).map("".join)


@st.composite
def paragraphs(draw: st.DrawFn, depth: int = 3) -> str:
    inner = st.one_of(TEXT, st.builds("<br/>".format))
    if depth:
        tag = st.sampled_from(["b", "em", "a", 'span dir="ltr"', 'span class="footnote"'])
        nested = st.builds(
            lambda name, content: f"<{name}>{content}</{name.split()[0]}>",
            tag,
            paragraphs(depth=depth - 1),
        )
        inner = st.one_of(inner, nested)
    return "".join(draw(st.lists(inner, max_size=4)))


def marked(root: etree._Element) -> list[tuple[str, str]]:
    """Every character with the elements around it, wrappers left out."""
    found = []

    def walk(element: etree._Element, around: str) -> None:
        found.extend((char, around) for char in element.text or "")
        for child in element:
            own = child.tag != "span" or child.get("class") or child.get("id")
            walk(child, f"{around}/{child.tag}{child.get('class', '')}" if own else around)
            found.extend((char, around) for char in child.tail or "")

    walk(root, "")
    return found


@given(paragraphs(), st.sampled_from(["ltr", "rtl"]))
def test_no_letter_moves_or_changes_its_elements(content: str, direction: str) -> None:
    before = html.fragment_fromstring(f"<p>{content}</p>")
    after = html.fragment_fromstring(f"<p>{content}</p>")
    holder = etree.Element("div")
    holder.append(after)
    isolate_runs(holder, direction)
    assert marked(holder[0]) == marked(before)


@given(paragraphs(), st.sampled_from(["ltr", "rtl"]))
def test_isolating_twice_changes_nothing_more(content: str, direction: str) -> None:
    once = isolated(f"<p>{content}</p>", direction)
    assert isolated(once, direction) == once


def test_an_element_that_is_split_keeps_one_id() -> None:
    out = isolated('<p>نص <a id="x" href="#">رابط with <b>two</b> words</a> here</p>', "rtl")
    assert out.count('id="x"') == 1
    assert out.count("<a ") == 2
