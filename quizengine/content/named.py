"""Tell the problems of records by their names, each at its place in the bank."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quizengine.content.bank import Bank
from quizengine.content.problem import Problem, suggest


def problem_at(bank: Bank, kind: str, name: str, message: str) -> Problem:
    """Return a problem of one record."""
    file, line = bank.places.get((kind, name), (str(bank.folder), 1))
    return Problem(file, line, f'{kind} "{name}": {message}')


def find_missing(bank: Bank, owner: tuple[str, str], kind: str, names: Iterable[str]) -> Iterator[Problem]:
    """Tell names that no record of a kind has; one that is there but not sound is told at its own place."""
    known = bank.names(kind)
    for name in names:
        if name not in known and kind not in bank.unread:
            mend = suggest(name, known) or " Correct the name, or add that record."
            yield problem_at(bank, *owner, f'{kind} "{name}" is not in the bank.{mend}')
