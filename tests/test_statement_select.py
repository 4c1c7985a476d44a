"""Which file is which version."""

import unicodedata
from pathlib import Path

import pytest

from bayan.errors import StatementError
from bayan.statement import language_of, read_statement, select_versions, versions_in
from bayan.world import World


def write(folder: Path, **languages: str) -> None:
    """Write a file for each name, ``_`` standing for ``.``, in the language given."""
    for name, language in languages.items():
        text = f"---\ntitle: A title\nlang: {language}\ndate: 2026-03-22\n---\nText.\n"
        (folder / f"{name.replace('_', '.')}.md").write_text(text, encoding="utf-8")


def names(paths: tuple[Path, ...]) -> list[str]:
    return [path.name for path in paths]


@pytest.fixture
def three(tmp_path: Path) -> Path:
    write(tmp_path, statement="en", statement_fr="fr", statement_ar="ar")
    return tmp_path


def refusal(path: Path, *languages: str) -> str:
    with pytest.raises(StatementError) as fault:
        select_versions(path, languages)
    return " / ".join(f"{each.code} {each.message}" for each in fault.value.findings)


def test_the_main_version_stands_for_all_itself_first(three: Path) -> None:
    expected = ["statement.md", "statement.ar.md", "statement.fr.md"]
    assert names(select_versions(three / "statement.md")) == expected


def test_a_folder_stands_for_its_statement(three: Path) -> None:
    assert select_versions(three) == select_versions(three / "statement.md")


def test_languages_are_picked_in_the_order_asked_and_once(three: Path) -> None:
    picked = select_versions(three, ["fr", "EN", "fr"])
    assert names(picked) == ["statement.fr.md", "statement.md"]


def test_a_named_version_stands_alone(three: Path) -> None:
    assert names(select_versions(three / "statement.ar.md")) == ["statement.ar.md"]
    assert names(select_versions(three / "statement.ar.md", ["ar"])) == ["statement.ar.md"]
    assert "the versions are: ar." in refusal(three / "statement.ar.md", "en")


def test_versions_are_listed_in_table_order(three: Path) -> None:
    for name in ("", "statement.md", "statement.fr.md"):
        assert versions_in(three / name) == ("ar", "en", "fr")


def test_a_missing_version_lists_those_there_are(three: Path) -> None:
    assert "There is no version in the language de; the versions are: ar, en, fr." in refusal(
        three, "de"
    )


def test_any_name_can_be_a_statement_beside_others(tmp_path: Path) -> None:
    write(tmp_path, water="ar", water_en="en", bread="en", water_v2="fr", watercress_fr="fr")
    assert names(select_versions(tmp_path / "water.md")) == ["water.md", "water.en.md"]


def test_a_lone_arabic_statement_is_the_arabic_version(tmp_path: Path) -> None:
    write(tmp_path, statement="ar")
    assert versions_in(tmp_path) == ("ar",)
    assert names(select_versions(tmp_path, ["ar"])) == ["statement.md"]


def test_what_is_in_no_known_language_is_left_out_with_a_warning(tmp_path: Path) -> None:
    tags = ("pt-BR", "fr", "de", "old", "bak")
    write(tmp_path, statement="en", **{f"statement_{tag}": tag for tag in tags})
    assert names(select_versions(tmp_path)) == ["statement.md", "statement.fr.md"]
    assert versions_in(tmp_path) == ("en", "fr")
    world = World(layouts=tmp_path, fonts=tmp_path)
    found = read_statement(tmp_path / "statement.md", world).findings
    assert {each.severity for each in found} == {"warning"}
    assert [Path(each.place.file).name for each in found if each.place] == [
        f"statement.{tag}.md" for tag in ("bak", "de", "old", "pt-BR")
    ]
    assert read_statement(tmp_path / "statement.fr.md", world).findings == ()
    assert names(select_versions(tmp_path / "statement.de.md")) == ["statement.de.md"]
    with pytest.raises(StatementError, match="de is not known"):
        read_statement(tmp_path / "statement.de.md", world)


@pytest.mark.parametrize("tag", ["../../x", "", "de"])
def test_no_file_is_suggested_for_what_is_no_language(three: Path, tag: str) -> None:
    with pytest.raises(StatementError) as fault:
        select_versions(three, [tag])
    assert fault.value.findings[0].hint == "The languages are ar, en, fr."


def test_a_name_too_long_for_the_disk_is_refused(tmp_path: Path) -> None:
    assert "statement.file" in refusal(tmp_path / f"{'x' * 300}.md")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("statement.ar", "statement.AR"),
        ("statement", "Statement"),
        ("Statement.ar", "statement.ar"),
    ],
)
def test_names_that_differ_in_case_are_one(tmp_path: Path, first: str, second: str) -> None:
    for name in ("statement", first, second):
        (tmp_path / f"{name}.md").write_text("---\ntitle: T\nlang: en\ndate: 2026-03-22\n---\n")
    if len(list(tmp_path.iterdir())) < 2 + (first != "statement"):
        pytest.skip("this disk takes the two names for one")
    assert "two files for one version" in refusal(tmp_path)


def test_names_that_differ_in_normal_form_are_one(tmp_path: Path) -> None:
    composed = "d\u00e9claration"
    for name in (composed, unicodedata.normalize("NFD", composed)):
        (tmp_path / f"{name}.md").write_text("---\ntitle: T\nlang: fr\ndate: 2026-03-22\n---\n")
    if len(list(tmp_path.iterdir())) < 2:
        pytest.skip("this disk takes the two names for one")
    assert "two files for one version" in refusal(tmp_path / f"{composed}.md")


def test_a_name_is_found_in_the_other_normal_form(tmp_path: Path) -> None:
    decomposed = unicodedata.normalize("NFD", "d\u00e9claration")
    write(tmp_path, **{decomposed: "fr", f"{decomposed}_ar": "ar"})
    found = select_versions(tmp_path / "d\u00e9claration.md")
    assert [path.exists() for path in found] == [True, True]


def test_the_main_language_may_not_have_a_second_file(tmp_path: Path) -> None:
    write(tmp_path, statement="ar", statement_ar="ar")
    assert "both in the language ar" in refusal(tmp_path)
    assert "both in the language ar" in refusal(tmp_path / "statement.ar.md")


def test_two_tags_of_one_row_are_two_files_for_one_language(tmp_path: Path) -> None:
    write(tmp_path, statement="ar", statement_en="en", **{"statement_en-GB": "en-GB"})
    assert "both in the language en" in refusal(tmp_path)


def test_a_broken_main_version_does_not_hide_the_others(tmp_path: Path, three: Path) -> None:
    (three / "statement.md").write_text("no front matter")
    assert names(select_versions(three)) == ["statement.md", "statement.ar.md", "statement.fr.md"]
    assert names(select_versions(three, ["ar"])) == ["statement.ar.md"]
    assert "front matter" in refusal(tmp_path, "en")


def test_what_is_not_there_or_no_markdown_is_refused(tmp_path: Path, three: Path) -> None:
    assert "There is no such file" in refusal(three / "other.md")
    assert "There is no such file" in refusal(three / "statement.de.md")
    assert "There is no such file" in refusal(three / "nowhere" / "statement.md")
    (three / "notes.txt").write_text("")
    assert "ends in .md" in refusal(three / "notes.txt")
    assert tmp_path == three


def test_language_of_a_file_is_its_lang_or_the_tag_in_its_name(three: Path) -> None:
    assert language_of(three / "statement.md") == "en"
    (three / "statement.fr.md").write_text("---\ntitle: x: y\n---\n")
    assert language_of(three / "statement.fr.md") == "fr"
    (three / "statement.md").write_text("---\ntitle: x\n---\n")
    with pytest.raises(StatementError, match="no lang"):
        language_of(three / "statement.md")


def test_a_version_without_its_main_one_stands_alone(tmp_path: Path) -> None:
    write(tmp_path, statement_ar="ar", statement_fr="fr")
    world = World(layouts=tmp_path, fonts=tmp_path)
    path = tmp_path / "statement.ar.md"
    statement = read_statement(path, world)
    assert (statement.main, statement.versions) == (path, ("ar", "fr"))
    assert statement.meta.original == ("ar",)
    assert [finding.code for finding in statement.findings] == ["statement.alone"]
