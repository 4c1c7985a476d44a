"""Block elements, prepared for what WeasyPrint cannot work out by itself."""

import re
from collections.abc import Sequence
from itertools import zip_longest

from lxml import etree

ROOM = 72
"""Characters that the longest words of a table's columns may take together on one line."""
WIDE_ROOM, WIDE_GAP = 92, 1.4
"""The same in the small letters of a wide table, and what its gaps take between columns."""
SMALL_ROOM, SMALL_GAP = 113, 1.1
"""The same in the letters of a very wide table, the smallest that are still read."""
PICTURE = 14
"""What a picture takes of the room of a line, in characters."""
BREAKS = re.compile(r"[\s–—/-]+")
"""Where a line may end in a cell of a wide table."""
SIZES = (("wide", WIDE_ROOM, WIDE_GAP), ("wide very-wide", SMALL_ROOM, SMALL_GAP))
ADDRESS = re.compile(r"\S*(?:://|www\.|\w@\w)\S*")
"""A web or mail address in the text."""
INLINE = ("em", "strong", "span")
"""Inline elements that an address may stand in; links and code are never hyphenated."""


def mark_wide_tables(root: etree._Element) -> None:
    """Give the class ``wide`` to every table whose longest words cannot stand side by side."""
    for table in root.iter("table"):
        rows = [[_longest_word(cell) for cell in row] for row in table.iter("tr")]
        columns = zip_longest(*rows, fillvalue=0)
        if sum(max(column) + 2 for column in columns) > ROOM:
            _fit(table)


def _fit(table: etree._Element) -> None:
    """Give a wide table the class of the largest letters that break none of its figures.

    Where the smallest do, it is ``crowded``: its columns are equal, and words break anywhere.
    """
    rows = [[_longest_part(cell) for cell in row] for row in table.iter("tr")]
    columns = [max(column) for column in zip_longest(*rows, fillvalue=0)]
    figure = max(map(_longest_figure, table.iter("th", "td")), default=0)
    for name, room, gap in SIZES:
        limit = _limit(columns, room, gap)
        if limit >= min(max(figure, 1), max(columns)):
            table.set("class", name)
            _keep_short_words(table, limit)
            return
    table.set("class", "wide very-wide crowded")


def _keep_short_words(table: etree._Element, limit: int) -> None:
    """Give the class ``whole`` to the cells of a wide table whose words need no break."""
    for cell in table.iter("th", "td"):
        if _longest_part(cell) <= limit:
            cell.set("class", f"{cell.get('class', '')} whole".strip())


def _limit(columns: Sequence[int], room: int, gap: float) -> int:
    """Return how long words may be if those of all *columns* are to stand side by side."""
    return next(
        limit
        for limit in range(max(columns), -1, -1)
        if sum(min(longest, limit) + gap for longest in columns) <= room or limit == 0
    )


def number_lists(root: etree._Element) -> None:
    """Let every list begin at its ``start``, which WeasyPrint minds only with other hints."""
    for ordered in root.iter("ol"):
        if start := ordered.get("start"):
            ordered.set("style", f"counter-reset: list-item {int(start) - 1}")


def _longest_word(cell: etree._Element) -> int:
    text = "".join(cell.itertext())
    picture = PICTURE if cell.find(".//img") is not None else 0
    if cell.get("class") == "end":
        return max(len(text), picture)  # Figures are kept on one line.
    return max(*map(len, text.split()), picture, 0)


def _longest_part(cell: etree._Element) -> int:
    return max(map(_room_of, _parts(cell)))


def _longest_figure(cell: etree._Element) -> int:
    return max((_room_of(part) for part in _parts(cell) if part[-1:].isdigit()), default=0)


def _parts(cell: etree._Element) -> list[str]:
    return BREAKS.split("".join(cell.itertext()))


def _room_of(part: str) -> int:
    """Return the characters that *part* takes: two points or commas are as wide as a figure."""
    return len(part) - (part.count(",") + part.count(".")) // 2


def mark_addresses(root: etree._Element) -> None:
    """Put each bare web or mail address of a left-to-right paragraph into class ``address``.

    A hyphen at the end of a line would be read as part of it. Arabic is never hyphenated.
    """
    for element in list(root.iter("p", "td", "th", *INLINE)):
        if element.xpath("string(ancestor-or-self::*[@dir][1]/@dir)") != "rtl":
            for child in list(element):
                child.tail = _mark(child.tail, element, child)
            element.text = _mark(element.text, element, None)


def _mark(text: str | None, parent: etree._Element, before: etree._Element | None) -> str | None:
    """Put the addresses of *text*, which follows *before*, into spans; return what precedes."""
    found = list(ADDRESS.finditer(text or ""))
    if not text or not found:
        return text
    place = 0 if before is None else parent.index(before) + 1
    ends = [*(match.start() for match in found[1:]), len(text)]
    for at, (match, end) in enumerate(zip(found, ends, strict=True)):
        span = etree.Element("span", {"class": "address"})
        span.text, span.tail = match.group(), text[match.end() : end]
        parent.insert(place + at, span)
    return text[: found[0].start()]
