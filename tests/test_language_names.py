"""Names of languages."""

import pytest
from test_language_table import lines

from bayan.language import join_names, language_name, name_languages, own_name


@pytest.mark.parametrize("case", lines("names.txt"))
def test_name(case):
    (tag, language), name = (part.split() for part in case.split(" = "))
    found = own_name(tag) if language == "own" else language_name(tag, language)
    assert found.split() == name


@pytest.mark.parametrize(
    ("tag", "joined"),
    [("ar", "أ وب وج"), ("en", "أ, ب and ج"), ("fr", "أ, ب et ج"), ("en-GB", "أ, ب and ج")],
)
def test_join(tag, joined):
    assert join_names(["أ", "ب", "ج"], tag) == joined


def test_join_of_one_and_of_none():
    assert join_names(["one"], "ar") == "one"
    assert join_names([], "ar") == ""


def test_french_repeats_its_preposition_after_the_first():
    assert name_languages(["ar", "en"], "fr") == "arabe et en anglais"


@pytest.mark.parametrize("function", [language_name, name_languages])
def test_a_language_without_a_row_is_an_error(function):
    with pytest.raises(LookupError):
        function("ar", "tlh")
