"""What the text layer and the proof cost: the same renditions with and without, CPU seconds.

.venv/bin/python benchmarks/text_layer.py [ROUNDS]

Three tables: each sample, warm; a run of forty statements of two pages in one process, from its
first; single renditions in processes of their own. Pairs are made in turn, medians are printed.
The proof is left out of both sides of the first comparisons, as text without a layer takes it
longer, and is timed by itself.
"""

import resource
import statistics
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
SAMPLES = sorted((ROOT / "statements").glob("*/statement*.md"))
LONGEST = SAMPLES[-1].parents[1] / "2026-03-22-water" / "statement.md"
RUN = 40
PLAIN, LAYER, PROVED = "plain", "layer", "proved"


@contextmanager
def no_layer(_rises):
    yield SimpleNamespace(findings=())


def rendition(kind: str, path: Path):
    """Render *path* without the layer, with it, or with it and the proof."""
    from bayan import pipeline
    from bayan.typeset import pdf
    from bayan.typeset.textlayer.seam import text_layer
    from bayan.verify import prove
    from bayan.world import default_world

    pdf.text_layer = no_layer if kind == PLAIN else text_layer
    pipeline.prove = prove if kind == PROVED else lambda *_: ()
    return pipeline.render(path, pipeline.Settings(), default_world())


def seconds(kind: str, path: Path) -> float:
    before = time.process_time()
    rendition(kind, path)
    return time.process_time() - before


def cold(kind: str, path: Path) -> float:
    """CPU seconds of a process that renders *path* and nothing else."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, __file__, "--once", kind, str(path)], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def compared(timed, path: Path, rounds: int) -> tuple[float, ...]:
    """Medians of the three kinds, taken in turn, and of the two ratios."""
    rows = [[timed(kind, path) for kind in (PLAIN, LAYER, PROVED)] for _ in range(rounds)]
    medians = [statistics.median(column) for column in zip(*rows, strict=True)]
    ratios = [statistics.median(row[at] / row[at - 1] for row in rows) for at in (1, 2)]
    return (*medians, *ratios)


def two_pages(folder: Path) -> list[Path]:
    """Write forty statements: the paragraphs of the longest sample, each time from another on."""
    front, _, body = LONGEST.read_text("utf-8").partition("\n---\n")
    keep = [part for part in body.split("\n\n") if part[:1].isalpha() and "[^" not in part]
    fields = [line for line in front.splitlines() if not line.startswith(("contact", "  phone"))]
    front = "\n".join(line for line in fields if not line.startswith(" "))
    front = front.replace("signatory:", "").replace("\n\n", "\n")
    paths = []
    for at in range(RUN):
        turned = keep[at % len(keep) :] + keep[: at % len(keep)]
        text = "\n\n".join((turned * 3)[: 2 * len(keep)])
        paths.append(folder / f"statement-{at:02}" / "statement.md")
        paths[-1].parent.mkdir()
        paths[-1].write_text(f"{front}\n---\n\n{text}\n", "utf-8")
    return paths


def a_run(rounds: int) -> None:
    """Print what forty statements take in one process, each kind in a process of its own."""
    with TemporaryDirectory() as name:
        two_pages(Path(name))
        figures = compared(cold, Path(name), rounds)
        pages = rendition(LAYER, next(Path(name).rglob("statement.md"))).pages
    print(line(f"{RUN} statements of {pages} pages", figures))


def line(name: str, figures: tuple[float, ...]) -> str:
    return f"{name:46}" + "".join(f"{figure:9.3f}" for figure in figures)


def main() -> None:
    rounds = int(sys.argv[1]) if sys.argv[1:] else 7
    heads = ("plain s", "layer s", "+proof s", "layer/", "proof/")
    print(f"{'warm':46}" + "".join(f"{head:>9}" for head in heads) + "   plain kB  layer kB")
    for path in SAMPLES:
        sizes = [len(rendition(kind, path).pdf) / 1000 for kind in (PLAIN, LAYER)]
        name = f"{path.parent.name}/{path.name}"
        figures = compared(seconds, path, rounds)
        print(line(name, figures) + "".join(f"{size:11.0f}" for size in sizes))
    print("in a process of its own")
    for path in (LONGEST, LONGEST.with_name("statement.en.md")):
        print(line(path.name, compared(cold, path, rounds)))
    a_run(max(rounds // 2, 1))


def once(kind: str, path: Path) -> None:
    """Render the statement *path*, or all below it."""
    for each in sorted(path.rglob("statement.md")) if path.is_dir() else [path]:
        rendition(kind, each)


if __name__ == "__main__":
    once(sys.argv[2], Path(sys.argv[3])) if sys.argv[1:2] == ["--once"] else main()
