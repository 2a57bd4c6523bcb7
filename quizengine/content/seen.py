"""Pairs that were seen, in little memory: so that a response given twice is told even among millions."""

from __future__ import annotations

from array import array

SPARE = 1.5
"""Slots for each pair: a hash table that is two thirds full is still fast."""

GROWTH = 1.5


class Seen:
    """A set of (candidate, item) pairs that keeps 64 bits of each: 12 bytes with the spare slots.

    Two different pairs are taken for one with a chance of 3 in a million among ten million pairs.
    """

    def __init__(self, expected: int = 0) -> None:
        """Make room for as many pairs as are expected; it grows when there are more."""
        self._lay_out(max(expected, 100))

    def add(self, candidate: str, item: str) -> bool:
        """Add a pair; return whether it is new."""
        table, size = self._table, self._size
        code = hash((candidate, item)) or 1  # 0 is a free slot
        slot = code % size
        while found := table[slot]:
            if found == code:
                return False
            slot = slot + 1 if slot + 1 < size else 0
        table[slot] = code
        self._room -= 1
        if not self._room:
            self._grow()
        return True

    def _lay_out(self, room: int) -> None:
        self._room = room
        self._size = int(room * SPARE)
        self._table = array("q", [0]) * self._size

    def _grow(self) -> None:
        """Move all codes into a larger table."""
        codes = filter(None, self._table)
        self._lay_out(int(self._size * GROWTH / SPARE))
        for code in codes:
            slot = code % self._size
            while self._table[slot]:
                slot = (slot + 1) % self._size
            self._table[slot] = code
            self._room -= 1
