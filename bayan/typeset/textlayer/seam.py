"""Where the text layer takes the place of WeasyPrint's own drawing of a line.

One private function, ``weasyprint.draw.text.draw_first_line``, for the length of one write;
``tests/test_textlayer_seam.py`` fails when its name or its arguments change.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from bayan.typeset.textlayer.line import Layer
from bayan.typeset.weasy import draw_text


@contextmanager
def text_layer() -> Iterator[Layer]:
    """Draw the lines of the document written inside with a text layer of their own."""
    plain = draw_text.draw_first_line
    layer = Layer(plain)
    draw_text.draw_first_line = layer.draw_first_line
    try:
        yield layer
    finally:
        draw_text.draw_first_line = plain
