"""Acts in a mock network: the profile after them, and an outcome for each, as the curriculum says."""

from dataclasses import replace
from fractions import Fraction
from itertools import permutations
from pathlib import Path

import pytest

from quizengine.content.bank import read_bank
from quizengine.scoring import Status, score
from quizengine.scoring.feed import feed_item, parse_act, parse_acts
from quizengine.scoring.feed_score import find_slips, judge_acts, mark_acts, score_feed

GOOD = Path(__file__).parent.parent / "cases" / "good" / "lessons" / "bank"


@pytest.fixture(scope="module")
def feed():
    return read_bank(GOOD).feeds["a-feed"]


def levels(feed, *acts):
    played = parse_acts(feed, acts)
    assert played.problem == ""
    return {one.step: one.level for one in score_feed(feed, played.acts).steps}


def judged(feed, *acts):
    played = parse_acts(feed, acts)
    assert played.problem == ""
    return judge_acts(feed, played.acts)


def points(feed, *acts):
    return [outcome.points for outcome in judged(feed, *acts)]


def evidence(feed, step, *acts):
    profile = score_feed(feed, parse_acts(feed, acts).acts)
    return next(one.evidence[0].id for one in profile.steps if one.step == step)


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


def test_acts_are_a_response_whose_mark_is_their_levels(feed):
    """BEST reaches 2 on each of five steps; blocking first takes one level of know-how."""
    item = feed_item(feed)
    slipped = ["block:tribunal", *(act for act in BEST if act != "block:tribunal")]
    assert mark_acts(feed, slipped) == {**dict.fromkeys(mark_acts(feed, BEST), 2), "know-how": 1}
    full = score(item, list(BEST), mark=mark_acts(feed, BEST))
    assert (full.status, full.points, full.max_points) == (Status.CORRECT, 10, 10)
    assert score(item, slipped, mark=mark_acts(feed, slipped)).points == 9
    assert score(item, list(BEST)).status is Status.PENDING


def test_acts_that_cannot_be_read_earn_no_level(feed):
    assert set(mark_acts(feed, "keep-proof:mockery").values()) == {0}
    assert mark_acts(feed, [BEST[0], "nonsense", BEST[3]]) == mark_acts(feed, BEST[:1])


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


def test_acts_that_are_not_a_list_say_so(feed):
    played = parse_acts(feed, "keep-proof:mockery")
    assert (played.acts, played.problem) == ((), "the acts are not a list")


def test_acts_before_an_unreadable_one_are_kept(feed):
    played = parse_acts(feed, ["keep-proof:mockery", 7, "mute:noe"])
    assert [act.kind for act in played.acts] == ["keep-proof"]
    assert played.problem == "an act is not text"


HALF = Fraction(1, 2)


def test_every_best_act_earns_its_point(feed):
    assert points(feed, *BEST) == [1] * 7


ORDERED = (
    "keep-proof:mockery",
    "report:mockery:everyone:harassment",
    "block:tribunal",
    "keep-proof:photo",
    "report:photo:everyone:harassment",
)


def test_every_order_that_puts_proof_first_is_best_and_no_other(feed):
    """Of 120 orders of two chains, of three acts and of two, 5!/(3! 2!) = 10 keep both."""
    best = 0
    for acts in permutations(ORDERED):
        chains = [[one for one in acts if one in some] for some in (ORDERED[:3], ORDERED[3:])]
        is_kept = chains == [list(ORDERED[:3]), list(ORDERED[3:])]
        best += is_kept
        assert (levels(feed, *acts)["know-how"] == 2) == is_kept, acts
        assert (points(feed, *acts) == [1] * 5) == is_kept, acts
    assert best == 10


def test_an_act_done_too_early_earns_half_and_proof_after_it_is_whole(feed):
    assert points(feed, "block:tribunal", "keep-proof:mockery") == [HALF, 1]
    assert points(feed, "report:mockery:everyone:harassment", "keep-proof:mockery") == [HALF, 1]


def test_proof_of_one_account_is_none_of_another(feed):
    reported = ("keep-proof:photo", "report:photo:everyone:harassment")
    assert points(feed, *reported, "block:tribunal") == [1, 1, HALF]
    assert points(feed, *reported, "block:noe") == [1, 1, 1]


def test_muting_waits_for_nothing(feed):
    assert points(feed, "mute:tribunal") == [1]


@pytest.mark.parametrize(
    ("report", "earned"),
    [
        ("report:mockery:somebody-else:harassment", 1),
        ("report:mockery:everyone:harassment", 1),
        ("report:mockery:me:harassment", HALF),
        ("report:mockery:everyone:not-my-taste", HALF),
        ("report:mockery:me:not-my-taste", HALF),
    ],
)
def test_a_report_for_the_wrong_person_or_reason_earns_half(feed, report, earned):
    assert points(feed, "keep-proof:mockery", report) == [1, earned]


@pytest.mark.parametrize("act", ["keep-proof:joke", "report:joke:everyone:harassment"])
def test_a_false_alarm_earns_nothing_and_counts(feed, act):
    (outcome,) = judged(feed, act)
    assert (outcome.status, outcome.points) == ("incorrect", 0)


@pytest.mark.parametrize("act", ["share:mockery", "like:photo", "ignore:mockery", "reply:joke:insult"])
def test_what_harms_or_looks_away_earns_nothing(feed, act):
    assert points(feed, act) == [0]


@pytest.mark.parametrize(
    "act", ["like:joke", "share:joke", "ignore:joke", "mute:lina", "block:lina", "reply:joke:stop"]
)
def test_what_is_neither_right_nor_wrong_is_unscored(feed, act):
    (outcome,) = judged(feed, act)
    assert (outcome.status, outcome.points, outcome.per_step) == ("unscored", None, {})


@pytest.mark.parametrize(
    ("act", "earned"),
    [
        ("write-to-target:support", 1),
        ("tell-adult:head", 1),
        ("reply:mockery:stop", HALF),
        ("reply:mockery:insult", 0),
        ("write-to-target:leave", 0),
    ],
)
def test_a_message_earns_what_its_quality_says(feed, act, earned):
    assert points(feed, act) == [earned]


def test_an_act_tests_the_rules_of_its_post_or_of_its_account(feed):
    acts = ("keep-proof:mockery", "mute:tribunal", "reply:photo:stop", "tell-adult:head")
    rules = [dict(outcome.per_rule) for outcome in judged(feed, *acts)]
    assert rules == [{"harassment": 1}, {"harassment": 1}, {"harassment": HALF}, {}]


def test_gestures_show_know_how_and_the_rest_shows_act(feed):
    acts = ("keep-proof:mockery", "report:mockery:me:harassment", "share:mockery", "tell-adult:head")
    assert [dict(outcome.per_step) for outcome in judged(feed, *acts)] == [
        {"know-how": 1},
        {"know-how": HALF},
        {"act": 0},
        {"act": 1},
    ]


def test_no_act_has_no_outcome(feed):
    assert judged(feed) == ()


def test_slips_are_told_once_each_in_the_order_of_the_feed(feed):
    twice = ("block:noe", "block:tribunal", "report:photo:me:harassment")
    slips = find_slips(feed, parse_acts(feed, twice).acts)
    assert slips == (("keep-proof", "report"), ("keep-proof", "block"), ("report", "block"))


def test_blocking_somebody_who_harasses_nobody_is_no_slip(feed):
    assert find_slips(feed, parse_acts(feed, ["block:lina", "report:joke:me:harassment"]).acts) == ()


@pytest.mark.parametrize(
    ("acts", "level", "seen"),
    [
        (["keep-proof:mockery", "keep-proof:photo"], 2, "noticed"),
        (["keep-proof:mockery"], 1, "noticed"),
        (["keep-proof:mockery", "report:mockery:me:harassment"], 1, "noticed"),
        (["keep-proof:mockery", "keep-proof:joke"], 0, "noticed-with-alarms"),
        (["keep-proof:joke"], 0, "noticed-with-alarms"),
        (["mute:tribunal"], 0, "noticed-none"),
    ],
)
def test_notice_weighs_hits_against_false_alarms(feed, acts, level, seen):
    assert (levels(feed, *acts)["notice"], evidence(feed, "notice", *acts)) == (level, seen)


@pytest.mark.parametrize(
    ("acts", "level"),
    [
        (["report:mockery:everyone:not-my-taste"], 0),
        (["report:mockery:everyone:not-my-taste", "report:mockery:everyone:harassment"], 2),
        (["report:mockery:everyone:harassment", "report:mockery:everyone:not-my-taste"], 0),
        (["report:joke:everyone:harassment"], 0),
    ],
)
def test_serious_looks_at_the_last_report_of_each_harassing_post(feed, acts, level):
    assert levels(feed, *acts)["serious"] == level


@pytest.mark.parametrize(
    ("acts", "level", "seen"),
    [
        (["tell-adult:head"], 2, "helped"),
        (["write-to-target:leave", "mute:noe"], 1, "protected-oneself"),
        (["report:mockery:me:harassment"], 1, "protected-oneself"),
        (["like:mockery", "ignore:photo", "reply:mockery:insult"], 0, "did-nothing"),
        (["mute:lina"], 0, "did-nothing"),
    ],
)
def test_responsible_is_helping_somebody_else(feed, acts, level, seen):
    assert (levels(feed, *acts)["responsible"], evidence(feed, "responsible", *acts)) == (level, seen)


@pytest.mark.parametrize(
    ("acts", "level", "seen"),
    [
        (["keep-proof:mockery"], 1, "proof-without-report"),
        (["keep-proof:mockery", "report:mockery:me:harassment"], 1, "wrong-person"),
        (["report:mockery:everyone:harassment"], 1, "slip"),
        (["mute:tribunal"], 0, "no-proof-no-report"),
        (["keep-proof:joke", "report:joke:everyone:harassment"], 0, "no-proof-no-report"),
    ],
)
def test_know_how_is_proof_and_report_in_order(feed, acts, level, seen):
    assert (levels(feed, *acts)["know-how"], evidence(feed, "know-how", *acts)) == (level, seen)


def test_two_kinds_of_good_act_are_full_and_one_kind_twice_is_not(feed):
    reports = ("report:mockery:everyone:harassment", "report:photo:everyone:harassment")
    assert levels(feed, *reports)["act"] == 1
    assert levels(feed, *reports, "tell-adult:head")["act"] == 2


def test_a_calm_reply_helps_in_a_conflict_too(feed):
    posts = feed.posts | {"joke": replace(feed.posts["joke"], kind="conflict")}
    assert points(replace(feed, posts=posts), "reply:joke:stop") == [HALF]


def test_an_act_that_the_feed_does_not_open_is_told(feed):
    closed = replace(feed, acts={"mute": feed.acts["mute"]})
    assert parse_act(closed, "like:joke") == (None, '"like" is not an act of this feed (mute)')


def test_an_act_done_again_shows_nothing_new(feed):
    assert points(feed, "keep-proof:mockery", "keep-proof:mockery") == [1, None]
