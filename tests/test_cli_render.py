"""`bayan render`, as a press officer meets it."""

import contextlib
import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cli_sentences import begin, end, run, statement

from bayan import pipeline
from bayan.findings import warning
from bayan.typeset.model import Rendition

PDF = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture(autouse=True)
def desk(tmp_path, monkeypatch):
    """An empty folder to work in, outside any repository."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def quick(monkeypatch):
    """A pipeline that takes no time: what is tried is the command line."""

    def render(path: Path, settings: pipeline.Settings, world: object) -> Rendition:  # noqa: ARG001
        text = path.read_text()
        noticed = [warning("text.x", "A warning.")] if "WARNED" in text else []
        if "BROKEN" in text:
            raise ZeroDivisionError("division by zero")
        return Rendition(PDF, 2, tuple(noticed))

    monkeypatch.setattr(pipeline, "render", render)


def pdfs(folder: str = "build") -> list[str]:
    """Return the names of everything in *folder*, hidden files included."""
    return sorted(path.name for path in Path(folder).iterdir()) if Path(folder).exists() else []


# What really comes out


def test_a_statement_becomes_a_pdf_in_each_language(desk):
    statement(desk / "water", "en", "ar")
    said = run("render", "water/statement.md").succeeds().prints_nothing()
    said.says("build/water.ar.pdf: 1 page, ", "build/water.en.pdf: 1 page, ", " kB, ", " s\n")
    assert pdfs() == ["water.ar.pdf", "water.en.pdf"]
    assert Path("build/water.ar.pdf").read_bytes().startswith(b"%PDF-")


def test_render_py_is_the_same_command(desk):
    statement(desk / "water", "en")
    render_py = Path(__file__).resolve().parent.parent / "render.py"
    words = ["water/statement.md", "--lang", "en", "-o", "out.pdf"]
    done = subprocess.run([sys.executable, render_py, *words], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert Path("out.pdf").read_bytes().startswith(b"%PDF-")


# What is told


@pytest.mark.usefixtures("quick")
def test_one_line_a_rendition_and_findings_below(desk):
    statement(desk / "water", "en", body="WARNED")
    run("render", "water/statement.md").succeeds().says(
        "build/water.en.pdf: 2 pages, 15 B, ", "water/statement.md: warning: A warning.\n"
    ).keeps_quiet_about("[text.x]")


@pytest.mark.usefixtures("quick")
def test_verbose_names_the_codes(desk):
    statement(desk / "water", "en", body="WARNED")
    run("render", "-v", "water/statement.md").succeeds().says("A warning. [text.x]")


@pytest.mark.usefixtures("quick")
def test_quiet_says_nothing_when_all_is_well(desk):
    statement(desk / "water", "en", body="WARNED")
    run("render", "-q", "water/statement.md").succeeds().is_silent()


@pytest.mark.usefixtures("quick")
def test_quiet_still_shows_errors():
    run("render", "-q", "absent/statement.md").fails(3).says("absent/statement.md", "error: ")


@pytest.mark.usefixtures("quick")
def test_machines_get_an_object_a_rendition(desk):
    statement(desk / "water", "en", "ar", body="WARNED")
    said = run("render", "--json", "water/statement.md", "absent.md").fails(12).is_silent()
    arabic, english, absent = sorted(said.objects(), key=lambda each: each["language"] or "zz")
    assert arabic["output"] == "build/water.ar.pdf"
    assert (english["exit_code"], english["pages"], english["bytes"]) == (0, 2, len(PDF))
    assert english["findings"][0]["severity"] == "warning"
    assert (absent["exit_code"], absent["output"], absent["pages"]) == (3, None, 0)
    assert absent["findings"][0]["file"] == "absent.md"


@pytest.mark.usefixtures("quick")
def test_machines_are_told_of_a_usage_error_too(desk):
    statement(desk / "water", "en", "ar")
    (refusal,) = run("render", "--json", "-o", "x.pdf", "water/statement.md").fails(2).objects()
    assert refusal["exit_code"] == 2
    assert refusal["findings"][0]["code"] == "usage.output-single"


@pytest.mark.usefixtures("quick")
def test_nothing_in_a_name_can_turn_a_line_around(desk):
    statement(desk / "wat\u202eer\n", "en")
    said = run("render", desk / "wat\u202eer\n" / "statement.md").succeeds()
    said.says("wat<U+202E>er<U+000A>.en.pdf").keeps_quiet_about("\u202e")


@pytest.mark.usefixtures("quick")
def test_arabic_names_are_shown_as_they_are(desk):
    statement(desk / "مياه", "ar")
    run("render", "مياه/statement.md").succeeds().says("build/مياه.ar.pdf: 2 pages")


@pytest.mark.usefixtures("quick")
def test_names_that_are_no_text_are_shown_too(desk):
    statement(desk / "wat\udcffer", "en")
    said = run("render", desk / "wat\udcffer" / "statement.md").succeeds()
    said.says("build/wat<U+DCFF>er.en.pdf: 2 pages")
    (told,) = run("render", "--json", "wat\udcffer/statement.md").succeeds().objects()
    assert told["output"] == "build/wat\udcffer.en.pdf"


@pytest.mark.usefixtures("quick")
def test_on_a_terminal_one_sees_what_is_being_worked_on(desk, monkeypatch):
    monkeypatch.setattr("bayan.cli.report.watched", lambda: True)
    statement(desk / "water", "en", "ar")
    said = run("render", "water/statement.md").succeeds()
    said.says("\r[1/2] water/statement.md …\rbuild/water.en.pdf: 2 pages", "\r[2/2] ")
    run("render", "-q", "water/statement.md").succeeds().is_silent()


def test_a_hundred_findings_are_cut_short(desk, monkeypatch):
    many = tuple(warning("text.x", f"Warning {number}.") for number in range(100))
    monkeypatch.setattr(pipeline, "render", lambda *_, **__: Rendition(PDF, 1, many))
    statement(desk / "water", "en")
    run("render", "water/statement.md").says("… and 60 more findings")
    run("render", "-v", "water/statement.md").says("Warning 99.")


# How it ends


@pytest.mark.usefixtures("quick")
def test_strict_writes_nothing_that_has_a_warning(desk):
    statement(desk / "water", "en", body="WARNED")
    run("render", "--strict", "water/statement.md").fails(13).says("statement.md (en): not written")
    assert pdfs() == []


@pytest.mark.usefixtures("quick")
def test_one_bad_statement_does_not_stop_the_rest(desk):
    statement(desk / "water", "en")
    (desk / "bad.md").write_text("no front matter")
    run("render", "bad.md", "water/statement.md").fails(12).says("1 of 2 written, 1 failed")
    assert pdfs() == ["water.en.pdf"]


@pytest.mark.usefixtures("quick")
def test_a_fault_of_bayan_is_owned(desk):
    statement(desk / "water", "en", body="BROKEN")
    said = run("render", "water/statement.md").fails(1)
    said.says("This is a fault of Bayan", "division by zero", "-v")


@pytest.mark.usefixtures("quick")
def test_a_fault_of_bayan_is_traced_on_request(desk):
    statement(desk / "water", "en", body="BROKEN")
    said = run("render", "-v", "water/statement.md")
    assert said.code == 1
    said.says("This is a fault of Bayan", "Traceback", "ZeroDivisionError")


def test_a_fault_of_bayan_before_the_first_rendition_is_owned_too(monkeypatch):
    def broken(*_: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr("bayan.batch.plan.plan", broken)
    run("render", "water/statement.md").fails(1).says("This is a fault of Bayan")


@pytest.mark.parametrize(
    "words",
    [["-q", "-v"], ["--json", "-o", "-"]],
)
@pytest.mark.usefixtures("quick")
def test_options_that_exclude_each_other(desk, words):
    statement(desk / "water", "en")
    run("render", *words, "water/statement.md").fails(2)
    assert pdfs() == []


@pytest.mark.usefixtures("quick")
def test_two_inputs_to_one_output_are_refused_before_anything_is_rendered(desk):
    statement(desk / "a" / "water", "en")
    statement(desk / "b" / "water", "en")
    said = run("render", "a/water/statement.md", "b/water/statement.md").fails(2)
    said.says("a/water/statement.md and b/water/statement.md", "build/water.en.pdf", "hint: ")
    assert pdfs() == []


@pytest.mark.usefixtures("quick")
def test_an_output_onto_an_input_is_refused(desk):
    source = statement(desk / "water", "en")
    Path("out.pdf").symlink_to(source)
    before = source.read_bytes()
    run("render", "water/statement.md", "-o", "out.pdf").fails(2).says("written over out.pdf")
    assert source.read_bytes() == before


# Where it goes


@pytest.mark.usefixtures("quick")
def test_standard_output_gets_the_pdf_and_nothing_else(desk):
    statement(desk / "water", "en")
    said = (
        run("render", "water/statement.md", "-o", "-").succeeds().says("standard output: 2 pages")
    )
    assert said.data == PDF
    assert pdfs() == []


@pytest.mark.usefixtures("quick")
def test_a_folder_that_is_a_file_is_refused(desk):
    statement(desk / "water", "en")
    (desk / "build").write_text("a file")
    said = run("render", "water/statement.md").fails(9)
    said.says("build/water.en.pdf: error: A file stands where a folder is needed.", "hint: ")


@pytest.mark.usefixtures("quick")
def test_a_full_disk_is_told_in_plain_words(desk, monkeypatch):
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    statement(desk / "water", "en")
    monkeypatch.setattr(os, "fsync", full)
    run("render", "water/statement.md").fails(9).says("The disk is full", "hint: Make room")
    assert pdfs() == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("words", [["-o", "-"], ["--json"]])
def test_a_full_standard_output_is_told_too(desk, words):
    statement(desk / "water", "en")
    with Path("/dev/full").open("wb") as full:
        process = begin("render", "water/statement.md", *words, stdout=full)
        said = end(process)
    assert said.code == 9, said.words
    assert "Traceback" not in said.words


def test_a_closed_pipe_is_no_fault(desk):
    statement(desk / "water", "en")
    process = begin("render", "water/statement.md", "-o", "-")
    assert process.stdout is not None
    process.stdout.close()
    _, words = process.communicate(timeout=120)
    assert b"Traceback" not in words
    assert b"BrokenPipe" not in words
    assert process.returncode == 9


def test_a_closed_standard_error_stops_nothing(desk):
    statement(desk / "water", "en", "ar")
    process = begin("render", "water/statement.md")
    assert process.stderr is not None
    process.stderr.close()
    process.stderr = None
    process.communicate(timeout=120)
    assert process.returncode == 0
    assert pdfs() == ["water.ar.pdf", "water.en.pdf"]


# Ctrl-C half way


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_ctrl_c_half_way_leaves_whole_files_only(desk, number):
    many = 40
    sources = [statement(desk / f"s{index}", "en", "ar") for index in range(many)]
    process = begin("render", *sources)
    patience = time.monotonic() + 120
    while not any(Path().glob("build/*.pdf")) and time.monotonic() < patience:
        assert process.poll() is None, end(process).words
        time.sleep(0.01)
    process.send_signal(number)
    end(process).fails(130).says("Stopped: no file was left half written.")
    written = pdfs()
    assert 0 < len(written) < 2 * many
    assert all(name.endswith(".pdf") for name in written)
    assert all(Path("build", name).read_bytes().rstrip().endswith(b"%%EOF") for name in written)


def test_an_interrupt_that_python_swallows_still_stops_before_the_next_file(desk, monkeypatch):
    def render(*_: object, **__: object) -> Rendition:
        # As it happens inside a destructor or a callback from C.
        with contextlib.suppress(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
        return Rendition(PDF, 1)

    monkeypatch.setattr(pipeline, "render", render)
    statement(desk / "water", "en")
    run("render", "water/statement.md").fails(130)
    assert pdfs() == []


def test_a_name_too_long_for_the_disk_is_told(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    statement(tmp_path / "water", "en")
    statement(tmp_path / ("w" * 252), "en")
    said = run("render", "water/statement.md", "-o", "x" * 300 + ".pdf").fails(9)
    said.says("The name is longer than this disk allows.")
    run("render", f"{'w' * 252}/statement.md", "water/statement.md").fails(12)
    assert Path("build/water.en.pdf").exists()
