"""Tiny fonts and manifests for tests."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from fontTools import subset, varLib
from fontTools.designspaceLib import DesignSpaceDocument
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont, newTable
from fontTools.ttLib.tables.TupleVariation import TupleVariation
from typeset_pages import page

from bayan.typeset.model import Asset, Page


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


def subset_of(path: Path, text: str) -> TTFont:
    """Return the font at *path* with what setting *text* takes, its layout rules kept."""
    options = subset.Options(layout_features=["*"], notdef_outline=True, glyph_names=True)
    subsetter = subset.Subsetter(options)
    font = TTFont(path, recalcTimestamp=False)
    subsetter.populate(text=text)
    subsetter.subset(font)
    return loaded(saved(font))


def saved(font: TTFont) -> bytes:
    """Return the file of *font*."""
    out = BytesIO()
    font.save(out)
    return out.getvalue()


def loaded(content: bytes, number: int = -1) -> TTFont:
    """Return the font whose file is *content*."""
    return TTFont(BytesIO(content), fontNumber=number, recalcTimestamp=False)


def as_cff(font: TTFont, stretch: float = 1.0) -> TTFont:
    """Return *font* with CFF outlines, *stretch* times as wide; all but its outlines kept."""
    glyphs, widths = font.getGlyphSet(), font["hmtx"].metrics
    shapes = {}
    for name in font.getGlyphOrder():
        pen = T2CharStringPen(widths[name][0], glyphs)
        record = DecomposingRecordingPen(glyphs)
        glyphs[name].draw(record)
        record.replay(TransformPen(pen, (stretch, 0, 0, 1, 0, 0)))
        shapes[name] = pen.getCharString()
    made = loaded(saved(font))
    for tag in ("glyf", "loca", "gvar", "fvar", "cvt ", "fpgm", "prep", "gasp"):
        if tag in made:
            del made[tag]
    builder = FontBuilder(font=made)
    builder.isTTF = False
    builder.setupCFF("Test", {}, shapes, {})
    made.sfntVersion = "OTTO"
    made["maxp"].tableVersion = 0x5000
    made["post"].formatType = 3.0
    return loaded(saved(made))


def as_variable(font: TTFont) -> TTFont:
    """Return *font* with an axis of weight, 100 to 900, that widens outlines and moves marks.

    A point in three is moved by name; the format infers the rest.
    """
    made = loaded(saved(font))
    glyf, variations = made["glyf"], {}
    for number, name in enumerate(made.getGlyphOrder()):
        points = list(glyf._getCoordinatesAndControls(name, made["hmtx"].metrics)[0])
        light = [(-x // 9, (x + y) % 7) if k % 3 == 0 else None for k, (x, y) in enumerate(points)]
        heavy = [(x // 5, -(y // 11)) for x, y in points]
        light[-4:] = heavy[-4:] = [(number % 3 * 7, 0), (50, 0), (0, 0), (0, 0)]
        if glyf[name].isComposite():
            light = [step or (0, 0) for step in light]
        variations[name] = [
            TupleVariation({"wght": (-1.0, -1.0, 0.0)}, light),
            TupleVariation({"wght": (0.0, 1.0, 1.0)}, heavy),
            TupleVariation({"wght": (0.2, 0.4, 0.9)}, [(3, 5)] * len(points)),
        ]
    builder = FontBuilder(font=made)
    builder.setupFvar([("wght", 100, 400, 900, "Weight")], [])
    made["avar"] = newTable("avar")
    made["avar"].segments = {"wght": AVAR}
    builder.setupGvar(variations)
    return loaded(saved(made))


AVAR = {-1.0: -1.0, -0.5: -0.7, 0.0: 0.0, 0.5: 0.3, 1.0: 1.0}


def as_cff2(font: TTFont) -> TTFont:
    """Return *font* with CFF2 outlines that get wider with its weight, 400 to 900."""
    designspace = DesignSpaceDocument()
    designspace.addAxisDescriptor(tag="wght", name="Weight", minimum=400, default=400, maximum=900)
    for weight, stretch in ((400, 1.0), (900, 1.3)):
        source = designspace.addSourceDescriptor(name=str(weight), location={"Weight": weight})
        source.font = as_cff(font, stretch)
    made, *_ = varLib.build(designspace)
    return loaded(saved(made))


def collection_of(*fonts: TTFont) -> bytes:
    """Return the file of a collection of *fonts*."""
    made, out = TTCollection(), BytesIO()
    made.fonts = list(fonts)
    made.save(out)
    return out.getvalue()


def kinds_of(font: TTFont) -> dict[str, bytes]:
    """Return the file of *font* in every kind that is printed with a text layer."""
    return {
        "truetype": saved(font),
        "cff": saved(as_cff(font)),
        "variable": saved(as_variable(font)),
        "cff2": saved(as_cff2(font)),
        "collection": collection_of(font, as_cff(font)),
    }


def page_in(content: bytes, html: str, css: str = "") -> Page:
    """Return a page set in the font whose file is *content*."""
    plain = page(html)
    face = '@font-face { font-family: "Lab"; src: url(asset:/fonts/lab.ttf) }'
    return replace(
        plain,
        stylesheet=f'{face} body {{ font-family: "Lab" }} {css}',
        assets={**plain.assets, "asset:/fonts/lab.ttf": Asset(content, "font/ttf")},
    )
