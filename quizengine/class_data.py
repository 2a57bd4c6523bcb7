"""A class as its journal holds it, ready for a report."""

from __future__ import annotations

from dataclasses import replace

from quizengine.analysis.data import ClassData, Tally
from quizengine.classroom.store import Store
from quizengine.content.journal import Journal


def read_class(journal: Journal) -> ClassData:
    """Return the last session of a class's file, or all that a journal without sessions holds."""
    records = journal.read()
    if not isinstance(journal, Store) or (last := journal.last_session()) is None:
        return ClassData.of_journal(records)
    before = {name for number in range(1, last.id) for name in journal.read(number).attempts}
    now = {name: one for name, one in records.attempts.items() if name not in before}
    tallies = [
        Tally(one.item, one.version, one.round, one.counts, one.voters) for one in journal.tallies(last.id)
    ]
    return ClassData(replace(records, attempts=now), tuple(tallies), last.lesson, last.lang, last.time)
