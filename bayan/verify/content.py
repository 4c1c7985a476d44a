"""What the content streams of a PDF show, and under which mark."""

import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

import pikepdf

from bayan.verify import objects
from bayan.verify.glyphs import Notdef

Instruction = pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage

OPERATORS = "q Q Tf Tr gs Tj TJ ' \" BMC BDC EMC Do sh f F f* B B* b b* S s EI"


INKLESS = (3, 7)
"""Text rendering modes that leave no ink."""


class Mark(NamedTuple):
    """One marked-content sequence."""

    tag: str
    mcid: int | None
    actual: str | None
    """Its replacement text."""


@dataclass(frozen=True, slots=True)
class Content:
    """What one page, or one form that pages show, prints itself."""

    owner: objects.Owner
    """The page or form, as references to its marked content name it."""
    page: int
    """The page it is first shown on, from 1."""
    key: int | None
    """Its entry in the parent tree."""
    marks: tuple[Mark, ...]
    """Sequences with an identifier, in order of printing, repeats kept."""
    unmarked: frozenset[str]
    """Kinds of things printed under neither an identifier nor an artifact's mark."""
    crossed: bool
    """An artifact inside tagged content, or the other way round."""
    notdef: frozenset[str]
    """Fonts asked for a glyph they do not have."""
    invisible: bool
    """Text is shown that leaves no ink, or ink that is wholly transparent."""
    whole: bool
    """The stream ends where it should."""


class _Pen(NamedTuple):
    """What text is shown with."""

    font: object = None
    rendering: int = 0
    """Text rendering mode: 3 and 7 leave no ink."""
    alpha: float = 1
    """Opacity of what is filled."""


@dataclass(slots=True)
class _State:
    """Where reading one stream has got to."""

    resources: object
    owner: objects.Owner
    page: int
    stack: list[Mark]
    pen: _Pen = field(default_factory=_Pen)
    saved: list[_Pen] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    unmarked: set[str] = field(default_factory=set)
    crossed: bool = False
    notdef: set[str] = field(default_factory=set)
    invisible: bool = False
    forms: list[tuple[pikepdf.Stream, list[Mark]]] = field(default_factory=list)


def read(document: pikepdf.Pdf) -> tuple[Content, ...]:
    """Return what each page prints, then what each form they show prints, page by page."""
    notdef = Notdef()
    seen: set[objects.Owner] = set()
    return tuple(
        content
        for at, page in enumerate(document.pages, 1)
        for content in _pages(page.obj, at, notdef, seen)
    )


def _pages(
    page: pikepdf.Object, at: int, notdef: Notdef, seen: set[objects.Owner]
) -> Iterator[Content]:
    pending: list[tuple[pikepdf.Object, list[Mark], object]] = [(page, [], _inherited(page))]
    while pending:
        stream, stack, resources = pending.pop(0)
        state = _State(resources, stream.objgen, at, list(stack))
        whole = _read(stream, state, notdef)
        for form, marks in state.forms:
            if form.objgen not in seen:
                seen.add(form.objgen)
                pending.append((form, marks, form.get("/Resources", resources)))
        yield _content(stream, state, whole=whole)


def _inherited(page: object) -> object:
    for _ in range(objects.DEEPEST):
        found = objects.entry(page, "/Resources")
        if found is not None or page is None:
            return found
        page = objects.entry(page, "/Parent")
    return None


def _content(stream: pikepdf.Object, state: _State, *, whole: bool) -> Content:
    key = stream.get("/StructParents")
    return Content(
        owner=state.owner,
        page=state.page,
        key=key if isinstance(key, int) else None,
        marks=tuple(state.marks),
        unmarked=frozenset(state.unmarked),
        crossed=state.crossed,
        notdef=frozenset(state.notdef),
        invisible=state.invisible,
        whole=whole,
    )


def _read(stream: pikepdf.Object, state: _State, notdef: Notdef) -> bool:
    holder = pikepdf.Page(stream) if stream.get("/Type") == "/Page" else stream
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        try:
            instructions = pikepdf.parse_content_stream(holder, OPERATORS)
        except (pikepdf.PdfError, TypeError):
            # The second is pikepdf's for a page whose content is of no type that has bytes.
            return False
    for instruction in instructions:
        _follow(instruction, state, notdef)
    return not heard


def _follow(instruction: Instruction, state: _State, notdef: Notdef) -> None:
    operator, operands = str(instruction.operator), list(instruction.operands)
    action = ACTIONS.get(operator)
    if action is not None:
        action(state, operands)
        return
    kind = KINDS.get(operator, "")
    if kind and _is_unmarked(state.stack):
        state.unmarked.add(kind)
    if kind == "text":
        state.invisible |= state.pen.rendering in INKLESS or state.pen.alpha == 0
        if notdef.shown(state.pen.font, operands):
            state.notdef.add(objects.name(objects.entry(state.pen.font, "/BaseFont")))


def _is_unmarked(stack: list[Mark]) -> bool:
    return not any(mark.mcid is not None or mark.tag == "Artifact" for mark in stack)


def _begin(state: _State, operands: Sequence[object]) -> None:
    tag = objects.name(operands[0]) if operands else ""
    properties = operands[1] if len(operands) > 1 else None
    if isinstance(properties, pikepdf.Name):
        properties = objects.entry(state.resources, "/Properties", f"/{objects.name(properties)}")
    mcid = objects.entry(properties, "/MCID")
    actual = objects.entry(properties, "/ActualText")
    mark = Mark(
        tag,
        mcid if isinstance(mcid, int) else None,
        objects.text(actual) if actual is not None else None,
    )
    if mark.mcid is not None:
        state.marks.append(mark)
    state.crossed |= _crosses(mark, state.stack)
    state.stack.append(mark)


def _crosses(mark: Mark, stack: list[Mark]) -> bool:
    if mark.tag == "Artifact":
        return any(outer.mcid is not None for outer in stack)
    return mark.mcid is not None and any(outer.tag == "Artifact" for outer in stack)


def _end(state: _State, _operands: Sequence[object]) -> None:
    if state.stack:
        state.stack.pop()


def _save(state: _State, _operands: Sequence[object]) -> None:
    state.saved.append(state.pen)


def _restore(state: _State, _operands: Sequence[object]) -> None:
    if state.saved:
        state.pen = state.saved.pop()


def _choose(state: _State, operands: Sequence[object]) -> None:
    if operands and isinstance(operands[0], pikepdf.Name):
        font = objects.entry(state.resources, "/Font", f"/{objects.name(operands[0])}")
        state.pen = state.pen._replace(font=font)


def _render(state: _State, operands: Sequence[object]) -> None:
    if operands and isinstance(operands[0], int):
        state.pen = state.pen._replace(rendering=operands[0])


def _take_state(state: _State, operands: Sequence[object]) -> None:
    key = f"/{objects.name(operands[0])}" if operands else "/"
    alpha = objects.entry(state.resources, "/ExtGState", key, "/ca")
    if isinstance(alpha, int | float | Decimal):
        state.pen = state.pen._replace(alpha=float(alpha))


def _show(state: _State, operands: Sequence[object]) -> None:
    key = f"/{objects.name(operands[0])}" if operands else "/"
    shown = objects.entry(state.resources, "/XObject", key)
    if isinstance(shown, pikepdf.Stream) and shown.get("/Subtype") == "/Form":
        state.forms.append((shown, list(state.stack)))
    elif _is_unmarked(state.stack):
        state.unmarked.add("picture")


ACTIONS: Mapping[str, Callable[[_State, Sequence[object]], None]] = {
    "q": _save,
    "Q": _restore,
    "Tf": _choose,
    "Tr": _render,
    "gs": _take_state,
    "BMC": _begin,
    "BDC": _begin,
    "EMC": _end,
    "Do": _show,
}
"""What operators do that change how the following ones are read."""

KINDS = {
    **dict.fromkeys(("Tj", "TJ", "'", '"'), "text"),
    **dict.fromkeys(("sh", "f", "F", "f*", "B", "B*", "b", "b*", "S", "s"), "drawing"),
    **dict.fromkeys(("EI", "INLINE IMAGE"), "picture"),
}
"""What the operators that print something print."""
