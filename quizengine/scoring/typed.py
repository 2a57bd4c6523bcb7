"""What a pupil types, compared with the key: accepted forms of a text, numbers and intervals."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction

from quizengine.scoring.item import Item, Kind, Tolerance

FOLDS = ("case", "accents", "apostrophes")
"""What a short-text item may not tell apart; spaces and the way Unicode composes letters never count."""
APOSTROPHES = dict.fromkeys(map(ord, "\u2018\u2019\u02bc\u2032\u00b4\u0060"), "'")
LIGATURES = {ord("œ"): "oe", ord("Œ"): "OE", ord("æ"): "ae", ord("Æ"): "AE"}
SPACES = "[ \u00a0\u2009\u202f]"
NUMBER = re.compile(
    rf"([+-]?)((?:[0-9]{{1,3}}(?:{SPACES}[0-9]{{3}})+|[0-9]+)?)(?:[.,]([0-9]*))?(?:[eE]([+-]?[0-9]{{1,3}}))?"
)
INTERVAL = re.compile(r"([\[\]()])\s*([^,;\s]+)\s*[,;]\s*([^,;\s]+)\s*([\[\]()])")
LONGEST_NUMBER = 60


def is_accepted(item: Item, typed: str) -> bool:
    """Whether what was typed is right.

    Args:
        item: a ``short-text`` or ``numeric`` item.
        typed: any text for a short-text; for a numeric a text that `parse_number` reads.
    """
    if item.kind is Kind.NUMERIC:
        number = parse_number(typed)
        return number is not None and any(_is_near(number, one, item.tolerance) for one in item.key)
    wanted = {fold(form, item.fold) for form in item.key}
    return fold(typed, item.fold) in wanted


def fold(text: str, folds: tuple[str, ...]) -> str:
    """Return a text with what is not told apart made equal.

    Runs of spaces and the Unicode composition never count; case, accents (with œ and æ) and the shape
    of apostrophes only where `folds` says so.
    """
    text = unicodedata.normalize("NFC", text)
    if "accents" in folds:
        spread = unicodedata.normalize("NFD", text.translate(LIGATURES))
        text = "".join(one for one in spread if not unicodedata.combining(one))
    if "case" in folds:
        text = text.casefold()
    text = unicodedata.normalize("NFC", text)
    if "apostrophes" in folds:
        text = text.translate(APOSTROPHES)
    return " ".join(text.split())


def parse_number(text: str) -> Fraction | None:
    """Return the exact value of a number as pupils write it, or None when it is not one.

    The decimal mark is a comma or a point (``1,23`` and ``1.23``), thousands are set apart by spaces
    alone, so that ``1,234`` is a little more than one; the minus sign may be typographic.
    """
    found = NUMBER.fullmatch(text.strip().replace("\u2212", "-")) if len(text) <= LONGEST_NUMBER else None
    if found is None:
        return None
    sign, whole, part, exponent = (group or "" for group in found.groups())
    if not whole and not part:
        return None
    digits = re.sub(SPACES, "", whole) + part
    return Fraction(int(sign + digits)) * Fraction(10) ** (int(exponent or 0) - len(part))


@dataclass(frozen=True, slots=True)
class Interval:
    """Numbers from `low` to `high`; an open end does not belong to it."""

    low: Fraction
    high: Fraction
    is_low_open: bool = False
    is_high_open: bool = False

    def __contains__(self, number: Fraction) -> bool:
        """Whether a number lies in it."""
        above = number > self.low or (number == self.low and not self.is_low_open)
        below = number < self.high or (number == self.high and not self.is_high_open)
        return above and below


def parse_interval(text: str) -> Interval | None:
    """Return an interval such as ``[10, 20)`` or, as ISO 80000-2 also writes it, ``[10; 20[``.

    A bracket that turns its back on the numbers, like a round one, leaves its end out.
    ``None`` when it is not one, or when it holds no number.
    """
    found = INTERVAL.fullmatch(text.strip())
    if found is None:
        return None
    first, low_text, high_text, last = found.groups()
    low, high = parse_number(low_text), parse_number(high_text)
    if low is None or high is None or first == ")" or last == "(":
        return None
    interval = Interval(low, high, first != "[", last != "]")
    return interval if low < high or low in interval else None


def round_to_figures(number: Fraction, figures: int) -> Fraction:
    """Return a number rounded to `figures` significant figures (1 or more), half away from zero."""
    if number == 0:
        return number
    size = abs(number)
    power = 0
    while size >= Fraction(10) ** (power + 1):
        power += 1
    while size < Fraction(10) ** power:
        power -= 1
    unit = Fraction(10) ** (power - figures + 1)
    rounded = (size / unit + Fraction(1, 2)).__floor__() * unit
    return rounded if number > 0 else -rounded


def _is_near(number: Fraction, wanted: str, tolerance: Tolerance) -> bool:
    """Whether a number lies in the interval, or near enough to the number, that a key names."""
    interval = parse_interval(wanted)
    if interval is not None:
        return number in interval
    key = Fraction(wanted)
    if tolerance.figures:
        return round_to_figures(number, tolerance.figures) == round_to_figures(key, tolerance.figures)
    return abs(number - key) <= max(tolerance.absolute, tolerance.relative * abs(key))
