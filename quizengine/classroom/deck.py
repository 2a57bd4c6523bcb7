"""The vote cards that a camera sees: each is a candidate who answers the vote of now."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from quizengine.classroom.room import RefusedError, Room
from quizengine.classroom.session import Phase
from quizengine.content.face import Face
from quizengine.content.vote_cards import MOST_CARDS, answer_cards, find_choices, name_holder
from quizengine.scoring.response import Raw

Cards = Sequence[tuple[int, str]]
"""Number and letter of each card that was seen."""


@dataclass(frozen=True, slots=True)
class Vote:
    """A vote that cards can answer.

    Attributes:
        item: id of what is voted on.
        round: its round.
        choices: letter → choice, as the projector shows them.
    """

    item: str
    round: int
    choices: Mapping[str, str]


class Deck:
    """The cards of one room."""

    def __init__(self, room: Room, words: Mapping[str, str]) -> None:
        """Name the room, and the words in which its vote is told."""
        self.room, self.words = room, words

    @property
    def vote(self) -> Vote | None:
        """The vote that cards can answer, open or not; None where there is none."""
        item = self.room.vote_item
        choices = find_choices(item) if item else {}
        return Vote(item.id, self.room.state.round, choices) if item and choices else None

    async def take(self, cards: Cards, vote: Vote | None) -> Face:
        """Record what cards answer; it is on the disk when this returns.

        Args:
            cards: what a picture shows; a card that holds its letter still is recorded once.
            vote: the `vote` of the moment at which the picture came.

        Returns:
            As `tell` does.
        """
        if vote is None or vote != self.vote or not self._is_open:
            return self.tell()
        given, answers = self._given(vote), answer_cards(cards, vote.choices)
        jobs = (self._respond(vote, name, raw) for name, raw in answers if given.get(name) != raw)
        await asyncio.gather(*jobs)
        return self.tell([number for number, letter in cards if letter not in vote.choices])

    def tell(self, strays: Sequence[int] = ()) -> Face:
        """Return what the presenter's page shows of cards; no letter is told.

        Args:
            strays: numbers of the cards that hold a letter which is no choice.

        Returns:
            ``count`` (cards read in this vote), ``missing`` (numbers not read, up to the highest that this
            class has shown), ``told`` (what there is to know of the vote, a sentence or "").
        """
        vote, words = self.vote, self.words
        if vote is None or not vote.round:
            return {"count": 0, "missing": [], "told": words["cards-none"]}
        given = self._given(vote)
        hands = self.room.votes_of(vote.item, vote.round).hands
        told = ""
        if not self._is_open:
            told = words["cards-closed"]
        elif strays:
            told = words["cards-stray"].format(numbers=", ".join(map(str, strays)))
        elif hands:
            told = words["cards-hands"].format(count=hands)
        last = max((_find_last(votes.by_candidate) for votes in self.room.votes.values()), default=0)
        missing = [number for number in range(1, last + 1) if name_holder(number) not in given]
        return {"count": last - len(missing), "missing": missing, "told": told}

    @property
    def _is_open(self) -> bool:
        return self.room.state.phase is Phase.OPEN and not self.room.state.is_paused

    def _given(self, vote: Vote) -> Mapping[str, Raw]:
        return self.room.votes_of(vote.item, vote.round).by_candidate

    async def _respond(self, vote: Vote, name: str, raw: str) -> None:
        """Answer as a phone does; where the vote was closed meanwhile the card comes too late."""
        attempts = self.room.votes_of(vote.item, vote.round).attempts
        before = sum(one.startswith(f"{name}/") for one in attempts)
        with suppress(RefusedError):
            await self.room.respond(name, vote.item, raw, f"{vote.round}-{before + 1}")


def _find_last(given: Mapping[str, Raw]) -> int:
    """Return the highest number of a card that is among candidates, 0 without one."""
    return max((number for number in range(1, MOST_CARDS + 1) if name_holder(number) in given), default=0)
