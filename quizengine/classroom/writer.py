"""One thread that writes: what comes in together is committed together, and told only after the commit."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Lock, Thread
from typing import Any, TypeVar

T = TypeVar("T")
Job = Callable[[sqlite3.Connection], T]
"""Writes one record in the transaction of its batch; what it raises undoes this record alone."""
MOST = 500
"""Records of one transaction."""
RETRY = 1.0
"""Seconds until the disk is tried again."""
PATIENCE = 1.0
"""Seconds that one try waits for another program."""
_IDS = {
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_READONLY: "read-only",
    sqlite3.SQLITE_PERM: "read-only",
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
} | dict.fromkeys(
    (
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
    ),
    "other",
)
TROUBLES = sorted({*_IDS.values()})
"""What can keep a disk from taking records; what to say to the teacher stands in the words, ``problem-…``."""


@dataclass(slots=True)
class _Task:
    """A record to be written, and who waits for it."""

    job: Job[Any]
    future: Future[Any] = field(default_factory=Future)
    outcome: Any = None
    error: Exception | None = None


class Writer:
    """Owns the connection that writes.

    Attributes:
        trouble: what keeps it from writing, one of `TROUBLES`; "" when all is well.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Start writing; the connection belongs to the writer now, which closes it."""
        self.trouble = ""
        self._connection = connection
        self._path = Path(connection.execute("PRAGMA database_list").fetchone()[2])
        self._connection.execute(f"PRAGMA busy_timeout = {int(1000 * PATIENCE)}")
        self._queue: SimpleQueue[_Task | None] = SimpleQueue()
        self._lock = Lock()
        self._taken = self._settled = 0
        self._is_closed = False
        self._give_up = Event()
        # A daemon: a program that forgot to close the store can still end; what was told as saved is saved.
        self._thread = Thread(target=self._run, name="quizengine-store", daemon=True)
        self._thread.start()

    @property
    def waiting(self) -> int:
        """How many records are not on the disk yet."""
        return self._taken - self._settled

    def put(self, job: Job[T]) -> Future[T]:
        """Take a record.

        Returns:
            A future that is settled after the commit, never before: with what the job returned, or with the
            ValueError that kept this one record out. Who waits may stop waiting: it is written all the same.

        Raises:
            ValueError: the store is closed.
        """
        task = _Task(job)
        task.future.set_running_or_notify_cancel()
        with self._lock:
            if self._is_closed:
                raise ValueError("the class file is closed. Open it again to write to it.")
            self._taken += 1
            self._queue.put(task)
        return task.future

    def close(self, timeout: float) -> int:
        """Write all that was taken, then stop.

        Args:
            timeout: seconds to wait for a disk that does not take it; then it is tried a last time.

        Returns:
            How many records could not be saved; who waits for them gets an OSError.
        """
        with self._lock:
            if not self._is_closed:
                self._is_closed = True
                self._queue.put(None)
        self._thread.join(timeout)
        self._give_up.set()
        self._thread.join(3 * PATIENCE)  # the last try; a disk that hangs must not hang the program
        return self.waiting

    def _run(self) -> None:
        try:
            while batch := self._drain():
                self._write(batch)
        finally:
            with suppress(sqlite3.Error):
                self._connection.close()

    def _drain(self) -> list[_Task]:
        """Wait for a task and return it with those behind it; nothing when all is written and closed."""
        batch = []
        task = self._queue.get()
        while task is not None:
            batch.append(task)
            if len(batch) == MOST:
                return batch
            try:
                task = self._queue.get_nowait()
            except Empty:
                return batch
        if batch:
            self._queue.put(None)  # for the next time: the closing mark is the last in the queue
        return batch

    def _write(self, batch: list[_Task]) -> None:
        """Commit a batch, however often it takes, then tell who waits."""
        has_given_up = self._give_up.is_set() and self.trouble
        trouble = self.trouble if has_given_up else self._try_to_commit(batch)
        while trouble and not self._give_up.is_set():
            self.trouble = trouble
            self._give_up.wait(RETRY)
            trouble = self._try_to_commit(batch)
        self.trouble = trouble
        self._settled += 0 if trouble else len(batch)
        for task in batch:
            if trouble:
                task.future.set_exception(OSError(f"not saved: {trouble}"))
            elif task.error is not None:
                task.future.set_exception(task.error)
            else:
                task.future.set_result(task.outcome)

    def _try_to_commit(self, batch: list[_Task]) -> str:
        """Write a batch in one transaction; return what keeps it off the disk, "" when it is there."""
        if not self._path.exists():
            return "other"  # SQLite would go on writing into a file that has no name any more
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            for task in batch:
                self._try(task)
            self._connection.execute("COMMIT")
        except Exception as error:
            with suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")
            return self._find_trouble(error)
        return ""

    def _find_trouble(self, error: Exception) -> str:
        """Return what is wrong; a disk that turns read-only under an open file is an I/O error to SQLite."""
        trouble = _IDS.get(_code(error), "other")
        is_protected = trouble == "other" and self._path.exists() and not os.access(self._path, os.W_OK)
        return "read-only" if is_protected else trouble

    def _try(self, task: _Task) -> None:
        """Write one record; one that is bad is undone and leaves the others alone."""
        self._connection.execute("SAVEPOINT record")
        task.outcome = task.error = None
        try:
            task.outcome = task.job(self._connection)
        except Exception as error:
            if _code(error) in _IDS:
                raise
            task.error = error if isinstance(error, ValueError) else _refusal(error)
            self._connection.execute("ROLLBACK TO record")
        self._connection.execute("RELEASE record")


def _code(error: Exception) -> int:
    """Return the primary result code of SQLite, 0 when the error is none of its."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _refusal(error: Exception) -> ValueError:
    refusal = ValueError(f"this cannot be recorded: {error}")
    refusal.__cause__ = error
    return refusal
