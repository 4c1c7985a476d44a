"""`bayan fonts`: which fonts there are and what they cover."""

import shutil
from pathlib import Path

import pytest
from cli_sentences import ROOT, run

from bayan.fonts import read_inventory
from bayan.language.letters import letters
from bayan.language.table import LANGUAGES


@pytest.fixture(autouse=True)
def _desk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def test_every_family_is_shown_with_what_one_must_know():
    families = read_inventory([ROOT / "fonts"]).families
    said = run("fonts").succeeds().is_silent().prints(*families)
    said.prints("weights    400, 700", "licence    OFL-1.1", "used for   text ar")


def test_machines_get_an_object_a_family():
    found = {each["family"]: each for each in run("fonts", "--json").succeeds().objects()}
    assert set(found) == set(read_inventory([ROOT / "fonts"]).families)
    assert "ar" in found["Amiri"]["languages"]
    assert "text ar" in found["Amiri"]["roles"]
    assert "ar" not in found["Source Serif 4"]["languages"]
    assert "400 italic" in found["Source Serif 4"]["weights"]


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_role_of_a_language_has_a_family_that_covers_it(tag):
    found = run("fonts", "--json").succeeds().objects()
    for role in LANGUAGES[tag].fonts:
        (family,) = (each for each in found if f"{role} {tag}" in each["roles"])
        assert tag in family["languages"]


@pytest.mark.parametrize(
    ("tag", "some"), [("ar", "ءآأؤئابةثضغكلمنهوىيّ"), ("fr", "azçéèêëïîôûÉÈ"), ("en", "azAZ")]
)
def test_letters_are_those_of_the_language(tag, some):
    assert letters(tag).issuperset(some)
    assert not letters(tag) & set(" .,-0٠")


def test_a_house_with_fonts_of_its_own():
    shutil.copytree(ROOT / "fonts" / "amiri", "fonts/own")
    manifest = (ROOT / "fonts" / "manifest.toml").read_text()
    rows = [row for row in manifest.split("[[font]]") if "amiri/" in row]
    own = "".join(f"[[font]]{row}" for row in rows)
    Path("fonts/manifest.toml").write_text(own.replace('Amiri"', 'Own"').replace("amiri/", "own/"))
    Path("bayan.toml").write_text(
        '[house]\nfonts = "fonts"\n[house.ar]\nname = "وزارة"\n[language.ar.fonts]\ntext = "Own"\n'
    )
    found = {each["family"]: each for each in run("fonts", "--json").succeeds().objects()}
    assert found["Own"]["roles"] == ["text ar"]
    assert found["Own"]["folder"] == "fonts/own"
    assert found["Amiri"]["roles"] == []


def test_a_house_file_that_is_wrong_is_told():
    Path("bayan.toml").write_text("[house\n")
    run("fonts").fails(4).says("bayan.toml:1", "error: ")
