"""The structure tree: what is what, in which order, and nothing outside it."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from unittest.mock import patch

import pikepdf
import pytest
from typeset_pages import CASES, case, page

from bayan.typeset import pdf as printer
from bayan.typeset.finish import Finisher
from bayan.typeset.model import Page, Standard
from bayan.typeset.pdf import print_page
from bayan.typeset.tags.elem import Elem
from bayan.typeset.tags.tree import Mark
from bayan.world import Limits

UA1, UA2 = Standard.A3A_UA1, Standard.A4F_UA2
MAY_BE_EMPTY = {"/TD", "/TH"}


def tree_of(made: Page) -> Elem:
    """Return the tree of *made* as it is before it becomes PDF objects."""
    kept: list[Elem] = []

    class Keeper(Finisher):
        def tree(self) -> Elem:
            kept.append(super().tree())
            return kept[-1]

    with patch.object(printer, "Finisher", Keeper):
        print_page(made, Limits())
    return kept[-1]


def lines(elem: Elem, depth: int = 0) -> Iterator[str]:
    """Yield *elem* as golden text: type and properties, then what is in it."""
    facts = {"lang": elem.lang, "alt": elem.alt, "E": elem.expansion}
    told = [f"{key}={text}" for key, text in facts.items() if text]
    told += [f"{key}={value}" for own in elem.attributes.values() for key, value in own.items()]
    told += [f"-> {other.role}" for other in elem.refers]
    yield " ".join(["  " * depth + elem.role, *told])
    for kid in elem.kids:
        if isinstance(kid, Elem):
            yield from lines(kid, depth + 1)
        elif not isinstance(kid, Mark):
            yield "  " * (depth + 1) + "(area)"
        elif kid.text.strip():
            yield "  " * (depth + 1) + repr(kid.text.strip())


@pytest.mark.parametrize(("standard", "name"), [(UA1, "ua1"), (UA2, "ua2")])
def test_tree(standard: Standard, name: str) -> None:
    """The golden file is renewed by deleting it: a missing one is written, and fails."""
    made = case("hard", standard)
    short = made.html.partition("<h3>")[0] + "</article></main></body></html>"
    found = "\n".join(lines(tree_of(replace(made, html=short)))) + "\n"
    golden = CASES / f"hard.{name}.tree"
    if not golden.exists():
        golden.write_text(found, encoding="utf-8")
        pytest.fail(f"{golden.name} was missing and has been written: read it")
    assert found == golden.read_text(encoding="utf-8")


def roles(html: str, css: str = "", standard: Standard = UA1) -> str:
    """Return the tree of a fragment as one line, texts left out."""

    def show(elem: Elem) -> str:
        kids = [show(kid) for kid in elem.kids if isinstance(kid, Elem)]
        return f"{elem.role}[{' '.join(kids)}]" if kids else elem.role

    return " ".join(
        show(kid) for kid in tree_of(page(html, css, standard)).kids if isinstance(kid, Elem)
    )


FRAGMENTS = {
    "<p>نص <em>مهم</em></p>": "P[Span]",
    "<div>نص</div>": "P",
    "<div><p>نص</p></div>": "Div[P]",
    "نص عار <b>ثم</b>": "P",
    "<p></p><div><p> </p></div>": "",
    "<h2>أ</h2><h5>ب</h5><h3>ج</h3><h2>د</h2>": "H1 H2 H2 H1",
    "<ul><li>أ<ul><li>ب</li></ul></li></ul>": "L[LI[Lbl LBody[P L[LI[Lbl LBody]]]]]",
    "<ul><li></li></ul>": "L[LI[Lbl]]",
    "<dl><dt>أ</dt><dd>ب</dd></dl>": "L[LI[Lbl LBody]]",
    "<dl><dd>ب</dd></dl>": "L[LI[LBody]]",
    "<table><tr><th>أ</th><td></td></tr></table>": "Table[TBody[TR[TH TD]]]",
    "<table><tr><td>أ<ul><li>ب</li></ul></td></tr></table>": (
        "Table[TBody[TR[TD[P L[LI[Lbl LBody]]]]]]"
    ),
    '<p><a href="https://mfa.marava.example/">أ</a></p>': "P[Link]",
    "<p><a>أ</a></p>": "P",
    '<p><img src="asset:/emblem.svg" alt=""/></p>': "",
    '<p><img src="asset:/emblem.svg"/>أ</p>': "P",
    '<p><img src="asset:/emblem.svg" alt="أ"/></p>': "Div[Figure]",
    '<p>أ<svg width="9" height="9"><title>ب</title><path d="M0 0h9v9z"/></svg></p>': "P[Figure]",
    '<p lang="fr" dir="ltr">Oui <span lang="en">yes</span></p>': "P[Span]",
    '<p>أ<span aria-hidden="true">ب</span></p><div class="artifact">ج</div>': "P",
    '<p>أ</p><p style="position:fixed">ب</p>': "P",
    "<blockquote>أ<p>ب</p></blockquote>": "BlockQuote[P P]",
    "<pre>أ</pre>": "P",
    "<p>أ</p><hr/>": "P",
    '<p><abbr title="أ ب">أب</abbr></p>': "P[Span]",
    '<p style="opacity:.5">أ</p>': "P",
}


@pytest.mark.parametrize("html", FRAGMENTS)
def test_fragment(html: str) -> None:
    assert roles(html) == FRAGMENTS[html]


def test_an_element_over_two_pages_is_one() -> None:
    css = "@page { size: 9cm 8cm; margin: 1cm } p, li, td { orphans: 1; widows: 1 }"
    text = "اجتمع القادة في ميناء سارم " * 90
    assert print_page(page(f"<p>{text}</p>", css), Limits()).pages > 1
    assert roles(f"<p>{text}</p>", css) == "P"
    assert roles(f"<ul><li>{text}</li></ul>", css) == "L[LI[Lbl LBody]]"
    table = f"<table><thead><tr><th>أ</th></tr></thead><tr><td>{text}</td></tr></table>"
    assert roles(table, css) == "Table[THead[TR[TH]] TBody[TR[TD]]]"
    link = f'<p><a href="https://mfa.marava.example/">{text}</a></p>'
    assert roles(link, css) == "P[Link]"


def test_a_note_is_read_after_its_call_though_it_stands_on_a_later_page() -> None:
    css = "@page { size: 9cm 6cm; margin: 1cm } .footnote { float: footnote }"
    note = "حاشية " * 200
    html = f'<p>أ<span class="footnote" id="note-1">{note}</span> ب</p><p>ج</p>'
    assert roles(html, css) == "P[Reference Note[Lbl]] P"
    assert roles(html, css, UA2) == "P[Reference FENote[Lbl]] P"


@pytest.fixture(scope="module", params=list(Standard))
def hard(request: pytest.FixtureRequest) -> Iterator[pikepdf.Pdf]:
    made = print_page(case("hard", request.param), Limits())
    assert made.findings == ()
    assert made.pages > 30
    with pikepdf.open(BytesIO(made.pdf)) as pdf:
        yield pdf


def elements(elem: pikepdf.Object) -> Iterator[pikepdf.Object]:
    yield elem
    for kid in kids(elem):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from elements(kid)


def kids(elem: pikepdf.Object) -> list[object]:
    return list(elem.K) if "/K" in elem else []


def tree(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    return list(elements(pdf.Root.StructTreeRoot.K[0]))


def content(pdf: pikepdf.Pdf) -> Iterator[tuple[int, str, pikepdf.Object]]:
    """Yield each marked-content sequence: page number, tag, properties."""
    for number, sheet in enumerate(pdf.pages):
        for source in (sheet, *(form for form in sheet.Resources.get("/XObject", {}).values())):
            if source is not sheet and source.get("/Subtype") != "/Form":
                continue
            for operands, operator in pikepdf.parse_content_stream(source):
                if str(operator) == "BDC":
                    yield number, str(operands[0]), operands[1]


def test_no_element_is_empty(hard: pikepdf.Pdf) -> None:
    assert [
        str(elem.S) for elem in tree(hard) if not kids(elem) and elem.S not in MAY_BE_EMPTY
    ] == []


def test_parents_and_kids_agree(hard: pikepdf.Pdf) -> None:
    for elem in tree(hard):
        for kid in kids(elem):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                assert kid.P.objgen == elem.objgen


def test_parent_tree_leads_back_to_the_element(hard: pikepdf.Pdf) -> None:
    numbers = list(hard.Root.StructTreeRoot.ParentTree.Nums)
    rows = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    assert sorted(rows) == list(range(int(hard.Root.StructTreeRoot.ParentTreeNextKey)))
    found = 0
    for elem in tree(hard):
        for kid in kids(elem):
            if isinstance(kid, int):
                key, mcid = elem.Pg.StructParents, kid
            elif kid.get("/Type") == "/MCR":
                key, mcid = kid.get("/Stm", kid.Pg).StructParents, kid.MCID
            elif kid.get("/Type") == "/OBJR":
                assert rows[int(kid.Obj.StructParent)].objgen == elem.objgen
                continue
            else:
                continue
            found += 1
            assert rows[int(key)][int(mcid)].objgen == elem.objgen
    assert found > 1000


def test_running_content_is_an_artifact_with_its_place(hard: pikepdf.Pdf) -> None:
    artifacts = [props for _, tag, props in content(hard) if tag == "/Artifact"]
    subtypes = {str(props.get("/Subtype", "")) for props in artifacts}
    assert subtypes == {"", "/Header", "/Footer"}
    assert not [props for props in artifacts if "/MCID" in props]


def test_running_links_are_dropped_and_others_say_their_text(hard: pikepdf.Pdf) -> None:
    links = [link for sheet in hard.pages for link in sheet.get("/Annots", ())]
    assert links
    assert all("/StructParent" in link for link in links)
    assert not [link for link in links if str(link.Contents).startswith("http")]
    first = next(link for link in links if str(link.get("/A", {}).get("/URI", "")).endswith("/n"))
    assert str(first.Contents) == "رابط"


def test_figures_stand_on_their_page(hard: pikepdf.Pdf) -> None:
    figures = [elem for elem in tree(hard) if elem.S == "/Figure"]
    assert {str(figure.Alt) for figure in figures} >= {"ختم الوزارة", "داخل السطر", "صورة"}
    for figure in figures:
        left, bottom, right, top = map(float, figure.A.BBox)
        assert 0 < left < right < float(figure.Pg.MediaBox[2])
        assert 0 < bottom < top < float(figure.Pg.MediaBox[3])
    emblem = figures[0].A.BBox
    assert float(emblem[3]) > 700


def test_notes_have_their_own_names(hard: pikepdf.Pdf) -> None:
    notes = [elem for elem in tree(hard) if elem.S in {"/Note", "/FENote"}]
    names = [str(note.ID) for note in notes]
    assert len(set(names)) == len(names) == 6
    listed = list(hard.Root.StructTreeRoot.IDTree.Names)
    assert [str(name) for name in listed[::2]] == names == sorted(names)


def test_passages_have_their_language(hard: pikepdf.Pdf) -> None:
    spoken = {(str(elem.S), str(elem.Lang)) for elem in tree(hard) if "/Lang" in elem}
    assert spoken >= {
        ("/P", "en"),
        ("/P", "fr"),
        ("/Span", "en"),
        ("/Span", "fr"),
        ("/LI", "en"),
        ("/TD", "en"),
    }
    assert str(hard.Root.Lang) == "ar"


def test_outline_has_the_headings_without_note_numbers(hard: pikepdf.Pdf) -> None:
    with hard.open_outline() as outline:
        (title,) = outline.root
        assert title.title == "بيان مشترك بشأن المياه المشتركة"
        assert [item.title for item in title.children[:1]] == ["أولاً: القائمة"]


def test_pdf2_points_into_the_structure(hard: pikepdf.Pdf) -> None:
    names = hard.Root.Names.Dests.Names
    first = hard.Root.Outlines.First
    if "/Namespaces" not in hard.Root.StructTreeRoot:
        assert "/Dest" in first
        return
    assert first.A.SD[0].S == "/H1"
    assert first.A.D[0].Type == "/Page"
    ends = {str(name): end for name, end in zip(names[::2], names[1::2], strict=True)}
    assert ends["jump"].SD[0].S == "/H3"
    assert ends["note-1"].SD[0].S == "/FENote"
