"""A table reads on past whatever is wrong, and tells it."""

from fractions import Fraction

import pytest

from quizengine.content.exact import exact_number
from quizengine.content.table import Source, Table
from quizengine.content.toml_file import open_table

UNREADABLE = [
    ("a = 1\na = 2", 2, "the TOML cannot be read: cannot overwrite a value"),
    ("=", 1, "the TOML cannot be read: invalid statement"),
    ("\x00", 1, "the TOML cannot be read: "),
    ("a = 1\nb = [1,\n2", 3, "the TOML cannot be read: "),
    ("[" * 3000, 1, "the TOML cannot be read: "),
    (f"a = {'[' * 100_000}", 1, "the TOML cannot be read: it is nested too deeply"),
    (f"a = 1\nb = {'9' * 5000}\nc = 1", 2, "the TOML cannot be read: a number is too long"),
    (f"a = 1\nb = 0x{'f' * 5000}\nc = 1", 2, "the TOML cannot be read: a number is too long"),
]


@pytest.mark.parametrize(("text", "line", "message"), UNREADABLE, ids=range(len(UNREADABLE)))
def test_toml_that_cannot_be_read_is_one_problem_at_its_line(text, line, message, tmp_path):
    (tmp_path / "f.toml").write_text(text, "utf-8")
    root = open_table(tmp_path / "f.toml", file="f.toml", languages=())
    (told,) = root.source.problems
    assert (told.file, told.line, root.data) == ("f.toml", line, {})
    assert told.message.startswith(message)


def read(data):
    source = Source("f", (), {(): 1})
    return Table(source, data), source.problems


NUMBERS = [(3, "3"), ("3", "3"), ("+0.25", "1/4"), ("-1/3", "-1/3"), ("007", "7")]


@pytest.mark.parametrize(("written", "number"), NUMBERS)
def test_an_exact_number_is_an_integer_or_a_text(written, number):
    assert exact_number(written) == Fraction(number)


NO_NUMBERS = [0.1, True, None, "", "1/0", "1e9", "1,5", ".5", "½", "٣", " 1", "inf", "nan", "9" * 201, [1]]


@pytest.mark.parametrize("written", NO_NUMBERS, ids=repr)
def test_nothing_else_is_an_exact_number(written):
    assert exact_number(written) is None


def test_an_empty_text_does_not_stand_for_what_may_be_left_out():
    table, problems = read({"form": ""})
    assert table.one_of("form", ("A", "B"), "A") == ""
    assert [one.message for one in problems] == ['form "" is not one of A, B. Write one of them.']


def test_a_slip_of_the_pen_is_told_with_the_name_it_stands_for():
    table, problems = read({"rule": []})
    assert table.strings("rules") == ()
    table.close()
    assert [one.message for one in problems] == [
        '"rule" is not known here. Did you mean "rules"? Correct or remove it.'
    ]


def test_a_record_without_an_id_is_told_by_its_number():
    table, problems = read({"item": [{"id": "a"}, {}]})
    for one in table.tables("item"):
        one.slug()
    assert [str(one) for one in problems] == ['f:1: item 2: "id" is missing. Write id = "…".']
