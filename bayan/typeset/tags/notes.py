"""Footnotes: which call belongs to which note."""

from itertools import pairwise

from bayan.typeset.tags.elem import Elem, Kid, elements
from bayan.typeset.tags.roles import Dialect
from bayan.typeset.tags.tree import NOTE_CALL


def joined_calls(kids: list[Kid], dialect: Dialect) -> list[Kid]:
    """Tie each footnote call to the note that follows it."""
    for call, note in pairwise(kids):
        if (
            isinstance(call, Elem)
            and isinstance(note, Elem)
            and call.node is not None
            and call.node.pseudo == NOTE_CALL
            and note.role == dialect.note
        ):
            tie(call, note)
    return kids


def tie(call: Elem, note: Elem) -> None:
    """Let *call* and *note* refer to each other."""
    call.refers.append(note)
    note.refers.append(call)


def tie_again(tree: Elem) -> None:
    """Tie the later calls of a note, which link to it, to the note."""
    elems = [(elem, elem.node) for elem in elements(tree) if elem.node is not None]
    known = {f"#{node.attributes.get('id')}": elem for elem, node in elems if node.note}
    for elem, node in elems:
        if node.tag == "sup" and elem.role == "Reference":
            for target in {href(kid) for kid in elem.kids} & known.keys():
                tie(elem, known[target])


def href(kid: Kid) -> str:
    """Return where the link *kid* leads, nothing for what is no link."""
    node = kid.node if isinstance(kid, Elem) else None
    return node.attributes.get("href", "") if node is not None else ""
