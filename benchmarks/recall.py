"""What four readers find of texts in their PDFs, as a table: strict/loose/pairs.

.venv/bin/python benchmarks/recall.py [-v] [WORD...]

Only cases whose names hold all the words; with -v, what is missing. `make tools` brings what it
needs. The cases and what the figures mean are those of tests/test_recall.py.
"""

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from recall_cases import CASES  # noqa: E402
from recall_house import made_house  # noqa: E402
from recall_readers import READERS, Node  # noqa: E402

from bayan.world import default_world  # noqa: E402


def main() -> None:
    verbose, wanted = "-v" in sys.argv, [word for word in sys.argv[1:] if word != "-v"]
    node = Node(ROOT)
    print("|".join(("", " text, font ", " words ", *(f" {name} " for name in READERS), "")))
    print("|:--|--:|" + ":--|" * len(READERS))
    with tempfile.TemporaryDirectory() as folder:
        house = made_house(Path(folder, "house"), ROOT, default_world())
        for case in CASES:
            if all(word in str(case) for word in wanted):
                found = case.measured(house, node)
                figures = (str(found[reader]) for reader in READERS)
                print("|".join(("", str(case), str(found["pdfium"].count), *figures, "")))
                if verbose:
                    show(found)
    node.close()


def show(found) -> None:
    for reader, recall in found.items():
        missing, lost = " ".join(recall.missing[:12]), " ".join(recall.lost[:12])
        apart = ", ".join(" ".join(pair) for pair in recall.apart[:6])
        print(f"  {reader}: strict {missing} | loose {lost} | pairs {apart}")


if __name__ == "__main__":
    main()
