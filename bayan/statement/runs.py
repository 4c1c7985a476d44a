"""The words of a front matter as runs, in the font role a letterhead sets them in."""

from collections.abc import Iterator
from typing import Literal

from bayan.findings import Place
from bayan.statement.fields import Entries
from bayan.statement.model import Run

ROLES: dict[str, Literal["text", "small"]] = {
    "title": "text",
    "addressee": "text",
    "signatory.name": "text",
    "signatory.title": "text",
    "place": "small",
    "office": "small",
    "number": "small",
    "revision.note": "small",
    "contact.name": "small",
    "contact.phone": "small",
    "contact.email": "small",
    "rights": "small",
}
"""Keys whose words print. Summary and keywords go into the PDF's metadata, which has no font."""


def front_runs(entries: Entries, language: str) -> Iterator[Run]:
    """Yield a run for each value that prints as it is written, in *language*."""
    for path, role in ROLES.items():
        if path in entries and str(entries[path].value).strip():
            place: Place = entries[path].place
            yield Run(str(entries[path].value), place, language, role)
