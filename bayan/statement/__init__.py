"""Statements: Markdown files with front matter, read into frozen values.

Names are loaded when first used: Markdown and YAML are slow to import.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bayan.statement.model import FrontMatter, ImageUse, Run, Statement
    from bayan.statement.read import read_statement
    from bayan.statement.select import language_of, select_versions, versions_in
    from bayan.statement.starter import starter_text

_HOME = {
    "FrontMatter": "model",
    "ImageUse": "model",
    "Run": "model",
    "Statement": "model",
    "language_of": "select",
    "read_statement": "read",
    "select_versions": "select",
    "starter_text": "starter",
    "versions_in": "select",
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


def __getattr__(name: str) -> object:
    """Return the public *name* from the module that defines it (PEP 562)."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
