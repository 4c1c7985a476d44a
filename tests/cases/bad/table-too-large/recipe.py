"""A table of more cells than a statement may have."""

from pathlib import Path

FRONT = "---\ntitle: Statement on the river\nlang: en\ndate: 2026-03-22\n---\n\n"
TABLE = "| Station | Share |\n|---|---|\n" + "| Sarem | 40 % |\n" * 5_000
Path("statement.md").write_text(FRONT + TABLE, encoding="utf-8")
