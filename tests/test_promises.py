"""What every rendition promises, asked of the samples and of the hardest input, as a user would.

All of it is rendered by the command, twice, at once: in two folders, time zones, locales and
orders of hashing. The tests then look at the PDFs that lie there.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from cli_sentences import ROOT, run

from bayan.fonts import read_inventory
from bayan.statement import read_statement
from bayan.tools import Program
from bayan.typeset.model import Standard
from bayan.verify import inspect, page_texts, words_found
from bayan.verify.vera import FLAVOURS, validate_files
from bayan.world import World

pytestmark = pytest.mark.xdist_group("promises")  # One worker: the PDFs are made once.

HARD = ROOT / "tests" / "cases" / "hard"
MM = 72 / 25.4
MARGIN = 25 * MM
OVERHANG: Mapping[str, float] = {"hostile.ar": 2 * MM}
"""How far ink may stand in the margin; a word of 240 Arabic letters is cut where it must."""
STANDARDS: Mapping[Standard, tuple[str, ...]] = {
    Standard.A4F_UA2: ("hard/hostile.md", "hard/empty.md", "alone", "statements/2026-03-22-water"),
    Standard.A4_UA2: ("hard/hostile.md", "hard/unattached.md"),
}
"""What is rendered to the other standards as well."""
HERE, THERE = (
    {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "0"},
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "LANG": "ar_EG.UTF-8"}
    | {"PYTHONHASHSEED": "4321"},
)

TURNED = ("hard/hostile.md", "hard/hostile.en.md")
"""Latin words with signs inside Arabic, and the other way round: what pdfium reads in another
order (docs/text-layer.md), and the proof tells."""
PROVED = re.compile(r"cannot be found|comes out|the same holds", re.IGNORECASE)

SENTENCES = {
    "ar": "اجتمع الوزيران في **ميناء سارم** يوم 22 آذار/مارس 2026 (القرار {} (2015))، واتفقا على "
    "صون المياه المشتركة كما جاء في الوثيقة MOU/SRC/2019/4، وأكدا أن *النهر* لا يعرف حدوداً. ",
    "en": "The ministers met in **Port Sarem** on 22 March 2026 (resolution {} (2015)) and agreed "
    "to protect the shared waters as MOU/SRC/2019/4 says; *the river* knows no frontier. ",
}


LONG: Mapping[str, int] = {"long-ar": 15, "long-en": 17}
"""Chapters of what is generated: more than thirty pages each."""


def long_statement(tag: str, chapters: int) -> str:
    """Return a statement of more than thirty pages; each sentence has a number of its own."""
    numbers = count(100)

    def say(times: int, first: str = SENTENCES[tag]) -> str:
        plain = SENTENCES[tag].replace("*", "")
        said = [first, *[plain] * (times - 1)]
        return "".join(each.format(next(numbers)) for each in said)

    title = SENTENCES[tag][:30].replace("*", "")
    parts = [f"---\ntitle: {title}\nlang: {tag}\ndate: 2026-03-22\nnumber: 2026/118\n---"]
    for number in range(chapters):
        parts += [f"# Chapter {number}", *(say(2 + each) for each in range(1, 6))]
        parts[-2] += f"[^{number}]"
        plain = SENTENCES[tag].replace("*", "")
        items = range(1, 4 + number % 5)
        parts.append("".join(f"{item}. {say(1, plain)}\n" for item in items))
        parts.append(f"[^{number}]: {say(1, plain)}")
    return "\n\n".join(parts)


@dataclass(frozen=True)
class Rendered:
    """A folder with the PDFs of one run, and what the command said."""

    folder: Path
    words: str

    def pdfs(self) -> list[Path]:
        return sorted(self.folder.glob(f"out/{Standard.A3A_UA1}/*.pdf"))


def desk(folder: Path) -> Path:
    """Lay out all the input below *folder*, where no other house can be found."""
    shutil.copytree(HARD, folder / "hard")
    shutil.move(folder / "hard" / "alone", folder / "alone")
    shutil.copytree(ROOT / "statements", folder / "statements")
    for name, chapters in LONG.items():
        text = long_statement(name[-2:], chapters)
        (folder / "hard" / f"{name}.md").write_text(text, encoding="utf-8")
    return folder


def begin(
    folder: Path, settings: Mapping[str, str], names: Iterable[object], standard: Standard
) -> subprocess.Popen[str]:
    """Start to render the files *names* of *folder*, in a process of its own."""
    wish = ("-o", f"out/{standard}", "--standard", standard)
    return subprocess.Popen(
        [sys.executable, str(ROOT / "render.py"), *map(str, names), *wish],
        env={"PATH": os.environ["PATH"], "HOME": str(folder), **settings},
        cwd=folder,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def end(process: subprocess.Popen[str]) -> str:
    return process.communicate(timeout=300)[1]


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Rendered, Rendered]:
    """Everything, rendered here and, but for the longest, at the same time there."""
    here, there = (desk(tmp_path_factory.mktemp(name)) for name in ("here", "هناك"))
    found = (*here.rglob("statement.md"), *here.glob("hard/*.md"))
    inputs = sorted(each.relative_to(here) for each in found if ".en." not in each.name)
    short = [each for each in inputs if each.stem not in LONG]
    all_here = begin(here, HERE, inputs, Standard.A3A_UA1)
    said_there = end(begin(there, THERE, short, Standard.A3A_UA1))
    others = [end(begin(here, HERE, names, other)) for other, names in STANDARDS.items()]
    return Rendered(here, "".join([end(all_here), *others])), Rendered(there, said_there)


def named(runs: tuple[Rendered, Rendered], name: str) -> Path:
    return runs[0].folder / "out" / Standard.A3A_UA1 / f"{name}.pdf"


def text_of(runs: tuple[Rendered, Rendered], name: str) -> str:
    return " ".join(" ".join(page_texts(named(runs, name).read_bytes())).split())


def test_every_input_renders_without_a_warning_but_of_the_proof(
    runs: tuple[Rendered, Rendered],
) -> None:
    for each in runs:
        told = [line for line in each.words.splitlines() if not re.search(r": \d+ pages?, ", line)]
        told = [line for line in told if not line.startswith("  hint")]
        turned = [line for line in told if line.split(":")[0] in TURNED]
        assert {line.split(":")[0] for line in told} == {"alone/statement.md", *TURNED}, told
        assert all(" warning: " in line and PROVED.search(line) for line in turned), turned
        others = [line for line in told if line not in turned]
        assert {line.split(":")[1] for line in others} == {" info"}, told
    sources = {"hard": 26, "long": 2, "houses": 6, "samples": 5, "alone": 1}
    assert len(runs[0].pdfs()) == sum(sources.values())


def test_the_same_bytes_everywhere(runs: tuple[Rendered, Rendered]) -> None:
    here, there = ({pdf.name: pdf.read_bytes() for pdf in each.pdfs()} for each in runs)
    assert here.keys() - there.keys() == {"long-ar.ar.pdf", "long-en.en.pdf"}
    assert [name for name in there if here[name] != there[name]] == []


@pytest.mark.parametrize("standard", list(Standard))
def test_verapdf_passes_all(
    standard: Standard,
    runs: tuple[Rendered, Rendered],
    world: World,
    require_tool: Callable[[str], Program],
) -> None:
    require_tool("verapdf")
    pdfs = sorted(runs[0].folder.glob(f"out/{standard}/*.pdf"))
    assert len(pdfs) >= 4
    judged = validate_files(pdfs, FLAVOURS[standard], tools=world.tools)
    failures = {
        f"{pdf.name} {verdict.flavour}": verdict.failures
        for pdf, verdicts in zip(pdfs, judged, strict=True)
        for verdict in verdicts
        if not verdict.passed
    }
    assert failures == {}


def test_verify_finds_no_fault(runs: tuple[Rendered, Rendered]) -> None:
    for pdf in runs[0].folder.glob("out/*/*.pdf"):
        assert inspect(pdf.read_bytes()).findings == (), pdf.name


def test_the_command_verify_agrees(
    runs: tuple[Rendered, Rendered], require_tool: Callable[[str], Program]
) -> None:
    require_tool("verapdf")
    run("verify", named(runs, "hostile.ar")).succeeds().keeps_quiet_about("error", "warning")


def test_only_fonts_of_the_project_are_used(
    runs: tuple[Rendered, Rendered], world: World, require_tool: Callable[[str], Program]
) -> None:
    program = require_tool("pdffonts")
    families = {family.replace(" ", "-") for family in read_inventory([world.fonts]).families}
    ours = re.compile(rf"[A-Z]{{6}}\+({'|'.join(map(re.escape, families))})-[0-9a-f]{{12}}\b")
    for pdf in runs[0].pdfs():
        listed = subprocess.run([program.path, pdf], capture_output=True, text=True, check=True)
        fonts = listed.stdout.splitlines()[2:]
        assert fonts, pdf.name
        assert [font for font in fonts if not ours.match(font)] == [], pdf.name
        assert all(re.search(r" yes +yes +yes +\d+ +0$", font) for font in fonts), pdf.name


def letters(page: pdfium.PdfPage) -> Iterator[tuple[float, float, float]]:
    """Yield left, right and foot of the ink of every letter, in points."""
    text = page.get_textpage()
    for index, letter in enumerate(text.get_text_range(0, text.count_chars())):
        if not letter.isspace():
            left, foot, right, _ = text.get_charbox(index)
            yield left, right, foot


def test_no_ink_stands_in_the_margins(runs: tuple[Rendered, Rendered]) -> None:
    for pdf in runs[0].pdfs():
        allowed = OVERHANG.get(pdf.stem, 0.5 * MM)
        with pdfium.PdfDocument(pdf) as document:
            for number, page in enumerate(document, 1):
                inner, outer = MARGIN - allowed, page.get_width() - MARGIN + allowed
                out = [each for each in letters(page) if each[0] < inner or each[1] > outer]
                assert out == [], f"{pdf.name}, page {number}"
                assert min(foot for _, _, foot in letters(page)) > 6 * MM


def test_a_long_statement_numbers_its_pages_and_keeps_headings_with_their_text(
    runs: tuple[Rendered, Rendered],
) -> None:
    pages = page_texts(named(runs, "long-en.en").read_bytes())
    assert len(pages) >= 30
    for number, text in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in text
        assert "Ref. 2026/118" in text
        following = re.findall(r"Chapter \d+\s+(The ministers)?", text)
        assert all(following), f"page {number}: a heading without its text"


@pytest.mark.parametrize("name", ["hostile.en", "long-en.en", "everything.en"])
def test_the_words_come_out_again(name: str, runs: tuple[Rendered, Rendered], world: World) -> None:
    source = runs[0].folder / "hard" / f"{name.replace('long-en.en', 'long-en')}.md"
    written = [each.text for each in read_statement(source, world).runs]
    assert words_found(written, named(runs, name).read_bytes()).strict > 0.97


SAYS = {
    "draft.en": "Draft, not for release",
    "embargo.en": "Embargoed until 22 March 2026, 18:00 (UTC+3)",
    "corrigendum.en": "Corrigendum 1, 25 March 2026 In the second paragraph, for 101 read 110.",
    "reissue.en": "Reissue 1, 25 March 2026",
    "revision.en": "The list of stations was added",
    "everything.en": "To The Embassy of the Republic of Oskari",
    "hostile.en": "<tags> {{ 7*7 }}",
    "empty.en": "End Courtesy translation. Only the text in Arabic is authoritative.",
    "line.en": "Yes. End",
    "house-digits.ar": "٢٠٢٦",
    "house-digits.en": "Page 1 of 1",
    "house-long.en": "Ports and the Islands of the Southern Sea",
}


@pytest.mark.parametrize(("name", "words"), SAYS.items())
def test_what_the_front_matter_says_is_printed(
    name: str, words: str, runs: tuple[Rendered, Rendered]
) -> None:
    assert words in text_of(runs, name)


@pytest.mark.parametrize("name", ["bare.en", "alone.ar", "house-alone.en"])
def test_what_is_not_there_leaves_no_trace(name: str, runs: tuple[Rendered, Rendered]) -> None:
    text = text_of(runs, name)
    assert ("Ref." in text) is (name == "house-alone.en")
    assert not re.search(r"None|Undefined|, ,|\( *\)| · *$", text)


def test_the_paper_is_the_one_asked_for(runs: tuple[Rendered, Rendered]) -> None:
    sizes = {"letter-paper.ar": (612, 792), "house-alone.ar": (612, 792), "bare.ar": (595, 842)}
    for name, size in sizes.items():
        with pdfium.PdfDocument(named(runs, name)) as document:
            assert tuple(map(round, document[0].get_size())) == size


def test_a_statement_of_four_paragraphs_alone_takes_two_pages(
    runs: tuple[Rendered, Rendered],
) -> None:
    assert len(page_texts(named(runs, "alone.ar").read_bytes())) == 2


@pytest.mark.parametrize(
    ("path", "attached"),
    [
        ("a-3a+ua-1/line.en.pdf", True),
        ("a-3a+ua-1/unattached.en.pdf", False),
        ("a-4f+ua-2/hostile.ar.pdf", True),
        ("a-4+ua-2/hostile.ar.pdf", False),
    ],
)
def test_the_source_is_attached_as_it_was_written(
    path: str, attached: bool, runs: tuple[Rendered, Rendered]
) -> None:
    name = Path(path).stem.removesuffix(".ar")
    with pikepdf.open(runs[0].folder / "out" / path) as document:
        found = {key: each.get_file().read_bytes() for key, each in document.attachments.items()}
    assert found == ({f"{name}.md": (HARD / f"{name}.md").read_bytes()} if attached else {})
