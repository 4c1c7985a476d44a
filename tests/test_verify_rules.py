"""Every rule of the gate: a good PDF breaks none, one changed in one way breaks that one."""

import re
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from typeset_pages import META
from verify_pdfs import Change, changed, printed, tags

from bayan.findings import Severity
from bayan.typeset.model import Standard
from bayan.verify import Expected, gate
from bayan.verify.rules import RULES

DOCS = Path(__file__).parents[1] / "docs"
EXPECTED = Expected(META.title, "ar", "rtl", "a-3a+ua-1", frozenset({"Amiri", "Source Serif 4"}))

# WeasyPrint leaves its colour profile to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:.*unclosed file.*icc")


@pytest.fixture(scope="module")
def good() -> bytes:
    return printed()


def links(document: pikepdf.Pdf) -> list[pikepdf.Object]:
    """Every annotation."""
    return [annotation for page in document.pages for annotation in page.obj.get("/Annots", [])]


def fonts(document: pikepdf.Pdf) -> list[pikepdf.Object]:
    """Every font of the first page."""
    return list(document.pages[0].resources.Font.values())


def edited(document: pikepdf.Pdf, old: bytes, new: bytes) -> None:
    """Replace part of the first page's content."""
    first = document.pages[0]
    content = first.Contents.read_bytes()
    assert re.search(old, content)
    first.Contents = document.make_stream(re.sub(old, new, content, count=1))


def in_packet(document: pikepdf.Pdf, old: bytes, new: bytes) -> None:
    """Replace part of the XMP packet."""
    packet = document.Root.Metadata
    content = packet.read_bytes()
    assert old in content
    packet.write(content.replace(old, new))


def set_key(holder: object, key: str, value: object) -> None:
    holder[key] = value  # type: ignore[index]


def drop(holder: object, key: str) -> None:
    del holder[key]  # type: ignore[attr-defined]


def add_file(document: pikepdf.Pdf, name: str, content: bytes) -> None:
    document.attachments[name] = pikepdf.AttachedFileSpec(document, content, filename=name)


def change_source(document: pikepdf.Pdf) -> None:
    document.Root.AF[0].EF.F.write(b"another text")


def first_cell_twice(document: pikepdf.Pdf) -> None:
    paragraph = tags(document, "P")[0]
    tags(document, "TD")[0].K = Array([paragraph])


def shown_twice(document: pikepdf.Pdf) -> None:
    edited(document, rb"/MCID 1\b", b"/MCID 0")


def nameless_role(document: pikepdf.Pdf) -> None:
    tags(document, "P")[0].S = Name("/Absatz")


def item_in_document(document: pikepdf.Pdf) -> None:
    (top,) = tags(document, "Document")
    top.K.append(tags(document, "LI")[0])


def loose_span(document: pikepdf.Pdf) -> None:
    (top,) = tags(document, "Document")
    span = Dictionary(Type=Name.StructElem, S=Name.Span, P=top, K=Array([]))
    top.K.append(document.make_indirect(span))


def empty_paragraph(document: pikepdf.Pdf) -> None:
    (top,) = tags(document, "Document")
    paragraph = Dictionary(Type=Name.StructElem, S=Name.P, P=top)
    top.K.append(document.make_indirect(paragraph))


def tag_of_itself(document: pikepdf.Pdf) -> None:
    (top,) = tags(document, "Document")
    tags(document, "P")[0].K.append(top)


def unembedded(document: pikepdf.Pdf) -> None:
    drop(fonts(document)[0].DescendantFonts[0].FontDescriptor, "/FontFile2")


def renamed(document: pikepdf.Pdf) -> None:
    font = fonts(document)[0]
    font.BaseFont = Name("/ABCDEF+AmiriQuran")
    font.DescendantFonts[0].FontDescriptor.FontFamily = String("Amiri Quran")


def in_annotation(document: pikepdf.Pdf) -> None:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    look = document.make_stream(b"")
    look.Resources = Dictionary(Font=Dictionary(F0=font))
    links(document)[0].AP = Dictionary(N=look)


def action(document: pikepdf.Pdf, **entries: object) -> None:
    links(document)[0].A = Dictionary(**entries)


def transparent(document: pikepdf.Pdf) -> None:
    state = Dictionary(GS0=Dictionary(ca=0))
    document.pages[0].Resources.ExtGState = state
    edited(document, rb"\bBT\b", b"/GS0 gs BT")


BREACHES: tuple[tuple[str, str, Change], ...] = (
    ("verify.font", "Amiri", unembedded),
    ("verify.font", "AmiriQuran", renamed),
    ("verify.font", "Helvetica", in_annotation),
    ("verify.glyph", "Amiri", lambda d: edited(d, rb"\[<[0-9a-f]{4}>", b"[<0000>")),
    ("verify.unicode", "Amiri", lambda d: drop(fonts(d)[0], "/ToUnicode")),
    ("verify.language", "names none", lambda d: drop(d.Root, "/Lang")),
    ("verify.language", "not “ar”", lambda d: set_key(d.Root, "/Lang", String("en"))),
    ("verify.language", "“arabic!”", lambda d: set_key(tags(d, "P")[0], "/Lang", "arabic!")),
    ("verify.tagged", "not marked", lambda d: set_key(d.Root.MarkInfo, "/Marked", False)),
    ("verify.tagged", "suspect", lambda d: set_key(d.Root.MarkInfo, "/Suspects", True)),
    ("verify.tagged", "no structure tree", lambda d: drop(d.Root, "/StructTreeRoot")),
    ("verify.title", "file's name", lambda d: drop(d.Root.ViewerPreferences, "/DisplayDocTitle")),
    ("verify.title", "information", lambda d: set_key(d.docinfo, "/Title", "x")),
    ("verify.direction", "right to left", lambda d: drop(d.Root.ViewerPreferences, "/Direction")),
    ("verify.metadata", "no XMP", lambda d: drop(d.Root, "/Metadata")),
    ("verify.metadata", "well-formed", lambda d: in_packet(d, b"</rdf:RDF>", b"")),
    ("verify.standard", "claims a-3b", lambda d: in_packet(d, b">A<", b">B<")),
    ("verify.standard", "claims a-3a,", lambda d: in_packet(d, b"pdfuaid:part", b"pdfuaid:no")),
    ("verify.intent", "", lambda d: drop(d.Root, "/OutputIntents")),
    ("verify.active", "needs no click", lambda d: set_key(d.Root, "/AA", Dictionary())),
    ("verify.active", "Launch", lambda d: action(d, S=Name.Launch, F=String("x"))),
    ("verify.active", "JavaScript", lambda d: action(d, S=Name.JavaScript, JS=String("x"))),
    ("verify.active", "file:///", lambda d: action(d, S=Name.URI, URI=String("file:///x"))),
    ("verify.active", "RichMedia", lambda d: set_key(links(d)[0], "/Subtype", Name.RichMedia)),
    ("verify.attachment", "run.EXE", lambda d: add_file(d, "run.EXE", b"")),
    ("verify.attachment", "notes.txt", lambda d: add_file(d, "notes.txt", b"MZ\x90")),
    ("verify.source", "differs", change_source),
    ("verify.source", "none is attached", lambda d: drop(d.Root, "/AF")),
    ("verify.source", "does not say", lambda d: in_packet(d, b"sourceSHA256", b"other")),
    ("verify.hidden", "page 1", lambda d: edited(d, rb"\bBT\b", b"BT 3 Tr")),
    ("verify.hidden", "page 1", lambda d: edited(d, rb"\bBT\b", b"BT 7 Tr")),
    ("verify.hidden", "page 1", transparent),
    ("verify.unmarked", "text", lambda d: edited(d, rb"(?s)BDC(.*?)EMC", rb"pop \1")),
    (
        "verify.unmarked",
        "artifact",
        lambda d: edited(d, rb"(?s)(/MCID 0\s*>>\s*BDC)", rb"\1 /Artifact BMC EMC"),
    ),
    ("verify.order", "in no tag", lambda d: edited(d, rb"/MCID 0\b", b"/MCID 9999")),
    ("verify.order", "nothing printed", lambda d: edited(d, rb"/MCID 0\b", b"/MCID 9999")),
    ("verify.order", "twice as one", shown_twice),
    ("verify.order", "parent tree", lambda d: set_key(d.pages[0].obj, "/StructParents", 9999)),
    ("verify.order", "tab key", lambda d: drop(d.pages[0].obj, "/Tabs")),
    ("verify.role", "Absatz", nameless_role),
    ("verify.nesting", "used twice", first_cell_twice),
    ("verify.nesting", "holds itself", tag_of_itself),
    ("verify.nesting", "LI in L", lambda d: set_key(tags(d, "LBody")[0], "/S", Name.LI)),
    ("verify.nesting", "TH in P", lambda d: set_key(tags(d, "TR")[0], "/S", Name.P)),
    ("verify.nesting", "one Document", lambda d: set_key(tags(d, "Document")[0], "/S", Name.Part)),
    ("verify.inline", "Span", loose_span),
    ("verify.empty", "P", empty_paragraph),
    ("verify.figure", "page 1", lambda d: drop(tags(d, "Figure")[0], "/Alt")),
    ("verify.link", "no description", lambda d: drop(links(d)[0], "/Contents")),
    ("verify.link", "leads nowhere", lambda d: set_key(tags(d, "P")[0], "/S", Name.Link)),
    ("verify.link", "in no tag", lambda d: tags(d, "Link")[0].K.__delitem__(slice(0, 1))),
    ("verify.heading", "H2", lambda d: set_key(tags(d, "H1")[0], "/S", Name.H2)),
    ("verify.heading-skip", "H3 after H1", lambda d: set_key(tags(d, "H2")[0], "/S", Name.P)),
    ("verify.table", "what it heads", lambda d: drop(tags(d, "TH")[0], "/A")),
    ("verify.list", "", lambda d: set_key(tags(d, "LBody")[0], "/S", Name.Lbl)),
    ("verify.note", "page 1", lambda d: drop(tags(d, "Note")[0], "/ID")),
)


@pytest.mark.parametrize("standard", Standard)
def test_what_the_typesetter_prints_breaks_no_rule(standard: Standard) -> None:
    expected = Expected(META.title, "ar", "rtl", standard, EXPECTED.fonts)
    assert gate(printed(standard=standard), expected) == ()


def test_saving_again_breaks_no_rule(good: bytes) -> None:
    assert gate(changed(good, lambda _: None), EXPECTED) == ()


@pytest.mark.parametrize(
    ("code", "words", "change"), BREACHES, ids=[f"{code}-{words}" for code, words, _ in BREACHES]
)
def test_breach_is_found(code: str, words: str, change: Change, good: bytes) -> None:
    found = {finding.code: finding for finding in gate(changed(good, change), EXPECTED)}
    assert code in found
    assert words in found[code].message
    assert found[code].severity is RULES[code].severity
    assert found[code].hint


def test_compressed_metadata_is_found(good: bytes) -> None:
    def compress(document: pikepdf.Pdf) -> None:
        packet = document.Root.Metadata.read_bytes()
        document.Root.Metadata = document.make_stream(packet)

    found = gate(changed(good, compress), EXPECTED)
    assert [finding.code for finding in found] == ["verify.metadata"]


def test_wrong_title_and_direction_are_found(good: bytes) -> None:
    expected = Expected("عنوان آخر", "ar", "ltr", "a-3a+ua-1")
    codes = [finding.code for finding in gate(good, expected)]
    assert codes == ["verify.direction", "verify.title"]


@pytest.mark.parametrize("user", ["", "secret"])
def test_encrypted_file_is_found(good: bytes, user: str) -> None:
    locked = changed(
        good, lambda _: None, encryption=pikepdf.Encryption(user=user, owner="owner", R=6)
    )
    assert "verify.encrypted" in [finding.code for finding in gate(locked, EXPECTED)]


def test_many_breaches_of_a_rule_make_one_finding(good: bytes) -> None:
    def silence(document: pikepdf.Pdf) -> None:
        for header in tags(document, "TD") + tags(document, "P"):
            header.S = Name("/Absatz")
        for number, item in enumerate(tags(document, "LI")):
            item.S = Name(f"/Punkt{number}")

    found = {finding.code: finding.message for finding in gate(changed(good, silence), EXPECTED)}
    assert re.fullmatch(
        r".*: Absatz, page 1; Punkt0, page 1; Punkt1, page 1\.", found["verify.role"]
    )
    assert re.fullmatch(r".*: (\w+ in \w+, page 1; ){3}and 2 more\.", found["verify.nesting"])


def test_every_rule_is_tried_and_explained() -> None:
    untried = {"verify.broken", "verify.encrypted"}
    assert RULES.keys() - {code for code, *_ in BREACHES} == untried
    rows = re.findall(r"^\| `([\w.-]+)` \|", (DOCS / "verify.md").read_text("utf-8"), re.M)
    assert rows == [*RULES]
    assert all(rule.severity in Severity for rule in RULES.values())
