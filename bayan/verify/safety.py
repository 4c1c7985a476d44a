"""What in a PDF could act by itself, and what is attached to it."""

import hashlib
from collections.abc import Iterator

import pikepdf

from bayan.verify import objects
from bayan.verify.rules import Fault
from bayan.verify.xmp import Packet

ACTIONS = frozenset({"GoTo", "URI"})
"""Actions a statement may have: its own places and the addresses of links."""

HOLDERS = frozenset({"/A", "/PA", "/OpenAction", "/Next"})
"""Entries that hold an action, in whatever dictionary; attributes of tags have no ``/S``."""

SCHEMES = ("http:", "https:", "mailto:", "tel:")

ANNOTATIONS = frozenset({"Movie", "Sound", "Screen", "3D", "RichMedia", "FileAttachment"})

PROGRAMS = (
    *(".exe", ".com", ".bat", ".cmd", ".msi", ".scr", ".pif", ".ps1", ".vbs", ".js", ".jar"),
    *(".sh", ".app", ".dll", ".so", ".py", ".hta", ".lnk", ".apk", ".dmg", ".wsf"),
)
"""Endings of file names that some system runs."""

MAGIC = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")
"""First bytes of files that some system runs."""


def faults(document: pikepdf.Pdf, packet: Packet | None) -> Iterator[Fault]:
    """Yield what acts by itself, and what is wrong with the attachments."""
    if any(objects.leaves(objects.entry(document.Root, "/Names", "/JavaScript"), "/Names")):
        yield Fault("verify.active", "a script of the whole document")
    if objects.entry(document.Root, "/AcroForm", "/XFA") is not None:
        yield Fault("verify.active", "a form of scripts (XFA)")
    for holder in document.objects:
        if isinstance(holder, pikepdf.Dictionary):
            yield from _active_faults(holder)
    for file_name, content in attachments(document):
        if file_name.lower().endswith(PROGRAMS) or content.startswith(MAGIC):
            yield Fault("verify.attachment", f"“{file_name}”")
    yield from _source_faults(document, packet.digest if packet else "")


def attachments(document: pikepdf.Pdf) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of every attached file."""
    named = objects.leaves(objects.entry(document.Root, "/Names", "/EmbeddedFiles"), "/Names")
    specifications = [value for _, value in named]
    specifications += objects.items(document.Root.get("/AF"))
    seen: set[objects.Owner] = set()
    for value in specifications:
        owner = objects.owner(value)
        if owner not in seen:
            yield _file_name(value), _content(value)
        seen |= {owner} - {(0, 0)}


def _file_name(specification: object) -> str:
    names = (objects.text(objects.entry(specification, key)) for key in ("/UF", "/F"))
    return next(filter(None, names), "")


def _content(specification: object) -> bytes:
    return objects.content(objects.entry(specification, "/EF", "/F")) or b""


def _active_faults(holder: pikepdf.Dictionary) -> Iterator[Fault]:
    keys = holder.keys()
    if "/AA" in keys:
        yield Fault("verify.active", "an action that needs no click")
    if "/Rect" in keys and (kind := objects.name(holder.get("/Subtype"))) in ANNOTATIONS:
        yield Fault("verify.active", f"an annotation of the kind {kind}")
    for key in HOLDERS & keys:
        for action in objects.items(holder.get(key)):
            yield from _action_faults(action)


def _action_faults(action: object) -> Iterator[Fault]:
    kind = objects.name(objects.entry(action, "/S"))
    if kind and kind not in ACTIONS:
        yield Fault("verify.active", f"an action of the kind {kind}")
    elif kind == "URI":
        yield from _address_faults(objects.text(objects.entry(action, "/URI")))


def _address_faults(address: str) -> Iterator[Fault]:
    if not address.strip().lower().startswith(SCHEMES):
        yield Fault("verify.active", f"a link to “{address[:60]}”")


def _source_faults(document: pikepdf.Pdf, digest: str) -> Iterator[Fault]:
    listed = objects.items(document.Root.get("/AF"))
    sources = [file for file in listed if objects.entry(file, "/AFRelationship") == "/Source"]
    if digest and not sources:
        yield Fault("verify.source", "the metadata names one, but none is attached")
    if sources and not digest:
        yield Fault("verify.source", "the metadata does not say which it should be")
    for file in sources:
        if digest and hashlib.sha256(_content(file)).hexdigest() != digest:
            yield Fault("verify.source", f"“{_file_name(file)}” differs from what it was")
