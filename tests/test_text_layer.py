"""How much of the sample statements comes out of their PDFs again: the first cut.

The floors are a little under what was measured. Exact text, every word once and in order, is for
a later change of the text layer: it raises them to 1.
"""

from pathlib import Path

import pytest

from bayan.findings import Severity
from bayan.pipeline import Settings, render
from bayan.statement import read_statement
from bayan.verify import check_text, words_found
from bayan.world import World

ROOT = Path(__file__).parents[1]

# WeasyPrint leaves its colour profile to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:.*unclosed file.*icc")

FLOORS = (
    ("2026-03-22-water/statement.md", 0.9, 0.9),
    ("2026-03-22-water/statement.en.md", 0.9, 0.9),
    ("2026-04-09-condolence/statement.md", 0.9, 0.9),
    ("2026-04-09-condolence/statement.en.md", 0.9, 0.9),
)
"""Statement, share of words found strictly, and with marks left out."""


@pytest.mark.parametrize(("name", "strict", "loose"), FLOORS, ids=[name for name, *_ in FLOORS])
def test_words_of_a_statement_come_out_again(
    name: str, strict: float, loose: float, world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    path = ROOT / "statements" / name
    written = [run.text for run in read_statement(path, world).runs]
    pdf = render(path, Settings(), world).pdf
    found = words_found(written, pdf)
    (told,) = check_text(written, pdf)
    with capsys.disabled():
        print(f"\n{name}: {told.message}")
    assert found.count > 50
    assert found.strict >= strict
    assert found.loose >= loose
    assert told.severity is Severity.INFO
