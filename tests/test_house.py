"""Houses: what a right file says, and what no file gives."""

from pathlib import Path

import pytest

from bayan.check import missing_glyphs
from bayan.errors import HouseError, LimitError
from bayan.findings import Place, Severity
from bayan.fonts import read_inventory
from bayan.house import (
    Colours,
    Habits,
    House,
    Words,
    check_fonts,
    contrast,
    house_for,
    neutral_house,
    read_house,
    texts_of,
)
from bayan.house.contrast import contrast_faults
from bayan.house.rules import COLOURS, ROLES
from bayan.language.table import find_language
from bayan.statement.model import Run
from bayan.world import World

FULL = """\
[house]
emblem = "seal.svg"
paper = "Letter"
fonts = "fonts"
[house.fr]
name = "Ministère"
address = ["1, quai Un", "Port Sarem"]
emblem_alt = "Sceau"
[house.ar]
state = "جمهورية مارافا"
name = "وزارة"
emblem_alt = "ختم"
[house.colours]
primary = "#14383D"
[language.ar]
months = "levant"
digits = "arab"
calendars = ["gregorian"]
[language.ar.fonts]
text = "Marava Naskh"
"""


@pytest.fixture
def full(tmp_path: Path) -> Path:
    """A house file that sets most of what can be set."""
    (tmp_path / "seal.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    (tmp_path / "fonts").mkdir()
    file = tmp_path / "bayan.toml"
    file.write_text(FULL, encoding="utf-8")
    return file


def test_a_house_is_read(full: Path, world: World) -> None:
    assert read_house(full, world) == House(
        file=full,
        languages=("fr", "ar"),
        words={
            "fr": Words(name="Ministère", address=("1, quai Un", "Port Sarem"), emblem_alt="Sceau"),
            "ar": Words(state="جمهورية مارافا", name="وزارة", emblem_alt="ختم"),
        },
        emblem=full.parent / "seal.svg",
        colours=Colours(primary="#14383d"),
        paper="Letter",
        habits={"ar": Habits("levant", "arab", ("gregorian",), {"text": "Marava Naskh"})},
        fonts=full.parent / "fonts",
        lines=read_house(full, world).lines,
    )


def test_languages_gives_the_order(full: Path, world: World) -> None:
    full.write_text(FULL.replace("[house]", '[house]\nlanguages = ["ar", "fr"]'), encoding="utf-8")
    house = read_house(full, world)
    assert house.languages == ("ar", "fr")
    assert house.second_language("ar") == "fr"


def test_a_byte_order_mark_and_crlf_are_accepted(full: Path, world: World) -> None:
    before = read_house(full, world)
    full.write_bytes(b"\xef\xbb\xbf" + FULL.replace("\n", "\r\n").encode())
    assert read_house(full, world) == before


def test_a_house_with_paper_alone_is_enough(tmp_path: Path, world: World) -> None:
    file = tmp_path / "bayan.toml"
    file.write_text('[house]\npaper = "Letter"\n')
    house = read_house(file, world)
    assert (house.paper, house.languages, house.colours) == ("Letter", (), Colours())


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path, world: World) -> None:
    file = tmp_path / "bayan.toml"
    file.write_bytes('[house.ar]\nname = "وزارة"\n'.encode("windows-1256"))
    with pytest.raises(HouseError) as caught:
        read_house(file, world)
    (finding,) = caught.value.findings
    assert (finding.code, finding.place) == ("toml.encoding", Place(str(file), 2))
    assert "is not UTF-8: line 2 has the byte 0xE6" in finding.message


def test_a_file_over_the_limit_is_refused(tmp_path: Path, world: World) -> None:
    file = tmp_path / "bayan.toml"
    file.write_bytes(b"#" * (world.limits.source_bytes + 1))
    with pytest.raises(LimitError, match="larger than 2048 KiB"):
        read_house(file, world)


@pytest.mark.parametrize("text", ["[house]\nx = " + "[" * 20_000, "house = 'a\0b'"])
def test_a_file_made_to_break_the_reader_is_refused(
    text: str, tmp_path: Path, world: World
) -> None:
    file = tmp_path / "bayan.toml"
    file.write_text(text)
    with pytest.raises(HouseError) as caught:
        read_house(file, world)
    assert caught.value.findings[0].code == "toml.syntax"


def test_without_a_house_file_the_neutral_house_serves(tmp_path: Path, world: World) -> None:
    statement = tmp_path / "statement.md"
    house, (finding,) = house_for(statement, world)
    assert house == neutral_house()
    assert (house.file, house.emblem, house.languages) == (None, None, ())
    assert house.words_in("ar") == Words()
    assert (finding.severity, finding.code) == (Severity.INFO, "house.none")
    assert finding.place == Place(str(statement))


def test_the_house_beside_a_statement_serves_it(full: Path, world: World) -> None:
    house, findings = house_for(full.parent / "statement.md", world)
    assert (house.file, findings) == (full, ())


def test_texts_are_told_with_line_and_role(full: Path, world: World) -> None:
    house, place = read_house(full, world), str(full)
    assert texts_of(house, "fr") == (
        ("Ministère", Place(place, 6), "text"),
        ("1, quai Un", Place(place, 7), "small"),
        ("Port Sarem", Place(place, 7), "small"),
    )
    assert texts_of(house, "en") == ()
    assert texts_of(neutral_house(), "ar") == ()


def test_fonts_that_are_not_there_are_told(full: Path, world: World) -> None:
    (finding,) = check_fonts(read_house(full, world), read_inventory([world.fonts]))
    assert (finding.code, finding.place) == ("font.family", Place(str(full), 20))
    assert '"Marava Naskh"' in finding.message
    assert "Vazirmatn" in finding.hint


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#0000ff", 2.15),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, expected: float) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert contrast(one, other) == pytest.approx(expected, abs=0.005)


def test_the_usual_colours_have_contrast() -> None:
    assert not list(contrast_faults(Colours(), dict.fromkeys(COLOURS, Place("bayan.toml"))))


def test_roles_are_those_of_the_language_table() -> None:
    assert ROLES == ("text", "small")


def test_the_sample_house_is_complete(root: Path, world: World) -> None:
    house = read_house(root / "statements" / "bayan.toml", world)
    assert house.languages == ("ar", "en", "fr")
    assert house.habits["ar"].months == "dual"
    for tag in house.languages:
        words = house.words_in(tag)
        assert all(getattr(words, name) for name in Words.__dataclass_fields__), tag


def test_the_sample_house_can_be_printed(root: Path, world: World) -> None:
    house = read_house(root / "statements" / "bayan.toml", world)
    inventory = read_inventory([world.fonts])
    runs = [
        Run(text, place, tag, role)
        for tag in house.languages
        for text, place, role in texts_of(house, tag)
    ]
    assert not check_fonts(house, inventory)
    assert not missing_glyphs(runs, lambda tag, role: find_language(tag).fonts[role], inventory)


@pytest.mark.parametrize("number", [0, 1])
def test_the_examples_of_the_docs_are_right(
    number: int, root: Path, tmp_path: Path, world: World
) -> None:
    blocks = (root / "docs" / "house.md").read_text(encoding="utf-8").split("```toml\n")[1:]
    (tmp_path / "emblem.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    (tmp_path / "fonts").mkdir()
    file = tmp_path / "bayan.toml"
    file.write_text(blocks[number].split("```")[0], encoding="utf-8")
    assert read_house(file, world).languages == ("ar", "en")
