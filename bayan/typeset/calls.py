"""Calls of notes, kept from figures and calls before them.

"2015" and note 1 must not read "20151", "2015." not "2015.1", notes 1 and 2 not "12".
"""

import re

from lxml import etree

NARROW, USUAL = "\u2009", " "
"""The space that is wanted; some fonts lack it, and justified lines stretch the other.

No-break spaces would not do: they tie two numbers into one, drawn from left to right.
"""
JOINER = "\u2060"
"""Set around it, so that no line ends there."""
FIGURE = re.compile(r"\d[.,:/٫٬]*$")
CALLS = frozenset(("footnote", "noteref"))


def part_calls(root: etree._Element, space: str) -> None:
    """Put, in place, *space* before each call of a note that follows a figure or a call."""
    gap = f"{JOINER}{space}{JOINER}"
    for call in [*root.find_class("footnote"), *root.find_class("noteref")]:
        before, around = call.getprevious(), call.getparent()
        if before is None:
            around.text = _parted(around.text or "", around.text or "", gap)
        else:
            before.tail = _parted(before.tail or "", _end(before), gap)


def _parted(text: str, read: str, gap: str) -> str | None:
    """Return *text* with *gap* after it if what is *read* there ends in a figure."""
    return (text + gap if FIGURE.search(read) else text) or None


def _end(element: etree._Element) -> str:
    """Return the text that ends with *element* and what follows it; a figure for a call."""
    if element.get("class") in CALLS and not element.tail:
        return "1"
    return element.tail or "".join(element.itertext())
