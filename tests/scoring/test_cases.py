"""The hand-made cases of ``tests/cases/scoring.toml``: each gets its status and its exact points."""

import tomllib
from fractions import Fraction
from pathlib import Path

import pytest

from quizengine.content.items import read_item
from quizengine.content.table import Source, Table
from quizengine.scoring import Kind, Status, score
from quizengine.scoring.methods import METHODS

FILE = Path(__file__).parent.parent / "cases" / "scoring.toml"
GROUPS = tomllib.loads(FILE.read_text("utf-8"))["group"]
CASES = [(group["item"], case) for group in GROUPS for case in group["cases"]]


def write_out(item):
    """The compact item as items.toml has it."""
    data = {"id": "it", "stem": {"en": "?"}} | item
    data["choice"] = [{"id": one} for one in data.pop("choices", "").split()]
    data["choice"] += [{"id": one, "weight": weight} for one, weight in data.pop("weights", {}).items()]
    data["target"] = [{"id": one} for one in data.pop("targets", "").split()]
    data["criterion"] = [{"id": one, "points": most} for one, most in data.pop("rubric", {}).items()]
    return data


def read(item):
    source = Source("scoring.toml", (), {(): 1})
    found = read_item(Table(source, write_out(item)))
    assert not source.problems
    return found


def name(case):
    item, one = case
    method = item.get("scoring", "default")
    method = method if isinstance(method, str) else method["method"]
    return f"{item['kind']}, {method}, {one['response']!r:.40}"


@pytest.mark.parametrize(("item", "case"), CASES, ids=map(name, CASES))
def test_a_case_gets_its_status_and_its_points(item, case):
    mark = {one: Fraction(points) for one, points in case["mark"].items()} if "mark" in case else None
    outcome = score(read(item), case["response"], mark=mark)
    points = Fraction(case["points"]) if "points" in case else None
    assert (outcome.status, outcome.points) == (Status(case["status"]), points)
    assert (outcome.problem == "") == (outcome.status is not Status.INVALID)


def test_there_are_150_cases_and_each_names_its_source():
    assert len(CASES) >= 150
    assert all(len(case["source"]) > 10 for _, case in CASES)


def test_no_case_stands_twice():
    seen = [(str(item), repr(case["response"]), str(case.get("mark"))) for item, case in CASES]
    assert sorted(set(seen)) == sorted(seen)


def test_every_method_kind_and_status_has_cases():
    items = [read(group["item"]) for group in GROUPS]
    assert {item.scoring.method for item in items} == set(METHODS)
    assert {item.kind for item in items} == set(Kind)
    assert {case["status"] for _, case in CASES} == set(Status)
