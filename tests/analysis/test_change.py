"""Before and after: a share for each side, an honest interval, and three words."""

from fractions import Fraction

import pytest

from quizengine.analysis.change import find_change
from quizengine.analysis.counts import gather_votes


@pytest.fixture
def change(classroom, items):
    """The change of a class with these answers on devices."""

    def find(before, after, start=1):
        classroom.vote(items["first-act"], before).vote(items["first-act-again"], after, start=start)
        return find_change(gather_votes(classroom.data()), {})

    return find


def test_the_same_candidates_are_compared_with_themselves(change):
    """Gains: 10 of 1 and 10 of 0; mean 0.5, sd 0.512989, t(19) = 2.093024: 0.5 ± 0.240086."""
    found = change({"block": 10, "proof": 10}, {"capture": 20})
    assert (found.before.share, found.after.share, found.same) == (Fraction(1, 2), 1, 20)
    assert found.interval == pytest.approx((0.259914, 0.740086), abs=1e-5)
    assert found.verdict == "more"


def test_fewer_right_answers_at_the_end_are_told_as_less(change):
    assert change({"proof": 19, "block": 1}, {"capture": 4, "warn": 16}).verdict == "less"


def test_a_small_gain_of_a_small_class_is_not_enough_to_tell(change):
    """Four of 20 gain and two lose: 0.1 ± 0.2577 (sd 0.552506, t(19) = 2.093024)."""
    found = change({"block": 4, "proof": 16}, {"capture": 4, "warn": 2, "capture ": 14})
    assert found.interval == pytest.approx((-0.158579, 0.358579), abs=1e-5)
    assert found.verdict == "unclear"


def test_when_everybody_changes_alike_the_interval_is_that_of_two_groups(change):
    """No variation between candidates is no certainty; Newcombe's method 10 on 0 of 10 and 10 of 10."""
    found = change({"block": 10}, {"capture": 10})
    assert (found.same, found.interval) == (0, pytest.approx((0.6075, 1.0), abs=5e-5))


def test_hands_are_compared_as_two_groups(classroom, items):
    """Newcombe (1998), Table II a: 56 of 70 against 48 of 80."""
    classroom.hands(items["first-act"], {"proof": 48, "block": 32}, 80)
    classroom.hands(items["first-act-again"], {"capture": 56, "warn": 14}, 70)
    found = find_change(gather_votes(classroom.data()), {})
    assert (found.before.share, found.after.share, found.same) == (Fraction(3, 5), Fraction(4, 5), 0)
    assert found.interval == pytest.approx((0.0524, 0.3339), abs=5e-5)


def test_one_hand_makes_the_votes_two_groups(classroom, items):
    classroom.vote(items["first-act"], {"block": 10, "proof": 9}).hands(items["first-act"], {"proof": 1}, 1)
    classroom.vote(items["first-act-again"], {"capture": 20})
    assert find_change(gather_votes(classroom.data()), {}).same == 0


def test_other_pupils_at_the_end_are_two_groups(change):
    assert change({"block": 6, "proof": 6}, {"capture": 12}, start=50).same == 0


def test_seven_answers_on_one_side_are_not_compared(change):
    assert change({"block": 7}, {"capture": 20}) is None


def test_items_that_are_not_parallel_are_not_compared(classroom, items):
    classroom.vote(items["first-act"], {"block": 9}).vote(items["what-is-true"], {"a b": 9})
    assert find_change(gather_votes(classroom.data()), {}) is None


def test_the_first_vote_counts_and_not_the_one_after_pair_talk(classroom, items):
    classroom.vote(items["first-act"], {"block": 10}).vote(items["first-act"], {"proof": 10}, 2)
    classroom.vote(items["first-act-again"], {"warn": 5, "capture": 5})
    assert find_change(gather_votes(classroom.data()), {}).before.share == 0


def test_the_share_of_a_side_is_the_mean_of_its_questions(class_of_27):
    """Start: (13/27 + 18/27) / 2 = 31/54; end: (23/27 + 21/27) / 2 = 44/54."""
    found = find_change(gather_votes(class_of_27.data()), {})
    assert (found.before.share, found.after.share) == (Fraction(31, 54), Fraction(44, 54))
    assert (found.questions, found.before.n, found.after.n) == (2, 27, 27)
    assert found.verdict == "unclear"
