"""Copies of a sheet that is read back: how many, which order of choices each has, and whose number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quizengine.content.sheet_code import SEEDS

MOST_SHEETS = 99
"""Candidates that two rows of ten rings can tell apart; 0 is nobody."""


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy.

    Attributes:
        seed: of the choices' order; 0 is the bank's.
        candidate: the number printed on it, 1 to `MOST_SHEETS`; 0 where the pupil marks it.
    """

    seed: int = 0
    candidate: int = 0


def list_copies(*, seeds: int = 0, sheets: int = 0) -> tuple[Copy, ...]:
    """Return the copies to print.

    Args:
        seeds: how many versions; neighbours then hold different ones. 0 for the bank's order alone.
        sheets: how many numbered sheets, the versions in turn; 0 for one of each version, without number.

    Raises:
        ValueError: more than a sheet can tell.
    """
    for name, count, most in (("seeds", seeds, SEEDS - 1), ("sheets", sheets, MOST_SHEETS)):
        if not 0 <= count <= most:
            raise ValueError(f"--{name} {count}: write a number from 0 to {most}.")
    if sheets:
        return tuple(Copy(1 + at % seeds if seeds else 0, at + 1) for at in range(sheets))
    return tuple(Copy(seed) for seed in range(1, seeds + 1)) or (Copy(),)


def split_copies(copies: Sequence[Copy], *, is_read: bool) -> dict[str, tuple[Copy, ...]]:
    """Return the copies that go into one file, by what its name ends with.

    Args:
        copies: all of them.
        is_read: whether the sheet is read back: then one file holds all; else each version has its own.
    """
    if is_read:
        return {"": tuple(copies)}
    seeds = dict.fromkeys(one.seed for one in copies)
    return {f"-version-{seed}" if seed else "": (Copy(seed),) for seed in seeds}
