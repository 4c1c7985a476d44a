"""Where things are and how large they may be, as one frozen value."""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Limits:
    """Named limits on what a statement may ask for."""

    source_bytes: int = 2 * 1024 * 1024
    """Size of a Markdown or house file."""
    front_matter_characters: int = 50_000
    """Length of what stands above a statement's text."""
    line_characters: int = 20_000
    """Length of one line of a Markdown file."""
    word_characters: int = 1_000
    """Length of what has no blank in it."""
    paragraph_characters: int = 20_000
    """Length of one paragraph, heading or cell."""
    paragraph_marks: int = 2_000
    """Signs of markup and quotation in one paragraph, heading or cell."""
    marks: int = 20_000
    """Signs of markup in one version; quotation marks do not count here."""
    nesting: int = 16
    """Depth of lists, quotes and other blocks inside each other."""
    table_cells: int = 10_000
    """Cells of all the tables of one version."""
    images: int = 100
    """Images of one version."""
    image_bytes: int = 20 * 1024 * 1024
    """Size of one image file."""
    image_pixels: int = 50_000_000
    """Width times height of one raster image."""
    svg_bytes: int = 1024 * 1024
    """Size of one SVG file."""
    pages: int = 500
    """Pages of one rendition."""


@dataclass(frozen=True, slots=True)
class World:
    """Folders and limits, given once to every stage; no stage looks elsewhere."""

    layouts: Path
    """One folder a layout."""
    fonts: Path
    """Font files and ``manifest.toml``."""
    home: Path | None = None
    """The user's home folder: the search for ``bayan.toml`` stops there."""
    limits: Limits = field(default_factory=Limits)
    tools: Path | None = None
    """Outside programs that ``make tools`` brought; None in an installed wheel."""


def default_world(home: Path | None = None) -> World:
    """Return the world of this installation: a checkout's folders, or the wheel's."""
    package = Path(__file__).resolve().parent
    packed = package / "_data"
    checkout = None if packed.is_dir() else package.parent
    root = checkout or packed
    tools = checkout / ".tools" if checkout else None
    return World(root / "layouts", root / "fonts", home, tools=tools)
