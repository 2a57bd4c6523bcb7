"""Read the laws in plain words; an unconfirmed one is never shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from quizengine.content.facts import CONFIRMED, close_fact, read_confidence
from quizengine.content.table import Table
from quizengine.scoring.item import Text

AGE = "age"
"""Topic of the law that says from what age one can be tried: it comes before any penalty."""
TOPICS = (
    *(AGE, "harassment", "raid", "school", "threats", "insults", "hate", "private-image"),
    *("private-information", "violence-images", "impersonation", "intimate-images", "blackmail"),
    *("child-protection", "sexism", "deepfakes", "self-harm", "false-reports", "bystander"),
    *("report", "appeal", "platforms", "minors"),
)
"""What laws are about; where there is a rule about it, its id."""


@dataclass(frozen=True, slots=True)
class Law:
    """A law in plain words; penalties are adult maximums."""

    id: str
    country: str
    title: Text
    says: Text
    penalties: Text
    reference: str
    topics: tuple[str, ...]
    source: str
    checked: date
    confidence: str

    @property
    def is_shown(self) -> bool:
        """Whether it may be shown: its text was read."""
        return self.confidence == CONFIRMED


def read_laws(root: Table) -> dict[str, Law]:
    """Return the laws by id."""
    return root.records("law", _read_law)


def _read_law(table: Table) -> Law:
    law = Law(
        id=table.slug(),
        country=table.string("country"),
        title=table.text("title"),
        says=table.text("says"),
        penalties=table.text("penalties", optional=True),
        reference=table.string("reference", ""),
        topics=table.some_of("topics", TOPICS, each="topic", mend=" Write one of them."),
        source=table.string("source"),
        checked=table.day("checked"),
        confidence=read_confidence(table),
    )
    close_fact(table, "since")
    return law
