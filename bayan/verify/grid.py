"""Which header cells a table's cell stands under."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

import pikepdf

from bayan.verify import objects
from bayan.verify.tree import Element

CELLS = ("TH", "TD")
WIDEST = 100
"""Rows or columns that one cell may span; more is damage."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's rows, and the headers of each cell by the cell's place."""

    rows: tuple[tuple[Element, ...], ...]
    columns: int
    headers: Mapping[tuple[int, int], tuple[Element, ...]]
    """Row and place within the row, from 0, to header cells."""


def grid(table: Element) -> Grid:
    """Return *table* laid out, spans followed."""
    rows = tuple(tuple(_cells(row)) for row in table.walk() if row.role == "TR")
    filled: dict[tuple[int, int], Element] = {}
    places: dict[tuple[int, int], tuple[range, range]] = {}
    for at, cells in enumerate(rows):
        column = 0
        for nth, cell in enumerate(cells):
            while (at, column) in filled:
                column += 1
            down = range(at, at + _span(cell, "RowSpan"))
            across = range(column, column + _span(cell, "ColSpan"))
            places[at, nth] = down, across
            filled.update(dict.fromkeys(product(down, across), cell))
            column = across.stop
    named = {cell.identifier: cell for cells in rows for cell in cells if cell.identifier}
    headers = {
        place: tuple(_named(rows[place[0]][place[1]], named)) or tuple(_scoped(filled, *where))
        for place, where in places.items()
    }
    columns = max((column for _, column in filled), default=-1) + 1
    return Grid(rows, columns, headers)


def _cells(row: Element) -> Iterator[Element]:
    return (kid for kid in row.elements if kid.role in CELLS)


def _span(cell: Element, key: str) -> int:
    return max(1, min(objects.number(cell.attributes.get(key), 1), WIDEST))


def _named(cell: Element, named: Mapping[bytes, Element]) -> Iterator[Element]:
    for key in objects.items(cell.attributes.get("Headers")):
        found = named.get(bytes(key)) if isinstance(key, pikepdf.String) else None
        if found:
            yield found


def _scoped(
    filled: Mapping[tuple[int, int], Element], down: range, across: range
) -> Iterator[Element]:
    beside = (filled.get(place) for place in product(down, range(across.start)))
    above = (filled.get(place) for place in product(range(down.start), across))
    for cells, scope in ((beside, "/Row"), (above, "/Column")):
        for cell in dict.fromkeys(filter(None, cells)):
            if cell.role == "TH" and cell.attributes.get("Scope") in (scope, "/Both"):
                yield cell
