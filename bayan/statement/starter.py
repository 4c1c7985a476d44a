"""A small statement to start from, in each language there is one for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from bayan.language.table import row_of


@dataclass(frozen=True, slots=True)
class Starter:
    """Words to be replaced."""

    title: str
    place: str
    body: str


STARTERS: Mapping[str, Starter] = MappingProxyType(
    {
        "ar": Starter(
            "عنوان البيان",
            "ميناء سارم، مارافا",
            """اكتب هنا الفقرة الأولى: من أصدر البيان، وأين، وفي أي شأن.

## ما اتُّفق عليه

تُكتب الفقرات بينها سطر فارغ. ويمكن إبراز **كلمة**، أو ذكر [words of another language]{lang=en}،
أو إضافة حاشية[^1].

- البند الأول.
- البند الثاني.

[^1]: نص الحاشية.
""",
        ),
        "en": Starter(
            "Title of the statement",
            "Port Sarem, Marava",
            """Write the first paragraph here: who makes the statement, where, and on what.

## What was agreed

Paragraphs have an empty line between them. You may stress a **word**, quote
[des mots d’une autre langue]{lang=fr} or add a footnote[^1].

- The first point.
- The second point.

[^1]: The text of the footnote.
""",
        ),
        "fr": Starter(
            "Titre de la déclaration",
            "Port Sarem, Marava",
            """Écrivez ici le premier paragraphe : qui fait la déclaration, où et à quel sujet.

## Ce qui a été convenu

Une ligne vide sépare les paragraphes. Vous pouvez souligner un **mot**, citer
[words of another language]{lang=en} ou ajouter une note[^1].

- Le premier point.
- Le second point.

[^1]: Le texte de la note.
""",
        ),
    }
)


def starter_text(tag: str, day: date, *, main: bool) -> str:
    """Return a statement in the language *tag*, ready to be read and to be rewritten.

    The main version (*main*) has what the others inherit: the date (*day*), kind and release.
    A language without words of its own gets the English ones.

    Raises:
        LookupError: the table has no row for *tag*.
    """
    row = row_of(tag)
    words = STARTERS.get(row.tag, STARTERS["en"])
    shared = [f"date: {day.isoformat()}", "kind: statement", "release: draft"] if main else []
    front = [f"title: {words.title}", f"lang: {tag}", *shared, f"place: {words.place}"]
    return "\n".join(["---", *front, "---", "", words.body])
