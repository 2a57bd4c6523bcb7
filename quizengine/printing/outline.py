"""The heading levels of one handout."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Outline:
    """The heading levels of one document, kept free of gaps: a tagged PDF may not skip a level."""

    last: int = 0

    def enter(self, level: int) -> int:
        """Return the level to print for a heading that asks for this level (1 is the highest)."""
        self.last = max(1, min(level, self.last + 1))
        return self.last
