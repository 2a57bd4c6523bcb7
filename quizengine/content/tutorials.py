"""Read the tutorials; the steps of an unconfirmed one are shown with a word that menus must be checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from quizengine.content.facts import close_fact, read_confidence
from quizengine.content.table import Table
from quizengine.scoring.item import Text

ACTIONS = ("mute", "block", "report", "limit")


@dataclass(frozen=True, slots=True)
class Tutorial:
    """How to mute, block, report or limit on one network, what the other person sees, what it does not do."""

    id: str
    network: str
    action: str
    title: Text
    steps: Mapping[str, tuple[str, ...]]
    sees: Text
    does_not: Text
    source: str
    checked: date
    confidence: str


def read_tutorials(root: Table) -> dict[str, Tutorial]:
    """Return the tutorials by id."""
    return root.records("tutorial", _read_tutorial)


def _read_tutorial(table: Table) -> Tutorial:
    tutorial = Tutorial(
        id=table.slug(),
        network=table.string("network"),
        action=table.one_of("action", ACTIONS),
        title=table.text("title"),
        steps=table.texts("steps"),
        sees=table.text("sees"),
        does_not=table.text("does-not"),
        source=table.string("source"),
        checked=table.day("checked"),
        confidence=read_confidence(table),
    )
    if not tutorial.steps:
        table.tell('it has no steps. Write steps.fr = ["…"] and so on.')
    close_fact(table, "detail")
    return tutorial
