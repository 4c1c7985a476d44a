"""Any file at all gives a report, and never a traceback."""

import random
from dataclasses import replace
from functools import cache
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typeset_pages import META
from verify_pdfs import changed, printed

from bayan.findings import Finding
from bayan.verify import (
    Expected,
    check_fonts,
    check_structure,
    gate,
    inspect,
    page_texts,
    words_found,
)
from bayan.verify.rules import RULES, Fault, findings

# WeasyPrint leaves its colour profile to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:.*unclosed file.*icc")

EXPECTED = Expected(META.title, "ar", "rtl", "a-3a+ua-1")
NO_PDF = {
    "empty": b"",
    "text": "بيان".encode(),
    "heading alone": b"%PDF-1.7\n",
    "picture": b"\x89PNG\r\n\x1a\n" + bytes(100),
}


@pytest.fixture(scope="module")
def good() -> bytes:
    return printed()


@cache
def open_text() -> bytes:
    """The same PDF with every object readable, so that what is damaged is not its packing."""
    return changed(printed(), lambda _: None, qdf=True)


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.code for finding in findings]


def test_only_what_we_made_ourselves_is_to_be_reported(good: bytes) -> None:
    def untag(document: pikepdf.Pdf) -> None:
        del document.Root["/MarkInfo"]

    untagged = changed(good, untag)
    (ours,) = gate(untagged, EXPECTED)
    (anyones,) = inspect(untagged).findings
    assert (ours.code, ours.message) == (anyones.code, anyones.message)
    assert "report it" in ours.hint
    assert (
        anyones.hint == "Render the statement again with Bayan; edit its Markdown, never the PDF."
    )


def test_every_rule_says_what_to_do_to_whoever_asks() -> None:
    for code in RULES:
        (finding,) = findings([Fault(code)])
        assert finding.hint
        assert "report" not in finding.hint


@pytest.mark.parametrize("content", NO_PDF.values(), ids=NO_PDF)
def test_what_is_no_pdf_is_said_to_be_none(content: bytes) -> None:
    report = inspect(content)
    assert codes(report.findings) == ["verify.broken"]
    assert (report.pages, report.heard, report.fonts) == (0, (), ())
    assert codes(gate(content, EXPECTED)) == ["verify.broken"]
    assert codes(check_fonts(content)) == codes(check_structure(content)) == ["verify.broken"]
    assert page_texts(content) == ()


def test_locked_pdf_is_said_to_be_locked(good: bytes) -> None:
    locked = changed(good, lambda _: None, encryption=pikepdf.Encryption(user="u", owner="o"))
    assert codes(inspect(locked).findings) == ["verify.encrypted"]
    assert page_texts(locked) == ()


def test_report_tells_what_the_file_says_of_itself(good: bytes) -> None:
    report = inspect(good, {"Amiri"})
    assert (report.pages, report.title, report.language) == (1, META.title, "ar")
    assert (report.direction, report.standard, report.findings) == ("rtl", "a-3a+ua-1", ())
    assert [(font.name, font.family) for font in report.fonts] == [
        ("Amiri", "Amiri"),
        ("Amiri-Bold", "Amiri"),
    ]
    assert all(font.embedded and font.unicode and len(font.subset) == 6 for font in report.fonts)


def test_names_of_fonts_are_compared_without_case_and_spaces(good: bytes) -> None:
    assert check_fonts(good, {"AMIRI"}) == check_fonts(good, {"amiri", "Amiri-Bold"}) == ()
    assert codes(check_fonts(good, {"Amiri Quran"})) == ["verify.font"]
    assert codes(check_fonts(good, ())) == ["verify.font"]


def test_direction_is_that_of_the_language_where_nothing_is_expected(good: bytes) -> None:
    def to_english(document: pikepdf.Pdf) -> None:
        document.Root.Lang = pikepdf.String("en")

    assert codes(inspect(changed(good, to_english)).findings) == ["verify.direction"]


def test_expected_is_compared_as_a_whole(good: bytes) -> None:
    other = replace(EXPECTED, title="x", language="fr", standard="a-4+ua-2")
    assert codes(gate(good, other)) == ["verify.language", "verify.title", "verify.standard"]


def test_pdf_of_another_program_is_reported_on() -> None:
    out = BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(out)
    found = codes(inspect(out.getvalue()).findings)
    assert {"verify.language", "verify.tagged", "verify.metadata", "verify.intent"} <= set(found)


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_damaged_pdf_never_ends_in_a_traceback(seed: int) -> None:
    dice = random.Random(seed)
    damaged = bytearray(open_text())
    for _ in range(dice.choice((1, 3, 10))):
        at = dice.randrange(len(damaged))
        damaged[at : at + dice.choice((1, 1, 8))] = dice.randbytes(dice.choice((0, 1, 8)))
    inspect(bytes(damaged))
    words_found(["بيان"], bytes(damaged))


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_cut_pdf_never_ends_in_a_traceback(good: bytes, share: float) -> None:
    assert inspect(good[: int(len(good) * share)]).findings
