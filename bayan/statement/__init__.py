"""Statements: Markdown files with front matter, read into frozen values.

Names are loaded when first used: Markdown and YAML are slow to import.
"""

from typing import TYPE_CHECKING

from bayan.lazy import names_from

if TYPE_CHECKING:
    from bayan.statement.model import FrontMatter, ImageUse, Run, Statement
    from bayan.statement.read import read_statement
    from bayan.statement.select import language_of, select_versions, versions_in
    from bayan.statement.starter import starter_text

_MODULES = {
    "model": ("FrontMatter", "ImageUse", "Run", "Statement"),
    "read": ("read_statement",),
    "select": ("language_of", "select_versions", "versions_in"),
    "starter": ("starter_text",),
}

__all__ = [
    "FrontMatter",
    "ImageUse",
    "Run",
    "Statement",
    "language_of",
    "read_statement",
    "select_versions",
    "starter_text",
    "versions_in",
]

__getattr__ = names_from(__name__, _MODULES)
