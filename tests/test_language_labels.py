"""The catalogues say the same things, in good typography, and never print a key."""

import re
from importlib.resources import files
from pathlib import Path
from typing import get_args

import pytest
from babel.core import Locale
from babel.messages.pofile import read_po
from fontTools.ttLib import TTFont
from jinja2 import Environment
from test_language_table import lines

from bayan.language import (
    DIGITS,
    LANGUAGES,
    UnknownLabelError,
    label_keys,
    labels,
    name_languages,
)
from bayan.statement.model import FrontMatter, Kind, Revision

PLURAL = ("translation.note", "authentic.note")
TAGS = list(LANGUAGES)
FONTS = sorted((Path(__file__).parent.parent / "fonts").glob("*/*-Regular.ttf"))
PLACEHOLDER = re.compile(r"%\((\w+)\)")
FORMAT = re.compile(r"%\(\w+\)(?:s|0?\d?d)")


@pytest.fixture(scope="module")
def characters():
    """Return the characters of each family's regular face."""
    found = {}
    for path in FONTS:
        with TTFont(path) as font:
            found[font["name"].getBestFamilyName()] = set(font.getBestCmap())
    return found


def messages(tag):
    path = files("bayan.language") / "catalogues" / f"{tag}.po"
    with path.open("rb") as stream:
        return [message for message in read_po(stream, abort_invalid=True) if message.id]


def key_of(message):
    return message.id if isinstance(message.id, str) else message.id[0]


def forms_of(message):
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def all_forms():
    return [
        pytest.param(tag, form, id=f"{tag}-{key_of(message)}-{number}")
        for tag in TAGS
        for message in messages(tag)
        for number, form in enumerate(forms_of(message))
    ]


def placeholders(tag):
    return {
        key_of(message): set(PLACEHOLDER.findall("".join(forms_of(message))))
        for message in messages(tag)
    }


def literals(model, field):
    """Return the words that a field of the front matter may be."""
    annotation = model.__annotations__[field]
    flat = [annotation, *get_args(annotation)]
    return [word for part in flat for word in get_args(part) if isinstance(word, str)] or [
        word for word in get_args(annotation) if isinstance(word, str)
    ]


@pytest.mark.parametrize("tag", TAGS)
def test_keys_and_placeholders_are_those_of_english(tag):
    assert placeholders(tag) == placeholders("en")
    assert label_keys(tag) == label_keys("en")


@pytest.mark.parametrize("tag", TAGS)
def test_no_key_stands_twice_and_none_is_fuzzy_or_dropped(tag):
    text = (files("bayan.language") / "catalogues" / f"{tag}.po").read_text(encoding="utf-8")
    keys = re.findall(r'^msgid "(.+)"$', text, re.MULTILINE)
    assert sorted(keys) == sorted(key_of(message) for message in messages(tag))
    assert "fuzzy" not in text
    assert "#~" not in text


@pytest.mark.parametrize(("tag", "form"), all_forms())
def test_every_form_is_written_as_its_language_is(tag, form):
    assert form.strip(" ")
    assert "%" not in FORMAT.sub("", form)
    assert not re.search("[<>&'\"\u0640\u200e\u200f]", form)
    if tag == "fr":
        assert not re.search("[^\u00a0]:|[^\u202f][;!?]|«[^\u00a0]|[^\u00a0]»", form)
    if tag == "ar":
        # Arabic has its own comma, semicolon and question mark.
        assert not re.search("[,;?]", form)


@pytest.mark.parametrize("tag", TAGS)
def test_plural_forms_are_those_of_cldr(tag):
    # Up to 249: French has "many" too, for millions.
    rule, plural = Locale.parse(tag).plural_form, labels(tag).plural
    order = ["zero", "one", "two", "few", "many", "other"] if tag == "ar" else ["one", "other"]
    assert [order[plural(n)] for n in range(1, 250)] == [rule(n) for n in range(1, 250)]


@pytest.mark.parametrize("tag", TAGS)
def test_the_first_font_of_each_role_has_every_character(tag, characters):
    printed = {ord(letter) for message in messages(tag) for letter in "".join(forms_of(message))}
    printed |= {ord(letter) for letter in "".join(LANGUAGES[tag].quotes) + DIGITS["latn"] + "−"}
    if tag == "ar":
        printed |= {ord(figure) for figure in DIGITS["arab"]}
    missing = {
        family: "".join(map(chr, printed - characters[family]))
        for family in {families[0] for families in LANGUAGES[tag].fonts.values()}
    }
    assert not any(missing.values()), missing


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("key", PLURAL)
def test_one_language_and_several_read_differently(tag, key):
    say = labels(tag).ngettext
    assert len({say(key, key, 1), say(key, key, 2)}) == 2


@pytest.mark.parametrize("case", lines("phrases.txt"))
def test_phrase(case):
    (tag, key, *languages), text = case.split(" = ")[0].split(), case.split(" = ")[1]
    names = name_languages(languages, tag)
    said = labels(tag).ngettext(key, key, len(languages)) % {"languages": names}
    assert said == text.replace("~", "\u00a0").replace("^", "\u202f")


@pytest.mark.parametrize("tag", TAGS)
def test_every_word_of_the_front_matter_has_a_label(tag):
    wanted = {f"kind.{kind}" for kind in get_args(Kind)}
    wanted |= {f"release.{release}" for release in literals(FrontMatter, "release")}
    wanted |= {f"revision.{kind}" for kind in literals(Revision, "kind")}
    assert {"release.draft", "revision.reissue"} <= wanted
    assert wanted <= label_keys(tag)


def test_every_label_is_used_somewhere():
    root = Path(__file__).parent.parent
    sources = [*(root / "bayan").rglob("*.py"), *(root / "layouts").rglob("*.html")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    used = set(re.findall(r"""(?:gettext|say|_)\(\s*["']([\w.-]+)["']""", text))
    used |= set(re.findall(r'"((?:translation|authentic)\.note)"', text))
    built = tuple(
        f"{prefix}." for prefix in ("kind", "release", "revision") if f'f"{prefix}.{{' in text
    )
    unused = {key for key in label_keys("en") - used if not key.startswith(built)}
    assert unused == set()


@pytest.mark.parametrize("tag", TAGS)
def test_page_numbers_go_between_the_parts_of_their_phrase(tag):
    say = labels(tag).gettext
    whole = say("page.before") + "3" + say("page.between") + "4" + say("page.after")
    assert whole == say("page-of") % {"page": 3, "pages": 4}


@pytest.mark.parametrize("key", ["nonsense", "", "kind.", "Statement"])
def test_an_unknown_key_is_an_error(key):
    found = labels("ar")
    with pytest.raises(UnknownLabelError):
        found.gettext(key)
    with pytest.raises(UnknownLabelError):
        found.ngettext(key, key, 2)
    with pytest.raises(UnknownLabelError):
        found.pgettext("place", key)
    with pytest.raises(UnknownLabelError):
        found.npgettext("place", key, key, 2)


def test_labels_serve_a_template():
    environment = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    environment.install_gettext_translations(labels("fr"), newstyle=True)
    template = '{{ _("page.after") }}{{ _("revision.revision", number=2, date="1er mars") }}'
    assert environment.from_string(template).render() == "Révision nº\u00a02 du 1er mars"
    note = '{{ ngettext("translation.note", "translation.note", 1, languages="anglais") }}'
    assert environment.from_string(note).render().endswith("Seul le texte en anglais fait foi.")
    with pytest.raises(UnknownLabelError, match="nonsense"):
        environment.from_string('{{ _("nonsense") }}').render()


def test_a_regional_tag_has_the_labels_of_its_language():
    assert labels("en-GB").gettext("end") == "End"


def test_a_language_without_a_row_has_no_labels():
    with pytest.raises(LookupError):
        labels("tlh")
