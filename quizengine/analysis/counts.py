"""Votes of a class, item by item and round by round: devices, and hands or cards, told apart and together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from quizengine.analysis.data import ClassData, Tally
from quizengine.scoring.item import TYPED, VERDICTS, Item, Kind
from quizengine.scoring.response import Parts, Raw, parse_response
from quizengine.scoring.score import Mark

FEWEST_VOTERS = 8
"""A smaller group is never broken down: only how many answered is told."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one device gave: the item as it was seen, the response, and a person's mark if there is one."""

    item: Item
    raw: Raw
    mark: Mark | None = None

    @property
    def parts(self) -> Parts:
        """What can be counted of it; empty when blank or of no use."""
        response = parse_response(self.item, self.raw)
        return () if response.problem else response.parts


@dataclass(slots=True)
class Vote:
    """The answers to one item in one round.

    Attributes:
        item: the item, as it was seen last.
        round: 1 before pair talk, 2 after.
        devices: candidate → the last usable answer.
        hands: choice id → hands or cards.
        by_hand: how many answered by hand or card.
    """

    item: Item
    round: int
    devices: dict[str, Answer] = field(default_factory=dict)
    hands: Mapping[str, int] = field(default_factory=dict)
    by_hand: int = 0

    @property
    def answered(self) -> int:
        """How many answered, devices and hands together."""
        return len(self.devices) + self.by_hand

    @property
    def is_told(self) -> bool:
        """Whether enough answered for anything but their number to be told."""
        return self.answered >= FEWEST_VOTERS

    def count(self) -> dict[str, int]:
        """Return how often each part was given; empty below `FEWEST_VOTERS`, and for a text or an order."""
        if not self.is_told or self.item.kind in (*TYPED, Kind.ORDER):
            return {}
        known = dict(self.hands)
        for answer in self.devices.values():
            for part in answer.parts:
                known[part] = known.get(part, 0) + 1
        choices = set(self.item.choice_ids)  # an earlier version of the item may have had others
        return {part: count for part, count in known.items() if part.partition("=")[0] in choices}


def picks_one(item: Item) -> bool:
    """Whether a response is exactly one choice, so that as many answered as hands were raised."""
    is_verdict = item.kind is Kind.TRUE_FALSE and len(item.choices) == len(VERDICTS)
    return is_verdict or item.kind in (Kind.SINGLE_CHOICE, Kind.LIKERT)


def gather_votes(data: ClassData) -> dict[tuple[str, int], Vote]:
    """Gather what a class answered.

    Args:
        data: attempts and tallies; an attempt without a round belongs to round 1.

    Returns:
        (item id, round) → vote, in the order of their first answer. The last response of a candidate in a
        round counts; blank and unusable ones are left out.
    """
    votes: dict[tuple[str, int], Vote] = {}
    for attempt in data.records.attempts.values():
        number = int(attempt.round) if attempt.round.isdecimal() else 1
        item = data.records.seen[attempt.version]
        vote = votes.setdefault((item.id, number), Vote(item, number))
        vote.item = item
        vote.devices.pop(attempt.candidate, None)
        answer = Answer(item, attempt.raw, data.records.marks.get(attempt.id))
        if answer.parts:
            vote.devices[attempt.candidate] = answer
    for tally in data.tallies:
        if tally.version in data.records.seen:
            _add(votes, tally, data.records.seen[tally.version])
    return {place: vote for place, vote in votes.items() if vote.answered}


def _add(votes: dict[tuple[str, int], Vote], tally: Tally, item: Item) -> None:
    """Add hands or cards to a vote."""
    vote = votes.setdefault((item.id, tally.round), Vote(item, tally.round))
    vote.hands = tally.counts
    vote.by_hand = sum(tally.counts.values()) if picks_one(item) else tally.voters
