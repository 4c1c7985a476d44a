"""Every font that a PDF's pages can draw with."""

import re
from collections.abc import Collection, Iterator

import pikepdf

from bayan.findings import Finding
from bayan.verify import objects
from bayan.verify.content import Content, read
from bayan.verify.model import Font
from bayan.verify.rules import Fault, findings

SUBSET = re.compile(r"^([A-Z]{6})\+(.+)$")
STYLES = re.compile(
    r"(thin|extra|ultra|semi|demi|light|regular|book|medium|bold|black|heavy|italic|oblique|roman)+$"
)
PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")


def fonts(document: pikepdf.Pdf) -> tuple[Font, ...]:
    """Return the fonts of all pages, forms, patterns and annotations, by name."""
    pages: dict[object, set[int]] = {}
    found: dict[object, pikepdf.Object] = {}
    for at, page in enumerate(document.pages, 1):
        for font in _of_page(page):
            # A font written where it is used has no number: it is its own every time.
            key = font.objgen if font.objgen != (0, 0) else (at, len(found))
            found.setdefault(key, font)
            pages.setdefault(key, set()).add(at)
    described = (_describe(font, pages[key]) for key, font in found.items())
    return tuple(sorted(described, key=lambda font: (font.name, font.subset)))


def check_fonts(pdf: bytes, allowed: Collection[str] | None = None) -> tuple[Finding, ...]:
    """Return findings on the fonts of *pdf*.

    Args:
        pdf: A PDF file.
        allowed: Family or PostScript names it may use; None for any.
    """
    try:
        with objects.opened(pdf) as document:
            return findings(font_faults(fonts(document), read(document), allowed))
    except objects.UnreadableError as closed:
        return findings([closed.fault])


def font_faults(
    used: Collection[Font], contents: Collection[Content], allowed: Collection[str] | None
) -> Iterator[Fault]:
    """Yield what is wrong with the fonts *used*, and glyphs they were asked for in vain."""
    names = None if allowed is None else frozenset(map(plain, allowed))
    for font in used:
        page = font.pages[0]
        if not font.embedded:
            yield Fault("verify.font", f"{font.name} is not embedded", page)
        elif names is not None and not _is_allowed(font, names):
            yield Fault("verify.font", f"{font.name} is not the project's", page)
        if not font.unicode:
            yield Fault("verify.unicode", font.name, page)
    for content in contents:
        yield from (Fault("verify.glyph", name, content.page) for name in sorted(content.notdef))


def plain(name: str) -> str:
    """Return *name* without subset tag, case, spaces and hyphens, to compare it by."""
    match = SUBSET.match(name)
    return re.sub(r"[\W_]", "", match[2] if match else name).casefold()


def _is_allowed(font: Font, names: frozenset[str]) -> bool:
    name = plain(font.name)
    return not names.isdisjoint({name, STYLES.sub("", name), plain(font.family)})


def _of_page(page: pikepdf.Page) -> Iterator[pikepdf.Object]:
    seen: set[objects.Owner] = set()
    holders = [objects.entry(page.obj, "/Resources") or page.resources]
    for annotation in objects.items(page.obj.get("/Annots")):
        for _, look in objects.entries(objects.entry(annotation, "/AP")):
            states = [look, *(state for _, state in objects.entries(look))]
            holders += [objects.entry(state, "/Resources") for state in states]
    while holders:
        resources = holders.pop()
        key = objects.owner(resources)
        if key in seen:
            continue
        seen |= {key} - {(0, 0)}
        for font in _fonts_in(resources):
            yield font
            holders.append(objects.entry(font, "/Resources"))
        holders += _inner(resources)


def _fonts_in(resources: object) -> Iterator[pikepdf.Object]:
    for _, font in objects.entries(objects.entry(resources, "/Font")):
        if isinstance(font, pikepdf.Dictionary):
            yield font
    for _, state in objects.entries(objects.entry(resources, "/ExtGState")):
        for font in objects.items(objects.entry(state, "/Font"))[:1]:
            if isinstance(font, pikepdf.Dictionary):
                yield font


def _inner(resources: object) -> Iterator[object]:
    for kind in ("/XObject", "/Pattern"):
        for _, shown in objects.entries(objects.entry(resources, kind)):
            yield objects.entry(shown, "/Resources")
    for _, state in objects.entries(objects.entry(resources, "/ExtGState")):
        yield objects.entry(state, "/SMask", "/G", "/Resources")


def _describe(font: pikepdf.Object, pages: set[int]) -> Font:
    inner = (*objects.items(font.get("/DescendantFonts")), font)[0]
    descriptor = objects.entry(inner, "/FontDescriptor")
    kind = objects.name(font.get("/Subtype"))
    full = objects.name(font.get("/BaseFont")) or kind or "a font without a name"
    match = SUBSET.match(full)
    drawn = kind == "Type3" or any(
        isinstance(objects.entry(descriptor, key), pikepdf.Stream) for key in PROGRAMS
    )
    return Font(
        name=match[2] if match else full,
        family=objects.text(objects.entry(descriptor, "/FontFamily")),
        subset=match[1] if match else "",
        embedded=drawn,
        # One-byte fonts with a named encoding say it by that encoding.
        unicode="/ToUnicode" in font or kind not in ("Type0", "Type3"),
        pages=tuple(sorted(pages)),
    )
