"""A class session: a pure state of what the room sees; it knows no clock, network or candidate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from quizengine.content.lesson import Lesson
from quizengine.content.screens import Screen, Script
from quizengine.scoring.feed import Feed
from quizengine.scoring.item import Item
from quizengine.scoring.scenario import Node, Scenario, score_scenario


class Phase(StrEnum):
    """What happens on a screen."""

    SHOWING = "showing"
    OPEN = "open"
    CLOSED = "closed"
    REVEALED = "revealed"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Play:
    """What a session plays; constant."""

    lesson: Lesson
    script: Script
    items: Mapping[str, Item]
    scenarios: Mapping[str, Scenario]
    feeds: Mapping[str, Feed]


@dataclass(frozen=True, slots=True)
class State:
    """Where a session stands.

    Attributes:
        place: number of the screen, from 0.
        phase: see `Phase`; in a story ``revealed`` shows what the last choice brought.
        round: votes opened on this item or decision; 2 is the vote after pair talk.
        rounds: (what was voted on, its last round) of every vote: coming back to one opens a new round.
        path: ``node=option`` of the story on this screen, in order.
        acts: what the class did in the lesson's feed by turns, in order; kept wherever the lesson goes.
        skipped: ids of the steps that a cut leaves out.
        version: minutes of the shorter version that is played, 0 for the lesson's own.
        is_frozen: whether the projector is blank.
        is_paused: whether votes are held.
        part: which part of the screen is shown, from 0; a screen with more than one idea has several.
    """

    place: int = 0
    phase: Phase = Phase.SHOWING
    round: int = 0
    rounds: tuple[tuple[str, int], ...] = ()
    path: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    version: int = 0
    is_frozen: bool = False
    is_paused: bool = False
    part: int = 0


class IllegalMoveError(ValueError):
    """A move that is not possible where the session stands; says which and why."""


def screen_of(play: Play, state: State) -> Screen:
    """Return the screen that is shown."""
    return play.script.screens[state.place]


def node_of(play: Play, state: State) -> Node | None:
    """Return where the story stands, or None when no story is on the screen."""
    screen = screen_of(play, state)
    if screen.kind != "scenario":
        return None
    return score_scenario(play.scenarios[screen.ref], state.path).node


def vote_id(play: Play, state: State) -> str:
    """Return what can be voted on: the id of an item or a feed, ``SCENARIO_NODE`` of a decision, or ""."""
    if state.phase is Phase.ENDED:
        return ""
    screen, node = screen_of(play, state), node_of(play, state)
    if screen.kind in ("quiz", "feed"):
        return screen.ref
    if node is None or node.is_ending or state.phase is Phase.REVEALED:
        return ""
    return f"{screen.ref}_{node.id}"
