"""Hyphens at the ends of lines and pages: what a reader joins must be a word of the author's."""

import inspect
from contextlib import nullcontext
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from typeset_pages import page
from weasyprint.layout import block

from bayan.typeset.hyphens import JOINER, keep_hyphens
from bayan.typeset.pdf import print_page
from bayan.verify import page_texts
from bayan.world import Limits

# WeasyPrint leaves its colour profile to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:.*unclosed file.*icc")

WORDS = (
    "The extraordinary duties of the two States on either bank notwithstanding, their "
    "representatives have come to see that a river is one, and that its infrastructure needs "
    "consultations as much as dams. "
)


def kept(markup: str) -> str:
    root = html.fragment_fromstring(markup, create_parent="div")
    keep_hyphens(root)
    return html.tostring(root[0], encoding="unicode").replace(JOINER, "|")


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("<p>well-known</p>", "<p>well-|known</p>"),
        ("<p>a <em>tête-à-tête</em> non‐stop</p>", "<p>a <em>tête-|à-|tête</em> non‐|stop</p>"),
        ("<p>a - b -c d- 1990–2000</p>", "<p>a - b -c d- 1990–2000</p>"),
        ("<p>2027-03-31</p>", "<p>2027-|03-|31</p>"),
        (f"<p>{'ab-' * 20}ab</p>", f"<p>{'ab-' * 20}ab</p>"),
        (
            "<dl><td>a-b</td><td>Rhine-Main-Danube</td></dl>",
            "<dl><td>a-|b</td><td>Rhine-Main-Danube</td></dl>",
        ),
    ],
)
def test_no_line_ends_at_a_words_own_hyphen(given: str, wanted: str) -> None:
    assert kept(given) == wanted


@given(st.text("ab -‐", max_size=80))
def test_nothing_but_joiners_is_added(text: str) -> None:
    root = html.fragment_fromstring("<p>x</p>", create_parent="div")
    root[0].text = text
    keep_hyphens(root)
    assert root[0].text.replace(JOINER, "") == text


def pages_of(style: str, times: int = 60) -> list[str]:
    sheet = page(f'<p lang="en" dir="ltr" style="hyphens: auto; {style}">{WORDS * times}</p>')
    english = replace(sheet, metadata=replace(sheet.metadata, language="en", direction="ltr"))
    return list(page_texts(print_page(english, Limits()).pdf))


def is_whole(text: str) -> bool:
    """Whether the last line of a page ends in a word that stands in the text."""
    return text.rsplit(maxsplit=1)[-1] in WORDS.split()


@pytest.mark.parametrize("width", ["50mm", "60mm", "90mm"])
def test_no_word_is_broken_over_a_page(width: str, monkeypatch: pytest.MonkeyPatch) -> None:
    style = f"width: {width}; text-align: justify"
    texts = pages_of(style)
    assert len(texts) > 2
    assert all(map(is_whole, texts))
    read = "\n".join(texts).replace("‐\r\n", "").split()
    assert read == (WORDS * 60).split()
    monkeypatch.setattr("bayan.typeset.pdf.sound_page_ends", nullcontext)
    assert not all(map(is_whole, pages_of(style)))


NARROW = """@page { size: 200px 60px; margin: 0 } p { font: 10px/10px Amiri; margin: 0 }
p span { float: footnote; footnote-policy: line }"""
NOTES = "<p>a<span>first<br>first</span><br>b<br>line<br>c<span>second</span><br>d<br>e<br>f</p>"


def test_a_note_is_not_lost_where_one_is_put_off(monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = page(NOTES, NARROW)
    text = "".join(page_texts(print_page(sheet, Limits()).pdf))
    assert text.index("first") < text.index("second")
    monkeypatch.setattr("bayan.typeset.pdf.sound_page_ends", nullcontext)
    lost = "".join(page_texts(print_page(sheet, Limits()).pdf))
    assert "second" not in lost, "docs/upstream/weasyprint-lost-note.md is mended: see pageends.py"


def test_a_note_stays_with_its_call() -> None:
    note = '<span style="float: footnote">N{}.</span>'
    body = "".join(WORDS.replace("dams", "dams" + note.format(at)) for at in range(40))
    sheet = page(f'<p lang="en" dir="ltr" style="hyphens: auto; width: 70mm">{body}</p>')
    texts = page_texts(print_page(sheet, Limits()).pdf)
    assert len(texts) > 2
    for text in texts:
        assert text.count("dams") == text.count("N")


def test_the_function_that_is_replaced() -> None:
    names = ("context", "box", "line", "new_children", "needed", "page_is_empty")
    assert tuple(inspect.signature(block._break_line).parameters)[:6] == names
    source = inspect.getsource(block._linebox_layout)
    assert source.count("= _break_line(") == 2
    assert "return abort, stop, resume_at, position_y" in source
    names = ("context", "box", "index", "child", "new_children", "page_is_empty")
    parameters = tuple(inspect.signature(block._linebox_layout).parameters)
    assert parameters[:8] == (*names, "absolute_boxes", "fixed_boxes")
