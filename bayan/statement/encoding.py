"""Which encoding a file is probably in that is not UTF-8."""

import codecs
from collections.abc import Mapping
from types import MappingProxyType

UTF8_MARK = codecs.BOM_UTF8
MARKS = (  # UTF-32 first: its little-endian mark begins like that of UTF-16.
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
NAMES = MappingProxyType(
    {"cp1252": "windows-1252", "cp1256": "windows-1256", "iso8859_6": "ISO-8859-6"}
)
"""The 8-bit encodings told apart, the likelier one first among equals."""
ARABIC = dict(zip("اليمونرتبةعدسفهكقحجشطصخذضزثئءىغظؤأإآًّ،؛؟", [
    130, 115, 75, 65, 60, 58, 48, 45, 36, 34, 33, 30, 27, 27, 25, 23, 23, 20, 15, 12, 10, 10, 9,
    8, 7, 7, 7, 6, 6, 6, 5, 4, 3, 17, 8, 3, 6, 5, 10, 3, 3,
], strict=True))  # fmt: skip
"""Letters and points of Arabic prose, in thousandths."""
FRENCH = dict.fromkeys("éèàêçôîûùâëïœÉÀÈÊÇ’‘“”«»–—…€°·\xa0", 40)
SHOWN_BYTES = 65_536
"""How much of a file is looked at."""
DOUBTFUL = 30
"""The score below which no encoding is named."""


def likely_encoding(content: bytes) -> str | None:
    """Return the name of the encoding of *content*, or None when it is UTF-8."""
    for mark, name in MARKS:
        if content.startswith(mark):
            return name
    if (wide := _wide(content)) is not None:
        return wide
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return _likeliest(content[:SHOWN_BYTES])
    return None


def _wide(content: bytes) -> str | None:
    """Tell UTF-16 and UTF-32 without a mark by the bytes that every other letter shares.

    Those are 0 for Latin letters and spaces and 6 for Arabic ones; no text holds either.
    """
    head = content[:SHOWN_BYTES]
    zeros = [head[offset::4].count(0) * 4.4 > len(head) for offset in range(4)]
    if all(zeros[:2]) or all(zeros[2:]):
        return "UTF-32"
    even, odd = (half.count(0) + half.count(6) for half in (head[::2], head[1::2]))
    if even + odd < len(head) / 4:
        return None
    return "UTF-16" if min(even, odd) * 4 < max(even, odd) else None


def _likeliest(content: bytes) -> str:
    scores = {name: _score(content, codec) for codec, name in NAMES.items()}
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] > DOUBTFUL else "an older 8-bit encoding"


def _score(content: bytes, codec: str) -> float:
    """Return how much *content*, read in *codec*, looks like Arabic or French prose."""
    try:
        text = content.decode(codec)
    except UnicodeDecodeError:
        # Some files end in the middle of nothing; a byte the codec lacks is still a fault.
        text, missing = content.decode(codec, errors="replace"), 10
    else:
        missing = 0
    foreign = [char for char in text if ord(char) > 0x7F]
    return max(_mean(foreign, ARABIC), _mean(foreign, FRENCH)) - missing


def _mean(chars: list[str], weights: Mapping[str, int]) -> float:
    return sum(weights.get(char, -20) for char in chars) / max(len(chars), 1)
