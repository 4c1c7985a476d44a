"""Command-line tests that read like sentences: ``run("render", path).fails(3).says("…")``."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from bayan.cli.main import main

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Said:
    """What a command left behind."""

    code: int
    data: bytes
    words: str

    def succeeds(self) -> "Said":
        return self.fails(0)

    def fails(self, code: int) -> "Said":
        assert self.code == code, f"ended with {self.code}:\n{self.words}\n{self.data!r}"
        assert "Traceback" not in self.words, self.words
        return self

    def says(self, *parts: str) -> "Said":
        for part in parts:
            assert part in self.words, f"{part!r} is not in:\n{self.words}"
        return self

    def keeps_quiet_about(self, *parts: str) -> "Said":
        for part in parts:
            assert part not in self.words, f"{part!r} is in:\n{self.words}"
        return self

    def is_silent(self) -> "Said":
        assert not self.words
        return self

    def prints(self, *parts: str) -> "Said":
        text = self.data.decode()
        for part in parts:
            assert part in text, f"{part!r} is not in:\n{text}"
        return self

    def prints_nothing(self) -> "Said":
        assert not self.data
        return self

    def objects(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.data.decode().splitlines()]


def run(*words: object) -> Said:
    """Run ``bayan`` in this process."""
    result = CliRunner().invoke(main, [str(word) for word in words], prog_name="bayan")
    return Said(result.exit_code, result.stdout_bytes, result.stderr)


def begin(*words: object, **kwargs: Any) -> subprocess.Popen[bytes]:
    """Start ``bayan`` in a process of its own, in the current folder."""
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from bayan.cli.main import main; main()"
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **kwargs}
    return subprocess.Popen([sys.executable, "-c", code, *map(str, words)], **streams)


def end(process: subprocess.Popen[bytes]) -> Said:
    """Wait for what ``begin`` started."""
    data, words = process.communicate(timeout=120)
    return Said(process.returncode, data or b"", (words or b"").decode())


def statement(folder: Path, *languages: str, title: str = "Water", body: str = "Text.") -> Path:
    """Write a statement in *languages*, the first one its main version, and return its file."""
    folder.mkdir(parents=True, exist_ok=True)
    main_language, *others = languages
    head = f"---\ntitle: {title}\nlang: {main_language}\ndate: 2026-03-22\n---\n\n"
    path = folder / "statement.md"
    path.write_text(f"{head}{body}\n")
    for tag in others:
        text = f"---\ntitle: {title}\nlang: {tag}\n---\n\n{body}\n"
        (folder / f"statement.{tag}.md").write_text(text)
    return path
