"""Where a house file is looked for, and where never."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from bayan.errors import HouseError
from bayan.house import find_house, searched_folders
from bayan.world import World


@pytest.fixture
def deep(tmp_path: Path) -> Path:
    """A folder of a statement, four below *tmp_path*: ``a/b/c/d``."""
    folder = tmp_path / "a" / "b" / "c" / "d"
    folder.mkdir(parents=True)
    return folder


def house_in(folder: Path) -> Path:
    """Put a house file into *folder*."""
    file = folder / "bayan.toml"
    file.write_text("[house]\n")
    return file


def test_the_nearest_file_is_taken(deep: Path, world: World) -> None:
    (deep.parents[3] / ".git").mkdir()
    house_in(deep.parents[2])
    nearest = house_in(deep.parents[0])
    assert find_house(deep, world) == nearest


@pytest.mark.parametrize("make", [Path.mkdir, Path.touch], ids=["clone", "worktree"])
def test_the_repository_root_is_the_last(deep: Path, world: World, make) -> None:
    make(deep.parents[1] / ".git")
    house_in(deep.parents[2])
    assert find_house(deep, world) is None
    root = house_in(deep.parents[1])
    assert find_house(deep, world) == root


def test_the_home_folder_is_the_last(deep: Path, world: World) -> None:
    world = replace(world, home=deep.parents[2])
    house_in(deep.parents[3])
    assert find_house(deep, world) is None
    home = house_in(deep.parents[2])
    assert find_house(deep, world) == home


def test_a_repository_above_the_home_folder_does_not_count(deep: Path, world: World) -> None:
    (deep.parents[3] / ".git").mkdir()
    house_in(deep.parents[3])
    assert find_house(deep, replace(world, home=deep.parents[2])) is None


def test_without_either_only_the_folder_and_its_parent_count(deep: Path, world: World) -> None:
    house_in(deep.parents[1])
    assert find_house(deep, world) is None
    parent = house_in(deep.parents[0])
    assert find_house(deep, world) == parent


def test_a_shared_folder_is_not_looked_into(deep: Path, world: World) -> None:
    shared = deep.parents[1]
    shared.chmod(0o1777)
    (deep.parents[3] / ".git").mkdir()
    house_in(shared)
    house_in(deep.parents[2])
    assert searched_folders(deep, world.home) == (deep, deep.parent)
    assert find_house(deep, world) is None
    assert searched_folders(shared, world.home) == ()


def test_a_folder_that_all_may_write_to_but_is_no_shared_one_counts(
    deep: Path, world: World
) -> None:
    deep.chmod(0o777)
    assert find_house(deep, world) is None
    assert house_in(deep) == find_house(deep, world)


@pytest.mark.parametrize("home", [None, Path("/")])
def test_the_root_of_the_file_system_never_counts(home: Path | None) -> None:
    assert Path("/") not in searched_folders(Path("/usr"), home)
    assert searched_folders(Path("/"), home) == ()


def test_a_link_inside_the_searched_folders_is_followed(deep: Path, world: World) -> None:
    (deep.parents[1] / ".git").mkdir()
    target = house_in(deep.parents[1]).rename(deep.parents[1] / "shared.toml")
    (deep / "bayan.toml").symlink_to(target)
    assert find_house(deep, world) == deep / "bayan.toml"


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("../../../secret.toml", "house.link"),
        ("nothing.toml", "house.file"),
        ("bayan.toml", "house.file"),
        (".", "house.file"),
    ],
)
def test_an_odd_link_is_refused(deep: Path, world: World, target: str, code: str) -> None:
    (deep.parents[1] / ".git").mkdir()
    (deep.parents[2] / "secret.toml").write_text("[house]\n")
    (deep / "bayan.toml").symlink_to(target)
    with pytest.raises(HouseError) as caught:
        find_house(deep, world)
    assert caught.value.findings[0].code == code


def test_a_pipe_is_refused_and_not_waited_for(deep: Path, world: World) -> None:
    os.mkfifo(deep / "bayan.toml")
    with pytest.raises(HouseError, match="not an ordinary file"):
        find_house(deep, world)


def test_a_statement_reached_by_a_link_has_the_house_of_where_it_is(
    deep: Path, tmp_path: Path, world: World
) -> None:
    (tmp_path / ".git").mkdir()
    house_in(tmp_path)
    (tmp_path / "a" / ".git").mkdir()
    (tmp_path / "link").symlink_to(deep)
    assert find_house(tmp_path / "link", world) is None


def test_the_path_begins_as_the_user_named_the_statement(
    deep: Path, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    (deep.parents[2] / ".git").mkdir()
    house_in(deep.parents[1])
    monkeypatch.chdir(deep.parents[2])
    assert find_house(Path("b/c/d"), world) == Path("b/bayan.toml")
    monkeypatch.chdir(deep)
    assert find_house(Path(), world) == deep.parents[1] / "bayan.toml"
