"""Outside programs: found, run, and what becomes of their failures."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bayan.errors import ToolError
from bayan.tools import Program, find, require, run

Script = Callable[[str, str], Program]


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Script:
    """A function that makes a shell script of a name the only program of that name."""
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))

    def make(name: str, text: str) -> Program:
        path = tmp_path / "bin" / name
        path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
        path.chmod(0o755)
        return Program(name, path)

    return make


def code_of(stopped: pytest.ExceptionInfo[ToolError]) -> str:
    (finding,) = stopped.value.findings
    return finding.code


def test_a_program_is_found_on_the_path(script: Script) -> None:
    assert find("scribe", []) is None
    made = script("scribe", "")
    assert find("scribe", []) == made


def test_a_folder_comes_before_the_path(script: Script, tmp_path: Path) -> None:
    near = tmp_path / "near"
    near.mkdir()
    script("scribe", "")
    (near / "scribe").write_text("#!/bin/sh\n", encoding="utf-8")
    assert find("scribe", [near]) == find("scribe")
    (near / "scribe").chmod(0o755)
    assert find("scribe", [near]) == Program("scribe", near / "scribe")


def test_a_missing_program_is_named_with_a_way_to_get_it(script: Script) -> None:
    del script
    with pytest.raises(ToolError) as stopped:
        require("scribe", hint="Buy one.")
    (finding,) = stopped.value.findings
    assert (finding.code, finding.hint) == ("tools.missing", "Buy one.")
    assert "scribe" in finding.message


def test_words_are_read_as_utf_8_whatever_they_are(script: Script, tmp_path: Path) -> None:
    program = script("scribe", r'printf "بيان \377|%s|$PWD" "$1"; echo why >&2; exit 3')
    result = run(program, ["a b"], seconds=10, folder=tmp_path, accept=None)
    assert result.output == f"بيان \ufffd|a b|{tmp_path}"
    assert (result.status, result.errors) == (3, "why\n")


def test_settings_are_added_to_what_is_inherited(
    script: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INK", "black")
    program = script("scribe", 'echo "$INK $PAPER"')
    assert run(program, [], seconds=10, settings={"PAPER": "A4"}).output == "black A4\n"


def test_standard_input_is_empty(script: Script) -> None:
    assert run(script("scribe", "read line || echo none"), [], seconds=10).output == "none\n"


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("echo first >&2; echo paper out >&2; exit 4", "tools.failed", "status 4: “paper out”"),
        ("exit 4", "tools.failed", "status 4"),
        ("exec /bin/sleep 30", "tools.timeout", "0.2 seconds"),
    ],
)
def test_a_failure_says_what_happened(script: Script, text: str, code: str, words: str) -> None:
    with pytest.raises(ToolError, match=words) as stopped:
        run(script("scribe", text), [], seconds=0.2 if "sleep" in text else 10)
    assert code_of(stopped) == code


def test_a_file_that_is_no_program_cannot_be_started(tmp_path: Path) -> None:
    (tmp_path / "scribe").write_bytes(b"\x00\x01")
    with pytest.raises(ToolError) as stopped:
        run(Program("scribe", tmp_path / "scribe"), [], seconds=10)
    assert code_of(stopped) == "tools.start"
