"""PDFs for the tests of the gate: the typesetter's, and the same with something changed."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary
from typeset_pages import page

from bayan.typeset.model import Standard
from bayan.typeset.pdf import print_page
from bayan.world import Limits

CASES = Path(__file__).parent / "cases" / "verify"

CSS = ".footnote { float: footnote } ul { list-style-type: disc }"

Change = Callable[[pikepdf.Pdf], None]


def printed(name: str = "statement", standard: Standard = Standard.A3A_UA1) -> bytes:
    """Return the case page *name* in print."""
    html = (CASES / f"{name}.html").read_text(encoding="utf-8")
    tag, direction = ("en", "ltr") if name == "english" else ("ar", "rtl")
    paper = page(html, CSS, standard, language=tag, direction=direction)
    return print_page(paper, Limits()).pdf


def changed(pdf: bytes, change: Change, **save: object) -> bytes:
    """Return *pdf* after *change*, saved with the options *save*."""
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        change(document)
        # pikepdf would mend the packet on the way.
        document.save(out, fix_metadata_version=False, **save)
    return out.getvalue()


def tags(document: pikepdf.Pdf, role: str) -> list[pikepdf.Object]:
    """Every tag of *role*, in reading order."""
    found: list[pikepdf.Object] = []
    waiting = [document.Root.StructTreeRoot]
    while waiting:
        tag = waiting.pop(0)
        kids = tag.get("/K", [])
        kids = list(kids) if isinstance(kids, Array) else [kids]
        inner = [kid for kid in kids if isinstance(kid, Dictionary) and "/S" in kid]
        found += [kid for kid in inner if str(kid.S) == f"/{role}"]
        waiting = inner + waiting
    return found
