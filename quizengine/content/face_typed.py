"""What is accepted of a typed response, said in words: forms, numbers, intervals and tolerances."""

from __future__ import annotations

from fractions import Fraction

from quizengine.scoring.item import Item, Kind
from quizengine.scoring.typed import parse_interval

GROUP_FROM = 10_000
"""Whole numbers below this have no space in them: ``2015`` may be a year."""


def say_accepted(item: Item, words: dict[str, str]) -> list[str]:
    """Return what a short-text or numeric item accepts, one sentence part each; empty for another kind.

    Args:
        item: the item.
        words: the interface words of the table ``feedback``.
    """
    if item.kind is Kind.SHORT_TEXT:
        return list(item.key)
    if item.kind is Kind.NUMERIC:
        return [_say_interval(one, words) or _say_near(item, Fraction(one), words) for one in item.key]
    return []


def say_number(number: Fraction, words: dict[str, str]) -> str:
    """Return an exact number with the decimal mark of a language; a fraction without end stays one.

    Source:
        ISO 80000-1 for the narrow space between groups of three digits.
    """
    power, rest = 0, number.denominator
    for prime in (2, 5):
        count = 0
        while rest % prime == 0:
            rest, count = rest // prime, count + 1
        power = max(power, count)
    if rest != 1:
        return str(number).replace("-", "\u2212")
    whole, part = divmod(abs(number.numerator) * 10**power // number.denominator, 10**power)
    text = f"{whole:,}".replace(",", "\u202f") if whole >= GROUP_FROM else str(whole)
    if power:
        text += words["decimal-mark"] + str(part).zfill(power)
    return f"\u2212{text}" if number < 0 else text


def _say_interval(key: str, words: dict[str, str]) -> str:
    """Return an interval in words, with what becomes of its ends; "" when the key is a number."""
    interval = parse_interval(key)
    if interval is None:
        return ""
    name = {
        (False, False): "interval-closed",
        (True, False): "interval-low-open",
        (False, True): "interval-high-open",
        (True, True): "interval-open",
    }[interval.is_low_open, interval.is_high_open]
    return words[name].format(low=say_number(interval.low, words), high=say_number(interval.high, words))


def _say_near(item: Item, key: Fraction, words: dict[str, str]) -> str:
    """Return a number with its tolerance."""
    number, tolerance = say_number(key, words), item.tolerance
    if tolerance.figures:
        return words["near-figures"].format(number=number, figures=tolerance.figures)
    if tolerance.relative:
        return words["near-relative"].format(
            number=number, percent=say_number(tolerance.relative * 100, words)
        )
    if tolerance.absolute:
        return words["near-absolute"].format(number=number, margin=say_number(tolerance.absolute, words))
    return number
