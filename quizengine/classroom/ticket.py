"""The exit code of the one-file page: a pupil's responses in a few letters, to photograph or to type.

A code is `VERSION`, two symbols for the items it answers, one number that holds the candidate and the
responses, and two check symbols. It holds no name; the candidate is drawn by the page and means nothing
elsewhere.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from quizengine.classroom.oracle import Parts
from quizengine.classroom.tables import count_responses, list_responses
from quizengine.scoring.item import TYPED, Item

ALPHABET = "34679ACDEFGHJKMNPQRTWXY"
"""Neither 0 O, 1 I L, 2 Z, 5 S, 8 B nor U V. Its 23 symbols are the numbers modulo 23, a prime: that lets two
check symbols say which one is wrong."""
BASE = len(ALPHABET)
VERSION = 1
CANDIDATES = 4_000_000
"""In a class of thirty, two pupils draw the same number once in 9,000 lessons."""
PLAN = 2
CHECKS = 2
LONGEST = BASE - 1
"""Symbols of a code of which the checks can still tell them all apart."""
GROUP = 4


class CodeError(ValueError):
    """A code that cannot be read.

    Attributes:
        word: key of the calm sentence, in the table ``scan`` of the interface words.
        values: what fills its places.
    """

    def __init__(self, word: str, **values: object) -> None:
        """Say why."""
        super().__init__(word)
        self.word, self.values = word, values

    def tell(self, words: Mapping[str, str]) -> str:
        """Return the sentence in the language of some words."""
        return words[self.word].format(**self.values)


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a code holds: a candidate from 0 to `CANDIDATES` − 1, and the number of each response.

    The responses are numbered by `quizengine.classroom.tables.list_responses`; 0 is unanswered.
    """

    candidate: int
    ranks: tuple[int, ...]


def list_exit(items: Iterable[Item]) -> tuple[Item, ...]:
    """Return the items that a code holds: those of the exit (form B) that are answered by choosing."""
    return tuple(item for item in items if item.form == "B" and item.kind not in TYPED)


def find_plan(lesson: str, items: Sequence[Item]) -> str:
    """Return the symbols that stand for a lesson's exit items, as they are shown now.

    A code from a page whose items were others is so told apart, and never read as something else.
    """
    shown = [f"{item.id}:{','.join(' '.join(one) for one in list_responses(item))}" for item in items]
    digest = hashlib.sha256("\n".join((lesson, *shown)).encode()).digest()
    return _write_number(int.from_bytes(digest, "big") % BASE**PLAN, PLAN)


def count_symbols(items: Sequence[Item]) -> int:
    """Return how many symbols hold a candidate and the responses to some items.

    Raises:
        ValueError: a code would be longer than its check symbols can watch.
    """
    states, symbols = CANDIDATES, 0
    for item in items:
        states *= count_responses(item)
    while BASE**symbols < states:
        symbols += 1
    if 1 + PLAN + symbols + CHECKS > LONGEST:
        raise ValueError(f"{len(items)} exit items make a code too long to type. Leave some out of form B.")
    return symbols


def write_code(ticket: Ticket, lesson: str, items: Sequence[Item]) -> str:
    """Return the code of a ticket, in groups of four.

    Raises:
        ValueError: the candidate or a response is out of range.
    """
    number = ticket.candidate
    for rank, size in zip((number, *ticket.ranks), (CANDIDATES, *map(count_responses, items)), strict=True):
        if not 0 <= rank < size:
            raise ValueError(f"{rank} must be from 0 to {size - 1}")
    for rank, item in zip(ticket.ranks, items, strict=True):
        number = number * count_responses(item) + rank
    body = ALPHABET[VERSION] + find_plan(lesson, items) + _write_number(number, count_symbols(items))
    plain, weighed = _sum_up(body)
    # The two last symbols make both sums 0; their weights are one apart, so that both follow at once.
    last = (plain * (len(body) + 1) - weighed) % BASE
    code = body + ALPHABET[(-plain - last) % BASE] + ALPHABET[last]
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def read_code(text: str, lessons: Sequence[tuple[str, Sequence[Item]]]) -> tuple[Ticket, Sequence[Item]]:
    """Read a code as it was typed: capitals or not, with any spaces and hyphens.

    Args:
        text: the code.
        lessons: the lessons it may come from, each with its exit items (see `list_exit`).

    Returns:
        The ticket and the items it answers.

    Raises:
        CodeError: it is no code, or not one of these lessons; where one symbol was mistyped, it is named.
    """
    code = "".join(text.upper().replace("-", " ").split())
    for place, symbol in enumerate(code, start=1):
        if symbol not in ALPHABET:
            raise CodeError("code-strange", place=place, symbol=symbol)
    _check_sums(code, {1 + PLAN + count_symbols(items) + CHECKS for _, items in lessons})
    if code[0] != ALPHABET[VERSION]:
        raise CodeError("code-version")
    for lesson, items in lessons:
        if code[1 : 1 + PLAN] == find_plan(lesson, items):
            return _split(_read_number(code[1 + PLAN : -CHECKS]), items), items
    raise CodeError("code-lesson")


def tell_responses(ticket: Ticket, items: Sequence[Item]) -> Iterator[tuple[str, str, str]]:
    """Yield ``candidate, item, response`` for each item, unanswered ones too."""
    # A letter first: a spreadsheet would make a number of 34679, and of 3E467.
    candidate = "P" + _write_number(ticket.candidate, 5)
    for rank, item in zip(ticket.ranks, items, strict=True):
        parts: Parts = next(one for at, one in enumerate(list_responses(item)) if at == rank)
        yield candidate, item.id, " ".join(parts)


def _split(number: int, items: Sequence[Item]) -> Ticket:
    ranks = []
    for item in reversed(items):
        number, rank = divmod(number, count_responses(item))
        ranks.append(rank)
    if number >= CANDIDATES:
        raise CodeError("code-never")
    return Ticket(number, tuple(reversed(ranks)))


def _write_number(number: int, symbols: int) -> str:
    text = ""
    for _ in range(symbols):
        number, digit = divmod(number, BASE)
        text = ALPHABET[digit] + text
    return text


def _read_number(text: str) -> int:
    number = 0
    for symbol in text:
        number = number * BASE + ALPHABET.index(symbol)
    return number


def _sum_up(code: str) -> tuple[int, int]:
    """Return the sum of the symbols and that of each times its place, from 1; 0 and 0 in a sound code."""
    digits = [ALPHABET.index(symbol) for symbol in code]
    return sum(digits) % BASE, sum(place * digit for place, digit in enumerate(digits, start=1)) % BASE


def _check_sums(code: str, lengths: set[int]) -> None:
    """Raise a CodeError that says what is wrong with a code, if anything is."""
    if len(code) not in lengths:
        raise CodeError("code-length", count=len(code), known=", ".join(map(str, sorted(lengths))))
    plain, weighed = _sum_up(code)
    if (plain, weighed) == (0, 0):
        return
    place = weighed * pow(plain, -1, BASE) % BASE if plain else 0
    if 1 <= place <= len(code):
        meant = ALPHABET[(ALPHABET.index(code[place - 1]) - plain) % BASE]
        raise CodeError("code-mistyped", place=place, symbol=code[place - 1], meant=meant)
    pairs = [
        f"{at}–{at + 1}"
        for at, (first, then) in enumerate(pairwise(code), start=1)
        if _sum_up(code[: at - 1] + then + first + code[at + 1 :]) == (0, 0)
    ]
    if pairs:
        raise CodeError("code-swapped", pairs=", ".join(pairs))
    raise CodeError("code-wrong")
