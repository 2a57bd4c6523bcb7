"""Mastery of each acceptable-use rule, with the number of observations behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from quizengine.scoring.outcome import Outcome, Status

FEWEST = 4
"""With fewer observations nothing is said."""
MASTERED = Fraction(4, 5)
ON_THE_WAY = Fraction(1, 2)
OBSERVED = (Status.CORRECT, Status.PARTIAL, Status.INCORRECT)
"""Statuses that show something; a blank shows neither mastery nor its lack."""


class Level(StrEnum):
    """What can be said of a rule."""

    TOO_FEW = "too-few"
    NOT_YET = "not-yet"
    ON_THE_WAY = "on-the-way"
    MASTERED = "mastered"


@dataclass(frozen=True, slots=True)
class Mastery:
    """Mastery of one rule.

    Attributes:
        rule: id of the acceptable-use rule.
        observations: number of outcomes that test it, 1 or more.
        share: their mean share of a full response, each counting the same and never less than 0.
        level: see `Level`; ``too-few`` below `FEWEST` observations.
    """

    rule: str
    observations: int
    share: Fraction
    level: Level


def find_mastery(outcomes: Iterable[Outcome]) -> tuple[Mastery, ...]:
    """Gather outcomes of items, decisions and acts into the mastery of each rule that they test.

    Args:
        outcomes: of one candidate, or of a class, in any order; blank, invalid, pending and unscored ones
            are left out.

    Returns:
        One record for each rule that was observed, sorted by its id.

    Source:
        80 % as the criterion: Bloom (1968), "Learning for mastery"; half and the fewest four are the
        kit's own conventions.
    """
    seen: dict[str, list[Fraction]] = {}
    for outcome in outcomes:
        if outcome.status in OBSERVED and outcome.max_points is not None:
            for rule, points in outcome.per_rule.items():
                seen.setdefault(rule, []).append(max(points, Fraction(0)) / outcome.max_points)
    return tuple(_judge(rule, shares) for rule, shares in sorted(seen.items()))


def _judge(rule: str, shares: list[Fraction]) -> Mastery:
    mean = sum(shares, Fraction(0)) / len(shares)
    if len(shares) < FEWEST:
        level = Level.TOO_FEW
    elif mean >= MASTERED:
        level = Level.MASTERED
    else:
        level = Level.ON_THE_WAY if mean >= ON_THE_WAY else Level.NOT_YET
    return Mastery(rule, len(shares), mean, level)
