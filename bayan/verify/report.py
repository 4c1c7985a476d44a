"""The two questions asked of a PDF: what is in it, and is it what it should be?"""

from collections.abc import Collection

import pikepdf

from bayan.findings import Finding
from bayan.language import direction_of
from bayan.verify import catalog, content, objects, xmp
from bayan.verify.fonts import font_faults, fonts
from bayan.verify.listen import hear
from bayan.verify.model import Expected, Report
from bayan.verify.rules import OURS, findings
from bayan.verify.structure import structure_faults


def gate(pdf: bytes, expected: Expected) -> tuple[Finding, ...]:
    """Return findings on a fresh rendition: its fonts and its structure, in milliseconds.

    It does not read the text back, and does not replace veraPDF: see ``docs/verify.md``.
    """
    try:
        with objects.opened(pdf) as document:
            contents = content.read(document)
            faults = [
                *font_faults(fonts(document), contents, expected.fonts),
                *structure_faults(document, contents, expected),
            ]
    except objects.UnreadableError as closed:
        faults = [closed.fault]
    return findings(faults, OURS)


def inspect(pdf: bytes, allowed: Collection[str] | None = None) -> Report:
    """Return all that is known of *pdf*, whoever made it.

    Args:
        pdf: A PDF file; one that cannot be read gives a report of that finding alone.
        allowed: Family or PostScript names of the fonts it may use; None for any.
    """
    try:
        with objects.opened(pdf) as document:
            return _report(pdf, document, allowed)
    except objects.UnreadableError as closed:
        return Report(0, "", "", "", "", (), findings([closed.fault]), ())


def _report(pdf: bytes, document: pikepdf.Pdf, allowed: Collection[str] | None) -> Report:
    contents = content.read(document)
    packet = xmp.read(document)
    used = fonts(document)
    language = catalog.language(document)
    direction = direction_of(language) if objects.TAG.match(language) else None
    faults = [
        *font_faults(used, contents, allowed),
        *structure_faults(document, contents, direction=direction),
    ]
    return Report(
        pages=len(document.pages),
        title=xmp.title(document, packet),
        language=language,
        direction=catalog.direction(document),
        standard=packet.standard if packet else "",
        fonts=used,
        findings=findings(faults),
        heard=hear(pdf, document, contents),
    )
