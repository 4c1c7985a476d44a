"""From a page to PDF bytes: what comes out, what stops it, what is said on the way."""

import logging
import os
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO

import pikepdf
import pytest
from lxml import etree
from typeset_pages import FONTS, META, SOURCE, assets, page

from bayan.errors import AssetError, GlyphError, LayoutError, LimitError
from bayan.typeset.fontconfig import VARIABLE
from bayan.typeset.model import Asset, Page, Standard
from bayan.typeset.pdf import font_configuration, parsed, print_page
from bayan.typeset.xmp import NAMESPACES, identity, information, packet
from bayan.world import Limits

LIMITS = Limits()
TEXT = "<p>بيان <em>abc</em> ١٢٣</p>"
PROPERTIES = {
    "dc:title/rdf:Alt/rdf:li": [META.title, META.title],
    "dc:language/rdf:Bag/rdf:li": ["ar"],
    "dc:creator/rdf:Seq/rdf:li": list(META.authors),
    "dc:publisher/rdf:Bag/rdf:li": list(META.publishers),
    "dc:date/rdf:Seq/rdf:li": ["2020-01-29"],
    "dc:description/rdf:Alt/rdf:li": [META.description, META.description],
    "dc:subject/rdf:Bag/rdf:li": list(META.keywords),
    "dc:rights/rdf:Alt/rdf:li": [META.rights, META.rights],
    "xmpRights:UsageTerms/rdf:Alt/rdf:li": [META.rights, META.rights],
    "xmpRights:Marked": ["True"],
    "dc:identifier": [META.identifier],
    "xmp:CreateDate": ["2020-01-29T00:00:00Z"],
    "xmp:ModifyDate": ["2020-02-03T00:00:00Z"],
    "xmp:MetadataDate": ["2020-02-03T00:00:00Z"],
    "xmpMM:VersionID": ["1"],
    "bayan:number": ["2020/123"],
    "bayan:revision": ["1"],
}


@pytest.fixture(params=list(Standard))
def standard(request: pytest.FixtureRequest) -> Standard:
    return request.param


@pytest.fixture
def pdf(standard: Standard) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(print_page(page(TEXT, "", standard), LIMITS).pdf)) as opened:
        yield opened


def described(made: Page) -> etree._Element:
    text = packet(made)
    assert text.startswith(b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>')
    assert text.endswith(b'<?xpacket end="r"?>')
    return etree.fromstring(text).find(".//rdf:Description", NAMESPACES)


def test_metadata_is_all_there(standard: Standard) -> None:
    found = described(page(TEXT, "", standard))
    for path, texts in PROPERTIES.items():
        assert [item.text for item in found.findall(path, NAMESPACES)] == texts, path
    assert found.findtext("xmp:CreatorTool", "", NAMESPACES).startswith("Bayan ")
    languages = found.findall("dc:title/rdf:Alt/rdf:li", NAMESPACES)
    key = "{http://www.w3.org/XML/1998/namespace}lang"
    assert [item.get(key) for item in languages] == ["x-default", "ar"]


def test_packet_is_ours_whole_and_plain(pdf: pikepdf.Pdf, standard: Standard) -> None:
    assert "/Filter" not in pdf.Root.Metadata
    assert pdf.Root.Metadata.read_bytes() == packet(page(TEXT, "", standard))


def test_information_says_what_the_packet_says(pdf: pikepdf.Pdf, standard: Standard) -> None:
    if standard is not Standard.A3A_UA1:
        assert "/Info" not in pdf.trailer
        return
    info = {key: str(text) for key, text in pdf.trailer.Info.items()}
    assert info.pop("/Creator").startswith("Bayan ")
    assert info.pop("/Producer").startswith("WeasyPrint ")
    assert info == {
        "/Title": META.title,
        "/Author": "مكتب المتحدث الرسمي",
        "/Subject": META.description,
        "/Keywords": "مياه, مارافا",
        "/CreationDate": "D:20200129000000Z",
        "/ModDate": "D:20200203000000Z",
    }


@pytest.mark.parametrize("bad", ["\x00", "\x0b", "\x1f", "\ufffe", "\uffff", "\ud800"])
def test_characters_that_xml_cannot_hold_are_dropped(bad: str) -> None:
    made = page(TEXT, title=f"أ{bad}ب", keywords=(f"ج{bad}",), identifier=f"d{bad}", number=bad)
    found = described(made)
    assert found.findtext("dc:title/rdf:Alt/rdf:li", "", NAMESPACES) == "أب"
    assert found.findtext("dc:identifier", "", NAMESPACES) == "d"
    with pikepdf.open(BytesIO(print_page(made, LIMITS).pdf)) as pdf:
        assert str(pdf.trailer.Info.Title) == "أب"


def test_empty_facts_leave_no_empty_property() -> None:
    bare = {"number": "", "authors": (), "publishers": (), "description": "", "keywords": ()}
    found = described(page(TEXT, rights="", **bare))
    assert not [item.tag for item in found.iter() if not len(item) and not item.text]
    assert found.find("bayan:number", NAMESPACES) is None


def test_identity_follows_the_statement_not_the_clock() -> None:
    first, same = identity(page(TEXT)), identity(page("<p>other</p>"))
    assert first == same
    revised = identity(page(TEXT, revision=2))
    assert revised.document == first.document
    assert revised.instance != first.instance
    assert identity(page(TEXT, identifier="x")).document != first.document


def test_catalog(pdf: pikepdf.Pdf) -> None:
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert pdf.Root.ViewerPreferences.Direction == "/R2L"
    assert str(pdf.Root.Lang) == "ar"
    assert str(pdf.trailer.ID[0]) == identity(page(TEXT)).document.hex


def test_left_to_right_says_nothing_of_direction() -> None:
    made = page('<html lang="fr" dir="ltr"><body>Oui</body></html>', language="fr", direction="ltr")
    with pikepdf.open(BytesIO(print_page(made, LIMITS).pdf)) as pdf:
        assert "/Direction" not in pdf.Root.ViewerPreferences


def test_source_is_attached_once(pdf: pikepdf.Pdf, standard: Standard) -> None:
    if standard is Standard.A4_UA2:
        assert "/AF" not in pdf.Root
        assert not pdf.attachments
        return
    (specification,) = pdf.Root.AF
    assert specification.AFRelationship == "/Source"
    assert str(specification.UF) == str(specification.F) == "statement.ar.md"
    embedded = specification.EF.F
    assert embedded.read_bytes() == SOURCE
    assert embedded.Subtype == "/text/markdown"
    assert str(embedded.Params.CreationDate) == "D:20200129000000Z"
    assert str(embedded.Params.ModDate) == "D:20200203000000Z"


def fonts_in(made: Page) -> set[str]:
    with pikepdf.open(BytesIO(print_page(made, LIMITS).pdf)) as pdf:
        fonts = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary)]
        return {str(item.FontName).partition("+")[2] for item in fonts if "/FontName" in item}


def shapes(content: bytes) -> set[bytes]:
    """Return the font programs in *content*."""
    with pikepdf.open(BytesIO(content)) as pdf:
        fonts = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary)]
        return {item.FontFile2.read_bytes() for item in fonts if "/FontFile2" in item}


@pytest.mark.parametrize("family", ["Nowhere", "DejaVu Sans", "sans-serif", "monospace"])
def test_no_font_of_the_system_ever(family: str) -> None:
    found = fonts_in(page(f"<p style='font-family:{family}'>بيان abc — ﷲ</p>"))
    assert found
    assert all(name.startswith(("Amiri", "Source-Serif-4")) for name in found)


@pytest.mark.parametrize("family", ["Amiri", "Nowhere"])
def test_a_character_that_no_font_has_stops_the_rendition(family: str) -> None:
    with pytest.raises(GlyphError, match="U\\+6F22"):
        print_page(page(f"<p style='font-family:{family}'>漢</p>"), LIMITS)


def test_fontconfig_is_left_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    for value in (None, "/somewhere/fonts.conf"):
        monkeypatch.delenv(VARIABLE, raising=False)
        if value:
            monkeypatch.setenv(VARIABLE, value)
        font_configuration.cache_clear()
        parsed.cache_clear()
        print_page(page(TEXT), LIMITS)
        assert os.environ.get(VARIABLE) == value


def test_fonts_are_loaded_once_for_a_set_of_faces() -> None:
    font_configuration.cache_clear()
    parsed.cache_clear()
    for css in ("", "p { color: #333 }", ""):
        print_page(page(TEXT, css), LIMITS)
    assert font_configuration.cache_info().misses == 1
    assert parsed.cache_info().misses == 2


def test_one_name_for_two_files_does_not_mix_them_up() -> None:
    amiri = "asset:/fonts/amiri/Amiri-Regular.ttf"
    other = (FONTS / "vazirmatn" / "Vazirmatn-Regular.ttf").read_bytes()
    made = page("<p>بيان</p>")
    swapped = replace(made, assets={**made.assets, amiri: Asset(other, "font/ttf")})
    first, other_font, again = (print_page(item, LIMITS).pdf for item in (made, swapped, made))
    assert first == again != other_font
    assert shapes(first).isdisjoint(shapes(other_font))


def test_a_damaged_font_stops_the_rendition_each_time() -> None:
    made = page(TEXT)
    bad = {url: replace(asset, content=b"no font") for url, asset in made.assets.items()}
    for _ in range(2):
        with pytest.raises(GlyphError) as caught:
            print_page(replace(made, assets=bad), LIMITS)
        assert {finding.code for finding in caught.value.findings} == {"render.font"}


def test_a_page_without_fonts_is_refused() -> None:
    with pytest.raises(LayoutError, match="no font"):
        print_page(replace(page(TEXT), stylesheet="p { color: red }"), LIMITS)


FORBIDDEN = {
    "file": '<img src="file:///etc/passwd" alt="x"/>',
    "network": '<img src="https://mfa.marava.example/x.png" alt="x"/>',
    "data": '<img src="data:image/png;base64,AAAA" alt="x"/>',
    "missing": '<img src="asset:/images/9-none.png" alt="x"/>',
    "up": '<img src="asset:/images/../../etc/passwd" alt="x"/>',
    "style": '<p style="background: url(file:///etc/passwd)">x</p>',
    "link": '<link rel="stylesheet" href="file:///etc/passwd"/>',
    "import": "<style>@import url(https://mfa.marava.example/x.css);</style>",
    "object": '<object data="file:///etc/passwd">x</object>',
    "attachment": '<link rel="attachment" href="file:///etc/passwd"/>',
}


@pytest.mark.parametrize("html", FORBIDDEN.values(), ids=FORBIDDEN)
def test_nothing_is_fetched_that_the_page_did_not_bring(html: str) -> None:
    with pytest.raises(AssetError) as caught:
        print_page(page(f"<p>بيان</p>{html}"), LIMITS)
    assert [finding.code for finding in caught.value.findings] == ["render.fetch"]


def test_all_refusals_come_at_once() -> None:
    with pytest.raises(AssetError) as caught:
        print_page(page(FORBIDDEN["file"] + FORBIDDEN["network"] + FORBIDDEN["file"]), LIMITS)
    assert len(caught.value.findings) == 2


def test_a_stylesheet_cannot_fetch_either() -> None:
    face = '@font-face { font-family: "X"; src: url(file:///etc/passwd) }'
    with pytest.raises(AssetError):
        print_page(page(TEXT, face), LIMITS)


def test_an_asset_may_have_an_arabic_name() -> None:
    made = page('<p>بيان <img src="asset:/images/1-صورة سد.png" alt="سد"/></p>')
    picture = assets()["asset:/images/1-photo.png"]
    made = replace(made, assets={**made.assets, "asset:/images/1-صورة سد.png": picture})
    assert print_page(made, LIMITS).findings == ()


def test_warnings_travel_with_the_result(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    for _ in range(2):
        made = print_page(page(TEXT, "p { colour: red; width: -1px }"), LIMITS)
        assert [finding.code for finding in made.findings] == ["render.warning"] * 2
        assert "colour" in made.findings[0].message
    assert caplog.records == []
    assert capfd.readouterr() == ("", "")
    logger = logging.getLogger("weasyprint")
    assert logger.propagate
    assert all(isinstance(handler, logging.NullHandler) for handler in logger.handlers)


def test_pages_are_limited() -> None:
    made = page(f"{TEXT}<p style='break-before: page'>ب</p>")
    assert print_page(made, Limits(pages=2)).pages == 2
    with pytest.raises(LimitError, match="2 pages"):
        print_page(made, Limits(pages=1))


def test_too_deep_a_page_is_a_limit_not_a_traceback() -> None:
    with pytest.raises(LimitError) as caught:
        print_page(page("<blockquote>" * 400 + "x" + "</blockquote>" * 400), LIMITS)
    assert caught.value.findings[0].code == "render.nesting"


def test_a_crash_of_the_renderer_is_a_finding() -> None:
    crash = 'li::marker { content: "x"; }'
    with pytest.raises(LayoutError) as caught:
        print_page(page("<ul><li>أ</li></ul>", crash), LIMITS)
    assert caught.value.findings[0].code == "render.crash"
    assert "TypeError" in caught.value.findings[0].message


def test_bad_pages_leave_the_printer_as_good_as_new() -> None:
    good = print_page(page(TEXT), LIMITS).pdf
    for bad in (FORBIDDEN["file"], "<p>漢</p>", "<blockquote>" * 400):
        with pytest.raises((AssetError, GlyphError, LimitError)):
            print_page(page(bad), LIMITS)
    assert print_page(page(TEXT), LIMITS).pdf == good


def test_pictures_are_not_interpolated() -> None:
    html = '<p>بيان <img src="asset:/images/1-photo.png" alt="صورة"/></p>'
    made = print_page(page(html), LIMITS).pdf
    assert b"/Interpolate true" not in made
    assert re.search(rb"/Interpolate false", made)


def test_an_early_year_has_four_digits() -> None:
    made = page(TEXT, "")
    early = replace(made.metadata, date=date(1, 1, 1), modified=date(999, 12, 31))
    told = information(early)
    assert (told["CreationDate"], told["ModDate"]) == (
        "D:00010101000000Z",
        "D:09991231000000Z",
    )
