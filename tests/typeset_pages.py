"""Pages for the tests of the printer: HTML and CSS from ``cases/typeset``, fonts of the project."""

import datetime
import hashlib
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from PIL import Image

from bayan.typeset.model import Asset, Metadata, Page, Standard

CASES = Path(__file__).parent / "cases" / "typeset"
FONTS = Path(__file__).parents[1] / "fonts"
FACES = (
    ("Amiri", 400, "normal", "amiri/Amiri-Regular.ttf"),
    ("Amiri", 700, "normal", "amiri/Amiri-Bold.ttf"),
    ("Source Serif 4", 400, "normal", "source-serif-4/SourceSerif4-Regular.ttf"),
    ("Source Serif 4", 400, "italic", "source-serif-4/SourceSerif4-Italic.ttf"),
    ("Source Serif 4", 700, "normal", "source-serif-4/SourceSerif4-Bold.ttf"),
)
EMBLEM = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40" viewBox="0 0 40 40">'
    b'<circle cx="20" cy="20" r="18" fill="#1d3a44"/></svg>'
)
SOURCE = "---\ntitle: بيان\nlang: ar\ndate: 2020-01-29\n---\nنص.\n".encode()
ROWS = "".join(f"<tr><td>صف {row}</td><td>{row}</td><td>x</td></tr>" for row in range(60))
SENTENCE = "اجتمع القادة في ميناء سارم واتفقوا على صون المياه المشتركة وعلى تقاسمها بالعدل. "

BODY = 'body { font-family: "Amiri", "Source Serif 4" } ul { list-style: disc }'

META = Metadata(
    title="بيان مشترك بشأن المياه المشتركة",
    language="ar",
    direction="rtl",
    date=datetime.date(2020, 1, 29),
    modified=datetime.date(2020, 2, 3),
    identifier="mfa.marava.example:2020/123:ar",
    number="2020/123",
    revision=1,
    authors=("مكتب المتحدث الرسمي",),
    publishers=("وزارة الشؤون الخارجية",),
    description="بيان صادر عن الاجتماع",
    keywords=("مياه", "مارافا"),
    rights="نص رسمي، تجوز إعادة نشره",
)


def picture(kind: str, mode: str = "RGB") -> bytes:
    """Return a small photograph."""
    out = BytesIO()
    Image.linear_gradient("L").resize((60, 40)).convert(mode).save(out, kind)
    return out.getvalue()


def faces() -> str:
    """Return the ``@font-face`` rules."""
    return "\n".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-style: {style}; '
        f"src: url(asset:/fonts/{file}) }}"
        for family, weight, style, file in FACES
    )


def assets() -> dict[str, Asset]:
    """Return all that the case pages may fetch."""
    fonts = {
        f"asset:/fonts/{file}": Asset((FONTS / file).read_bytes(), "font/ttf") for *_, file in FACES
    }
    return fonts | {
        "asset:/emblem.svg": Asset(EMBLEM, "image/svg+xml"),
        "asset:/images/1-photo.png": Asset(picture("PNG"), "image/png"),
        "asset:/images/2-photo.jpg": Asset(picture("JPEG"), "image/jpeg"),
    }


def page(html: str, css: str = "", standard: Standard = Standard.A3A_UA1, **meta: object) -> Page:
    """Return a page of *html*; a fragment becomes an Arabic page."""
    if "<html" not in html:
        html = f'<html lang="ar" dir="rtl"><body>{html}</body></html>'
    attached = standard is not Standard.A4_UA2
    return Page(
        html=html,
        stylesheet=f"{faces()}\n{BODY}\n{css}",
        assets=assets(),
        metadata=replace(META, **meta),  # type: ignore[arg-type]
        source_name="statement.ar.md" if attached else "",
        source=SOURCE if attached else b"",
        source_digest=hashlib.sha256(SOURCE).hexdigest() if attached else "",
        standard=standard,
    )


def case(name: str, standard: Standard = Standard.A3A_UA1) -> Page:
    """Return the case page *name*, with a long table and thirty pages of text filled in."""
    html = (CASES / f"{name}.html").read_text(encoding="utf-8")
    css = CASES / f"{name}.css"
    long = "".join(f"<h3>فصل {number}</h3><p>{SENTENCE * 150}</p>" for number in range(10))
    html = html.replace("<!--ROWS-->", ROWS).replace("<!--LONG-->", long)
    return page(html, css.read_text(encoding="utf-8") if css.exists() else "", standard)
