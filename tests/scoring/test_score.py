"""Scoring: exact points, and a status that tells blank, nonsense and wrong apart."""

from fractions import Fraction

import pytest

from quizengine.scoring import Choice, Item, Kind, Scoring, Status, Target, score


def make_item(kind, ids, key, scoring, targets=(), **more):
    choices = tuple(Choice(one, {"en": one}, {"en": "because"}) for one in ids.split())
    places = tuple(Target(one, {"en": one}) for one in targets)
    return Item("it", Kind(kind), {"en": "?"}, choices, tuple(key.split()), Scoring(scoring), places, **more)


SINGLE = make_item("single-choice", "a b c d", "b", "all-or-nothing", rules=("harassment",), step="act")
MULTIPLE = make_item("multiple-choice", "a b c d e", "a b", "each-decision")
ORDER = make_item("order", "a b c d", "c a b d", "per-part")
SORT = make_item("categorise", "a b c", "a=x b=y c=x", "per-part", targets=("x", "y"))
HOT = make_item("hot-text", "a b c", "a c", "all-or-nothing")

# response, status, points; the points are worked out by hand from the formula in the method's docstring
CASES = [
    (SINGLE, "b", "correct", "1"),
    (SINGLE, ["b"], "correct", "1"),
    (SINGLE, "a", "incorrect", "0"),
    (MULTIPLE, "a b", "correct", "1"),
    (MULTIPLE, "b a", "correct", "1"),
    (MULTIPLE, "a", "partial", "4/5"),
    (MULTIPLE, "a c", "partial", "3/5"),
    (MULTIPLE, "c d e", "incorrect", "0"),
    (MULTIPLE, "a b c d e", "partial", "2/5"),
    (ORDER, "c a b d", "correct", "1"),
    (ORDER, "a c b d", "partial", "1/2"),
    (ORDER, "a b c d", "partial", "1/4"),
    (ORDER, "b c d a", "incorrect", "0"),
    (SORT, "a=x b=y c=x", "correct", "1"),
    (SORT, {"c": "x", "a": "x", "b": "y"}, "correct", "1"),
    (SORT, "a=x b=x", "partial", "1/3"),
    (SORT, "a=y b=x c=y", "incorrect", "0"),
    (HOT, "c a", "correct", "1"),
    (HOT, "a", "incorrect", "0"),
]


@pytest.mark.parametrize(("item", "response", "status", "points"), CASES)
def test_points_follow_the_method(item, response, status, points):
    outcome = score(item, response)
    assert (outcome.status, outcome.points) == (Status(status), Fraction(points))


@pytest.mark.parametrize("blank", ["", "  ", [], None, {}])
def test_blank_is_unanswered_and_never_wrong(blank):
    outcome = score(SINGLE, blank)
    assert (outcome.status, outcome.points) == (Status.UNANSWERED, 0)


def test_zero_points_is_not_unanswered():
    assert score(SINGLE, "a").status is Status.INCORRECT


def test_all_or_nothing_of_an_order_asks_for_the_order():
    strict = make_item("order", "a b c", "c a b", "all-or-nothing")
    assert [score(strict, response).points for response in ("c a b", "a b c")] == [1, 0]


NONSENSE = [
    (SINGLE, "z", '"z" is not one of its choices (a, b, c, d)'),
    (SINGLE, "a b", "only one choice may be given"),
    (SINGLE, 3, '"3" is not one of its choices (a, b, c, d)'),
    (SINGLE, {"b"}, "it is neither text nor a list of ids"),
    (SINGLE, [["b"]], "it is neither text nor a list of ids"),
    (MULTIPLE, "a a", "a choice is given twice"),
    (ORDER, "c a", "each choice must be given once"),
    (SORT, "a", '"a" is not a choice=target pair'),
    (SORT, "a=z", '"z" is not one of its targets (x, y)'),
    (SORT, "a=x a=y", "a choice is given twice"),
]


@pytest.mark.parametrize(("item", "response", "problem"), NONSENSE)
def test_nonsense_is_invalid_with_its_reason_and_without_points(item, response, problem):
    outcome = score(item, response)
    assert (outcome.status, outcome.points, outcome.problem) == (Status.INVALID, None, problem)


def test_points_are_exact_thirds_of_max_points():
    item = make_item(
        "categorise", "a b c", "a=x b=y c=x", "per-part", targets=("x", "y"), max_points=Fraction(2)
    )
    assert score(item, "a=x b=x c=y").points == Fraction(2, 3)


def test_points_are_told_for_each_rule_and_step():
    outcome = score(SINGLE, "b")
    assert (outcome.per_rule, outcome.per_step) == ({"harassment": 1}, {"act": 1})
