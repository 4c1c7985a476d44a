"""Lines of two directions: parts in reading order, their edges held, nothing lost in pdfium."""

import re
from collections.abc import Iterator
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from test_textlayer import maps
from typeset_pages import CASES, page

from bayan.typeset.pdf import print_page
from bayan.verify import page_texts, words_found
from bayan.world import Limits

MIXED = CASES.parent / "textlayer" / "mixed.txt"
NAMES = {"\u200e": "<LRM>", "\u200f": "<RLM>", "\u061c": "<ALM>"}

# WeasyPrint leaves its colour profile to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:.*unclosed file.*icc")


def printed(text: str, direction: str = "rtl") -> bytes:
    body = f'<html lang="ar" dir="{direction}"><body><p>{text}</p></body></html>'
    return print_page(page(body), Limits()).pdf


def pieces(pdf: bytes) -> Iterator[list[str | int]]:
    """Yield what each TJ operator says, marks by name, and the moves in it."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        said, font = maps(opened), ""
        for operands, operator in pikepdf.parse_content_stream(opened.pages[0]):
            if str(operator) == "Tf":
                font = str(operands[0])
            elif str(operator) == "TJ":
                yield [_said(part, said[font]) for part in operands[0]]


def _said(part: pikepdf.Object, said: dict[int, str]) -> str | int:
    if not isinstance(part, pikepdf.String):
        return int(part)
    codes = bytes(part)
    text = "".join(said[high << 8 | low] for high, low in zip(codes[::2], codes[1::2], strict=True))
    return "".join(NAMES.get(char, char) for char in text)


def order(pdf: bytes) -> list[str]:
    """Return what the parts of the page say, from left to right inside, as they were written."""
    return ["".join(part for part in parts if isinstance(part, str)) for parts in pieces(pdf)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("بيان", ["نايب"]),
        ("قرار 60", ["<RLM> رارق", "60"]),
        ("60 قرارا", ["60", "ارارق "]),
        ("في 60 (15)", ["<RLM> يف", "60", "<RLM>(<ALM> <RLM>", "15", "<RLM>)<RLM>"]),
        ("من 12.5% إلى", ["<RLM> نم", "<LRM><RLM>12.5<RLM>", "%", "ىلإ<RLM> <RLM>"]),
        ("يوم 2015-12", ["<RLM> موي", "2015", "<RLM>-<RLM>", "12"]),
        ("أيضاً، ثم", ["مث ،<RLM>ًاضيأ"]),
        ("في UNECE ثم", ["<RLM> يف", "UNECE", "مث<RLM> <RLM>"]),
        ("هاتف 0140 555", ["<RLM> فتاه", "0140", "<ALM> <RLM>", "555"]),
    ],
)
def test_parts_are_written_in_reading_order(text: str, parts: list[str]) -> None:
    assert order(printed(text)) == parts


def test_arabic_words_in_english() -> None:
    parts = order(printed("The word (بيان) is Arabic.", "ltr"))
    assert parts == ["The word (", "نايب", "<LRM>) is Arabic."]


def test_arabic_digits_lie_over_one_another() -> None:
    moves = [part for parts in pieces(printed("عام ٢٠٢٦")) for part in parts if part == 175]
    assert len(moves) == 3


def test_a_space_between_elements_is_written_with_what_follows() -> None:
    pdf = printed("<span>ألف</span> <span>باء</span>")
    assert order(pdf) == ["فلأ", "<ALM> <RLM>", "ءاب"]


def test_nothing_is_lost_in_mixed_lines() -> None:
    texts = MIXED.read_text(encoding="utf-8").splitlines()
    pdf = printed("</p><p>".join(texts))
    assert words_found(texts, pdf).missing == ()


def found(pdf: bytes, phrase: str) -> bool:
    """Whether pdfium's own search, which takes every character as it is, finds *phrase*."""
    document = pypdfium2.PdfDocument(pdf)
    hit = document[0].get_textpage().search(phrase).get_next()
    document.close()
    return hit is not None


@pytest.mark.parametrize("phrase", ["2254 وما", "11.3 مليون", "22 آذار", "14 شخصا"])
def test_a_figure_is_found_with_the_word_after_it(phrase: str) -> None:
    assert found(printed(f"نص قبله {phrase} بعده من كلام"), phrase)


def test_what_follows_a_note_comes_after_what_precedes_it() -> None:
    style = "font-size: 9px; vertical-align: 6px; line-height: 0"
    pdf = printed(f'سطر أول<sup style="{style}">1</sup> وما بعده <i>٣<sub>٢</sub></i> ثم آخر')
    (text,) = page_texts(pdf)
    words = re.findall(r"[^\W\d]+", text)
    assert words == ["سطر", "أول", "وما", "بعده", "ثم", "آخر"]
    with pikepdf.open(BytesIO(pdf)) as opened:
        steps = pikepdf.parse_content_stream(opened.pages[0], "Tm")
        assert len({str(operands[5]) for operands, _ in steps}) == 1
