"""Writes HTML and, with every word it writes, the run that says where the word stands."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from html import escape
from typing import Literal

from bayan.language.table import find_language
from bayan.statement.abbreviations import pattern_of
from bayan.statement.images import Gallery
from bayan.statement.links import sections_in
from bayan.statement.model import Passage, Run
from bayan.statement.parsing import QUOTE_MARKS, Document, Node, line_of
from bayan.statement.scope import Scope

PASSED = ("lang", "dir")
"""The attributes that an author may set."""
SMALL = ("table", "figcaption", "pre", "code")
"""The elements that layouts set in the small family."""
INLINE = frozenset(("a", "abbr", "code", "em", "span", "strong", "sup"))
"""The elements that stand in a line, and leave its words together."""
KINDS: Mapping[str, Literal["header", "cell"]] = {"th": "header", "td": "cell"}
"""The elements that make other passages of what they hold."""


class Writer:
    """Holds what is written of one document; ``visitors`` know how each kind of node is."""

    def __init__(self, document: Document, scope: Scope, visitors: Mapping[str, "Visitor"]) -> None:
        """Begin with nothing written."""
        self.document = document
        self.scope = scope
        self.gallery = Gallery(scope)
        self.sections = sections_in(document.root)
        self.levels: list[tuple[int, int]] = []
        """Levels of the headings that the next one may stand under, as written and printed."""
        self.notes: dict[int, int] = {}
        """The plugin's number of each footnote to its printed one."""
        self.in_note = False
        self.cells = 0
        self.abbreviations_used: set[str] = set()
        self._visitors = visitors
        self._languages = [scope.language.tag]
        self._small = False
        """Whether what is written is set in the small family."""
        self._html: list[str] = []
        self._runs: list[Run] = []
        self._passages = [Passage(0, "text")]
        """The open passages, the one that is written into last."""
        self._begun = 0
        self._parted = False
        """Whether a space or a line's end was written since the last run."""
        self._short_forms = pattern_of(document.abbreviations)

    @property
    def html(self) -> str:
        """Everything written so far."""
        return "".join(self._html)

    @property
    def runs(self) -> tuple[Run, ...]:
        """The runs of everything written so far."""
        return tuple(self._runs)

    def visit(self, node: Node) -> None:
        """Write *node* as its kind is written."""
        self._visitors[node.type](self, node)

    def children(self, node: Node) -> None:
        """Write what *node* holds."""
        for child in node.children:
            self.visit(child)

    def raw(self, html: str) -> None:
        """Write *html* as it is."""
        self._html.append(html)

    def soft_break(self) -> None:
        """Write the end of a line that is none in print."""
        self.raw("\n")
        self._parted = True

    @contextmanager
    def element(
        self, tag: str, node: Node | None = None, attributes: Mapping[str, str] | None = None
    ) -> Iterator[None]:
        """Write an element around what is written meanwhile.

        It has *attributes*, and the language and direction that the author gave *node*.
        """
        passed = _passed(node)
        self.raw(f"<{tag}{_written({**(attributes or {}), **passed})}>")
        self._languages.append(passed.get("lang", self._languages[-1]))
        outer, note = self._small, (attributes or {}).get("class") == "footnote"
        self._small = not note and (outer or tag in SMALL)  # A note leaves its table.
        with self._passage(tag, note=note):
            yield
        self._small = outer
        self._languages.pop()
        self.raw(f"</{tag}>")

    @contextmanager
    def _passage(self, tag: str, *, note: bool) -> Iterator[None]:
        """Begin a passage of its own for a block or a note, and go on with the one around it."""
        if tag in INLINE and not note:
            yield
            return
        parted, around = self._parted, self._passages[-1].kind
        self._begun += 1
        kind = "note" if note else KINDS.get(tag, around)
        self._passages.append(Passage(self._begun, kind))
        self._parted = False
        yield
        self._passages.pop()
        self._parted = parted if note else True

    def void(
        self, tag: str, attributes: Mapping[str, str] | None = None, node: Node | None = None
    ) -> None:
        """Write an element that holds nothing, with what the author gave *node*."""
        self.raw(f"<{tag}{_written({**(attributes or {}), **_passed(node)})}/>")
        self._parted = True

    def text(self, text: str, line: int) -> None:
        """Write words of the author's, acronyms expanded, quotation marks in their language."""
        self._run(text := self._quoted(text), line)
        if self._short_forms is None:
            self.raw(escape(text, quote=False))
            return
        for index, piece in enumerate(self._short_forms.split(text)):
            if index % 2:
                self._abbreviation(piece)
            else:
                self.raw(escape(piece, quote=False))

    def verbatim(self, text: str, line: int) -> None:
        """Write words that stay exactly as they are: code, markers."""
        self._run(text, line)
        self.raw(escape(text, quote=False))

    def words_of(self, node: Node) -> None:
        """Write the words of the text *node*."""
        self.text(node.content, line_of(node))

    def _run(self, text: str, line: int) -> None:
        self.scope.require_printable(text, line)
        if not text.strip():
            self._parted = self._parted or bool(text)
            return
        place = self.scope.body.place(line)
        role: Literal["text", "small"] = "small" if self._small else "text"
        run = Run(text.rstrip("\n"), place, self._languages[-1], role)
        self._runs.append(replace(run, passage=self._passages[-1], parted=self._parted))
        self._parted = text.endswith("\n")

    def _abbreviation(self, short: str) -> None:
        self.abbreviations_used.add(short)
        expansion = self.document.abbreviations[short].expansion
        self.raw(f"<abbr{_written({'title': expansion})}>{escape(short, quote=False)}</abbr>")

    def _quoted(self, text: str) -> str:
        row = find_language(self._languages[-1]) or self.scope.language
        return text.translate(dict(zip(map(ord, QUOTE_MARKS), row.quotes, strict=True)))


Visitor = Callable[[Writer, Node], None]


def _passed(node: Node | None) -> dict[str, str]:
    return {name: str(node.attrs[name]) for name in PASSED if node and name in node.attrs}


def _written(attributes: Mapping[str, str]) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
