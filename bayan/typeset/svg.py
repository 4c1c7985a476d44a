"""Drawings and emblems: SVG that draws shapes and does nothing else."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from bayan.errors import AssetError
from bayan.findings import Finding, Place, error
from bayan.typeset.unfold import Unfolding, style_text
from bayan.world import Limits

NAMESPACE = "http://www.w3.org/2000/svg"
XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"

SHAPES = frozenset({"circle", "ellipse", "line", "path", "polygon", "polyline", "rect", "use"})
FRAMES = frozenset({"clipPath", "defs", "g", "marker", "mask", "pattern", "svg", "symbol"})
PAINTS = frozenset({"linearGradient", "radialGradient", "stop", "style"})
WORDS = frozenset({"desc", "metadata", "title"})
ALLOWED = SHAPES | FRAMES | PAINTS | WORDS

DEPTH = 64
"""Elements inside each other."""
DRAWN = 20_000
"""Elements drawn once every reference is followed."""
RULES = 200
"""Rules in its style sheets, each of which is tried on every element."""

FOREIGN_REFERENCE = re.compile(r"url\(\s*+[\"']?+\s*+(?!#)", re.IGNORECASE)
CSS_DANGER = re.compile(r"@import|@font-face|image\(|image-set\(|src\(|\\", re.IGNORECASE)
LENGTH = re.compile(r"\s*([0-9.]+)\s*(px)?\s*")
SIZED = re.compile(r"\s*[0-9.]+([eE][0-9]+)?\s*(px|pt|pc|mm|cm|in|em|ex)?\s*")

PLAIN = "Open it in a drawing program and save it as plain SVG."

CODES: Mapping[str, tuple[str, str, str]] = {
    "doctype": ("has a DOCTYPE or entities", "asset.svg-doctype", PLAIN),
    "text": (
        "has text in it, which would print in a font that nobody has checked",
        "asset.svg-text",
        "Convert the text to outlines in the drawing program (“object to path”) and save it again.",
    ),
    "script": ("has a script or an event handler in it", "asset.svg-script", PLAIN),
    "reference": (
        "refers to something outside itself, and nothing is ever fetched",
        "asset.svg-reference",
        "Draw the shapes in the file itself: no pictures, links or fonts from elsewhere.",
    ),
    "element": (
        "uses something that cannot be printed",
        "asset.svg-element",
        "Keep to shapes, gradients and groups, and save it as plain SVG.",
    ),
    "depth": (
        "is nested too deeply, has too many parts, or repeats itself too often",
        "asset.svg-depth",
        "Have it simplified in a drawing program.",
    ),
    "size": (
        "has neither width and height nor a viewBox",
        "asset.svg-size",
        "Set its page size in the drawing program and save it again.",
    ),
}
"""Fault to what is wrong, the finding's code and its hint."""

ELEMENT_FAULTS: Mapping[str, str] = {
    "foreignObject": "script",
    "image": "reference",
    "script": "script",
    **dict.fromkeys(("text", "textPath", "tref", "tspan"), "text"),
}
"""Elements not allowed, to the fault that they are; any other is "element"."""

Fault = tuple[str, str]
"""A key of ``CODES`` and the name of what is wrong."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A parsed SVG file."""

    root: etree._Element
    doctype: bool


def clean_svg(content: bytes, place: Place, limits: Limits) -> bytes:
    """Return a drawing without metadata, with a size, that refers to nothing but itself.

    Raises:
        AssetError: too large, not well-formed, or with anything in it that is not allowed.
    """
    if len(content) > limits.svg_bytes:
        raise AssetError.one(
            "asset.size",
            f"The drawing is larger than {limits.svg_bytes / 1024 / 1024:g} MiB.",
            place,
            "Have it simplified; a photograph belongs in a JPEG file.",
        )
    drawing = parsed(content, place)
    if faults := [fault for check in CHECKS for fault in check(drawing)]:
        raise AssetError(findings(faults, place))
    stripped(drawing.root)
    sized(drawing.root)
    cleaned: bytes = etree.tostring(drawing.root, encoding="utf-8")
    return cleaned


def parsed(content: bytes, place: Place) -> Drawing:
    """Return the drawing in *content*; nothing is fetched and no entity expanded."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise AssetError.one(
            "asset.broken", "The drawing is damaged: it is not well-formed SVG.", place, PLAIN
        ) from fault
    if root.tag != f"{{{NAMESPACE}}}svg":
        raise AssetError.one("asset.format", "The file is no drawing (SVG).", place, PLAIN)
    return Drawing(root, bool(root.getroottree().docinfo.doctype))


def findings(faults: Iterable[Fault], place: Place) -> Iterator[Finding]:
    """Yield an error for each kind of *faults*, which names what is wrong in that way."""
    named: dict[str, dict[str, None]] = {}
    for kind, name in faults:
        named.setdefault(kind, {}).update({name: None} if name else {})
    for kind, names in named.items():
        what, code, hint = CODES[kind]
        shown = f" ({', '.join(names)})" if names else ""
        yield error(code, f"The drawing {what}{shown}.", place, hint)


def doctype_faults(drawing: Drawing) -> Iterator[Fault]:
    """Yield the fault of a document type, which may declare entities."""
    entities = next(drawing.root.iter(etree.Entity), None)
    if drawing.doctype or entities is not None:
        yield "doctype", ""


def element_faults(drawing: Drawing) -> Iterator[Fault]:
    """Yield a fault for each kind of SVG element that is not allowed."""
    for element in drawing.root.iter(f"{{{NAMESPACE}}}*"):
        name = etree.QName(element).localname
        if name not in ALLOWED:
            yield ELEMENT_FAULTS.get(name, "element"), f"<{name}>"


def attribute_faults(drawing: Drawing) -> Iterator[Fault]:
    """Yield a fault for each attribute that acts, or reaches outside."""
    for element in drawing.root.iter(f"{{{NAMESPACE}}}*"):
        for key, value in element.attrib.items():
            name = etree.QName(key).localname
            if name.lower().startswith("on"):
                yield "script", name
            elif key == XML_BASE or leads_away(name, value) or reaches_out(value):
                yield "reference", name


def style_faults(drawing: Drawing) -> Iterator[Fault]:
    """Yield a fault for each style sheet that reaches outside."""
    for element in drawing.root.iter(f"{{{NAMESPACE}}}style"):
        if len(element) or reaches_out(element.text or ""):
            yield "reference", "style"


def depth_faults(drawing: Drawing) -> Iterator[Fault]:
    """Yield a fault if the drawing is too deep, or unfolds to too many elements."""
    if any(deeper(drawing.root, DEPTH)):
        yield "depth", ""
    elif sum(1 for _ in drawing.root.iter(f"{{{NAMESPACE}}}*")) > DRAWN:
        yield "depth", f"more than {DRAWN} shapes"
    elif style_text(drawing.root).count("{") > RULES:
        yield "depth", "<style>"
    elif unfolds_too_far(drawing.root):
        yield "depth", "<use>, or a mask, clip, marker or pattern"


CHECKS: tuple[Callable[[Drawing], Iterator[Fault]], ...] = (
    doctype_faults,
    element_faults,
    attribute_faults,
    style_faults,
    depth_faults,
    lambda drawing: iter(() if size_of(drawing.root) else [("size", "")]),
)


def leads_away(name: str, value: str) -> bool:
    """Tell whether an attribute is a link to anything but a part of the drawing."""
    return name == "href" and not value.strip().startswith("#")


def reaches_out(css: str) -> bool:
    """Tell whether *css* refers to anything but a part of the drawing, or could hide that."""
    return bool(FOREIGN_REFERENCE.search(css) or CSS_DANGER.search(css))


def deeper(root: etree._Element, depth: int) -> Iterator[bool]:
    """Yield True for each element that stands deeper than *depth*."""
    level = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        level += 1 if event == "start" else -1
        if level > depth:
            yield True


def unfolds_too_far(root: etree._Element) -> bool:
    """Tell whether more is drawn than may be, once every reference is followed."""
    try:
        return Unfolding(root).weight(root) > DRAWN
    except RecursionError:
        return True


def stripped(root: etree._Element) -> None:
    """Take out what editors leave behind: other namespaces, metadata."""
    for element in list(root.iter(etree.Element)):
        name = etree.QName(element)
        if name.namespace != NAMESPACE or name.localname in WORDS:
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
            continue
        for key in element.attrib:
            if key.startswith("{") and key not in {XLINK_HREF, XML_SPACE}:
                del element.attrib[key]
    etree.cleanup_namespaces(root)


def size_of(root: etree._Element) -> tuple[str, str] | None:
    """Return width and height as the drawing gives them, or as its viewBox does."""
    width, height = root.get("width", ""), root.get("height", "")
    if SIZED.fullmatch(width) and SIZED.fullmatch(height):
        return width, height
    box = root.get("viewBox", "").replace(",", " ").split()
    if len(box) == 4 and all(LENGTH.fullmatch(side) and float(side) for side in box[2:]):
        return box[2], box[3]
    return None


def sized(root: etree._Element) -> None:
    """Write width, height and viewBox, all three of which WeasyPrint needs in some place."""
    size = size_of(root)
    if size is None:
        return
    root.set("width", size[0])
    root.set("height", size[1])
    pixels = [LENGTH.fullmatch(length) for length in size]
    if "viewBox" not in root.attrib and all(pixels):
        root.set("viewBox", " ".join(("0 0", *(found[1] for found in pixels if found))))
