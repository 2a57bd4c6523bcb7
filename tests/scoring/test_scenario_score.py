"""A path through a scenario: followed as far as it goes, with profile and outcomes of the choices taken."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from quizengine.content.bank import read_bank
from quizengine.scoring import score
from quizengine.scoring.profile import Evidence, build_profile
from quizengine.scoring.scenario import decision_item, score_scenario

GOOD = Path(__file__).parent.parent / "cases" / "good" / "lessons" / "bank"


@pytest.fixture(scope="module")
def scenario():
    return read_bank(GOOD).scenarios["a-story"]


def test_an_empty_path_stands_at_the_start(scenario):
    walk = score_scenario(scenario, [])
    assert (walk.node.id, walk.steps, walk.problem) == ("first", (), "")


def test_help_and_harm_reach_the_same_ending_with_different_profiles(scenario):
    helped, laughed = (score_scenario(scenario, [f"first={one}"]) for one in ("help", "laugh"))
    assert helped.node is laughed.node
    assert helped.node.is_ending
    assert (helped.profile.level("act"), laughed.profile.level("act")) == (2, 0)


def test_a_step_without_evidence_has_no_level(scenario):
    assert score_scenario(scenario, ["first=help"]).profile.level("notice") is None


def test_a_choice_that_does_not_fit_ends_the_walk_and_is_told(scenario):
    walk = score_scenario(scenario, ["first=help", "first=laugh"])
    assert len(walk.steps) == 1
    assert walk.problem == '"first=laugh" is not a choice of "end"'


@pytest.mark.parametrize(
    ("points", "level"), [((2,), 2), ((2, 1), 2), ((2, 0), 1), ((1, 0), 1), ((1, 0, 0), 0)]
)
def test_a_level_is_the_mean_of_its_evidence_rounded_half_up(points, level):
    profile = build_profile(Evidence("act", one, "seen") for one in points)
    assert profile.level("act") == level


def decide(scenario, **changes):
    """The outcome of the choice "help", changed."""
    node = scenario.nodes["first"]
    node = replace(node, options=(replace(node.options[0], **changes), *node.options[1:]))
    story = replace(scenario, nodes=scenario.nodes | {"first": node})
    (outcome,) = score_scenario(story, ["first=help"]).outcomes
    return outcome


@pytest.mark.parametrize(
    ("quality", "status", "points"),
    [("strong", "correct", 1), ("fine", "partial", Fraction(1, 2)), ("harmful", "incorrect", 0)],
)
def test_a_decision_earns_what_its_quality_says(scenario, quality, status, points):
    outcome = decide(scenario, quality=quality, rules=("threats", "doxxing"))
    assert (outcome.item, outcome.status, outcome.points, outcome.max_points) == ("first", status, points, 1)
    assert outcome.per_rule == {"threats": points, "doxxing": points}


def test_the_evidence_of_a_decision_is_a_share_of_full(scenario):
    outcome = decide(scenario, evidence={"notice": 0, "serious": 1, "act": 2})
    assert outcome.per_step == {"notice": 0, "serious": Fraction(1, 2), "act": 1}


def test_a_walk_has_an_outcome_for_each_decision_taken_and_no_other(scenario):
    assert score_scenario(scenario, []).outcomes == ()
    assert len(score_scenario(scenario, ["first=help", "end=help"]).outcomes) == 1
    assert score_scenario(scenario, ["first=laugh"]).outcomes[0].points == 0


@pytest.mark.parametrize("part", ["help", "first=", "=help", "first=cry", "end=help", ""])
def test_a_part_that_is_no_choice_here_is_told(scenario, part):
    walk = score_scenario(scenario, [part, "first=help"])
    assert (walk.steps, walk.problem) == ((), f'"{part}" is not a choice of "first"')


def test_evidence_is_kept_in_the_order_it_was_seen(scenario):
    profile = build_profile(
        [Evidence("act", 2, "first"), Evidence("notice", 1, "x"), Evidence("act", 0, "then")]
    )
    assert [one.step for one in profile.steps] == ["notice", "act"]
    assert [one.id for one in profile.steps[1].evidence] == ["first", "then"]


@pytest.mark.parametrize("choice", ["help", "laugh"])
def test_a_decision_voted_on_earns_the_same_as_in_the_story(scenario, choice):
    item = decision_item(scenario, scenario.nodes["first"])
    (outcome,) = score_scenario(scenario, [f"first={choice}"]).outcomes
    voted = score(item, choice)
    assert (voted.status, voted.points, voted.max_points) == (outcome.status, outcome.points, 1)


def test_a_decision_with_harmful_options_alone_earns_nothing(scenario):
    node = scenario.nodes["first"]
    item = decision_item(scenario, replace(node, options=node.options[1:]))
    assert score(item, "laugh").points == 0
