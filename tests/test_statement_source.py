"""Files that cannot be read as text are refused before, and as, they are read."""

import os
from pathlib import Path

import pytest

from bayan.errors import BayanError, LimitError, StatementError
from bayan.statement import read_statement
from bayan.statement.encoding import likely_encoding
from bayan.statement.source import read_source
from bayan.world import Limits, World

FRONT = "---\ntitle: A title\nlang: en\ndate: 2026-03-22\n---\n"
ARABIC = "بيان مشترك بشأن المياه المشتركة. اجتمع الوزيران في ميناء سارم، وأكدا عزمهما."
FRENCH = "Réunis à Port Sarem, les ministres ont réaffirmé leur volonté d’agir dès l'été."
ENGLISH = "The ministers met in Port Sarem and agreed to share the waters of the basin."
MEGABYTE = 1024 * 1024


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(layouts=tmp_path, fonts=tmp_path)


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (ARABIC, "cp1256", "windows-1256"),
        (ARABIC, "iso8859_6", "ISO-8859-6"),
        (FRENCH, "cp1252", "windows-1252"),
        (ENGLISH + " “Done.”", "cp1252", "windows-1252"),
        (f"{ENGLISH} {ARABIC}", "cp1256", "windows-1256"),
        (f"{ARABIC} Déjà vu.", "cp1256", "windows-1256"),
        *((text, codec, "UTF-16") for text in (ARABIC, FRENCH, ENGLISH) for codec in
          ("utf-16", "utf-16-le", "utf-16-be")),
        *((text, codec, "UTF-32") for text in (ARABIC, FRENCH, ENGLISH) for codec in
          ("utf-32", "utf-32-le", "utf-32-be")),
        ("Всем привет, дорогие друзья", "koi8-r", "an older 8-bit encoding"),
        (ARABIC, "utf-8", None),
        (ENGLISH, "utf-8-sig", None),
        ("", "utf-8", None),
    ],
)  # fmt: skip
def test_names_the_likely_encoding(text: str, codec: str, name: str | None) -> None:
    source = text if codec == "iso8859_6" else f"{FRONT}{text}"
    encoded = source.encode(codec, errors="ignore" if codec == "iso8859_6" else "strict")
    assert likely_encoding(encoded) == name


@pytest.mark.parametrize("word", ["بيان", "السلام", "وزارة", "المياه", "الحوض", "التعاون"])
@pytest.mark.parametrize(
    ("codec", "name"), [("cp1256", "windows-1256"), ("iso8859_6", "ISO-8859-6")]
)
def test_one_arabic_word_is_enough(word: str, codec: str, name: str) -> None:
    assert likely_encoding(word.encode(codec)) == name


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_marks_and_line_ends_make_no_difference(
    tmp_path: Path, world: World, end: str, mark: str
) -> None:
    path = tmp_path / "statement.md"
    path.write_bytes(f"{mark}{FRONT}One\ntwo\n".replace("\n", end).encode())
    statement = read_statement(path, world)
    assert statement.body == "<p>One\ntwo</p>\n"
    assert statement.source == f"{FRONT}One\ntwo\n".encode()
    assert [run.place.line for run in statement.runs] == [2, 6, 7]


def test_a_huge_file_is_refused_before_it_is_opened(
    tmp_path: Path, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "statement.md"
    path.write_bytes(FRONT.encode() + b"x" * (50 * MEGABYTE))

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("opened")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(LimitError, match=r"too large for a statement: 2\.1 MB"):
        read_statement(path, world)


def test_a_long_line_is_named(tmp_path: Path, world: World) -> None:
    path = tmp_path / "statement.md"
    path.write_text(FRONT + "short\n" + "x " * 10_001)
    with pytest.raises(LimitError) as fault:
        read_statement(path, world)
    (finding,) = fault.value.findings
    assert (finding.code, str(finding.place)) == ("statement.limit", f"{path}:7")


def test_a_file_that_grows_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "statement.md"
    path.write_bytes(b"x" * 30)
    small = tmp_path / "small"
    small.write_bytes(b"")
    status = small.stat()
    monkeypatch.setattr(Path, "stat", lambda *_, **__: status)
    with pytest.raises(LimitError):
        read_source(path, Limits(source_bytes=20))


@pytest.mark.parametrize("kind", ["missing", "folder", "pipe", "below a file", "too long a name"])
def test_what_is_no_file_is_refused(tmp_path: Path, world: World, kind: str) -> None:
    path = tmp_path / "statement.md"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "below a file":
        (tmp_path / "file").write_text("")
        path = tmp_path / "file" / "statement.md"
    elif kind == "too long a name":
        path = tmp_path / f"{'x' * 300}.md"
    with pytest.raises(StatementError) as fault:
        read_statement(path, world)
    assert fault.value.findings[0].code == "statement.file"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_refused(tmp_path: Path, world: World) -> None:
    path = tmp_path / "statement.md"
    path.write_text(FRONT)
    path.chmod(0)
    with pytest.raises(StatementError, match="permissions"):
        read_statement(path, world)


def test_permission_faults_are_ours(
    tmp_path: Path, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "statement.md"
    path.write_text(FRONT)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(StatementError, match="permissions"):
        read_statement(path, world)


def test_many_faults_are_told_up_to_a_bound(tmp_path: Path, world: World) -> None:
    path = tmp_path / "statement.md"
    path.write_text(FRONT + "".join(f"[a](file:{number})\n" for number in range(500)))
    with pytest.raises(BayanError) as fault:
        read_statement(path, world)
    codes = [finding.code for finding in fault.value.findings]
    assert codes.count("statement.link") == 100
    assert codes[-1] == "statement.many"


def test_a_long_front_matter_is_refused(tmp_path: Path, world: World) -> None:
    path = tmp_path / "statement.md"
    path.write_text("---\n" + "a: b\n" * 20_000 + "---\n")
    with pytest.raises(LimitError, match="front matter"):
        read_statement(path, world)


@pytest.mark.parametrize(
    "piece", ["\"a' \n", "![\n", "[^\n", "^[\n", "*a **b\n", "[a](\n", "<a\n", "{a=b\n", "[^"]
)
def test_what_is_never_closed_prints_as_text(tmp_path: Path, world: World, piece: str) -> None:
    path = tmp_path / "statement.md"
    path.write_text(f"{FRONT}{piece * 400}\n\nx[^a]\n\n[^a]: x\n")
    printed = "".join(run.text for run in read_statement(path, world).runs)
    assert len(printed) >= 400
