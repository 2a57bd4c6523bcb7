"""A problem in the content: where it is, which thing, what is wrong and how to mend it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One problem; sorts by file, then line.

    Attributes:
        file: the file as the author knows it.
        line: counted from 1.
        message: the thing, what is wrong, how to mend it.
    """

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        """Return the problem as one line."""
        return f"{self.file}:{self.line}: {self.message}"


def suggest(word: str, known: Iterable[str]) -> str:
    """Return `` Did you mean "…"?`` for a near-miss, else ""."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.7)
    return f' Did you mean "{near[0]}"?' if near else ""


def listing(ids: Iterable[str]) -> str:
    """Return ids as one text for a message, cut after fifteen."""
    every = list(ids)
    return ", ".join(every[:15]) + (", …" if len(every) > 15 else "")
