"""The font of a text layer: codes instead of glyphs, each with its ink, character and width."""

import io
from collections.abc import Mapping
from hashlib import md5

from bayan.typeset.textlayer.build import truetype_of
from bayan.typeset.textlayer.cff import opentype_of
from bayan.typeset.textlayer.source import Ink, Location, Source, source_of
from bayan.typeset.weasy import Font, Handle

MOST_CODES = 65_000
"""Codes are two bytes; a line begun below this is still within them."""
MOST_GROUPS = 20_000
"""Groups remembered for one font and size before they are forgotten."""


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

        Raises:
            MalformedFontError: the file is not the font it says it is.
        """
        super().__init__(pango_font, description, font_size)
        plain = self.hash
        digest = md5(b"carriers" + plain.encode(), usedforsecurity=False).digest()
        self.hash = "".join(chr(65 + byte % 26) for byte in digest[:6])
        self.name = b"/" + self.hash.encode() + b"+" + self.name.split(b"+", 1)[1]
        self.codes: dict[tuple[Ink, str, int], int] = {}
        self.inks: dict[int, Ink] = {}
        self.source: Source = source_of(self.file_content, self.index, self._location())

    @property
    def plain_only(self) -> bool:
        """Whether its text is drawn without a layer: pictures instead of outlines."""
        return bool(self.bitmap or self.png or self.svg or self.colr)

    @property
    def full(self) -> bool:
        """Whether no further line should be begun with it."""
        return len(self.codes) > MOST_CODES

    def code(self, ink: Ink, char: str, width: int) -> int:
        """Return the code that shows *ink*, says *char* and takes *width* (1/1000 em)."""
        key = (ink, char, width)
        found = self.codes.get(key)
        if found is None:
            found = self.codes[key] = len(self.codes) + 1
            self.inks[found], self.widths[found], self.to_unicode[found] = ink, width, char
        return found

    def clean(self, to_unicode: Mapping[int, str], hinting: bool) -> None:  # noqa: ARG002
        """Replace the file by one that holds the codes alone; WeasyPrint calls this."""
        build = truetype_of if self.source.truetype else opentype_of
        self.file_content = build(self.source, self.inks, self.widths, self.name)
        self.index = 0

    def _location(self) -> Location:
        """Return where in a variable font it stands, chosen as WeasyPrint would."""
        if "fvar" not in self.tables:
            return ()
        from fontTools.ttLib import TTFont  # noqa: PLC0415

        font = TTFont(io.BytesIO(self.file_content), fontNumber=self.index, lazy=True)
        axes = {axis.axisTag: axis for axis in font["fvar"].axes}
        chosen = {**self._usual(axes), **self.variations}
        return tuple(
            sorted((tag, chosen.get(tag, axis.defaultValue)) for tag, axis in axes.items())
        )

    def _usual(self, axes: Mapping[str, Handle]) -> dict[str, float]:
        """Return the values that the style asks for."""
        usual = {"wght": self.weight, "opsz": self.font_size, "ital": int(self.style == 2)}
        if "slnt" in axes and self.style == 1:
            slant = axes["slnt"]
            usual["slnt"] = slant.maxValue or slant.minValue
        return usual
