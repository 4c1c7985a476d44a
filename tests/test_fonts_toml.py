"""The lines of a TOML file's keys."""

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from bayan.fonts.tomlfile import key_lines, line_of

TEXT = '''\
top = 1
[house] # a comment with "quotes" and [brackets
name = "a # no comment [ no table"
lines = [
  "one", # ] no end
  "[two]",
  """three
trap = 1
""",
]
after = 2
literal = \'\'\'
[trap]
trap = "\'\'\'
tail = """ends in quotes """""
inline = { a = 1, b = [ 1, 2 ] }

[house."pt-BR"]
"quoted key" = 3
a . b = 4
[[font]]
file = "x"
[[font]]
file = "y"
'''


def test_every_key_has_its_line() -> None:
    tomllib.loads(TEXT)
    assert key_lines(TEXT) == {
        ("top",): 1,
        ("house",): 2,
        ("house", "name"): 3,
        ("house", "lines"): 4,
        ("house", "after"): 11,
        ("house", "literal"): 12,
        ("house", "tail"): 15,
        ("house", "inline"): 16,
        ("house", "pt-BR"): 18,
        ("house", "pt-BR", "quoted key"): 19,
        ("house", "pt-BR", "a", "b"): 20,
        ("font",): 21,
        ("font", 0): 21,
        ("font", 0, "file"): 22,
        ("font", 1): 23,
        ("font", 1, "file"): 24,
    }


def test_a_key_without_a_line_has_that_of_its_table() -> None:
    lines = key_lines(TEXT)
    assert line_of(lines, ("house", "inline", "b")) == 16
    assert line_of(lines, ("font", 1, "gone")) == 23
    assert line_of(lines, ("nowhere",)) is None
    assert line_of(lines, ()) is None


VALUES = st.sampled_from(
    [
        '"a"',
        "'b#'",
        "1",
        "[1,\n2]",
        '"""x\n[y]\nz=1\n"""',
        "'''\nq = '\n'''",
        "{a=[1]}",
        '"\\"["',
        "[ # ]\n]",
    ]
)


@given(st.lists(VALUES, max_size=12))
def test_no_value_hides_a_key_or_makes_one(values: list[str]) -> None:
    text = "".join(f"k{number} = {value} # [c\n" for number, value in enumerate(values))
    lines = key_lines(text)
    assert set(lines) == {(key,) for key in tomllib.loads(text)}
    for (key,), line in lines.items():
        assert text.split("\n")[line - 1].startswith(f"{key} = ")
