"""The votes on one item in one round: devices, and hands that the teacher counted."""

from __future__ import annotations

from dataclasses import dataclass, field

from quizengine.scoring.item import TYPED, Item, Kind
from quizengine.scoring.response import Raw, parse_response


@dataclass(slots=True)
class Votes:
    """The votes on one item in one round.

    Attributes:
        by_candidate: candidate → the last response.
        attempts: ids of the attempts on the disk.
        counts: choice → hands or cards that the teacher counted.
        hands: how many voted by hand.
    """

    by_candidate: dict[str, Raw] = field(default_factory=dict)
    attempts: set[str] = field(default_factory=set)
    counts: dict[str, int] = field(default_factory=dict)
    hands: int = 0

    def count(self, item: Item) -> tuple[dict[str, int], int]:
        """Return how often each part was given, and how many voted, devices and hands together.

        The parts of an order are ``choice=place``, with places from 1. What was typed is
        nobody's business but its writer's: it is not counted by text.
        """
        total = dict(self.counts)
        for raw in () if item.kind in TYPED else self.by_candidate.values():
            parts = parse_response(item, raw).parts
            if item.kind is Kind.ORDER:
                parts = tuple(f"{choice}={place}" for place, choice in enumerate(parts, 1))
            for part in parts:
                total[part] = total.get(part, 0) + 1
        return total, self.hands + len(self.by_candidate)
