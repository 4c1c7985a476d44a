"""The tables of a font file: where they lie, and numbers out of them."""

import struct
from collections.abc import Iterator

COLLECTION = b"ttcf"
MOST_TABLES = 256


class MalformedFontError(ValueError):
    """The file is not the font it says it is; its text is drawn without a layer."""


class Tables:
    """The table directory of one font of a file or collection; tables are views, not copies."""

    def __init__(self, data: bytes, index: int) -> None:
        """Read where the tables of font *index* lie.

        Raises:
            struct.error, ValueError: they do not lie in the file.
        """
        self._data = memoryview(data)
        self._places = dict(self._directory(index))

    def __contains__(self, tag: bytes) -> bool:
        return tag in self._places

    def __getitem__(self, tag: bytes) -> memoryview:
        """Return the table *tag*; shorter than it says where the file ends before it.

        Raises:
            KeyError: there is none.
        """
        return self._data[slice(*self._places[tag])]

    def number(self, tag: bytes, at: int, shape: str) -> int:
        """Return the number of *shape* that stands at *at* in the table *tag*.

        Raises:
            KeyError, struct.error: there is none.
        """
        return int(struct.unpack_from(shape, self[tag], at)[0])

    def _directory(self, index: int) -> Iterator[tuple[bytes, tuple[int, int]]]:
        start = 0
        if self._data[:4] == COLLECTION:
            (fonts,) = struct.unpack_from(">I", self._data, 8)
            if not 0 <= index < fonts:
                raise ValueError(f"it has no font {index}")
            (start,) = struct.unpack_from(">I", self._data, 12 + 4 * index)
        (count,) = struct.unpack_from(">H", self._data, start + 4)
        if count > MOST_TABLES:
            raise ValueError(f"it says that it has {count} tables")
        for at in range(start + 12, start + 12 + 16 * count, 16):
            tag, _, offset, length = struct.unpack_from(">4sIII", self._data, at)
            yield tag, (offset, offset + length)
