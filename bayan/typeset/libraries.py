"""C libraries opened by the names they have, without asking the compiler for others.

On Linux, WeasyPrint first tries names that only Windows has; for each, cffi has ``ldconfig``,
``gcc`` and ``ld`` look for it, a third of a second in all:
``docs/upstream/weasyprint-import-time.md``.
"""

import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress


@contextmanager
def opened_directly() -> Iterator[None]:
    """Let imports inside open libraries by exact name alone, where that is Linux's way.

    An ``OSError`` for a library that has no such name here ends the block silently: importing
    anew outside then looks for it everywhere.
    """
    if sys.platform != "linux":
        yield
        return
    usual = ctypes.util.find_library
    ctypes.util.find_library = _nowhere
    try:
        with suppress(OSError):
            yield
    finally:
        ctypes.util.find_library = usual


def _nowhere(name: str) -> str | None:  # noqa: ARG001
    return None
