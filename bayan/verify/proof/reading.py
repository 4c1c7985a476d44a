"""Words that were written, found again among the words of a PDF.

What runs on through the pages is aligned as a whole, by a longest common subsequence: headers,
numbers and notes stand between its parts, and texts repeat themselves. What that leaves open is
looked for nearby, in pieces too, for readers part words at line ends and turn lines of two
directions round by rules of their own. Notes, and words that stand alone, are found by their
first words.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from bayan.verify.proof.align import aligned
from bayan.verify.text import Word

STRETCH = 24_000
"""Words of a PDF that are aligned at a time: what that takes grows with their square."""
AHEAD = 8
"""Words that tell where a passage stands."""
SLACK = 3
"""Words that may stand between two that follow each other, where a place is looked for."""
TRIED = 64
"""Places that are tried for one passage."""
LONGEST_BREAK = 160
"""Words of furniture and notes, at most, between the halves of a word broken at a page's end."""


LONGEST_NUMBER = 9
"""Digits of a counter, at most."""


class Found(NamedTuple):
    """Where a written word was found."""

    places: tuple[int, ...]
    """Places of its pieces among the words of the PDF; mostly one."""
    parted: bool = False
    """Whether it was parted in the middle of a line."""

    @property
    def at(self) -> int:
        """The place of its beginning."""
        return self.places[0]


class Reading:
    """The words of a PDF in the order a reader gives them; each is found once."""

    def __init__(self, text: str, words: Sequence[Word]) -> None:
        """Take the PDF's *text* and its *words*."""
        self.text = text
        self.words = words
        self._keys = [word.key for word in words]
        self._places: dict[str, list[int]] = {}
        for at, key in enumerate(self._keys):
            self._places.setdefault(key, []).append(at)
        self._free = bytearray(b"\1" * len(words))

    def left(self) -> Iterator[int]:
        """Yield the places of the words that were not found."""
        return (at for at, free in enumerate(self._free) if free)

    def gap(self, at: int) -> str:
        """Return what stands between the word at *at* and the next."""
        end = self.words[at + 1].start if at + 1 < len(self.words) else len(self.text)
        return self.text[self.words[at].end : end]

    def flow(self, keys: Sequence[str]) -> list[Found | None]:
        """Return where each of *keys*, which run on through the pages, is found in order."""
        found: list[Found | None] = [None] * len(keys)
        free = list(self.left())
        start = first = 0
        while first < len(free) and start < len(keys):
            there = [self._keys[at] for at in free[first : first + STRETCH]]
            whole = first + STRETCH >= len(free)
            kept = aligned(keys[start : start + len(there)], there, whole=whole)
            for own, other in kept:
                found[start + own] = Found((free[first + other],))
            if whole or not kept:
                break
            start, first = start + kept[-1][0] + 1, first + kept[-1][1] + 1
        self._take(hit.at for hit in found if hit)
        return found

    def nearby(self, key: str, at: int, reach: int, after: int) -> Found | None:
        """Return the word *key* where it should stand: at *at*, or else near it.

        That is at most *reach* words off, or anywhere before *after*, where the next word stands.
        """
        found = (
            self._exact(key, at)
            or self._nearest(key, at, reach)
            or self._broken(key, at, reach)
            or (self._nearest(key, after, after - at) if after > at else None)
        )
        self._take(found.places if found else ())
        return found

    def anywhere(self, key: str, near: int) -> Found | None:
        """Return the word *key* nearest to *near*, however far that is."""
        found = self._nearest(key, near, len(self.words))
        self._take(found.places if found else ())
        return found

    def release(self, found: Iterable[Found | None]) -> None:
        """Let the words of *found* be found anew."""
        for at in (at for hit in found if hit for at in hit.places):
            self._free[at] = 1

    def note(self, keys: Sequence[str], number: int) -> int | None:
        """Return where the note *number* with the words *keys* begins, if one place is the best.

        It stands behind its number, and more of its first words follow there than elsewhere.
        """
        runs = {
            at: self._run(keys, at)
            for at in self._places.get(keys[0] if keys else "", ())
            if at and number_of(self._keys[at - 1]) == number
        }
        longest = max(runs.values(), default=0)
        best = [at for at, length in runs.items() if length == longest]
        return best[0] if len(best) == 1 and longest >= min(SLACK, len(keys)) else None

    def _run(self, keys: Sequence[str], at: int) -> int:
        """Return how many of *keys* follow each other from *at* on."""
        pairs = enumerate(zip(keys, islice(self._keys, at, None), strict=False))
        return next((place for place, (key, here) in pairs if key != here), len(keys))

    def passage(
        self, keys: Sequence[str], reach: int, near: int, *, tied: bool = False
    ) -> list[Found | None]:
        """Return where each of *keys*, the words of a passage in order, is found.

        Args:
            keys: the words as ``Word.key`` gives them.
            reach: how many words off its place each may stand.
            near: where the passage begins.
            tied: whether that is sure; else it is a first guess.
        """
        found: list[Found | None] = []
        at = near
        for index, key in enumerate(keys):
            hit = self._exact(key, at) if tied else None
            if hit is None and tied:
                hit = self._nearest(key, at, min(reach, len(keys)))
            if hit is None:
                place = self._place(keys[index : index + AHEAD], at)
                at, tied = (at, tied) if place is None else (place, True)
                hit = self._exact(key, at) or (self._nearest(key, at, reach) if tied else None)
            if hit is not None:
                self._take(hit.places)
                at, tied = hit.places[-1] + 1, True
            found.append(hit)
        return found

    def _take(self, places: Iterable[int]) -> None:
        for at in places:
            self._free[at] = 0

    def _exact(self, key: str, at: int) -> Found | None:
        """Return the word *key* if it is the next at *at*, whole or in pieces."""
        if at >= len(self.words) or not self._free[at]:
            return None
        return Found((at,)) if self._keys[at] == key else self._pieces(key, at)

    def _nearest(self, key: str, at: int, reach: int) -> Found | None:
        free = [place for place in self._between(key, at - reach, at + reach) if self._free[place]]
        nearest = min(free, key=lambda place: (abs(place - at), place < at), default=None)
        return None if nearest is None else Found((nearest,))

    def _broken(self, key: str, at: int, reach: int) -> Found | None:
        """Return *key* in pieces that begin at most *reach* words from *at*."""
        around = range(max(at - reach, 0), min(at + reach + 1, len(self.words)))
        begun = (to for to in sorted(around, key=lambda to: abs(to - at)) if self._free[to])
        found = (self._pieces(key, to) for to in begun if key.startswith(self._keys[to]))
        return next(filter(None, found), None)

    def _between(self, key: str, first: int, last: int) -> Iterator[int]:
        """Yield the places of *key* from *first* to *last*, both included."""
        places = self._places.get(key, [])
        return iter(places[bisect_left(places, first) : bisect_right(places, last)])

    def _pieces(self, key: str, at: int) -> Found | None:
        """Return *key* put together from the words at *at* and after."""
        whole, places, parted = self._keys[at], [at], False
        while whole != key:
            after = self._next(key[len(whole) :], at) if key.startswith(whole) else None
            if after is None:
                return None
            parted = parted or "\n" not in self.text[self.words[at].end : self.words[after].start]
            whole += self._keys[after]
            places.append(at := after)
        return Found(tuple(places), parted)

    def _next(self, rest: str, at: int) -> int | None:
        """Return where a word goes on that was parted after *at*, on the next page if need be."""
        after = range(at + 1, min(at + 1 + LONGEST_BREAK, len(self.words)))
        if after and self._free[at + 1] and rest.startswith(self._keys[at + 1]):
            return at + 1
        if not after or "\f" not in self.text[self.words[at].end : self.words[after[-1]].end]:
            return None
        return next((to for to in self._between(rest, after[0], after[-1]) if self._free[to]), None)

    def _place(self, keys: Sequence[str], near: int) -> int | None:
        """Return where the first of *keys* stands, most of the others after it."""
        known = {key: len(self._places[key]) for key in keys if key in self._places}
        if not known:
            return None
        rarest = min(
            range(len(keys)), key=lambda index: known.get(keys[index], len(self.words) + 1)
        )
        free = (place for place in self._places[keys[rarest]] if self._free[place])
        starts = sorted((place - rarest for place in free), key=lambda start: abs(start - near))
        if not starts:
            return None
        best = max(starts[:TRIED], key=lambda start: self._score(keys, start))
        return best if self._score(keys, best) >= min(2, len(keys)) else None

    def _score(self, keys: Sequence[str], start: int) -> int:
        """Return how many of *keys* stand about where they would if the first stood at *start*."""
        return sum(
            any(self._free[place] for place in self._between(key, at - SLACK, at + SLACK))
            for at, key in enumerate(keys, start=start)
        )


def number_of(key: str) -> int | None:
    """Return the number that *key* is, if it is one that counts pages, items or notes."""
    return int(key) if key.isdecimal() and len(key) <= LONGEST_NUMBER else None
