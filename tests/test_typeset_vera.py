"""veraPDF's verdict on the hardest page, on one line, and on nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typeset_pages import case

from bayan.tools import Program
from bayan.typeset.model import Standard
from bayan.typeset.pdf import print_page
from bayan.verify.vera import FLAVOURS, validate_files
from bayan.world import Limits, World

NAMES = ("hard", "line", "empty")


@pytest.mark.parametrize("standard", list(Standard))
def test_conforms(
    standard: Standard, tmp_path: Path, world: World, require_tool: Callable[[str], Program]
) -> None:
    require_tool("verapdf")
    paths = [tmp_path / f"{name}.pdf" for name in NAMES]
    for path in paths:
        path.write_bytes(print_page(case(path.stem, standard), Limits()).pdf)
    for verdicts in validate_files(paths, FLAVOURS[standard], tools=world.tools):
        assert [verdict.failures for verdict in verdicts] == [()] * len(verdicts)
        assert all(verdict.passed for verdict in verdicts)
