"""The fonts that Bayan brings: files and manifest agree, and licences let them be used."""

import tomllib
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from bayan.fonts import FontFace, Inventory, css_family, family_coverage, read_inventory
from bayan.fonts.embedding import permission_fault
from bayan.language.table import LANGUAGES
from bayan.world import default_world

FONTS = default_world().fonts
INVENTORY = read_inventory([FONTS])
KEYS = {"file", "family", "weight", "style", "version", "licence", "source", "sha256"}

each_face = pytest.mark.parametrize("face", INVENTORY.faces, ids=lambda face: face.path.stem)


def test_files_and_manifest_agree_both_ways() -> None:
    files = {path for path in FONTS.rglob("*") if path.suffix.lower() in {".ttf", ".otf", ".ttc"}}
    listed = [face.path for face in INVENTORY.faces]
    assert len(listed) == len(set(listed)), "a file is listed twice"
    assert set(listed) == files


def test_nothing_else_lies_in_the_folder() -> None:
    others = {path.name for path in FONTS.rglob("*") if path.is_file() and path.suffix != ".ttf"}
    assert others == {"manifest.toml", "OFL.txt"}


def test_every_row_says_everything() -> None:
    rows = tomllib.loads((FONTS / "manifest.toml").read_text(encoding="utf-8"))["font"]
    assert all(set(row) == KEYS for row in rows)


def test_there_is_one_file_for_a_family_weight_and_style() -> None:
    keys = [(face.family, face.weight, face.style) for face in INVENTORY.faces]
    assert len(keys) == len(set(keys))


@each_face
def test_the_licence_is_there(face: FontFace) -> None:
    assert face.licence == "OFL-1.1"
    text = (face.path.parent / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
    assert text.startswith("Copyright")


@each_face
def test_the_manifest_says_what_the_file_says(face: FontFace) -> None:
    with TTFont(face.path, lazy=True) as font:
        names, os2 = font["name"], font["OS/2"]
        assert (names.getDebugName(16) or names.getDebugName(1)) == face.family
        assert os2.usWeightClass == face.weight
        assert bool(os2.fsSelection & 1) == (face.style == "italic")
        assert names.getDebugName(5).startswith(f"Version {face.version}")
        assert permission_fault(os2.fsType) is None


def test_every_language_has_its_fonts() -> None:
    wanted = {
        family for row in LANGUAGES.values() for stack in row.fonts.values() for family in stack
    }
    assert wanted <= set(INVENTORY.families)


@pytest.mark.parametrize(
    ("family", "text"),
    [
        ("Amiri", "ءآأؤإئابةتثجحخدذرزسشصضطظعغـفقكلمنهوىي ًٌٍَُِّْٰ٠١٢٣٤٥٦٧٨٩٪٫٬،؛؟«»ﷺ–—…0123456789"),
        ("Vazirmatn", "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي٠١٢٣٤٥٦٧٨٩،؛؟«»–—0123456789+@"),
        ("Source Serif 4", "ABCabcÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸàâæçéèêëîïôœùûüÿ«»“”‘’–—…№§©€°"),
        ("IBM Plex Sans", "ABCabcÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸàâæçéèêëîïôœùûüÿ«»“”‘’–—…№§©€°+@"),
    ],
)
def test_a_family_has_the_letters_it_is_there_for(family: str, text: str) -> None:
    missing = set(text) - {chr(code) for code in family_coverage(INVENTORY, family)}
    assert not missing


def test_the_folder_stays_small() -> None:
    size = sum(path.stat().st_size for path in FONTS.rglob("*") if path.is_file())
    assert size < 6 * 1024 * 1024


def test_css_names_are_valid_and_differ() -> None:
    names = [css_family(INVENTORY, family) for family in INVENTORY.families]
    assert len(set(names)) == len(names)
    assert all(name.replace(" ", "").isalnum() for name in names)


def test_reading_again_gives_an_equal_inventory() -> None:
    assert read_inventory([FONTS]) == INVENTORY
    assert isinstance(INVENTORY, Inventory)
    assert all(isinstance(face.path, Path) for face in INVENTORY.faces)
