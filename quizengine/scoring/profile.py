"""The profile over the five bystander steps: a level from 0 to 2 each, with the evidence that earned it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from quizengine.scoring.item import STEPS

MAX_LEVEL = 2


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing seen that speaks for a step.

    Attributes:
        step: bystander step, one of `STEPS`.
        points: 0 (missed), 1 (on the way) or 2 (done).
        id: what was seen; the shell turns it into a sentence.
        values: what the sentence needs, such as counts or ids.
    """

    step: str
    points: int
    id: str
    values: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StepLevel:
    """The level reached on one step, with its evidence (at least one)."""

    step: str
    level: int
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """Levels of the steps for which there is evidence, in the order of `STEPS`; never one mark."""

    steps: tuple[StepLevel, ...]

    def level(self, step: str) -> int | None:
        """Return the level of a step from 0 to 2, or None when nothing was seen of it."""
        return next((found.level for found in self.steps if found.step == step), None)


def build_profile(evidence: Iterable[Evidence]) -> Profile:
    """Gather evidence into a profile.

    Args:
        evidence: in the order it was seen; may be empty.

    Returns:
        For each step with evidence, the mean of its points rounded half up: 0, 1 or 2.

    Source:
        Latané and Darley (1970) for the steps; the rounding is the kit's own convention.
    """
    seen = tuple(evidence)
    levels = []
    for step in STEPS:
        own = tuple(one for one in seen if one.step == step)
        if own:
            total = sum(one.points for one in own)
            levels.append(StepLevel(step, (2 * total + len(own)) // (2 * len(own)), own))
    return Profile(tuple(levels))
