"""What a letterhead prints besides the body."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import msgspec
import pytest

from bayan.house.model import Habits, House, Words
from bayan.statement.model import Embargo, FrontMatter, Revision, Statement
from bayan.typeset.view import view_of

META = FrontMatter(title="Title", lang="en", date=date(2026, 3, 22), original=("en",))
HERE = Path("statement.md")
HOUSE = House(
    file=None,
    languages=("ar", "en"),
    words={"ar": Words(name="وزارة"), "en": Words(name="Ministry", office="Press Office")},
)


def statement(*, versions: tuple[str, ...] = ("en",), **keys: object) -> Statement:
    meta = msgspec.structs.replace(META, **keys)
    return Statement(HERE, HERE, meta.lang, meta, "", (), (), b"", versions)


def test_the_masthead_has_the_versions_language_and_a_second() -> None:
    view = view_of(statement(), HOUSE)
    assert view.masthead.name == "Ministry"
    assert view.second is not None
    assert (view.second.language.tag, view.second.language.direction) == ("ar", "rtl")


def test_a_house_of_one_language_has_no_second() -> None:
    assert view_of(statement(), replace(HOUSE, languages=("en",))).second is None


def test_a_statements_own_office_comes_before_the_houses() -> None:
    assert view_of(statement(), HOUSE).masthead.office == "Press Office"
    assert view_of(statement(office="The Envoy"), HOUSE).masthead.office == "The Envoy"


@pytest.mark.parametrize(
    ("release", "kind", "text"),
    [
        ("immediate", "immediate", "For immediate release"),
        ("draft", "draft", "Draft"),
        (
            Embargo(embargo=datetime(2026, 3, 22, 18, tzinfo=timezone(timedelta(hours=3)))),
            "embargo",
            "22 March 2026, 18:00 (UTC+3)",
        ),
    ],
)
def test_the_release_line(release: object, kind: str, text: str) -> None:
    line = view_of(statement(release=release), HOUSE).release
    assert line.kind == kind
    assert text in line.text


@pytest.mark.parametrize(
    ("lang", "original", "versions", "note"),
    [
        ("en", ("en",), ("en",), ""),
        ("en", ("en",), ("en", "fr"), "This is the authoritative text; versions in"),
        ("en", ("ar",), ("en",), "Courtesy translation. Only the text in Arabic is authoritative."),
        ("en", ("ar", "fr"), ("en",), "the texts in Arabic and French are"),
        ("en", ("ar", "en"), ("ar", "en"), "The texts in Arabic and English are equally authentic"),
        ("fr", ("ar", "en"), ("ar", "en", "fr"), "les textes en arabe et en anglais"),
        ("ar", ("en",), ("ar",), "النص باللغة الإنجليزية هو النص الرسمي المعتمد"),
        ("en", ("de",), ("en",), "Only the text in German is authoritative"),
    ],
)
def test_which_text_is_authoritative(
    lang: str, original: tuple[str, ...], versions: tuple[str, ...], note: str
) -> None:
    notes = view_of(statement(lang=lang, original=original, versions=versions), HOUSE).notes
    assert note in " ".join(notes)
    assert bool(notes) == bool(note)


def test_the_other_versions_are_listed_in_their_own_names() -> None:
    others = view_of(statement(versions=("ar", "en", "fr")), HOUSE).others
    assert [other.name for other in others] == ["العربية", "Français"]


def test_a_revision_says_what_it_is() -> None:
    corrigendum = Revision(number=1, kind="corrigendum", date=date(2026, 3, 25), note="Line 4.")
    edition = view_of(statement(revision=corrigendum), HOUSE).revision
    assert edition is not None
    assert "25 March 2026" in edition.label
    assert edition.note == "Line 4."


def test_dates_follow_the_houses_habit() -> None:
    house = replace(HOUSE, habits={"ar": Habits(months="gulf", digits="arab")})
    assert view_of(statement(lang="ar"), house).date == "٢٢ مارس ٢٠٢٦"


@pytest.mark.parametrize(
    ("place", "lines"),
    [
        ("", ("22 March 2026",)),
        ("Port Sarem", ("Port Sarem, 22 March 2026",)),
        ("The Old Harbour Observatory, Port Sarem", None),
    ],
)
def test_a_long_dateline_takes_two_lines(place: str, lines: tuple[str, ...] | None) -> None:
    wanted = lines or (f"{place},", "22 March 2026")
    assert view_of(statement(place=place), HOUSE).dateline == wanted


@pytest.mark.parametrize(
    ("length", "name"), [(40, ""), (91, "long"), (151, "very-long"), (200, "very-long")]
)
def test_a_long_title_is_set_smaller(length: int, name: str) -> None:
    assert view_of(statement(title="x" * length), HOUSE).title_class == name


@pytest.mark.parametrize(
    ("lang", "words", "alt"),
    [
        ("fr", HOUSE.words, "Emblème\N{NO-BREAK SPACE}: وزارة"),
        ("en", HOUSE.words, "Emblem of Ministry"),
        ("en", {"en": Words(name="Ministry", emblem_alt="A star")}, "A star"),
        ("en", {}, "Emblem of "),
    ],
)
def test_the_emblem_is_named_in_every_language(
    lang: str, words: dict[str, Words], alt: str
) -> None:
    house = replace(HOUSE, words=words)
    assert view_of(statement(lang=lang), house).masthead.emblem_alt == alt
