"""What is private to WeasyPrint and used all the same: a new release must not change it unseen."""

import ctypes.util
import inspect
import subprocess
import sys

import pytest
import weasyprint
from typeset_pages import page
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.pdf import stream, tags
from weasyprint.urls import URLFetcher

from bayan.typeset.libraries import opened_directly
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


@pytest.mark.skipif(sys.platform != "linux", reason="other systems name libraries otherwise")
def test_importing_runs_no_program() -> None:
    watch = (
        "import subprocess, sys; run = []; plain = subprocess.Popen.__init__\n"
        "def watched(self, *given, **more): run.append(given); plain(self, *given, **more)\n"
        "subprocess.Popen.__init__ = watched\n"
        "import bayan.typeset.weasy, ctypes.util\n"
        "print(len(run), ctypes.util.find_library.__module__)"
    )
    done = subprocess.run([sys.executable, "-c", watch], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", "ctypes.util"]


def test_a_library_without_its_usual_name_is_looked_for_everywhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    usual = ctypes.util.find_library
    with opened_directly():
        assert ctypes.util.find_library("c") is None
        raise OSError("no such library")
    assert ctypes.util.find_library is usual
