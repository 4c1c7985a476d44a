"""Wrong house files: each case names its faults at the lines where they are told.

``#! code: words`` at the end of a line expects a finding there, ``#! 7 code: words`` one at
line 7, ``#!! code: words`` one without a line. No other finding may come.
"""

import re
from pathlib import Path

import pytest

from bayan.errors import HouseError
from bayan.findings import Severity
from bayan.house import read_house
from bayan.world import Limits, World

CASES = sorted(Path(__file__).with_name("cases").joinpath("house").glob("*.toml"))
EXPECTED = re.compile(r"#!(!)? (?:(\d+) )?([\w.-]+): (.*?)(?=\s*#!|$)")


def expectations(text: str) -> list[tuple[int | None, str, str]]:
    """The line, code and words of every finding that *text* asks for, by line."""
    found = [
        (None if whole else int(other or number), code, words)
        for number, line in enumerate(text.splitlines(), 1)
        for whole, other, code, words in EXPECTED.findall(line)
    ]
    return sorted(found, key=lambda item: item[0] or 0)


@pytest.fixture
def house_file(tmp_path: Path) -> Path:
    """The path of a house file, in a folder with an emblem and some traps."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg"/>'
    folder = tmp_path / "house"
    folder.mkdir()
    (tmp_path / "emblem.svg").write_text(svg)
    (tmp_path / "fonts").mkdir()
    (folder / "emblem.svg").write_text(svg)
    (folder / "emblem.png").write_bytes(b"\x89PNG")
    (folder / "large.svg").write_bytes(b" " * (Limits().svg_bytes + 1))
    (folder / "link.svg").symlink_to(tmp_path / "emblem.svg")
    (folder / "loop.svg").symlink_to("loop.svg")
    return folder / "bayan.toml"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_every_fault_is_told_at_its_line(case: Path, house_file: Path, world: World) -> None:
    text = case.read_text(encoding="utf-8")
    house_file.write_text(text, encoding="utf-8")
    with pytest.raises(HouseError) as caught:
        read_house(house_file, world)

    found, expected = caught.value.findings, expectations(text)
    assert [(f.place.line, f.code) for f in found] == [item[:2] for item in expected]
    for finding, (_, _, words) in zip(found, expected, strict=True):
        assert words in f"{finding.message} {finding.hint}"
        assert finding.severity is Severity.ERROR
        assert finding.place.file == str(house_file)


def test_there_are_cases() -> None:
    assert len(CASES) >= 20
