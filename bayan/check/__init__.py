"""Findings before print: characters that no font has."""

from bayan.check.glyphs import FamiliesFor, missing_glyphs

__all__ = ["FamiliesFor", "missing_glyphs"]
