"""A statement whose text is one line of 1 MB: a file of a permitted size."""

from pathlib import Path

FRONT = b"---\ntitle: Statement on the river\nlang: en\ndate: 2026-03-22\n---\n\n"
Path("statement.md").write_bytes(FRONT + b"word " * 200_000 + b"\n")
