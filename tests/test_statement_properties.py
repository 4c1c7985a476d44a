"""Laws that any statement keeps: no word lost, every run on its line, HTML as agreed."""

import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bayan.errors import BayanError
from bayan.findings import Place, errors_in
from bayan.language.table import LANGUAGES
from bayan.statement.markup import Body, write_body
from bayan.statement.notebook import Notebook
from bayan.statement.scope import Scope
from bayan.statement.source import Source, unprintable
from bayan.world import Limits

PASSAGE = frozenset(("lang", "dir"))
PLAIN = frozenset[str]()
ELEMENTS = {
    "p": PASSAGE,
    **{f"h{level}": {"lang", "dir", "id"} for level in range(2, 7)},
    **dict.fromkeys(("ul", "li", "blockquote", "table", "dl"), PASSAGE),
    **dict.fromkeys(("thead", "tbody", "tr", "dt", "dd", "hr", "br"), PLAIN),
    "ol": {"start", "lang", "dir"},
    "th": {"scope", "class"},
    "td": {"class"},
    **dict.fromkeys(("pre", "code", "em", "strong", "figure"), PASSAGE),
    "a": {"href", "lang", "dir"},
    "abbr": {"title"},
    "img": {"src", "alt", "lang", "dir"},
    "figcaption": PLAIN,
    "span": {"lang", "dir", "class", "id"},
    "sup": {"class"},
}
CLASSES = {"start", "center", "end", "footnote", "noteref"}


def scope_for(text: str, limits: Limits | None = None) -> Scope:
    lines = tuple(text.split("\n"))
    source = Source("statement.md", lines, tuple(range(1, len(lines) + 1)))
    row = LANGUAGES["en"]
    return Scope(source, Path("/nowhere"), row, "A title", limits or Limits(), Notebook())


def body_of(text: str) -> Body:
    return write_body(scope_for(text))


def tree_of(html: str) -> ElementTree.Element:
    return ElementTree.fromstring(f"<body>{html}</body>")


def words_in(text: str) -> list[str]:
    return re.findall(r"w\d+q", text)


# Every word is different, so that a lost, doubled or misplaced one is seen.
MARKS = (
    "{}", "*{}*", "**{}**", "`{}`", "[{}](https://a.example)", "[{}]{{lang=ar}}", '"{}"',
    "_{}_", "<b>{}</b>", "a\\*{}", "&lt;{}", "^[{}]", "[^{}]", "![x](y.png){}", "({})",
    "'{}'s", "{{%{}%}}", "{{{{{}}}}}", "{{{}}}", "*[{}", "[{}]", "***{}**", "{}\\", "<{}>",
    "{{a={}}}", "~~{}~~", "[{}][]", "[[{}]]", "^{}^", "$", "{}  ",
)  # fmt: skip
PREFIXES = (
    "", "", "", "> ", "- ", "1. ", "  - ", "# ", "### ", ": ", "    ", "| ", "* ", ">> ",
    "   ", "\n", "\n", "\n> ", "\n- ", "\n\n    ", "\n    - ", "\n: ", "\n~ ", "\n7) ",
    "```\n", "\n[^1]: ", "***\n",
)  # fmt: skip


@st.composite
def texts(draw: st.DrawFn) -> str:
    lines = draw(
        st.lists(
            st.tuples(st.sampled_from(PREFIXES), st.lists(st.sampled_from(MARKS), max_size=4)),
            max_size=12,
        )
    )
    count = 0
    written = []
    for prefix, marks in lines:
        words = [mark.format(f"w{count + index}q") for index, mark in enumerate(marks)]
        count += len(marks)
        written.append(prefix + " ".join(words))
    return "\n".join(written)


@given(texts())
@settings(max_examples=250, deadline=None)
def test_no_word_is_lost_without_a_finding_and_none_is_doubled(text: str) -> None:
    scope = scope_for(text)
    printed = words_in("".join(tree_of(write_body(scope).html).itertext()))
    findings = scope.notebook.findings
    assert len(set(printed)) == len(printed)
    if not errors_in(findings) and not any("not printed" in each.message for each in findings):
        assert sorted(printed) == sorted(words_in(text))


@given(texts())
@settings(max_examples=150, deadline=None)
def test_runs_are_what_is_printed_and_stand_on_their_line(text: str) -> None:
    body = body_of(text)
    printed = "".join(tree_of(body.html).itertext())
    runs = "".join(run.text for run in body.runs)
    assert re.sub(r"\s", "", printed) == re.sub(r"\s", "", runs)
    lines = text.split("\n")
    for run in body.runs:
        line = lines[(run.place.line or 0) - 1]
        assert set(words_in(run.text)) <= set(words_in(line)), run


TABLE_CELLS = st.sampled_from(
    ["w", "", "`x \\| y`", "*w*", "\\|", "a \\\\", "نص", "[w](https://a.example)"]
)


@given(
    st.lists(st.lists(TABLE_CELLS, min_size=1, max_size=4), min_size=1, max_size=4), st.booleans()
)
@settings(max_examples=150, deadline=None)
def test_a_table_prints_whole_or_says_what_would_be_lost(
    rows: list[list[str]], quoted: bool
) -> None:
    lines = ["| a | b |", "|---|---|", *(f"| {' | '.join(row)} |" for row in rows)]
    scope = scope_for("\n".join(f"> {line}" if quoted else line for line in lines))
    html = write_body(scope).html
    told = {finding.place.line for finding in scope.notebook.findings if finding.place}
    for number, row in enumerate(rows, start=3):
        lost = any(cell.strip() for cell in row[2:])
        assert (number in told) == lost
    assert tree_of(html).findall(".//table")


PIECES = (
    "*", "_", "`", "[", "]", "(", ")", "!", "<", ">", "{", "}", "#", "|", "\\", '"', "'", "^",
    ":", "~", "-", "+", "=", "&", " ", "\n", "\t", "\n\n", "\n> ", "\n- ", "\n    ", "|-|-|\n",
    "\n: ", "---", "```", "[^1]", "[^1]: ", "*[UN]: x", "{lang=fr}", "{.a}", "](", "![",
    "](x.png)", "http://", "<!--", "word", "كلمة", "&amp;", "&#12;", "UN",
    "<https://a.example>", "[a]: /b 'c'", "#section", "^[", "[a]", "</b>", "]:", "](#word)",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
@settings(max_examples=400, deadline=None)
def test_any_text_becomes_agreed_html_or_a_fault_of_ours(text: str) -> None:
    try:
        body = body_of(text)
    except BayanError:
        return
    require_agreed(tree_of(body.html.replace("\x0c", "")))


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_characters_become_agreed_html(text: str) -> None:
    clean = "".join(char for char in text if char != "\r" and not any(unprintable(char)))
    require_agreed(tree_of(body_of(clean).html))


def require_agreed(tree: ElementTree.Element) -> None:
    for element in tree.iter():
        if element is tree:
            continue
        assert element.tag in ELEMENTS
        assert set(element.attrib) <= ELEMENTS[element.tag]
        assert "lang" not in element.attrib or "dir" in element.attrib
        assert set(element.get("class", "start").split()) <= CLASSES
    ids = [element.get("id") for element in tree.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids))


def test_headings_never_skip_a_level() -> None:
    html = body_of("### a\n\n###### b\n\n# c\n\n## d\n\n#### e\n\n### f").html
    assert [element.tag for element in tree_of(html)] == ["h2", "h3", "h2", "h3", "h4", "h4"]


@pytest.mark.parametrize(
    ("limit", "text", "line"),
    [
        ("table_cells", "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |", 4),
        ("images", "".join(f"\n![a](x{number}.png)" for number in range(7)), 7),
        ("word_characters", "a b\nwwwwww", 2),
        ("paragraph_characters", "a\n\nb c\nd e", 3),
        ("paragraph_marks", "a\n\n' ' ' ' ' '", 3),
        ("marks", "* ` ` ` ` `", 1),
        ("nesting", "> a\n\n" + "- " * 7 + "deep", 3),
        ("nesting", "a\n" + "*a **b " * 4 + "x" + "** c*" * 4, 1),
    ],
)
def test_limits_name_their_line(limit: str, text: str, line: int) -> None:
    scope = scope_for(text, replace(Limits(), **{limit: 5}))
    with pytest.raises(BayanError) as fault:
        write_body(scope)
    assert fault.value.findings[-1].code == "statement.limit"
    assert fault.value.findings[-1].place == Place("statement.md", line)


def test_long_words_pass() -> None:
    word = "w" * 1_000
    assert word in body_of(f"| {word} |\n|---|\n| {word} |").html


def test_a_statement_need_not_have_a_body() -> None:
    assert body_of("").html == ""
