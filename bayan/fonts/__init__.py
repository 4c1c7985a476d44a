"""Fonts: what there is, what it covers, and its ``@font-face`` rules."""

from bayan.fonts.coverage import coverage, family_coverage, needs_glyph, stack_coverage
from bayan.fonts.faces import css_family, font_assets, font_faces, unknown_family
from bayan.fonts.inventory import MANIFEST, read_inventory
from bayan.fonts.model import FontFace, Inventory, Style

__all__ = [
    "MANIFEST",
    "FontFace",
    "Inventory",
    "Style",
    "coverage",
    "css_family",
    "family_coverage",
    "font_assets",
    "font_faces",
    "needs_glyph",
    "read_inventory",
    "stack_coverage",
    "unknown_family",
]
