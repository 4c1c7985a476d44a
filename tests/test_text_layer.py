"""Every word of the sample statements comes out of their PDFs again, to see and to hear.

`test_recall.py` asks three more readers, other languages and other fonts.
"""

from pathlib import Path

import pytest

from bayan.pipeline import Settings, render
from bayan.statement import read_statement
from bayan.verify import inspect, transcript, words_found
from bayan.verify.text import words_in
from bayan.world import World

ROOT = Path(__file__).parents[1]
STATEMENTS = sorted((ROOT / "statements").glob("*/statement*.md"))
STRICT = 0.99
"""Share of words found with all their marks; without them, each is found."""
HEARD = 0.99
"""Share of the words that a listener hears, with letters put in order by where they stand."""


@pytest.mark.parametrize("path", STATEMENTS, ids=lambda path: f"{path.parent.name} {path.stem}")
def test_words_of_a_statement_come_out_again(
    path: Path, world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    written = [run.text for run in read_statement(path, world).runs]
    pdf = render(path, Settings(), world).pdf
    found = words_found(written, pdf)
    wanted = words_in("\n".join(written))
    heard = words_in(transcript(inspect(pdf).heard))
    share = sum(word in heard for word in wanted) / len(wanted)
    with capsys.disabled():
        print(f"\n{path.parent.name}: {found.strict:.1%} found, {share:.1%} heard")
    assert found.count > 50
    assert found.strict >= STRICT
    assert found.loose == 1
    assert share >= HEARD
