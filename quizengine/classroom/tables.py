"""Items as look-up tables: what Python says of every response that an item can show, compiled for a page.

The page has no scoring of its own, and nothing here knows a scoring method either: `score` and
`item_feedback` are asked about each response, and what they say is written down. What is told of a choice
is kept once for each place it can have in a response (chosen or not, rank, target); that it depends on
nothing else is checked on every response, and an item of which it is not true is refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations, product
from math import factorial
from typing import Any, TypeVar

from quizengine.classroom.oracle import Oracle, Parts
from quizengine.classroom.tables_typed import compile_typed
from quizengine.content.face import Face
from quizengine.scoring.form import display_order
from quizengine.scoring.item import PAIRED, TYPED, Item, Kind

Table = dict[str, Any]
"""Plain JSON."""
Seen = TypeVar("Seen")

MOST = 5_100
"""Responses of one item that a page holds: 12 choices to tick, an order of 7, 6 choices over 3 targets."""
ONE = (Kind.SINGLE_CHOICE, Kind.LIKERT)
FIRST_CODE = 0x23
"""A response's outcome is one character of ``of``; the first outcome has this code."""
NOTHING = -1


def count_responses(item: Item) -> int:
    """Return how many responses `list_responses` gives; 0 for a typed kind."""
    size = len(item.choices)
    if item.kind in TYPED:
        return 0
    if item.kind is Kind.ORDER:
        return factorial(size) + 1
    if item.kind in ONE:
        return size + 1
    return int((len(item.targets) + 1 if item.kind in PAIRED else 2) ** size)


def list_responses(item: Item) -> Iterator[Parts]:
    """Return every response that the controls of an item can send, the blank one first.

    The page numbers them in the same order: one choice or none, all orders, a target or none for each
    choice, or all sets of choices (those that cannot be used too). Whichever of the last two it is, the first
    choice changes fastest, so that the number of a response is a sum over its choices.

    Raises:
        ValueError: there are more than `MOST`. Nothing is guessed from fewer: a table by choice would be a
            second scoring, right for some methods only.
    """
    count, shown = count_responses(item), display_order(item)
    if count > MOST:
        raise ValueError(
            f'item "{item.id}" can be answered in {count} ways, and a page holds {MOST} at most. '
            "Give it fewer choices, or leave it out of the steps of the lesson."
        )
    if item.kind is Kind.ORDER:
        return iter([(), *permutations(shown)])
    if item.kind in ONE:
        return iter([(), *((one,) for one in shown)])
    places: tuple[str | bool, ...] = ("", *item.target_ids) if item.kind in PAIRED else (False, True)
    return (_write(shown, given[::-1]) for given in product(places, repeat=len(shown)))


def _write(shown: Sequence[str], given: Sequence[str | bool]) -> Parts:
    """Return the parts of a response: ``choice=target`` pairs, or the choices that were chosen."""
    each = zip(shown, given, strict=True)
    return tuple(one if place is True else f"{one}={place}" for one, place in each if place)


def compile_item(item: Item, lang: str, words: dict[str, str]) -> Table:
    """Return an item's table.

    Args:
        item: the item; of one with tries or certainty the page shows one try, of certainty 1.
        lang: language of the texts.
        words: the interface words of the table ``feedback``.

    Returns:
        ``outcomes`` (see `quizengine.classroom.oracle.Oracle.outcome`), the last one for a response that
        cannot be used, and ``whole``, what is told of the item when all is revealed. A typed kind has what
        `quizengine.classroom.tables_typed.compile_typed` says besides. The others have ``of``, a character
        for each response, and ``told``: by whether all is revealed, by choice, by its place in the response,
        the number of a piece or −1; ``pieces`` are ``[verdict, why, place]``, the last two numbers into
        ``texts``.

    Raises:
        ValueError: the item has too many responses (see `MOST`), or its feedback is not made of pieces.
    """
    oracle = Oracle(item, lang, words)
    return compile_typed(oracle) if item.kind in TYPED else _compile_chosen(oracle)


def _compile_chosen(oracle: Oracle) -> Table:
    item = oracle.item
    outcomes: list[list[Any]] = []
    codes, notes = [], _Notes(item)
    whole: list[Any] = []
    for parts in list_responses(item):
        outcome = oracle.outcome(parts)
        codes.append(chr(FIRST_CODE + number_of(outcomes, outcome)))
        tells = outcome[-1]
        for reveal in (False, True) if tells else ():
            notes.take(parts, oracle.tell(parts, reveal=reveal))
        if tells and whole not in ([], oracle.whole(parts)):
            raise ValueError(f'item "{item.id}": what is told of it as a whole depends on the response.')
        whole = oracle.whole(parts) if tells else whole
    outcomes.append(oracle.outcome(("?",)))
    return {"outcomes": outcomes, "of": "".join(codes), "whole": whole} | notes.write()


class _Notes:
    """What was told of each choice at each of its places."""

    def __init__(self, item: Item) -> None:
        self.item = item
        self.shown = display_order(item)
        self.heard: dict[tuple[bool, str, int], tuple[str, str, str] | None] = {}

    def take(self, parts: Parts, told: Face) -> None:
        """Note what is told of a response.

        Raises:
            ValueError: something else was told before of a choice at the same place.
        """
        by_choice = {one["id"]: (one["verdict"], one["why"], one["place"]) for one in told["choices"]}
        for choice in self.shown:
            key = (told["revealed"], choice, self._place(choice, parts))
            if self.heard.setdefault(key, by_choice.get(choice)) != by_choice.get(choice):
                raise ValueError(
                    f'item "{self.item.id}": what is told of "{choice}" depends on the other choices.'
                )

    def _place(self, choice: str, parts: Parts) -> int:
        """Return the place of a choice in a response: 0 not chosen, 1 chosen, or its target, or its rank."""
        if self.item.kind is Kind.ORDER:
            return parts.index(choice)
        if self.item.kind in PAIRED:
            return next(
                (place for place, one in enumerate(self.item.target_ids, 1) if f"{choice}={one}" in parts), 0
            )
        return int(choice in parts)

    def write(self) -> Table:
        """Return ``told, pieces, texts``."""
        pieces: list[list[Any]] = []
        texts: list[str] = []
        size = 1 + max(place for _, _, place in self.heard)

        def piece(revealed: bool, choice: str, place: int) -> int:
            told = self.heard.get((revealed, choice, place))
            if told is None:
                return NOTHING
            return number_of(pieces, [told[0], number_of(texts, told[1]), number_of(texts, told[2])])

        told = [
            [[piece(revealed, choice, place) for place in range(size)] for choice in self.shown]
            for revealed in (False, True)
        ]
        return {"told": told, "pieces": pieces, "texts": texts}


def number_of(seen: list[Seen], one: Seen) -> int:
    """Return the number of something in a list, at its end when it is new."""
    if one not in seen:
        seen.append(one)
    return seen.index(one)
