"""Pictures and emblems: what is taken, what is cleaned off, what is refused and why."""

import re
import struct
import zlib
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageFile, PngImagePlugin
from typeset_pages import CASES, page

from bayan.errors import AssetError
from bayan.findings import Place
from bayan.typeset.assets import emblem_asset, image_asset
from bayan.typeset.pdf import print_page
from bayan.world import Limits

PLACE = Place("statement.md", 7)
LIMITS = Limits()
SECRET = "Port Sarem 12.5N"
DRAWINGS = sorted((CASES / "svg").glob("*.svg"))


def saved(
    folder: Path, kind: str, image: Image.Image, name: str = "photo", **extra: object
) -> Path:
    path = folder / name
    image.save(path, kind, **extra)
    return path


def refused(path: Path, limits: Limits = LIMITS) -> list[str]:
    with pytest.raises(AssetError) as caught:
        image_asset(path, PLACE, limits)
    assert {finding.place for finding in caught.value.findings} == {PLACE}
    return [finding.code for finding in caught.value.findings]


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


def gradient(mode: str = "RGB") -> Image.Image:
    return Image.linear_gradient("L").resize((60, 40)).convert(mode)


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.stem)
def test_drawing(path: Path, tmp_path: Path) -> None:
    first, _, rest = path.read_text(encoding="utf-8").partition("\n")
    expected = re.fullmatch(r"<!-- expect: (\S+) -->", first)
    assert expected is not None
    drawing = tmp_path / "drawing.svg"
    drawing.write_text(rest, encoding="utf-8")
    if expected[1] != "none":
        assert expected[1] in refused(drawing)
        return
    asset = emblem_asset(drawing, LIMITS)
    assert asset.media_type == "image/svg+xml"
    assert b"inkscape" not in asset.content
    assert b"who and where" not in asset.content
    assert re.search(rb"<svg[^>]* width=", asset.content)
    assert re.search(rb"<svg[^>]* height=", asset.content)


def test_drawing_says_all_its_faults(tmp_path: Path) -> None:
    drawing = tmp_path / "drawing.svg"
    drawing.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg"><text/><script/><image href="http://x/"/></svg>',
        encoding="utf-8",
    )
    assert set(refused(drawing)) == {
        "asset.svg-text",
        "asset.svg-script",
        "asset.svg-reference",
        "asset.svg-size",
    }


def test_drawing_in_utf16_is_read_like_any(tmp_path: Path) -> None:
    drawing = tmp_path / "drawing.svg"
    text = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE svg [<!ENTITY a "b">]>'
    text += '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'
    drawing.write_text(text, encoding="utf-16")
    assert refused(drawing) == ["asset.svg-doctype"]


def test_a_drawing_without_size_can_stand_in_a_margin_box(tmp_path: Path) -> None:
    drawing = tmp_path / "drawing.svg"
    drawing.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>',
        encoding="utf-8",
    )
    asset = emblem_asset(drawing, LIMITS)
    sheet = "@page { @top-left { content: url(asset:/emblem.svg) } }"
    made = page("<p>بيان</p>", sheet)
    made = replace(made, assets={**made.assets, "asset:/emblem.svg": asset})
    assert print_page(made, LIMITS).pages == 1


def test_png_keeps_its_pixels_and_nothing_else(tmp_path: Path) -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", SECRET)
    notes.add_itxt("XML:com.adobe.xmp", SECRET)
    path = saved(tmp_path, "PNG", gradient(), pnginfo=notes, dpi=(300, 300), icc_profile=b"x" * 200)
    assert SECRET.encode() in path.read_bytes()
    asset = image_asset(path, PLACE, LIMITS)
    assert asset.media_type == "image/png"
    assert SECRET.encode() not in asset.content
    assert opened(asset.content).info == {}
    assert opened(asset.content).tobytes() == gradient().tobytes()


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_prints(mode: str, tmp_path: Path) -> None:
    image = gradient("I").point(lambda value: value * 257) if mode == "I;16" else gradient(mode)
    asset = image_asset(saved(tmp_path, "PNG", image.convert(mode)), PLACE, LIMITS)
    made = page('<p>بيان <img src="asset:/images/1-photo.png" alt="صورة"/></p>')
    made = replace(made, assets={**made.assets, "asset:/images/1-photo.png": asset})
    assert print_page(made, LIMITS).findings == ()
    if mode == "I;16":
        assert opened(asset.content).mode == "L"
        assert opened(asset.content).getpixel((30, 30)) == gradient().getpixel((30, 30))[0]


def test_jpeg_loses_metadata_and_no_quality(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010E] = SECRET
    path = saved(
        tmp_path, "JPEG", gradient(), exif=exif, comment=SECRET.encode(), icc_profile=b"p" * 99,
        xmp=SECRET.encode(),
    )  # fmt: skip
    path.write_bytes(path.read_bytes() + SECRET.encode())
    asset = image_asset(path, PLACE, LIMITS)
    assert asset.media_type == "image/jpeg"
    assert SECRET.encode() not in asset.content
    assert not {"exif", "comment", "icc_profile", "xmp"} & opened(asset.content).info.keys()
    assert opened(asset.content).tobytes() == opened(path.read_bytes()).tobytes()


def test_progressive_jpeg_stays_whole(tmp_path: Path) -> None:
    path = saved(tmp_path, "JPEG", gradient().resize((600, 400)), progressive=True)
    asset = image_asset(path, PLACE, LIMITS)
    assert opened(asset.content).tobytes() == opened(path.read_bytes()).tobytes()


def test_a_photograph_on_its_side_is_turned(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    path = saved(tmp_path, "JPEG", gradient(), exif=exif)
    first, again = (image_asset(path, PLACE, LIMITS).content for _ in range(2))
    assert opened(first).size == (40, 60)
    assert not opened(first).getexif()
    assert first == again


def test_cmyk_becomes_rgb(tmp_path: Path) -> None:
    path = saved(tmp_path, "JPEG", gradient("CMYK"))
    image = opened(image_asset(path, PLACE, LIMITS).content)
    assert image.mode == "RGB"
    assert abs(image.getpixel((30, 30))[0] - gradient().getpixel((30, 30))[0]) < 8


def test_kind_is_told_by_content_not_name(tmp_path: Path) -> None:
    path = saved(tmp_path, "PNG", gradient(), name="photo.jpg")
    assert image_asset(path, PLACE, LIMITS).media_type == "image/png"
    assert refused(saved(tmp_path, "GIF", gradient("P"), name="photo.png")) == ["asset.format"]


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
@pytest.mark.parametrize("keep", [0.2, 0.6, 0.98])
def test_half_a_picture_is_refused(kind: str, keep: float, tmp_path: Path) -> None:
    path = saved(tmp_path, kind, Image.effect_noise((300, 200), 90).convert("RGB"))
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * keep)])
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    assert refused(path) == ["asset.broken"]
    assert ImageFile.LOAD_TRUNCATED_IMAGES is before


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_no_cut_or_flipped_byte_brings_anything_but_an_asset_error(
    kind: str, tmp_path: Path
) -> None:
    content = saved(tmp_path, kind, gradient().resize((12, 8))).read_bytes()
    path, refusals = tmp_path / "damaged", 0
    for index in range(len(content)):
        for damaged in (content[:index], content[:index] + b"\xff" + content[index + 1 :]):
            path.write_bytes(damaged)
            try:
                image_asset(path, PLACE, LIMITS)
            except AssetError:
                refusals += 1
    assert refusals > len(content)


def test_image_bomb_is_refused_before_it_unfolds(tmp_path: Path) -> None:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    path = tmp_path / "bomb.png"
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")
    )
    assert refused(path) == ["asset.pixels"]
    bomb = bytearray(saved(tmp_path, "JPEG", gradient()).read_bytes())
    frame = bomb.index(b"\xff\xc0")
    bomb[frame + 5 : frame + 9] = struct.pack(">HH", 60_000, 60_000)
    path.write_bytes(bomb)
    assert refused(path) == ["asset.pixels"]


def test_sizes_are_limited(tmp_path: Path) -> None:
    path = saved(tmp_path, "PNG", gradient())
    assert refused(path, Limits(image_bytes=20)) == ["asset.size"]
    drawing = tmp_path / "drawing.svg"
    drawing.write_text(f"<svg>{' ' * 50}</svg>", encoding="utf-8")
    assert refused(drawing, Limits(svg_bytes=20)) == ["asset.size"]


def test_what_is_no_file(tmp_path: Path) -> None:
    assert refused(tmp_path / "missing.png") == ["asset.missing"]
    assert refused(tmp_path) == ["asset.missing"]
    (tmp_path / "empty.png").write_bytes(b"")
    assert refused(tmp_path / "empty.png") == ["asset.format"]


def drawing(folder: Path, body: str, extra: str = "") -> Path:
    """Write a drawing with *body*, and *extra* attributes, into *folder*."""
    path = folder / "drawing.svg"
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" {extra}>'
    path.write_text(f"{head}{body}</svg>", encoding="utf-8")
    return path


def nested(kind: str, reference: str, levels: int = 9) -> str:
    """Return *levels* elements *kind*, each of which names the next four times."""
    parts = [f'<{kind} id="n0"><path d="M0 0h9v9z"/></{kind}>']
    for level in range(1, levels):
        shapes = f'<path d="M0 0h9v9z" {reference.format(level - 1)}/>' * 4
        parts.append(f'<{kind} id="n{level}">{shapes}</{kind}>')
    return "".join(parts) + f'<path d="M0 0h9v9z" {reference.format(levels - 1)}/>'


@pytest.mark.parametrize(
    "body",
    [
        nested("mask", 'mask="url(#n{})"'),
        nested("clipPath", 'clip-path="url( #n{})"'),
        nested("pattern", 'fill="url(#n{})"'),
        nested("pattern", "style=\"stroke : url('#n{}')\""),
        nested("marker", 'marker-end="url(#n{})"'),
        '<mask id="m"><path d="M0 0h9" mask="url(#m)"/></mask>',
        '<style>.a{mask:url(#m)}</style><mask id="m"><path class="a" d="M0 0h9"/></mask>',
        '<style>*|path{mask:url(#m)}</style><mask id="m"><path d="M0 0h9"/></mask>',
        f'<marker id="m"><path/></marker><path marker-mid="url(#m)" d="M0 0{"h1 1" * 2500}"/>',
        f'<pattern id="p">{"<path/>" * 200}</pattern><g fill="url(#p)">{"<path/>" * 200}</g>',
        nested("mask", 'mask="url(#n{})"') + '<path id="n7"/>',
        f'<linearGradient id="g">{"<stop/>" * 999}</linearGradient>'
        + '<path fill="url(#g)"/>' * 999,
        '<linearGradient id="g" href="#g"/><path fill="url(#g)"/>',
        "<path/>" * 20_001,
        f"<style>{'.a{fill:red}' * 201}</style>",
        "".join(f'<g id="g{n}"><use href="#g{n + 1}"/></g>' for n in range(5000)),
    ],
    ids=lambda body: body[:40],
)
def test_a_drawing_that_multiplies_is_refused(body: str, tmp_path: Path) -> None:
    assert refused(drawing(tmp_path, body)) == ["asset.svg-depth"]


def test_a_drawing_with_many_references_is_taken(tmp_path: Path) -> None:
    shapes = '<path class="b" d="M0 0h9v9z"/>' * 5000
    body = (
        "<style>.a{clip-path:url(#c)} .b{fill:url(#g)}</style>"
        '<linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient>'
        '<clipPath id="c"><path d="M0 0h9v9z"/></clipPath>'
        '<marker id="m"><path d="M0 0h9"/></marker>'
        f'<g class="a" style="clip-path:url(#c)"><g class="a">{shapes}</g></g>'
        f'<path d="M0 0{"h1v1" * 400}" marker-mid="url(#m)"/>'
    )
    assert image_asset(drawing(tmp_path, body), PLACE, LIMITS).content


@pytest.mark.parametrize(
    ("body", "extra"),
    [('<path transform="rotate(zz)" d="M0 0h9v9z"/>', ""), ("<path/>", 'width="9" height="9"')],
)
def test_a_drawing_that_cannot_be_drawn_is_no_mere_warning(
    body: str, extra: str, tmp_path: Path
) -> None:
    path = drawing(tmp_path, body, extra)
    if extra:
        path.write_text(path.read_text().replace("0 0 9 9", "0 0 a b"))
    made = page('<p>بيان <img src="asset:/images/1-map.svg" alt="خريطة"/></p>')
    asset = image_asset(path, PLACE, LIMITS)
    made = replace(made, assets={**made.assets, "asset:/images/1-map.svg": asset})
    with pytest.raises(AssetError) as caught:
        print_page(made, LIMITS)
    assert [finding.code for finding in caught.value.findings] == ["render.image"]
