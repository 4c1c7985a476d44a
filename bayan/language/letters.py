"""Which letters a language is written with."""

import unicodedata
from collections.abc import Iterator
from functools import cache

from babel import Locale

from bayan.language.table import row_of

_LETTERS = frozenset({"Ll", "Lu", "Lo", "Mn", "Mc"})
"""Letters and marks; not the modifiers of transcriptions."""


@cache
def letters(tag: str) -> frozenset[str]:
    """Return the letters and marks that the language *tag* is written with, in both cases.

    Read from what CLDR calls months, days, languages and countries in that language: some
    thousand words, with the few foreign letters of proper names. Enough to say whether a font
    serves a language; it does not list every letter there is, and checks no text.

    Raises:
        LookupError: if the table of languages has no row for *tag*.
    """
    names = "".join(_names(Locale.parse(row_of(tag).locale)))
    text = unicodedata.normalize("NFC", names + names.upper())
    return frozenset(each for each in text if unicodedata.category(each) in _LETTERS)


def _names(locale: Locale) -> Iterator[str]:
    """Yield words of the language of *locale*."""
    yield from map(str, locale.months["format"]["wide"].values())
    yield from map(str, locale.days["format"]["wide"].values())
    yield from map(str, locale.languages.values())
    yield from map(str, locale.territories.values())
