"""The exit codes of a class: from what was typed, or a file of it, to lines for ``quizengine score``."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TextIO

from quizengine.classroom.ticket import list_exit, read_code, tell_responses
from quizengine.content.bank import Bank
from quizengine.content.lesson import Lesson
from quizengine.scoring.item import Item

HEAD = ("candidate", "item", "response")


def find_exit(lesson: Lesson, items: Mapping[str, Item]) -> tuple[Item, ...]:
    """Return the items that a lesson's code holds, in the order of its steps."""
    shown = (name for step in lesson.steps for name in step.shows if name in items)
    return list_exit(items[name] for name in shown)


def write_responses(texts: Iterable[str], bank: Bank, out: TextIO) -> Iterator[str]:
    """Write the responses that codes hold as CSV, ``candidate,item,response``.

    Args:
        texts: codes, and names of files that hold one code a line.
        bank: the records.
        out: where to write.

    Yields:
        What is wrong with a code, one sentence each; the others are written all the same.
    """
    lessons = [(one.id, find_exit(one, bank.items)) for one in bank.lessons.values() if one.is_ready]
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(HEAD)
    seen: set[int] = set()
    for place, text in _list_codes(texts):
        try:
            ticket, items = read_code(text, [one for one in lessons if one[1]])
        except ValueError as error:
            yield f'{place}code "{text}": {error}'
            continue
        if ticket.candidate in seen:
            yield f'{place}code "{text}": it, or one of the same candidate, stands above. It counts once.'
            continue
        seen.add(ticket.candidate)
        rows.writerows(tell_responses(ticket, items))


def _list_codes(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each code after where it stands."""
    for text in texts:
        path = Path(text)
        if not path.is_file():
            yield "", text
            continue
        for number, line in enumerate(path.read_text("utf-8-sig").splitlines(), start=1):
            if line.strip():
                yield f"{path}:{number}: ", line.strip()
