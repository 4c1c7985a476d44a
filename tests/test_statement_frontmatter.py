"""The front matter: raw words, types, inheritance, comments, and what prints of it."""

from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bayan.errors import StatementError
from bayan.statement import Statement, read_statement
from bayan.statement.comments import cut
from bayan.statement.model import Contact, Embargo, Revision, Signatory
from bayan.statement.source import Source
from bayan.statement.yamltree import comment_spans
from bayan.world import World

FULL = """\
title: Joint statement
lang: en
date: 2026-03-22
place: Port Sarem, Marava
office: Office of the Spokesperson
number: 2026/117
kind: joint-statement
release: {embargo: 2026-03-22T18:00+03:00}
original: [ar, en]
layout: letterhead
paper: A4
revision: {number: 1, kind: corrigendum, date: 2026-03-25, note: In paragraph 2}
contact:
  name: Press office
  phone: +999 555 0100
  email: press@mfa.marava.example
signatory: {name: Lena Oram, title: Minister}
addressee: The Embassy of Oskari
houses: [marava, oskari]
summary: On shared waters
keywords: [water, basin]
rights: CC BY 4.0
translated_from: {revision: 0, sha256: %s}
attach_source: false
""" % ("a" * 64)


def read(folder: Path, front: str, body: str = "Text.\n", name: str = "statement.md") -> Statement:
    (folder / name).write_text(f"---\n{front}---\n{body}", encoding="utf-8")
    return read_statement(folder / name, World(layouts=folder, fonts=folder))


def minimal(**keys: str) -> str:
    keys = {"title": "A title", "lang": "en", "date": "2026-03-22"} | keys
    return "".join(f"{key}: {value}\n" for key, value in keys.items())


def test_every_key_has_its_type(tmp_path: Path) -> None:
    meta = read(tmp_path, FULL).meta
    zone = timezone(timedelta(hours=3))
    assert meta.release == Embargo(embargo=datetime(2026, 3, 22, 18, tzinfo=zone))
    assert meta.revision == Revision(
        number=1, kind="corrigendum", date=date(2026, 3, 25), note="In paragraph 2"
    )
    assert meta.contact == Contact(
        name="Press office", phone="+999 555 0100", email="press@mfa.marava.example"
    )
    assert meta.signatory == Signatory(name="Lena Oram", title="Minister")
    assert (meta.original, meta.houses) == (("ar", "en"), ("marava", "oskari"))
    assert (meta.date, meta.attach_source) == (date(2026, 3, 22), False)
    assert meta.translated_from is not None


@pytest.mark.parametrize(
    "written",
    ["117", "no", "0x1F", "1_000", "2026-03-22", "null", "~", "1.50", "+999 1", "12:30:45", "=",
     "true", "٢٠٢٦/١١٧", "a#b", "2026/117"],
)  # fmt: skip
def test_words_are_kept_exactly_as_written(tmp_path: Path, written: str) -> None:
    statement = read(tmp_path, minimal(number=written, title=written))
    assert (statement.meta.number, statement.meta.title) == (written, written)


def test_a_number_sign_that_starts_a_comment_is_noticed(tmp_path: Path) -> None:
    statement = read(tmp_path, minimal(title="Resolution #4", number="'#7'", place="Port # note"))
    assert (statement.meta.title, statement.meta.number) == ("Resolution", "#7")
    (finding,) = statement.findings
    assert (finding.severity, finding.code) == ("warning", "statement.comment")
    assert finding.place is not None
    assert finding.place.line == 2


def test_norway_is_a_language_not_a_no(tmp_path: Path) -> None:
    with pytest.raises(StatementError, match="The language no is not known"):
        read(tmp_path, minimal(lang="no"))


def test_an_empty_value_is_as_good_as_absent(tmp_path: Path) -> None:
    meta = read(tmp_path, minimal(place="", contact="", keywords="", paper="")).meta
    assert (meta.place, meta.contact, meta.keywords, meta.paper) == ("", None, (), None)


def test_one_text_will_do_for_a_list(tmp_path: Path) -> None:
    meta = read(tmp_path, minimal(original="ar", keywords="water")).meta
    assert (meta.original, meta.keywords) == (("ar",), ("water",))


def test_the_original_is_the_main_language_unless_said(tmp_path: Path) -> None:
    assert read(tmp_path, minimal(lang="en-GB")).meta.original == ("en",)
    assert read(tmp_path, minimal()).meta.original == ("en",)


def test_a_version_inherits_what_has_no_language(tmp_path: Path) -> None:
    main = read(tmp_path, FULL)
    own = read(tmp_path, "title: عنوان\nlang: ar\n", name="statement.ar.md")
    for key in ("date", "number", "kind", "release", "original", "layout", "paper", "houses"):
        assert getattr(own.meta, key) == getattr(main.meta, key)
    assert own.meta.revision == Revision(number=1, kind="corrigendum", date=date(2026, 3, 25))
    for key in ("place", "office", "addressee", "summary", "rights", "keywords"):
        assert not getattr(own.meta, key)
    assert (own.meta.contact, own.meta.signatory, own.meta.translated_from) == (None, None, None)
    assert own.meta.attach_source
    assert (own.main, own.versions) == (tmp_path / "statement.md", ("ar", "en"))


def test_a_version_may_say_the_same_again_and_add_its_words(tmp_path: Path) -> None:
    read(tmp_path, FULL)
    same = (
        "title: عنوان\nlang: ar\ndate: 2026-03-22\nnumber: 2026/117\noriginal: [en, ar]\n"
        "release: {embargo: 2026-03-22T15:00Z}\nrevision: {note: في الفقرة ٢}\npaper: Letter\n"
    )
    meta = read(tmp_path, same, name="statement.ar.md").meta
    assert meta.revision is not None
    assert (meta.revision.number, meta.revision.note) == (1, "في الفقرة ٢")
    assert meta.paper == "Letter"


def test_one_version_alone_may_be_corrected(tmp_path: Path) -> None:
    read(tmp_path, minimal())
    front = "title: ت\nlang: ar\nrevision: {number: 2, kind: reissue, date: 2026-04-01}\n"
    meta = read(tmp_path, front, name="statement.ar.md").meta
    assert meta.revision is not None
    assert meta.revision.number == 2


def test_original_follows_the_main_version(tmp_path: Path) -> None:
    read(tmp_path, minimal(lang="fr"))
    assert read(tmp_path, "title: ت\nlang: ar\n", name="statement.ar.md").meta.original == ("fr",)


def test_what_prints_has_a_run_with_its_role_and_line(tmp_path: Path) -> None:
    read(tmp_path, minimal(number="7"))
    front = "title: عنوان\nlang: ar\ncontact:\n  phone: '+999'\nsignatory: {name: لينا}\n"
    runs = read(tmp_path, front, "نص\n", name="statement.ar.md").runs
    told = [(run.text, Path(run.place.file).name, run.place.line, run.role) for run in runs]
    assert told == [
        ("عنوان", "statement.ar.md", 2, "text"),
        ("لينا", "statement.ar.md", 6, "text"),
        ("7", "statement.md", 5, "small"),
        ("+999", "statement.ar.md", 5, "small"),
        ("نص", "statement.ar.md", 8, "text"),
    ]
    assert {run.language for run in runs} == {"ar"}


def test_comments_of_the_front_matter_are_never_attached(tmp_path: Path) -> None:
    front = (
        "# secret one\ntitle: 'A # title' # secret two\nlang: en\ndate: 2026-03-22 # secret\n"
        "  # secret three\nsummary: |  # secret four\n  Kept # here\n\n  and here\n# secret five\n"
        "keywords: [a, # secret six\n  b]\n"
    )
    statement = read(tmp_path, front)
    assert statement.source.decode() == (
        "---\ntitle: 'A # title'\nlang: en\ndate: 2026-03-22\nsummary: |\n  Kept # here\n\n"
        "  and here\nkeywords: [a,\n  b]\n---\nText.\n"
    )
    assert statement.meta.summary == "Kept # here\n\nand here"


LINES = st.sampled_from(
    ["a: b", "c: 'd # e'", "# f", "g: h # i", "j: \"k\" # l", "  # m", "n:", "  - o # p", "  - q#r",
     "s: |", "  t # u", "  # v", "", "w: >-  # x", "  y", "z: {a: b, # c", "  d: e}", "f: g", "  h"]
)  # fmt: skip


@given(st.lists(LINES, max_size=12).map("\n".join))
def test_taking_comments_out_changes_no_value(text: str) -> None:
    try:
        value = yaml.compose(f"{text}\n", Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return
    lines = tuple(text.split("\n"))
    source = Source("x", lines, tuple(range(1, len(lines) + 1)))
    kept = cut(source, tuple(comment_spans(text)))
    again = yaml.compose(f"{kept.text}\n", Loader=yaml.SafeLoader)
    assert flat(again) == flat(value)
    assert not list(comment_spans(kept.text))


def flat(node: yaml.Node | None) -> object:
    if isinstance(node, yaml.CollectionNode):
        return [
            flat(each) if isinstance(each, yaml.Node) else [*map(flat, each)] for each in node.value
        ]
    return node.value if node else None


@pytest.mark.parametrize(
    ("text", "kept", "line"),
    [
        ("One <!-- x --> two.", "One two.", 6),
        ("<!-- x -->\nOne two.", "One two.", 7),
        ("One\n<!-- x\ny -->\ntwo.", "One\ntwo.", 6),
        ("One  <!-- x -->\ntwo.", "One\ntwo.", 6),
        ("<!-- x\n\ny -->    One two.", "One two.", 8),
        ("One <!-- x\n\ny --> two.", "One two.", 6),
        ("<!--><!--->One two.", "One two.", 6),
        ("One two.\n\n[//]: # (x)\n[c]: <> 'x'", "One two.\n", 6),
        ("<!-- [//]: # (x) -->One two.", "One two.", 6),
    ],
)
def test_comments_are_stripped_from_print_and_source(
    tmp_path: Path, text: str, kept: str, line: int
) -> None:
    path = tmp_path / "statement.md"
    path.write_text(f"---\n{minimal()}---\n{text}\n")
    world = World(layouts=tmp_path, fonts=tmp_path)
    statement = read_statement(path, world, strip_comments=True)
    assert statement.source.decode() == f"---\n{minimal()}---\n{kept}\n"
    assert statement.runs[1].place.line == line
    assert " ".join(run.text for run in statement.runs[1:]) == "One two."
    with pytest.raises(StatementError):
        read_statement(path, world)


@pytest.mark.parametrize("text", ["a <!-<!-- x -->- b -->", "a <!-- b", "a <!-- b --> c <!-- d"])
def test_comments_without_a_clear_end_are_refused_even_when_stripped(
    tmp_path: Path, text: str
) -> None:
    path = tmp_path / "statement.md"
    path.write_text(f"---\n{minimal()}---\n{text}\n")
    with pytest.raises(StatementError) as fault:
        read_statement(path, World(layouts=tmp_path, fonts=tmp_path), strip_comments=True)
    assert [finding.code for finding in fault.value.findings] == ["statement.comment"]


def test_an_html_comment_in_the_front_matter_is_one_too(tmp_path: Path) -> None:
    with pytest.raises(StatementError, match="There is a comment here"):
        read(tmp_path, minimal(title="A <!-- draft --> title"))
