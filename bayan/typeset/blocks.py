"""Block elements, prepared for what WeasyPrint cannot work out by itself."""

from itertools import zip_longest

from lxml import etree

ROOM = 72
"""Characters that the longest words of a table's columns may take together on one line."""


def mark_wide_tables(root: etree._Element) -> None:
    """Give the class ``wide`` to every table whose longest words cannot stand side by side."""
    for table in root.iter("table"):
        rows = [[_longest_word(cell) for cell in row] for row in table.iter("tr")]
        columns = zip_longest(*rows, fillvalue=0)
        if sum(max(column) + 2 for column in columns) > ROOM:
            table.set("class", "wide")


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
