"""A photograph as a telephone takes it, named as if it were a JPEG."""

from pathlib import Path

Path("river.jpg").write_bytes(b"\0\0\0\x18ftypheic" + bytes(64))
