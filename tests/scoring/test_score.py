"""Scoring: exact points, and a status that tells blank, nonsense and wrong apart."""

import re
from fractions import Fraction

import pytest

from quizengine.scoring import Choice, Item, Kind, Scoring, Status, Target, score
from quizengine.scoring.item import Criterion


def make_item(kind, ids, key, scoring, targets=(), **more):
    choices = tuple(Choice(one, {"en": one}, {"en": "because"}) for one in ids.split())
    places = tuple(Target(one, {"en": one}) for one in targets)
    scoring = Scoring(scoring) if isinstance(scoring, str) else scoring
    return Item("it", Kind(kind), {"en": "?"}, choices, tuple(key.split()), scoring, places, **more)


SINGLE = make_item("single-choice", "a b c d", "b", "all-or-nothing", rules=("harassment",), step="act")
MULTIPLE = make_item("multiple-choice", "a b c d e", "a b", "each-decision")
ORDER = make_item("order", "a b c d", "c a b d", "per-part")
SORT = make_item("categorise", "a b c", "a=x b=y c=x", "per-part", targets=("x", "y"))
VERDICT = make_item("true-false", "true false law taste", "true law", "per-part")
NUMBER = make_item("numeric", "", "12.5", "all-or-nothing")
SURE = make_item("single-choice", "a b", "b", "certainty")
TRIES = make_item("single-choice", "a b", "b", Scoring("all-or-nothing", penalty=Fraction(1, 3)))
LIKERT = make_item("likert", "agree disagree", "", "all-or-nothing")
RUBRIC = (Criterion("proof", {}, Fraction(2)), Criterion("tone", {}, Fraction(1)))
ESSAY = make_item("open", "", "", "all-or-nothing", rubric=RUBRIC, max_points=Fraction(3), step="act")
EVERY = [SINGLE, MULTIPLE, ORDER, SORT, VERDICT, NUMBER, SURE, TRIES, ESSAY]


@pytest.mark.parametrize("item", EVERY)
@pytest.mark.parametrize("blank", ["", "  ", [], (), None, {}, "\u202f\n"])
def test_blank_is_unanswered_and_never_wrong(item, blank):
    outcome = score(item, blank)
    assert (outcome.status, outcome.points) == (Status.UNANSWERED, 0)


@pytest.mark.parametrize("raw", ["agree", "", "maybe"])
def test_a_likert_has_neither_points_nor_a_maximum(raw):
    outcome = score(LIKERT, raw)
    assert (outcome.points, outcome.max_points, outcome.per_rule) == (None, None, {})


def test_zero_points_is_not_unanswered():
    assert score(SINGLE, "a").status is Status.INCORRECT


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
    (SORT, {"a": 1}, "it is neither text nor a list of ids"),
    (VERDICT, "law", "one of true and false, and at most one reason, must be given"),
    (VERDICT, "true false", "one of true and false, and at most one reason, must be given"),
    (NUMBER, "1.234,5", '"1.234,5" is not a number'),
    (NUMBER, float("inf"), '"inf" is not a number'),
    (NUMBER, "9" * 61, f'"{"9" * 59}…" is not a number'),
    (SURE, "b certainty=4", 'certainty "4" is not 1, 2 or 3'),
    (TRIES, "a||b", "a try is empty"),
    (TRIES, [["a"], [1]], "it is neither text nor a list of ids"),
    (LIKERT, "agree disagree", "only one choice may be given"),
    (ESSAY, "x" * 10_001, "it is longer than 10000 characters"),
]


@pytest.mark.parametrize(("item", "response", "problem"), NONSENSE)
def test_nonsense_is_invalid_with_its_reason_and_without_points(item, response, problem):
    outcome = score(item, response)
    assert (outcome.status, outcome.points, outcome.problem) == (Status.INVALID, None, problem)


def test_points_are_told_for_each_rule_and_step():
    outcome = score(SINGLE, "b")
    assert (outcome.per_rule, outcome.per_step) == ({"harassment": 1}, {"act": 1})


def test_the_longest_response_that_is_read_has_10000_characters():
    assert score(ESSAY, "x" * 10_000).status is Status.PENDING


def test_what_has_no_points_tells_none_for_rules_and_steps():
    assert [score(item, "z").per_step for item in (SINGLE, ESSAY)] == [{}, {}]


def marked(**points):
    return score(ESSAY, "…", mark={name: Fraction(given) for name, given in points.items()})


def test_a_mark_gives_points_to_the_step():
    assert marked(proof=2, tone="1/2").per_step == {"act": Fraction(5, 2)}


@pytest.mark.parametrize(
    ("mark", "message"),
    [
        ({"proof": 1}, 'criterion "tone" of "it" needs points from 0 to 1'),
        ({"proof": 3, "tone": 1}, 'criterion "proof" of "it" needs points from 0 to 2'),
        ({"proof": -1, "tone": 1}, 'criterion "proof" of "it" needs points from 0 to 2'),
        ({"proof": 2, "tone": "1.01"}, 'criterion "tone" of "it" needs points from 0 to 1'),
        ({"proof": 1, "tone": 1, "style": 1}, '"style" is not a criterion of "it" (proof, tone)'),
        ({}, 'criterion "proof" of "it" needs points from 0 to 2'),
    ],
)
def test_a_mark_that_does_not_fit_the_rubric_names_the_criterion(mark, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        marked(**mark)


def test_the_limits_of_a_criterion_may_be_given():
    assert (marked(proof=2, tone=1).points, marked(proof=0, tone=0).points) == (3, 0)


def test_a_mark_is_no_answer():
    assert score(ESSAY, " ", mark={"proof": Fraction(2), "tone": Fraction(1)}).status is Status.UNANSWERED


def test_only_an_open_item_looks_at_a_mark():
    assert score(SINGLE, "b", mark={"style": Fraction(9)}).points == 1
