"""Forgets a class, or one candidate of it, so that the bytes are gone from its files."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from quizengine.classroom.migrations import check, connect, migrate, tell

_OF_CANDIDATE = (
    "DELETE FROM marks WHERE attempt IN (SELECT id FROM attempts WHERE candidate = ?)",
    "DELETE FROM attempts WHERE candidate = ?",
    "DELETE FROM candidates WHERE candidate = ?",
)
_TABLES = ("marks", "attempts", "candidates", "moves", "tallies", "sessions", "items", "erasures")
"""All tables, those that name others first."""
_SIDES = ("-wal", "-shm", "-journal")


def erase(path: Path, *, candidate: str = "", time: str) -> int:
    """Forget a class with all its files, or one candidate; the class must not be running.

    What is forgotten is overwritten with zeros first. A disk or its backups may keep older copies of a block,
    where no program reaches them.

    Args:
        path: of the class's file.
        candidate: the code of the one to forget; "" forgets the class.
        time: kept with the number of attempts, and nothing else, where one candidate was forgotten.

    Returns:
        How many attempts were forgotten.

    Raises:
        ValueError: no such file or candidate, not a class file, or it is in use.
    """
    if not path.is_file():
        raise ValueError(f"{path}: there is no such file. Name the file of a class.")
    if not path.stat().st_size:
        raise ValueError(f"{path}: this file is empty, it is not that of a class. Name another file.")
    try:
        with closing(connect(path, wait=1.0)) as connection:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            check(connection, path)
            migrate(connection)
            count = _overwrite(connection, path, candidate, time)
    except sqlite3.Error as error:
        raise ValueError(tell(path, error)) from error
    if not candidate:
        for one in (path, *_side_files(path)):
            one.unlink(missing_ok=True)
    return count


def _overwrite(connection: sqlite3.Connection, path: Path, candidate: str, time: str) -> int:
    """Delete what is to be forgotten, then leave no rest of it in the file, nor in its write-ahead log.

    The log still holds pages as they were: it is begun anew and filled with zeros to its whole length before
    it is cut. Building the file anew takes what a page keeps between its records.
    """
    _run(connection, "DROP TABLE IF EXISTS zeros", "PRAGMA wal_checkpoint(RESTART)")
    length = sum(one.stat().st_size for one in _side_files(path) if one.exists())
    connection.execute("BEGIN IMMEDIATE")
    count = _forget_candidate(connection, path, candidate, time) if candidate else _forget_all(connection)
    connection.execute("CREATE TABLE zeros (zeros BLOB NOT NULL) STRICT")
    connection.execute("INSERT INTO zeros VALUES (zeroblob(?))", (length,))
    connection.execute("COMMIT")
    _run(connection, "DROP TABLE zeros", "PRAGMA wal_checkpoint(TRUNCATE)")
    _run(connection, "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)")
    return count


def _forget_all(connection: sqlite3.Connection) -> int:
    count: int = connection.execute("SELECT count(*) FROM attempts").fetchone()[0]
    _run(connection, *(f"DELETE FROM {table}" for table in _TABLES))
    return count


def _forget_candidate(connection: sqlite3.Connection, path: Path, candidate: str, time: str) -> int:
    """Delete what belongs to a candidate; leave only when, and how many attempts."""
    _, count, joined = (connection.execute(statement, (candidate,)).rowcount for statement in _OF_CANDIDATE)
    if not count and not joined:
        raise ValueError(f'{path}: there is no candidate "{candidate}". Nothing was erased.')
    connection.execute("INSERT INTO erasures (attempts, time) VALUES (?, ?)", (count, time))
    return count


def _run(connection: sqlite3.Connection, *statements: str) -> None:
    for statement in statements:
        connection.execute(statement).fetchall()


def _side_files(path: Path) -> list[Path]:
    return [path.with_name(path.name + side) for side in _SIDES]
