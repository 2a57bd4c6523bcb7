"""Every table and key of a TOML text is found at its line, whatever stands around it."""

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizengine.content.lines import index_lines

HARD = '''# a comment with """ and [brackets]
a = "x"
[[item]]
"id" = "one" # "
text = """
[[item]]
id = "not a header"
"""
key = ["k"]
[[item]]
id = "two"
[[item.choice]]
id = "c"
'''


def test_lines_are_found_beside_comments_quotes_and_long_texts():
    tomllib.loads(HARD)
    found = index_lines(HARD)
    assert found[("item", 0)] == 3
    assert found[("item", 0, "id")] == 4
    assert found[("item", 0, "key")] == 9
    assert found[("item", 1, "id")] == 11
    assert found[("item", 1, "choice", 0, "id")] == 13


def test_odd_separators_inside_a_comment_do_not_shift_lines():
    assert index_lines("# a\u2028b\u0085c\nkey = 1\n")[("key",)] == 2


def test_a_dotted_key_is_found_whole_and_by_its_first_part():
    found = index_lines("stem.fr = 1\nstem.en = 2\n[report.text]\nfr = 3\n")
    assert [found[way] for way in [("stem",), ("stem", "fr"), ("stem", "en")]] == [1, 1, 2]
    assert found[("report", "text", "fr")] == 4


VALUES = [
    "1",
    "2026-11-22",
    '"x"',
    "'x'",
    '"# no comment"',
    '"\\" [[item]]"',
    '\'"""\'',
    '"""one line"""',
    '"""it\'s"""  # it\'s',
    '"""\n[[item]]\nid = 1\n"""',
    '"""\n# \\"""\nid = 1\n"""',
    '"""\nquoted""""',
    "'''\n[item]\n\"\"\"\n'''",
    '["a", "b"]  # ["',
    '[\n  ["a"],\n  ["b"],\n]',
    '[  # [[\n  """\n]\n""",\n  { b = 1 },\n]',
    "{ a = 1, b = [2] }",
]


@pytest.mark.parametrize("value", VALUES)
def test_each_way_to_write_a_value_is_toml(value):
    tomllib.loads(f"a = {value}\n")


@settings(derandomize=True, deadline=None, max_examples=200, database=None)
@given(st.lists(st.lists(st.sampled_from(VALUES), max_size=4), min_size=1, max_size=4))
def test_no_value_shifts_the_line_of_what_follows(records):
    text, wanted = "", {}
    for number, values in enumerate(records):
        wanted["item", number] = text.count("\n") + 1
        text += "[[item]]\n"
        for place, value in enumerate(values):
            wanted["item", number, f"key-{place}"] = text.count("\n") + 1
            text += f"key-{place} = {value}\n"
    tomllib.loads(text)
    assert index_lines(text) == {(): 1} | wanted
