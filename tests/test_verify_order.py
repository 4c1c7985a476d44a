"""Letters as they stand on paper come out in the order they are read in."""

import pytest

from bayan.verify.order import Letter, logical


def on_paper(visual: str, *, turned: bool) -> list[Letter]:
    """Letters of a line that reads *visual* from left to right, in the order pdfium gives them.

    pdfium turns the letters of each word from right to left, and the order of all the words if
    the page's main direction is from right to left (*turned*).
    """
    letters = [Letter(character, float(x)) for x, character in enumerate(visual)]
    words: list[list[Letter]] = [[]]
    for letter in letters:
        if letter.character == " ":
            words += [[letter], []]
        else:
            words[-1].append(letter)
    words = [
        word[::-1] if any("\u0590" < letter.character < "\u0700" for letter in word) else word
        for word in words
    ]
    return [letter for word in (words[::-1] if turned else words) for letter in word]


CASES = (
    ("Latin alone", "ltr", "in Port Sarem", "in Port Sarem"),
    ("Latin alone, in an Arabic text", "rtl", "in Port Sarem", "in Port Sarem"),
    ("Arabic alone", "rtl", "مراس ءانيم يف", "في ميناء سارم"),
    ("Arabic alone, in an English text", "ltr", "مراس ءانيم يف", "في ميناء سارم"),
    (
        "Latin in Arabic",
        "rtl",
        "ميلقإلا يف Water Commission عامتجا",
        "اجتماع Water Commission في الإقليم",
    ),
    ("Arabic in Latin", "ltr", "the word نايب كرتشم means it", "the word مشترك بيان means it"),
    ("a full stop after a number", "rtl", ".2254 مقر رارقو", "وقرار رقم 2254."),
    ("a full stop after a number alone", "rtl", ".2", "2."),
    ("a number that a letter follows", "rtl", "أ-2026/233 رارقلا", "القرار 2026/233-أ"),
    ("a number after a letter", "rtl", "10:30و", "و10:30"),
    ("a number with signs", "rtl", "2026/117 مقرلا", "الرقم 2026/117"),
)


@pytest.mark.parametrize("page", ["rtl", "ltr"])
@pytest.mark.parametrize(
    ("language", "visual", "read"), [case for _, *case in CASES], ids=[why for why, *_ in CASES]
)
def test_words_are_put_in_reading_order(language: str, visual: str, read: str, page: str) -> None:
    assert logical(on_paper(visual, turned=page == "rtl"), rtl=language == "rtl") == read


@pytest.mark.parametrize("rtl", [True, False])
def test_numbers_alone_stay_as_on_paper(*, rtl: bool) -> None:
    assert logical(on_paper("+999 1 555 0142", turned=rtl), rtl=rtl) == "+999 1 555 0142"


def test_each_line_is_put_in_order_by_itself() -> None:
    second, first = (
        [letter._replace(y=y, size=10.0) for letter in on_paper(text, turned=True)]
        for y, text in ((80.0, "days over"), (100.0, "long two"))
    )
    assert logical([*second, *first], rtl=True) == "long two days over"


MARKS = (
    ("after its letter, out of place", "بناء", "\u064b", 0.4, "بناءً"),
    ("over a letter in the middle", "المنقط", "\u064e\u0651", 1.4, "المنقَّط"),
)


@pytest.mark.parametrize(
    ("word", "marks", "x", "read"), [case for _, *case in MARKS], ids=[why for why, *_ in MARKS]
)
@pytest.mark.parametrize("before", [True, False], ids=["marks-first", "marks-last"])
def test_marks_that_stray_go_back_to_their_letter(
    word: str, marks: str, x: float, read: str, *, before: bool
) -> None:
    letters = [Letter(letter, len(word) - 1 - float(at)) for at, letter in enumerate(word)]
    strays = [Letter(mark, x) for mark in marks]
    apart = [Letter(" ", -1.0), Letter("x", -2.0)]
    line = [*strays, *apart, *letters] if before else [*letters, *apart, *strays]
    assert logical(line, rtl=True) == f"{read} x"


def test_letters_of_a_ligature_are_turned_back() -> None:
    lam_alef = [Letter("ا", 1.0), Letter("ل", 1.0)]
    assert logical([*lam_alef, Letter("م", 0.0)], rtl=True) == "لام"


BRACKETS = (
    ("(2015) رارق", "قرار (2015)"),
    (")2015( رارق", "قرار (2015)"),
    ("،(»ةنجلا«) يه", "هي («الجنة»)،"),
    ("؛(SRC/2025/1)", "(SRC/2025/1)؛"),
    ("؛)SRC/2025/1)", "(SRC/2025/1)؛"),
)


@pytest.mark.parametrize(("visual", "read"), BRACKETS)
def test_brackets_open_to_what_they_hold(visual: str, read: str) -> None:
    assert logical(on_paper(visual, turned=True), rtl=True) == read


def test_spaces_at_the_edges_are_kept() -> None:
    assert logical(on_paper(" and ", turned=False), rtl=False) == " and "
    assert logical([Letter(" ", 0)], rtl=False) == " "
    assert logical([], rtl=False) == ""
