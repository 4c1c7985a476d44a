"""Tiny fonts and manifests for tests."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen


def make_font(path: Path, chars: str = "a", *, fs_type: int = 0, variable: bool = False) -> Path:
    """Write a TrueType font whose every glyph of *chars* is the same square."""
    names = [".notdef", *(f"u{ord(char):04X}" for char in chars)]
    pen = TTGlyphPen(None)
    for step, point in enumerate(((0, 0), (0, 500), (500, 500), (500, 0))):
        (pen.lineTo if step else pen.moveTo)(point)
    pen.closePath()
    square = pen.glyph()
    builder = FontBuilder(1000)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap(dict(zip(map(ord, chars), names[1:], strict=True)))
    builder.setupGlyf(dict.fromkeys(names, square))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (600, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": path.stem, "styleName": "Regular"})
    builder.setupOS2(fsType=fs_type)
    builder.setupPost()
    if variable:
        builder.setupFvar([("wght", 100, 400, 900, "Weight")], [])
    path.parent.mkdir(parents=True, exist_ok=True)
    builder.save(path)
    return path


def row(path: Path, family: str = "Test", **changes: object) -> str:
    """Return the manifest's row of the font at *path*; a change to None leaves the key out."""
    content = path.read_bytes() if path.is_file() else b""
    values = {
        "file": path.name,
        "family": family,
        "weight": 400,
        "style": "normal",
        "licence": "OFL-1.1",
        "sha256": hashlib.sha256(content).hexdigest(),
    } | changes
    lines = (
        f'{key} = "{value}"' if isinstance(value, str) else f"{key} = {value}"
        for key, value in values.items()
        if value is not None
    )
    return "\n".join(("[[font]]", *lines, ""))


def write_manifest(folder: Path, rows: Iterable[str]) -> Path:
    """Write the manifest of *folder* and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "manifest.toml").write_text("\n".join(rows), encoding="utf-8")
    return folder
