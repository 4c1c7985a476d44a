"""What a layout prints besides the body, worked out from statement and house."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bayan.house.model import Habits, House, Words
from bayan.language import (
    format_date,
    format_moment,
    labels,
    name_languages,
    own_name,
)
from bayan.language.model import Direction, Language
from bayan.language.table import LANGUAGES, direction_of
from bayan.statement.model import Contact, Embargo, FrontMatter, Revision, Signatory, Statement

LONG_TITLE, VERY_LONG_TITLE = 90, 150
"""Characters from which a title is set smaller."""


LONG_DATELINE = 38
"""Characters that place and date may take on one line."""


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language as a page names it."""

    tag: str
    direction: Direction
    name: str = ""


@dataclass(frozen=True, slots=True)
class Second:
    """The masthead's other half."""

    language: Tongue
    words: Words


@dataclass(frozen=True, slots=True)
class Release:
    """The release line; ``kind`` is immediate, draft or embargo."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Edition:
    """The revision note: what this edition is, and the author's word on it."""

    label: str
    note: str


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a line; ``code``: a number or an address, always left to right."""

    text: str
    code: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """Everything a layout's template may print; every field is plain text in its language."""

    language: Language
    title: str
    title_class: str
    masthead: Words
    second: Second | None
    number: str
    release: Release
    dateline: tuple[str, ...]
    """Place and date, in the lines they take."""
    date: str
    kind: str
    revision: Edition | None
    addressee: str
    signatory: Signatory | None
    contact: tuple[Part, ...]
    channels: tuple[Part, ...]
    notes: tuple[str, ...]
    others: tuple[Tongue, ...]
    rights: str


def view_of(statement: Statement, house: House) -> View:
    """Return what a layout prints of *statement*, issued by *house*, besides the body."""
    tag, meta = statement.language, statement.meta
    dates = _Dates(tag, house.habits.get(tag, Habits()))
    return View(
        language=LANGUAGES[tag],
        title=meta.title,
        title_class=_title_class(meta.title),
        masthead=_masthead(house, tag, meta.office),
        second=_second(house, tag),
        number=meta.number,
        release=_release(meta, dates),
        dateline=_dateline(meta.place, dates.day(meta.date), labels(tag).gettext("comma")),
        date=dates.day(meta.date),
        kind=labels(tag).gettext(f"kind.{meta.kind}"),
        revision=_edition(meta.revision, dates),
        addressee=meta.addressee,
        signatory=meta.signatory,
        contact=_contact(meta.contact),
        channels=_channels(house.words_in(tag), tag),
        notes=(_authority(meta.original, tag),) if _says_authority(statement) else (),
        others=tuple(_tongue(other) for other in statement.versions if other != tag),
        rights=meta.rights,
    )


@dataclass(frozen=True, slots=True)
class _Dates:
    """How this house writes dates in this language."""

    tag: str
    habits: Habits

    def day(self, day: date) -> str:
        return format_date(day, self.tag, self.habits.months, self.habits.digits)

    def moment(self, embargo: Embargo) -> str:
        return format_moment(embargo.embargo, self.tag, self.habits.months, self.habits.digits)


def _title_class(title: str) -> str:
    if len(title) > VERY_LONG_TITLE:
        return "very-long"
    return "long" if len(title) > LONG_TITLE else ""


def _masthead(house: House, tag: str, office: str) -> Words:
    words = house.words_in(tag)
    return Words(
        state=words.state,
        name=words.name,
        office=office or words.office,
        address=words.address,
        emblem_alt=words.emblem_alt or _emblem_alt(house, tag),
    )


def _emblem_alt(house: House, tag: str) -> str:
    """Return whose emblem it is, by a name in another language where this one has none."""
    known = (house.words_in(each) for each in (tag, *house.languages))
    name = next((name for each in known if (name := each.name or each.state or each.office)), "")
    return labels(tag).gettext("emblem") % {"name": name}


def _second(house: House, tag: str) -> Second | None:
    other = house.second_language(tag)
    return Second(_tongue(other), house.words_in(other)) if other else None


def _tongue(tag: str) -> Tongue:
    return Tongue(tag, direction_of(tag), own_name(tag))


def _release(meta: FrontMatter, dates: _Dates) -> Release:
    say = labels(dates.tag).gettext
    if isinstance(meta.release, Embargo):
        moment = dates.moment(meta.release)
        return Release("embargo", say("release.embargo") % {"moment": moment})
    return Release(meta.release, say(f"release.{meta.release}"))


def _dateline(place: str, day: str, comma: str) -> tuple[str, ...]:
    """Return place and date on one line, or on two if they are too long for one."""
    if not place:
        return (day,)
    whole = f"{place}{comma}{day}"
    return (whole,) if len(whole) <= LONG_DATELINE else (f"{place}{comma}".rstrip(), day)


def _edition(revision: Revision | None, dates: _Dates) -> Edition | None:
    if revision is None:
        return None
    label = labels(dates.tag).gettext(f"revision.{revision.kind}")
    values = {"number": revision.number, "date": dates.day(revision.date)}
    return Edition(label % values, revision.note)


def _contact(contact: Contact | None) -> tuple[Part, ...]:
    if contact is None:
        return ()
    parts = (Part(contact.name), Part(contact.phone, code=True), Part(contact.email, code=True))
    return tuple(part for part in parts if part.text)


def _channels(words: Words, tag: str) -> tuple[Part, ...]:
    phone = Part(words.phone, code=True, label=labels(tag).gettext("phone"))
    parts = (phone, Part(words.email, code=True), Part(words.web, code=True))
    return tuple(part for part in parts if part.text)


def _says_authority(statement: Statement) -> bool:
    """Tell whether there is anything to say: a lone original needs no note."""
    return statement.meta.original != (statement.language,) or len(statement.versions) > 1


def _authority(original: Iterable[str], tag: str) -> str:
    """Return the sentence that says which text is authoritative."""
    tags = tuple(original)
    names = name_languages(tags, tag)
    kind = "translation.note" if tag not in tags else "authentic.note"
    catalogue = labels(tag)
    return catalogue.ngettext(kind, kind, len(tags)) % {"languages": names}
