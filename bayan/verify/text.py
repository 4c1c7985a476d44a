"""The text that pdfium, Chrome's PDF reader, takes out of a PDF."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from ctypes import byref, c_double
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

from bayan.verify.model import Words
from bayan.verify.order import Letter, logical

MARKS = (
    "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u08d3-\u08ff"
    "\u0900-\u0903\u093a-\u094f"
)
"""Combining marks of the scripts that statements are written in."""
JOINERS = "\u200c\u200d"
IDEOGRAPH = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
WORD = re.compile(
    rf"[{IDEOGRAPH}]|[^\W\d_{IDEOGRAPH}](?:[^\W\d_{IDEOGRAPH}]|[{MARKS}{JOINERS}])*|\d[\d.,٫٬/]*\d|\d"
)
"""A word with its marks, or a number with the signs inside it; an ideograph is a word."""

BROKEN = re.compile(r"[-\u2010\u00ad\ufffe\u0002]\s*\n\s*")
"""A hyphen at a line's end."""

UNSEEN = dict.fromkeys([0x200E, 0x200F, 0x61C, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
"""Directional controls: authors write them, readers neither see nor search them."""

PRESENTED = re.compile("[\ufb00-\ufdff\ufe70-\ufefc]")
"""Presentation forms: letters as they are drawn, alone or together."""

GAP = 0.15
"""An inferred space is a real one if it is this wide, in sizes of its letters."""


class Word(NamedTuple):
    """A word or number as it stands in a text."""

    text: str
    key: str
    """The same without marks and capitals, by which it is known again."""
    start: int
    end: int


class Passage(NamedTuple):
    """The letters of one marked-content sequence as they stand on paper, or what replaces them."""

    letters: tuple[Letter, ...]
    apart: frozenset[int] = frozenset()
    """Passages of its page that pdfium puts a space or a line's end between and this."""
    actual: str | None = None

    def text(self, *, rtl: bool) -> str:
        """Return what is read; *rtl* says whether its language is written from right to left."""
        return logical(self.letters, rtl=rtl) if self.actual is None else self.actual

    def touches(self, mcid: int, before: "Passage") -> bool:
        """Return whether it goes on, in the same line and word, where *before*, *mcid*, ends."""
        here, there = self._inked(), before._inked()
        level = not (here and there) or here[0].is_level_with(there[-1])
        return level and mcid not in self.apart

    def _inked(self) -> list[Letter]:
        return [letter for letter in self.letters if not letter.is_space]


@contextmanager
def opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument | None]:
    """Yield *pdf* opened in pdfium; None if it cannot be."""
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError:
        yield None
        return
    try:
        yield document
    finally:
        document.close()


class Seen(NamedTuple):
    """The text of one page."""

    text: str
    """As copying the whole page would give it."""
    beyond: bool
    """Whether some of it stands outside the paper."""


def seen_texts(pdf: bytes) -> tuple[Seen, ...]:
    """Return the text of each page of *pdf*, and whether the paper holds it all."""
    with opened(pdf) as document:
        return tuple(_seen(text) for _, text in _pages(document))


def _seen(text: pypdfium2.PdfTextPage) -> Seen:
    whole, inside = text.get_text_range(), text.get_text_bounded()
    return Seen(whole, len("".join(inside.split())) < len("".join(whole.split())))


def page_texts(pdf: bytes) -> tuple[str, ...]:
    """Return the text of each page, as copying the whole page would give it."""
    with opened(pdf) as document:
        return tuple(text.get_text_range() for _, text in _pages(document))


def passages(pdf: bytes) -> dict[tuple[int, int], Passage]:
    """Return the letters of each marked-content sequence, by page (from 1) and identifier.

    They are as pdfium decodes them, spaces that it infers left out where the page has real ones.
    Sequences of forms inside pages are not told apart from the page's own.
    """
    with opened(pdf) as document:
        return {
            (at, mcid): passage
            for at, text in _pages(document)
            for mcid, passage in _passages(list(_letters(text))).items()
        }


def _pages(
    document: pypdfium2.PdfDocument | None,
) -> Iterator[tuple[int, pypdfium2.PdfTextPage]]:
    if document is None:
        return
    for at in range(len(document)):
        try:
            page = document[at]
        except pypdfium2.PdfiumError:
            continue  # A damaged page has no text; that it is damaged is told elsewhere.
        text = page.get_textpage()
        yield at + 1, text
        text.close()
        page.close()


class _Found(NamedTuple):
    mcid: int
    letter: Letter
    inferred: bool
    """It is not in the file: pdfium concluded from gaps that it should be there."""


def _letters(text: pypdfium2.PdfTextPage) -> Iterator[_Found]:
    x, y = c_double(), c_double()
    mcid = -1
    for at in range(raw.FPDFText_CountChars(text)):
        if raw.FPDFText_HasUnicodeMapError(text, at) == 1:
            continue  # A code that stands for no character, as the second of a ligature's.
        holder = raw.FPDFText_GetTextObject(text, at)
        if holder:
            mcid = raw.FPDFPageObj_GetMarkedContentID(holder)
        raw.FPDFText_GetCharOrigin(text, at, byref(x), byref(y))
        size = raw.FPDFText_GetFontSize(text, at)
        if (code := raw.FPDFText_GetUnicode(text, at)) in UNSEEN:
            continue  # Marks of direction hold the edges of words for readers; nobody hears them.
        character = chr(code)
        inferred = not holder or raw.FPDFText_IsGenerated(text, at) == 1
        yield _Found(mcid, Letter(character, x.value, y.value, size), inferred)


def _passages(found: list[_Found]) -> dict[int, Passage]:
    """Return the passages of one page, without spaces inferred inside them.

    On a page without a single real space (TeX writes such) the inferred ones are kept.
    """
    spaced = any(each.letter.is_space and not each.inferred for each in found)
    letters: dict[int, list[Letter]] = {}
    apart: dict[int, set[int]] = {}
    for each, before, after in zip(found, [None, *found], [*found[1:], None], strict=False):
        if each.inferred and after and after.mcid != each.mcid:
            apart.setdefault(each.mcid, set()).add(after.mcid)
            apart.setdefault(after.mcid, set()).add(each.mcid)
        if not (spaced and _is_false(each, before, after)):
            letters.setdefault(each.mcid, []).append(each.letter)
    return {
        mcid: Passage(tuple(inked), frozenset(apart.get(mcid, ())))
        for mcid, inked in letters.items()
    }


def _is_false(each: _Found, before: _Found | None, after: _Found | None) -> bool:
    """Return whether *each* is a space that the author did not write."""
    if not each.letter.is_space:
        return False
    if not each.inferred:
        # pdfium gives a space that it puts before a mark the place of the letter before it.
        return before is not None and before.letter.x == each.letter.x
    # Between spaced-out letters pdfium lets an inferred space stand for a real one, too.
    return after is None or not GAP < (after.letter.x - each.letter.x) / (each.letter.size or 1) < 1


def words_of(text: str) -> tuple[Word, ...]:
    """Return the words and numbers of *text*, which is in NFC, in order."""
    return tuple(
        Word(word, key, found.start(), found.end())
        for found in WORD.finditer(text)
        if (key := loose(word := found[0].strip(JOINERS)).casefold())
    )


def plain(text: str) -> str:
    """Return *text* in NFC, without directional controls and presentation forms.

    pdfium writes those out, as words where they stand for some: U+FDFA.
    """
    spelled = PRESENTED.sub(lambda form: unicodedata.normalize("NFKC", form[0]), text)
    return unicodedata.normalize("NFC", spelled.translate(UNSEEN).replace("\r\n", "\n"))


def words_in(text: str) -> frozenset[str]:
    """Return the distinct words and numbers of *text*, in NFC and without directional controls."""
    return frozenset(word.text for word in words_of(BROKEN.sub("", plain(text))))


def words_found(expected: Iterable[str], pdf: bytes) -> Words:
    """Return how many of the distinct words and numbers of *expected* come out of *pdf*.

    A word counts only as a whole token. Unicode forms (NFC) and directional controls make no
    difference, and a hyphen at a line's end joins what it parted.
    """
    wanted = sorted({word for text in expected for word in words_in(text)})
    strictly = words_in("\n".join(page_texts(pdf)))
    loosely = set(map(loose, strictly))
    missing = tuple(word for word in wanted if word not in strictly)
    lost = sum(loose(word) not in loosely for word in missing)
    count = len(wanted)
    return Words(count, _share(len(missing), count), _share(lost, count), missing)


def loose(word: str) -> str:
    """Return *word* without marks and format characters."""
    if word.isascii():
        return word
    letters = unicodedata.normalize("NFD", word)
    return "".join(c for c in letters if unicodedata.category(c) not in ("Mn", "Cf"))


def _share(missing: int, count: int) -> float:
    return 1 - missing / count if count else 1.0
