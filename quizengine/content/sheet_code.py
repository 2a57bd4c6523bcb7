"""The code of a printed sheet, which its four corner markers carry."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quizengine.content.item_data import find_version
from quizengine.content.layout import Layout
from quizengine.scoring.item import Item

KINDS = ("answer-sheet", "ticket-a", "ticket-b", "ticket-c")
"""Sheets that are read; a code has room for `MOST_KINDS`."""
LESSONS = 64
MOST_KINDS = 8
SEEDS = 1000
CORNERS = 4
VALUES = 250
"""Values of one marker: a dictionary of 1,000 markers, four corners."""
DIGESTS: int = VALUES**CORNERS // (LESSONS * MOST_KINDS * SEEDS)
_SIZES = (LESSONS, MOST_KINDS, SEEDS, DIGESTS)


@dataclass(frozen=True, slots=True)
class SheetCode:
    """What the corners of a sheet say.

    Attributes:
        lesson: place of the lesson in the course, from 0, less than `LESSONS`.
        kind: place in `KINDS`.
        seed: of the choices' order, less than `SEEDS`; 0 is the bank's order.
        digest: of items, orders and places of rings (see `find_digest`); also a checksum.
    """

    lesson: int
    kind: int
    seed: int
    digest: int


def write_markers(code: SheetCode) -> tuple[int, ...]:
    """Return the numbers of the four markers: top left, top right, bottom right, bottom left.

    Raises:
        ValueError: a part of the code is out of range.
    """
    number = 0
    for part, size in zip(reversed(_parts(code)), reversed(_SIZES), strict=True):
        if not 0 <= part < size:
            raise ValueError(f"{part} must be from 0 to {size - 1}")
        number = number * size + part
    return tuple(CORNERS * (number // VALUES**corner % VALUES) + corner for corner in range(CORNERS))


def read_markers(markers: Sequence[int]) -> SheetCode | None:
    """Return the code that the four markers carry, None where no sheet has these."""
    number = sum(marker // CORNERS * VALUES**corner for corner, marker in enumerate(markers))
    parts = []
    for size in _SIZES:
        number, part = divmod(number, size)
        parts.append(part)
    code = SheetCode(*parts)
    is_sheet = number == 0 and code.kind < len(KINDS)
    return code if is_sheet and [one % CORNERS for one in markers] == list(range(CORNERS)) else None


def find_digest(layout: Layout, items: Iterable[Item]) -> int:
    """Return the digest of a sheet: another as soon as an item, an order or the place of a ring differs."""
    versions = [find_version(item) for item in items]
    rings = [
        (row.item, row.part, one.option, f"{one.x:.1f}", f"{one.y:.1f}")
        for row in layout.rows
        for one in row.marks
    ]
    text = repr((versions, rings)).encode()
    return int.from_bytes(hashlib.sha256(text).digest()) % DIGESTS


def _parts(code: SheetCode) -> tuple[int, ...]:
    return code.lesson, code.kind, code.seed, code.digest
