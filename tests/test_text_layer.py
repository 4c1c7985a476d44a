"""How much of the sample statements comes out of their PDFs again: the first cut.

The floors are a little under what was measured. Exact text, every word once and in order, is for
a later change of the text layer: it raises them to 1.
"""

from pathlib import Path

import pytest

from bayan.findings import Severity
from bayan.pipeline import Settings, render
from bayan.statement import read_statement
from bayan.verify import check_text, inspect, transcript, words_found
from bayan.verify.text import words_in
from bayan.world import World

ROOT = Path(__file__).parents[1]

# WeasyPrint leaves its colour profile to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:.*unclosed file.*icc")

FLOORS = (
    ("2026-03-22-water/statement.md", 0.98, 0.98),
    ("2026-03-22-water/statement.en.md", 0.99, 0.99),
    ("2026-04-09-condolence/statement.md", 0.98, 0.98),
    ("2026-04-09-condolence/statement.en.md", 0.99, 0.99),
)
"""Statement, share of words found strictly, and with marks left out."""

HEARD = 0.96
"""Share of the words that a listener hears, with letters put in order by where they stand."""


@pytest.mark.parametrize(("name", "strict", "loose"), FLOORS, ids=[name for name, *_ in FLOORS])
def test_words_of_a_statement_come_out_again(
    name: str, strict: float, loose: float, world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    path = ROOT / "statements" / name
    written = [run.text for run in read_statement(path, world).runs]
    pdf = render(path, Settings(), world).pdf
    found = words_found(written, pdf)
    (told,) = check_text(written, pdf)
    wanted = words_in("\n".join(written))
    heard = words_in(transcript(inspect(pdf).heard))
    share = sum(word in heard for word in wanted) / len(wanted)
    with capsys.disabled():
        print(f"\n{name}: {told.message} A listener hears {share:.1%}.")
    assert found.count > 50
    assert found.strict >= strict
    assert found.loose >= loose
    assert share >= HEARD
    assert told.severity is Severity.INFO
