"""Rings for an item: which ones it needs on paper, and the response that marked ones make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quizengine.scoring.form import display_order
from quizengine.scoring.item import PAIRED, TYPED, VERDICTS, Item, Kind

WHOLE = ""
"""The part of an item whose rings stand for the item itself."""
REASONS = "because"
"""The part of a true-false item where a reason is picked."""


def find_seed(seed: int) -> str:
    """Return the seed of `quizengine.scoring.form` for the number printed on a sheet."""
    return str(seed) if seed else ""


def list_marks(item: Item, seed: int = 0) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the rows of rings that an item needs, as ``(part, options)`` in printed order.

    Args:
        item: the item; a typed one has no ring.
        seed: of the order; 0 is the bank's.

    Returns:
        One row for kinds that are answered by choosing (its part is `WHOLE`), a second one of `REASONS` for
        a true-false with reasons. For an order one row a choice, of places from 1; for a paired kind one
        row a choice, of targets: their part is the choice.
    """
    if item.kind in TYPED:
        return ()
    shown = display_order(item, find_seed(seed))
    if item.kind is Kind.TRUE_FALSE:
        reasons = shown[len(VERDICTS) :]
        return ((WHOLE, VERDICTS), (REASONS, reasons)) if reasons else ((WHOLE, VERDICTS),)
    if item.kind is Kind.ORDER:
        places = tuple(str(place) for place in range(1, len(shown) + 1))
        return tuple((choice, places) for choice in shown)
    if item.kind in PAIRED:
        return tuple((choice, item.target_ids) for choice in shown)
    return ((WHOLE, shown),)


def write_marks(item: Item, marked: Mapping[str, Sequence[str]]) -> str:
    """Return marked rings as a response in text.

    Args:
        item: the item.
        marked: part → the options marked in it; a part without any may be left out.

    Returns:
        What `quizengine.scoring.response.parse_response` reads; marks that make no response, such as two
        where one is asked for, make a text that it calls a problem.
    """
    if item.kind in PAIRED:
        return " ".join(f"{part}={option}" for part, options in marked.items() for option in options)
    if item.kind is Kind.ORDER:
        places = [(int(option), part) for part, options in marked.items() for option in options]
        numbers = [place for place, _ in places]
        # A place given twice has no order: the first of the two is told twice, which is no response.
        twice = [part for place, part in places if numbers.count(place) > 1][:1]
        return " ".join([*(part for _, part in sorted(places)), *twice])
    return " ".join(option for part in (WHOLE, REASONS) for option in marked.get(part, ()))


def list_parts(item: Item, response: str) -> dict[str, tuple[str, ...]]:
    """Return the rings to mark for a response in text: what `write_marks` reads back."""
    marked: dict[str, tuple[str, ...]] = {}
    for place, part in enumerate(response.split(), start=1):
        left, _, target = part.partition("=")
        if item.kind is Kind.ORDER:
            marked[part] = (str(place),)
        elif item.kind in PAIRED:
            marked[left] = (*marked.get(left, ()), target)
        else:
            is_reason = item.kind is Kind.TRUE_FALSE and part not in VERDICTS
            name = REASONS if is_reason else WHOLE
            marked[name] = (*marked.get(name, ()), part)
    return marked
