"""What votes show: outcomes of items and of story decisions, and the evidence for each bystander step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from quizengine.analysis.counts import FEWEST_VOTERS, Vote, picks_one
from quizengine.scoring.feed import Feed
from quizengine.scoring.feed_score import mark_acts
from quizengine.scoring.item import STEPS, Item
from quizengine.scoring.mastery import OBSERVED
from quizengine.scoring.outcome import QUALITIES, Outcome, Status, judge
from quizengine.scoring.profile import MAX_LEVEL
from quizengine.scoring.scenario import Node, Scenario, decision_item
from quizengine.scoring.score import score

Decisions = Mapping[str, Mapping[str, Outcome]]
"""Id of a decision as an item → option id → its outcome."""


@dataclass(frozen=True, slots=True)
class StepShare:
    """Evidence of a class for one bystander step.

    Attributes:
        step: one of `STEPS`.
        observations: outcomes that speak for it.
        share: their mean share of full evidence; ``None`` when nothing or too little was seen.
    """

    step: str
    observations: int
    share: Fraction | None


def find_decisions(scenarios: Iterable[Scenario]) -> Decisions:
    """Return the outcomes of every decision, by the id under which a class votes on it.

    A decision tests a rule that all its options touch. Of a rule that only some touch, just those who chose
    them would be seen: a rule that harmful options alone touch could show nothing but failure.
    """
    return {
        decision_item(scenario, node).id: _decide(node)
        for scenario in scenarios
        for node in scenario.nodes.values()
        if not node.is_ending
    }


def list_outcomes(vote: Vote, decisions: Decisions) -> list[Outcome] | None:
    """Return one outcome for each answer of a vote.

    Hands on an item that asks for one choice are scored like devices. Where several may be chosen nobody
    knows which hands belong together; under ``each-decision`` the class's mean does not depend on it and
    stands for each hand.

    Returns:
        The outcomes, or None when hands were raised on an item that they cannot score.
    """
    known = decisions.get(vote.item.id, {})
    outcomes = [
        known.get(one.parts[0]) or score(one.item, one.raw, mark=one.mark) for one in vote.devices.values()
    ]
    if not vote.by_hand:
        return outcomes
    if picks_one(vote.item):
        for choice, count in vote.hands.items():
            outcomes += [known.get(choice) or score(vote.item, [choice])] * count
        return outcomes
    if vote.item.scoring.method != "each-decision" or vote.item.scoring.has_tries:
        return None
    return outcomes + [_mean_of_hands(vote)] * vote.by_hand


def list_plays(vote: Vote, feed: Feed) -> list[Outcome]:
    """Return one outcome for each who played a feed: the level on each step, of 2; no rule, no points.

    What a class did by turns it did together: it stands for all who took part, as the mean of hands does.
    Where pupils played on devices these alone count: by turns they were only shown how.
    """
    plays = [one.raw for one in vote.devices.values()] or [list(vote.hands)] * vote.by_hand
    levels = Fraction(MAX_LEVEL)
    return [Outcome(feed.id, Status.PARTIAL, None, levels, {}, mark_acts(feed, raw)) for raw in plays]


def find_steps(outcomes: Iterable[Outcome]) -> tuple[StepShare, ...]:
    """Return the class's evidence for all five steps, in order.

    Args:
        outcomes: of votes that may be told; blank, invalid, pending and unscored ones are left out.
    """
    seen: dict[str, list[Fraction]] = {step: [] for step in STEPS}
    for outcome in outcomes:
        if outcome.status in OBSERVED and outcome.max_points is not None:
            for step, points in outcome.per_step.items():
                seen[step].append(max(points, Fraction(0)) / outcome.max_points)
    return tuple(StepShare(step, len(shares), _mean(shares)) for step, shares in seen.items())


def _mean(shares: list[Fraction]) -> Fraction | None:
    return sum(shares, Fraction(0)) / len(shares) if len(shares) >= FEWEST_VOTERS else None


def _decide(node: Node) -> dict[str, Outcome]:
    """Return the outcome of each option, with points as `score_scenario` would."""
    rules = sorted(set.intersection(*(set(option.rules) for option in node.options)))
    outcomes = {}
    for option in node.options:
        per_step = {step: Fraction(points, MAX_LEVEL) for step, points in option.evidence.items()}
        outcomes[option.id] = judge(option.id, QUALITIES[option.quality], rules, per_step)
    return outcomes


def _mean_of_hands(vote: Vote) -> Outcome:
    """Return what a hand earned on average under ``each-decision``: right decisions out of all."""
    item = vote.item
    right = sum(
        vote.hands.get(name, 0) if name in item.key else vote.by_hand - vote.hands.get(name, 0)
        for name in item.choice_ids
    )
    return _outcome(item, Fraction(right, vote.by_hand * len(item.choices)))


def _outcome(item: Item, share: Fraction) -> Outcome:
    points = share * item.max_points
    status = Status.CORRECT if share >= 1 else Status.PARTIAL if share > 0 else Status.INCORRECT
    per_step = {item.step: points} if item.step else {}
    return Outcome(item.id, status, points, item.max_points, dict.fromkeys(item.rules, points), per_step)
