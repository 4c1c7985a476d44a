"""How much of a text a reader finds again in a PDF: words, and pairs of neighbours."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from bayan.verify.text import BROKEN, loose, plain, words_of


class Recall(NamedTuple):
    """What one reader finds of a text, as shares of its distinct words and pairs."""

    count: int
    """Distinct words and numbers of the text."""
    strict: float
    """Share found as whole tokens, 0 to 1."""
    loose: float
    """The same without combining marks and format characters."""
    pairs: float
    """Share of neighbours that are neighbours again, both taken loosely."""
    missing: tuple[str, ...]
    """Words not found strictly."""
    lost: tuple[str, ...]
    """Words not found loosely either."""
    apart: tuple[tuple[str, str], ...]
    """Pairs that are none any more."""
    doubled: tuple[str, ...]
    """Words that come out twice as often as they were written, or more; a letterhead has a few."""

    def __str__(self) -> str:
        return f"{self.strict:.4f}/{self.loose:.4f}/{self.pairs:.4f}"


def tokens(text: str) -> list[str]:
    """Return the words and numbers of *text* in order, words broken at a line's end joined.

    A soft hyphen inside a line is no part of its word.
    """
    whole = BROKEN.sub("", text.replace("\r\n", "\n")).replace("\u00ad", "")
    return [word.text for word in words_of(plain(whole))]


def recall(written: Sequence[str], read: str) -> Recall:
    """Return what of *written* is found in *read*, the text that a reader takes out of a PDF.

    Words are neighbours if they follow each other in one of the texts of *written*.
    """
    passages, got = [tokens(text) for text in written], tokens(read)
    words = [word for passage in passages for word in passage]
    loosely = [loose(word) for word in got]
    pairs = {pair for passage in passages for pair in pairwise(map(loose, passage))}
    wanted = set(words)
    missing = wanted.difference(got)
    lost = {word for word in missing if loose(word) not in set(loosely)}
    apart = pairs.difference(pairwise(loosely))
    return Recall(
        len(wanted),
        _share(missing, wanted),
        _share(lost, wanted),
        _share(apart, pairs),
        tuple(sorted(missing)),
        tuple(sorted(lost)),
        tuple(sorted(apart)),
        _doubled([*map(loose, words)], loosely),
    )


def _share(short: set, whole: set) -> float:
    return 1 - len(short) / len(whole) if whole else 1.0


def _doubled(written: list[str], read: list[str]) -> tuple[str, ...]:
    often, got = Counter(written), Counter(read)
    return tuple(word for word, count in often.items() if got[word] >= 2 * count)
