"""The proof: what was written is what comes out, and every difference is told."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bayan.findings import Place, Severity
from bayan.pipeline import Settings, render
from bayan.statement.model import Passage, Run
from bayan.verify.model import Wording
from bayan.verify.proof.differences import SHOWN, ascending, compare
from bayan.verify.proof.reading import Reading
from bayan.verify.text import Seen, words_of
from bayan.world import World

ROOT = Path(__file__).parents[1]

# WeasyPrint leaves its colour profile to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:.*unclosed file.*icc")

ARABIC = "اجتمع الوزيران اليوم في ميناء سارم وأكدا من جديد التزامهما بحسن الجوار بين البلدين"
ENGLISH = "The two ministers met today in Port Sarem and recalled their duty to good neighbours"


def wording(*passages: str, **more) -> Wording:
    """What an author wrote: each passage on a line of its own, from 1."""
    runs = [
        Run(text, Place("s.md", line), "en", "text", Passage(line, "text"))
        for line, text in enumerate(passages, start=1)
    ]
    direction = "rtl" if "\u0600" <= max(passages[-1]) <= "\u06ff" else "ltr"
    return Wording(tuple(runs), direction, **more)


def differences(written: Wording, *pages: str) -> list[tuple[str, int | None, str]]:
    found = compare([Seen(page, beyond=False) for page in pages], written)
    assert all(each.severity is Severity.WARNING and each.hint for each in found)
    return [(each.code, each.place and each.place.line, each.message) for each in found]


def codes(found: Iterable[tuple[str, int | None, str]]) -> list[str]:
    return [code for code, *_ in found]


ALIKE = {
    "as written": (ENGLISH, ENGLISH),
    "lines": (ENGLISH, ENGLISH.replace(" ", "\r\n")),
    "a hyphen at a line's end": ("recalled neighbours", "re-\nca\ufffe\nlled neigh\u2010\nbours"),
    "a hyphen of the word's own": ("a well-known duty", "a well-\nknown duty"),
    "an address broken without one": ("see mfa.marava.example", "see mfa.mar\nava.example"),
    "soft hyphens and joints": ("good\u00adwill a\u2060b", "goodwill ab"),
    "capitals": ("Media release", "MEDIA RELEASE"),
    "a phrase in one character": ("قال النبي ﷺ ذلك", "قال النبي صلى الله عليه وسلم ذلك"),
    "a ligature in one character": ("\ufb01nal o\ufb03ce", "final office"),
    "marks of direction": ("القرار 2254 (2015)", "القرار\u200f 2254 (2015)\u200f"),
    "a composed letter": ("a\u0301 e\u0301te\u0301", "á été"),
    "a mark behind the stop, as pdfium has it": ("ولا تقويماً.", "ولا تقويما.ً"),
    "shadda and its vowel": ("كلّ\u064e شيء", "كل\u064e\u0651 شيء"),
    "Arabic": (ARABIC, ARABIC),
    "a Latin name turned round by a reader": (
        "تسهر اللجنة Sarem River Commission على الحوض",
        "تسهر اللجنة Commission River Sarem على الحوض",
    ),
    "Chinese at a line's end": ("联合声明 外交部", "联合声\n明 外\n交部"),
}


@pytest.mark.parametrize(("written", "read"), ALIKE.values(), ids=list(ALIKE))
def test_no_difference(written: str, read: str) -> None:
    assert differences(wording(written), read) == []


OTHERWISE = {
    "a word is lost": (ENGLISH, ENGLISH.replace("recalled ", ""), "verify.lost", "recalled"),
    "a number is lost": ("in 2015 and 2016", "in 2015 and 2", "verify.lost", "2016"),
    "a letter is another": (ARABIC, ARABIC.replace("اليوم", "اليزم"), "verify.lost", "اليوم"),
    "a letter comes twice": (ARABIC, ARABIC.replace("سارم", "سسارم"), "verify.lost", "سارم"),
    "a letter is lost": (ARABIC, ARABIC.replace("سارم", "سرم"), "verify.lost", "سارم"),
    "two words run together": (ENGLISH, ENGLISH.replace("Port S", "PortS"), "verify.lost", "Port"),
    "a space in a word": (ENGLISH, ENGLISH.replace("Sarem", "Sa rem"), "verify.parted", "Sarem"),
    "a mark is lost": ("كلّف الوزيران", "كلف الوزيران", "verify.marks", "كلّف"),
    "an accent is added": ("une note elevee", "une note élevee", "verify.marks", "elevee"),
    "a hamza is added": ("اجتمع الآن", "أجتمع الآن", "verify.marks", "اجتمع"),
    "digits are added": ("in 2015 and 12", "in 20157777 and 12", "verify.lost", "2015"),
    "an accent is lost": ("une note élevée", "une note elevée", "verify.marks", "élevée"),
    "words change places": (
        ENGLISH,
        ENGLISH.replace("Port Sarem", "Sarem Port"),
        "verify.moved",
        "Sarem",
    ),
    "a line from the wrong side": (
        ARABIC,
        " ".join(reversed(ARABIC.split())),
        "verify.moved",
        "الوزيران",
    ),
    "a word is said twice": (ENGLISH, f"{ENGLISH} neighbours", "verify.added", "neighbours"),
    "a word is nobody's": (ENGLISH, f"{ENGLISH} secretly", "verify.added", "secretly"),
    "a call stands too close": ("in 2015 and 2016", "in 20151 and 2016", "verify.lost", "2015"),
    "a page number too many": (ENGLISH, f"{ENGLISH} 7", "verify.added", "7"),
}


@pytest.mark.parametrize(("written", "read", "code", "word"), OTHERWISE.values(), ids=OTHERWISE)
def test_a_difference_names_word_and_line(written: str, read: str, code: str, word: str) -> None:
    found = differences(wording("First of all.", written), f"First of all.\n{read}")
    assert code in codes(found)
    (line, message) = next((line, message) for kind, line, message in found if kind == code)
    assert f"“{word}”" in message
    assert line == (None if code == "verify.added" else 2)


def test_every_difference_of_a_kind_is_counted() -> None:
    text = " ".join(f"w{chr(97 + at)}rd" for at in range(20))
    found = differences(wording(ENGLISH, text), ENGLISH)
    assert codes(found) == ["verify.lost"] * (SHOWN + 1)
    assert f"{20 - SHOWN} more" in found[-1][2]


def test_furniture_may_come_on_every_page() -> None:
    house = "Ministry of Foreign Affairs Page of"
    written = wording(ENGLISH, furniture=house, counters=(1,))
    first, second = ENGLISH[:40], ENGLISH[40:]
    head, foot = "Ministry of Foreign Affairs", "Page {} of 2"
    pages = [f"{head}\n{first}\n{foot.format(1)}", f"{head}\n1. {second}\n{foot.format(2)}"]
    assert differences(written, *pages) == []
    twice = differences(written, pages[0], f"{head} {head} {pages[1]}")
    assert codes(twice) == ["verify.added"] * 4


def test_a_word_broken_at_the_end_of_a_page() -> None:
    written = wording(ENGLISH, furniture="Ministry Page")
    at = ENGLISH.index("called")
    pages = f"{ENGLISH[:at]}-\nPage 1", f"Ministry\n{ENGLISH[at:]}\nPage 2"
    assert differences(written, *pages) == []


def test_a_note_stands_elsewhere_and_breaks_no_order() -> None:
    runs = (
        Run("The ministers recalled", Place("s.md", 1), "en", "text", Passage(1, "text")),
        Run("Adopted at the third meeting.", Place("s.md", 9), "en", "text", Passage(2, "note")),
        Run(" their duty.", Place("s.md", 1), "en", "text", Passage(1, "text")),
        Run("They will meet again.", Place("s.md", 3), "en", "text", Passage(3, "text")),
    )
    body = "The ministers recalled1 their duty.\nThey will meet again."
    text = f"{body}\n1. Adopted at the third meeting."
    assert differences(Wording(runs, counters=(1, 1)), text) == []


def test_a_word_in_several_runs_is_one() -> None:
    parts = ("Sa", "rem"), (False, False)
    runs = tuple(
        Run(text, Place("s.md", 4), "en", "text", Passage(1, "text"), parted)
        for text, parted in zip(*parts, strict=True)
    )
    assert differences(Wording(runs), "Sarem") == []
    assert codes(differences(Wording(runs), "Sa rem")) == ["verify.parted"]


def test_a_passage_far_before_its_place() -> None:
    passages = [" ".join(word + letter for word in ENGLISH.split()) for letter in "abcdefghijkl"]
    right = "\n".join(passages)
    assert differences(wording(*passages), right) == []
    moved = "\n".join([passages[10], *passages[:10], passages[11]])
    found = differences(wording(*passages), moved)
    assert [(code, line) for code, line, _ in found] == [("verify.displaced", 11)]


def test_text_beyond_the_paper() -> None:
    (found,) = compare([Seen("a", beyond=False), Seen("b", beyond=True)], wording("a b"))
    assert found.code == "verify.beyond"
    assert "Page 2" in found.message


def test_the_longest_ascent() -> None:
    assert sorted(ascending([5, 1, 2, 9, 3, 4])) == [1, 2, 4, 5]
    assert ascending([]) == frozenset()


WORDS = st.lists(st.text("abcdefgh", min_size=3, max_size=6), min_size=12, max_size=60, unique=True)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_any_word_dropped_or_doubled_is_told(passages: list[list[str]], random) -> None:
    lines = [" ".join(words) for words in passages]
    written = wording(*lines)
    assert differences(written, "\n".join(lines)) == []
    row = random.randrange(len(passages))
    column = random.randrange(len(passages[row]))
    word = passages[row][column]
    assume(sum(words.count(word) for words in passages) == 1)
    whole = [list(words) for words in passages]
    assume(all(a + b != word for words in whole for a in words for b in words))
    del whole[row][column]
    dropped = differences(written, "\n".join(map(" ".join, whole)))
    assert [(code, line) for code, line, _ in dropped] == [("verify.lost", row + 1)]
    assert f"“{word}”" in dropped[0][2]
    whole[row][column:column] = [word, word]
    doubled = differences(written, "\n".join(map(" ".join, whole)))
    assert codes(doubled) == ["verify.added"]
    assert f"“{word}”" in doubled[0][2]


def test_each_word_is_found_once() -> None:
    text = "water is water"
    reading = Reading(text, words_of(text))
    found = reading.passage(["water", "is", "water", "water"], 3, 0)
    assert [each and each.places for each in found] == [(0,), (1,), (2,), None]


STATEMENTS = sorted((ROOT / "statements").glob("*/statement*.md"))


def proved(path: Path, world: World) -> list[tuple[str, int | None, str]]:
    found = render(path, Settings(), world).findings
    return [
        (each.code, each.place and each.place.line, each.message)
        for each in found
        if each.code.startswith("verify.")
    ]


@pytest.mark.parametrize("path", STATEMENTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_samples_are_proved(path: Path, world: World) -> None:
    assert proved(path, world) == []


BODY = """---
title: Statement on the Waters
lang: en
date: 2026-03-22
---
The ministers met *today* in Port Sarem.

They agreed on 12 measures[^1].

[^1]: Adopted at the third meeting.

# Next steps

- first
- second
"""

LAYOUTS = {
    "hides": (".body em { display: none }", ("verify.lost", 6, "“today”")),
    "adds": (".body h2::after { content: ' secretly' }", ("verify.added", None, "“secretly”")),
    "numbers": (".body p::before { content: '77 ' }", ("verify.added", None, "“77”")),
    "pushes out": (
        ".body h2 { position: relative; top: 400mm }",
        ("verify.beyond", None, "Page 1"),
    ),
    "lets vanish": (".body em { color: transparent }", ("verify.hidden", None, "page 1")),
    "turns round": (
        ".body { display: flex; flex-direction: column-reverse }",
        ("verify.displaced", 8, "“They”"),
    ),
}


@pytest.mark.parametrize(("rule", "wanted"), LAYOUTS.values(), ids=list(LAYOUTS))
def test_what_a_layout_does_to_the_text_is_told(
    rule: str, wanted: tuple[str, int | None, str], world: World, tmp_path: Path
) -> None:
    layouts = tmp_path / "layouts"
    copytree(world.layouts, layouts)
    style = layouts / "letterhead" / "page.css"
    style.write_text(style.read_text("utf-8") + rule, "utf-8")
    path = tmp_path / "statement.md"
    path.write_text(BODY, "utf-8")
    assert proved(path, world) == []
    found = proved(path, replace(world, layouts=layouts))
    code, line, words = wanted
    assert any(each[:2] == (code, line) and words in each[2] for each in found), found
