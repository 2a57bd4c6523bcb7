"""What Python says of a response, in the shape in which a page without Python keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from quizengine.content.face import Face, item_feedback
from quizengine.scoring.item import Item
from quizengine.scoring.score import score

Parts = tuple[str, ...]
WHOLE = ("why", "accepted", "rubric")
"""What is told of an item as a whole, not of a choice."""


@dataclass(frozen=True, slots=True)
class Oracle:
    """Answers for one item in one language; ``words`` is the table ``feedback`` of the interface words."""

    item: Item
    lang: str
    words: dict[str, str]

    def tell(self, raw: str | Parts, *, reveal: bool) -> Face:
        """Return the feedback of a response."""
        given = raw if isinstance(raw, str) else list(raw)
        return item_feedback(self.item, given, self.lang, self.words, reveal=reveal)

    def outcome(self, raw: str | Parts) -> list[Any]:
        """Return ``[status, points, message, revealed unasked, revealed when asked, tells of choices]``."""
        points = score(self.item, raw if isinstance(raw, str) else list(raw)).points
        unasked, asked = self.tell(raw, reveal=False), self.tell(raw, reveal=True)
        exact = None if points is None else str(points)
        told = [asked["status"], exact, asked["message"]]
        return [*told, unasked["revealed"], asked["revealed"], bool(asked["choices"])]

    def whole(self, raw: str | Parts) -> list[Any]:
        """Return what is told of the item when all is revealed, in the order of `WHOLE`."""
        told = self.tell(raw, reveal=True)
        return [told[name] for name in WHOLE]
