"""Where the text layer takes the place of WeasyPrint's own drawing of a line.

One private function, ``weasyprint.draw.text.draw_first_line``, for the length of one write;
``tests/test_textlayer.py`` fails when its name or its arguments change.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType

from bayan.typeset.textlayer.line import Layer
from bayan.typeset.weasy import draw_text


@contextmanager
def text_layer(rises: Mapping[int, float] = MappingProxyType({})) -> Iterator[Layer]:
    """Draw the lines of the document written inside with a text layer of their own.

    Args:
        rises: what ``rises_in`` says of the document.
    """
    plain = draw_text.draw_first_line
    layer = Layer(plain, rises)
    draw_text.draw_first_line = layer.draw_first_line
    try:
        yield layer
    finally:
        draw_text.draw_first_line = plain
