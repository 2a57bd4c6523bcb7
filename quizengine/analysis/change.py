"""Before and after on parallel forms: the class's share of the points, and whether it can be told apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from quizengine.analysis.counts import FEWEST_VOTERS, Vote
from quizengine.analysis.evidence import Decisions, list_outcomes
from quizengine.analysis.intervals import Interval, compare_candidates, compare_shares, wilson
from quizengine.scoring.mastery import OBSERVED
from quizengine.scoring.score import score

BEFORE, AFTER = "A", "B"
"""Forms of the baseline and of the exit."""
Votes = Mapping[tuple[str, int], Vote]
Pair = tuple[Vote, Vote]


class Verdict(StrEnum):
    """All that a report says of a change."""

    MORE = "more"
    UNCLEAR = "unclear"
    LESS = "less"


@dataclass(frozen=True, slots=True)
class Side:
    """One side of the comparison: share of the points, from so many answers, with its own interval."""

    share: Fraction
    n: int
    interval: Interval


@dataclass(frozen=True, slots=True)
class Change:
    """The change of a class between parallel forms; never of one pupil.

    Attributes:
        before: the baseline.
        after: the exit.
        questions: how many items each side has.
        same: candidates who answered all of both sides; 0 when they were compared as two groups.
        interval: of ``after − before``.
    """

    before: Side
    after: Side
    questions: int
    same: int
    interval: Interval

    @property
    def verdict(self) -> Verdict:
        """More or less when the interval leaves out 0, else not enough to tell."""
        low, high = self.interval
        return Verdict.MORE if low > 0 else Verdict.LESS if high < 0 else Verdict.UNCLEAR


def pair_votes(votes: Votes) -> list[Pair]:
    """Return the first votes on a baseline item and on the exit item parallel to it, where both are told."""
    first = {name: vote for (name, number), vote in votes.items() if number == 1 and vote.is_told}
    return [
        (first[vote.item.parallel], vote)
        for vote in first.values()
        if vote.item.form == AFTER
        and vote.item.parallel in first
        and first[vote.item.parallel].item.form == BEFORE
    ]


def find_change(votes: Votes, decisions: Decisions) -> Change | None:
    """Compare baseline and exit.

    Where all answered on devices, candidates who answered every item of a side are compared with
    themselves as far as they stand on both. Hands, or too few such candidates: the answers are compared as
    two groups, each as large as the fewest answers to one of its items.

    Args:
        votes: of one class.
        decisions: story decisions, for `list_outcomes`.

    Returns:
        The change, or None without a pair of items that `FEWEST_VOTERS` answered and that can be scored.
    """
    pairs = [
        (before, after)
        for before, after in pair_votes(votes)
        if _share([before], decisions) is not None and _share([after], decisions) is not None
    ]
    if not pairs:
        return None
    sides = [vote for vote, _ in pairs], [vote for _, vote in pairs]
    return _compare_same(sides) or _compare_groups(sides, decisions)


def _compare_same(sides: tuple[list[Vote], list[Vote]]) -> Change | None:
    """Compare candidates with themselves; None where hands were raised or too few are on both sides."""
    if any(vote.by_hand for side in sides for vote in side):
        return None
    before, after = (_shares_by_candidate(side) for side in sides)
    same = len(before.keys() & after.keys())
    if same < FEWEST_VOTERS:
        return None
    interval = compare_candidates(_floats(after), _floats(before))
    if interval is None:
        return None
    cut = max(-1.0, interval[0]), min(1.0, interval[1])
    return Change(_side(before), _side(after), len(sides[0]), same, cut)


def _compare_groups(sides: tuple[list[Vote], list[Vote]], decisions: Decisions) -> Change | None:
    """Compare all answers as two independent groups."""
    before, after = (_share(side, decisions) for side in sides)
    if before is None or after is None:
        return None
    n_before, n_after = (min(vote.answered for vote in side) for side in sides)
    interval = compare_shares(float(after), n_after, float(before), n_before)
    start = Side(before, n_before, wilson(float(before), n_before))
    end = Side(after, n_after, wilson(float(after), n_after))
    return Change(start, end, len(sides[0]), 0, interval)


def _share(side: Sequence[Vote], decisions: Decisions) -> Fraction | None:
    """Return the mean over items of the mean share of the points; None when one cannot be scored."""
    means = []
    for vote in side:
        shares = [
            one.points / one.max_points
            for one in list_outcomes(vote, decisions) or ()
            if one.status in OBSERVED and one.points is not None and one.max_points
        ]
        if len(shares) < vote.answered:
            return None
        means.append(sum(shares, Fraction(0)) / len(shares))
    return max(Fraction(0), sum(means, Fraction(0)) / len(means))


def _shares_by_candidate(side: Sequence[Vote]) -> dict[str, Fraction]:
    """Return the share of the points of each candidate who answered every item."""
    every = set.intersection(*(set(vote.devices) for vote in side))
    shares = {}
    for candidate in every:
        given = [vote.devices[candidate] for vote in side]
        outcomes = [score(one.item, one.raw, mark=one.mark) for one in given]
        total = sum((one.points or Fraction(0)) / (one.max_points or 1) for one in outcomes)
        shares[candidate] = Fraction(total) / len(side)
    return shares


def _floats(shares: Mapping[str, Fraction]) -> dict[str, float]:
    return {name: float(share) for name, share in shares.items()}


def _side(shares: Mapping[str, Fraction]) -> Side:
    share = max(Fraction(0), sum(shares.values(), Fraction(0)) / len(shares))
    return Side(share, len(shares), wilson(float(share), len(shares)))
