"""Which versions are rendered, and where each PDF goes."""

import os
from pathlib import Path

import pytest

from bayan.batch.plan import output_name, plan
from bayan.errors import ExitCode, UsageError


def statement(folder: Path, *languages: str, name: str = "statement") -> Path:
    """Write a statement in *languages*, the first one its main version, and return its file."""
    folder.mkdir(parents=True, exist_ok=True)
    main, *others = languages
    path = folder / f"{name}.md"
    path.write_text(f"---\ntitle: T\nlang: {main}\ndate: 2026-03-22\n---\n\nText.\n")
    for tag in others:
        (folder / f"{name}.{tag}.md").write_text(f"---\ntitle: T\nlang: {tag}\n---\n\nText.\n")
    return path


@pytest.fixture
def water(tmp_path, monkeypatch):
    """The statement `water` in three languages, seen from the folder above it."""
    monkeypatch.chdir(tmp_path)
    statement(tmp_path / "water", "en", "ar", "fr")
    return Path("water/statement.md")


def outputs(*args, **kwargs) -> set[str]:
    """Return the outputs of a plan as text."""
    return {str(job.output) for job in plan(*args, **kwargs)}


def refusal(*args) -> list[str]:
    """Return the codes of a plan's refusal; each must say what to do."""
    with pytest.raises(UsageError) as caught:
        plan(*args)
    assert all(finding.hint for finding in caught.value.findings)
    return [finding.code for finding in caught.value.findings]


def test_every_version_goes_to_the_build_folder(water):
    assert outputs([water]) == {
        "build/water.ar.pdf",
        "build/water.en.pdf",
        "build/water.fr.pdf",
    }


def test_one_language_is_one_job(water):
    (job,) = plan([water], ["ar"])
    assert (job.source, job.language) == (Path("water/statement.ar.md"), "ar")
    assert job.output == Path("build/water.ar.pdf")


def test_the_main_version_says_its_language_itself(water):
    (job,) = plan([water], ["en"])
    assert (job.source, job.language) == (water, "en")


def test_a_version_named_itself_is_taken_alone(water):
    assert outputs([water.with_name("statement.fr.md")]) == {"build/water.fr.pdf"}


def test_a_version_named_twice_is_rendered_once(water):
    assert (
        len(plan([water, Path("water/statement.fr.md"), Path("water/../water/statement.md")])) == 3
    )


def test_a_folder_may_be_named(water):
    assert outputs([water], ["ar"], "out/for press") == {"out/for press/water.ar.pdf"}


def test_a_file_may_be_named_for_one_version(water):
    assert outputs([water], ["ar"], "out/x.PDF") == {"out/x.PDF"}


def test_standard_output_takes_one_version(water):
    (job,) = plan([water], ["ar"], "-")
    assert job.output is None


@pytest.mark.parametrize("output", ["x.pdf", "-"])
def test_one_place_for_several_versions_is_refused(water, output):
    assert refusal([water], [], output) == ["usage.output-single"]
    assert refusal([water], ["ar", "fr"], output) == ["usage.output-single"]


@pytest.mark.parametrize("output", ["", " "])
def test_an_empty_output_is_refused(water, output):
    assert refusal([water], ["ar"], output) == ["usage.output-empty"]


@pytest.mark.parametrize(
    ("source", "language", "name"),
    [
        ("/s/2026-water/statement.md", "ar", "2026-water.ar.pdf"),
        ("/s/2026-water/statement.pt-BR.md", "pt-BR", "2026-water.pt-BR.pdf"),
        ("/s/2026-water/statement-final.md", "ar", "2026-water.ar.pdf"),
        ("/s/2026-water/note.md", "ar", "note.ar.pdf"),
        ("/s/2026-water/note.ar.md", "ar", "note.ar.pdf"),
        ("/s/2026-water/WATER.MD", "en", "WATER.en.pdf"),
        ("/s/2026-water/WATER.ar.MD", "ar", "WATER.ar.pdf"),
        ("/s/2026-water/statement.MD", "ar", "2026-water.ar.pdf"),
        ("/s/2026-water/note.v2.md", "ar", "note.v2.ar.pdf"),
        ("/s/x/../water/statement.md", "ar", "water.ar.pdf"),
        ("/statement.md", "ar", "statement.ar.pdf"),
        ("/s/مياه/statement.md", "ar", "مياه.ar.pdf"),
    ],
)
def test_the_name_comes_from_the_folder_or_the_file(source, language, name):
    assert output_name(Path(source), language) == name


def test_the_name_of_the_current_folder_counts(water, monkeypatch):
    monkeypatch.chdir(water.parent)
    assert outputs([Path(water.name)], ["ar"]) == {"build/water.ar.pdf"}


def test_two_inputs_to_one_output_are_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    first = statement(tmp_path / "a" / "water", "ar", "en")
    second = statement(tmp_path / "b" / "water", "ar", "en")
    assert refusal([first, second]) == ["usage.output-twice", "usage.output-twice"]


def test_names_that_some_disks_take_for_one_are_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    first = statement(tmp_path / "a" / "Caf\u00e9", "en")
    second = statement(tmp_path / "b" / "CAFE\u0301", "en")
    assert refusal([first, second]) == ["usage.output-twice"]


@pytest.mark.parametrize("link", [os.symlink, os.link])
def test_an_output_that_leads_to_an_input_is_refused(water, link):
    link(os.path.realpath(water), "out.pdf")
    assert refusal([water], ["ar"], "out.pdf") == ["usage.output-onto-input"]


@pytest.mark.parametrize("tag", ["../../out", "a/b", "ar\u202e", ".."])
def test_a_language_cannot_lead_out_of_the_folder(tmp_path, monkeypatch, tag):
    monkeypatch.chdir(tmp_path)
    (job,) = plan([statement(tmp_path / "water", f'"{tag}"')])
    assert job.refusal is not None
    assert job.output is None


def test_a_link_in_the_folder_that_leads_to_an_input_is_refused(water):
    Path("build").mkdir()
    Path("build/water.ar.pdf").symlink_to("../water/statement.ar.md")
    assert refusal([water], ["fr", "ar"]) == ["usage.output-onto-input"]


def test_a_statement_that_cannot_be_read_does_not_stop_the_others(water):
    Path("bad.md").write_text("no front matter")
    jobs = plan([Path("bad.md"), water, Path("absent/statement.md")], ["ar"])
    codes = [job.refusal and job.refusal.exit_code for job in jobs]
    assert codes == [ExitCode.STATEMENT, None, ExitCode.STATEMENT]


def test_a_language_that_is_not_there_is_told(water):
    english = statement(Path("letter"), "en")
    jobs = plan([english, water], ["fr"])
    assert [bool(job.refusal) for job in jobs] == [True, False]


def test_a_name_that_is_too_long_does_not_stop_the_others(water):
    long = statement(Path("w" * 250), "en")
    jobs = plan([Path("x" * 300 + ".md"), long, water], ["en"])
    assert [bool(job.refusal) for job in jobs] == [True, False, False]
    assert plan([water], ["en"], "x" * 300 + ".pdf")[0].output is not None


def test_a_name_that_is_no_text_is_refused(water):
    odd = Path(os.fsdecode(b"st\xff.md"))
    odd.write_bytes(water.read_bytes())
    bad, good = plan([odd, water], ["en"])
    assert bad.refusal is not None
    assert [finding.code for finding in bad.refusal.findings] == ["usage.name"]
    assert good.refusal is None
