"""Scoring methods: pure functions from what was answered and the key to a proportion of the points.

K is the key, S what was selected, n the number of choices; h = |S ∩ K| and f = |S − K|.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from quizengine.scoring.item import Kind

Method = Callable[[Sequence[str], Sequence[str], int], Fraction]


def all_or_nothing(selected: Sequence[str], key: Sequence[str], n: int) -> Fraction:
    """Return 1 when S = K, else 0.

    Args:
        selected: ids answered, no duplicates, not empty.
        key: ids of the key.
        n: number of choices, not used here.

    Returns:
        0 or 1.

    Source:
        Dichotomous scoring; R/exams ``exams_eval(partial = FALSE)``.
    """
    return Fraction(set(selected) == set(key))


def each_decision(selected: Sequence[str], key: Sequence[str], n: int) -> Fraction:
    """Return the share of right decisions, to tick or to leave: 1 − (f + k − h) / n.

    Args:
        selected: ids answered, no duplicates, not empty.
        key: ids of the key.
        n: number of choices, n >= 1.

    Returns:
        A proportion from 0 to 1.

    Source:
        PrairieLearn ``pl-checkbox``, partial credit "each answer" (every decision).
    """
    wrong = len(set(selected) ^ set(key))
    return 1 - Fraction(wrong, n)


def per_part(selected: Sequence[str], key: Sequence[str], n: int) -> Fraction:
    """Return the share of parts that are right: pairs of a categorise, places of an order.

    Args:
        selected: ``choice=target`` pairs in any order, or ids in the order given.
        key: likewise.
        n: number of choices, not used here.

    Returns:
        A proportion from 0 to 1.

    Source:
        Moodle matching and ordering ("absolute position") questions.
    """
    if "=" in key[0]:
        right = len(set(selected) & set(key))
    else:
        right = sum(given == wanted for given, wanted in zip(selected, key, strict=False))
    return Fraction(right, len(key))


METHODS: dict[str, Method] = {
    "all-or-nothing": all_or_nothing,
    "each-decision": each_decision,
    "per-part": per_part,
}

DEFAULTS: dict[Kind, str] = {
    Kind.SINGLE_CHOICE: "all-or-nothing",
    Kind.MULTIPLE_CHOICE: "each-decision",
    Kind.ORDER: "per-part",
    Kind.CATEGORISE: "per-part",
    Kind.HOT_TEXT: "all-or-nothing",
}
