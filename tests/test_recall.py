"""Every word of a text is found again in its PDF: four readers, ten languages, every font.

`.venv/bin/python benchmarks/recall.py` prints what is measured here as a table.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from recall_cases import CASES, PROSE, Case
from recall_house import BROUGHT, NPM, ROWS, House, languages_of_tests, made_house
from recall_readers import PDFJS, READERS, Node
from recall_texts import WORDS, dictionary, missing_dictionary, paragraphs
from recall_words import recall, tokens

from bayan.language import LANGUAGES, find_language
from bayan.world import World


@pytest.fixture(scope="session")
def node(root: Path) -> Iterator[Node]:
    """pdf.js, running."""
    started = Node(root)
    yield started
    started.close()


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory, root: Path, world: World) -> House:
    """A house with the fonts of the tests."""
    return made_house(tmp_path_factory.mktemp("recall") / "house", root, world)


@pytest.fixture(scope="session")
def require(root: Path) -> Callable[[Case], None]:
    """A function that skips a case whose fonts, words or readers are not here; CI fails."""

    def check(case: Case) -> None:
        lacking = [name for name in ("pdftotext", "node") if shutil.which(name) is None]
        lacking += [str(file) for file in _files(case) if not (root / file).is_file()]
        if case.text == "dictionary":
            lacking += filter(None, [missing_dictionary(case.tag)])
        if lacking:
            reason = f"{', '.join(lacking)} not here: `make tools` brings it"
            (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)

    return check


def _files(case: Case) -> Iterator[Path]:
    yield PDFJS
    used = {case.family, *(row.fonts["text"][0] for row in ROWS if row.tag == case.tag)}
    yield from (NPM / BROUGHT[family] for family in used & BROUGHT.keys())


def _parameter(case: Case) -> object:
    marks = [pytest.mark.xfail(reason=case.awaited, strict=True)] if case.awaited else []
    return pytest.param(case, id=str(case), marks=marks)


@pytest.mark.parametrize("case", [*map(_parameter, CASES)])
def test_every_word_is_found_again(
    case: Case, house: House, request: pytest.FixtureRequest, require: Callable[[Case], None]
) -> None:
    require(case)
    found = case.measured(house, request.getfixturevalue("node"))
    unmet = {reader: floor.unmet(found[reader]) for reader, floor in case.floors.items()}
    doubled = max((recall.doubled for recall in found.values()), key=len)
    assert not any(unmet.values()), unmet
    assert len(doubled) < found["pdfium"].count / 4, "a second layer would double all of them"


def test_marks_count_only_strictly() -> None:
    found = recall(["بيان صادرٌ عن الوزارة في 2019/4"], "بيان صادر عن\nالوزا-\nرة في 2019/4")
    assert (found.missing, found.lost, found.apart) == (("صادرٌ",), (), ())
    assert found.strict == pytest.approx(5 / 6)
    assert found.loose == found.pairs == 1


def test_words_lost_parted_or_turned_round_are_told() -> None:
    found = recall(["the river flows to the sea", "and rests"], "the riv er flows the to sea rests")
    assert found.missing == found.lost == ("and", "river")
    assert ("flows", "to") in found.apart
    assert ("sea", "and") not in found.apart, "they stand in two passages"


def test_a_second_layer_of_words_is_told() -> None:
    assert recall(["the river", "the sea"], "the river the river the sea").doubled == ("river",)


def test_the_words_of_a_text_are_what_people_search_for() -> None:
    found = tokens("well-\nknown, پچ‌پچ; ट्रैवल: 12.5% (S/RES/2254) 水利")
    assert found == ["wellknown", "پچ‌پچ", "ट्रैवल", "12.5", "S", "RES", "2254", "水", "利"]


def test_a_dictionary_becomes_a_text() -> None:
    text = paragraphs([f"w{number}" for number in range(100)], "ar")
    first, *rest = text.split("\n\n")
    assert first.startswith("w0. w1 w2 w3، w4")
    assert [len(passage.split()) for passage in (first, *rest)] == [20, 37, 43]
    assert all(passage.endswith(".") for passage in rest)


@pytest.mark.parametrize("tag", ["ar", "fa"])
def test_a_dictionary_gives_the_same_words_each_time(
    tag: str, require: Callable[[Case], None]
) -> None:
    require(Case("dictionary", tag))
    words = tokens(dictionary(tag))
    assert len(set(words)) >= WORDS
    dictionary.cache_clear()
    assert tokens(dictionary(tag)) == words


def test_the_languages_of_tests_are_gone_after_each() -> None:
    known = dict(LANGUAGES)
    with languages_of_tests("ar", "Cairo"):
        assert find_language("ur") is not None
        assert LANGUAGES["ar"].fonts["text"][:2] == ("Cairo", "Amiri")
    assert known == LANGUAGES


def test_nothing_is_asked_less_than_the_rule() -> None:
    """Words are found loosely all, strictly all but one in a hundred; Hebrew's joiner is told."""
    for case in CASES:
        for reader in ("pdfium", "poppler", "mupdf"):
            strict, loose, _ = case.floors[reader]
            assert loose == 1
            assert strict >= 0.99 or (reader, case.text) == ("pdfium", "he-odd")
    for case in CASES:
        if case.tag == "ar" and case.text == "dictionary":
            assert case.floors["pdfium"].pairs >= 0.99 <= case.floors["mupdf"].pairs


def test_every_font_is_tried(root: Path) -> None:
    tried = {case.family for case in CASES}
    assert tried >= {path.stem for path in (root / "fonts").glob("*/*.ttf")}
    assert tried >= {
        "Noto Naskh Arabic",
        "Noto Nastaliq Urdu",
        "Scheherazade New",
        "IBM Plex Sans Arabic",
        "Cairo",
    }
    assert set(READERS) == set(PROSE)
