"""Typed items as tables: the folded forms of a text, the ranges of a number, as exact texts."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from quizengine.classroom.oracle import Oracle
from quizengine.scoring.item import Item, Kind
from quizengine.scoring.typed import (
    APOSTROPHES,
    LIGATURES,
    LONGEST_NUMBER,
    NUMBER,
    SPACES,
    fold,
    is_accepted,
    parse_interval,
    round_to_figures,
)

BLANK, RIGHT, WRONG = 0, 1, 2
"""Numbers of the outcomes; the last one of any table is for what cannot be used."""
NOT_ACCEPTED = ("☃", "0", "1e99", "-1e99", "1e-99", "0.5")
"""Tried in turn for something that an item does not accept."""
KNOWN = (
    *((0x20, 0x17F), (0x1CD, 0x233), (0x2B0, 0x3FF), (0x400, 0x45F)),
    *((0x1E00, 0x1EFF), (0x2010, 0x205E), (0x20A0, 0x20BF)),
)
"""First and last code points of what the page folds as Python does, proven by a test on each: Latin, Greek
and Cyrillic letters, accents, punctuation, currencies."""
Range = tuple[str, str, bool, bool]
"""Low and high as exact fractions, whether each end is left out."""


def compile_typed(oracle: Oracle) -> dict[str, Any]:
    """Return the table of a typed item.

    Returns:
        ``outcomes`` of the blank, a right, a wrong and an unusable response, and ``whole``. A short-text
        has ``forms`` (folded), ``fold`` and ``folding``; a numeric has ``ranges``, and ``number, spaces,
        longest`` to read a number by; an open item has neither: all that is written has the outcome of a
        right response.

    Raises:
        ValueError: an accepted form has letters that the page cannot fold as Python does (see `KNOWN`), or
            everything is accepted.
    """
    item = oracle.item
    right, wrong = ("…", "…") if item.kind is Kind.OPEN else (_find_right(item), _find_wrong(item))
    outcomes = [oracle.outcome(raw) for raw in ("", right, wrong)]
    table: dict[str, Any] = {"whole": oracle.whole(wrong)}
    if item.kind is Kind.SHORT_TEXT:
        table |= {"forms": _fold_forms(item), "fold": list(item.fold), "folding": write_folding()}
    elif item.kind is Kind.NUMERIC:
        outcomes.append(oracle.outcome("?"))
        table |= {"ranges": [list(find_range(item, key)) for key in item.key]}
        table |= {"number": NUMBER.pattern, "spaces": SPACES, "longest": LONGEST_NUMBER}
    return table | {"outcomes": outcomes}


def write_folding() -> dict[str, Any]:
    """Return what the page needs to fold: the apostrophes made one, and the ligatures with their letters."""
    return {
        "apostrophes": "".join(map(chr, APOSTROPHES)),
        "ligatures": {chr(one): letters for one, letters in LIGATURES.items()},
    }


def find_range(item: Item, key: str) -> Range:
    """Return the numbers that one key of a numeric item accepts, tolerance and rounding counted in."""
    interval, tolerance = parse_interval(key), item.tolerance
    if interval is not None:
        low, high = interval.low, interval.high
        return str(low), str(high), interval.is_low_open, interval.is_high_open
    number = Fraction(key)
    if tolerance.figures and number != 0:
        return _find_rounding(number, tolerance.figures)
    margin = Fraction(0) if tolerance.figures else max(tolerance.absolute, tolerance.relative * abs(number))
    return str(number - margin), str(number + margin), False, False


def _find_rounding(number: Fraction, figures: int) -> Range:
    """Return the numbers that round to the same significant figures, half away from zero."""
    rounded = round_to_figures(number, figures)
    size, unit = abs(rounded), Fraction(1)
    while size >= unit * 10:
        unit *= 10
    while size < unit:
        unit /= 10
    unit /= 10 ** (figures - 1)
    # Just below a power of ten numbers are rounded to a tenth of its unit.
    below = unit / 10 if size == unit * 10 ** (figures - 1) else unit
    low, high = size - below / 2, size + unit / 2
    return (str(low), str(high), False, True) if rounded > 0 else (str(-high), str(-low), True, False)


def _fold_forms(item: Item) -> list[str]:
    for letter in "".join(item.key):
        if not any(first <= ord(letter) <= last for first, last in KNOWN):
            raise ValueError(
                f'item "{item.id}": a page cannot compare "{letter}" as Python does. '
                "Accept another form, or leave it out of the steps of the lesson."
            )
    return sorted({fold(form, item.fold) for form in item.key})


def _find_right(item: Item) -> str:
    if item.kind is Kind.SHORT_TEXT:
        return item.key[0]
    low, high = map(Fraction, find_range(item, item.key[0])[:2])
    middle = (low + high) / 2
    tried = (f"{round(middle * 10**power)}e-{power}" for power in range(LONGEST_NUMBER))
    return next(one for one in tried if is_accepted(item, one))


def _find_wrong(item: Item) -> str:
    found = (one for one in NOT_ACCEPTED if item.kind is Kind.SHORT_TEXT or one != "☃")
    wrong = next((one for one in found if not is_accepted(item, one)), None)
    if wrong is None:
        raise ValueError(f'item "{item.id}" accepts everything. Narrow its key.')
    return wrong
