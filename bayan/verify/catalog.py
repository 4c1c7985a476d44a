"""What a PDF says of itself as a whole: language, direction, tags, colours."""

from collections.abc import Iterator

import pikepdf

from bayan.verify import objects
from bayan.verify.model import Expected
from bayan.verify.rules import Fault


def language(document: pikepdf.Pdf) -> str:
    """Return the BCP 47 tag of the whole document; empty for none."""
    return objects.text(document.Root.get("/Lang"))


def direction(document: pikepdf.Pdf) -> str:
    """Return ``rtl`` or ``ltr``, as viewers are asked to lay out its pages."""
    said = objects.entry(document.Root, "/ViewerPreferences", "/Direction")
    return "rtl" if said == "/R2L" else "ltr"


def faults(document: pikepdf.Pdf, expected: Expected | None, way: str | None) -> Iterator[Fault]:
    """Yield what is wrong with the document catalogue.

    *way* is that of the document's language, None where it is not known.
    """
    root = document.Root
    if document.is_encrypted:
        yield Fault("verify.encrypted")
    yield from _language_faults(language(document), expected)
    if objects.entry(root, "/MarkInfo", "/Marked") is not True:
        yield Fault("verify.tagged", "it is not marked as tagged")
    if objects.entry(root, "/MarkInfo", "/Suspects") is True:
        yield Fault("verify.tagged", "its own tags are marked as suspect")
    if objects.entry(root, "/ViewerPreferences", "/DisplayDocTitle") is not True:
        yield Fault("verify.title", "viewers would show the file's name in its place")
    if way and direction(document) != way:
        words = {"rtl": "right to left", "ltr": "left to right"}
        yield Fault("verify.direction", f"it should be {words[way]}")
    if not any(_has_profile(intent) for intent in objects.items(root.get("/OutputIntents"))):
        yield Fault("verify.intent")


def _language_faults(said: str, expected: Expected | None) -> Iterator[Fault]:
    if not said:
        yield Fault("verify.language", "it names none")
    elif not objects.TAG.match(said):
        yield Fault("verify.language", f"“{said}” is no language tag")
    elif expected and said.casefold() != expected.language.casefold():
        yield Fault("verify.language", f"it says “{said}”, not “{expected.language}”")


def _has_profile(intent: object) -> bool:
    return isinstance(objects.entry(intent, "/DestOutputProfile"), pikepdf.Stream)
