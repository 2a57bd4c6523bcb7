"""The command `quizengine score`: score a file, record it in a journal, replay the journal, regrade it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO
from pathlib import Path

from quizengine.content.attempts import read_attempts
from quizengine.content.bank import kit_bank, read_items_below
from quizengine.content.changes import tell_changes
from quizengine.content.journal import Journal, JournalFile, Records
from quizengine.content.kit import kit_root
from quizengine.content.outfile import keep_apart, open_out, tell
from quizengine.content.responses import score_responses, write_outcome
from quizengine.scoring.attempt import regrade, replay
from quizengine.scoring.feed_score import mark_acts
from quizengine.scoring.item import Item, Kind
from quizengine.scoring.score import Mark

SQLITE = b"SQLite format 3"


def run_score(arguments: argparse.Namespace) -> int:
    """Do what the arguments of `quizengine score` ask; return the exit status."""
    _check_use(arguments)
    if arguments.responses is None and not arguments.regrade:
        return _replay(arguments)
    folder = arguments.bank or kit_root() / "lessons" / "bank"
    if not folder.is_dir():
        raise ValueError(f"{folder} is not a folder. Name one that holds items.toml.")
    bank = read_items_below(folder)
    told = tell(sorted(bank.problems))
    if arguments.regrade:
        return _regrade(arguments, bank.items, folder) or int(bool(told))
    if arguments.journal is not None:
        keep_apart(arguments.journal, arguments.responses)
    with open_out(arguments.out, arguments.responses, arguments.journal) as out:
        told += tell(score_responses(arguments.responses, bank.items, out, file=str(arguments.responses)))
    if arguments.journal is not None:
        told += record(arguments.journal, arguments.responses, bank.items)
    return 1 if told else 0


def _check_use(arguments: argparse.Namespace) -> None:
    if arguments.responses is None and arguments.journal is None:
        arguments.usage("name a file of responses, or a --journal to replay")
    if arguments.regrade and (arguments.journal is None or arguments.responses is not None):
        arguments.usage("--regrade needs a --journal, and no responses")
    if arguments.keep_higher and not arguments.regrade:
        arguments.usage("--keep-higher needs --regrade")
    path = arguments.responses or arguments.journal
    if not path.is_file():
        raise ValueError(f"{path} is not a file. Name a file of responses, or a journal.")


def _replay(arguments: argparse.Namespace) -> int:
    """Score a journal as it was seen."""
    with open_journal(arguments.journal) as journal:
        records = journal.read()
    with open_out(arguments.out, arguments.journal) as out:
        for attempt, outcome in replay(records.attempts.values(), records.seen, _find_marks(records)):
            out.write(write_outcome(attempt.candidate, outcome))
    return 1 if tell(records.problems) else 0


def _regrade(arguments: argparse.Namespace, items: Mapping[str, Item], folder: Path) -> int:
    """Score a journal with the items of today, and show what changes."""
    with open_journal(arguments.journal) as journal:
        records = journal.read()
    told = tell(records.problems)
    marks = _find_marks(records)
    seen = replay(records.attempts.values(), records.seen, marks)
    changes = list(regrade(seen, items, marks, keep_higher=arguments.keep_higher))
    if changes and all(change.is_gone for change in changes):
        raise ValueError(f"{folder} holds none of the journal's items. Name their bank with --bank.")
    for line in tell_changes(changes):
        print(line)
    if arguments.out is not None:
        with open_out(arguments.out, arguments.journal) as out:
            for change in changes:
                out.write(write_outcome(change.attempt.candidate, change.after))
    return 1 if told else 0


def _find_marks(records: Records) -> Mapping[str, Mark]:
    """Return the marks that a person gave, and those that acts in one of the kit's feeds earn."""
    if all(item.kind is not Kind.OPEN for item in records.seen.values()):
        return records.marks
    feeds = kit_bank().feeds
    acts = {
        one.id: mark_acts(feeds[one.item], one.raw) for one in records.attempts.values() if one.item in feeds
    }
    return acts | records.marks


def record(path: Path, responses: Path, items: Mapping[str, Item]) -> int:
    """Put the responses of a file into a journal, tell which could not be taken, and return how many."""
    time = datetime.now().astimezone().isoformat(timespec="minutes")
    with open_journal(path) as journal:
        refused = journal.append(read_attempts(responses, items, time=time), items)
    return tell(f'{path}: attempt "{name}" is there with another response, which stays.' for name in refused)


@contextmanager
def open_journal(path: Path) -> Iterator[Journal]:
    """Yield a journal: the file of a class (SQLite), or one of JSON Lines."""
    with path.open("rb") if path.exists() else BytesIO() as file:
        is_class = file.read(len(SQLITE)) == SQLITE
    if not is_class:
        yield JournalFile(path)
        return
    from quizengine.classroom.store import Store

    store = Store.open(path)
    try:
        yield store
    finally:
        store.close()
