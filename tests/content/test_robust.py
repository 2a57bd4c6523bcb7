"""Whatever an author writes, `check` tells it and never breaks."""

import random
import re
import shutil
import tomllib
from datetime import date
from pathlib import Path

import pytest

from quizengine.content.checks import check
from quizengine.content.lines import index_lines

GOOD = Path(__file__).parent.parent / "cases" / "good" / "lessons"
ODD = [
    "7",
    "1.5",
    "true",
    "[]",
    '[["a"], "b"]',
    "{ a = 1 }",
    '""',
    '"odd"',
    "2026-11-22T10:00:00",
    "1979-05-27",
]
VALUE = re.compile(r"^(\s*[\w.-]+ = )(.+)$")


@pytest.mark.parametrize(
    "path", sorted(path.relative_to(GOOD).as_posix() for path in GOOD.glob("bank/**/*.toml"))
)
def test_any_value_may_be_odd_and_check_still_ends(path, tmp_path):
    rng = random.Random(path)
    lessons = tmp_path / "lessons"
    shutil.copytree(GOOD, lessons)
    lines = (GOOD / path).read_text("utf-8").split("\n")
    places = [number for number, line in enumerate(lines) if VALUE.match(line)]
    for number in rng.sample(places, min(12, len(places))):
        for odd in (*rng.sample(ODD, 3), None):
            changed = VALUE.sub(lambda found, odd=odd: found[1] + odd if odd else "", lines[number])
            text = "\n".join([*lines[:number], changed, *lines[number + 1 :]])
            (lessons / path).write_text(text, "utf-8")
            for problem in check(lessons, today=date(2026, 11, 22)):
                assert problem.line >= 1


@pytest.mark.parametrize("text", ["[" * 3000, f"a = {'9' * 5000}", "a = 1\na = 2", "=", "\x00"])
def test_toml_that_cannot_be_read_is_one_problem(text, tmp_path):
    shutil.copytree(GOOD, tmp_path / "lessons")
    (tmp_path / "lessons" / "bank" / "demo" / "scenario.toml").write_text(text, "utf-8")
    problems = check(tmp_path / "lessons", today=date(2026, 11, 22))
    assert len([one for one in problems if one.file.endswith("scenario.toml")]) == 1


@pytest.mark.parametrize(
    "text", ["[]", '{"cells": {}}', '{"cells": [], "metadata": null}', '{"cells": [1]}', "[" * 9999]
)
def test_a_notebook_that_cannot_be_read_is_a_problem(text, tmp_path):
    shutil.copytree(GOOD, tmp_path / "lessons")
    (tmp_path / "lessons" / "fr" / "demo.ipynb").write_text(text, "utf-8")
    assert check(tmp_path / "lessons", today=date(2026, 11, 22))


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
