"""What scoring gives back for one response; points are exact and zero points is not an absence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Status(StrEnum):
    """What became of a response."""

    CORRECT = "correct"
    PARTIAL = "partial"
    INCORRECT = "incorrect"
    UNANSWERED = "unanswered"
    INVALID = "invalid"
    PENDING = "pending"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The score of one response to one item.

    Attributes:
        item: id of the item.
        status: see `Status`.
        points: exact points; ``None`` when there is nothing to count (invalid, pending).
        max_points: points of a full answer; ``None`` when the item is not known.
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
