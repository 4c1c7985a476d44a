"""Ctrl-C while the second PDF is being written."""

import os
import signal
from itertools import count


def inject(monkeypatch):
    synced, times = os.fsync, count(1)

    def interrupted(handle):
        # The first PDF takes two: the file and its folder.
        if next(times) == 3:
            os.kill(os.getpid(), signal.SIGINT)
        synced(handle)

    monkeypatch.setattr(os, "fsync", interrupted)
