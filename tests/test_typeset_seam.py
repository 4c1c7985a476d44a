"""What is private to WeasyPrint and used all the same: a new release must not change it unseen."""

import inspect

import weasyprint
from typeset_pages import page
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.pdf import stream, tags
from weasyprint.urls import URLFetcher

from bayan.typeset.pdf import print_page
from bayan.typeset.tags import seam
from bayan.world import Limits


def test_the_function_that_is_replaced() -> None:
    found = inspect.signature(getattr(tags, seam.PRIVATE))
    assert tuple(found.parameters) == seam.PARAMETERS
    source = inspect.getsource(tags.add_tags)
    assert f"{seam.PRIVATE}(" in source
    assert "assert not tags" in source


def test_the_boxes_that_are_walked() -> None:
    for name in ("TextBox", "LineBox", "MarginBox", "ReplacedBox", "BlockLevelBox"):
        assert isinstance(getattr(boxes, name), type)
    for name in ("colspan", "rowspan", "link_annotation", "bookmark_label"):
        assert hasattr(boxes.Box, name)
    assert "at_keyword" in inspect.signature(boxes.MarginBox).parameters
    assert "_box" in inspect.getsource(AbsolutePlaceholder.__init__)


def test_the_marked_content_that_is_looked_up() -> None:
    source = inspect.getsource(stream.Stream.marked)
    assert "self._tags[box] = {'tag': tag, 'mcid': mcid}" in source
    assert "'MCID': mcid" in source


def test_the_flag_of_a_fetcher() -> None:
    assert "_fail_on_errors" in inspect.getsource(URLFetcher.__init__)
    assert weasyprint.VERSION == "70.0", "read docs/weasyprint.md before changing the pin"


def test_nothing_lingers() -> None:
    before = getattr(tags, seam.PRIVATE)
    print_page(page("<p>بيان</p>"), Limits())
    assert getattr(tags, seam.PRIVATE) is before
