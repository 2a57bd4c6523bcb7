"""The exit codes of a class: what was typed, in files and in pictures as lines for ``quizengine score``."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TextIO

from quizengine.classroom.ticket import CodeError, list_exit, read_code, tell_responses
from quizengine.content.bank import Bank
from quizengine.content.lesson import Lesson
from quizengine.content.rows import COLUMNS
from quizengine.scoring.item import Item

Reader = Callable[[bytes], list[str]]
"""Returns the texts of the QR codes in a picture; a ValueError says in one sentence why it cannot."""
MOST_BYTES = 30_000_000
"""Length of the largest file of codes, or picture."""
PICTURES = (b"\x89PNG", b"\xff\xd8\xff")
"""How a PNG and a JPEG picture begin."""


def find_exit(lesson: Lesson, items: Mapping[str, Item]) -> tuple[Item, ...]:
    """Return the items that a lesson's code holds, in the order of its steps."""
    shown = (name for step in lesson.steps for name in step.shows if name in items)
    return list_exit(items[name] for name in shown)


def list_lessons(bank: Bank) -> list[tuple[str, tuple[Item, ...]]]:
    """Return the lessons whose pages end with a code, each with the items that it holds."""
    lessons = ((one.id, find_exit(one, bank.items)) for one in bank.lessons.values() if one.is_ready)
    return [one for one in lessons if one[1]]


def write_responses(
    texts: Iterable[str], bank: Bank, out: TextIO, read: Reader | None = None
) -> Iterator[str]:
    """Write the responses that codes hold as CSV, ``candidate,item,response``.

    Args:
        texts: codes, names of files that hold one code a line, and of pictures of codes.
        bank: the records.
        out: where to write.
        read: reads pictures; None where that is not installed.

    Yields:
        What is wrong with a code, one sentence each; the others are written all the same.
    """
    lessons, words = list_lessons(bank), bank.speak("scan", "en")
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(COLUMNS)
    seen: set[int] = set()
    for place, text in _list_codes(texts, read):
        if isinstance(text, ValueError):
            yield f"{place}{text}"
            continue
        try:
            ticket, items = read_code(text, lessons)
        except CodeError as error:
            yield f'{place}code "{text}": {error.tell(words)}'
            continue
        if ticket.candidate in seen:
            yield f'{place}code "{text}": it, or one of the same candidate, stands above. It counts once.'
            continue
        seen.add(ticket.candidate)
        rows.writerows(tell_responses(ticket, items))


def _list_codes(texts: Iterable[str], read: Reader | None) -> Iterator[tuple[str, str | ValueError]]:
    """Yield each code after where it stands, or what keeps a file from being read."""
    for text in texts:
        path = Path(text)
        if not path.is_file():
            yield "", text
            continue
        try:
            yield from _read_file(path, read)
        except ValueError as error:
            yield f"{path}: ", error


def _read_file(path: Path, read: Reader | None) -> Iterator[tuple[str, str]]:
    """Yield the codes of a text or a picture.

    Raises:
        ValueError: it is neither, or holds none.
    """
    if path.stat().st_size > MOST_BYTES:
        raise ValueError(f"it has more than {MOST_BYTES // 1_000_000} MB. Make it smaller.")
    data = path.read_bytes()
    if not data.startswith(PICTURES):
        try:
            lines = data.decode("utf-8-sig").splitlines()
        except UnicodeDecodeError:
            raise ValueError("it is neither text nor a PNG or JPEG picture. Name another file.") from None
        yield from ((f"{path}:{at}: ", line.strip()) for at, line in enumerate(lines, 1) if line.strip())
        return
    if read is None:
        raise ValueError('reading pictures needs one more package: pip install "quizengine[scan]".')
    codes = read(data)
    if not codes:
        raise ValueError("no code is seen in this picture. Take it again, sharp and from nearer.")
    yield from ((f"{path}: ", code) for code in codes)
