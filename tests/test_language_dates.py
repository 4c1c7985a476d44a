"""Dates and moments as each language writes them."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_language_table import lines

from bayan.language import (
    DIGITS,
    LANGUAGES,
    MONTH_HABITS,
    format_date,
    format_moment,
    in_digits,
    month_habits,
)


def read(case):
    """Return the day or moment, the tag, months, digits, and the text expected."""
    words, text = case.split(" = ")
    when, tag, months, digits = (None if word == "-" else word for word in words.split())
    return when, tag, months, digits, text.replace("~", "\u00a0")


@pytest.mark.parametrize("case", lines("dates.txt"))
def test_date(case):
    when, *how, text = read(case)
    assert format_date(date.fromisoformat(when), *how) == text


@pytest.mark.parametrize("case", lines("moments.txt"))
def test_moment(case):
    when, *how, text = read(case)
    assert format_moment(datetime.fromisoformat(when), *how) == text


@given(day=st.dates(), tag=st.sampled_from(list(LANGUAGES)), digits=st.sampled_from(list(DIGITS)))
def test_every_date_holds_its_day_and_year_and_no_invisible_character(day, tag, digits):
    first, *_, last = format_date(day, tag, digits=digits).split(" ")
    figures = first.removesuffix("er"), last
    assert tuple(map(int, figures)) == (day.day, day.year)
    assert "".join((first, last)).removeprefix("1er").isprintable()


@pytest.mark.parametrize("habit", month_habits("ar"))
def test_a_habit_has_twelve_different_months(habit):
    dates = {format_date(date(2026, month, 1), "ar", habit) for month in range(1, 13)}
    assert len(dates) == 12


@pytest.mark.parametrize("tag", ["en", "fr"])
def test_other_languages_have_no_arabic_habit(tag):
    assert month_habits(tag) == ("gregorian",)
    with pytest.raises(ValueError, match=r"'dual'.*known are gregorian"):
        format_date(date(2026, 3, 22), tag, "dual")


def test_an_unknown_habit_is_an_error_that_names_the_known_ones():
    with pytest.raises(ValueError, match=f"'lunar'.*{', '.join(MONTH_HABITS)}"):
        format_date(date(2026, 3, 22), "ar", "lunar")


def test_unknown_digits_are_an_error_that_names_the_known_ones():
    with pytest.raises(ValueError, match=r"'roman'.*latn, arab"):
        format_date(date(2026, 3, 22), "ar", digits="roman")


def test_a_moment_without_a_zone_is_an_error():
    with pytest.raises(ValueError, match=r"no zone"):
        format_moment(datetime(2026, 3, 22, 18), "ar")


def test_only_figures_change_with_the_digits():
    assert in_digits("A/RES/2254 (2015)", "arab") == "A/RES/٢٢٥٤ (٢٠١٥)"
    assert in_digits("2254", None) == in_digits("2254", "latn") == "2254"
