"""Scoring methods: pure functions from an item and what was answered to a proportion of its points.

K is the key, S what was selected, n the number of choices; h = |S ∩ K| and f = |S − K|.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from quizengine.scoring.item import Item, Kind

Share = Callable[[Item, Sequence[str]], Fraction]
"""From an item and the parts of a usable response (not empty, no doubles) to a proportion."""


def all_or_nothing(item: Item, parts: Sequence[str]) -> Fraction:
    """Return 1 when the response is the key (for ``order`` in the same order), else 0.

    Source:
        Dichotomous scoring; R/exams ``exams_eval(partial = FALSE)``.
    """
    if item.kind is Kind.ORDER:
        return Fraction(tuple(parts) == item.key)
    return Fraction(set(parts) == set(item.key))


def each_decision(item: Item, parts: Sequence[str]) -> Fraction:
    """Return the share of right decisions, to tick or to leave: 1 − (f + k − h) / n, from 0 to 1.

    Source:
        PrairieLearn ``pl-checkbox``, partial credit by each decision.
    """
    wrong = len(set(parts) ^ set(item.key))
    return 1 - Fraction(wrong, len(item.choices))


def per_part(item: Item, parts: Sequence[str]) -> Fraction:
    """Return the share of right pairs, or for ``order`` of right places, from 0 to 1.

    Source:
        Moodle matching and ordering ("absolute position") questions.
    """
    if item.kind is Kind.ORDER:
        right = sum(given == wanted for given, wanted in zip(parts, item.key, strict=True))
    else:
        right = len(set(parts) & set(item.key))
    return Fraction(right, len(item.key))


@dataclass(frozen=True, slots=True)
class Method:
    """A scoring method and the kinds of item that it fits."""

    share: Share
    kinds: tuple[Kind, ...]


METHODS: dict[str, Method] = {
    "all-or-nothing": Method(all_or_nothing, tuple(Kind)),
    "each-decision": Method(each_decision, (Kind.MULTIPLE_CHOICE, Kind.HOT_TEXT)),
    "per-part": Method(per_part, (Kind.ORDER, Kind.CATEGORISE)),
}

DEFAULTS: dict[Kind, str] = {
    Kind.SINGLE_CHOICE: "all-or-nothing",
    Kind.MULTIPLE_CHOICE: "each-decision",
    Kind.ORDER: "per-part",
    Kind.CATEGORISE: "per-part",
    Kind.HOT_TEXT: "all-or-nothing",
}
