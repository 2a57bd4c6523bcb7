"""The most chosen wrong option of each vote, before and after, and its own reason as what to say next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from quizengine.analysis.change import Votes, pair_votes
from quizengine.analysis.counts import Vote
from quizengine.scoring.item import PAIRED, SELECTED, Choice, Item

FEWEST_CHOSEN = 3
"""What one or two chose is not held up to a class."""


@dataclass(frozen=True, slots=True)
class Finding:
    """How many chose a wrong option in one vote.

    Attributes:
        vote: the vote.
        choice: the option; None when no wrong one was chosen by `FEWEST_CHOSEN`.
        target: where a choice of a paired item was put, else "".
        count: how many chose it.
    """

    vote: Vote
    choice: Choice | None
    target: str
    count: int


@dataclass(frozen=True, slots=True)
class Misconception:
    """What misled a class: first and then.

    Attributes:
        findings: one or two; the same item before and after pair talk, or parallel items at start and end.
        is_parallel: whether they are of two parallel items.
    """

    findings: tuple[Finding, ...]
    is_parallel: bool

    @property
    def latest(self) -> Finding:
        """The last finding with an option."""
        return next(one for one in reversed(self.findings) if one.choice is not None)

    @property
    def weight(self) -> float:
        """Share that chose it in the latest vote."""
        return self.latest.count / self.latest.vote.answered


def find_misconceptions(votes: Votes) -> tuple[Misconception, ...]:
    """Return what misled a class, in the order of the votes; votes that may not be told are left out."""
    paired = {after.item.id: before for before, after in pair_votes(votes)}
    openings = {before.item.id for before in paired.values()}
    found = []
    for (name, number), vote in votes.items():
        if number != 1 or name in openings or not vote.is_told:
            continue
        wrong, start = find_wrong(vote), paired.get(name)
        findings = (find_wrong(start), wrong) if start else _follow(wrong, votes.get((name, 2)))
        if any(one.choice is not None for one in findings):
            found.append(Misconception(findings, name in paired))
    return tuple(found)


def find_wrong(vote: Vote) -> Finding:
    """Return the wrong option that most chose; of several as often chosen, the first of the item."""
    if vote.item.kind not in (*SELECTED, *PAIRED):
        return Finding(vote, None, "", 0)
    wrong = {part: count for part, count in vote.count().items() if not is_right(vote.item, part)}
    order = {choice: place for place, choice in enumerate(vote.item.choice_ids)}
    part = min(wrong, key=lambda one: (-wrong[one], order[one.partition("=")[0]], one), default="")
    if not part or wrong[part] < FEWEST_CHOSEN:
        return Finding(vote, None, "", 0)
    name, _, target = part.partition("=")
    return Finding(vote, vote.item.choices[order[name]], target, wrong[part])


def _follow(first: Finding, again: Vote | None) -> tuple[Finding, ...]:
    """Return a finding and what became of its option after pair talk."""
    if first.choice is None or again is None or not again.is_told:
        return (first,)
    part = f"{first.choice.id}={first.target}" if first.target else first.choice.id
    return first, Finding(again, first.choice, first.target, again.count().get(part, 0))


def is_right(item: Item, part: str) -> bool:
    """Whether a part is in the key, or of the best weight where options weigh."""
    if item.scoring.method != "weights":
        return part in item.key
    weights: Mapping[str, Fraction] = {one.id: one.weight or Fraction(0) for one in item.choices}
    return weights[part] == max(weights.values())
