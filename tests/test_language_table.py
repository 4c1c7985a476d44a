"""Tags find rows, and rows hold together."""

import subprocess
import sys
from pathlib import Path

import pytest
from babel import Locale
from babel.localedata import locale_identifiers

from bayan.language import LANGUAGES, direction_of, find_language, is_tag, month_habits, row_of

CASES = Path(__file__).parent / "cases" / "language"
FROM_CLDR = {"left-to-right": "ltr", "right-to-left": "rtl", "top-to-bottom": "ltr"}


def lines(name):
    text = (CASES / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize("case", lines("tags.txt"))
def test_tag(case):
    tag, expected = case.split(" = ")
    if expected == "!":
        assert not is_tag(tag)
        return
    row, direction = expected.split()
    found = find_language(tag)
    assert is_tag(tag)
    assert (found.tag if found else "-") == row
    assert direction_of(tag) == direction


def test_order_is_arabic_english_french():
    assert list(LANGUAGES) == ["ar", "en", "fr"]


@pytest.mark.parametrize("row", LANGUAGES.values(), ids=LANGUAGES)
def test_row_is_whole(row):
    assert is_tag(row.tag)
    assert row.direction == direction_of(row.tag)
    assert Locale.parse(row.locale).language == row.tag
    assert set(row.fonts) == {"text", "small"}
    assert row.months in month_habits(row.tag)


@pytest.mark.parametrize("row", LANGUAGES.values(), ids=LANGUAGES)
def test_scripts_that_join_are_not_spaced_out(row):
    joins = row.direction == "rtl"
    assert (row.typography.kind_tracking == 0) == joins
    assert (row.typography.hyphens == "manual") == joins


def test_direction_is_that_of_cldr_for_every_locale():
    differing = [
        locale
        for locale in locale_identifiers()
        if direction_of(locale.replace("_", "-")) != FROM_CLDR[Locale.parse(locale).character_order]
    ]
    assert differing == []


def test_no_row_is_an_error_that_names_the_rows():
    with pytest.raises(LookupError, match=r"'tlh'.*ar, en, fr"):
        row_of("tlh")


def test_the_table_loads_neither_babel_nor_pango():
    script = (
        "import sys; from bayan.language import LANGUAGES, MONTH_HABITS, find_language, is_tag; "
        "sys.exit(bool({'babel', 'cffi'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
