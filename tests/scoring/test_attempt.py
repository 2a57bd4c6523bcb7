"""Attempts: replayed as they were seen, regraded under the items as they are now."""

from dataclasses import replace
from fractions import Fraction

import pytest

from quizengine.scoring import Choice, Item, Kind, Scoring, Status
from quizengine.scoring.attempt import Attempt, Change, regrade, replay
from quizengine.scoring.item import Criterion


def make_item(name, key, *, method="all-or-nothing", **options):
    choices = tuple(Choice(one, {}, {}) for one in "abc")
    return Item(name, Kind.MULTIPLE_CHOICE, {}, choices, tuple(key), Scoring(method, **options))


WRONG_KEY = make_item("it", "a")
RIGHT_KEY = make_item("it", "b")
RUBRIC = (Criterion("proof", {}, Fraction(2)),)
ESSAY = Item("essay", Kind.OPEN, {}, (), (), Scoring("all-or-nothing"), rubric=RUBRIC, max_points=Fraction(2))
SEEN = {"v1": WRONG_KEY, "v2": RIGHT_KEY, "e1": ESSAY}


def attempts(*raws, version="v1", item="it"):
    return [Attempt(f"t{number}", "c1", item, version, raw) for number, raw in enumerate(raws)]


def regraded(raws, now, *, keep_higher=False, version="v1"):
    seen = replay(attempts(*raws, version=version), SEEN, {})
    return list(regrade(seen, {now.id: now}, {}, keep_higher=keep_higher))


def points(changes):
    return [(change.before.points, change.after.points) for change in changes]


def test_replay_gives_every_attempt_its_outcome_in_order():
    replayed = list(replay(attempts("a", "b", "", "z"), SEEN, {}))
    assert [attempt.raw for attempt, _ in replayed] == ["a", "b", "", "z"]
    assert [str(outcome.status) for _, outcome in replayed] == [
        "correct",
        "incorrect",
        "unanswered",
        "invalid",
    ]


def test_an_attempt_is_replayed_with_the_version_that_was_seen():
    both = attempts("a") + attempts("a", version="v2")
    assert [outcome.points for _, outcome in replay(both, SEEN, {})] == [1, 0]


def test_replay_gives_the_same_twice():
    assert list(replay(attempts("a", "b c", ""), SEEN, {})) == list(
        replay(attempts("a", "b c", ""), SEEN, {})
    )


def test_a_corrected_key_changes_who_is_right():
    changes = regraded(["a", "b", "c"], RIGHT_KEY)
    assert points(changes) == [(1, 0), (0, 1), (0, 0)]
    assert [change.is_change for change in changes] == [True, True, False]


def test_keep_higher_takes_nothing_from_anybody():
    assert points(regraded(["a", "b", "c"], RIGHT_KEY, keep_higher=True)) == [(1, 1), (0, 1), (0, 0)]


@pytest.mark.parametrize("method", ["each-decision", "rexams-all", "coverage"])
def test_with_keep_higher_never_less_than_before(method):
    now = make_item("it", "bc", method=method, **({"floor": Fraction(-1)} if method == "rexams-all" else {}))
    raws = ["a", "b", "c", "a b", "a c", "b c", "a b c", "", "z"]
    for change in regraded(raws, now, keep_higher=True):
        assert (change.after.points or 0) >= (change.before.points or 0)


def test_what_becomes_invalid_keeps_its_points_with_keep_higher():
    smaller = replace(WRONG_KEY, choices=WRONG_KEY.choices[1:], key=("b",))
    (kept,), (lost,) = (regraded(["a"], smaller, keep_higher=one) for one in (True, False))
    assert (kept.after.points, lost.after.status) == (1, Status.INVALID)


def test_points_below_zero_are_not_kept_where_nothing_counts_any_more():
    harsh = make_item("it", "a", method="rexams-all", floor=Fraction(-1))
    smaller = replace(harsh, choices=harsh.choices[:1])
    seen = replay(attempts("b"), {"v1": harsh}, {})
    (change,) = regrade(seen, {"it": smaller}, {}, keep_higher=True)
    assert (change.before.points, change.after.points) == (-1, None)


def test_what_counted_for_nothing_is_kept_before_points_below_zero():
    harsh = make_item("it", "a", method="rexams-all", floor=Fraction(-1))
    smaller = replace(harsh, choices=harsh.choices[:1])
    seen = replay(attempts("b"), {"v1": smaller}, {})
    (change,) = regrade(seen, {"it": harsh}, {}, keep_higher=True)
    assert (change.after.status, change.after.points) == (Status.INVALID, None)


def test_equal_points_take_the_new_status():
    smaller = replace(WRONG_KEY, choices=WRONG_KEY.choices[:1])
    (change,) = regraded(["b"], smaller, keep_higher=True)
    assert (change.before.status, change.after.status) == (Status.INCORRECT, Status.INVALID)
    assert change.is_change


@pytest.mark.parametrize("keep_higher", [True, False])
def test_an_item_that_is_gone_keeps_its_outcome(keep_higher):
    changes = list(regrade(replay(attempts("a"), SEEN, {}), {}, {}, keep_higher=keep_higher))
    assert (points(changes), changes[0].is_change) == ([(1, 1)], False)


def test_another_method_regrades_too():
    assert points(regraded(["a b"], make_item("it", "a", method="each-decision"))) == [(0, Fraction(2, 3))]


def test_a_mark_belongs_to_its_attempt():
    essays = attempts("Une preuve.", "Rien.", version="e1", item="essay")
    marks = {"t0": {"proof": Fraction(1)}}
    replayed = list(replay(essays, SEEN, marks))
    assert [outcome.points for _, outcome in replayed] == [1, None]
    assert points(regrade(replayed, {"essay": ESSAY}, marks)) == [(1, 1), (None, None)]


def test_a_mark_given_later_is_a_change():
    essay = attempts("Une preuve.", version="e1", item="essay")
    (change,) = regrade(replay(essay, SEEN, {}), {"essay": ESSAY}, {"t0": {"proof": Fraction(2)}})
    assert (change.before.status, change.after.status) == (Status.PENDING, Status.CORRECT)


def test_a_change_of_the_problem_told_alone_is_none():
    (attempt,) = attempts("z")
    before, after = (next(replay([attempt], {"v1": item}, {}))[1] for item in (WRONG_KEY, RIGHT_KEY))
    assert not Change(attempt, before, replace(after, problem="told in other words")).is_change


def test_keep_higher_compares_shares_so_that_more_points_in_all_cost_nobody_anything():
    doubled = replace(RIGHT_KEY, max_points=Fraction(2))
    (change,) = regraded(["a"], doubled, keep_higher=True)
    assert change.after == change.before
    halved = replace(WRONG_KEY, max_points=Fraction(1, 2))
    assert regraded(["a"], halved, keep_higher=True)[0].after.points == Fraction(1, 2)


def test_a_mark_that_no_longer_fits_its_rubric_has_to_be_given_again():
    essay = attempts("text", version="e1", item="essay")
    marks = {essay[0].id: {"proof": Fraction(2)}}
    other = replace(ESSAY, rubric=(Criterion("calm", {}, Fraction(1)),))
    change = next(iter(regrade(replay(essay, SEEN, marks), {"essay": other}, marks)))
    assert (change.before.status, change.after.status) == (Status.CORRECT, Status.PENDING)
