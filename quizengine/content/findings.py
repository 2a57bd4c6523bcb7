"""Read what studies and surveys found, with what they do not say; an unconfirmed finding is never shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from quizengine.content.facts import CONFIRMED, close_fact, read_confidence
from quizengine.content.table import Table
from quizengine.scoring.item import Text

TOPICS = (
    *("prevalence", "help-seeking", "definition", "bystander", "what-works"),
    *("platform-response", "history"),
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding.

    Attributes:
        finding: the sentence to teach.
        figures: its figures in words.
        population: who was asked or counted.
        when: and when.
        use: what a class may take from it.
        caution: what it does not say.
        citation: who published it.
    """

    id: str
    topic: str
    finding: Text
    figures: Mapping[str, tuple[str, ...]]
    population: Text
    when: Text
    use: Text
    caution: Text
    citation: str
    source: str
    checked: date
    confidence: str

    @property
    def is_shown(self) -> bool:
        """Whether it may be shown: a page that says so was read."""
        return self.confidence == CONFIRMED


def read_findings(root: Table) -> dict[str, Finding]:
    """Return the findings by id."""
    return root.records("finding", _read_finding)


def _read_finding(table: Table) -> Finding:
    finding = Finding(
        id=table.slug(),
        topic=table.one_of("topic", TOPICS),
        finding=table.text("finding"),
        figures=table.texts("figures"),
        population=table.text("population"),
        when=table.text("when"),
        use=table.text("use", optional=True),
        caution=table.text("caution", optional=True),
        citation=table.string("citation"),
        source=table.string("source"),
        checked=table.day("checked"),
        confidence=read_confidence(table),
    )
    close_fact(table)
    return finding
