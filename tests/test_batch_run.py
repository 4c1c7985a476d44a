"""What becomes of many jobs: one outcome each, whatever happens to the others."""

from pathlib import Path

import pytest

from bayan.batch.ending import exit_code
from bayan.batch.plan import Job
from bayan.batch.run import run
from bayan.errors import AssetError, ExitCode, OutputError, StatementError
from bayan.findings import error, info, warning
from bayan.typeset.model import Rendition

GOOD = Rendition(b"%PDF", pages=2)
WARNED = Rendition(b"%PDF", pages=1, findings=(warning("text.x", "a warning"),))
INFORMED = Rendition(b"%PDF", pages=1, findings=(info("text.x", "an info"),))
BROKEN = Rendition(b"%PDF", pages=1, findings=(error("verify.x", "an error"),))

BAD_STATEMENT = StatementError.one("statement.x", "no title")
BAD_IMAGE = AssetError.one("asset.x", "no image")


class Desk:
    """Renders from a table of file name to result and remembers what was written."""

    def __init__(self, **results: Rendition | Exception) -> None:
        self.results = results
        self.written: dict[str, bytes] = {}
        self.ticks = 0.0

    def render(self, source: Path) -> Rendition:
        result = self.results[source.stem]
        if isinstance(result, BaseException):
            raise result
        return result

    def write(self, output: Path | None, pdf: bytes) -> None:
        self.written[str(output)] = pdf

    def clock(self) -> float:
        self.ticks += 1.5
        return self.ticks

    def run(self, *, strict: bool = False):
        jobs = [Job(Path(f"{name}.md"), "ar", Path(f"{name}.pdf")) for name in self.results]
        return list(run(jobs, self.render, self.write, self.clock, strict=strict))


def test_a_good_statement_is_written_and_measured():
    desk = Desk(a=GOOD)
    (outcome,) = desk.run()
    assert desk.written == {"a.pdf": b"%PDF"}
    assert outcome.done
    assert (outcome.pages, outcome.size, outcome.seconds) == (2, 4, 1.5)


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (BAD_STATEMENT, ExitCode.STATEMENT),
        (OSError("a bug that reads a file"), ExitCode.INTERNAL),
        (RecursionError(), ExitCode.INTERNAL),
        (MemoryError(), ExitCode.INTERNAL),
    ],
)
def test_a_bad_statement_does_not_stop_the_rest(fault, code):
    desk = Desk(a=GOOD, b=fault, c=GOOD)
    outcomes = desk.run()
    assert [each.exit_code for each in outcomes] == [ExitCode.DONE, code, ExitCode.DONE]
    assert set(desk.written) == {"a.pdf", "c.pdf"}


def test_a_fault_of_our_own_says_so_and_keeps_its_trace():
    fault = ZeroDivisionError("division by zero")
    (outcome,) = Desk(a=fault).run()
    assert outcome.fault is fault
    assert "fault of Bayan" in outcome.findings[0].message
    assert "-v" in outcome.findings[0].hint


def test_a_refusal_known_before_is_an_outcome():
    job = Job(Path("a.md"), "", None, refusal=BAD_STATEMENT)
    desk = Desk()
    (outcome,) = run([job], desk.render, desk.write, desk.clock)
    assert outcome.exit_code is ExitCode.STATEMENT
    assert outcome.findings == BAD_STATEMENT.findings


@pytest.mark.parametrize(
    ("rendition", "strict", "code"),
    [
        (WARNED, False, ExitCode.DONE),
        (WARNED, True, ExitCode.STRICT),
        (INFORMED, True, ExitCode.DONE),
        (BROKEN, False, ExitCode.NONCONFORMING),
        (BROKEN, True, ExitCode.NONCONFORMING),
    ],
)
def test_findings_decide_whether_it_is_written(rendition, strict, code):
    desk = Desk(a=rendition)
    (outcome,) = desk.run(strict=strict)
    assert outcome.exit_code is code
    assert outcome.findings == rendition.findings
    assert bool(desk.written) is (code is ExitCode.DONE)


def test_what_was_noticed_before_a_failed_write_is_kept(monkeypatch):
    def full(_output: Path | None, _pdf: bytes) -> None:
        raise OutputError.one("output.full", "full")

    desk = Desk(a=WARNED)
    monkeypatch.setattr(desk, "write", full)
    (outcome,) = desk.run()
    assert outcome.exit_code is ExitCode.OUTPUT
    assert [each.code for each in outcome.findings] == ["text.x", "output.full"]


@pytest.mark.parametrize("end", [KeyboardInterrupt, BrokenPipeError])
def test_ctrl_c_and_a_closed_pipe_stop_all(end):
    desk = Desk(a=GOOD, b=end(), c=GOOD)
    with pytest.raises(end):
        desk.run()
    assert set(desk.written) == {"a.pdf"}


@pytest.mark.parametrize(
    ("codes", "of_all"),
    [
        ([0], 0),
        ([0, 0], 0),
        ([3], 3),
        ([3, 3], 3),
        ([3, 6], 12),
        ([0, 3], 12),
        ([0, 13, 0], 12),
        ([13, 13], 13),
        ([], 0),
    ],
)
def test_one_code_for_all(codes, of_all):
    assert exit_code(map(ExitCode, codes)) == of_all


def test_each_cause_has_its_own_code():
    assert [each.exit_code for each in Desk(a=BAD_STATEMENT, b=BAD_IMAGE).run()] == [
        ExitCode.STATEMENT,
        ExitCode.ASSET,
    ]
