"""The same page gives the same bytes: in another process, place, zone, language and order."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from typeset_pages import case

from bayan.typeset.pdf import print_page
from bayan.world import Limits

TESTS = Path(__file__).parent
SCRIPT = """
import hashlib, sys
sys.path[:0] = sys.argv[1:3]
from typeset_pages import case
from bayan.typeset.pdf import print_page
from bayan.world import Limits
for name in sys.argv[3:]:
    print(hashlib.sha256(print_page(case(name), Limits()).pdf).hexdigest(), name)
"""
SETTINGS = (
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C"},
    {
        "PYTHONHASHSEED": "4321",
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C.UTF-8",
        "LANG": "ar_EG.UTF-8",
    },
)


def digests(folder: Path, settings: dict[str, str], *names: str) -> set[str]:
    folder.mkdir()
    places = {"HOME": str(folder), "TMPDIR": str(folder), "XDG_CACHE_HOME": str(folder / "cache")}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(TESTS), str(TESTS.parent), *names],
        env={"PATH": os.environ["PATH"], **places, **settings},
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    assert list(folder.iterdir()) == [], "fonts and caches are cleaned up"
    return set(done.stdout.splitlines())


def test_same_bytes_everywhere(tmp_path: Path) -> None:
    first = digests(tmp_path / "a", SETTINGS[0], "hard", "line", "empty")
    second = digests(tmp_path / "ب", SETTINGS[1], "empty", "hard", "line")
    assert len(first) == 3
    assert first == second
    here = hashlib.sha256(print_page(case("line"), Limits()).pdf).hexdigest()
    assert f"{here} line" in first
