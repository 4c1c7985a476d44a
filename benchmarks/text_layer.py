"""What the text layer costs: the same renditions with and without it, in turn, CPU seconds.

.venv/bin/python benchmarks/text_layer.py [ROUNDS]
"""

import statistics
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bayan.pipeline import Settings, render  # noqa: E402
from bayan.typeset import pdf  # noqa: E402
from bayan.world import default_world  # noqa: E402

SAMPLES = sorted((ROOT / "statements").glob("*/statement*.md"))


@contextmanager
def no_layer():
    yield SimpleNamespace(findings=())


def seconds(layer, path: Path) -> tuple[float, int]:
    pdf.text_layer = layer
    before = time.process_time()
    made = render(path, Settings(), default_world())
    return time.process_time() - before, len(made.pdf)


def main() -> None:
    rounds = int(sys.argv[1]) if sys.argv[1:] else 7
    carried = pdf.text_layer
    print(
        f"{'statement':44}{'plain s':>9}{'layer s':>9}{'ratio':>7}{'plain kB':>10}{'layer kB':>10}"
    )
    for path in SAMPLES:
        pairs = [(seconds(no_layer, path), seconds(carried, path)) for _ in range(rounds + 1)][1:]
        plain, layer = (statistics.median(pair[k][0] for pair in pairs) for k in (0, 1))
        ratio = statistics.median(b[0] / a[0] for a, b in pairs)
        sizes = [size / 1000 for _, size in pairs[0]]
        name = f"{path.parent.name}/{path.name}"
        print(f"{name:44}{plain:9.3f}{layer:9.3f}{ratio:7.2f}{sizes[0]:10.0f}{sizes[1]:10.0f}")


if __name__ == "__main__":
    main()
