"""Dates and moments as a language writes them.

The strings hold ordinary spaces and no bidi controls: a layout that sets one inside a line
of the other direction isolates it.
"""

from collections import ChainMap
from datetime import date, datetime, timedelta

from babel import Locale
from babel.dates import DateTimeFormat, get_month_names

from bayan.language.catalogue import labels
from bayan.language.habits import MONTH_HABITS, in_digits, month_habits
from bayan.language.model import Language
from bayan.language.table import row_of


def format_date(day: date, tag: str, months: str | None = None, digits: str | None = None) -> str:
    """Return *day* in the language *tag*: ``22 March 2026``, ``1er janvier 2026``.

    *months* is a habit of ``MONTH_HABITS`` that the language has, by default its row's;
    *digits* is one of ``DIGITS``, by default ``latn``.

    Raises:
        LookupError: if the table of languages has no row for *tag*.
        ValueError: if the language has no such habit, or the digits are not known.
    """
    row = row_of(tag)
    locale = Locale.parse(row.locale)
    words = {
        "d": labels(tag).gettext("date.first") if day.day == 1 else str(day.day),
        "MMMM": _month(day.month, row, months or row.months),
    }
    pattern = locale.date_formats["long"].format
    return in_digits(pattern % ChainMap(words, DateTimeFormat(day, locale)), digits)  # type: ignore[arg-type]


def format_moment(
    moment: datetime, tag: str, months: str | None = None, digits: str | None = None
) -> str:
    """Return *moment* to the minute, with its distance from UTC: ``…, 18:00 (UTC+3)``.

    The zone is the one the moment was given in. *months* and *digits* are as for
    ``format_date``, which also names the errors.

    Raises:
        ValueError: if the moment has no zone.
    """
    offset = moment.utcoffset()
    if offset is None:
        raise ValueError("the moment has no zone")
    say = labels(tag).gettext
    words = {
        "date": format_date(moment, tag, months),
        "time": say("moment.time") % {"hour": moment.hour, "minute": moment.minute},
        "zone": say("moment.zone") % {"offset": _hours(offset)} if offset else say("moment.utc"),
    }
    return in_digits(say("moment") % words, digits)


def _month(number: int, row: Language, habit: str) -> str:
    known = month_habits(row.tag)
    if habit not in known:
        raise ValueError(f"no month habit {habit!r} in {row.tag!r}; known are {', '.join(known)}")
    locales = MONTH_HABITS[habit] or (row.locale,)
    names = (get_month_names("wide", "format", locale)[number] for locale in locales)
    return "/".join(dict.fromkeys(names))


def _hours(offset: timedelta) -> str:
    """Return *offset* as ``+3`` or ``−4:30``, with a real minus sign."""
    sign = "−" if offset < timedelta() else "+"
    hours, minutes = divmod(abs(offset) // timedelta(minutes=1), 60)
    return f"{sign}{hours}:{minutes:02}" if minutes else f"{sign}{hours}"
