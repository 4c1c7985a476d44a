"""What can be wrong with a PDF, one row for each; ``docs/verify.md`` explains them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from bayan.findings import Finding, Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing a PDF must be, seen from its breach."""

    message: str
    hint: str = ""
    """What to do whoever made the PDF; empty where that depends on who did."""
    severity: Severity = Severity.ERROR


class Fault(NamedTuple):
    """One breach of a rule; *detail* says which part of the file, *page* where, from 1."""

    code: str
    detail: str = ""
    page: int | None = None

    def __str__(self) -> str:
        """Return the detail and its page, in words."""
        where = f"page {self.page}" if self.page else ""
        return ", ".join(part for part in (self.detail, where) if part)


OURS = "This is a fault of Bayan or of the layout: please report it with the statement."
"""The hint for a PDF that Bayan has just made."""
ANYONES = "Render the statement again with Bayan; edit its Markdown, never the PDF."
"""The hint for a PDF that anyone may have made."""

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "verify.broken": Rule("The file cannot be read as a PDF"),
        "verify.encrypted": Rule("The PDF is encrypted", "Save it unlocked: archives refuse it."),
        "verify.font": Rule(
            "A font is not embedded, or not one of the project's",
            "Name only families of the fonts/ folder in the layout and the house file.",
        ),
        "verify.glyph": Rule(
            "A character is printed as an empty box, for its font lacks it",
            "Choose a font that has the character; `bayan fonts` shows what each covers.",
        ),
        "verify.unicode": Rule("A font does not say which characters its shapes are"),
        "verify.language": Rule("The PDF's language is missing or not the statement's"),
        "verify.tagged": Rule("The PDF is not tagged: a screen reader has nothing to follow"),
        "verify.title": Rule("The PDF's title is missing, hidden, or not the statement's"),
        "verify.direction": Rule("The PDF's reading direction is not its language's"),
        "verify.metadata": Rule("The PDF's metadata cannot be read by archives"),
        "verify.standard": Rule("The PDF does not claim the standards it should"),
        "verify.intent": Rule("The PDF does not say what its colours mean (output intent)"),
        "verify.active": Rule(
            "The PDF holds something that acts by itself",
            "Do not open it in a viewer; ask whoever sent it for the Markdown.",
        ),
        "verify.attachment": Rule(
            "A file attached to the PDF could be run as a program",
            "Do not open the attachment; ask whoever sent it for the Markdown.",
        ),
        "verify.source": Rule(
            "The attached source is not the one the PDF was made from",
            "The PDF was changed after it was made: render the statement again.",
        ),
        "verify.unmarked": Rule("Something is printed that a screen reader never reaches"),
        "verify.hidden": Rule(
            "Text is there that nobody sees: transparent, or without ink",
            severity=Severity.WARNING,
        ),
        "verify.order": Rule("A screen reader would skip a passage or say it twice"),
        "verify.role": Rule("A tag has a role that no reader knows"),
        "verify.nesting": Rule("Tags stand where the standard does not allow them"),
        "verify.inline": Rule("Words stand in the document without a paragraph around them"),
        "verify.empty": Rule("A tag holds nothing", severity=Severity.WARNING),
        "verify.figure": Rule(
            "A picture has no alternative text",
            "Write it in the Markdown, ![what it shows](file), or as the house's emblem_alt.",
        ),
        "verify.link": Rule("A link has no words for a screen reader, or no place in them"),
        "verify.heading": Rule("The first heading is not of the first level"),
        "verify.heading-skip": Rule(
            "Headings skip a level",
            "Use ## under #, ### under ##, and so on.",
        ),
        "verify.table": Rule("Cells of a table cannot be told from their headers"),
        "verify.list": Rule("A list item has no body"),
        "verify.note": Rule("A note has no name of its own to be pointed at"),
    }
)

SHOWN = 3


def findings(faults: Iterable[Fault], otherwise: str = ANYONES) -> tuple[Finding, ...]:
    """Return one finding a rule that *faults* breach, in order of first breach.

    *otherwise* is the hint of the rules that have none of their own.
    """
    grouped: dict[str, list[str]] = {}
    for fault in faults:
        grouped.setdefault(fault.code, []).append(str(fault))
    return tuple(_finding(code, where, otherwise) for code, where in grouped.items())


def _finding(code: str, where: list[str], otherwise: str) -> Finding:
    rule = RULES[code]
    told = [place for place in dict.fromkeys(where) if place]
    more = f"; and {len(told) - SHOWN} more" if len(told) > SHOWN else ""
    places = f": {'; '.join(told[:SHOWN])}{more}" if told else ""
    message = f"{rule.message}{places}."
    return Finding(rule.severity, code, message, None, rule.hint or otherwise)
