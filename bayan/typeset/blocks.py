"""Block elements, prepared for what WeasyPrint cannot work out by itself."""

import re
from collections.abc import Sequence
from itertools import zip_longest

from lxml import etree

ROOM = 72
"""Characters that the longest words of a table's columns may take together on one line."""
WIDE_ROOM, WIDE_GAP = 92, 1.4
"""The same in the small letters of a wide table, and what its gaps take between columns."""
BREAKS = re.compile(r"[\s–—/-]+")
"""Where a line may end in a cell of a wide table."""


def mark_wide_tables(root: etree._Element) -> None:
    """Give the class ``wide`` to every table whose longest words cannot stand side by side."""
    for table in root.iter("table"):
        rows = [[_longest_word(cell) for cell in row] for row in table.iter("tr")]
        columns = zip_longest(*rows, fillvalue=0)
        if sum(max(column) + 2 for column in columns) > ROOM:
            table.set("class", "wide")
            _keep_short_words(table)


def _keep_short_words(table: etree._Element) -> None:
    """Give the class ``whole`` to the cells of a wide table whose words need no break."""
    rows = [[_longest_part(cell) for cell in row] for row in table.iter("tr")]
    limit = _limit([max(column) for column in zip_longest(*rows, fillvalue=0)])
    for cell in table.iter("th", "td"):
        if _longest_part(cell) <= limit:
            cell.set("class", f"{cell.get('class', '')} whole".strip())


def _limit(columns: Sequence[int]) -> int:
    """Return how long words may be if those of all *columns* are to stand side by side."""
    return next(
        limit
        for limit in range(max(columns), -1, -1)
        if sum(min(longest, limit) + WIDE_GAP for longest in columns) <= WIDE_ROOM or limit == 0
    )


def number_lists(root: etree._Element) -> None:
    """Let every list begin at its ``start``, which WeasyPrint minds only with other hints."""
    for ordered in root.iter("ol"):
        if start := ordered.get("start"):
            ordered.set("style", f"counter-reset: list-item {int(start) - 1}")


def _longest_word(cell: etree._Element) -> int:
    text = "".join(cell.itertext())
    if cell.get("class") == "end":
        return len(text)  # Figures are kept on one line.
    return max(map(len, text.split()), default=0)


def _longest_part(cell: etree._Element) -> int:
    return max(map(len, BREAKS.split("".join(cell.itertext()))))
