"""Spaces that end a line of a right-to-left paragraph, set so that WeasyPrint drops them.

It drops the space at the end of a text box that is followed by an inline element, but
justifies the line as if the space were there: the line then hangs over its end by a space.
A space in a box of its own goes without a trace. ``docs/upstream/weasyprint-rtl-space.md``.
"""

from lxml import etree

INLINE = ("a", "abbr", "code", "em", "img", "span", "strong", "sup")
SPACES = " \t\n"
"""What HTML collapses; a no-break space stays."""


def part_spaces(root: etree._Element) -> None:
    """Put, in place, each space before an inline element below *root* into one of its own.

    Only where a paragraph and all that surrounds the space run from right to left.
    """
    for paragraph in root.iter("p"):
        if _direction(paragraph) == "rtl":
            for element in list(paragraph.iterdescendants(*INLINE)):
                _part_before(element)


def _part_before(element: etree._Element) -> None:
    parent, before = element.getparent(), element.getprevious()
    text = parent.text if before is None else before.tail
    if not text or text[-1] not in SPACES or _direction(parent) != "rtl":
        return
    rest = text.rstrip(SPACES)
    if before is None:
        parent.text = rest
    else:
        before.tail = rest
    space = etree.Element("span", {"class": "space"})
    space.text = " "
    element.addprevious(space)


def _direction(element: etree._Element) -> str:
    return next(iter(element.xpath("ancestor-or-self::*[@dir][1]/@dir")), "ltr")
