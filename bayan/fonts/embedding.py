"""Whether a font file is sound and may be embedded."""

from bayan.findings import Finding, Place, error
from bayan.fonts.facts import font_facts
from bayan.fonts.model import FontFace

# OS/2 fsType, https://learn.microsoft.com/typography/opentype/spec/os2#fstype. Of the first
# three bits the most generous one counts. PDF/A asks for fonts that may be embedded "for
# unlimited, universal rendering"; preview-and-print grants that, for a PDF is not edited.
_RESTRICTED, _PREVIEW, _EDITABLE = 0x0002, 0x0004, 0x0008
_REFUSED = (
    (0x0100, "its maker forbids to embed a part of it, and Bayan embeds only what is used"),
    (0x0200, "its maker allows to embed its bitmaps only"),
)


def permission_fault(fs_type: int) -> str | None:
    """Return why a font with the OS/2 *fs_type* may not be embedded, or None if it may."""
    if fs_type & _RESTRICTED and not fs_type & (_PREVIEW | _EDITABLE):
        return "its maker forbids to embed it"
    return next((reason for bit, reason in _REFUSED if fs_type & bit), None)


def font_faults(face: FontFace, place: Place) -> list[Finding]:
    """Return what keeps the file of *face* from being used; *place* is its manifest line."""
    name, facts = face.path.name, font_facts(face.path, face.sha256)
    if facts.fault:
        message = f"{name} is damaged, or is no font ({facts.fault})."
        return [error("font.damaged", message, place, "Get the file again from its maker.")]
    found = []
    if reason := permission_fault(facts.fs_type):
        message = (
            f"{name} may not be embedded in a PDF: {reason} (OS/2 fsType {facts.fs_type:#06x})."
        )
        hint = "Get a licence and a file that allow embedding, or take another font."
        found.append(error("font.embedding", message, place, hint))
    if facts.variable:
        hint = "Take the static files of the family, one for each weight."
        found.append(error("font.variable", f"{name} is a variable font.", place, hint))
    if not facts.outlines:
        hint = "Take a TrueType or OpenType font with outlines."
        found.append(error("font.outlines", f"{name} has no outlines to print.", place, hint))
    return found
