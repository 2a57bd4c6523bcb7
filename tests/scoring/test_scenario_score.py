"""A path through a scenario: followed as far as it goes, with the profile of the choices taken."""

from pathlib import Path

import pytest

from quizengine.content.bank import read_bank
from quizengine.scoring.profile import Evidence, build_profile
from quizengine.scoring.scenario import score_scenario

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
