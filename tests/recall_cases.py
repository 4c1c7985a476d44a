"""What is measured: each text in each font it is tried in, and what must be found of it."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from recall_house import BROUGHT, House, own_fonts
from recall_readers import Node, texts
from recall_texts import dictionary, own_text
from recall_words import Recall, recall

from bayan.statement import read_statement
from bayan.statement.model import Run

ROOT = Path(__file__).parents[1]


class Floor(NamedTuple):
    """The least that a reader must find."""

    strict: float = 0.99
    loose: float = 1.0
    pairs: float = 0.99

    def unmet(self, found: Recall) -> list[str]:
        """Return what *found* falls short of, with what is missing."""
        short = {"strict": found.missing, "loose": found.lost, "pairs": found.apart}
        return [
            f"{measure} {getattr(found, measure):.4f} < {floor}: {short[measure][:12]}"
            for measure, floor in self._asdict().items()
            if getattr(found, measure) < floor
        ]


Floors = Mapping[str, Floor]
PROSE: Floors = dict.fromkeys(("pdfium", "poppler", "mupdf", "pdf.js"), Floor())
"""The rule. The pairs that are missing have the end of a page between them."""
SAMPLE: Floors = PROSE | dict.fromkeys(("pdfium", "poppler", "mupdf", "pdf.js"), Floor(pairs=0.98))
"""Also the call of a note stands between two words."""
NO_JOINER: Floors = PROSE | {"pdf.js": Floor(strict=0.6)}
"""pdf.js drops the joiner U+200C, which one in three Persian words holds."""
VOCALISED: Floors = PROSE | {"pdf.js": Floor(strict=0.93)}
"""pdf.js moves a line's last mark to the line above."""
MIXED: Floors = {
    "pdfium": Floor(pairs=0.65),
    "poppler": Floor(pairs=0.98),
    "mupdf": Floor(),
    "pdf.js": Floor(),
}
"""pdfium turns round the parts of an address in a line from right to left."""
MIXED_SAMPLE: Floors = {
    "pdfium": Floor(pairs=0.93),
    "poppler": Floor(),
    "mupdf": Floor(),
    "pdf.js": Floor(0.96, 0.96, 0.98),
}
"""The same in a statement as it is; pdf.js puts no blank between the cells of a table."""
ODD_HEBREW: Floors = {
    "pdfium": Floor(strict=0.98),
    "poppler": Floor(),
    "mupdf": Floor(),
    "pdf.js": Floor(),
}
"""pdfium drops the grapheme joiner U+034F."""


class Case(NamedTuple):
    """One text in one font."""

    text: str
    """``dictionary``, the name of a text of our own, or the path of a sample statement."""
    tag: str
    family: str = ""
    """Empty for what the language's row says."""
    floors: Floors = PROSE
    awaited: str = ""
    """Why the floors are not reached yet."""

    def __str__(self) -> str:
        """Return its name in tables."""
        return " ".join(filter(None, (self.tag, self.text, self.family)))

    def measured(self, house: House, node: Node) -> dict[str, Recall]:
        """Return what each reader finds of it again."""
        pdf = house.folder / f"{self}.pdf".replace("/", "-")
        if self.text.endswith(".md"):
            written = _passages(read_statement(house.folder / self.text, house.world).runs)
            pdf.write_bytes(house.sample(self.text, self.tag, self.family).pdf)
        else:
            own = self.text != "dictionary"
            written = [own_text(self.text) if own else dictionary(self.tag)]
            pdf.write_bytes(house.statement(written[0], self.tag, self.family).pdf)
        return {reader: recall(written, read) for reader, read in texts(pdf, node).items()}


def _passages(runs: Sequence[Run]) -> list[str]:
    """Return the text of each passage; notes, which stand inside others, come last."""
    alone = [run.text for run in runs if run.passage is None]
    parts = sorted((run for run in runs if run.passage), key=lambda run: run.passage.number)
    return alone + [
        "".join(" " * run.parted + run.text for run in passage)
        for _, passage in groupby(parts, key=lambda run: run.passage)
    ]


ARABIC_FONTS = (
    *(name for name in own_fonts(ROOT) if name.startswith(("Amiri", "Vazirmatn"))),
    *(family for family in BROUGHT if not family.endswith(("Hebrew", "Devanagari", "XiaoWei"))),
)
LATIN_FONTS = tuple(name for name in own_fonts(ROOT) if name not in ARABIC_FONTS)
SAMPLES = {
    tag: [f"2026-03-22-water/statement{name}.md", f"2026-04-09-condolence/statement{name}.md"]
    for tag, name in (("ar", ""), ("en", ".en"))
} | {"fr": ["2026-03-22-water/statement.fr.md"]}

MUPDF_DIGITS = (
    "MuPDF turns round Arabic-Indic digits beside ٪ / and : (strict and loose .911, pairs .860)"
)
CASES = (
    *(Case(name, tag, floors=SAMPLE) for tag in ("en", "fr") for name in SAMPLES[tag]),
    *(Case("dictionary", tag) for tag in ("en", "fr", "ru", "he")),
    Case("dictionary", "hi"),
    Case("dictionary", "fa", floors=NO_JOINER),
    Case("ur", "ur"),
    Case("ur", "ur", "Noto Naskh Arabic"),
    Case("ur", "ur", "Amiri-Regular"),
    Case("zh", "zh"),
    Case("he-niqqud", "he"),
    Case("he-odd", "he", floors=ODD_HEBREW),
    Case("en-odd", "en"),
    Case("ar-odd", "ar", floors=VOCALISED),
    Case("ar-digits", "ar", awaited=MUPDF_DIGITS),
    *(Case("dictionary", "en", family) for family in LATIN_FONTS),
    *(Case(name, "ar", each, MIXED_SAMPLE) for each in ARABIC_FONTS for name in SAMPLES["ar"]),
    *(Case("dictionary", "ar", family) for family in ARABIC_FONTS),
    *(Case("ar-vocalised", "ar", family, VOCALISED) for family in ARABIC_FONTS),
    *(Case("ar-mixed", "ar", family, MIXED) for family in ARABIC_FONTS),
)
