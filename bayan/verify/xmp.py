"""What the XMP packet of a PDF says."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import pikepdf

from bayan.verify import objects
from bayan.verify.model import Expected
from bayan.verify.rules import Fault

PDFA = "{http://www.aiim.org/pdfa/ns/id/}"
PDFUA = "{http://www.aiim.org/pdfua/ns/id/}"
TITLE = "{http://purl.org/dc/elements/1.1/}title"
DIGEST = "sourceSHA256"


@dataclass(frozen=True, slots=True)
class Packet:
    """A packet's properties, each under ``{namespace}name``."""

    properties: Mapping[str, object]
    readable: bool = True
    plain: bool = True
    """Stored uncompressed, so that archives find it without reading the PDF."""

    def get(self, key: str) -> str:
        """Return a property's text, that of the default language where there are several."""
        value = self.properties.get(key)
        return value if isinstance(value, str) else ""

    @property
    def standard(self) -> str:
        """Return the claim as ``Standard`` writes it, ``a-3a+ua-1``; empty for none."""
        archive, access = self.get(f"{PDFA}part"), self.get(f"{PDFUA}part")
        level = self.get(f"{PDFA}conformance").lower()
        claims = (f"a-{archive}{level}" if archive else "", f"ua-{access}" if access else "")
        return "+".join(filter(None, claims))

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the attached source, in hexadecimal; empty for none."""
        keys = (key for key in self.properties if key.endswith(f"}}{DIGEST}"))
        return self.get(next(keys, "")).lower()


def read(document: pikepdf.Pdf) -> Packet | None:
    """Return the packet of *document*; None if it has none."""
    stream = document.Root.get("/Metadata")
    if not isinstance(stream, pikepdf.Stream):
        return None
    plain = "/Filter" not in stream
    try:
        metadata = document.open_metadata(strict=True)
        properties = {str(key): metadata[key] for key in metadata}
    except (SyntaxError, ValueError, pikepdf.PdfError):
        return Packet(MappingProxyType({}), readable=False, plain=plain)
    return Packet(MappingProxyType(properties), plain=plain)


def title(document: pikepdf.Pdf, packet: Packet | None) -> str:
    """Return the title of *document*: the packet's, else the information dictionary's."""
    return (packet.get(TITLE) if packet else "") or information(document, "/Title")


def information(document: pikepdf.Pdf, key: str) -> str:
    """Return a text of the information dictionary; empty where there is none."""
    return objects.text(objects.entry(document.trailer.get("/Info"), key))


def faults(
    document: pikepdf.Pdf, packet: Packet | None, expected: Expected | None
) -> Iterator[Fault]:
    """Yield what is wrong with the metadata."""
    if packet is None:
        yield Fault("verify.metadata", "there is no XMP packet")
        return
    if not packet.readable:
        yield Fault("verify.metadata", "the XMP packet is not well-formed")
        return
    if not packet.plain:
        yield Fault("verify.metadata", "the XMP packet is compressed")
    yield from _title_faults(document, packet, expected)
    yield from _standard_faults(packet, expected)


def _title_faults(
    document: pikepdf.Pdf, packet: Packet, expected: Expected | None
) -> Iterator[Fault]:
    said, listed = packet.get(TITLE), information(document, "/Title")
    if not said:
        yield Fault("verify.title", "the XMP packet has none")
    elif listed and listed != said:
        yield Fault("verify.title", f"XMP says “{said}”, the document information “{listed}”")
    elif expected and expected.title != said:
        yield Fault("verify.title", f"it says “{said}”, not “{expected.title}”")


def _standard_faults(packet: Packet, expected: Expected | None) -> Iterator[Fault]:
    claim = packet.standard
    if expected and claim != expected.standard:
        yield Fault("verify.standard", f"it claims {claim or 'nothing'}, not {expected.standard}")
    for namespace, words in ((PDFA, "PDF/A"), (PDFUA, "PDF/UA")):
        if not expected and not packet.get(f"{namespace}part"):
            yield Fault("verify.standard", f"it does not claim {words}")
