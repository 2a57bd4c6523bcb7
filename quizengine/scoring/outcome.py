"""What scoring gives back for one response; points are exact and zero points is not an absence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Status(StrEnum):
    """What became of a response.

    ``pending`` waits for a person to mark it; ``unscored`` has nothing to be right or wrong about.
    """

    CORRECT = "correct"
    PARTIAL = "partial"
    INCORRECT = "incorrect"
    UNANSWERED = "unanswered"
    INVALID = "invalid"
    PENDING = "pending"
    UNSCORED = "unscored"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The score of one response to one item.

    Attributes:
        item: id of the item.
        status: see `Status`.
        points: exact points; ``None`` when there is nothing to count (invalid, pending, unscored).
        max_points: points of a full answer; ``None`` when the item is not known or never scored.
        per_rule: rule id → points, for each rule the item tests; empty when points is ``None``.
        per_step: bystander step → points, likewise.
        problem: why the response is invalid, in plain English for the teacher; "" otherwise.
    """

    item: str
    status: Status
    points: Fraction | None
    max_points: Fraction | None
    per_rule: Mapping[str, Fraction]
    per_step: Mapping[str, Fraction]
    problem: str = ""


QUALITIES = {"strong": Fraction(1), "fine": Fraction(1, 2), "harmful": Fraction(0)}
"""Quality of a decision or a message → its points, of 1."""


def judge(
    name: str, points: Fraction | None, rules: Iterable[str], per_step: Mapping[str, Fraction]
) -> Outcome:
    """Return the outcome of a decision or an act.

    Args:
        name: what was decided or done.
        points: from 0 to 1, or ``None`` for what is neither right nor wrong (``unscored``).
        rules: ids of the acceptable-use rules it touches.
        per_step: bystander step → share of full evidence.
    """
    if points is None:
        return Outcome(name, Status.UNSCORED, None, None, {}, {})
    status = Status.CORRECT if points == 1 else Status.PARTIAL if points else Status.INCORRECT
    return Outcome(name, status, points, Fraction(1), dict.fromkeys(rules, points), per_step)
