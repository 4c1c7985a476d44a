"""Languages and fonts that only tests have, and a house to render with them."""

import gc
import hashlib
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import pytest

from bayan.language import catalogue
from bayan.language.model import Direction, Language, Typography
from bayan.language.table import ARABIC_TYPE, LANGUAGES, LATIN_TYPE
from bayan.pipeline import Settings, render
from bayan.typeset import Rendition
from bayan.world import World

NPM = Path(".tools/npm/node_modules/@expo-google-fonts")
BROUGHT = {
    "Noto Naskh Arabic": "noto-naskh-arabic/400Regular/NotoNaskhArabic_400Regular.ttf",
    "Noto Nastaliq Urdu": "noto-nastaliq-urdu/400Regular/NotoNastaliqUrdu_400Regular.ttf",
    "Scheherazade New": "scheherazade-new/400Regular/ScheherazadeNew_400Regular.ttf",
    "IBM Plex Sans Arabic": "ibm-plex-sans-arabic/400Regular/IBMPlexSansArabic_400Regular.ttf",
    "Cairo": "cairo/400Regular/Cairo_400Regular.ttf",
    "Noto Serif Hebrew": "noto-serif-hebrew/400Regular/NotoSerifHebrew_400Regular.ttf",
    "Noto Serif Devanagari": "noto-serif-devanagari/400Regular/NotoSerifDevanagari_400Regular.ttf",
    "ZCOOL XiaoWei": "zcool-xiaowei/400Regular/ZCOOLXiaoWei_400Regular.ttf",
}
"""Family to file, of what ``make tools`` brings from npm."""
LEADINGS = {"Noto Nastaliq Urdu": 2.3}
"""Words of Nastaliq are written downhill; with less, the ink of one line reaches the next one's.

pdfium then takes two lines for one.
"""
HEBREW_TYPE = replace(LATIN_TYPE, hyphens="manual", emphasis_style="normal")


def _row(tag: str, direction: Direction, family: str, typography: Typography) -> Language:
    families = (family, "Source Serif 4", "Amiri")
    return Language(
        tag=tag,
        name=tag,
        direction=direction,
        locale=tag,
        quotes=("“", "”", "‘", "’"),
        fonts=MappingProxyType({"text": families, "small": families}),
        typography=typography,
    )


ROWS = (
    _row("fa", "rtl", "Vazirmatn", ARABIC_TYPE),
    _row("ur", "rtl", "Noto Nastaliq Urdu", ARABIC_TYPE),
    _row("he", "rtl", "Noto Serif Hebrew", HEBREW_TYPE),
    _row("hi", "ltr", "Noto Serif Devanagari", HEBREW_TYPE),
    _row("ru", "ltr", "Source Serif 4", LATIN_TYPE),
    _row("zh", "ltr", "ZCOOL XiaoWei", HEBREW_TYPE),
)
"""Languages that Bayan does not set yet."""


class House(NamedTuple):
    """A copy of the sample statements, whose house brings every font of the tests."""

    folder: Path
    world: World

    def sample(self, name: str, tag: str, family: str) -> Rendition:
        """Return the sample statement in the file *name*, set in *family*."""
        return self._render(self.folder / name, tag, family)

    def statement(self, text: str, tag: str, family: str) -> Rendition:
        """Return *text* as a statement in the language *tag*, set in *family*."""
        path = self.folder / "text" / "statement.md"
        path.parent.mkdir(exist_ok=True)
        title = json.dumps(text.split(maxsplit=1)[0], ensure_ascii=False)
        head = f"---\ntitle: {title}\nlang: {tag}\ndate: 2026-03-22\n---\n\n"
        path.write_text(f"{head}{text}\n", encoding="utf-8")
        return self._render(path, tag, family)

    def _render(self, path: Path, tag: str, family: str) -> Rendition:
        with languages_of_tests(tag, family):
            return render(path, Settings(), self.world)


def own_fonts(root: Path) -> dict[str, Path]:
    """Return every font file of Bayan's own; here each is a family with a name of its own."""
    return {path.stem: path for path in sorted((root / "fonts").glob("*/*.ttf"))}


def made_house(folder: Path, root: Path, world: World) -> House:
    """Return the house, written to *folder*, with those fonts of npm's that are there."""
    shutil.copytree(root / "statements", folder)
    (folder / "fonts").mkdir()
    brought = {family: root / NPM / file for family, file in BROUGHT.items()}
    rows = [
        _manifest_row(folder / "fonts", family, file)
        for family, file in (own_fonts(root) | brought).items()
        if file.is_file()
    ]
    (folder / "fonts" / "manifest.toml").write_text("\n".join(rows), encoding="utf-8")
    settings = folder / "bayan.toml"
    written = settings.read_text(encoding="utf-8")
    settings.write_text(written.replace("[house]", '[house]\nfonts = "fonts"', 1), encoding="utf-8")
    return House(folder, world)


def _manifest_row(folder: Path, family: str, file: Path) -> str:
    content = file.read_bytes()
    (folder / file.name).write_bytes(content)
    return (
        f'[[font]]\nfile = "{file.name}"\nfamily = "{family}"\nweight = 400\n'
        f'licence = "OFL-1.1"\nsha256 = "{hashlib.sha256(content).hexdigest()}"\n'
    )


@contextmanager
def languages_of_tests(tag: str, family: str) -> Iterator[None]:
    """Let the one table have ``ROWS``, with *tag* set in *family*; their labels are English.

    A dozen modules hold the table itself, which nobody can write to: so the rows go into the
    dictionary behind it.
    """
    (table,) = gc.get_referents(LANGUAGES)
    read = catalogue._catalogue
    own = {row.tag: row for row in ROWS}
    changed = _set_in({**table, **own}[tag], family)
    with pytest.MonkeyPatch.context() as patch:
        for row in (*ROWS, changed):
            patch.setitem(table, row.tag, row)
        patch.setattr(catalogue, "_catalogue", lambda of: read("en" if of in own else of))
        try:
            yield
        finally:
            catalogue.labels.cache_clear()
            catalogue.label_keys.cache_clear()


def _set_in(row: Language, family: str) -> Language:
    first = (family,) if family else ()
    fonts = {role: first + row.fonts[role] for role in row.fonts}
    leading = LEADINGS.get(fonts["text"][0], row.typography.text_leading)
    typography = replace(row.typography, text_leading=leading)
    return replace(row, fonts=MappingProxyType(fonts), typography=typography)
