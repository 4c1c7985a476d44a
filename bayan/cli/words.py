"""Text as it may stand on a terminal: nothing invisible, nothing that turns a line around."""

import os
import re
import unicodedata
from pathlib import Path

LONGEST = 1000
"""Characters of a message that are shown."""

_HARMLESS = frozenset("\u200c\u200d\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2")
"""Format characters that words need: joiners, and Arabic signs that are seen."""
_SUSPECT = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def visible(text: str) -> str:
    """Return *text* with control, bidi and other unseen characters written out, as <U+202E>."""
    return "".join(f"<U+{ord(each):04X}>" if _unseen(each) else each for each in clipped(text))


def visible_json(line: str) -> str:
    r"""Return the JSON text *line* with these characters as ``\u`` escapes; it means the same."""
    return "".join(_json_escape(each) if _unseen(each) else each for each in line)


def clipped(text: str) -> str:
    """Return *text*, shortened in its middle if it is endless."""
    if len(text) <= LONGEST:
        return text
    return f"{text[: LONGEST * 3 // 4]} … {text[-LONGEST // 4 :]}"


def relative(path: str | os.PathLike[str]) -> str:
    """Return *path* from the current folder where it lies inside it, and as it is elsewhere."""
    try:
        inside = Path(path).is_absolute() and Path(path).is_relative_to(Path.cwd())
        return str(Path(path).relative_to(Path.cwd())) if inside else os.fspath(path)
    except OSError:  # the current folder is gone
        return os.fspath(path)


def shown(path: str | os.PathLike[str]) -> str:
    """Return *path* as it is shown to people: from the current folder, without surprises."""
    return visible(relative(path))


def sized(count: int) -> str:
    """Return *count* bytes in the unit that reads best."""
    if count < 1000:
        return f"{count} B"
    return f"{count / 1000:.0f} kB" if count < 1_000_000 else f"{count / 1_000_000:.1f} MB"


def counted(count: int, noun: str) -> str:
    """Return *count* with its *noun*, whose plural ends in s."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def plain(text: str) -> str:
    """Return *text* as one line, its runs of white space as single spaces."""
    return re.sub(r"\s+", " ", text).strip()


def _unseen(character: str) -> bool:
    """Return whether *character* cannot be seen, or changes how its line is read."""
    return character not in _HARMLESS and unicodedata.category(character) in _SUSPECT


def _json_escape(character: str) -> str:
    r"""Return *character* as one ``\u`` escape, or two beyond U+FFFF."""
    units = character.encode("utf-16-be", "surrogatepass")
    pairs = (units[start : start + 2].hex() for start in range(0, len(units), 2))
    return "".join(f"\\u{pair}" for pair in pairs)
