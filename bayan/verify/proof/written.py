"""The words that an author wrote, passage by passage, and where each was found in a PDF."""

import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from bayan.findings import Place
from bayan.statement.model import Run
from bayan.verify.model import Wording
from bayan.verify.proof.reading import Found, Reading
from bayan.verify.text import Word, plain, words_of

SOFT = dict.fromkeys((0xAD, 0x200B, 0x2060, 0xFEFF))
"""Controls of line breaks, which nobody reads."""
LINE = 24
"""Words of a line, at most: so far off a word may stand in a line of two directions."""
CLOSE = 3
"""The same in a line of one direction, for what stands between: the call of a note."""
ROW = 80
"""Words of a table's row, at most: some readers go through it the other way."""
NEAR = 8
"""Within so many words of a change of direction, readers may turn words round."""


FLOW = frozenset(("text", "header", "cell"))
"""Kinds of passages that stand in the PDF in the order in which they were written."""


class Written(NamedTuple):
    """A word that the author wrote."""

    word: Word
    place: Place
    mixed: bool
    """Whether readers may turn it round: it, or from left to right its line, is of the other
    direction."""
    found: Found | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """A passage, or words that stand alone."""

    kind: str
    """As ``statement.model.Passage`` has it; ``apart`` for words that stand alone."""
    words: tuple[Written, ...]

    @property
    def is_turned(self) -> bool:
        """Whether readers may go through its row the other way."""
        return self.kind in ("header", "cell") and any(word.mixed for word in self.words)


def found_in(reading: Reading, wording: Wording) -> tuple[Text, ...]:
    """Return the words that the author wrote, each with where it was found in *reading*."""
    texts = tuple(_texts(wording.runs, rtl=wording.direction == "rtl"))
    texts = tuple(_noted(texts, reading))
    hits = iter(reading.flow([word.word.key for word in _flowing(texts)]))
    texts = tuple(_with(text, hits) if text.kind in FLOW else text for text in texts)
    texts = tuple(_placed(tuple(_filled(texts, reading)), reading))
    return tuple(_recovered(texts, reading, furniture(wording, texts, reading)))


def _noted(texts: Iterable[Text], reading: Reading) -> Iterator[Text]:
    """Yield *texts*, the notes found that surely are, lest they be taken for the text."""
    number = 0
    for text in texts:
        number += text.kind == "note"
        keys = [word.word.key for word in text.words]
        start = reading.note(keys, number) if text.kind == "note" else None
        if start is None:
            yield text
        else:
            yield _with(text, iter(reading.passage(keys, _furthest(text), start, tied=True)))


def _furthest(text: Text) -> int:
    return max((_reach(word, text) for word in text.words), default=0)


def _flowing(texts: Iterable[Text]) -> Iterator[Written]:
    return (word for text in texts if text.kind in FLOW for word in text.words)


def _with(text: Text, hits: Iterator[Found | None]) -> Text:
    words = (word._replace(found=next(hits)) for word in text.words)
    return replace(text, words=tuple(words))


def _filled(texts: Sequence[Text], reading: Reading) -> Iterator[Text]:
    """Yield *texts*, what the alignment left open in those that flow looked for nearby."""
    at = 0
    later = list(_next_places(texts))
    for text in texts:
        if text.kind not in FLOW:
            yield text
            continue
        words = []
        for written in text.words:
            after, found = later.pop(), written.found
            if found is None:
                found = reading.nearby(written.word.key, at, _reach(written, text), after)
            if found is not None:
                at = found.places[-1] + 1
            words.append(written._replace(found=found))
        yield replace(text, words=tuple(words))


def _next_places(texts: Sequence[Text]) -> Iterator[int]:
    """Yield for each word that flows, from the last on, where the next that was found stands."""
    after = -1
    for written in reversed(list(_flowing(texts))):
        yield after
        after = written.found.at if written.found else after


def _reach(written: Written, text: Text) -> int:
    return ROW if text.kind in ("header", "cell") else LINE if written.mixed else CLOSE


def _placed(texts: Iterable[Text], reading: Reading) -> Iterator[Text]:
    """Yield *texts*, those that were not found where they flow looked for elsewhere."""
    near = 0
    for text in texts:
        hits = [word.found for word in text.words if word.found]
        if 2 * len(hits) > len(text.words):
            near = hits[-1].places[-1] + 1 if text.kind in FLOW else near
            yield text
            continue
        reading.release(hits)
        keys = [word.word.key for word in text.words]
        yield _with(text, iter(reading.passage(keys, _furthest(text), near)))


def _recovered(texts: Iterable[Text], reading: Reading, printed: Counter[str]) -> Iterator[Text]:
    """Yield *texts*, words not found yet wherever they come out more often than *printed*."""
    spare = Counter(reading.words[at].key for at in reading.left()) - printed
    at = 0
    for text in texts:
        words = []
        for written in text.words:
            found, key = written.found, written.word.key
            if found is None and spare[key] > 0:
                found = reading.anywhere(key, at)
                spare[key] -= 1
            at = found.at if found else at
            words.append(written._replace(found=found))
        yield replace(text, words=tuple(words))


def furniture(wording: Wording, texts: Iterable[Text], reading: Reading) -> Counter[str]:
    """Return how often each word may come out for the layout's sake: on every page, at most.

    A table's headers are repeated where it goes on, too.
    """
    words = Counter(word.key for word in words_of(plain(wording.furniture)))
    for text in texts:
        words.update(word.word.key for word in text.words if text.kind == "header")
    pages = reading.text.count("\f") + 1
    return Counter({key: count * pages for key, count in words.items()})


def _texts(runs: Iterable[Run], *, rtl: bool) -> Iterator[Text]:
    """Yield the passages of *runs*, then what stands alone."""
    together: dict[int, list[Run]] = {}
    alone = []
    for run in runs:
        if run.passage is None:
            alone.append(Text("apart", tuple(_words([run], rtl=rtl))))
        else:
            together.setdefault(run.passage.number, []).append(run)
    for parts in together.values():
        kind = parts[0].passage.kind if parts[0].passage else ""
        yield Text(kind, tuple(_words(parts, rtl=rtl)))
    yield from alone


def _words(runs: Sequence[Run], *, rtl: bool) -> Iterator[Written]:
    """Yield the words of one passage, each with the place of the run it begins in."""
    text, starts = "", []
    for run in runs:
        text += " " if run.parted else ""
        starts.append(len(text))
        text += plain(run.text).translate(SOFT)
    words = words_of(unicodedata.normalize("NFC", text))
    for word, mixed in zip(words, _mixed(words, rtl=rtl), strict=True):
        run = runs[max(bisect_right(starts, word.start) - 1, 0)]
        yield Written(word, run.place, mixed)


def _mixed(words: Sequence[Word], *, rtl: bool) -> Iterator[bool]:
    """Yield for each of *words* whether readers may turn it round in a document that runs *rtl*.

    Words from right to left keep their order in one that does; the words of an English line
    that quotes Arabic may come out backwards.
    """
    other = [(unicodedata.bidirectional(word.key[0]) in ("R", "AL")) != rtl for word in words]
    if rtl:
        return iter(other)
    return (any(other[max(at - NEAR, 0) : at + NEAR + 1]) for at in range(len(words)))
