"""A lesson knows how long its steps take in each of its versions."""

import pytest

from quizengine.content.bank import kit_bank
from quizengine.content.lesson import find_cuts

LESSON = kit_bank().lessons["teens-3"]


@pytest.mark.parametrize(
    ("minutes", "cuts"), [(50, (40, 25, 15)), (45, (40, 25, 15)), (30, (25, 15)), (15, ())]
)
def test_a_lesson_has_the_versions_that_are_shorter_than_itself(minutes, cuts):
    assert find_cuts(minutes) == cuts


@pytest.mark.parametrize("version", [0, *LESSON.cuts])
def test_the_minutes_of_a_version_are_those_of_its_steps(version):
    assert sum(step.minutes(version) for step in LESSON.steps) == (version or LESSON.minutes)
