"""The class's database file: how it is opened, and the numbered steps that bring it up to date."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

APPLICATION = 0x71656E67
"""Says in the header of a file that it is ours ("qeng")."""
_JOURNAL = (
    "CREATE TABLE items (version TEXT NOT NULL PRIMARY KEY, data TEXT NOT NULL) STRICT",
    """CREATE TABLE attempts (
        seq INTEGER NOT NULL PRIMARY KEY, id TEXT NOT NULL UNIQUE,
        candidate TEXT NOT NULL, item TEXT NOT NULL, version TEXT NOT NULL REFERENCES items (version),
        response TEXT NOT NULL, bank TEXT NOT NULL, form TEXT NOT NULL, seed TEXT NOT NULL, time TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE marks (
        seq INTEGER NOT NULL PRIMARY KEY, attempt TEXT NOT NULL REFERENCES attempts (id),
        points TEXT NOT NULL, time TEXT NOT NULL
    ) STRICT""",
    f"PRAGMA application_id = {APPLICATION}",
)
_CLASS = (
    """CREATE TABLE sessions (
        id INTEGER NOT NULL PRIMARY KEY, lesson TEXT NOT NULL, lang TEXT NOT NULL, secrets TEXT NOT NULL,
        time TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE moves (
        seq INTEGER NOT NULL PRIMARY KEY, session INTEGER NOT NULL REFERENCES sessions (id),
        move TEXT NOT NULL, time TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE candidates (
        seq INTEGER NOT NULL PRIMARY KEY, session INTEGER NOT NULL REFERENCES sessions (id),
        candidate TEXT NOT NULL, token_hash TEXT NOT NULL, name TEXT NOT NULL, time TEXT NOT NULL,
        UNIQUE (session, candidate)
    ) STRICT""",
    """CREATE TABLE tallies (
        seq INTEGER NOT NULL PRIMARY KEY, session INTEGER NOT NULL REFERENCES sessions (id),
        item TEXT NOT NULL, version TEXT NOT NULL REFERENCES items (version), round INTEGER NOT NULL,
        counts TEXT NOT NULL, voters INTEGER NOT NULL, UNIQUE (session, item, round)
    ) STRICT""",
    """CREATE TABLE erasures (
        seq INTEGER NOT NULL PRIMARY KEY, attempts INTEGER NOT NULL, time TEXT NOT NULL
    ) STRICT""",
    "ALTER TABLE attempts ADD COLUMN round TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE attempts ADD COLUMN session INTEGER REFERENCES sessions (id)",
)
STEPS = (_JOURNAL, _CLASS)
"""Statements of each step; a file of version n has gone through the first n. Never change one, add one."""
_PRAGMAS = ("synchronous = FULL", "secure_delete = ON", "foreign_keys = ON", "temp_store = MEMORY")


def open_database(path: Path, *, wait: float = 5.0) -> sqlite3.Connection:
    """Open a class's file, create it for this account only where there is none, and bring it up to date.

    Args:
        path: of the file; its folder must be there.
        wait: seconds to wait for another program that is writing.

    Returns:
        A connection without implicit transactions, that any one thread at a time may use.

    Raises:
        ValueError: not a class file, one of a newer version, or it cannot be opened; told in one line.
    """
    try:
        path.touch(mode=0o600)
        connection = connect(path, wait=wait)
    except (sqlite3.Error, OSError) as error:
        raise ValueError(tell(path, error)) from error
    try:
        check(connection, path)
        _use_wal(connection, path)
        migrate(connection)
    except BaseException as error:
        connection.close()
        if isinstance(error, sqlite3.Error):
            raise ValueError(tell(path, error)) from error
        raise
    return connection


def check_unused(path: Path) -> None:
    """Make sure that no other program has a class's file open: two would lead the same class apart.

    Raises:
        ValueError: one has, or it is no database.
    """
    try:
        with closing(connect(path)) as connection:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("BEGIN IMMEDIATE")
    except sqlite3.Error as error:
        raise ValueError(tell(path, error)) from error


def connect(path: Path, *, wait: float = 5.0) -> sqlite3.Connection:
    """Return a connection to a file that is there, with the settings that make a commit durable."""
    uri = f"{path.resolve().as_uri()}?mode=rw"
    connection = sqlite3.connect(uri, uri=True, timeout=wait, isolation_level=None, check_same_thread=False)
    try:
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


def check(connection: sqlite3.Connection, path: Path) -> None:
    """Make sure that a file is ours, or empty, and not newer than this program.

    Raises:
        ValueError: it is another file, or a newer one.
    """
    application, version = (_read_number(connection, name) for name in ("application_id", "user_version"))
    is_empty = not connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if application != APPLICATION and not (is_empty and application == version == 0):
        raise ValueError(f"{path}: this is the database of another program. Name another file for the class.")
    if version > len(STEPS):
        raise ValueError(
            f"{path}: a newer quizengine wrote this file (version {version}; this one reads {len(STEPS)})."
            " Update quizengine, or name another file for the class."
        )


def migrate(connection: sqlite3.Connection) -> None:
    """Take the steps that a file has not taken, each in one transaction: killed, it was taken or not."""
    for number, statements in enumerate(STEPS, start=1):
        if _read_number(connection, "user_version") >= number:
            continue
        connection.execute("BEGIN IMMEDIATE")
        try:
            if _read_number(connection, "user_version") < number:  # nobody did it while we waited
                for statement in (*statements, f"PRAGMA user_version = {number}"):
                    connection.execute(statement)
            connection.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
            raise


def _read_number(connection: sqlite3.Connection, pragma: str) -> int:
    number: int = connection.execute(f"PRAGMA {pragma}").fetchone()[0]
    return number


def _use_wal(connection: sqlite3.Connection, path: Path) -> None:
    mode = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
    if mode != "wal":
        raise ValueError(
            f"{path}: this disk cannot hold a class file. Choose a folder on this computer's disk."
        )


def tell(path: Path, error: Exception) -> str:
    """Return what is wrong with a file that cannot be used, and how to mend it."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
        return f"{path}: this is not a class file, or it is damaged. Name another file, or restore a copy."
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return f"{path}: another class or program is using this file. End it first."
    why = getattr(error, "strerror", None) or error
    return f"{path}: cannot be used ({why}). Check that its folder is there, can be written to and has room."
