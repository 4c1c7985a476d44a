"""Words are counted as a reader would find them."""

from io import BytesIO

import pikepdf
import pytest
from verify_pdfs import printed

from bayan.verify import page_texts, words_found

# WeasyPrint leaves its colour profile to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:.*unclosed file.*icc")


@pytest.fixture(scope="module")
def good() -> bytes:
    return printed("english")


def test_text_comes_page_by_page(good: bytes) -> None:
    (only,) = page_texts(good)
    assert "Joint statement on shared waters" in only


def test_words_that_are_there_are_found_and_others_are_named(good: bytes) -> None:
    words = words_found(["the ministers, absent twice: absent", "1,200 and 999"], good)
    assert (words.count, words.missing) == (7, ("999", "absent", "twice"))
    assert words.strict == words.loose == pytest.approx(4 / 7)


def test_part_of_a_word_is_not_the_word(good: bytes) -> None:
    assert words_found(["minister state ment water"], good).missing == (
        "ment",
        "minister",
        "state",
        "water",
    )


def test_marks_can_be_left_out_of_the_comparison(good: bytes) -> None:
    words = words_found(["jóint", "dáta"], good)
    assert (words.strict, words.loose) == (0.0, 0.5)


def test_controls_and_unicode_forms_make_no_difference(good: bytes) -> None:
    assert words_found(["\u2067ministers\u2069 \u200fagreed"], good).strict == 1.0


def test_nothing_expected_is_all_found(good: bytes) -> None:
    assert words_found([" — "], good).strict == 1.0


def test_pdf_without_text_has_no_words() -> None:
    out = BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(out)
    assert words_found(["word"], out.getvalue()).strict == 0.0
