"""A PNG of 57 bytes that claims 60 000 × 60 000 pixels."""

import struct
import zlib
from pathlib import Path


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


HEADER = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
PARTS = (chunk(b"IHDR", HEADER), chunk(b"IDAT", b""), chunk(b"IEND", b""))
Path("river.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(PARTS))
