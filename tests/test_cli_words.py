"""What is shown of text, paths and numbers."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bayan.cli.words import LONGEST, counted, plain, shown, sized, visible, visible_json


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("a\u202eb", "a<U+202E>b"),
        ("a\nb", "a<U+000A>b"),
        ("a\x1b[31mb", "a<U+001B>[31mb"),
        ("\ufeffa\u200b\u2028", "<U+FEFF>a<U+200B><U+2028>"),
        ("\u2067بيان\u2069", "<U+2067>بيان<U+2069>"),
        ("\udcff.md", "<U+DCFF>.md"),
        ("\U000e0041", "<U+E0041>"),
        ("بيانٌ مشتركٌ، ١٢٣", "بيانٌ مشتركٌ، ١٢٣"),
        ("می‌خواهم", "می‌خواهم"),
        ("«\u00a0Déclaration\u00a0»", "«\u00a0Déclaration\u00a0»"),
    ],
)
def test_what_cannot_be_seen_is_written_out(text, seen):
    assert visible(text) == seen


@given(st.text())
def test_shown_text_is_one_line_that_runs_one_way(text):
    assert not set(visible(text)) & set("\n\r\x1b\x9b\u202a\u202b\u202c\u202d\u202e\u2066\u2069")


@given(st.text(st.characters(exclude_categories=[])))
def test_json_means_the_same_and_shows_no_control(text):
    line = visible_json(json.dumps(text, ensure_ascii=False))
    assert json.loads(line) == text
    assert not set(line) & set("\n\x1b\u202e\u2067\u200f")


def test_an_endless_message_is_shortened():
    assert len(visible("ب" * 100_000)) < LONGEST + 10


def test_paths_below_the_current_folder_are_short(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert shown(tmp_path / "a" / "b.md") == "a/b.md"
    assert shown("a/b.md") == "a/b.md"
    assert shown(tmp_path.parent / "b.md") == str(tmp_path.parent / "b.md")


def test_paths_are_shown_where_the_current_folder_is_gone(tmp_path, monkeypatch):
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert shown("/a/b.md") == "/a/b.md"


@pytest.mark.parametrize(
    ("count", "words"), [(999, "999 B"), (48_211, "48 kB"), (1_234_567, "1.2 MB")]
)
def test_sizes_read_well(count, words):
    assert sized(count) == words


def test_plurals():
    assert [counted(1, "page"), counted(2, "page")] == ["1 page", "2 pages"]


def test_plain_text_is_one_line():
    assert plain(" a\n  b\t") == "a b"
