"""The XMP packet and the information dictionary: one set of facts, written twice.

XMP as in ISO 16684-1; identification as in ISO 19005-3, 19005-4, 14289-1 and 14289-2. PDF/A-3
wants a description of every property that is not predefined, PDF/A-4 does not.
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from lxml import etree

from bayan import __version__
from bayan.typeset.model import Metadata, Page, Standard
from bayan.typeset.weasy import VERSION

CREATOR = f"Bayan {__version__}"
PRODUCER = f"WeasyPrint {VERSION}"

NAMESPACES: Mapping[str, str] = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "bayan": "urn:x-bayan:statement:1",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}
META = "adobe:ns:meta/"
BEGIN = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
END = '\n<?xpacket end="r"?>'


@dataclass(frozen=True, slots=True)
class Identification:
    """How a file says which standards it conforms to."""

    marks: Mapping[str, str]
    described: bool
    """Whether properties of our own need a description in the file."""


IDENTIFICATION: Mapping[Standard, Identification] = {
    Standard.A3A_UA1: Identification(
        {"pdfaid:part": "3", "pdfaid:conformance": "A", "pdfuaid:part": "1"}, described=True
    ),
    Standard.A4F_UA2: Identification(
        {"pdfaid:part": "4", "pdfaid:rev": "2020", "pdfaid:conformance": "F"}
        | {"pdfuaid:part": "2", "pdfuaid:rev": "2024"},
        described=False,
    ),
    Standard.A4_UA2: Identification(
        {"pdfaid:part": "4", "pdfaid:rev": "2020", "pdfuaid:part": "2", "pdfuaid:rev": "2024"},
        described=False,
    ),
}

Property = tuple[str, str, str, str]
"""Name, value type, category, description."""

SCHEMAS: tuple[tuple[str, str, tuple[Property, ...]], ...] = (
    (
        "PDF/UA Universal Accessibility Schema",
        "pdfuaid",
        (("part", "Integer", "internal", "Part of ISO 14289 to which the document conforms"),),
    ),
    (
        "Official statement",
        "bayan",
        (
            ("number", "Text", "external", "Reference number of the statement"),
            ("revision", "Integer", "external", "Revision of the statement, from 0"),
            ("sourceSHA256", "Text", "internal", "SHA-256 of the attached source"),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Identity:
    """Identifiers of a file, the same whenever it is made again."""

    document: uuid.UUID
    """Of all renditions of this version of the statement."""
    instance: uuid.UUID
    """Of this very rendition: revision, source and standard count."""


def identity(page: Page) -> Identity:
    """Return *page*'s identifiers."""
    meta = page.metadata
    document = uuid.uuid5(uuid.NAMESPACE_URL, clean(f"urn:x-bayan:{meta.identifier}"))
    state = f"{meta.revision} {meta.modified} {page.source_digest} {page.standard}"
    return Identity(document, uuid.uuid5(document, state))


def packet(page: Page) -> bytes:
    """Return the whole XMP packet of *page*, UTF-8, ready to be written uncompressed."""
    identification = IDENTIFICATION[page.standard]
    meta = etree.Element(f"{{{META}}}xmpmeta", nsmap={"x": META})
    rdf = etree.SubElement(meta, name("rdf:RDF"), nsmap={"rdf": NAMESPACES["rdf"]})
    used = {
        key: url
        for key, url in NAMESPACES.items()
        if identification.described or not key.startswith("pdfa") or key == "pdfaid"
    }
    about = etree.SubElement(rdf, name("rdf:Description"), {name("rdf:about"): ""}, nsmap=used)
    for key, text in {**identification.marks, **simple(page)}.items():
        if text:
            add(about, key, text)
    for key, (kind, texts) in collections(page.metadata).items():
        fill(about, key, kind, texts)
    for key, text in alternatives(page.metadata).items():
        translate(about, key, text, page.metadata.language)
    if identification.described:
        describe(about)
    etree.indent(meta, " ")
    return f"{BEGIN}{etree.tostring(meta, encoding='unicode')}{END}".encode()


def simple(page: Page) -> dict[str, str]:
    """Return the properties that hold one text each."""
    meta, ids = page.metadata, identity(page)
    return {
        "dc:format": "application/pdf",
        "dc:identifier": meta.identifier,
        "xmp:CreateDate": moment(meta.date),
        "xmp:ModifyDate": moment(meta.modified),
        "xmp:MetadataDate": moment(meta.modified),
        "xmp:CreatorTool": CREATOR,
        "pdf:Producer": PRODUCER,
        "pdf:Keywords": ", ".join(meta.keywords),
        "xmpMM:DocumentID": f"uuid:{ids.document}",
        "xmpMM:InstanceID": f"uuid:{ids.instance}",
        "xmpMM:VersionID": str(meta.revision),
        "xmpRights:Marked": "True" if meta.rights else "",
        "bayan:number": meta.number,
        "bayan:revision": str(meta.revision),
        "bayan:sourceSHA256": page.source_digest if page.source_name else "",
    }


def collections(meta: Metadata) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return the properties that hold a list: ordered (Seq) or not (Bag)."""
    return {
        "dc:language": ("Bag", (meta.language,)),
        "dc:creator": ("Seq", meta.authors),
        "dc:publisher": ("Bag", meta.publishers),
        "dc:subject": ("Bag", meta.keywords),
        "dc:date": ("Seq", (meta.date.isoformat(),)),
        "xmpRights:Owner": ("Bag", meta.publishers if meta.rights else ()),
    }


def alternatives(meta: Metadata) -> dict[str, str]:
    """Return the properties that name their language."""
    return {
        "dc:title": meta.title,
        "dc:description": meta.description,
        "dc:rights": meta.rights,
        "xmpRights:UsageTerms": meta.rights,
    }


def information(meta: Metadata) -> dict[str, str]:
    """Return the information dictionary's texts, which say what the XMP says."""
    found = {
        "Title": meta.title,
        "Author": ", ".join(meta.authors),
        "Subject": meta.description,
        "Keywords": ", ".join(meta.keywords),
        "Creator": CREATOR,
        "Producer": PRODUCER,
        "CreationDate": stamp(meta.date),
        "ModDate": stamp(meta.modified),
    }
    return {key: clean(text) for key, text in found.items() if text}


def stamp(day: date) -> str:
    """Return midnight UTC of *day* as PDF writes it, the year in four digits."""
    return f"D:{day.isoformat().replace('-', '')}000000Z"


def moment(day: date) -> str:
    """Return midnight UTC of *day*: a date has no clock, but XMP and PDF want one."""
    return f"{day.isoformat()}T00:00:00Z"


def name(key: str) -> str:
    """Return ``prefix:local`` as lxml writes names."""
    prefix, _, local = key.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def add(parent: etree._Element, key: str, text: str) -> etree._Element:
    """Add the element *key* with *text*."""
    child = etree.SubElement(parent, name(key))
    child.text = clean(text)
    return child


def fill(parent: etree._Element, key: str, kind: str, texts: Iterable[str]) -> None:
    """Add the property *key* with a container of *kind*, unless it would be empty."""
    known = [text for text in texts if text]
    if known:
        container = etree.SubElement(etree.SubElement(parent, name(key)), name(f"rdf:{kind}"))
        for text in known:
            add(container, "rdf:li", text)


def translate(parent: etree._Element, key: str, text: str, language: str) -> None:
    """Add the property *key* as a default and in its *language*."""
    if text:
        container = etree.SubElement(etree.SubElement(parent, name(key)), name("rdf:Alt"))
        for tag in ("x-default", language):
            item = add(container, "rdf:li", text)
            item.set("{http://www.w3.org/XML/1998/namespace}lang", tag)


def describe(parent: etree._Element) -> None:
    """Add the descriptions of properties that PDF/A does not know."""
    resource = {name("rdf:parseType"): "Resource"}
    schemas = etree.SubElement(parent, name("pdfaExtension:schemas"))
    bag = etree.SubElement(schemas, name("rdf:Bag"))
    for title, prefix, properties in SCHEMAS:
        item = etree.SubElement(bag, name("rdf:li"), resource)
        add(item, "pdfaSchema:schema", title)
        add(item, "pdfaSchema:namespaceURI", NAMESPACES[prefix])
        add(item, "pdfaSchema:prefix", prefix)
        sequence = etree.SubElement(
            etree.SubElement(item, name("pdfaSchema:property")), name("rdf:Seq")
        )
        for parts in properties:
            row = etree.SubElement(sequence, name("rdf:li"), resource)
            for key, text in zip(
                ("name", "valueType", "category", "description"), parts, strict=True
            ):
                add(row, f"pdfaProperty:{key}", text)


def clean(text: str) -> str:
    """Return *text* without the characters that XML 1.0 cannot hold."""
    return "".join(filter(holds, text))


def holds(character: str) -> bool:
    """Tell whether XML 1.0 can hold *character*: no control, surrogate or noncharacter."""
    code = ord(character)
    return (
        character in "\t\n\r" or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code > 0xFFFF
    )
