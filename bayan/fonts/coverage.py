"""Which characters a font can print, and which need no font."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from bayan.fonts.facts import font_facts
from bayan.fonts.model import FontFace, Inventory

# Default_Ignorable_Code_Point of Unicode 16, DerivedCoreProperties.txt: soft hyphen, joiners,
# bidi controls, variation selectors, fillers, tags.
_IGNORABLE = (
    (0x00AD, 0x00AD),
    (0x034F, 0x034F),
    (0x061C, 0x061C),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0x3164, 0x3164),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0),
    (0xFFF0, 0xFFF8),
    (0x1BCA0, 0x1BCA3),
    (0x1D173, 0x1D17A),
    (0xE0000, 0xE0FFF),
)
_LINE_BREAKS = frozenset("\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\u2028\u2029")
_OGHAM_SPACE = "\u1680"


def needs_glyph(char: str) -> bool:
    """Tell whether *char* prints something, so that a font must have it.

    Spaces need none: a font has U+0020, and the shaper makes the others from it. The Ogham
    space mark is a visible line. Arabic signs that enclose a number are visible too, although
    Unicode counts them among the format characters.
    """
    code = ord(char)
    if char in _LINE_BREAKS or any(first <= code <= last for first, last in _IGNORABLE):
        return False
    return unicodedata.category(char) != "Zs" or char == _OGHAM_SPACE


def coverage(face: FontFace) -> frozenset[int]:
    """Return the code points that *face* has a glyph for.

    Kept for each content, since a face carries its file's digest.
    """
    return font_facts(face.path, face.sha256).codes


def family_coverage(inventory: Inventory, family: str) -> frozenset[int]:
    """Return the code points that every face of *family* has; none if it is unknown.

    Every face, because a passage may turn bold or italic and must not lose a letter there.
    """
    return _common(inventory.faces_of(family))


@lru_cache(maxsize=256)
def _common(faces: tuple[FontFace, ...]) -> frozenset[int]:
    sets = [coverage(face) for face in faces]
    return frozenset.intersection(*sets) if sets else frozenset()


def stack_coverage(inventory: Inventory, families: Iterable[str]) -> frozenset[int]:
    """Return the code points that at least one of *families* has."""
    return frozenset().union(*(family_coverage(inventory, family) for family in families))
