"""Read what adults do to keep pupils safe; what no page was read for is kept apart, as usual practice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from quizengine.content.facts import CONFIRMED, close_fact, read_confidence
from quizengine.content.lesson import AUDIENCES
from quizengine.content.table import Table
from quizengine.scoring.item import Text

TOPICS = ("disclosure", "evidence", "school-roles", "classroom", "wording", "helping", "family")


@dataclass(frozen=True, slots=True)
class Safeguard:
    """Short points for adults.

    Attributes:
        country: where it holds, or ``ALL``.
        points: what the page at `source` says.
        practice: what is usual and was read on no page.
    """

    id: str
    topic: str
    country: str
    title: Text
    points: Mapping[str, tuple[str, ...]]
    practice: Mapping[str, tuple[str, ...]]
    audiences: tuple[str, ...]
    source: str
    checked: date
    confidence: str

    @property
    def is_confirmed(self) -> bool:
        """Whether its points were read on a page."""
        return self.confidence == CONFIRMED


def read_safeguards(root: Table) -> dict[str, Safeguard]:
    """Return the records by id."""
    return root.records("safeguard", _read_safeguard)


def _read_safeguard(table: Table) -> Safeguard:
    safeguard = Safeguard(
        id=table.slug(),
        topic=table.one_of("topic", TOPICS),
        country=table.string("country"),
        title=table.text("title"),
        points=table.texts("points"),
        practice=table.texts("practice"),
        audiences=table.some_of("audiences", AUDIENCES, each="audience", mend=" Write one of them."),
        source=table.string("source"),
        checked=table.day("checked"),
        confidence=read_confidence(table),
    )
    if not safeguard.points:
        table.tell('it has no points. Write points.fr = ["…"] and so on.')
    close_fact(table)
    return safeguard
