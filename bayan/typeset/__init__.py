"""Typesetting: statement and house to HTML page (``compose``) to PDF (``pdf``)."""

from bayan.typeset.model import Asset, Metadata, Page, Rendition, Standard

__all__ = ["Asset", "Metadata", "Page", "Rendition", "Standard"]
