"""veraPDF's verdicts: what is made of its report, and the real one on a real file."""

import json
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from bayan.errors import ToolError
from bayan.tools import Program
from bayan.typeset.model import Standard
from bayan.verify.vera import FLAVOURS, Failure, Verdict, find_verapdf, validate_files, verdicts
from bayan.world import World

JSON = dict[str, object]
PLAYED = """\
#!/bin/sh
while [ "$1" != --flavour ]; do shift; done
here=$(/usr/bin/dirname "$0")
echo "$@" >>"$here/asked"
/bin/cat "$here/$2.json"
"""
RULE: JSON = {
    "clause": "7.1",
    "testNumber": 3,
    "failedChecks": 2,
    "description": "Content shall be marked",
    "checks": [{"context": "root/document[0]", "errorMessage": "Content is not marked"}],
}
UNEXPLAINED = RULE | {"clause": "5", "testNumber": 1, "checks": []}
NO_PDF: JSON = {"taskException": {"exceptionMessage": "Couldn't parse stream"}}


class Player:
    """A program that stands for veraPDF and answers what it was told."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("java", "verapdf"):
            (folder / name).write_text(PLAYED, encoding="utf-8")
            (folder / name).chmod(0o755)

    def answers(self, flavour: str, *jobs: JSON) -> None:
        named = [{"itemDetails": {"name": f"/x/{n}.pdf"}} | job for n, job in enumerate(jobs)]
        report = json.dumps({"report": {"jobs": named[::-1]}})
        (self.folder / f"{flavour}.json").write_text(report, encoding="utf-8")

    @property
    def asked(self) -> list[str]:
        return (self.folder / "asked").read_text(encoding="utf-8").splitlines()


@pytest.fixture
def player(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Player:
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return Player(folder)


@pytest.fixture
def pdfs(tmp_path: Path) -> list[Path]:
    """Two files that are PDFs for this purpose, one with a name that Java could stumble on."""
    paths = [tmp_path / "-f.pdf", tmp_path / "بيان"]
    for path in paths:
        path.write_bytes(b"%PDF-")
    return paths


def judged(**profiles: bool) -> JSON:
    """Return a job with one result for each profile, named as ``PDFA_3a``, and its verdict."""
    return {"validationResult": [result(*each) for each in profiles.items()]}


def result(profile: str, passed: bool) -> JSON:
    kind, _, level = profile.partition("_")
    return {
        "profileName": f"PDF/{kind}-{level} validation profile",
        "compliant": passed,
        "details": {
            "passedChecks": 10,
            "failedChecks": 0 if passed else 4,
            "ruleSummaries": [] if passed else [RULE, UNEXPLAINED],
        },
    }


def test_each_file_is_judged_by_what_it_claims(player: Player, pdfs: list[Path]) -> None:
    player.answers("0", judged(A_3a=True, UA_1=True), judged(A_4f=True, UA_2=False))
    first, second = validate_files(pdfs)
    assert first == (Verdict("3a", True, 10), Verdict("ua1", True, 10))
    assert [verdict.flavour for verdict in second] == ["4f", "ua2"]
    assert second[1].failures == (
        Failure("5-1", 2, "Content shall be marked"),
        Failure("7.1-3", 2, "Content is not marked", "root/document[0]"),
    )
    assert player.asked == ["--flavour 0 0.pdf 1.pdf"]


def test_a_flavour_that_a_file_does_not_claim_is_asked_for(
    player: Player, pdfs: list[Path]
) -> None:
    player.answers("0", judged(A_3a=True, UA_1=True), judged(A_3a=True))
    player.answers("ua1", judged(UA_1=False))
    found = validate_files(pdfs, ["ua1", "3a"])
    assert [[(v.flavour, v.passed) for v in verdicts] for verdicts in found] == [
        [("ua1", True), ("3a", True)],
        [("ua1", False), ("3a", True)],
    ]
    assert player.asked == ["--flavour 0 0.pdf 1.pdf", "--flavour ua1 0.pdf"]


def test_a_file_that_is_no_pdf_fails(player: Player, pdfs: list[Path]) -> None:
    player.answers("0", NO_PDF)
    player.answers("3a", NO_PDF)
    expected = Verdict("3a", False, 0, (Failure("", 1, "Couldn't parse stream"),))
    assert verdicts(pdfs[0], ["3a"]) == (expected,)


@pytest.mark.parametrize("report", ["", "[1", "{}", '{"report": {"jobs": []}}'])
def test_no_verdict_is_no_pass(player: Player, pdfs: list[Path], report: str) -> None:
    (player.folder / "0.json").write_text(report, encoding="utf-8")
    with pytest.raises(ToolError, match="no verdict"):
        verdicts(pdfs[0])


@pytest.mark.parametrize("name", ["java", "verapdf"])
def test_what_is_missing_is_named(player: Player, pdfs: list[Path], name: str) -> None:
    assert find_verapdf() is not None
    (player.folder / name).unlink()
    assert find_verapdf() is None
    with pytest.raises(ToolError, match=f"“{name}” is not installed"):
        verdicts(pdfs[0])


def test_every_standard_has_its_flavours() -> None:
    assert FLAVOURS.keys() == set(Standard)


def test_the_real_judge_finds_a_bare_pdf_wanting(
    require_tool: Callable[[str], Program],
    world: World,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    require_tool("verapdf")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    path = tmp_path / "بيان فارغ.pdf"
    with pikepdf.new() as bare:
        bare.add_blank_page()
        bare.save(path)
    archive, access = verdicts(path, FLAVOURS[Standard.A3A_UA1], tools=world.tools)
    assert (archive.flavour, archive.passed) == ("3a", False)
    assert any("metadata" in failure.message for failure in archive.failures)
    assert (access.flavour, access.passed) == ("ua1", False)
    assert list(tmp_path.iterdir()) == [path], "something is left behind"
    assert access.assertions >= len(access.failures) > 0
