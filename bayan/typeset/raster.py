"""Photographs: PNG and JPEG without metadata, of a kind that PDF/A and WeasyPrint can take."""

import struct
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from PIL import Image, ImageFile, ImageOps

from bayan.errors import AssetError
from bayan.findings import Place
from bayan.world import Limits

DECODER = threading.Lock()
"""Pillow's tolerance of damaged files is a flag of the process, and WeasyPrint sets it."""

SIGNATURE = 8
PNG_CHUNKS = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})
"""What makes the picture; text, time, place, profiles and later frames do not."""

SOI, EOI, SOS, COMMENT = 0xD8, 0xD9, 0xDA, 0xFE
JPEG_METADATA = frozenset({*range(0xE1, 0xEE), 0xEF, COMMENT})
"""APP1 to APP13, APP15 and comments; APP0 and APP14 say how to read the colours."""
FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
ORIENTATION = 0x0112
JPEG_QUALITY = 92

READY = frozenset({"1", "L", "LA", "P", "RGB", "RGBA"})
"""Modes that WeasyPrint can write."""
DEEP = frozenset({"I", "I;16", "I;16B", "I;16L"})

AGAIN = "Get the picture again, or open it in a picture editor and save it again."

FAULTS = (OSError, SyntaxError, ValueError, IndexError, EOFError, struct.error, zlib.error)
"""What Pillow raises for a damaged file, and what reading past its end raises here."""


def clean_png(content: bytes, place: Place, limits: Limits) -> bytes:
    """Return a PNG file with nothing but its pixels.

    Raises:
        AssetError: too many pixels, or damaged.
    """
    with damage_named(place):
        width, height = struct.unpack(">II", content[16:24])
        check_pixels(width, height, place, limits)
        cleaned = content[:SIGNATURE] + b"".join(png_chunks(content))
        image = decoded(cleaned)
    return cleaned if image.mode in READY else encoded(shallow(image), "PNG")


def png_chunks(content: bytes) -> Iterator[bytes]:
    """Yield the chunks worth keeping, each whole and with its checksum proved.

    Raises:
        EOFError: the file ends before its end chunk.
        ValueError: a checksum is wrong.
    """
    position, kind = SIGNATURE, b""
    while kind != b"IEND":
        (length,) = struct.unpack_from(">I", content, position)
        end = position + length + 12
        if end > len(content):
            raise EOFError
        kind = content[position + 4 : position + 8]
        if zlib.crc32(content[position + 4 : end - 4]) != int.from_bytes(content[end - 4 : end]):
            raise ValueError(kind)
        if kind in PNG_CHUNKS:
            yield content[position:end]
        position = end


def clean_jpeg(content: bytes, place: Place, limits: Limits) -> bytes:
    """Return a JPEG file without metadata, upright, in grey or RGB.

    The compressed data stay as they are, unless the picture must be turned or is in CMYK.

    Raises:
        AssetError: too many pixels, or damaged.
    """
    with damage_named(place):
        segments = tuple(jpeg_segments(content))
        for marker, data in segments:
            if marker in FRAMES:
                height, width = struct.unpack_from(">HH", data, 5)
                check_pixels(width, height, place, limits)
        cleaned = b"\xff\xd8" + b"".join(
            data for marker, data in segments if marker not in JPEG_METADATA
        )
        decoded(cleaned)
        return upright(content, cleaned)


def jpeg_segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield each segment as its marker and its bytes, scan data with the marker before them.

    What follows the end of the image (previews, hidden files) is left out.

    Raises:
        IndexError: the file ends before the image does.
    """
    position, marker = 2, SOI
    while marker != EOI:
        if content[position] != 0xFF:
            raise ValueError(position)
        start = position
        while content[position] == 0xFF:
            position += 1
        marker = content[position]
        position += 1
        if marker != EOI:
            position += int.from_bytes(content[position : position + 2])
        if marker == SOS:
            position = scan_end(content, position)
        if position > len(content):
            raise IndexError(position)
        yield marker, content[start:position]


def scan_end(content: bytes, position: int) -> int:
    """Return where the compressed data that begin at *position* end: before the next marker."""
    while True:
        position = content.index(b"\xff", position)
        if content[position + 1] and not 0xD0 <= content[position + 1] <= 0xD7:
            return position
        position += 2


def upright(content: bytes, cleaned: bytes) -> bytes:
    """Return *cleaned*, turned as the metadata of *content* say, and in RGB or grey."""
    with Image.open(BytesIO(content)) as image:
        turned = image.getexif().get(ORIENTATION, 1) not in {0, 1}
        if not turned and image.mode in READY:
            return cleaned
        result = ImageOps.exif_transpose(image)
        return encoded(result if result.mode in READY else result.convert("RGB"), "JPEG")


def shallow(image: Image.Image) -> Image.Image:
    """Return *image* with eight bits a channel, in a mode that can be written."""
    if image.mode in DEEP:
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    return image.convert("RGB")


def encoded(image: Image.Image, kind: str) -> bytes:
    """Return *image* as a file without metadata, the same bytes each time."""
    out, bare = BytesIO(), image.copy()
    bare.info.clear()
    quality = {"quality": JPEG_QUALITY, "subsampling": 0} if kind == "JPEG" else {}
    bare.save(out, kind, **quality)
    return out.getvalue()


def decoded(content: bytes) -> Image.Image:
    """Return the picture in *content*, every pixel of it read."""
    image = Image.open(BytesIO(content), formats=("PNG", "JPEG"))
    image.load()
    return image


def check_pixels(width: int, height: int, place: Place, limits: Limits) -> None:
    """Refuse a picture that would unfold to more pixels than *limits* allow, or to none."""
    if not width or not height:
        raise AssetError.one("asset.broken", "The picture has no width or no height.", place, AGAIN)
    if width * height > limits.image_pixels:
        raise AssetError.one(
            "asset.pixels",
            f"The picture is too large: {width} × {height} pixels, where"
            f" {limits.image_pixels / 1_000_000:g} million are allowed.",
            place,
            "Save it smaller: 2500 pixels fill the width of a page.",
        )


@contextmanager
def damage_named(place: Place) -> Iterator[None]:
    """Read strictly inside the block, and call a damaged picture a damaged picture."""
    with DECODER:
        before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
        try:
            yield
        except FAULTS as fault:
            raise AssetError.one(
                "asset.broken", "The picture is damaged or incomplete.", place, AGAIN
            ) from fault
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = before
