"""What ``bayan new`` writes is a statement without a fault."""

from datetime import date
from pathlib import Path

import pytest

from bayan.language.table import LANGUAGES
from bayan.statement import read_statement, starter_text
from bayan.world import World

DAY = date(2026, 3, 22)


@pytest.mark.parametrize("main", LANGUAGES)
def test_reads_back_without_a_finding(tmp_path: Path, main: str) -> None:
    (tmp_path / "statement.md").write_text(starter_text(main, DAY, main=True))
    others = [tag for tag in LANGUAGES if tag != main]
    for tag in others:
        (tmp_path / f"statement.{tag}.md").write_text(starter_text(tag, DAY, main=False))
    world = World(layouts=tmp_path, fonts=tmp_path)
    for name in ("statement.md", *(f"statement.{tag}.md" for tag in others)):
        statement = read_statement(tmp_path / name, world)
        assert statement.findings == ()
        assert statement.meta.date == DAY
        assert statement.meta.original == (main,)


def test_every_starter_shows_a_heading_a_list_a_passage_and_a_footnote(tmp_path: Path) -> None:
    for tag in LANGUAGES:
        path = tmp_path / f"{tag}.md"
        path.write_text(starter_text(tag, DAY, main=True))
        body = read_statement(path, World(layouts=tmp_path, fonts=tmp_path)).body
        for part in ("<h2>", "<ul>", "<span lang=", 'class="footnote"'):
            assert part in body
