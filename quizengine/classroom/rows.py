"""What is written to and read from the class's database, one function a fact; it knows no thread."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from quizengine.classroom.writer import Job
from quizengine.content.item_data import digest, read_item_data, write_item
from quizengine.content.journal import FIELDS, Records
from quizengine.content.problem import Problem
from quizengine.scoring.attempt import Attempt
from quizengine.scoring.item import Item
from quizengine.scoring.score import Mark, score

_ATTEMPT = ("id", "session", "response", *FIELDS)
_ADD_ATTEMPT = (
    f"INSERT INTO attempts ({', '.join(_ATTEMPT)}) VALUES ({', '.join('?' * len(_ATTEMPT))})"
    " ON CONFLICT (id) DO NOTHING"
)
_ADD_TALLY = """INSERT INTO tallies (session, item, version, round, counts, voters) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (session, item, round) DO UPDATE
    SET version = excluded.version, counts = excluded.counts, voters = excluded.voters"""


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """A session as it was begun; the secrets (join code, presenter's token) keep its addresses the same."""

    id: int
    lesson: str
    lang: str
    time: str
    secrets: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CandidateRecord:
    """Who takes part: a random code, the hash of its token, and the random name on its own screen."""

    candidate: str
    token_hash: str
    name: str
    time: str


@dataclass(frozen=True, slots=True)
class TallyRecord:
    """Hands or cards as the teacher counted them: choice id → how many, of so many voters."""

    item: str
    version: str
    round: int
    counts: Mapping[str, int]
    voters: int


def attempt_job(attempt: Attempt, seen: Item | None, session: int | None) -> Job[bool]:
    """Record an attempt, its item before it; False when its id stands with another response or by another."""

    def write(connection: sqlite3.Connection) -> bool:
        _add_item(connection, attempt.version, seen, attempt.item)
        response = json.dumps(attempt.raw)
        given = (attempt.id, session, response, *(getattr(attempt, name) for name in FIELDS))
        if connection.execute(_ADD_ATTEMPT, given).rowcount:
            return True
        candidate, item, recorded = connection.execute(
            "SELECT candidate, item, response FROM attempts WHERE id = ?", (attempt.id,)
        ).fetchone()
        is_same = recorded == response or json.loads(recorded) == json.loads(response)
        return bool(is_same and (candidate, item) == (attempt.candidate, attempt.item))

    return write


def attempts_job(
    attempts: Iterable[Attempt], items: Mapping[str, Item], session: int | None
) -> Job[tuple[str, ...]]:
    """Record attempts, all or none; the ids of those that `attempt_job` refuses."""
    every = [(one.id, attempt_job(one, items.get(one.item), session)) for one in attempts]

    def write(connection: sqlite3.Connection) -> tuple[str, ...]:
        return tuple(name for name, job in every if not job(connection))

    return write


def mark_job(file: str, attempt: str, mark: Mark, time: str) -> Job[None]:
    """Record what a person gave an open item; ValueError when there is none, or it does not fit."""

    def write(connection: sqlite3.Connection) -> None:
        seen = connection.execute(
            "SELECT response, data FROM attempts JOIN items USING (version) WHERE id = ?", (attempt,)
        ).fetchone()
        if seen is None:
            raise ValueError(f'{file}: there is no attempt "{attempt}". Name one that was recorded.')
        score(read_item_data(json.loads(seen[1])), json.loads(seen[0]), mark=mark)
        points = json.dumps({name: str(given) for name, given in mark.items()})
        connection.execute(
            "INSERT INTO marks (attempt, points, time) VALUES (?, ?, ?)", (attempt, points, time)
        )

    return write


def session_job(lesson: str, lang: str, secrets: Mapping[str, str], time: str) -> Job[int]:
    """Record that a session begins; its id."""

    def write(connection: sqlite3.Connection) -> int:
        number = connection.execute(
            "INSERT INTO sessions (lesson, lang, secrets, time) VALUES (?, ?, ?, ?)",
            (lesson, lang, json.dumps(dict(secrets)), time),
        ).lastrowid
        return number or 0

    return write


def move_job(session: int, move: Mapping[str, Any], time: str) -> Job[None]:
    """Record a move of a session."""

    def write(connection: sqlite3.Connection) -> None:
        row = (session, json.dumps(dict(move)), time)
        connection.execute("INSERT INTO moves (session, move, time) VALUES (?, ?, ?)", row)

    return write


def candidate_job(session: int, candidate: str, token_hash: str, name: str, time: str) -> Job[None]:
    """Record who takes part; ValueError when this session has the candidate already."""

    def write(connection: sqlite3.Connection) -> None:
        connection.execute(
            "INSERT INTO candidates (session, candidate, token_hash, name, time) VALUES (?, ?, ?, ?, ?)",
            (session, candidate, token_hash, name, time),
        )

    return write


def tally_job(session: int, item: Item, number: int, counts: Mapping[str, int], voters: int) -> Job[None]:
    """Record a count of hands or cards in round `number`; the last one of an item and round counts."""

    def write(connection: sqlite3.Connection) -> None:
        version = digest(write_item(item))
        _add_item(connection, version, item, item.id)
        row = (session, item.id, version, number, json.dumps(dict(counts)), voters)
        connection.execute(_ADD_TALLY, row)

    return write


def read_records(connection: sqlite3.Connection, file: str, session: int | None = None) -> Records:
    """Return items, attempts (of one session if it is given) and marks.

    What cannot be read is told by its table and number, and left out.
    """
    records = Records()
    connection.execute("BEGIN")
    for number, version, data in connection.execute("SELECT rowid, version, data FROM items ORDER BY rowid"):
        try:
            item = read_item_data(json.loads(data))
            if digest(json.loads(data)) != version:
                raise ValueError(f'item "{item.id}" was changed after it was recorded. Restore a copy')
        except ValueError as error:
            records.problems.append(Problem(f"{file} (items)", number, f"{error}."))
        else:
            records.seen[version] = item
    columns = f"seq, {', '.join(_ATTEMPT)}"
    for number, name, _, response, *texts in connection.execute(
        f"SELECT {columns} FROM attempts WHERE ?1 IS NULL OR session = ?1 ORDER BY seq", (session,)
    ):
        attempt = Attempt(id=name, raw=json.loads(response), **dict(zip(FIELDS, texts, strict=True)))
        if attempt.version in records.seen:
            records.attempts[name] = attempt
        else:
            problem = f'attempt "{name}": its item cannot be read. It is left out.'
            records.problems.append(Problem(f"{file} (attempts)", number, problem))
    records.marks.update(
        (attempt, mark) for attempt, mark in _read_marks(connection) if attempt in records.attempts
    )
    connection.execute("COMMIT")
    return records


def _read_marks(connection: sqlite3.Connection) -> Iterator[tuple[str, Mark]]:
    for attempt, points in connection.execute("SELECT attempt, points FROM marks ORDER BY seq"):
        yield attempt, {name: Fraction(given) for name, given in json.loads(points).items()}


def _add_item(connection: sqlite3.Connection, version: str, item: Item | None, name: str) -> None:
    """Keep an item as it was seen, once."""
    if connection.execute("SELECT 1 FROM items WHERE version = ?", (version,)).fetchone():
        return
    data = None if item is None else write_item(item)
    if data is None or data["id"] != name or digest(data) != version:
        raise ValueError(
            f'item "{name}": version "{version}" is not that of the item given. Give the item as seen.'
        )
    connection.execute("INSERT INTO items (version, data) VALUES (?, ?)", (version, json.dumps(data)))
