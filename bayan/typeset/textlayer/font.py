"""The font of a text layer: codes instead of glyphs, each with its ink, character and width."""

import re
from collections.abc import Mapping
from hashlib import md5

from bayan.errors import GlyphError
from bayan.typeset.textlayer.fontfile.axes import Axis, axes_of
from bayan.typeset.textlayer.fontfile.build import truetype_of
from bayan.typeset.textlayer.fontfile.cff import opentype_of
from bayan.typeset.textlayer.fontfile.sfnt import WIDEST
from bayan.typeset.textlayer.fontfile.source import (
    DAMAGE,
    CompactSource,
    GlyfSource,
    Ink,
    Location,
    MalformedFontError,
    Source,
    source_of,
)
from bayan.typeset.textlayer.fontfile.tables import Tables
from bayan.typeset.weasy import Font, Handle

MOST_GLYPHS = 65_000
"""Glyph ids are two bytes; a line begun below this is still within them."""
MOST_GROUPS = 8_000
"""Groups remembered for one font and size before they are forgotten."""
DIGEST = re.compile(" [0-9a-f]{12}$")
PICTURES = {
    "bitmaps": "bitmap",
    "pictures": "png",
    "drawings": "svg",
    "layers of colour": "colr",
}
"""What a font has instead of outlines, to what WeasyPrint calls it."""


class CarrierFont(Font):  # type: ignore[misc]
    """A WeasyPrint font whose glyphs are made for the codes a document uses.

    WeasyPrint's own code writes its dictionary, widths and ToUnicode map.
    """

    hash: str
    name: bytes
    index: int
    file_content: bytes

    def __init__(self, pango_font: Handle, description: Handle, font_size: float) -> None:
        """Take WeasyPrint's view of the font, under a name of its own.

        One whose text is drawn plainly has no source.

        Raises:
            GlyphError: its axes are damaged; WeasyPrint could not write it either.
            MalformedFontError: the file is not the font it says it is.
        """
        super().__init__(pango_font, description, font_size)
        plain = self.hash
        digest = md5(b"carriers" + plain.encode(), usedforsecurity=False).digest()
        self.hash = "".join(chr(65 + byte % 26) for byte in digest[:6])
        self.name = b"/" + self.hash.encode() + b"+" + self.name.split(b"+", 1)[1]
        self.codes: dict[tuple[Ink, str, int], int] = {}
        self.inks: dict[int, Ink] = {}
        self._glyphs: set[int] = set()
        self.source: Source
        if not self.why_plain:
            self.source = self._opened()

    @property
    def title(self) -> str:
        """The family as a person knows it, without the digest that CSS needs."""
        return DIGEST.sub("", self.family)

    @property
    def why_plain(self) -> str | None:
        """Why its text is drawn without a layer, after its title; None if it is not."""
        kind = next((kind for kind, held in PICTURES.items() if getattr(self, held)), None)
        return kind and f"has {kind} instead of outlines"

    @property
    def full(self) -> bool:
        """Whether no further line should be begun with it."""
        return len(self.codes) + len(self._glyphs) > MOST_GLYPHS

    def code(self, ink: Ink, char: str, width: int) -> int:
        """Return the code that shows *ink*, says *char* and takes *width* (1/1000 em)."""
        key = (ink, char, width)
        found = self.codes.get(key)
        if found is None:
            found = self.codes[key] = len(self.codes) + 1
            self._glyphs.update(glyph for glyph, _, _ in ink)
            self.inks[found], self.widths[found], self.to_unicode[found] = ink, width, char
        return found

    def clean(self, to_unicode: Mapping[int, str], hinting: bool) -> None:  # noqa: ARG002
        """Replace the file by one that holds the codes alone; WeasyPrint calls this."""
        source = self.source
        if isinstance(source, CompactSource):
            self.file_content = opentype_of(source, self.inks, self.widths)
        elif isinstance(source, GlyfSource):
            self.file_content = truetype_of(source, self.inks, self.widths)
        self.index = 0

    @property
    def widest(self) -> int:
        """The largest width that a font can say of a code, in 1/1000 em."""
        return WIDEST * 1000 // int(self.upem)

    def _opened(self) -> Source:
        location = self._location()
        try:
            return source_of(self.file_content, self.index, location)
        except MalformedFontError as fault:
            raise MalformedFontError(f"{self.title}, {fault}") from fault

    def _location(self) -> Location:
        """Return where in a variable font it stands, chosen as WeasyPrint would."""
        if "fvar" not in self.tables:
            return ()
        axes = {axis.tag: axis for axis in self._axes()}
        chosen = {**self._usual(axes), **self.variations}
        return tuple(
            sorted((tag, float(chosen.get(tag, axis.usual))) for tag, axis in axes.items())
        )

    def _axes(self) -> tuple[Axis, ...]:
        try:
            return axes_of(Tables(self.file_content, self.index))
        except DAMAGE as fault:
            raise GlyphError.one(
                "render.font",
                f"The font {self.title} is damaged: {fault}.",
                hint="Put a good copy of the font file in its place.",
            ) from fault

    def _usual(self, axes: Mapping[str, Axis]) -> dict[str, float]:
        """Return the values that the style asks for."""
        usual = {"wght": self.weight, "opsz": self.font_size, "ital": int(self.style == 2)}
        if "slnt" in axes:
            slant = axes["slnt"]
            usual["slnt"] = (slant.most or slant.least) if self.style == 1 else 0
        return usual
