"""Images stay inside the statement's folder, also by way of links."""

import unicodedata
from pathlib import Path

import pytest

from bayan.errors import AssetError
from bayan.statement import Statement, read_statement
from bayan.world import World

FRONT = "---\ntitle: A title\nlang: en\ndate: 2026-03-22\n---\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "statement"
    folder.mkdir()
    return folder


def read(folder: Path, body: str) -> Statement:
    (folder / "statement.md").write_text(FRONT + body, encoding="utf-8")
    return read_statement(folder / "statement.md", World(layouts=folder, fonts=folder))


def refusal(folder: Path, body: str) -> str:
    with pytest.raises(AssetError) as fault:
        read(folder, body)
    return str(fault.value)


def test_a_link_out_of_the_folder_is_refused(folder: Path) -> None:
    (folder.parent / "secret.png").write_bytes(b"")
    (folder / "map.png").symlink_to(folder.parent / "secret.png")
    assert "outside" in refusal(folder, "![a](map.png)")


def test_a_link_to_a_folder_outside_is_refused(folder: Path) -> None:
    (folder.parent / "pictures").mkdir()
    (folder.parent / "pictures" / "map.png").write_bytes(b"")
    (folder / "pictures").symlink_to(folder.parent / "pictures")
    assert "outside" in refusal(folder, "![a](pictures/map.png)")


def test_a_link_inside_the_folder_passes(folder: Path) -> None:
    (folder / "real.png").write_bytes(b"")
    (folder / "map.png").symlink_to("real.png")
    assert read(folder, "![a](map.png)").images[0].path == folder / "map.png"


def test_a_folder_is_no_image(folder: Path) -> None:
    (folder / "map.png").mkdir()
    assert "not a file" in refusal(folder, "![a](map.png)")


@pytest.mark.parametrize(
    "name", ["خريطة.png", "a map.svg", "carte-d\u00e9taill\u00e9e.JPG", "x&y'z.jpeg"]
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_names_in_any_script_become_plain_addresses(folder: Path, name: str, form: str) -> None:
    (folder / "images").mkdir()
    (folder / "images" / unicodedata.normalize(form, name)).write_bytes(b"")
    statement = read(folder, f"![a](<images/{name}>) ![b](<images/{name}>)")
    (image,) = statement.images
    assert image.path.exists()
    assert image.url.isascii()
    assert image.url.startswith("asset:/images/1-")
    assert statement.body.count(f'src="{image.url}"') == 2


def test_a_name_too_long_for_the_disk_is_refused(folder: Path) -> None:
    assert "cannot be read" in refusal(folder, f"![a]({'x' * 300}.png)")


def test_a_folder_that_may_not_be_read_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> bool:
        if path.suffix == ".png":
            raise PermissionError(13, "Permission denied")
        return True

    monkeypatch.setattr(Path, "exists", refuse)
    assert "Permission denied" in refusal(folder, "![a](closed/map.png)")
