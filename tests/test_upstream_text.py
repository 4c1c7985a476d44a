"""What WeasyPrint does to text, as reported in ``docs/upstream/``: each page shows its fault.

When one of these tests fails, the fault is mended: its report and its row in ``docs/weasyprint.md``
say what can go.
"""

import re
import subprocess
import sys
from functools import cache
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import pikepdf
import pypdfium2
import pytest
from ink_raster import by_pdfium, too_far
from ink_reference import runs_of
from weasyprint import HTML
from weasyprint.draw import text as drawing
from weasyprint.text.ffi import FROM_UNITS, pango

REPORTS = Path(__file__).parents[1] / "docs" / "upstream"
HTML_BLOCK = re.compile(r"```html\n(.*?)\n```", re.DOTALL)
BFCHAR = re.compile(r"<([0-9a-f]{4})> <([0-9a-f]*)>")
SHOWN = re.compile(r"\[([^\]]*)\] TJ")
PART = re.compile(r"<([0-9a-f]*)>|(-?[\d.]+)")
MENDED = "WeasyPrint has mended this: see docs/upstream/{}.md for what can go"

Glyph = tuple[int, int, int]
"""Width, x and y offset, in Pango's units."""


class Printed(NamedTuple):
    """A page, and the glyphs that Pango laid out on it."""

    pdf: bytes
    glyphs: tuple[Glyph, ...]

    def content(self) -> str:
        with pikepdf.open(BytesIO(self.pdf)) as opened:
            return opened.pages[0].Contents.read_bytes().decode()

    def size(self) -> float:
        """Return the size of the text, in pixels of CSS."""
        found = re.search(r"/\w+ ([\d.]+) Tf", self.content())
        assert found
        return float(found[1])

    def text(self) -> str:
        document = pypdfium2.PdfDocument(self.pdf)
        text: str = document[0].get_textpage().get_text_range()
        document.close()
        return text.strip()


@cache
def page_of(report: str) -> str:
    """Return the page that *report* shows."""
    (html,) = HTML_BLOCK.findall((REPORTS / f"{report}.md").read_text(encoding="utf-8"))[:1]
    return str(html)


def printed(html: str) -> Printed:
    """Print *html* by WeasyPrint alone; the glyphs are taken down on the way."""
    seen: list[Glyph] = []
    plain = drawing.draw_first_line

    def watching(stream, textbox, text_overflow, block_ellipsis, matrix):
        pango.pango_layout_set_single_paragraph_mode(textbox.pango_layout.layout, True)
        line, _ = textbox.pango_layout.get_first_line()
        for item in runs_of(line):
            places = [info.geometry for info in item.glyphs.glyphs[0 : item.glyphs.num_glyphs]]
            seen.extend((place.width, place.x_offset, place.y_offset) for place in places)
        return plain(stream, textbox, text_overflow, block_ellipsis, matrix)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(drawing, "draw_first_line", watching)
        pdf = HTML(string=html, base_url=f"{REPORTS}/").write_pdf()
    return Printed(pdf, tuple(seen))


def said(pdf: bytes) -> list[str]:
    """Return what the codes of the page's only font say."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        (font,) = opened.pages[0].Resources.Font.values()
        pairs = BFCHAR.findall(font.ToUnicode.read_bytes().decode())
    return [bytes.fromhex(text).decode("utf-16-be") for _, text in pairs]


def pen_at_end(made: Printed) -> float:
    """Return where the only line of *made* ends, from its start, in 1/1000 em."""
    with pikepdf.open(BytesIO(made.pdf)) as opened:
        (font,) = opened.pages[0].Resources.Font.values()
        array = list(font.DescendantFonts[0].W)
    widths = {
        int(first) + place: float(width)
        for first, row in zip(array[::2], array[1::2], strict=True)
        for place, width in enumerate(row)
    }
    pen = 0.0
    for codes, move in chain.from_iterable(map(PART.findall, SHOWN.findall(made.content()))):
        pen += sum(widths[int(code, 16)] for code in re.findall("....", codes))
        pen -= float(move or 0)
    return pen


def test_letters_of_many_glyphs_are_lost() -> None:
    report = "weasyprint-text-unicode"
    made = printed(page_of(report))
    assert "" in said(made.pdf), MENDED.format(report)
    assert "moon" not in made.text(), MENDED.format(report)


def test_letters_of_many_glyphs_are_doubled() -> None:
    report = "weasyprint-text-unicode"
    made = printed(page_of(report).replace("<p>ọ́ moon", "<p>moon ọ́"))
    assert made.text() == "moon oọ́", MENDED.format(report)


def test_offsets_are_too_large() -> None:
    report = "weasyprint-text-offsets"
    made = printed(page_of(report))
    content, size = made.content(), made.size()
    rises = {rise for rise in re.findall(r"(-?[\d.]+) Ts", content) if rise != "0"}
    raised = {y for _, _, y in made.glyphs if y}
    assert raised
    assert rises == {f"{-y / 1000:f}".rstrip("0") for y in raised}, MENDED.format(report)
    asides = {x for _, x, y in made.glyphs if x}
    assert asides
    assert all(f"{-x / size}<" in content for x in asides), MENDED.format(report)


def test_a_spaced_line_drifts() -> None:
    report = "weasyprint-text-drift"
    made = printed(page_of(report))
    wanted = 1000 * sum(width for width, _, _ in made.glyphs) * FROM_UNITS / made.size()
    assert abs(pen_at_end(made) - wanted) > 20, MENDED.format(report)


def test_pdfium_stumbles_over_empty_strings() -> None:
    report = "weasyprint-text-empty"
    made = printed(page_of(report))
    content = made.content()
    assert re.search(r"\[<>-?[\d.]+<", content), MENDED.format(report)
    with pikepdf.open(BytesIO(made.pdf)) as opened:
        opened.pages[0].Contents = opened.make_stream(content.replace("<>", " ").encode())
        without = BytesIO()
        opened.save(without)
    pictures = [next(by_pdfium(pdf, 100)) for pdf in (made.pdf, without.getvalue())]
    assert too_far(*pictures) > 100, "pdfium takes empty strings as others do now"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no ldconfig to ask")
def test_importing_looks_for_libraries_by_names_that_linux_has_not() -> None:
    watch = (
        "import ctypes.util as util; asked = []; util.find_library = asked.append; "
        "import weasyprint.text.ffi; print(len(asked))"
    )
    done = subprocess.run([sys.executable, "-c", watch], capture_output=True, text=True, check=True)
    assert int(done.stdout) > 15, MENDED.format("weasyprint-import-time")
