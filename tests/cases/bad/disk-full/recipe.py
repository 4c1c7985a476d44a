"""A disk that is full when the last bytes should reach it."""

import errno
import os


def inject(monkeypatch):
    def full(_handle):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
