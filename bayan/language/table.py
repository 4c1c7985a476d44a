"""The one table of languages, and how a tag finds its row."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from bayan.language.model import Direction, Language, Typography

ARABIC_TYPE = Typography(
    text_size=13,
    text_leading=1.6,
    small_scale=1.06,
    small_leading=1.6,
    title_size=22,
    title_leading=1.45,
    name_size=20,
    kind_size=13,
    kind_role="text",
    kind_tracking=0,
    kind_transform="none",
    emphasis_style="normal",
    emphasis_weight=700,
    strong_weight=700,
    hyphens="manual",
    word_spacing=0.02,
)
LATIN_TYPE = Typography(
    text_size=11,
    text_leading=1.5,
    small_scale=1,
    small_leading=1.5,
    title_size=20,
    title_leading=1.3,
    name_size=13.2,
    kind_size=10,
    kind_role="small",
    kind_tracking=0.8,
    kind_transform="none",
    emphasis_style="italic",
    emphasis_weight=400,
    strong_weight=600,
    hyphens="auto",
    word_spacing=0,
)
ARABIC_FONTS = MappingProxyType(
    {"text": ("Amiri", "Source Serif 4"), "small": ("Vazirmatn", "IBM Plex Sans")}
)
LATIN_FONTS = MappingProxyType(
    {"text": ("Source Serif 4", "Amiri"), "small": ("IBM Plex Sans", "Vazirmatn")}
)

_ROWS = (
    Language(
        tag="ar",
        name="العربية",
        direction="rtl",
        locale="ar",
        quotes=("«", "»", "“", "”"),
        fonts=ARABIC_FONTS,
        typography=ARABIC_TYPE,
        months="dual",
    ),
    Language(
        tag="en",
        name="English",
        direction="ltr",
        # British: the day before the month, and no comma before "and".
        locale="en_GB",
        quotes=("“", "”", "‘", "’"),
        fonts=LATIN_FONTS,
        typography=LATIN_TYPE,
    ),
    Language(
        tag="fr",
        name="Français",
        direction="ltr",
        locale="fr",
        quotes=("«\u00a0", "\u00a0»", "“", "”"),
        fonts=LATIN_FONTS,
        typography=LATIN_TYPE,
    ),
)

LANGUAGES: Mapping[str, Language] = MappingProxyType({row.tag: row for row in _ROWS})
"""Tag to row, in the order in which versions are listed."""

RTL_SCRIPTS = frozenset(
    (
        *("Adlm", "Arab", "Aran", "Hebr", "Mand", "Mend", "Nkoo", "Rohg"),
        *("Samr", "Syrc", "Syre", "Syrj", "Syrn", "Thaa", "Yezi"),
    )
)
"""ISO 15924 codes of the living scripts written from right to left."""

_TAG = re.compile(
    r"""
    [a-z]{2,3} (?:-[a-z]{3}){0,3}             # language, extended language
    (?:-[a-z]{4})?                            # script
    (?:-(?:[a-z]{2}|[0-9]{3}))?               # region
    (?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*  # variants
    (?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*       # extensions
    (?:-x(?:-[a-z0-9]{1,8})+)?                # private use
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)


def is_tag(tag: str) -> bool:
    """Tell whether *tag* is a well-formed BCP 47 tag.

    Whether its parts are registered is not looked up. Languages of more than three letters
    (none is registered), tags of private use alone and the grandfathered irregular ones are
    refused.
    """
    return _TAG.fullmatch(tag) is not None


def find_language(tag: str) -> Language | None:
    """Return the row that sets *tag*: its own or that of a shorter tag, or None.

    Case does not matter; ``en-GB`` finds ``en`` (RFC 4647, lookup).
    """
    rows = {known.lower(): row for known, row in LANGUAGES.items()}
    subtags = tag.lower().split("-")
    prefixes = ("-".join(subtags[:length]) for length in range(len(subtags), 0, -1))
    return next((rows[prefix] for prefix in prefixes if prefix in rows), None)


def row_of(tag: str) -> Language:
    """Return the row that sets *tag*.

    Raises:
        LookupError: if the table has none.
    """
    row = find_language(tag)
    if row is None:
        raise LookupError(f"no language {tag!r}; known are {', '.join(LANGUAGES)}")
    return row


def direction_of(tag: str) -> Direction:
    """Return the direction *tag* is written in, also where the table has no row for it.

    The script decides: the tag's own, or the likely one of its language and region.
    Left to right if nothing is known of it.
    """
    return "rtl" if _script_of(tag) in RTL_SCRIPTS else "ltr"


def _script_of(tag: str) -> str:
    """Return the ISO 15924 code of the script of *tag*, empty if it is not known."""
    language, *rest = tag.split("-")
    own = [subtag for subtag in _before_extensions(rest) if len(subtag) == 4 and subtag.isalpha()]
    if own:
        return own[0].title()
    region = next((subtag for subtag in rest if len(subtag) == 2), "")
    return _likely_script(language.lower(), region.upper())


def _before_extensions(subtags: list[str]) -> list[str]:
    singles = (place for place, subtag in enumerate(subtags) if len(subtag) == 1)
    return subtags[: next(singles, len(subtags))]


def _likely_script(language: str, region: str) -> str:
    from babel.core import get_global  # noqa: PLC0415 - slow to load, and rarely needed

    likely, aliases = get_global("likely_subtags"), get_global("language_aliases")
    # An alias may name more than a language: "prs" is "fa_AF".
    known = [aliases.get(language, language).partition("_")[0], language]
    candidates = [f"{name}_{region}" for name in known] + known
    full = next((likely[name] for name in candidates if name in likely), "")
    return next((part for part in full.split("_")[1:] if len(part) == 4), "")
