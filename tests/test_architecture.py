"""The shape that ARCHITECTURE.md describes, checked: rooms, doors, sizes, layouts."""

import ast
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = (  # A room imports only from those below it: one package or module each.
    "cli",
    "batch",
    "pipeline",
    "verify",
    "typeset",
    "check",
    "statement",
    "house",
    "fonts",
    "language",
    "tools",
    "world",
    "errors",
    "findings",
    "lazy",
)
DOORS = {  # A foreign library enters through these rooms or modules alone.
    "PIL": ("typeset",),
    "babel": ("language",),
    "cffi": ("language",),
    "click": ("cli",),
    "fontTools": ("fonts",),
    "jinja2": ("typeset.compose",),
    "lxml": ("typeset",),
    "markdown_it": ("statement",),
    "markupsafe": ("typeset.compose",),
    "mdit_py_plugins": ("statement",),
    "msgspec": ("statement", "house", "fonts"),
    "pikepdf": ("verify",),
    "pydyf": ("typeset",),
    "pypdfium2": ("verify",),
    "rapidfuzz": ("verify.proof",),
    "subprocess": ("tools",),
    "tomllib": ("fonts",),
    "weasyprint": ("typeset",),
    "yaml": ("statement", "house"),
}
OWN = {"bayan", *sys.stdlib_module_names} - DOORS.keys()
FUNCTION_LINES, MODULE_LINES, PARAMETERS = 40, 300, 6
SPOKEN = {"alt", "aria-label", "label", "placeholder", "title"}
"""Attributes whose words a reader sees or hears."""

Checker = Callable[[Path], Iterator[str]]


def modules(package: Path) -> Iterator[tuple[str, ast.Module]]:
    """Yield the name below *package* and the syntax tree of each of its modules."""
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        if name:
            yield name, ast.parse(path.read_text(encoding="utf-8"))


def imports(tree: ast.Module) -> Iterator[str]:
    """Yield each dotted name that *tree* imports, wherever the statement stands."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=module, names=names, level=level):
                yield from (f"{'.' * level}{module}.{alias.name}" for alias in names)
            case ast.Call(
                func=ast.Name("import_module" | "__import__") | ast.Attribute(attr="import_module"),
                args=[ast.Constant(str(name)), *_],
            ):
                yield name


def within(name: str, places: tuple[str, ...]) -> bool:
    return any(f"{name}.".startswith(f"{place}.") for place in places)


def rooms(package: Path) -> Iterator[str]:
    for name, _ in modules(package):
        if name.partition(".")[0] not in ROOMS:
            yield f"{name} is in no room"


def floors(package: Path) -> Iterator[str]:
    for name, tree in modules(package):
        room = name.partition(".")[0]
        for target in imports(tree):
            root, _, rest = target.partition(".")
            below = rest.partition(".")[0]
            upwards = below in ROOMS and room in ROOMS and ROOMS.index(below) < ROOMS.index(room)
            if not root or (root == "bayan" and (upwards or below not in {*ROOMS, "__version__"})):
                yield f"{name} imports {target}"


def doors(package: Path) -> Iterator[str]:
    for name, tree in modules(package):
        for target in imports(tree):
            root = target.partition(".")[0]
            if root and root not in OWN and not within(name, DOORS.get(root, ())):
                yield f"{name} imports {root}"


def sizes(package: Path) -> Iterator[str]:
    for name, tree in modules(package):
        yield from too_long(name, tree)
    for path in package.rglob("*.py"):
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > MODULE_LINES:
            yield f"{path.relative_to(package)} has {lines} lines"


def too_long(name: str, tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or 0) - node.lineno + 1
            if lines > FUNCTION_LINES:
                yield f"{name}.{node.name} has {lines} lines"
            names = {arg.arg for arg in [*node.args.args, *node.args.kwonlyargs]} - {"self", "cls"}
            if len(names) > PARAMETERS and not node.name.startswith("_"):
                yield f"{name}.{node.name} has {len(names)} parameters"


def layouts(folder: Path) -> Iterator[str]:
    """Yield what in *folder* belongs to one language: letters, words, selectors."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        text = path.read_text(encoding="utf-8")
        foreign = {c for c in text if not c.isascii() and unicodedata.category(c)[0] == "L"}
        finder = {".html": template_words, ".svg": template_words, ".css": stylesheet_words}
        for found in (*sorted(foreign), *finder.get(path.suffix, no_words)(text)):
            yield f"{path.relative_to(folder)} holds {found!r}"


def no_words(_: str) -> Iterator[str]:
    yield from ()


class Words(HTMLParser):
    """Collects the words of a page that are not the template's values."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del tag
        self.found.extend(value or "" for name, value in attrs if name in SPOKEN)


def template_words(text: str) -> Iterator[str]:
    yield from re.findall(r"""\{\{-?\s*["'][^"']*[A-Za-z][^"']*["']\s*-?\}\}""", text)
    yield from re.findall(r"\{%.*?\brtl\b.*?%\}|\{\{.*?\brtl\b.*?\}\}", text, re.DOTALL)
    parser = Words()
    parser.feed(re.sub(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", "", text, flags=re.DOTALL))
    parser.close()
    yield from (word for data in parser.found for word in re.findall(r"[A-Za-z]+", data))


def stylesheet_words(text: str) -> Iterator[str]:
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    yield from re.findall(r":lang\b|:dir\b|\[dir\b|\[lang\s*[^\]\s]", text)
    for value in re.findall(r"\bcontent\s*:([^;}]*)", text):
        yield from re.findall(r"""["'][^"']*[A-Za-z][^"']*["']""", value)


@pytest.mark.parametrize("check", [rooms, floors, doors, sizes], ids=lambda check: check.__name__)
def test_package_keeps_its_shape(check: Checker) -> None:
    assert list(check(ROOT / "bayan")) == []


def test_layouts_belong_to_no_language() -> None:
    assert any((ROOT / "layouts").rglob("*.html"))
    assert list(layouts(ROOT / "layouts")) == []


PLANTED = (
    (rooms, "extra/thing.py", "", "extra.thing is in no room"),
    (floors, "house/a.py", "from bayan.statement import read", "house.a imports bayan.statement"),
    (floors, "errors.py", "def f():\n    import bayan.tools", "errors imports bayan.tools"),
    (floors, "batch/a.py", "from .plan import b", "batch.a imports .plan.b"),
    (floors, "world.py", "from bayan import secret", "world imports bayan.secret"),
    (doors, "typeset/view.py", "import jinja2", "typeset.view imports jinja2"),
    (
        doors,
        "typeset/fit.py",
        "from fontTools.ttLib import TTFont",
        "typeset.fit imports fontTools",
    ),
    (doors, "check/a.py", "import requests", "check.a imports requests"),
    (doors, "batch/run.py", "import subprocess", "batch.run imports subprocess"),
    (doors, "house/a.py", "import_module('weasyprint.text')", "house.a imports weasyprint"),
    (sizes, "world.py", "def f():\n" + "    x = 1\n" * 40, "world.f has 41 lines"),
    (sizes, "world.py", "def f(a, b, c, d, *, e, f, g): ...", "world.f has 7 parameters"),
    (sizes, "fonts/a.py", "x = 1\n" * 301, "fonts/a.py has 301 lines"),
    (layouts, "a/page.html", "<p>{{ x }}</p><p>Contact</p>", "page.html holds 'Contact'"),
    (layouts, "a/page.html", '<img alt="Emblem">', "page.html holds 'Emblem'"),
    (layouts, "a/page.html", '<p>{{ "Page" }}</p>', "Page"),
    (layouts, "a/page.html", '{% if direction == "rtl" %}{% endif %}', "rtl"),
    (layouts, "a/page.css", '.x::after { content: "Page " counter(page) }', "Page"),
    (layouts, "a/page.css", ".x:lang(ar) { top: 0 }", ":lang"),
    (layouts, "a/page.css", '[lang|="ar"] { top: 0 }', "[lang|"),
    (layouts, "a/page.css", "/* \N{ARABIC LETTER BEH} */", "\N{ARABIC LETTER BEH}"),
)


@pytest.mark.parametrize(("check", "path", "content", "expected"), PLANTED)
def test_planted_fault_is_found(
    check: Checker, path: str, content: str, expected: str, tmp_path: Path
) -> None:
    file = tmp_path / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content, encoding="utf-8")
    (found,) = check(tmp_path)
    assert expected in found


HARMLESS = (
    (floors, "cli/a.py", "from bayan import __version__\nfrom bayan.cli.b import c"),
    (doors, "verify/proof/a.py", "import rapidfuzz\nimport json"),
    (
        layouts,
        "a/page.html",
        '<p class="to" dir="ltr">{{ _("to") }} · {% if a == "b" %}{% endif %}',
    ),
    (layouts, "a/page.css", '.x [lang] { content: counter(page) ". " }'),
)


@pytest.mark.parametrize(("check", "path", "content"), HARMLESS)
def test_what_is_allowed_is_no_fault(
    check: Checker, path: str, content: str, tmp_path: Path
) -> None:
    file = tmp_path / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content, encoding="utf-8")
    assert list(check(tmp_path)) == []


def test_help_loads_no_heavy_library() -> None:
    heavy = DOORS.keys() - {"click", "subprocess", "tomllib"}
    program = "import sys, bayan.cli.main; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert heavy.isdisjoint(done.stdout.split())
