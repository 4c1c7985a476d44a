"""Hyphens that belong to words never end a line.

Whoever takes text out of a PDF joins a word to the next line where a hyphen ends a line:
"well-" and "known" would be found as "wellknown" only. Hyphens at the edge of an emphasis, and
those of very long words, are let be.
"""

import re

from lxml import etree

JOINER = "\u2060"
"""Where it stands, no line ends."""
COMPOUND = re.compile(r"\w+(?:[-‐]\w+)+")
OWN_HYPHEN = re.compile(r"(?<=[-‐])(?=\w)")
LONGEST, LONGEST_IN_CELL = 60, 16
"""Letters of a word that may be kept from ending a line at its hyphen; columns are narrow."""


def keep_hyphens(root: etree._Element) -> None:
    """Let, in place, no line below *root* end at a hyphen that belongs to a word."""
    for element in root.iter("*"):
        most = LONGEST_IN_CELL if _in_cell(element) else LONGEST
        element.text = _kept(element.text, most)
        if element.getparent() is not None:
            element.tail = _kept(element.tail, most)


def _in_cell(element: etree._Element) -> bool:
    return any(each.tag in ("td", "th") for each in (element, *element.iterancestors()))


def _kept(text: str | None, most: int) -> str | None:
    if not text or set("-‐").isdisjoint(text):
        return text
    return COMPOUND.sub(lambda word: _joined(word[0], most), text)


def _joined(word: str, most: int) -> str:
    return OWN_HYPHEN.sub(JOINER, word) if len(word) <= most else word
