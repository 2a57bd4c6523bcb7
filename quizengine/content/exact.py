"""Exact numbers as data files write them."""

from __future__ import annotations

import re
from fractions import Fraction

_EXACT = re.compile(r"[+-]?[0-9]{1,200}(?:/[0-9]{1,200}|\.[0-9]{1,200})?")
"""An exact number as text: "3", "-0.25", "1/3"; bounded, so that no number costs time."""


def exact_number(value: object) -> Fraction | None:
    """Return an exact number, or None when it is not one."""
    if isinstance(value, int) and not isinstance(value, bool):
        return Fraction(value)
    try:
        return Fraction(value) if isinstance(value, str) and _EXACT.fullmatch(value) else None
    except ZeroDivisionError:
        return None
