"""Pictures and emblems from files: checked, cleaned, and only then part of a page."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NoReturn

from bayan.errors import AssetError
from bayan.findings import Place
from bayan.typeset.model import Asset
from bayan.typeset.raster import clean_jpeg, clean_png
from bayan.typeset.svg import clean_svg
from bayan.world import Limits

Cleaner = Callable[[bytes, Place, Limits], bytes]

FORMATS: Mapping[bytes, tuple[str, Cleaner]] = {
    b"\x89PNG\r\n\x1a\n": ("image/png", clean_png),
    b"\xff\xd8\xff": ("image/jpeg", clean_jpeg),
}
"""First bytes of a file to its media type and what cleans it."""

OTHERS: Mapping[bytes, str] = {
    b"GIF8": "GIF",
    b"RIFF": "WebP",
    b"%PDF": "PDF",
    b"II*\x00": "TIFF",
    b"MM\x00*": "TIFF",
    b"BM": "BMP",
    b"\x1f\x8b": "compressed (gzip)",
    b"%!PS": "PostScript",
    b"\x00\x00\x00": "HEIC or AVIF",
}
"""First bytes of pictures that are not accepted, to their names."""

SVG = "image/svg+xml"
BLANKS = b"\xef\xbb\xbf \t\r\n"
UTF16 = (b"\xff\xfe", b"\xfe\xff")


def image_asset(path: Path, place: Place, limits: Limits) -> Asset:
    """Return the picture at *path*: PNG, JPEG or SVG, told by its content and not by its name.

    Metadata (place, camera, author) do not survive. The caller has made sure that *path* is
    one the statement may use; *place* is where the statement names it.

    Raises:
        AssetError: missing, too large, of another format, damaged, or unsafe.
    """
    content = read(path, place, limits.image_bytes)
    for start, (media_type, cleaner) in FORMATS.items():
        if content.startswith(start):
            return Asset(cleaner(content, place, limits), media_type)
    if content.lstrip(BLANKS).startswith(b"<") or content.startswith(UTF16):
        return Asset(clean_svg(content, place, limits), SVG)
    return refuse(content, path, place)


def emblem_asset(path: Path, limits: Limits) -> Asset:
    """Return the emblem at *path*, held to the same rules as any picture.

    Raises:
        AssetError: as for ``image_asset``; the place is the emblem's file.
    """
    return image_asset(path, Place(str(path)), limits)


def read(path: Path, place: Place, most: int) -> bytes:
    """Return the content of the file at *path*, of which no more than *most* bytes are read."""
    if not path.is_file():
        raise AssetError.one(
            "asset.missing",
            f"There is no picture “{path.name}”.",
            place,
            "Check the name, and that the file stands where the text says.",
        )
    try:
        with path.open("rb") as file:
            content = file.read(most + 1)
    except OSError as fault:
        raise AssetError.one(
            "asset.unreadable",
            f"The picture “{path.name}” cannot be read: {fault.strerror}.",
            place,
            "Copy it again, or ask whoever looks after the folder for the right to read it.",
        ) from fault
    if len(content) > most:
        raise AssetError.one(
            "asset.size",
            f"The picture “{path.name}” is larger than {most / 1024 / 1024:g} MiB.",
            place,
            "Save it with fewer pixels or stronger compression.",
        )
    return content


def refuse(content: bytes, path: Path, place: Place) -> NoReturn:
    """Say what a file is that is no picture we take."""
    kind = next((name for start, name in OTHERS.items() if content.startswith(start)), "")
    found = f"is a {kind} file" if kind else "is not a picture" if content else "is empty"
    raise AssetError.one(
        "asset.format",
        f"“{path.name}” {found}; pictures are PNG, JPEG or SVG.",
        place,
        "Save it as PNG or JPEG, a drawing as SVG.",
    )
