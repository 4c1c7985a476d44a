"""Labels: the words a layout prints besides the author's, from one catalogue a language.

The catalogues are gettext's ``.po`` files with symbolic keys, read at run time.
"""

import re
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO
from typing import NoReturn

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from bayan.language.table import row_of

PAGE_PARTS = ("page.before", "page.between", "page.after")
"""What stands before, between and after the two numbers of the label ``page-of``."""


class UnknownLabelError(KeyError):
    """A layout asks for a label that the catalogue does not have."""


class _Unknown(NullTranslations):
    """Where a lookup that finds nothing ends: a key is never printed."""

    def gettext(self, message: str) -> NoReturn:
        raise UnknownLabelError(message)

    def ngettext(self, msgid1: str, _msgid2: str, _n: int) -> NoReturn:
        raise UnknownLabelError(msgid1)

    def pgettext(self, context: str, message: str) -> NoReturn:
        raise UnknownLabelError(f"{context}|{message}")

    def npgettext(self, context: str, msgid1: str, _msgid2: str, _n: int) -> NoReturn:
        raise UnknownLabelError(f"{context}|{msgid1}")


class Labels(GNUTranslations):
    """The labels of one language, as gettext and Jinja2's i18n extension take them.

    An unknown key raises ``UnknownLabelError``. The keys of ``PAGE_PARTS`` are cut from
    ``page-of``, so that a layout can set page counters between them; they may be empty.
    """

    def __init__(self, catalogue: Catalog) -> None:
        """Take the messages of *catalogue*."""
        super().__init__(_compiled(catalogue))
        self.add_fallback(_Unknown())
        self._parts = _page_parts(super().gettext("page-of"))

    def gettext(self, message: str) -> str:
        """Return the label *message*, which has no plural forms."""
        if message in self._parts:
            return self._parts[message]
        # The empty key holds the catalogue's header.
        return super().gettext(message or "(no key)")


@cache
def labels(tag: str) -> Labels:
    """Return the labels in the language *tag*.

    Raises:
        LookupError: if the table of languages has no row for *tag*.
    """
    return Labels(_catalogue(row_of(tag).tag))


@cache
def label_keys(tag: str) -> frozenset[str]:
    """Return every key that has a label in the language *tag*.

    Raises:
        LookupError: if the table of languages has no row for *tag*.
    """
    messages = (message.id for message in _catalogue(row_of(tag).tag) if message.id)
    keys = (key if isinstance(key, str) else key[0] for key in messages)
    return frozenset(keys) | frozenset(PAGE_PARTS)


@cache
def _catalogue(tag: str) -> Catalog:
    path = files("bayan.language") / "catalogues" / f"{tag}.po"
    with path.open("rb") as stream:
        return read_po(stream, locale=tag.replace("-", "_"), abort_invalid=True)


def _compiled(catalogue: Catalog) -> BytesIO:
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return compiled


def _page_parts(phrase: str) -> dict[str, str]:
    return dict(zip(PAGE_PARTS, re.split(r"%\(pages?\)s", phrase), strict=True))
