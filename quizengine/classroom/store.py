"""The class's journal in SQLite: what a class answers is on the disk before anybody is told that it is.

It keeps random codes, responses and counts; no name, no address, no device, and it writes no log.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from concurrent.futures import Future
from contextlib import closing
from pathlib import Path
from typing import Any, TypeVar

from quizengine.classroom import rows
from quizengine.classroom.erasure import erase
from quizengine.classroom.migrations import connect, open_database
from quizengine.classroom.rows import CandidateRecord, SessionRecord, TallyRecord
from quizengine.classroom.writer import Job, Writer
from quizengine.content.journal import Records
from quizengine.scoring.attempt import Attempt
from quizengine.scoring.item import Item
from quizengine.scoring.score import Mark

__all__ = ["CandidateRecord", "SessionRecord", "Store", "TallyRecord", "erase"]
T = TypeVar("T")


class Store:
    """A class's file, open for a session; a `quizengine.content.journal.Journal` and what a live class needs.

    What records something and returns no future is on the disk when it returns, so it waits while the disk is
    full. On an event loop queue a record instead: ``await asyncio.wrap_future(store.put(move_job(…)))``.
    """

    def __init__(self, path: Path, writer: Writer) -> None:
        """Join a file and its writer; see `open`."""
        self.path, self._writer = path, writer

    @classmethod
    def open(cls, path: Path) -> Store:
        """Open a class's file, or create it; one of an older version is brought up to date.

        Raises:
            ValueError: not a class file, one of a newer version, or it cannot be opened; told in one line.
        """
        return cls(path, Writer(open_database(path)))

    def close(self, timeout: float = 5.0) -> int:
        """Write all that is queued, then close.

        Args:
            timeout: seconds to wait for a disk that is full, read-only or locked.

        Returns:
            How many records could not be saved, 0 when all is well.
        """
        return self._writer.close(timeout)

    @property
    def trouble(self) -> str:
        """What keeps the disk from taking records: full, read-only, locked, other, or "" if nothing."""
        return self._writer.trouble

    @property
    def waiting(self) -> int:
        """How many records are not on the disk yet."""
        return self._writer.waiting

    # ---- responses ---------------------------------------------------------------------------------

    def submit(self, attempt: Attempt, item: Item, *, session: int | None = None) -> Future[bool]:
        """Queue an attempt; the future is settled after the commit, and may be given up without harm.

        Args:
            attempt: with an id that belongs to its candidate alone: the first response of an id stays.
            item: as it was seen, of the attempt's version.
            session: the session it belongs to.

        Returns:
            Whether it is recorded, now or before. False: its id stands with another response, or by another
            candidate or to another item. A ValueError in the future: it cannot be recorded at all.
        """
        return self.put(rows.attempt_job(attempt, item, session))

    def put(self, job: Job[T]) -> Future[T]:
        """Queue any record (see `quizengine.classroom.rows`); settled after the commit, as `submit`."""
        return self._writer.put(job)

    def read(self, session: int | None = None) -> Records:
        """Return all that was recorded and is on the disk, or the attempts of one session alone."""
        with closing(self._connect()) as connection:
            return rows.read_records(connection, str(self.path), session)

    def append(self, attempts: Iterable[Attempt], items: Mapping[str, Item]) -> tuple[str, ...]:
        """Record attempts with the items that they saw, all or none; they are safe when this returns.

        Returns:
            Ids of the attempts that were recorded before with another response: the first stays.

        Raises:
            ValueError: one cannot be recorded, for instance without the item that it saw.
        """
        return self.put(rows.attempts_job(attempts, items, None)).result()

    def mark(self, attempt: str, mark: Mark, *, time: str) -> None:
        """Record what a person gave an open item; the last mark of an attempt counts.

        Raises:
            ValueError: no such attempt, or the mark does not fit its rubric.
        """
        self.put(rows.mark_job(str(self.path), attempt, mark, time)).result()

    # ---- the session -------------------------------------------------------------------------------

    def new_session(self, lesson: str, lang: str, secrets: Mapping[str, str], time: str) -> int:
        """Record that a session begins; return its id."""
        return self.put(rows.session_job(lesson, lang, secrets, time)).result()

    def last_session(self) -> SessionRecord | None:
        """Return the session begun last, or None."""
        found = self._select("SELECT id, lesson, lang, time, secrets FROM sessions ORDER BY id DESC LIMIT 1")
        for number, lesson, lang, time, secrets in found:
            return SessionRecord(number, lesson, lang, time, json.loads(secrets))
        return None

    def moves(self, session: int) -> list[dict[str, Any]]:
        """Return the moves of a session in order."""
        found = self._select("SELECT move FROM moves WHERE session = ? ORDER BY seq", session)
        return [json.loads(move) for (move,) in found]

    def candidates(self, session: int) -> list[CandidateRecord]:
        """Return who takes part, in the order they joined."""
        columns = "candidate, token_hash, name, time"
        found = self._select(f"SELECT {columns} FROM candidates WHERE session = ? ORDER BY seq", session)
        return [CandidateRecord(*row) for row in found]

    def tallies(self, session: int) -> list[TallyRecord]:
        """Return the last count of each item and round."""
        columns = "item, version, round, voters, counts"
        found = self._select(f"SELECT {columns} FROM tallies WHERE session = ? ORDER BY seq", session)
        return [
            TallyRecord(item, version, number, json.loads(counts), voters)
            for item, version, number, voters, counts in found
        ]

    def _connect(self) -> sqlite3.Connection:
        return connect(self.path)

    def _select(self, statement: str, *values: object) -> list[Any]:
        with closing(self._connect()) as connection:
            return connection.execute(statement, values).fetchall()
