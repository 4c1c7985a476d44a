"""Reading a folder of fonts: what is refused, and how names and coverage come out."""

import contextlib
from pathlib import Path

import pytest
from fontlab import make_font, row, write_manifest

from bayan.errors import GlyphError, LimitError
from bayan.findings import Finding
from bayan.fonts import (
    coverage,
    css_family,
    family_coverage,
    font_assets,
    font_faces,
    needs_glyph,
    read_inventory,
)
from bayan.fonts.embedding import permission_fault
from bayan.fonts.inventory import MAX_MANIFEST_BYTES


def faults_of(*folders: Path) -> tuple[Finding, ...]:
    with pytest.raises(GlyphError) as caught:
        read_inventory(folders)
    return caught.value.findings


def test_a_house_brings_its_own_fonts(tmp_path: Path, world) -> None:
    font = make_font(tmp_path / "Own.ttf", "ab")
    inventory = read_inventory([world.fonts, write_manifest(tmp_path, [row(font, "Own")])])
    assert inventory.families[-1] == "Own"
    (face,) = inventory.faces_of("Own")
    assert (face.weight, face.style, face.path, face.version) == (400, "normal", font, "")
    assert family_coverage(inventory, "Own") == coverage(face) == {ord("a"), ord("b")}


def test_a_family_has_what_all_its_faces_have(tmp_path: Path) -> None:
    regular, bold = make_font(tmp_path / "R.ttf", "abc"), make_font(tmp_path / "B.ttf", "bcd")
    inventory = read_inventory([write_manifest(tmp_path, [row(regular), row(bold, weight=700)])])
    assert family_coverage(inventory, "Test") == {ord("b"), ord("c")}
    assert family_coverage(inventory, "Other") == frozenset()


def test_coverage_follows_the_file(tmp_path: Path) -> None:
    for chars in ("ab", "cd"):
        font = make_font(tmp_path / "R.ttf", chars)
        inventory = read_inventory([write_manifest(tmp_path, [row(font)])])
        assert family_coverage(inventory, "Test") == set(map(ord, chars))


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        ({"file": "Gone.ttf"}, "font.missing", "Gone.ttf is not there"),
        ({"sha256": "0" * 64}, "font.digest", "its digest differs"),
        ({"sha256": "abc"}, "toml.value", "64 digits"),
        ({"sha256": None}, "toml.missing", "sha256 is missing"),
        ({"licence": None}, "toml.missing", "licence is missing"),
        ({"weigth": 400}, "toml.unknown-key", 'Did you mean "weight"?'),
        ({"weight": "bold"}, "toml.value", "a whole number from 1 to 1000, not a text"),
        ({"weight": 0}, "toml.value", "not 0"),
        ({"style": "oblique"}, "toml.value", 'must be "normal" or "italic"'),
        ({"family": "x';src:url(http://x)"}, "toml.value", "a name of letters"),
        ({"file": "../R.ttf"}, "toml.value", "the name of a .ttf or .otf file"),
        ({"file": "/etc/R.ttf"}, "toml.value", "the name of a .ttf or .otf file"),
        ({"file": "R.woff2"}, "toml.value", "the name of a .ttf or .otf file"),
    ],
)
def test_a_wrong_row_is_told(tmp_path: Path, change: dict, code: str, words: str) -> None:
    font = make_font(tmp_path / "R.ttf")
    text = row(font, **change)
    (finding,) = faults_of(write_manifest(tmp_path, [text]))
    assert finding.code == code
    assert words in f"{finding.message} {finding.hint}"
    key = next(iter(change))
    lines = text.splitlines()
    expected = next((n for n, line in enumerate(lines, 1) if line.startswith(key)), 1)
    assert (finding.place.file, finding.place.line) == (str(tmp_path / "manifest.toml"), expected)


def test_all_faults_of_all_folders_are_told_at_once(tmp_path: Path) -> None:
    one = make_font(tmp_path / "one" / "R.ttf")
    two = make_font(tmp_path / "two" / "R.ttf", "xyz")
    first = write_manifest(one.parent, [row(one), row(one, file="Gone.ttf"), row(one, weight=-1)])
    second = write_manifest(two.parent, [row(two, family="TEST"), row(two, sha256="0" * 64)])
    found = faults_of(first, second)
    assert [finding.code for finding in found] == [
        "font.missing",
        "toml.value",
        "font.digest",
        "font.duplicate",
    ]
    assert str(first / "manifest.toml") in found[-1].message


def test_a_digest_that_differs_is_told_with_the_right_one(tmp_path: Path) -> None:
    font = make_font(tmp_path / "R.ttf")
    text = row(font)
    font.write_bytes(font.read_bytes() + b"\0")
    (finding,) = faults_of(write_manifest(tmp_path, [text]))
    assert row(font).splitlines()[-1] in finding.hint


@pytest.mark.parametrize("content", [b"", b"no font", b"\0\1\0\0\xff\xff" + b"\xff" * 90])
def test_a_damaged_file_is_told(tmp_path: Path, content: bytes) -> None:
    font = tmp_path / "R.ttf"
    font.write_bytes(content)
    (finding,) = faults_of(write_manifest(tmp_path, [row(font)]))
    assert finding.code == "font.damaged"


def test_a_font_cut_short_anywhere_is_told_or_readable(tmp_path: Path) -> None:
    whole = make_font(tmp_path / "R.ttf", "abc").read_bytes()
    for length in range(0, len(whole) - 1, 61):
        font = tmp_path / "R.ttf"
        font.write_bytes(whole[:length])
        folder = write_manifest(tmp_path, [row(font)])
        with contextlib.suppress(GlyphError):
            assert coverage(read_inventory([folder]).faces[0]) == set(map(ord, "abc"))


def test_a_font_that_may_not_be_embedded_is_told(tmp_path: Path) -> None:
    font = make_font(tmp_path / "R.ttf", fs_type=2)
    (finding,) = faults_of(write_manifest(tmp_path, [row(font)]))
    assert finding.code == "font.embedding"
    assert "R.ttf may not be embedded in a PDF: its maker forbids to embed it" in finding.message
    assert "fsType 0x0002" in finding.message


@pytest.mark.parametrize(
    ("fs_type", "allowed"),
    [(0, True), (2, False), (4, True), (8, True), (6, True), (0x100, False), (0x204, False)],
)
def test_the_permission_is_read_as_the_specification_has_it(fs_type: int, allowed: bool) -> None:
    assert (permission_fault(fs_type) is None) is allowed


def test_a_variable_font_is_told(tmp_path: Path) -> None:
    font = make_font(tmp_path / "R.ttf", variable=True)
    (finding,) = faults_of(write_manifest(tmp_path, [row(font)]))
    assert finding.code == "font.variable"


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    outside = make_font(tmp_path / "R.ttf")
    folder = write_manifest(tmp_path / "fonts", [row(outside)])
    (folder / "R.ttf").symlink_to(outside)
    assert [finding.code for finding in faults_of(folder)] == ["font.outside"]


def test_a_folder_without_a_manifest_is_told(tmp_path: Path) -> None:
    assert [finding.code for finding in faults_of(tmp_path)] == ["font.manifest"]
    write_manifest(tmp_path, ["fonts = 1"])
    assert {finding.code for finding in faults_of(tmp_path)} == {"toml.unknown-key", "toml.missing"}


@pytest.mark.parametrize("text", ["font = 1", "font = [1]", "[font]", "font = [[]]"])
def test_a_manifest_of_another_shape_is_told(tmp_path: Path, text: str) -> None:
    (finding,) = faults_of(write_manifest(tmp_path, [text]))
    assert finding.code == "toml.value"


def test_a_manifest_that_is_no_toml_does_not_hide_the_other(tmp_path: Path) -> None:
    one = write_manifest(tmp_path / "one", ["[[font]"])
    two = write_manifest(tmp_path / "two", [row(Path("Gone.ttf"))])
    assert [finding.code for finding in faults_of(one, two)] == ["toml.syntax", "font.missing"]


def test_a_huge_manifest_is_refused(tmp_path: Path) -> None:
    write_manifest(tmp_path, ["#" * (MAX_MANIFEST_BYTES + 1)])
    with pytest.raises(LimitError):
        read_inventory([tmp_path])


def test_two_houses_with_one_family_name_do_not_collide(tmp_path: Path) -> None:
    inventories = []
    for house in ("one", "two"):
        font = make_font(tmp_path / house / "Amiri.ttf", f"ab{house}"[:3])
        inventories.append(read_inventory([write_manifest(font.parent, [row(font, "Amiri")])]))
    names = {css_family(inventory, "Amiri") for inventory in inventories}
    urls = {url for inventory in inventories for url in font_assets(inventory, ["Amiri"])}
    assert len(names) == len(urls) == 2


def test_the_css_name_does_not_depend_on_the_folder(tmp_path: Path) -> None:
    content = make_font(tmp_path / "A.ttf").read_bytes()
    names = set()
    for house in ("one", "two"):
        font = tmp_path / house / "A.ttf"
        font.parent.mkdir()
        font.write_bytes(content)
        names.add(css_family(read_inventory([write_manifest(font.parent, [row(font)])]), "Test"))
    assert len(names) == 1


def test_rules_and_assets_name_the_same_files(tmp_path: Path) -> None:
    regular, bold = make_font(tmp_path / "A B.ttf"), make_font(tmp_path / "B.ttf", "xyz")
    folder = write_manifest(tmp_path, [row(bold, weight=700), row(regular, style="italic")])
    inventory = read_inventory([folder])
    css, assets = font_faces(inventory, ["Test", "Test"]), font_assets(inventory, ["Test"])
    assert css.count("@font-face") == 2
    assert css.index("font-weight:400;font-style:italic") < css.index("font-weight:700")
    assert set(assets.values()) == {regular, bold}
    for url in assets:
        assert url.startswith("asset:/fonts/")
        assert f'src:url({url}) format("truetype")' in css
        assert " " not in url


def test_an_unknown_family_is_told(world) -> None:
    with pytest.raises(GlyphError, match='no font family "Amirri"') as caught:
        font_faces(read_inventory([world.fonts]), ["Amirri"])
    assert caught.value.findings[0].hint == 'Did you mean "Amiri"?'


@pytest.mark.parametrize("char", " \t\n\r\u00a0\u00ad\u200b\u200c\u200d\u200e\u200f\u061c\u202a"
    "\u202f\u2009\u2028\u2066\u2069\u2060\ufe0f\ufeff\U000e0101\u3000\u034f")  # fmt: skip
def test_what_prints_nothing_needs_no_glyph(char: str) -> None:
    assert not needs_glyph(char)


@pytest.mark.parametrize(
    "char", "aب٣‑\u0301\u0651\u0600\u06dd\u1680\u2011\u25cc\U0001f600\ue000\0\x07"
)
def test_what_prints_needs_a_glyph(char: str) -> None:
    assert needs_glyph(char)
