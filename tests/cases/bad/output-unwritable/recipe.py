"""A folder in which this account may not create a file, whoever runs the tests."""

import errno
import os
from pathlib import Path

Path("ministry").mkdir()


def inject(monkeypatch):
    opened = Path.open

    def refused(path, mode="r", *rest, **options):
        if "x" in mode:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return opened(path, mode, *rest, **options)

    monkeypatch.setattr(Path, "open", refused)
