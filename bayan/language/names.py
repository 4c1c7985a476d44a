"""Names of languages, in other languages and in themselves."""

from collections.abc import Iterable, Mapping, Sequence

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.lists import format_list

from bayan.language.catalogue import labels
from bayan.language.table import LANGUAGES, row_of


def language_name(tag: str, in_tag: str) -> str:
    """Return the name of the language *tag* in the language *in_tag*, cased as in a sentence.

    A tag that CLDR has no name for is its own name.

    Raises:
        LookupError: if the table of languages has no row for *in_tag*.
    """
    return _name(tag, Locale.parse(row_of(in_tag).locale))


def own_name(tag: str) -> str:
    """Return the name of the language *tag* in itself, with a capital, for a list.

    A tag that CLDR does not know is its own name.
    """
    row = LANGUAGES.get(tag.lower())
    locale = _locale(tag)
    if row or locale is None:
        return row.name if row else tag
    name = _name(tag, locale)
    # Title case, not upper case: Georgian has capitals but no capitalised words.
    return name[:1].title() + name[1:]


def join_names(names: Sequence[str], in_tag: str) -> str:
    """Return *names* as a list in the language *in_tag*: ``a, b and c``.

    Raises:
        LookupError: if the table of languages has no row for *in_tag*.
    """
    return format_list(names, locale=row_of(in_tag).locale)


def name_languages(tags: Iterable[str], in_tag: str) -> str:
    """Return the names of the languages *tags* for the ``%(languages)s`` of a label.

    It is more than a list where a language repeats a preposition: "en arabe et en anglais",
    whose first "en" stands in the label.

    Raises:
        LookupError: if the table of languages has no row for *in_tag*.
    """
    following = labels(in_tag).gettext("languages.next")
    names = [language_name(tag, in_tag) for tag in tags]
    return join_names(names[:1] + [following % {"language": name} for name in names[1:]], in_tag)


def _locale(tag: str) -> Locale | None:
    language, *rest = tag.split("-")
    # CLDR calls some languages by another tag: "prs" is "fa_AF".
    language = get_global("language_aliases").get(language.lower(), language)
    try:
        return Locale.parse("_".join((language, *rest)))
    except (UnknownLocaleError, ValueError):
        return None


def _name(tag: str, locale: Locale) -> str:
    """Return the name of *tag* in *locale*: CLDR's own first, then one made of its parts."""
    names: Mapping[str, str] = locale.languages
    named = _locale(tag)
    if named is None:
        return names.get(tag.partition("-")[0].lower(), tag)
    return names.get(str(named)) or named.get_display_name(locale) or tag
