"""A branching scenario and the profile that a path through it earns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from quizengine.scoring.item import Choice, Item, Kind, Scoring, Text
from quizengine.scoring.outcome import QUALITIES, Outcome, judge
from quizengine.scoring.profile import MAX_LEVEL, Evidence, Profile, build_profile

SEATS = ("witness", "parent", "teacher")
"""From where a scenario may be seen; never from that of the person who harasses."""


@dataclass(frozen=True, slots=True)
class Line:
    """One message that somebody writes or says; `who` is the id of a character or an account."""

    who: str
    text: Text


@dataclass(frozen=True, slots=True)
class Character:
    """Somebody in the story."""

    id: str
    name: Text
    role: Text


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a decision.

    Attributes:
        id: slug, unique in its node.
        text: what the pupil chooses.
        consequence: what happens then; `lines` is what the characters reply.
        feels: what the person targeted feels now.
        why: the reason, told after the consequence.
        quality: one of `quizengine.scoring.outcome.QUALITIES`.
        evidence: bystander step → points from 0 to 2.
        rules: acceptable-use rules it touches.
        next: id of the node that follows.
    """

    id: str
    text: Text
    consequence: Text
    feels: Text
    why: Text
    quality: str
    evidence: Mapping[str, int]
    next: str
    lines: tuple[Line, ...] = ()
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """One moment of the story: a decision with its options, or an ending without any.

    Attributes:
        beside: of an ending, the characters who stand by the person targeted.
    """

    id: str
    text: Text
    stem: Text = field(default_factory=dict)
    lines: tuple[Line, ...] = ()
    options: tuple[Option, ...] = ()
    beside: tuple[str, ...] = ()

    @property
    def is_ending(self) -> bool:
        """Whether the story stops here."""
        return not self.options


@dataclass(frozen=True, slots=True)
class Scenario:
    """A story seen from one of `SEATS`; `nodes` by id, in the order of the data file."""

    id: str
    title: Text
    intro: Text
    target: str
    start: str
    characters: tuple[Character, ...]
    nodes: Mapping[str, Node]
    rules: tuple[str, ...] = ()
    seat: str = SEATS[0]


@dataclass(frozen=True, slots=True)
class Walk:
    """A path as far as it could be followed.

    Attributes:
        steps: the decisions taken, as (node, option).
        node: where the story stands now.
        problem: why the rest of the path cannot be followed, "" otherwise.
        profile: the five steps, from the evidence of the options taken.
        outcomes: one for each decision taken: 1 point for a strong option, 1/2 for a fine one, 0 for a
            harmful one, for each rule that it touches; its evidence for each step, as a share of full.
    """

    steps: tuple[tuple[Node, Option], ...]
    node: Node
    problem: str
    profile: Profile
    outcomes: tuple[Outcome, ...]


def score_scenario(scenario: Scenario, path: Sequence[str]) -> Walk:
    """Follow a path through a scenario and score it.

    Args:
        scenario: the story.
        path: ``node=option`` in the order taken; may be empty or stop before an ending.

    Returns:
        The walk. A part that does not fit where the story stands ends it, and is told in `problem`.
    """
    node, steps, problem = scenario.nodes[scenario.start], [], ""
    for part in path:
        node_id, _, option_id = part.partition("=")
        option = next((one for one in node.options if one.id == option_id), None)
        if node_id != node.id or option is None:
            problem = f'"{part}" is not a choice of "{node.id}"'
            break
        steps.append((node, option))
        node = scenario.nodes[option.next]
    evidence = (
        Evidence(step, points, "decision", {"node": at.id, "option": option.id})
        for at, option in steps
        for step, points in option.evidence.items()
    )
    outcomes = tuple(_decide(at, option) for at, option in steps)
    return Walk(tuple(steps), node, problem, build_profile(evidence), outcomes)


def decision_item(scenario: Scenario, node: Node) -> Item:
    """Return a decision as a single-choice item, so that a class's votes on it are responses like others.

    Its options weigh what `quizengine.scoring.outcome.QUALITIES` says; its key is the first of the best.
    """
    weights = {option.id: QUALITIES[option.quality] for option in node.options}
    best = max(weights, key=weights.__getitem__)
    choices = (Choice(one.id, one.text, one.why, weights[one.id]) for one in node.options)
    return Item(
        id=f"{scenario.id}_{node.id}",
        kind=Kind.SINGLE_CHOICE,
        stem=node.stem,
        choices=tuple(choices),
        key=(best,),
        scoring=Scoring("weights", upper=weights[best] or Fraction(1)),
        rules=scenario.rules,
    )


def _decide(node: Node, option: Option) -> Outcome:
    """Return the outcome of one decision."""
    per_step = {step: Fraction(points, MAX_LEVEL) for step, points in option.evidence.items()}
    return judge(node.id, QUALITIES[option.quality], option.rules, per_step)
