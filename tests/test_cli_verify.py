"""`bayan verify`: what is in a PDF, and whether it keeps the promises."""

from dataclasses import replace
from pathlib import Path

import pytest
from cli_sentences import run, statement

from bayan.cli import verify as module
from bayan.errors import ToolError
from bayan.findings import error, info, warning
from bayan.verify import vera
from bayan.verify.model import Font, Heard, Report
from bayan.verify.vera import Failure, Verdict

GOOD = Report(
    pages=2,
    title="بيان مشترك",
    language="ar",
    direction="rtl",
    standard="a-3a+ua-1",
    fonts=(Font("Amiri-Regular", "Amiri", "ABCDEF", True, True, (1, 2)),),
    findings=(),
    heard=tuple(Heard(0, "paragraph", f"فقرة {number}", "ar") for number in range(9)),
)
BAD = Report(
    pages=1,
    title="",
    language="",
    direction="ltr",
    standard="",
    fonts=(Font("Arial", "Arial", "", False, False, (1,)),),
    findings=(error("verify.tagged", "The PDF is not tagged.", hint="Tag it."),),
    heard=(),
)


@pytest.fixture(autouse=True)
def _desk(tmp_path, monkeypatch):
    """Two files, one good and one bad, where no veraPDF is."""
    monkeypatch.chdir(tmp_path)
    Path("good.pdf").write_bytes(b"good")
    Path("bad.pdf").write_bytes(b"bad")
    monkeypatch.setattr("bayan.verify.inspect", {b"good": GOOD, b"bad": BAD}.get, raising=False)
    monkeypatch.setattr(vera, "find_verapdf", lambda *_: None)


@pytest.fixture
def judge(monkeypatch):
    """A veraPDF that passes files called good."""

    def validate(paths, flavours, *, tools):  # noqa: ARG001
        failure = Failure("7.1-9", 2, "No\ntags", "")
        return tuple(
            tuple(
                Verdict(
                    flavour,
                    path.name == "good.pdf",
                    10,
                    () if path.name == "good.pdf" else (failure,),
                )
                for flavour in flavours or ("3a",)
            )
            for path in paths
        )

    monkeypatch.setattr(vera, "find_verapdf", lambda *_: object())
    monkeypatch.setattr(vera, "validate_files", validate)


def test_a_good_file():
    said = run("verify", "good.pdf").succeeds().is_silent()
    said.prints("good.pdf\n", "pages      2", "بيان مشترك", "ar, right to left", "a-3a+ua-1")
    said.prints("fonts      Amiri-Regular\n", "structure  9 × paragraph", "veraPDF    not asked")


def test_a_bad_file():
    said = run("verify", "bad.pdf").fails(10).is_silent()
    said.prints("bad.pdf: error: The PDF is not tagged.", "hint: Tag it.", "no standard")
    said.prints("Arial (NOT EMBEDDED, NO UNICODE, whole)")


def test_a_glimpse_of_what_is_heard_or_all_of_it():
    run("verify", "good.pdf").prints("فقرة 5", "… 3 more; --listen shows all")
    run("verify", "--listen", "good.pdf").prints("paragraph [ar]: فقرة 8")


def test_quiet_shows_errors_only():
    assert run("verify", "-q", "good.pdf").succeeds().data == b""
    run("verify", "-q", "bad.pdf").fails(10).prints("bad.pdf: error: The PDF is not tagged.")


def test_verbose_names_the_codes():
    run("verify", "-v", "bad.pdf").fails(10).prints("[verify.tagged]")


def test_machines_get_all_of_it():
    good, bad = run("verify", "--json", "good.pdf", "bad.pdf").fails(12).objects()
    assert (good["file"], good["exit_code"], good["verdicts"]) == ("good.pdf", 0, None)
    assert good["heard"][8]["text"] == "فقرة 8"
    assert (bad["exit_code"], bad["findings"][0]["code"]) == (10, "verify.tagged")


def test_one_file_that_is_not_there_does_not_stop_the_others():
    said = run("verify", "none.pdf", "good.pdf").fails(12)
    said.prints("none.pdf: error: The file cannot be read: No such file", "good.pdf\n")


@pytest.mark.usefixtures("judge")
def test_the_judge_is_asked_where_it_is():
    run("verify", "good.pdf").succeeds().prints("veraPDF    3a passed (10 checks)")
    said = run("verify", "bad.pdf").fails(10).prints("3a FAILED")
    said.prints("bad.pdf: error: veraPDF 3a 7.1-9 (2 times): No tags")


@pytest.mark.usefixtures("judge")
def test_the_judge_s_verdict_alone_can_fail_a_file(monkeypatch):
    monkeypatch.setattr("bayan.verify.inspect", lambda _: GOOD, raising=False)
    run("verify", "bad.pdf").fails(10)


@pytest.mark.usefixtures("judge")
def test_flavours_are_handed_on():
    said = run("verify", "--flavour", "4f", "--flavour", "ua2", "good.pdf").succeeds()
    said.prints("4f passed (10 checks); ua2 passed (10 checks)")
    (told,) = run("verify", "--json", "--flavour", "4f", "good.pdf").objects()
    assert told["verdicts"][0]["flavour"] == "4f"


def test_a_judge_that_is_asked_by_name_must_be_there(monkeypatch):
    def missing(*_args, **_kwargs):
        raise ToolError.one("tools.missing", "The program “verapdf” is not installed")

    monkeypatch.setattr(vera, "validate_files", missing)
    said = run("verify", "--flavour", "3a", "good.pdf").fails(11)
    said.prints("pages      2", "“verapdf” is not installed")


@pytest.mark.parametrize("words", [["--flavour", "3x"], ["-q", "-v"], ["-q", "--listen"]])
def test_what_makes_no_sense_is_refused(words):
    run("verify", *words, "good.pdf").fails(2)


def test_what_bayan_makes_keeps_its_promises(tmp_path, monkeypatch):
    monkeypatch.undo()
    monkeypatch.chdir(tmp_path)
    statement(tmp_path / "water", "ar", title="بيان", body="نص البيان.")
    run("render", "water/statement.md", "-o", "out.pdf").succeeds()
    run("verify", "out.pdf").succeeds().prints("ar, right to left", "a-3a+ua-1", "بيان")


def test_every_flavour_of_ours_can_be_asked_for():
    assert {name for pair in vera.FLAVOURS.values() for name in pair} <= set(module.FLAVOURS)


@pytest.mark.parametrize("content", [b"# Statement", b"", b"%PDF-1.7\n1 0 obj <<"])
def test_what_is_no_pdf_or_half_of_one_is_told(content, monkeypatch, tmp_path):
    monkeypatch.undo()  # the room itself, not its stand-in
    monkeypatch.chdir(tmp_path)
    Path("README.md").write_bytes(content)
    said = run("verify", "README.md").fails(10)
    said.prints("README.md", "no direction", "error: ").keeps_quiet_about("fault of Bayan")


def test_what_never_ends_is_not_read():
    run("verify", "/dev/zero").fails(2).prints("it is not an ordinary file")


def test_a_file_that_is_too_large_is_not_read():
    with Path("large.pdf").open("wb") as file:
        file.truncate(module.LARGEST + 1)
    run("verify", "large.pdf").fails(2).prints("it is larger than 500 MB")


def test_errors_come_before_what_weighs_less(monkeypatch):
    many = tuple(warning("verify.heading-skip", f"Warning {number}.") for number in range(50))
    findings = (info("a.b", "Info."), *many, *BAD.findings)
    monkeypatch.setattr(
        "bayan.verify.inspect", lambda _: replace(GOOD, findings=findings), raising=False
    )
    said = run("verify", "bad.pdf").fails(10)
    said.prints("The PDF is not tagged.", "Warning 0.", "Warning 38.", "and 12 more findings")
    text = said.data.decode()
    assert text.index("not tagged") < text.index("Warning 0.") < text.index("Warning 38.")
