"""The proof after each rendition: what was written is what a reader takes out, word by word.

pdfium, which is Chrome's reader, takes the text out of the bytes; nothing is written or run.
``docs/text-layer.md`` says what counts as a difference, and what a reader may do.
"""

import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from bayan.findings import Finding, Place, warning
from bayan.verify.model import Wording
from bayan.verify.proof.reading import Reading, number_of
from bayan.verify.proof.written import FLOW, LINE, ROW, Text, Written, found_in, furniture
from bayan.verify.text import Seen, plain, seen_texts, words_of

SHOWN = 5
"""Differences of one kind that are told each; the rest are counted."""

MISSED = "It may look right on paper, but searching and copying miss it: please report it."
WRONG = "It may look right on paper, but copying gives something else: please report it."


class Difference(NamedTuple):
    """Something that comes out of a PDF otherwise than it was written."""

    message: str
    place: Place | None = None


class _Proof(NamedTuple):
    texts: tuple[Text, ...]
    reading: Reading
    wording: Wording
    pages: int
    beyond: tuple[int, ...]
    """Pages with characters outside the paper."""

    @property
    def words(self) -> Iterator[Written]:
        return (written for text in self.texts for written in text.words)


def prove(pdf: bytes, wording: Wording) -> tuple[Finding, ...]:
    """Return a warning for every difference between *wording* and what comes out of *pdf*.

    Every word and number must come out once, in order, and nothing else but the layout's
    furniture. In lines of two directions words may stand elsewhere in their line, for readers
    turn such lines round by rules of their own; so do some with a mark before punctuation.
    """
    return compare(seen_texts(pdf), wording)


def compare(pages: Sequence[Seen], wording: Wording) -> tuple[Finding, ...]:
    """Return what ``prove`` does, of a PDF whose *pages* have been read."""
    text = "\f".join(plain(page.text) for page in pages)
    reading = Reading(text, words_of(text))
    beyond = tuple(at for at, page in enumerate(pages, start=1) if page.beyond)
    proof = _Proof(found_in(reading, wording), reading, wording, len(pages), beyond)
    return tuple(
        finding
        for code, (differences, hint) in DIFFERENCES.items()
        for finding in _told(code, list(differences(proof)), hint)
    )


def _told(code: str, differences: Sequence[Difference], hint: str) -> Iterator[Finding]:
    """Yield a warning for each of the first few *differences*, and one that counts the rest."""
    for message, place in differences[:SHOWN]:
        yield warning(code, message, place, hint)
    if rest := differences[SHOWN:]:
        message = f"The same holds from here on for {len(rest)} more."
        yield warning(code, message, rest[0].place, hint)


def _lost(proof: _Proof) -> Iterator[Difference]:
    for written in proof.words:
        if written.found is None:
            message = f"“{written.word.text}” cannot be found in the PDF."
            yield Difference(message, written.place)


def _parted(proof: _Proof) -> Iterator[Difference]:
    for written in proof.words:
        if written.found and written.found.parted:
            pieces = " ".join(proof.reading.words[at].text for at in written.found.places)
            message = f"“{written.word.text}” comes out of the PDF in pieces, “{pieces}”."
            yield Difference(message, written.place)


def _unmarked(proof: _Proof) -> Iterator[Difference]:
    for written in proof.words:
        if marks := _marks_lost(written, proof.reading):
            names = ", ".join(unicodedata.name(mark, "a mark").lower() for mark in sorted(marks))
            message = f"“{written.word.text}” comes out of the PDF with other marks: {names}."
            yield Difference(message, written.place)


def _marks_lost(written: Written, reading: Reading) -> Counter[str]:
    """Return the marks that a word has lost, to its neighbourhood too, or that it has got."""
    places = written.found.places if written.found else ()
    here = "".join(reading.words[at].text for at in places)
    if not places or here == written.word.text:
        return Counter()
    around = "".join(reading.gap(at) for at in (places[0] - 1, *places) if at >= 0)
    own = _marks(written.word.text)
    return (own - _marks(here + around)) + (_marks(here) - own)


def _marks(text: str) -> Counter[str]:
    letters = unicodedata.normalize("NFD", text)
    return Counter(letter for letter in letters if unicodedata.category(letter) == "Mn")


def _moved(proof: _Proof) -> Iterator[Difference]:
    """Yield a difference for each word that comes out in another place.

    Words that stand beside each other as often as they should have not moved: they were only
    taken for the same ones elsewhere.
    """
    turned = [pair for text in proof.texts for pair in _backward(text)]
    if not turned:
        return
    read = Counter(pairwise(word.key for word in proof.reading.words))
    written = Counter(
        pair for text in proof.texts for pair in pairwise(word.word.key for word in text.words)
    )
    for first, second in turned:
        pair = first.word.key, second.word.key
        if read[pair] < written[pair]:
            message = (
                f"“{second.word.text}” comes out before “{first.word.text}”, which it follows."
            )
            yield Difference(message, second.place)


def _backward(text: Text) -> Iterator[tuple[Written, Written]]:
    """Yield the neighbours in *text* that were found the other way round, lines turned aside."""
    places = [(word, word.found.at) for word in text.words if word.found]
    for (first, before), (second, after) in pairwise(places):
        in_turned_line = before - after <= LINE and (first.mixed or second.mixed)
        if after < before and not in_turned_line:
            yield first, second


def _displaced(proof: _Proof) -> Iterator[Difference]:
    """Yield a difference for each passage of the text that is not where its neighbours are."""
    texts = [text for text in proof.texts if text.kind in FLOW]
    kinds = [[text for text in proof.texts if text.kind == kind] for kind in ("text", "note")]
    told = dict.fromkeys(first for each in (*kinds, texts) for first in _out_of_order(each))
    for first in told:
        message = f"The passage that begins with “{first.word.text}” comes out in another place."
        yield Difference(message, first.place)


def _out_of_order(texts: Sequence[Text]) -> Iterator[Written]:
    """Yield the first word of each of *texts* that does not stand where its place in them is."""
    begun = [(min(places), text) for text in texts if (places := _beginning(text))]
    kept = ascending([at for at, _ in begun])
    before = list(
        accumulate((at if index in kept else -1 for index, (at, _) in enumerate(begun)), max)
    )
    for index, (at, text) in enumerate(begun):
        after = next((begun[later][0] for later in range(index, len(begun)) if later in kept), at)
        slack = ROW if text.is_turned else 0
        if not before[index] - slack <= at <= after + slack:
            yield text.words[0]


def _beginning(text: Text) -> list[int]:
    return [written.found.at for written in text.words[:LINE] if written.found]


def ascending(values: Sequence[int]) -> frozenset[int]:
    """Return the places of a longest ascending choice of *values*, neighbours or not."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, value in enumerate(values):
        length = bisect_left(tails, value)
        before.append(ends[length - 1] if length else -1)
        tails[length : length + 1] = [value]
        ends[length : length + 1] = [index]
    kept = set()
    at = ends[-1] if ends else -1
    while at >= 0:
        kept.add(at)
        at = before[at]
    return frozenset(kept)


def _added(proof: _Proof) -> Iterator[Difference]:
    """Yield a difference for each word that nobody wrote and no furniture explains."""
    added: dict[str, list[int]] = {}
    for at in _unexplained(proof):
        added.setdefault(proof.reading.words[at].key, []).append(at)
    for places in added.values():
        word = proof.reading.words[places[0]]
        page = proof.reading.text.count("\f", 0, word.start) + 1
        times = "once" if len(places) == 1 else f"{len(places)} times"
        yield Difference(f"“{word.text}” comes out {times} more than it was written (page {page}).")


def _unexplained(proof: _Proof) -> Iterator[int]:
    """Yield the places of words that are neither written nor furniture."""
    reading, wording, pages = proof.reading, proof.wording, proof.pages
    allowed = furniture(wording, proof.texts, reading)
    numbers = Counter((*wording.counters, *range(1, pages + 1), *[pages] * pages))
    skip = -1
    for at in reading.left():
        key, joined = reading.words[at].key, _joined(reading, at)
        if at == skip:
            continue
        if allowed[key] > 0:
            allowed[key] -= 1
        elif allowed[joined] > 0:
            allowed[joined] -= 1
            skip = at + 1
        elif (number := number_of(key)) is not None and numbers[number] > 0:
            numbers[number] -= 1
        else:
            yield at


def _joined(reading: Reading, at: int) -> str:
    """Return the word at *at* and the next as one, if a line ends between them."""
    if at + 1 < len(reading.words) and "\n" in reading.gap(at):
        return reading.words[at].key + reading.words[at + 1].key
    return ""


def _beyond(proof: _Proof) -> Iterator[Difference]:
    for page in proof.beyond:
        yield Difference(f"Page {page} holds text that nobody sees: outside the paper.")


DIFFERENCES: dict[str, tuple[Callable[[_Proof], Iterable[Difference]], str]] = {
    "verify.lost": (_lost, MISSED),
    "verify.parted": (_parted, MISSED),
    "verify.marks": (_unmarked, MISSED),
    "verify.moved": (_moved, WRONG),
    "verify.displaced": (_displaced, WRONG),
    "verify.added": (_added, WRONG),
    "verify.beyond": (_beyond, WRONG),
}
"""Code to what finds the differences of its kind, and what to do about them."""
