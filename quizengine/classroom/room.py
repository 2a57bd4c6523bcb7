"""A room while a lesson is played: the session, its candidates and their votes; one event loop owns it."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from contextlib import suppress

from quizengine.classroom.guard import MOST_CANDIDATES, hash_token, make_candidate, make_token
from quizengine.classroom.moves import move
from quizengine.classroom.play import list_votes
from quizengine.classroom.rows import candidate_job, move_job, tally_job
from quizengine.classroom.session import IllegalMoveError, Phase, Play, State, vote_id
from quizengine.classroom.signal import Signal
from quizengine.classroom.store import Store
from quizengine.classroom.votes import Votes
from quizengine.content.item_data import find_bank_digest, find_version
from quizengine.scoring.attempt import Attempt
from quizengine.scoring.feed import parse_acts
from quizengine.scoring.item import SEVERAL, Item
from quizengine.scoring.response import Raw, parse_response

Clock = Callable[[], str]
"""Gives the time as text; the shell's, so that a test gives its own."""
LONGEST_ID = 80
MOST_VOTERS = 999
TOGETHER = 1
"""Round under which what the class does in a feed by turns is counted."""
MOST_ATTEMPTS = 5000
"""Responses of one candidate in a session: more than anybody gives, too few to fill a disk."""
LOOK = 0.1
"""Seconds after which to look again whether the disk is in trouble."""


class RefusedError(Exception):
    """A request that cannot be met.

    Attributes:
        status: HTTP status.
        word: key of the calm sentence, in the table ``classroom`` of the interface words.
    """

    def __init__(self, status: int, word: str) -> None:
        """Say why."""
        super().__init__(word)
        self.status, self.word = status, word


class Room:
    """The one place where a class session changes.

    Attributes:
        moved: bumped by each move: pupils see something else.
        changed: bumped by whatever happens, a vote or somebody new too.
    """

    def __init__(self, play: Play, store: Store, session: int, lang: str, clock: Clock) -> None:
        """Take up a session where its record stands."""
        self.play, self.store, self.session, self.lang, self.clock = play, store, session, lang, clock
        self.state = State()
        self.moved, self.changed = Signal(), Signal()
        self.candidates: dict[str, str] = {}
        self.votes: dict[tuple[str, int], Votes] = {}
        self._by_token: dict[str, str] = {}
        self._sent: Counter[str] = Counter()
        self._reserved: set[str] = set()
        self._held: dict[str, tuple[Attempt, Future[bool]]] = {}
        self._items = list_votes(play)
        self._versions = {name: find_version(item) for name, item in self._items.items()}
        self._bank = find_bank_digest(play.items.values())
        self._resume()

    def _resume(self) -> None:
        """Replay what was recorded: moves, candidates, votes and counts."""
        for recorded in self.store.moves(self.session):
            with suppress(IllegalMoveError):  # the lesson may have changed since: go on as near as can be
                self.state = move(self.play, self.state, str(recorded["do"]), str(recorded.get("option", "")))
        for candidate in self.store.candidates(self.session):
            self.candidates[candidate.candidate] = candidate.name
            self._by_token[candidate.token_hash] = candidate.candidate
        for attempt in self.store.read(self.session).attempts.values():
            if attempt.round.isdigit():  # else it came with a code, from another device
                self._take(attempt)
        for tally in self.store.tallies(self.session):
            votes = self.votes_of(tally.item, tally.round)
            votes.counts, votes.hands = dict(tally.counts), tally.voters

    # ---- what is asked of it ---------------------------------------------------------------------

    @property
    def vote(self) -> str:
        """Id of what can be voted on now, or ""."""
        return vote_id(self.play, self.state)

    @property
    def vote_item(self) -> Item | None:
        """The item, or the decision as an item, that can be voted on now."""
        return self._items.get(self.vote)

    def votes_of(self, item: str, number: int) -> Votes:
        """Return the votes on an item in a round."""
        return self.votes.setdefault((item, number), Votes())

    @property
    def has_votes(self) -> bool:
        """Whether anybody has voted, by a device, by hand or by a card."""
        return any(votes.by_candidate or votes.hands for votes in self.votes.values())

    def candidate_of(self, token: str) -> str | None:
        """Return whose token this is."""
        return self._by_token.get(hash_token(token))

    def response_of(self, candidate: str) -> Raw:
        """Return what a candidate answered in the vote of now, or None."""
        return self.votes_of(self.vote, self.state.round).by_candidate.get(candidate)

    # ---- what changes it -------------------------------------------------------------------------

    async def join(self, name: str) -> tuple[str, str]:
        """Take in a candidate; return code and token, both on the disk: they outlive a crash.

        Args:
            name: what is shown on the candidate's own screen.

        Raises:
            RefusedError: the room is full.
        """
        if max(len(self.candidates), len(self._reserved)) >= MOST_CANDIDATES:
            raise RefusedError(429, "room-full")
        candidate, token = make_candidate((*self.candidates, *self._reserved)), make_token()
        self._reserved.add(candidate)
        job = candidate_job(self.session, candidate, hash_token(token), name, self.clock())
        await asyncio.wrap_future(self.store.put(job))
        self.candidates[candidate] = name
        self._by_token[hash_token(token)] = candidate
        self.changed.bump()
        return candidate, token

    async def respond(self, candidate: str, name: object, raw: object, attempt_id: object) -> None:
        """Record a response; it is on the disk when this returns.

        Raises:
            RefusedError: 404 there is no such item, 409 its vote is not open, 422 the response is of no use.
        """
        item = self._items.get(name) if isinstance(name, str) else None
        if item is None:
            raise RefusedError(404, "no-such-item")
        if not isinstance(attempt_id, str) or not 0 < len(attempt_id) <= LONGEST_ID:
            raise RefusedError(422, "not-usable")
        name_of_attempt = f"{candidate}/{item.id}/{attempt_id}"
        if any(name_of_attempt in votes.attempts for (of, _), votes in self.votes.items() if of == item.id):
            return  # its first acknowledgement was lost on the way
        if name_of_attempt not in self._held:
            self._held[name_of_attempt] = self._submit(candidate, item, raw, name_of_attempt)
        attempt, record = self._held[name_of_attempt]
        try:
            is_recorded = await asyncio.wrap_future(record)
        finally:
            if record.done():
                self._held.pop(name_of_attempt, None)
        if is_recorded:
            self._take(attempt)
            self.changed.bump()

    def _submit(self, candidate: str, item: Item, raw: object, name: str) -> tuple[Attempt, Future[bool]]:
        """Queue a response to the open vote; sent again while the disk is full, it is still this one.

        Raises:
            RefusedError: 409 the vote is not open, 422 the response is of no use, 429 there are too many.
        """
        if item.id != self.vote or self.state.phase is not Phase.OPEN or self.state.is_paused:
            raise RefusedError(409, "vote-closed")
        response = parse_response(item, raw)  # type: ignore[arg-type]
        feed = self.play.feeds.get(item.id)
        is_sound = feed is None or not parse_acts(feed, raw).problem
        if response.problem or not response.parts or not is_sound:
            raise RefusedError(422, "not-usable")
        if self._sent[candidate] >= MOST_ATTEMPTS:
            raise RefusedError(429, "too-many")
        self._sent[candidate] += 1
        attempt = Attempt(
            id=name,
            candidate=candidate,
            item=item.id,
            version=self._versions[item.id],
            raw=raw,  # type: ignore[arg-type]
            bank=self._bank,
            form=item.form,
            time=self.clock(),
            round=str(self.state.round),
        )
        return attempt, self.store.submit(attempt, item, session=self.session)

    def check_seen(self, do: str, seen: int) -> None:
        """Refuse what was asked for on an older view, as by a second click or another tab.

        Args:
            do: what was asked for.
            seen: number of the view.

        Raises:
            IllegalMoveError: the lesson has moved on since.
        """
        if seen != self.moved.number:
            raise IllegalMoveError(f"{do}: the lesson has moved on since")

    def teach(self, do: str, option: str = "") -> Future[None]:
        """Make a move. The lesson goes on even while the disk is full: the record of the move waits.

        Args:
            do: the move.
            option: what it needs, if anything.

        Returns:
            Settled once its record is on the disk; see `keep`.

        Raises:
            IllegalMoveError: it is not possible now.
        """
        before, state = self.state, move(self.play, self.state, do, option)
        record = self.store.put(move_job(self.session, {"do": do, "option": option}, self.clock()))
        self.state = state
        if state.acts != before.acts:
            self._count_acts()
        self.moved.bump()
        self.changed.bump()
        return record

    async def keep(self, record: Future[None]) -> None:
        """Wait until what a teacher did is on the disk, but not for a disk in trouble: the lesson goes on."""
        while not (record.done() or self.store.trouble):
            with suppress(TimeoutError):
                await asyncio.wait_for(asyncio.wrap_future(record), LOOK)

    async def count_hands(self, counts: Mapping[str, int], voters: int) -> None:
        """Record hands or cards that the teacher counted in the vote of now; the last count stands.

        They are on the disk when this returns, or wait for it as a move does.

        Raises:
            RefusedError: there is no vote, or a count does not fit it.
        """
        item = self.vote_item
        if item is not None and item.id in self.play.feeds:
            await self._count_players(voters)
            return
        if item is None or self.state.round == 0:
            raise RefusedError(409, "vote-closed")
        hands = counts.values()
        most = max(hands, default=0) if item.kind in SEVERAL else sum(hands)
        is_known = set(counts) <= set(item.choice_ids)
        if not is_known or min(hands, default=0) < 0 or not most <= voters <= MOST_VOTERS:
            raise RefusedError(422, "not-usable")
        record = self.store.put(tally_job(self.session, item, self.state.round, counts, voters))
        votes = self.votes_of(item.id, self.state.round)
        votes.counts, votes.hands = dict(counts), voters
        self.changed.bump()
        await self.keep(record)

    async def _count_players(self, voters: int) -> None:
        """Record how many take part in what the class does by turns."""
        if not 0 < voters <= MOST_VOTERS:
            raise RefusedError(422, "not-usable")
        self.votes_of(self.vote, TOGETHER).hands = voters
        record = self._count_acts()
        self.changed.bump()
        await self.keep(record)

    def _count_acts(self) -> Future[None]:
        """Record what the class did in its feed by turns, as done by all who take part.

        Until the teacher says how many these are, they are as many as in the largest vote so far.
        """
        item, votes = self._items[self.vote], self.votes_of(self.vote, TOGETHER)
        votes.hands = votes.hands or max(one.hands + len(one.by_candidate) for one in self.votes.values())
        votes.counts = dict.fromkeys(self.state.acts, votes.hands)
        voters = votes.hands if self.state.acts else 0
        return self.store.put(tally_job(self.session, item, TOGETHER, votes.counts, voters))

    def _take(self, attempt: Attempt) -> None:
        """Count an attempt that is on the disk."""
        votes = self.votes_of(attempt.item, int(attempt.round))
        votes.by_candidate[attempt.candidate] = attempt.raw
        votes.attempts.add(attempt.id)
