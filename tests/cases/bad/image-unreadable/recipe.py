"""A drawing that this account may not read, whoever runs the tests."""

import errno
import os
from pathlib import Path


def inject(monkeypatch):
    opened = Path.open

    def refused(path, *rest, **options):
        if path.name == "river.svg":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return opened(path, *rest, **options)

    monkeypatch.setattr(Path, "open", refused)
