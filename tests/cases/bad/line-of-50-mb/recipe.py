"""A statement whose text is one line of 50 MB."""

from pathlib import Path

FRONT = b"---\ntitle: Statement on the river\nlang: en\ndate: 2026-03-22\n---\n\n"
Path("statement.md").write_bytes(FRONT + b"word " * 10_000_000 + b"\n")
