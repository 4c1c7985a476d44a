"""Calls of notes, kept from figures and calls before them.

"2015" and note 1 must not read "20151", "2015." not "2015.1", notes 1 and 2 not "12".
"""

import re

from lxml import etree

from bayan.typeset.hyphens import JOINER

NARROW, USUAL = "\u2009", " "
"""The space that is wanted; some fonts lack it, and justified lines stretch the other.

No-break spaces would not do: they tie two numbers into one, drawn from left to right.
"""
FIGURE = re.compile(r"\d[.,:;/،؛٫٬]*$")
CALLS = frozenset(("footnote", "noteref"))


def part_calls(root: etree._Element, space: str) -> None:
    """Put, in place, *space* before each call of a note that follows a figure or a call."""
    gap = f"{JOINER}{space}{JOINER}"
    for call in [*root.find_class("footnote"), *root.find_class("noteref")]:
        before, around = call.getprevious(), call.getparent()
        text = around.text or "" if before is None else _read(before)
        if FIGURE.search(text):
            _append(gap, around, before)


def _read(element: etree._Element) -> str:
    """Return the text of *element* and what follows it; a call is a figure."""
    own = "1" if element.get("class") in CALLS else "".join(element.itertext())
    return own + (element.tail or "")


def _append(gap: str, around: etree._Element, before: etree._Element | None) -> None:
    """Put *gap* at the end of the text after *before*, or of that inside it.

    In a box of its own pdfium would not see it.
    """
    while before is not None and not before.tail and before.get("class") not in CALLS:
        around, before = before, before[-1] if len(before) else None
    if before is None:
        around.text = (around.text or "") + gap
    else:
        before.tail = (before.tail or "") + gap
