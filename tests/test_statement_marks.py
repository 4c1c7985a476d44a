"""Marks that are not seen, marks of quotation, and what the runs say of small letters."""

from pathlib import Path

import pytest

from bayan.errors import BayanError
from bayan.statement import Statement, read_statement
from bayan.world import World


def read(folder: Path, body: str, title: str = "A title", lang: str = "en") -> Statement:
    path = folder / "statement.md"
    path.write_text(f"---\ntitle: {title}\nlang: {lang}\ndate: 2026-03-22\n---\n{body}\n")
    return read_statement(path, World(layouts=folder, fonts=folder))


def faults(folder: Path, body: str, title: str = "A title") -> list[tuple[str, int | None]]:
    with pytest.raises(BayanError) as fault:
        read(folder, body, title)
    return [(each.code, each.place.line if each.place else 0) for each in fault.value.findings]


@pytest.mark.parametrize("mark", ["\u202d", "\u202e", "&#x202e;"])
def test_overrides_are_refused(tmp_path: Path, mark: str) -> None:
    assert faults(tmp_path, f"a\nb {mark}c\u202c") == [("statement.character", 7)]


@pytest.mark.parametrize("title", ["a\u202eb", '"a\\u202eb\\u202c"', "a \u2067b", "a \u202bb"])
def test_titles_may_not_turn_words_around(tmp_path: Path, title: str) -> None:
    assert faults(tmp_path, "", title) == [("statement.character", 2)]


@pytest.mark.parametrize(
    "text",
    ["\u2067a", "\u202ba", "\u2067a\n\nb\u2069", "&#x2067;a", "    \u2066a", "\u202a\u2067a\u202c"],
)
def test_what_turns_words_around_must_end(tmp_path: Path, text: str) -> None:
    assert ("statement.character", 6) in faults(tmp_path, text)


@pytest.mark.parametrize(
    "text", ["\u2067a\u2069", "\u202ba\nb\u202c", "a\u200eb\u200f\u061c", "\u2067\u202aa\u2069"]
)
def test_what_ends_and_plain_marks_pass(tmp_path: Path, text: str) -> None:
    assert text in read(tmp_path, text).body


@pytest.mark.parametrize("title", ['"\\u200b"', '"\\u202c \\u00ad"', '"a\\nb"', '"\\u2800"'])
def test_a_title_is_seen_and_on_one_line(tmp_path: Path, title: str) -> None:
    assert faults(tmp_path, "", title) == [("statement.value", 2)]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ('"التعاون" و"العمل" بـ"روح"', "«التعاون» و«العمل» بـ«روح»"),
        ('قال: *نعم* و"*السلام*" ثم "x"', "قال: <em>نعم</em> و«<em>السلام</em>» ثم «x»"),
        ('و"العمل', 'و"العمل'),
        ('و"العمل" `"x"`', 'و«العمل» <code>"x"</code>'),
    ],
)
def test_quotation_marks_after_arabic_prefixes(tmp_path: Path, text: str, printed: str) -> None:
    assert printed in read(tmp_path, text, lang="ar").body


@pytest.mark.parametrize(("lang", "title"), [("en", 'On "water" now'), ("fr", 'Sur l\'eau "x"')])
def test_a_title_with_quotation_marks_prints_once(tmp_path: Path, lang: str, title: str) -> None:
    statement = read(tmp_path, f"# {title}\n\nText.", title, lang)
    assert statement.body == "<p>Text.</p>\n"


def test_tables_captions_and_code_are_small(tmp_path: Path) -> None:
    (tmp_path / "m.png").write_bytes(b"")
    body = 'a `b`\n\n| c |\n|---|\n| d |\n\n![e](m.png "f")\n\n    g\n\nh'
    runs = read(tmp_path, body).runs
    small = "".join(run.text.strip() for run in runs if run.role == "small")
    assert (small, runs[-1].text, runs[-1].role) == ("bcdfg", "h", "text")


@pytest.mark.parametrize(
    ("address", "written"),
    [("www.e.org", "https://www.e.org"), ("a@b.org", "mailto:a@b.org")],
)
def test_addresses_without_a_beginning_are_told_which(
    tmp_path: Path, address: str, written: str
) -> None:
    with pytest.raises(BayanError) as fault:
        read(tmp_path, f"[x]({address})")
    assert fault.value.findings[0].hint == f"Write {written}"


@pytest.mark.parametrize(
    "text",
    [
        "x" * 99_000,
        "[a]{lang=ar}" * 1600,
        '" ' * 9_000,
        "` " * 9_000,
        "[ " * 9_000,
        "*a*\n\n" * 22_000,
    ],
)
def test_what_would_take_minutes_is_refused(tmp_path: Path, text: str) -> None:
    assert [code for code, _ in faults(tmp_path, text)] == ["statement.limit"]


def test_long_words_made_by_joining_lines_are_refused(tmp_path: Path) -> None:
    title = '"' + f"{'x' * 900}\\\n  " * 3 + '"'
    assert faults(tmp_path, "", title)[-1][0] == "statement.limit"
