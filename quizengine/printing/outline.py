"""The heading levels of one handout."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Outline:
    """The heading levels of one document, kept free of gaps: a tagged PDF may not skip a level."""

    last: int = 0

    def enter(self, level: int) -> int:
        """Return the level to print for one that is asked for: 1 becomes 2, as the title is the first."""
        self.last = max(1, min(level, self.last + 1, 5))
        return self.last + 1
