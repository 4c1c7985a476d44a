"""Whether a PDF keeps the promises that can be seen without veraPDF, in milliseconds."""

from collections.abc import Iterator

import pikepdf

from bayan.findings import Finding
from bayan.verify import catalog, content, objects, safety, tags, tree, xmp
from bayan.verify.model import Expected
from bayan.verify.rules import Fault, findings


def check_structure(
    pdf: bytes, expected: Expected | None = None, direction: str | None = None
) -> tuple[Finding, ...]:
    """Return findings on language, metadata, safety and tags of *pdf*.

    Args:
        pdf: A PDF file.
        expected: What it must be; None asks only whether it agrees with itself.
        direction: ``ltr`` or ``rtl``, where nothing is expected but the language is known.
    """
    try:
        with objects.opened(pdf) as document:
            contents = content.read(document)
            return findings(structure_faults(document, contents, expected, direction))
    except objects.UnreadableError as closed:
        return findings([closed.fault])


def structure_faults(
    document: pikepdf.Pdf,
    contents: tuple[content.Content, ...],
    expected: Expected | None = None,
    direction: str | None = None,
) -> Iterator[Fault]:
    """Yield what is wrong with an opened *document* and what its streams print."""
    packet = xmp.read(document)
    way = expected.direction if expected else direction
    yield from catalog.faults(document, expected, way)
    yield from xmp.faults(document, packet, expected)
    yield from safety.faults(document, packet)
    yield from (Fault("verify.hidden", page=part.page) for part in contents if part.invisible)
    structure = tree.read(document)
    if structure is None:
        yield Fault("verify.tagged", "it has no structure tree")
        return
    yield from tags.faults(structure, document)
    yield from tags.content_faults(structure, contents)
