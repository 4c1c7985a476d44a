"""Texts whose words are looked for: Debian's dictionaries set in paragraphs, and our own."""

import re
import subprocess
from collections.abc import Sequence
from functools import cache
from itertools import count
from math import gcd
from pathlib import Path

from bayan.verify.text import MARKS

CASES = Path(__file__).parent / "cases" / "recall"
HUNSPELL = Path("/usr/share/hunspell")
WORDS = 3000
"""Words taken of a dictionary."""
DICTIONARIES = {
    "ar": "ar", "en": "en_US", "fr": "fr", "he": "he_IL", "hi": "hi_IN", "ru": "ru_RU",
}  # fmt: skip
"""Language to the name of hunspell's file; Persian is aspell's."""
STOPS = {"ar": "،.", "fa": "،.", "hi": ",।"}
"""Comma and full stop, where they are not those of English."""
ENTRY = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{MARKS}\u200c'’\"-])*")
"""A word, perhaps with apostrophes, quotation marks and hyphens inside.

Comments that stand in the Arabic list, and formulae in the French one, are no words.
"""


def own_text(name: str) -> str:
    """Return the text *name* of ``cases/recall``."""
    return (CASES / f"{name}.txt").read_text(encoding="utf-8")


@cache
def dictionary(tag: str) -> str:
    """Return ``WORDS`` words of a dictionary in paragraphs, the same ones each time.

    They are taken evenly from all of the alphabet, and mixed: the next is far from the last.
    """
    entries = sorted({entry for entry in _entries(tag) if ENTRY.fullmatch(entry)})
    taken = [entries[place * len(entries) // WORDS] for place in range(WORDS)]
    stride = next(step for step in count(WORDS * 5 // 8) if gcd(step, WORDS) == 1)
    return paragraphs([taken[place * stride % WORDS] for place in range(WORDS)], tag)


def missing_dictionary(tag: str) -> str:
    """Return what must be installed before ``dictionary`` can be asked for *tag*; or nothing."""
    if tag in DICTIONARIES:
        return "" if (HUNSPELL / f"{DICTIONARIES[tag]}.dic").exists() else f"hunspell-{tag}"
    return "" if Path("/usr/share/aspell/fa-common.cwl.gz").exists() else "aspell-fa"


def _entries(tag: str) -> list[str]:
    if tag not in DICTIONARIES:
        command = ["aspell", "--lang", tag, "--encoding", "utf-8", "dump", "master"]
        done = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
        return done.stdout.split()
    lines = (HUNSPELL / f"{DICTIONARIES[tag]}.dic").read_text(encoding="utf-8").splitlines()
    # What follows a stroke or a blank is for the spelling checker; the first line is a number.
    return [re.split(r"[/\s]", line, maxsplit=1)[0] for line in lines[1:]]


def paragraphs(words: Sequence[str], tag: str) -> str:
    """Return *words* in paragraphs of 20 to 60, with commas and full stops as a text has."""
    out, at = [], 0
    while at < len(words):
        size = 20 + len(out) * 17 % 41
        out.append(_paragraph(words[at : at + size], STOPS.get(tag, ",."), len(out)))
        at += size
    return "\n\n".join(out)


def _paragraph(words: Sequence[str], stops: str, number: int) -> str:
    comma, stop = stops
    marked = [
        word + (stop if (place + number) % 13 == 0 else comma if place % 7 == 3 else "")
        for place, word in enumerate(words)
    ]
    return " ".join(marked).rstrip(stops) + stop
