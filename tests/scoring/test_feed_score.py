"""The profile after acts in a mock network, as the curriculum says."""

from pathlib import Path

import pytest

from quizengine.content.bank import read_bank
from quizengine.scoring.feed import parse_act, parse_acts
from quizengine.scoring.feed_score import find_slips, score_feed

GOOD = Path(__file__).parent.parent / "cases" / "good" / "lessons" / "bank"


@pytest.fixture(scope="module")
def feed():
    return read_bank(GOOD).feeds["a-feed"]


def levels(feed, *acts):
    played = parse_acts(feed, acts)
    assert played.problem == ""
    return {one.step: one.level for one in score_feed(feed, played.acts).steps}


BEST = (
    "keep-proof:mockery",
    "report:mockery:somebody-else:harassment",
    "block:tribunal",
    "keep-proof:photo",
    "report:photo:everyone:harassment",
    "write-to-target:support",
    "tell-adult:head",
)


def test_the_right_order_of_acts_reaches_every_step(feed):
    assert levels(feed, *BEST) == dict.fromkeys(["notice", "serious", "responsible", "know-how", "act"], 2)


def test_block_before_proof_lowers_know_how_and_nothing_else(feed):
    slipped = ("block:tribunal", *(act for act in BEST if act != "block:tribunal"))
    assert levels(feed, *slipped) == levels(feed, *BEST) | {"know-how": 1}
    assert find_slips(feed, parse_acts(feed, slipped).acts) == (("keep-proof", "block"), ("report", "block"))


def test_the_order_may_be_told_post_by_post_or_act_by_act(feed):
    proofs_first = sorted(BEST, key=lambda act: not act.startswith("keep-proof"))
    assert levels(feed, *proofs_first) == levels(feed, *BEST)


def test_doing_nothing_shows_no_step(feed):
    assert set(levels(feed).values()) == {0}


def test_a_false_alarm_lowers_notice(feed):
    assert levels(feed, *BEST, "report:joke:everyone:harassment")["notice"] == 1


def test_reporting_for_oneself_what_targets_somebody_else_is_a_slip(feed):
    assert levels(feed, "keep-proof:mockery", "report:mockery:me:harassment")["know-how"] == 1


def test_a_reason_that_does_not_fit_lowers_serious(feed):
    acts = ("report:mockery:everyone:harassment", "report:photo:everyone:not-my-taste")
    assert levels(feed, *acts)["serious"] == 1


@pytest.mark.parametrize(
    "harm", ["share:mockery", "like:photo", "reply:mockery:insult", "write-to-target:leave"]
)
def test_harm_alone_is_no_act_and_with_help_it_is_not_yet_there(feed, harm):
    assert levels(feed, harm)["act"] == 0
    assert levels(feed, harm, *BEST)["act"] == 1


def test_sharing_a_joke_between_friends_harms_nobody(feed):
    assert levels(feed, *BEST, "share:joke")["act"] == 2


def test_a_calm_reply_helps_under_harassment_and_not_under_a_joke(feed):
    assert levels(feed, "reply:mockery:stop")["act"] == 1
    assert levels(feed, "reply:joke:stop")["act"] == 0


def test_protecting_only_oneself_is_half_of_taking_responsibility(feed):
    assert levels(feed, "mute:tribunal")["responsible"] == 1


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("dance:joke", '"dance" is not an act of this feed'),
        ("report:mockery", '"report:mockery" should read report:post:audience:reason'),
        ("mute:nobody", '"nobody" is not one of its accounts (lina, noe, tribunal)'),
        ("tell-adult:support", '"support" is not one of its messages (head)'),
    ],
)
def test_an_act_that_cannot_be_read_says_why(feed, text, problem):
    act, told = parse_act(feed, text)
    assert act is None
    assert told.startswith(problem)


def test_acts_before_an_unreadable_one_are_kept(feed):
    played = parse_acts(feed, ["keep-proof:mockery", 7, "mute:noe"])
    assert [act.kind for act in played.acts] == ["keep-proof"]
    assert played.problem == "an act is not text"
