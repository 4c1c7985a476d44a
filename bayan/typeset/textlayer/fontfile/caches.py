"""Stores that forget: what a process remembers of its fonts is bounded.

They are not locked. One page is printed at a time (``pdf.PRINTER``), and nothing else uses them.
"""

from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Bounded(dict[K, V]):
    """A dictionary that drops its oldest entry when a new one would be one too many."""

    def __init__(self, most: int) -> None:
        """Hold at most *most* entries."""
        super().__init__()
        self._most = most

    def __setitem__(self, key: K, value: V) -> None:
        if key not in self and len(self) >= self._most:
            del self[next(iter(self))]
        super().__setitem__(key, value)

    def setdefault(self, key: K, default: V) -> V:
        """Return the value of *key*, which becomes *default* if there is none."""
        if key not in self:
            self[key] = default
        return self[key]
