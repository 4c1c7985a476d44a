"""PDF bytes to findings: fonts, text, structure, and the order a listener hears.

Names are loaded when first used: pikepdf and pdfium take a while.
"""

from typing import TYPE_CHECKING

from bayan.lazy import names_from
from bayan.verify.model import Expected, Font, Heard, Report, Wording, Words

if TYPE_CHECKING:
    from bayan.verify.fonts import check_fonts
    from bayan.verify.listen import transcript
    from bayan.verify.proof.differences import prove
    from bayan.verify.report import gate, inspect
    from bayan.verify.structure import check_structure
    from bayan.verify.text import page_texts, words_found

_MODULES = {
    "fonts": ("check_fonts",),
    "listen": ("transcript",),
    "proof.differences": ("prove",),
    "report": ("gate", "inspect"),
    "structure": ("check_structure",),
    "text": ("page_texts", "words_found"),
}

__all__ = [
    "Expected",
    "Font",
    "Heard",
    "Report",
    "Wording",
    "Words",
    "check_fonts",
    "check_structure",
    "gate",
    "inspect",
    "page_texts",
    "prove",
    "transcript",
    "words_found",
]

__getattr__ = names_from(__name__, _MODULES)
