"""The exit codes that pupils' pages brought into a room: each goes into its journal once."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

from quizengine.classroom.exits import list_lessons
from quizengine.classroom.room import Room
from quizengine.classroom.rows import attempts_job
from quizengine.classroom.ticket import CodeError, Ticket, read_code, tell_responses
from quizengine.content.bank import Bank
from quizengine.content.face import Face
from quizengine.content.item_data import find_bank_digest, find_version
from quizengine.scoring.attempt import Attempt
from quizengine.scoring.item import Item

LONGEST = 80
"""Characters of a text that may be a code, with spaces and hyphens."""
FOREIGN = ("code-version", "code-lesson")
"""What is said of a square that is a code after all; a camera mistypes nothing."""


class Collection:
    """The codes of one room."""

    def __init__(self, room: Room, bank: Bank) -> None:
        """Go on with what the journal holds."""
        self.room = room
        self._words = bank.speak("scan", room.lang)
        self._lessons = list_lessons(bank)
        self._items: Mapping[str, Item] = dict(room.play.items)
        self._bank = find_bank_digest(self._items.values())
        attempts = room.store.read().attempts.values()
        self._taken = {one.candidate for one in attempts if one.id == _name(one.candidate, one.item)}

    @property
    def count(self) -> int:
        """How many codes were read."""
        return len(self._taken)

    async def take(self, text: str, *, is_typed: bool) -> Face:
        """Record what a code holds, in one piece; it is on the disk when this returns.

        Args:
            text: what was typed, or what a square says.
            is_typed: whether to say which character seems mistyped.

        Returns:
            ``code``, ``told`` (what became of it, one sentence) and ``is_new``.
        """
        code = text[:LONGEST]
        try:
            ticket, items = read_code(code, self._lessons)
        except CodeError as error:
            is_told = is_typed or error.word in FOREIGN
            told = error.tell(self._words) if is_told else self._words["code-foreign"]
            return {"code": code, "told": told, "is_new": False}
        word = await self._record(ticket, items)
        return {"code": code, "told": self._words[word].format(code=code), "is_new": word == "code-taken"}

    async def _record(self, ticket: Ticket, items: Sequence[Item]) -> str:
        """Put a ticket into the journal; return the word for what became of it."""
        if items is not dict(self._lessons).get(self.room.play.lesson.id):
            return "code-other"
        attempts = [
            Attempt(
                id=_name(candidate, name),
                candidate=candidate,
                item=name,
                version=find_version(self._items[name]),
                raw=raw,
                bank=self._bank,
                form=self._items[name].form,
                time=self.room.clock(),
            )
            for candidate, name, raw in tell_responses(ticket, items)
        ]
        candidate = attempts[0].candidate
        if candidate in self._taken:
            return "code-twice"
        job = attempts_job(attempts, self._items, self.room.session)
        await asyncio.wrap_future(self.room.store.put(job))
        is_new = candidate not in self._taken  # another frame may have brought it while the disk was busy
        self._taken.add(candidate)
        return "code-taken" if is_new else "code-twice"


def _name(candidate: str, item: str) -> str:
    """Return an attempt's id, as `quizengine.content.attempts` does: a code counts once however it comes."""
    return f"{candidate}/{item}"
