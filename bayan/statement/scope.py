"""What is known while one version's Markdown is read."""

from collections.abc import MutableMapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bayan.language.model import Language
from bayan.statement.notebook import Notebook
from bayan.statement.source import Source, objection, unprintable
from bayan.world import Limits

SCOPE = "bayan.scope"
"""Where markdown-it's rules find the scope in their environment."""


@dataclass(frozen=True, slots=True)
class Scope:
    """One version's Markdown, and where what is noticed in it goes."""

    body: Source
    folder: Path
    """Where its images are."""
    language: Language
    title: str
    limits: Limits
    notebook: Notebook

    def error(self, code: str, message: str, line: int, hint: str = "") -> None:
        """Note an error on *line*, counted from 0 in the body."""
        self.notebook.error(code, message, self.body.place(line), hint)

    def warn(self, code: str, message: str, line: int, hint: str = "") -> None:
        """Note a warning on *line*, counted from 0 in the body."""
        self.notebook.warn(code, message, self.body.place(line), hint)

    def require_printable(self, text: str, line: int) -> None:
        """Note each character of *text* that came in as an entity and cannot be printed."""
        for char in dict.fromkeys(unprintable(text)):
            message = f"The text holds {objection(char)}."
            self.error("statement.character", message, line, "Take the entity (&#…;) out.")


def scope_of(env: MutableMapping[str, Any]) -> Scope:
    """Return the scope that markdown-it's *env* carries."""
    scope = env[SCOPE]
    assert isinstance(scope, Scope)  # noqa: S101 - parse() alone makes the environment
    return scope
