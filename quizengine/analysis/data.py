"""What a report is made from: responses with their items, and hands or cards counted by the teacher."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from quizengine.content.journal import Records


@dataclass(frozen=True, slots=True)
class Tally:
    """Hands or cards as the teacher counted them.

    Attributes:
        item: id of the item.
        version: of the item that was seen.
        round: of the vote, 1 before pair talk and 2 after.
        counts: choice id → how many.
        voters: how many voted so.
    """

    item: str
    version: str
    round: int
    counts: Mapping[str, int]
    voters: int


@dataclass(frozen=True, slots=True)
class ClassData:
    """One class after one lesson.

    Attributes:
        records: attempts, and the items as they were seen, those of the tallies too.
        tallies: hands or cards; the last count of an item and round only.
        lesson: id of the lesson, "" when nobody said which.
        lang: language it was played in, "" likewise.
        time: when it began, ISO 8601, "" when unknown.
    """

    records: Records
    tallies: tuple[Tally, ...] = ()
    lesson: str = ""
    lang: str = ""
    time: str = ""

    @classmethod
    def of_journal(cls, records: Records) -> ClassData:
        """Return what a journal holds; its first attempt dates it."""
        return cls(records, time=next((one.time for one in records.attempts.values()), ""))
