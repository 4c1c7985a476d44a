"""The page that describes statements is true."""

import re
from pathlib import Path

import msgspec
import pytest

from bayan.statement import read_statement
from bayan.statement.model import FrontMatter
from bayan.world import Limits, World

PAGE = (Path(__file__).parent.parent / "docs" / "statements.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```markdown\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
FULL = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda text: text.split("\n")[1])
def test_every_example_reads_without_a_finding(tmp_path: Path, example: str) -> None:
    main = next(text for text in EXAMPLES if "date:" in text)
    (tmp_path / "statement.md").write_text(
        main.replace("---\nThe", "revision: {number: 1, kind: reissue, date: 2026-04-01}\n---\nThe")
    )
    tag = "ar" if "lang: ar\n" in example else "en"
    path = tmp_path / ("statement.ar.md" if tag == "ar" else "statement.md")
    path.write_text(example, encoding="utf-8")
    world = World(layouts=tmp_path, fonts=tmp_path)
    assert read_statement(path, world).findings == ()


def test_the_full_front_matter_has_every_key_and_reads(tmp_path: Path) -> None:
    (front,) = FULL
    path = tmp_path / "statement.md"
    path.write_text(f"---\n{front}---\n")
    statement = read_statement(path, World(layouts=tmp_path, fonts=tmp_path))
    assert statement.findings == ()
    keys = [field.encode_name for field in msgspec.structs.fields(FrontMatter)]
    assert re.findall(r"^(\w+):", front, re.MULTILINE) == keys


@pytest.mark.parametrize(
    "number",
    [
        "source_bytes",
        "front_matter_characters",
        "line_characters",
        "word_characters",
        "paragraph_characters",
        "paragraph_marks",
        "marks",
        "nesting",
        "table_cells",
        "images",
        "image_bytes",
        "image_pixels",
        "svg_bytes",
        "pages",
    ],
)
def test_the_limits_are_those_of_the_code(number: str) -> None:
    value = getattr(Limits(), number)
    sizes = {
        "source_bytes": f"{value // 1024 // 1024} MiB",
        "image_bytes": f"{value // 1024 // 1024} MiB",
        "svg_bytes": f"{value // 1024:,} KiB",
    }
    assert re.search(rf"\| {sizes.get(number, f'{value:,}')}( characters| pixels)? \|", PAGE)
