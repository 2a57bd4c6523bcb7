"""Steps and rules: what a class showed, exactly, and only where it could have shown either."""

from fractions import Fraction

import pytest

from quizengine.analysis.counts import gather_votes
from quizengine.analysis.evidence import find_decisions, find_steps, list_outcomes, list_plays
from quizengine.analysis.report import build_report, list_evidence
from quizengine.scoring.feed import feed_item
from quizengine.scoring.mastery import find_mastery
from quizengine.scoring.scenario import score_scenario


@pytest.fixture
def outcomes(classroom, bank):
    def of(item_id):
        vote = gather_votes(classroom.data())[item_id, 1]
        return list_outcomes(vote, find_decisions(bank.scenarios.values()))

    return of


def test_hands_on_a_single_choice_are_scored_one_by_one(classroom, items, outcomes):
    classroom.hands(items["first-act"], {"proof": 6, "block": 3}, 9)
    assert sorted(one.points for one in outcomes("first-act")) == [0] * 3 + [1] * 6


def test_hands_on_several_choices_earn_the_class_mean(classroom, items, outcomes):
    """10 voters, 4 decisions each: a 9 + b 8 ticked, c 10 - 2 and d 10 - 1 left: 34 of 40 are right."""
    classroom.hands(items["what-is-true"], {"a": 9, "b": 8, "c": 2, "d": 1}, 10)
    assert {one.points for one in outcomes("what-is-true")} == {Fraction(34, 40)}
    assert len(outcomes("what-is-true")) == 10


def test_hands_and_devices_agree_on_several_choices(classroom, items, outcomes):
    """The same ten answers as hands and on devices have the same mean."""
    classroom.vote(items["what-is-true"], {"a b": 5, "a": 3, "b c": 2})
    devices = [one.points for one in outcomes("what-is-true")]
    classroom.records.attempts.clear()
    classroom.hands(items["what-is-true"], {"a": 8, "b": 7, "c": 2}, 10)
    assert sum(devices) == sum(one.points for one in outcomes("what-is-true"))


def test_hands_on_what_they_cannot_score_give_no_outcome(classroom, bank, outcomes):
    item = bank.items["block-and-proof"]
    classroom.hands(item, {"true": 5, "false": 5}, 10)
    assert outcomes(item.id) is None


def test_a_decision_earns_what_a_walk_through_the_story_earns(bank, classroom, decisions, outcomes):
    story = bank.scenarios["class-group"]
    for option in story.nodes["first-laughs"].options:
        classroom.records.attempts.clear()
        classroom.vote(decisions["first-laughs"], {option.id: 1})
        walked = score_scenario(story, [f"first-laughs={option.id}"]).outcomes[0]
        (voted,) = outcomes("class-group_first-laughs")
        assert (voted.points, voted.per_step) == (walked.points, walked.per_step)


def test_a_rule_that_only_some_options_touch_is_not_tested_by_the_decision(bank):
    """In "the-photo" three options touch private-image, one other raid, none of them all four."""
    (of_photo,) = [
        of for name, of in find_decisions(bank.scenarios.values()).items() if name.endswith("the-photo")
    ]
    assert {rule for outcome in of_photo.values() for rule in outcome.per_rule} == set()


def test_a_step_is_the_mean_share_of_its_evidence(classroom, decisions, outcomes):
    """block-first shows know-how 0 of 2, proof-report-block 2 of 2: 11 and 16 of 27 votes give 16/27."""
    classroom.vote(decisions["the-photo"], {"block-first": 11, "proof-report-block": 16})
    steps = {one.step: one for one in find_steps(outcomes("class-group_the-photo"))}
    assert (steps["know-how"].share, steps["know-how"].observations) == (Fraction(16, 27), 27)
    assert (steps["notice"].share, steps["notice"].observations) == (None, 0)


def test_a_step_with_seven_observations_has_no_share(classroom, decisions, outcomes):
    classroom.vote(decisions["the-photo"], {"block-first": 7})
    assert {one.share for one in find_steps(outcomes("class-group_the-photo"))} == {None}


TARGETED = ("verdict-four", "everyone-under-her-drawings", "photo-without-asking")
ALL_PROVEN = [f"keep-proof:{post}" for post in TARGETED]


def steps_of(classroom, bank):
    votes = gather_votes(classroom.data())
    found = find_steps(list_evidence(votes, find_decisions(bank.scenarios.values()), bank.feeds))
    return {one.step: (one.observations, one.share) for one in found}


def test_acts_on_devices_show_whether_the_class_noticed(classroom, bank):
    """Six keep all three targeted posts (2 of 2), two one of three (1 of 2), two none: 14 of 20."""
    item = feed_item(bank.feeds["school-feed"])
    for place, acts in enumerate([ALL_PROVEN] * 6 + [ALL_PROVEN[:1]] * 2 + [["ignore:cold-pasta"]] * 2):
        classroom.answer(item, f"zq{place:02}x", acts)
    assert steps_of(classroom, bank)["notice"] == (10, Fraction(14, 20))


def test_what_a_class_did_by_turns_stands_for_all_who_took_part(classroom, bank):
    """Proof of all three: it notices (2 of 2) and knows how to keep proof (1 of 2)."""
    item = feed_item(bank.feeds["school-feed"])
    classroom.hands(item, dict.fromkeys(ALL_PROVEN, 24), 24)
    steps = steps_of(classroom, bank)
    assert (steps["notice"], steps["know-how"]) == ((24, 1), (24, Fraction(1, 2)))


def test_where_pupils_played_on_devices_what_was_shown_by_turns_does_not_count(classroom, bank):
    item = feed_item(bank.feeds["school-feed"])
    for place in range(8):
        classroom.answer(item, f"zq{place:02}x", ALL_PROVEN)
    classroom.hands(item, {"ignore:cold-pasta": 24}, 24)
    assert steps_of(classroom, bank)["notice"] == (8, 1)


@pytest.mark.parametrize(("is_late", "level"), [(False, 2), (True, 1)])
def test_the_order_in_which_a_class_acted_counts(classroom, bank, is_late, level):
    feed = bank.feeds["school-feed"]
    acts = [*ALL_PROVEN, "report:photo-without-asking:everyone:harassment"]
    acts.insert(len(acts) if not is_late else 0, "mute:theo")
    classroom.hands(feed_item(feed), dict.fromkeys(acts, 9), 9)
    (vote,) = gather_votes(classroom.data()).values()
    assert {one.per_step["know-how"] for one in list_plays(vote, feed)} == {level}


def test_of_seven_who_played_no_step_is_told(classroom, bank):
    item = feed_item(bank.feeds["school-feed"])
    classroom.hands(item, dict.fromkeys(ALL_PROVEN, 7), 7)
    assert steps_of(classroom, bank)["notice"] == (0, None)


def test_the_report_of_a_class_that_played_the_feed_tells_the_step_notice(class_of_27, bank):
    item = feed_item(bank.feeds["school-feed"])
    class_of_27.hands(item, dict.fromkeys(ALL_PROVEN, 27), 27)
    report = build_report(class_of_27.data(), bank, lang="en")
    assert (report.steps.bars[0].label, report.steps.bars[0].percent) == ("Notice", 100)


def test_mastery_of_a_class_is_that_of_the_core(classroom, items, outcomes):
    classroom.vote(items["first-act"], {"proof": 8, "block": 2})
    (rule,) = find_mastery(outcomes("first-act"))
    assert (rule.rule, rule.observations, rule.share, rule.level) == (
        "harassment",
        10,
        Fraction(4, 5),
        "mastered",
    )
