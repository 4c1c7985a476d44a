"""Where links may lead: the web, mail, telephone, and headings of the statement itself."""

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from bayan.statement.notebook import shortened
from bayan.statement.parsing import Node, line_of, plain_text
from bayan.statement.scope import Scope

CODE = "statement.link"
SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
NEEDS = {
    "http": lambda parts: bool(parts.hostname),
    "https": lambda parts: bool(parts.hostname),
    "mailto": lambda parts: "@" in parts.path,
    "tel": lambda parts: any(map(str.isdigit, parts.path)),
}
"""The schemes that pass, and what an address of each must have."""
ALLOWED = "Links may begin with https://, http://, mailto: or tel:, or be # and a heading."


def sections_in(root: Node) -> dict[str, str]:
    """Return the ``id`` of each heading that a link names, by the name in the link.

    The name is the heading's words in small letters, with hyphens for spaces and without
    punctuation.
    """
    wanted = {fragment_of(node) for node in root.walk() if node.type == "link"}
    headings = (node for node in root.walk() if node.type == "heading")
    sections: dict[str, str] = {}
    for number, heading in enumerate(headings, start=1):
        name = slug(plain_text(heading))
        if name in wanted:
            sections.setdefault(name, f"section-{number}")
    return sections


def slug(words: str) -> str:
    """Return the name by which links know the heading *words*."""
    folded = unicodedata.normalize("NFC", words).casefold()
    return re.sub(r"[^\w-]", "", re.sub(r"\s+", "-", folded.strip()))


def fragment_of(link: Node) -> str:
    """Return the name of the heading that *link* leads to, or nothing."""
    address = str(link.attrs.get("href", ""))
    if not address.startswith("#"):
        return ""
    return slug(unquote(address[1:]))


def checked_address(link: Node, sections: dict[str, str], scope: Scope) -> str:
    """Return where *link* leads; what is wrong with it is noted."""
    address = str(link.attrs.get("href", ""))
    fragment = fragment_of(link)
    if fragment in sections:
        return f"#{sections[fragment]}"
    for message, hint in _faults(address, link):
        scope.error(CODE, message, line_of(link), hint)
    if link.attrs.get("title"):
        scope.warn(
            CODE,
            f"The link's title “{link.attrs['title']}” is not printed.",
            line_of(link),
            "Write it into the text, or take it out.",
        )
    return address


def _faults(address: str, link: Node) -> Iterator[tuple[str, str]]:
    shown = shortened(unquote(address))
    if not plain_text(link).strip() and not any(each.type == "image" for each in link.walk()):
        yield "The link has no words to print.", "Write them between the brackets: [words](…)."
    if not address:
        yield "The link leads nowhere.", ALLOWED
    elif address.startswith("#"):
        yield f"No heading is called “{shown[1:]}”.", NAMES
    elif not (scheme := SCHEME.match(address)):
        yield _without_scheme(shown)
    elif scheme[1].lower() not in NEEDS:
        yield f"A link may not begin with “{scheme[0]}”.", ALLOWED
    elif not _is_whole(address, scheme[1].lower()):
        yield (
            f"The address “{shown}” is not whole.",
            "Copy it again from its page.",
        )


def _without_scheme(shown: str) -> tuple[str, str]:
    if re.fullmatch(r"[^\s/@]+@[^\s/@]+\.[^\s/@]+", shown):
        return f"The address “{shown}” does not say that it is for mail.", f"Write mailto:{shown}"
    if shown.lower().startswith("www."):
        return f"The address “{shown}” does not begin with https://.", f"Write https://{shown}"
    return f"The link “{shown}” leads to a file; nobody who has the PDF has it.", ALLOWED


NAMES = "A heading's name is its words in small letters, with hyphens for the spaces."


def _is_whole(address: str, scheme: str) -> bool:
    try:
        return NEEDS[scheme](urlsplit(address))
    except ValueError:
        return False
