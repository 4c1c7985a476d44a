"""What WeasyPrint says while it works, as findings instead of log lines."""

import logging
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from bayan.errors import AssetError, GlyphError
from bayan.findings import Finding, error, errors_in, warning

LOGGER = "weasyprint"

HARMLESS: dict[str, str] = {}
"""Start of a message that is not reported, to the reason why it is harmless."""

PICTURE = "Open the picture in a drawing or photo program and save it again."

GRAVE: dict[str, tuple[str, str]] = {
    ".notdef glyph rendered": ("render.glyph", "Add a font that has the character."),
    "Font-face ": ("render.font", "The font file is damaged: put a good one in its place."),
    "Failed to render SVG image": ("render.image", PICTURE),
    "Failed to load image": ("render.image", PICTURE),
}
"""Start of a message that stops the rendition, to its code and hint."""


class Notices(logging.Handler):
    """Keeps the warnings and errors that one thread logs."""

    def __init__(self) -> None:
        """Listen to the thread that makes it."""
        super().__init__(logging.WARNING)
        self._thread = threading.get_ident()
        self._findings: dict[Finding, None] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Keep *record* as a finding, once, unless it is known to be harmless."""
        text = record.getMessage()
        if record.thread == self._thread and not text.startswith(tuple(HARMLESS)):
            self._findings[notice(text)] = None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was kept, in order."""
        return tuple(self._findings)


def notice(text: str) -> Finding:
    """Return the finding for a message of the renderer."""
    message = f"The renderer says: “{text}”."
    for start, (code, hint) in GRAVE.items():
        if text.startswith(start):
            return error(code, message, hint=hint)
    hint = "Correct the layout's stylesheet, or the passage, that the renderer names."
    return warning("render.warning", message, hint=hint)


def refuse_errors(findings: Iterable[Finding]) -> None:
    """Raise what is grave among *findings*.

    Raises:
        AssetError: a picture cannot be drawn.
        GlyphError: a font is damaged, or none has one of the characters.
    """
    findings = tuple(findings)
    codes = {finding.code for finding in errors_in(findings)}
    if "render.image" in codes:
        raise AssetError(findings)
    if codes:
        raise GlyphError(findings)


@contextmanager
def collected() -> Iterator[Notices]:
    """Collect the renderer's messages inside the block; nothing is printed."""
    logger, notices = logging.getLogger(LOGGER), Notices()
    propagate = logger.propagate
    logger.addHandler(notices)
    logger.propagate = False
    try:
        yield notices
    finally:
        logger.propagate = propagate
        logger.removeHandler(notices)
