"""What a process remembers of its fonts is bounded, and threads do not mix it up."""

import gc
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from fontlab import make_font, page_in
from typeset_pages import page

from bayan.typeset.pdf import print_page
from bayan.typeset.textlayer.font import MOST_GROUPS
from bayan.typeset.textlayer.fontfile.caches import Bounded
from bayan.typeset.textlayer.fontfile.source import (
    MOST_GLYPHS,
    MOST_SIZES,
    MOST_SOURCES,
    MOST_WEIGHT,
    Source,
    Sources,
    source_of,
    sources,
)
from bayan.world import Limits

AMIRI = Path(__file__).parents[1] / "fonts" / "amiri" / "Amiri-Regular.ttf"

# WeasyPrint leaves its colour profile to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:.*unclosed file.*icc")


def font(path: Path, number: int) -> bytes:
    """Return one of many small fonts that differ."""
    return make_font(path / "lab.ttf").read_bytes() + number.to_bytes(4, "big")


def test_a_store_drops_its_oldest() -> None:
    store: Bounded[int, str] = Bounded(3)
    for number in range(5):
        store[number] = str(number)
    assert list(store) == [2, 3, 4]
    store[3] = "again"
    assert list(store) == [2, 3, 4]
    assert store.setdefault(3, "never") == "again"
    assert store.setdefault(9, "new") == "new"
    assert list(store) == [3, 4, 9]


def test_sources_are_the_same_for_the_same_bytes(tmp_path: Path) -> None:
    assert source_of(font(tmp_path, 1), 0, ()) is source_of(font(tmp_path, 1), 0, ())
    assert source_of(font(tmp_path, 1), 0, ()) is not source_of(font(tmp_path, 2), 0, ())


def test_sources_are_bounded_in_number(tmp_path: Path) -> None:
    held = Sources(5, 1 << 30)
    for number in range(20):
        held.get(font(tmp_path, number), 0, ())
    assert len(held) == 5
    first = held.get(font(tmp_path, 15), 0, ())
    held.get(font(tmp_path, 99), 0, ())
    assert held.get(font(tmp_path, 15), 0, ()) is first


def test_sources_are_bounded_in_weight(tmp_path: Path) -> None:
    held = Sources(50, 10_000)
    for number in range(20):
        held.get(font(tmp_path, number), 0, ())
        assert held.weight <= 10_000
    heavy = held.get(font(tmp_path, 99), 0, ())
    heavy.measures.setdefault(12.0, {}).update(dict.fromkeys(range(100)))
    assert held.weight > 10_000
    held.get(font(tmp_path, 100), 0, ())
    assert held.weight <= 10_000
    assert len(held) == 1


def test_sizes_and_glyphs_of_a_source_are_bounded() -> None:
    source = Sources(1, 1).get(AMIRI.read_bytes(), 0, ())
    for size in range(100):
        source.measures.setdefault(float(size), {})
    assert len(source.measures) == MOST_SIZES
    for glyph in range(MOST_GLYPHS + 500):
        source.outline(glyph)
        source.check([((glyph, 0, 0),)])
    glyphs, inks = source._held()
    assert (glyphs, inks) == (MOST_GLYPHS, MOST_GLYPHS + 500)


def test_the_bounds_of_a_process_are_modest() -> None:
    held = sources()
    assert (held._most, held._weight) == (MOST_SOURCES, MOST_WEIGHT)
    assert MOST_SOURCES <= 64
    assert MOST_WEIGHT <= 256 * 1024 * 1024
    assert MOST_GROUPS <= 20_000


def test_a_source_that_is_forgotten_is_freed(tmp_path: Path) -> None:
    held = Sources(2, 1 << 30)
    gc.collect()
    before = sum(isinstance(each, Source) for each in gc.get_objects())
    for number in range(30):
        held.get(font(tmp_path, number), 0, ())
    gc.collect()
    assert sum(isinstance(each, Source) for each in gc.get_objects()) <= before + 2


def test_pages_printed_by_threads_are_those_printed_one_by_one(tmp_path: Path) -> None:
    small = make_font(tmp_path / "lab.ttf", "abc ").read_bytes()
    pages = [
        page("<p>بيان <b>مُحَمَّدٌ</b> office</p>"),
        page("<p>اجتمع القادة في ميناء سارم</p>", "p { font-size: 17pt }"),
        page_in(small, "<p>abc cab</p>"),
        page("<p>Port Sarem</p>", "p { font-style: italic }"),
    ] * 3
    alone = [print_page(each, Limits()).pdf for each in pages]
    with ThreadPoolExecutor(6) as pool:
        together = list(pool.map(lambda each: print_page(each, Limits()).pdf, pages))
    assert together == alone
