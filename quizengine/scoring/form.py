"""Draw a form from the item bank by a blueprint and a seed: same bank, blueprint and seed, same form."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from quizengine.scoring.item import Item, Kind, Text

LETTERS = ("A", "B", "C")
"""Parallel forms: item by item they ask the same thing in another way."""
PRACTICE = "practice"
MOVABLE = (Kind.SINGLE_CHOICE, Kind.MULTIPLE_CHOICE, Kind.MATCH, Kind.CATEGORISE)
"""Kinds whose choices have no order of their own."""


@dataclass(frozen=True, slots=True)
class Draw:
    """How many items to take, and which: empty allows any.

    Attributes:
        count: number of items, 1 or more.
        rules: an item must test one of these acceptable-use rules.
        step: bystander step that it must show.
        kinds: one of these kinds.
        pool: ``A`` for items that have parallel forms, or ``practice``.
    """

    count: int
    rules: tuple[str, ...] = ()
    step: str = ""
    kinds: tuple[Kind, ...] = ()
    pool: str = LETTERS[0]

    def fits(self, item: Item) -> bool:
        """Whether an item may be drawn."""
        return (
            item.form == self.pool
            and (not self.rules or bool(set(self.rules) & set(item.rules)))
            and self.step in ("", item.step)
            and (not self.kinds or item.kind in self.kinds)
        )


@dataclass(frozen=True, slots=True)
class Blueprint:
    """A plan of a form: what to draw, in the order in which it is asked."""

    id: str
    title: Text
    draws: tuple[Draw, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A drawn form.

    Attributes:
        blueprint: id of its blueprint.
        letter: one of `LETTERS`.
        seed: what it was drawn with; also shuffles the choices (see `display_order`).
        items: ids in the order asked, none twice.
    """

    blueprint: str
    letter: str
    seed: str
    items: tuple[str, ...]


def draw_form(blueprint: Blueprint, items: Mapping[str, Item], *, seed: str, letter: str = "A") -> Form:
    """Draw a form.

    Args:
        blueprint: what to draw.
        items: the bank by id; its order does not matter.
        seed: any text; one seed gives parallel forms under each letter.
        letter: which of the parallel forms, one of `LETTERS`.

    Returns:
        The form. Items of the practice pool have no parallels and are the same under each letter.

    Raises:
        ValueError: the bank has too few items for a draw, or an item has no parallel for this letter.
    """
    if letter not in LETTERS:
        raise ValueError(f'letter "{letter}" is not one of {", ".join(LETTERS)}')
    drawn: list[str] = []
    for number, draw in enumerate(blueprint.draws, start=1):
        fitting = [one.id for one in items.values() if draw.fits(one) and one.id not in drawn]
        if len(fitting) < draw.count:
            raise ValueError(
                f"draw {number} needs {draw.count} items and {len(fitting)} fit. Ask for fewer, or add items."
            )
        drawn += shuffle(fitting, seed)[: draw.count]
    return Form(blueprint.id, letter, seed, tuple(find_parallel(items, name, letter) for name in drawn))


def find_parallel(items: Mapping[str, Item], name: str, letter: str) -> str:
    """Return the item that takes the place of one on the form with this letter.

    Raises:
        ValueError: there is none.
    """
    if letter == LETTERS[0] or items[name].form == PRACTICE:
        return name
    parallels = sorted(one.id for one in items.values() if one.parallel == name and one.form == letter)
    if not parallels:
        raise ValueError(f'item "{name}" has no parallel on form {letter}. Add one, or draw another form.')
    return parallels[0]


def shuffle(ids: Iterable[str], seed: str) -> tuple[str, ...]:
    """Return ids in an order that depends on them and on the seed alone, not on the order given.

    The same on every system and version: ids are sorted by SHA-256 of seed and id.
    """
    return tuple(sorted(ids, key=lambda one: hashlib.sha256(f"{seed}/{one}".encode()).digest()))


def display_order(item: Item, seed: str = "") -> tuple[str, ...]:
    """Return the ids of the choices in the order in which they are shown.

    Args:
        item: the item; the choices of an ``order`` are never shown in the right order.
        seed: shuffles the choices of a `MOVABLE` kind; "" leaves them as written.
    """
    if item.kind is Kind.ORDER:
        return _turn(shuffle(item.choice_ids, f"{seed}/{item.id}" if seed else item.id), item.key)
    if seed and item.kind in MOVABLE:
        return shuffle(item.choice_ids, f"{seed}/{item.id}")
    return item.choice_ids


def _turn(shown: Sequence[str], key: tuple[str, ...]) -> tuple[str, ...]:
    """Return the ids, turned by one place if they stand in the order of the key."""
    return (*shown[1:], shown[0]) if tuple(shown) == key else tuple(shown)
