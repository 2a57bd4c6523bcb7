"""Mastery of a rule: the mean share of what was observed, said only with enough behind it."""

from fractions import Fraction

import pytest

from quizengine.scoring import Choice, Item, Kind, Outcome, Scoring, Status, score
from quizengine.scoring.mastery import Level, find_mastery

MOVED = {Fraction(1): Status.CORRECT, Fraction(0): Status.INCORRECT}


def outcomes(*shares, rules=("harassment",), max_points=1):
    for share in map(Fraction, shares):
        status = Status.INCORRECT if share < 0 else MOVED.get(share, Status.PARTIAL)
        points = share * max_points
        yield Outcome("it", status, points, Fraction(max_points), dict.fromkeys(rules, points), {})


def level(*shares):
    (found,) = find_mastery(outcomes(*shares))
    return found.level


@pytest.mark.parametrize("count", [1, 2, 3])
def test_with_fewer_than_four_observations_nothing_is_said(count):
    (found,) = find_mastery(outcomes(*[1] * count))
    assert (found.observations, found.share, found.level) == (count, 1, Level.TOO_FEW)


@pytest.mark.parametrize(
    ("shares", "said"),
    [
        ((1, 1, 1, 1), Level.MASTERED),
        ((1, 1, 1, 1, 0), Level.MASTERED),
        ((1, 1, 1, "19/100"), Level.ON_THE_WAY),
        (("4/5", "4/5", "4/5", "79/100"), Level.ON_THE_WAY),
        ((1, 1, 0, 0), Level.ON_THE_WAY),
        ((1, "99/100", 0, 0), Level.NOT_YET),
        ((0, 0, 0, 0), Level.NOT_YET),
    ],
)
def test_four_fifths_is_mastered_and_half_is_on_the_way(shares, said):
    assert level(*shares) is said


def test_negative_points_count_as_none():
    (found,) = find_mastery(outcomes(1, 1, 0, -2))
    assert (found.share, found.level) == (Fraction(1, 2), Level.ON_THE_WAY)


def test_an_observation_counts_the_same_whatever_its_points():
    (found,) = find_mastery([*outcomes(1, max_points=100), *outcomes(0, 0, 0)])
    assert found.share == Fraction(1, 4)


@pytest.mark.parametrize("status", [Status.UNANSWERED, Status.INVALID, Status.PENDING, Status.UNSCORED])
def test_what_shows_nothing_is_left_out(status):
    blank = Outcome("it", status, Fraction(0), Fraction(1), {"harassment": Fraction(0)}, {})
    (found,) = find_mastery([blank, *outcomes(1, 1, 1, 1), blank])
    assert (found.observations, found.level) == (4, Level.MASTERED)


def test_a_rule_that_was_not_observed_has_no_record():
    assert find_mastery([]) == ()
    assert find_mastery(outcomes(1, rules=())) == ()


def test_rules_are_counted_apart_and_sorted():
    found = find_mastery([*outcomes(1, rules=("threats", "doxxing")), *outcomes(0, rules=("threats",))])
    assert [(one.rule, one.observations, one.share) for one in found] == [
        ("doxxing", 1, 1),
        ("threats", 2, Fraction(1, 2)),
    ]


def test_the_order_of_outcomes_does_not_matter():
    some = [*outcomes(1, 0, "1/3", rules=("b", "a")), *outcomes(1, 1)]
    assert find_mastery(some) == find_mastery(reversed(some))


def test_scored_responses_lead_to_mastery():
    choices = tuple(Choice(one, {}, {}) for one in "abcd")
    item = Item("it", Kind.MULTIPLE_CHOICE, {}, choices, ("a",), Scoring("each-decision"), rules=("spam",))
    (found,) = find_mastery(score(item, raw) for raw in ("a", "a", "a b", "", "z", "a b c"))
    assert (found.observations, found.share) == (4, Fraction(13, 16))
