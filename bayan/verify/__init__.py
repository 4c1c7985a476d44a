"""PDF bytes to findings: fonts, text, structure, and the order a listener hears.

Names are loaded when first used: pikepdf and pdfium take a while.
"""

from typing import TYPE_CHECKING

from bayan.lazy import names_from
from bayan.verify.model import Expected, Font, Heard, Report, Words

if TYPE_CHECKING:
    from bayan.verify.fonts import check_fonts
    from bayan.verify.listen import transcript
    from bayan.verify.report import gate, inspect
    from bayan.verify.structure import check_structure
    from bayan.verify.text import check_text, page_texts, words_found

_MODULES = {
    "fonts": ("check_fonts",),
    "listen": ("transcript",),
    "report": ("gate", "inspect"),
    "structure": ("check_structure",),
    "text": ("check_text", "page_texts", "words_found"),
}

__all__ = [
    "Expected",
    "Font",
    "Heard",
    "Report",
    "Words",
    "check_fonts",
    "check_structure",
    "check_text",
    "gate",
    "inspect",
    "page_texts",
    "transcript",
    "words_found",
]

__getattr__ = names_from(__name__, _MODULES)
