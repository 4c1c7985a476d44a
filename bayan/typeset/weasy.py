"""The one place that imports WeasyPrint: under the private Fontconfig.

``pydyf`` comes along, as the finisher works on its objects. ``boxes``, ``AbsolutePlaceholder``
and ``tags`` are WeasyPrint's own affairs; only ``tags/seam.py`` may use them.
"""

from typing import Any, TypeAlias

from bayan.typeset.fontconfig import private_fontconfig

with private_fontconfig():
    import pydyf
    from weasyprint import CSS, HTML, VERSION, Attachment, Document
    from weasyprint.css.counters import CounterStyle
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout.absolute import AbsolutePlaceholder
    from weasyprint.pdf import tags
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

Box: TypeAlias = Any
"""A box of WeasyPrint's layout."""
Pdf: TypeAlias = Any
"""A ``pydyf.PDF``."""
PdfObject: TypeAlias = Any
"""What a PDF file holds: a pydyf object, a reference to one, a number."""

__all__ = [
    "CSS",
    "HTML",
    "VERSION",
    "AbsolutePlaceholder",
    "Attachment",
    "Box",
    "CounterStyle",
    "Document",
    "FontConfiguration",
    "Pdf",
    "PdfObject",
    "URLFetcher",
    "URLFetcherResponse",
    "boxes",
    "pydyf",
    "tags",
]
