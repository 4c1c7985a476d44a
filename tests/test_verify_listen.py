"""What a listener hears: a golden text, and rules the golden text has no case for."""

from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from verify_pdfs import CASES, changed, printed, tags

from bayan.verify import Heard, inspect, transcript

# WeasyPrint leaves its colour profile to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:.*unclosed file.*icc")


@pytest.fixture(scope="module")
def good() -> bytes:
    return printed()


@pytest.mark.parametrize("name", ["statement", "english"])
def test_reading_order_is_as_written(name: str) -> None:
    golden = CASES / f"{name}.heard.txt"
    heard = transcript(inspect(printed(name)).heard)
    if not golden.exists():
        golden.write_text(heard, encoding="utf-8")
        pytest.fail(f"{golden.name} was missing and is now written: read it, then run again")
    assert heard == golden.read_text(encoding="utf-8")


def roles(pdf: bytes) -> list[str]:
    return [heard.role for heard in inspect(pdf).heard]


def heard_in(pdf: bytes, role: str) -> Heard:
    return next(heard for heard in inspect(pdf).heard if heard.role == role)


def test_order_of_tags_is_the_order_heard(good: bytes) -> None:
    def turn(document: pikepdf.Pdf) -> None:
        (top,) = tags(document, "Document")
        top.K = Array(list(top.K)[::-1])

    top_level = [role for role in roles(good) if role.startswith("heading")]
    assert [role for role in roles(changed(good, turn)) if role.startswith("heading")] == top_level[
        ::-1
    ]


def test_actual_text_of_a_tag_is_heard_in_place_of_its_letters(good: bytes) -> None:
    def replace(document: pikepdf.Pdf) -> None:
        tags(document, "H1")[0].ActualText = String("بدل")

    assert heard_in(changed(good, replace), "heading 1").text == "بدل"


def test_actual_text_of_marked_content_is_heard_in_place_of_its_letters(good: bytes) -> None:
    def replace(document: pikepdf.Pdf) -> None:
        (mcid,) = tags(document, "H1")[0].K
        page = document.pages[0]
        old = f"/MCID {mcid}>>".encode()
        content = page.Contents.read_bytes()
        assert content.count(old) == 1
        page.Contents = document.make_stream(
            content.replace(old, old[:-2] + b"/ActualText (new)>>")
        )

    assert heard_in(changed(good, replace), "heading 1").text == "new"


def test_headers_that_cells_name_win_over_their_place(good: bytes) -> None:
    def name(document: pikepdf.Pdf) -> None:
        tags(document, "TH")[0].ID = String("only")
        for cell in tags(document, "TD"):
            cell.A = Dictionary(O=Name.Table, Headers=Array([String("only")]))

    assert roles(good).count("cell (الحصة)") == 2
    assert roles(changed(good, name)).count("cell (الدولة)") == 4


def test_language_of_the_parent_is_in_force(good: bytes) -> None:
    said = heard_in(good, "heading 1")
    assert said.language == "ar"
    english = [heard.text for heard in inspect(good).heard if heard.language == "en"]
    assert english == ["the Joint Water Commission", "Done in Port Sarem, in two languages."]


def test_tree_without_end_is_heard_once(good: bytes) -> None:
    def loop(document: pikepdf.Pdf) -> None:
        (top,) = tags(document, "Document")
        top.K.append(top)

    assert roles(changed(good, loop)) == roles(good)


def test_tree_without_depth_limit_is_cut() -> None:
    document = pikepdf.new()
    document.add_blank_page()
    kid = Dictionary(Type=Name.StructElem, S=Name.P)
    for _ in range(5000):
        kid = document.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Div, K=kid))
    document.Root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot, K=kid)
    report = inspect(changed_in_place(document))
    assert report.heard == ()
    assert "verify.nesting" in {finding.code for finding in report.findings}


def changed_in_place(document: pikepdf.Pdf) -> bytes:
    out = BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


def test_untagged_pdf_is_silent(good: bytes) -> None:
    def untag(document: pikepdf.Pdf) -> None:
        del document.Root.StructTreeRoot

    assert roles(changed(good, untag)) == []


def nested(depth: int) -> bytes:
    document = pikepdf.new()
    document.add_blank_page()
    kid = Dictionary(Type=Name.StructElem, S=Name.P)
    for _ in range(depth):
        kid = document.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Div, K=kid))
    document.Root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot, K=kid)
    return changed_in_place(document)


@pytest.mark.parametrize(("depth", "cut"), [(150, False), (250, True)])
def test_only_trees_deeper_than_any_text_are_cut(depth: int, *, cut: bool) -> None:
    messages = " ".join(
        finding.message
        for finding in inspect(nested(depth)).findings
        if finding.code == "verify.nesting"
    )
    plain = " ".join(
        finding.message
        for finding in inspect(nested(5)).findings
        if finding.code == "verify.nesting"
    )
    assert (messages != plain) == cut


def test_a_note_in_the_label_of_an_item_is_heard(good: bytes) -> None:
    def note(document: pikepdf.Pdf) -> None:
        label = tags(document, "Lbl")[0]
        kid = Dictionary(Type=Name.StructElem, S=Name.Note, ActualText=String("heard"))
        kids = list(label.K) if isinstance(label.K, Array) else [label.K]
        label.K = Array([*kids, document.make_indirect(kid)])

    said = [each.text for each in inspect(changed(good, note)).heard if each.role == "note"]
    assert said.count("heard") == 1
