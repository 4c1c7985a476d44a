"""A Fontconfig that knows no font of the system, whatever is installed.

Fontconfig reads ``FONTCONFIG_FILE`` from the C environment each time a configuration is loaded:
when WeasyPrint is imported, and for every ``FontConfiguration``. Only then does the variable
name our file; afterwards it is as it was, so that child processes and other users of
Fontconfig in this process keep theirs.
"""

import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CONFIGURATION = Path(__file__).with_name("fonts.conf")
VARIABLE = "FONTCONFIG_FILE"


@contextmanager
def private_fontconfig() -> Iterator[None]:
    """Let configurations loaded inside the block see no system font.

    Not safe when two threads load configurations at once; ``print_page`` holds a lock.
    """
    # C code reads the variable: no argument can carry it.
    environment = os.environ  # noqa: TID251
    before = environment.get(VARIABLE)
    environment[VARIABLE] = str(CONFIGURATION)
    try:
        with warnings.catch_warnings():
            # WeasyPrint expects "ugly output" without system fonts: it is what we want.
            warnings.filterwarnings("ignore", message="No fonts configured in FontConfig")
            yield
    finally:
        if before is None:
            del environment[VARIABLE]
        else:
            environment[VARIABLE] = before
