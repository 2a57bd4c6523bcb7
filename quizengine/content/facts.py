"""What all dated facts share: how sure they are, and keys that only editors read."""

from __future__ import annotations

from quizengine.content.table import Table

CONFIDENCES = ("confirmed", "unconfirmed")
CONFIRMED = CONFIDENCES[0]


def read_confidence(table: Table) -> str:
    """Return how sure a fact is: read in a page, or not yet."""
    return table.one_of("confidence", CONFIDENCES)


def close_fact(table: Table, *skipped: str) -> None:
    """Close a table whose editors' keys, such as notes, no shell reads."""
    table.known.update(("seen", "note", *skipped))
    table.close()
