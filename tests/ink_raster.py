"""Pages as pictures, by each renderer, and the ink that stands in one where the other has none."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
from PIL import Image

from bayan.tools import find, run

DPI = 600
MID = 128


def by_pdfium(pdf: bytes, dpi: int = DPI) -> Iterator[Image.Image]:
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        bitmap = page.render(scale=dpi / 72, grayscale=True)
        yield bitmap.to_pil().copy()
    document.close()


def by_mupdf(pdf: bytes, dpi: int = DPI) -> Iterator[Image.Image]:
    import pymupdf  # noqa: PLC0415

    with pymupdf.open(stream=pdf) as document:
        for page in document:
            picture = page.get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY, alpha=False)
            yield Image.frombytes("L", (picture.width, picture.height), picture.samples)


def by_poppler(pdf: bytes, dpi: int = DPI) -> Iterator[Image.Image]:
    program = find("pdftoppm")
    assert program
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "in.pdf").write_bytes(pdf)
        run(program, ["-r", str(dpi), "-gray", "in.pdf", "out"], folder=folder, seconds=60)
        for path in sorted(folder.glob("out*.pgm")):
            with Image.open(path) as picture:
                yield picture.copy()


RENDERERS = {"pdfium": by_pdfium, "mupdf": by_mupdf, "poppler": by_poppler}


def inked(picture: Image.Image, level: int = MID) -> int:
    """Return the pixels of *picture* that are darker than *level*, as the bits of a number.

    Rows lie one behind the other: on 35 million pixels nothing else in Python is as fast.
    """
    dark = picture.point([255] * level + [0] * (256 - level), "1")
    return int.from_bytes(dark.tobytes(), "big")


def grown(ink: int, width: int) -> int:
    """Return *ink*, of a picture *width* pixels wide, with all eight neighbours of each pixel.

    What leaves one side enters the other: pages have white margins.
    """
    row = -(-width // 8) * 8
    wide = ink << 1 | ink | ink >> 1
    return wide << row | wide | wide >> row


def too_far(drawn: Image.Image, exact: Image.Image, doubt: int = 0) -> int:
    """Return how many pixels of ink of either are more than one pixel from ink of the other.

    Pixels within *doubt* grey levels of the middle are no ink that must be near some, and are ink
    that some may be near.
    """
    assert drawn.size == exact.size
    return sum(
        (inked(one, MID - doubt) & ~grown(inked(other, MID + doubt), other.width)).bit_count()
        for one, other in ((drawn, exact), (exact, drawn))
    )
