"""`bayan new`: a statement to start from."""

import os
from datetime import date
from pathlib import Path

import pytest
from cli_sentences import begin, end, run

from bayan.language.table import LANGUAGES
from bayan.statement import language_of, select_versions


@pytest.fixture(autouse=True)
def _desk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def names(folder: str) -> list[str]:
    return sorted(path.name for path in Path(folder).iterdir())


def test_a_file_for_each_language_the_first_one_main():
    said = run("new", "s/visit", "--lang", "ar", "--lang", "en").succeeds().prints_nothing()
    said.says("s/visit/statement.md: written", "(ar)", "s/visit/statement.en.md", "(en)")
    said.says("Then: bayan render s/visit/statement.md")
    assert names("s/visit") == ["statement.en.md", "statement.md"]
    assert language_of(Path("s/visit/statement.md")) == "ar"
    assert len(select_versions(Path("s/visit/statement.md"), ["ar", "en"])) == 2


def test_what_is_written_can_be_rendered():
    run("new", "visit", *(word for tag in LANGUAGES for word in ("-l", tag))).succeeds()
    run("render", "visit/statement.md").succeeds()
    assert names("build") == [f"visit.{tag}.pdf" for tag in sorted(LANGUAGES)]


def test_the_main_version_is_dated_today_and_no_other(monkeypatch):
    monkeypatch.setattr("bayan.cli.new.today", lambda: date(2031, 12, 5))
    run("new", "visit", "-l", "ar", "-l", "en").succeeds()
    assert "\ndate: 2031-12-05\n" in Path("visit/statement.md").read_text(encoding="utf-8")
    assert "date:" not in Path("visit/statement.en.md").read_text(encoding="utf-8")


def test_a_language_named_twice_or_in_capitals_is_one_file():
    run("new", "visit", "-l", "AR", "-l", "ar").succeeds()
    assert names("visit") == ["statement.md"]


def test_nothing_that_is_there_is_touched():
    Path("visit").mkdir()
    Path("visit/statement.en.md").write_text("precious")
    said = run("new", "visit", "-l", "ar", "-l", "en").fails(9)
    said.says("visit/statement.en.md: error: This file is there already", "hint: ")
    assert names("visit") == ["statement.en.md"]
    assert Path("visit/statement.en.md").read_text() == "precious"


def test_a_link_that_leads_nowhere_is_there_too():
    Path("visit").mkdir()
    Path("visit/statement.md").symlink_to("nowhere")
    run("new", "visit", "-l", "ar").fails(9)
    assert not Path("visit/nowhere").exists()


def test_a_file_in_the_place_of_the_folder():
    Path("visit").write_text("a file")
    run("new", "visit", "-l", "ar").fails(9).says("A file stands where a folder is needed.")


def test_every_unknown_language_is_named():
    said = run("new", "visit", "-l", "xx", "-l", "ar", "-l", "arabic").fails(2)
    said.says("“xx”", "“arabic”", "hint: The languages are ar, ")
    assert not Path("visit").exists()


def test_a_language_must_be_said():
    run("new", "visit").fails(2).says("--lang")


def test_quiet_means_quiet():
    run("new", "-q", "visit", "-l", "ar").succeeds().is_silent()


def test_a_terminal_that_knows_no_arabic_is_no_obstacle():
    env = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    end(begin("new", "زيارة", "-l", "ar", env=env)).succeeds().says("statement.md: written")
    assert names("زيارة") == ["statement.md"]
