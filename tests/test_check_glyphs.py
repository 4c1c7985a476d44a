"""Characters that no font can print."""

from pathlib import Path

import pytest
from fontlab import make_font, row, write_manifest

from bayan.check import missing_glyphs
from bayan.findings import Finding, Place, Severity
from bayan.fonts import Inventory, read_inventory
from bayan.statement.model import Run


def inventory_of(folder: Path, **families: str) -> Inventory:
    """An inventory of families of one face, each with the characters given."""
    rows = [row(make_font(folder / f"{name}.ttf", chars), name) for name, chars in families.items()]
    return read_inventory([write_manifest(folder, rows)])


def check(inventory: Inventory, text: str, *families: str) -> tuple[Finding, ...]:
    run = Run(text, Place("statement.md", 7), "en")
    return missing_glyphs([run], lambda _language, _role: families, inventory)


def codes(found: tuple[Finding, ...]) -> str:
    """The characters that *found* names, as ``U+…`` in order."""
    return " ".join(finding.message.split("(")[1].split()[0] for finding in found)


def test_a_missing_character_is_named_with_place_and_count(tmp_path: Path) -> None:
    inventory = inventory_of(tmp_path, A="ab")
    runs = [
        Run("ab 漢 a", Place("statement.md", 3), "en"),
        Run("漢漢字", Place("statement.md", 9), "en"),
    ]
    one, two = missing_glyphs(runs, lambda _language, _role: ("A",), inventory)
    assert one.severity is Severity.ERROR
    assert one.code == "font.glyph"
    assert one.place == Place("statement.md", 3)
    assert one.message == (
        "漢 (U+6F22 CJK UNIFIED IDEOGRAPH-6F22) is in none of the fonts A; "
        "it comes 3 times, first here."
    )
    assert two.place == Place("statement.md", 9)
    assert two.message.endswith("is in none of the fonts A.")


def test_each_run_is_looked_up_in_its_own_fonts(tmp_path: Path) -> None:
    inventory = inventory_of(tmp_path, A="a", B="b")
    runs = [
        Run("a", Place("s.md", 1), "ar"),
        Run("b", Place("s.md", 2), "ar", "small"),
        Run("b", Place("s.md", 3), "ar"),
    ]
    stacks = {("ar", "text"): ("A",), ("ar", "small"): ("B",)}
    (found,) = missing_glyphs(runs, lambda *key: stacks[key], inventory)
    assert found.place == Place("s.md", 3)


def test_any_font_of_the_stack_will_do(tmp_path: Path) -> None:
    inventory = inventory_of(tmp_path, A="a", B="b", C="c")
    assert codes(check(inventory, "abc", "A", "B")) == "U+0063"


def test_what_prints_nothing_is_not_missing(tmp_path: Path) -> None:
    inventory = inventory_of(tmp_path, A="ab")
    assert not check(inventory, "a\u200d\u200c\ufe0f b\u00a0a\u202fb\n\u2067a\u2069\u00ad", "A")


@pytest.mark.parametrize(
    ("first", "other", "text", "missing"),
    [
        ("eé", "", "e\u0301", ""),
        ("e\u0301", "", "é", ""),
        ("é", "", "e\u0301", "U+0065 U+0301"),
        ("e", "", "é", "U+00E9"),
        ("e", "", "e\u0301", "U+0301"),
        ("eéa", "", "a\u0301e\u0301", "U+0301"),
        ("aạậ", "", "a\u0323\u0302", ""),
        ("a", "e\u0301", "é", "U+00E9"),
        ("a", "e\u0301", "aé", "U+00E9"),
        ("\u2010", "", "\u2011", ""),
        ("-", "", "\u2011", "U+2011"),
        ("e", "", "\u0301e", "U+0301"),
    ],
)
def test_letters_with_accents_may_be_written_in_both_ways(
    tmp_path: Path, first: str, other: str, text: str, missing: str
) -> None:
    inventory = inventory_of(tmp_path, A=first, **({"B": other} if other else {}))
    assert codes(check(inventory, text, "A", *("B" if other else ""))) == missing


def test_an_accent_that_another_font_would_take_is_missing(tmp_path: Path) -> None:
    inventory = inventory_of(tmp_path, A="eé", B="\u0301")
    assert codes(check(inventory, "e\u0301", "A")) == "U+0301"


def test_a_mark_is_shown_on_a_circle_and_a_ligature_spelt_out(tmp_path: Path) -> None:
    mark, ligature, private = check(inventory_of(tmp_path, A="a"), "a\u0651ﬁ\ue000", "A")
    assert mark.message.startswith("◌\u0651 (U+0651 ARABIC SHADDA)")
    assert 'Write it otherwise ("fi")' in ligature.hint
    assert "(U+E000 a character without a name)" in private.message


def test_without_fonts_everything_is_missing(tmp_path: Path) -> None:
    assert codes(check(inventory_of(tmp_path, A="a"), "a")) == "U+0061"


def test_a_bold_face_without_the_letter_counts(tmp_path: Path) -> None:
    regular, bold = make_font(tmp_path / "R.ttf", "ab"), make_font(tmp_path / "B.ttf", "a")
    rows = [row(regular, "A"), row(bold, "A", weight=700)]
    inventory = read_inventory([write_manifest(tmp_path, rows)])
    assert codes(check(inventory, "ab", "A")) == "U+0062"
