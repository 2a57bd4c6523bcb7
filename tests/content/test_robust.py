"""Whatever an author writes, `check` tells it and never breaks."""

import copy
import random
import re
import shutil
import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizengine.content.checks import check
from quizengine.content.items import FORMS, KINDS, read_items
from quizengine.content.table import Source, Table
from quizengine.scoring import Kind, Status, score
from quizengine.scoring.item import STEPS
from quizengine.scoring.methods import METHODS
from quizengine.scoring.typed import FOLDS

CASES = Path(__file__).parent.parent / "cases"
GOOD = CASES / "good" / "lessons"
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


@pytest.mark.parametrize(
    "text", ["[]", '{"cells": {}}', '{"cells": [], "metadata": null}', '{"cells": [1]}', "[" * 9999]
)
def test_a_notebook_that_cannot_be_read_is_a_problem(text, tmp_path):
    shutil.copytree(GOOD, tmp_path / "lessons")
    (tmp_path / "lessons" / "fr" / "demo.ipynb").write_text(text, "utf-8")
    assert check(tmp_path / "lessons", today=date(2026, 11, 22))


ITEMS = tomllib.loads((CASES / "kinds" / "items.toml").read_text("utf-8"))["item"]
WORDS = ["", "a", "proof", "a=b", "line=joke", "true", "1/3", "-1", "0", "[1, 2)", "odd id", "{proof}", "a|b"]
scalars = st.one_of(
    st.sampled_from([*WORDS, *KINDS, *FORMS, *STEPS, *FOLDS, *METHODS]),
    st.text(max_size=8),
    st.integers(-3, 20),
    st.integers(),
    st.booleans(),
    st.floats(),
    st.dates(),
    st.datetimes(),
)
names = st.sampled_from(
    ["id", "fr", "en", "method", "floor", "upper", "penalty", "points-by-try", "figures", "x"]
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=6,
)


def list_ways(data, way=()):
    """The way to everything in a record, and to a key that it has not."""
    if way:
        yield way
    if isinstance(data, dict):
        yield (*way, "other")
        for key, value in data.items():
            yield from list_ways(value, (*way, key))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from list_ways(value, (*way, number))


FIELDS = [
    "scoring",
    "key",
    "fold",
    "tolerance",
    "max_points",
    "why",
    "passage",
    "choice",
    "target",
    "criterion",
]
PLACES = [(item, way) for item in ITEMS for way in list_ways(item)]
steady = settings(derandomize=True, deadline=None, max_examples=1500, database=None)


def read(item):
    """The item that data give, if it is sound, and what is told of it."""
    source = Source("f", ("fr", "en"), {(): 1})
    return list(read_items(Table(source, {"item": [item]})).values()), source.problems


def is_usable(item):
    """Whether blank is unanswered and the key, where a pupil can give it, is right."""
    if item.kind in (Kind.OPEN, Kind.LIKERT):
        return score(item, "").status is Status.UNANSWERED and not item.key
    typed = {Kind.SHORT_TEXT: item.key[:1], Kind.NUMERIC: list(filter(is_decimal, item.key))[:1]}
    response = list(typed.get(item.kind, item.key))
    return not response or score(item, response).status is Status.CORRECT


def is_decimal(key):
    return re.fullmatch(r"[0-9]{1,9}", key) is not None


@steady
@given(st.sampled_from(PLACES), values)
def test_any_value_anywhere_in_an_item_gives_a_sound_item_or_a_problem(place, value):
    item, (*way, last) = copy.deepcopy(place[0]), place[1]
    here = item
    for step in way:
        here = here[step]
    here[last] = value
    sound, problems = read(item)
    assert bool(sound) != bool(problems)
    assert all(map(is_usable, sound))


@steady
@given(
    st.sampled_from(ITEMS),
    st.sampled_from(KINDS),
    st.dictionaries(st.sampled_from(FIELDS), values, max_size=3),
)
def test_any_fields_under_any_kind_give_a_sound_item_or_a_problem(item, kind, fields):
    sound, problems = read(item | {"kind": kind} | fields)
    assert bool(sound) != bool(problems)
    assert all(map(is_usable, sound))
