"""Which PDF structure type an HTML element is, in PDF 1.7 and in PDF 2.0.

ISO 32000-1, 14.8.4, and ISO 32000-2, 14.8.4 with ISO/TS 32005 for what may stand in what.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bayan.typeset.tags.tree import HEADINGS

PDF2 = "http://iso.org/pdf2/ssn"

TEXT = frozenset({"p", "pre", *HEADINGS})
"""Blocks that hold nothing but text."""

CONTAINERS: Mapping[str, str] = {
    "article": "Sect",
    "aside": "Div",
    "blockquote": "BlockQuote",
    "section": "Sect",
}
"""Blocks that hold blocks, and keep their type whatever they hold; others become a Div."""

BLOCKS = frozenset(
    {*CONTAINERS, *TEXT, "address", "body", "dd", "div", "dl", "dt", "figcaption", "figure"}
    | {"footer", "form", "header", "hr", "li", "main", "nav", "ol", "table", "ul"}
)
"""Elements that are blocks even where the layout sets them in a line."""

INLINE: Mapping[str, tuple[str, str]] = {
    "code": ("Code", "Code"),
    "em": ("Span", "Em"),
    "strong": ("Span", "Strong"),
}
"""Inline elements that always are an element of the structure: in PDF 1.7, in PDF 2.0."""

GROUPS: Mapping[str, str] = {"thead": "THead", "tbody": "TBody", "tfoot": "TFoot"}
CELLS: Mapping[str, str] = {"td": "TD", "th": "TH"}
SCOPES: Mapping[str, str] = {"row": "Row", "rowgroup": "Row"}
"""The ``scope`` attribute; any other is a column's."""

NUMBERING: Mapping[str, str] = {
    "circle": "Circle",
    "decimal": "Decimal",
    "decimal-leading-zero": "Decimal",
    "disc": "Disc",
    "lower-alpha": "LowerAlpha",
    "lower-latin": "LowerAlpha",
    "lower-roman": "LowerRoman",
    "square": "Square",
    "upper-alpha": "UpperAlpha",
    "upper-latin": "UpperAlpha",
    "upper-roman": "UpperRoman",
}
"""CSS list style to ``ListNumbering``."""

BLOCK_TYPES = frozenset(
    {"P", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Table", "Div", "Sect", "BlockQuote"}
    | {"Caption", "LBody", "TR", "THead", "TBody", "TFoot", "TH", "TD"}
)

PDF1_ONLY = frozenset({"BlockQuote", "Code", "Note", "Reference"})
"""Types that PDF 2.0 dropped from its own namespace; they stay in the one of PDF 1.7."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """Where the two standards differ."""

    two: bool
    """PDF 2.0 with PDF/UA-2, or PDF 1.7 with PDF/UA-1."""
    note: str
    call: str
    """The type of a footnote's call."""
    caption: str
    """A picture's caption, beside the picture: PDF/UA-2 wants a Caption inside what it captions,
    where a Figure's alternative text would silence it."""
    ordered: str
    unordered: str
    described: str
    """``ListNumbering`` of lists whose labels are not in the table, and of definitions."""


UA1 = Dialect(False, "Note", "Reference", "Caption", "Decimal", "Disc", "None")
UA2 = Dialect(True, "FENote", "Reference", "P", "Ordered", "Unordered", "Description")
