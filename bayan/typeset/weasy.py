"""The one place that imports WeasyPrint: under the private Fontconfig.

``pydyf`` comes along, as the finisher works on its objects. ``boxes``, ``AbsolutePlaceholder``
and ``tags`` are WeasyPrint's own affairs, and only ``tags/seam.py`` may use them, the first and
``block_layout`` also ``pageends``; so are ``draw_text``, ``Font`` and what is Pango's, which are
the text layer's.
"""

from typing import Any, TypeAlias

from bayan.typeset.fontconfig import private_fontconfig
from bayan.typeset.libraries import opened_directly

with private_fontconfig(), opened_directly():
    import weasyprint  # noqa: F401

with private_fontconfig():
    import pydyf
    from weasyprint import CSS, HTML, VERSION, Attachment, Document
    from weasyprint.css.counters import CounterStyle
    from weasyprint.draw import text as draw_text
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout import block as block_layout
    from weasyprint.layout.absolute import AbsolutePlaceholder
    from weasyprint.pdf import tags
    from weasyprint.pdf.fonts import Font
    from weasyprint.text.ffi import FROM_UNITS, ffi, gobject, pango
    from weasyprint.text.fonts import FontConfiguration, get_pango_font_key
    from weasyprint.urls import URLFetcher, URLFetcherResponse

# WeasyPrint declares what it calls itself; the text layer also holds Pango's fonts.
ffi.cdef("void *g_object_ref(void *object);")

Box: TypeAlias = Any
"""A box of WeasyPrint's layout."""
Pdf: TypeAlias = Any
"""A ``pydyf.PDF``."""
PdfObject: TypeAlias = Any
"""What a PDF file holds: a pydyf object, a reference to one, a number."""
Handle: TypeAlias = Any
"""A thing of WeasyPrint's or Pango's that is handed on: a stream, a text box, a font."""

__all__ = [
    "CSS",
    "FROM_UNITS",
    "HTML",
    "VERSION",
    "AbsolutePlaceholder",
    "Attachment",
    "Box",
    "CounterStyle",
    "Document",
    "Font",
    "FontConfiguration",
    "Handle",
    "Pdf",
    "PdfObject",
    "URLFetcher",
    "URLFetcherResponse",
    "block_layout",
    "boxes",
    "draw_text",
    "ffi",
    "get_pango_font_key",
    "gobject",
    "pango",
    "pydyf",
    "tags",
]
