"""What is known of a font, and of all of them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Style = Literal["normal", "italic"]


@dataclass(frozen=True, slots=True)
class FontFace:
    """One font file: one weight and style of a family."""

    family: str
    weight: int
    """As in CSS: 400 is regular, 700 bold."""
    style: Style
    path: Path
    licence: str
    """An SPDX expression, or ``LicenseRef-`` and a name for a licence of your own."""
    version: str
    sha256: str
    """Of the whole file, in lower-case hexadecimal; checked when the inventory is read."""
    source: str = ""
    """Where the file comes from: a package and its version."""


@dataclass(frozen=True, slots=True)
class Inventory:
    """Every font that may be used; one face for each family, weight and style."""

    faces: tuple[FontFace, ...]

    @property
    def families(self) -> tuple[str, ...]:
        """Return the names of the families, in the order of the manifests."""
        return tuple(dict.fromkeys(face.family for face in self.faces))

    def faces_of(self, family: str) -> tuple[FontFace, ...]:
        """Return the faces of *family* by weight and style; none if it is unknown."""
        found = (face for face in self.faces if face.family == family)
        return tuple(sorted(found, key=lambda face: (face.weight, face.style != "normal")))
