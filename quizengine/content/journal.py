"""The journal: an append-only record of raw responses, from which every outcome can be computed again."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any, Protocol

from quizengine.content.exact import exact_number
from quizengine.content.item_data import digest, read_item_data, write_item
from quizengine.content.problem import Problem
from quizengine.scoring.attempt import Attempt
from quizengine.scoring.item import Item
from quizengine.scoring.score import Mark, score

FIELDS = ("candidate", "item", "version", "bank", "form", "seed", "time", "round")
"""Fields of an attempt beside ``attempt`` and ``response``; texts, ``round`` is that of a vote in class."""


@dataclass
class Records:
    """What a journal holds.

    Attributes:
        attempts: by id, in the order recorded; the first of each id.
        seen: version → item, as it was when somebody answered it.
        marks: attempt id → what a person gave an open item; the last counts.
        problems: what could not be read; the rest is there.
    """

    attempts: dict[str, Attempt] = field(default_factory=dict)
    seen: dict[str, Item] = field(default_factory=dict)
    marks: dict[str, Mark] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


class Journal(Protocol):
    """Where attempts are kept: a file here, a database in a class."""

    def read(self) -> Records:
        """Return all that was recorded."""

    def append(self, attempts: Iterable[Attempt], items: Mapping[str, Item]) -> tuple[str, ...]:
        """Record attempts at items of a bank; they are safe when this returns.

        Returns:
            Ids of the attempts that were recorded before with another response: the first stays.
        """

    def mark(self, attempt: str, mark: Mark, *, time: str) -> None:
        """Record what a person gave an open item."""


class JournalFile:
    """A journal in JSON Lines: one record a line, never changed, only added to.

    ``{"version": …, "item": {…}}`` is an item as it was seen; ``{"attempt": …, "candidate": …, "item": …,
    "version": …, "response": …, "bank": …, "form": …, "seed": …, "time": …, "round": …}`` a
    response; ``{"mark": …, "points": {criterion: …}, "time": …}`` a mark of the attempt with that id.
    """

    def __init__(self, path: Path, file: str = "") -> None:
        """Name the file, which need not be there yet, and how messages call it."""
        self.path, self.file = path, file or str(path)

    def read(self) -> Records:
        """Return all that was recorded; a line that cannot be read is told and left out."""
        records = Records()
        if not self.path.exists():
            return records
        with self.path.open(encoding="utf-8-sig", errors="surrogateescape") as lines:
            for number, line in enumerate(lines, start=1):
                if not line.isspace():
                    problem = _read_line(records, line)
                    if problem:
                        records.problems.append(Problem(self.file, number, problem))
        return records

    def append(self, attempts: Iterable[Attempt], items: Mapping[str, Item]) -> tuple[str, ...]:
        """Record attempts with the items that they saw; an attempt whose id is there is left out.

        Args:
            attempts: to items of `items`, with the version of each.
            items: the bank by id.

        Returns:
            Ids of the attempts that were recorded before with another response: the first stays.

        Raises:
            ValueError: the file is there and holds something else.
        """
        known = self.read()
        if known.problems and not known.seen:
            raise ValueError(f"{self.file}: this is not a journal. Name another file, or a new one.")
        fresh, refused = [], []
        for attempt in attempts:
            first = known.attempts.setdefault(attempt.id, attempt)
            if first is attempt:
                fresh.append(attempt)
            elif not is_same_attempt(first, attempt):
                refused.append(attempt.id)
        self._write(_lines_of(fresh, items, set(known.seen)))
        return tuple(refused)

    def mark(self, attempt: str, mark: Mark, *, time: str) -> None:
        """Record what a person gave an open item; the last mark of an attempt counts.

        Raises:
            ValueError: no such attempt, or the mark does not fit its rubric.
        """
        known = self.read()
        if attempt not in known.attempts:
            raise ValueError(f'{self.file}: there is no attempt "{attempt}". Name one that was recorded.')
        seen = known.attempts[attempt]
        score(known.seen[seen.version], seen.raw, mark=mark)
        points = {name: str(given) for name, given in mark.items()}
        self._write([{"mark": attempt, "points": points, "time": time}])

    def _write(self, lines: Iterable[dict[str, Any]]) -> None:
        """Add lines and wait until they are on the disk; a line that was cut short is closed first."""
        with self.path.open("ab+") as file:
            if file.tell():
                file.seek(-1, os.SEEK_END)
                if file.read(1) != b"\n":
                    file.write(b"\n")
            for line in lines:
                file.write(json.dumps(line, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n")
            file.flush()
            os.fsync(file.fileno())


def is_same_attempt(first: Attempt, second: Attempt) -> bool:
    """Whether two attempts of one id say the same: of whom, to what, and the response."""
    return (first.candidate, first.item, first.raw) == (second.candidate, second.item, second.raw)


def _lines_of(
    attempts: Iterable[Attempt], items: Mapping[str, Item], versions: set[str]
) -> Iterator[dict[str, Any]]:
    """Yield the lines of attempts, each item version that is not there yet before its first attempt."""
    for attempt in attempts:
        if attempt.version not in versions:
            versions.add(attempt.version)
            yield {"version": attempt.version, "item": write_item(items[attempt.item])}
        given = {name: text for name in FIELDS if (text := getattr(attempt, name))}
        yield {"attempt": attempt.id, **given, "response": attempt.raw}


def _read_line(records: Records, line: str) -> str:
    """Add one line to the records; return what is wrong with it, "" if nothing."""
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        return "this line is not JSON, or was cut short. It is left out; the others count."
    if not isinstance(data, dict):
        data = {}
    if isinstance(data.get("item"), dict):
        return _read_seen(records, data)
    if "mark" in data:
        return _read_mark(records, data)
    return _read_attempt(records, data)


def _read_seen(records: Records, data: dict[str, Any]) -> str:
    try:
        item = read_item_data(data["item"])
    except ValueError as error:
        return f"this item cannot be read: {error}"
    version = digest(data["item"])
    if version != data.get("version"):
        return f'item "{item.id}" was changed after it was recorded. Restore the line.'
    records.seen[version] = item
    return ""


def _read_attempt(records: Records, data: dict[str, Any]) -> str:
    texts = {name: data.get(name, "") for name in FIELDS}
    name = data.get("attempt")
    if not isinstance(name, str) or not all(isinstance(text, str) for text in texts.values()):
        return "this line is not a record of a journal. It is left out; the others count."
    if texts["version"] not in records.seen:
        return (
            f'attempt "{name}": its item version "{texts["version"]}" does not stand above. It is left out.'
        )
    attempt = Attempt(id=name, raw=data.get("response"), **texts)
    first = records.attempts.setdefault(name, attempt)
    if not is_same_attempt(first, attempt):
        return f'attempt "{name}" stands above with another response. The first counts.'
    return ""


def _read_mark(records: Records, data: dict[str, Any]) -> str:
    points = data.get("points")
    given = {name: exact_number(one) for name, one in points.items()} if isinstance(points, dict) else {}
    attempt = records.attempts.get(data["mark"]) if isinstance(data["mark"], str) else None
    if attempt is None:
        return "this mark is of no attempt above. It is left out."
    mark = {name: one if one is not None else Fraction(-1) for name, one in given.items()}
    try:
        score(records.seen[attempt.version], attempt.raw, mark=mark)
    except ValueError as error:
        return f"{error}. The mark is left out."
    records.marks[attempt.id] = mark
    return ""
