"""Five hundred quotes inside each other."""

from pathlib import Path

FRONT = "---\ntitle: Statement on the river\nlang: en\ndate: 2026-03-22\n---\n\n"
Path("statement.md").write_text(f"{FRONT}{'> ' * 500}The river.\n", encoding="utf-8")
