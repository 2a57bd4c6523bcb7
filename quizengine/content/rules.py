"""Read the acceptable-use rules."""

from __future__ import annotations

from quizengine.content.facts import close_fact, read_confidence
from quizengine.content.table import Table
from quizengine.scoring.rule import STATUSES, Rule


def read_rules(root: Table) -> dict[str, Rule]:
    """Return the acceptable-use rules by id."""
    return root.records("rule", _read_rule)


def _read_rule(table: Table) -> Rule:
    rule = Rule(
        id=table.slug(),
        status=table.one_of("status", STATUSES),
        title=table.text("title"),
        statement=table.text("statement"),
        allowed=table.texts("allowed"),
        not_allowed=table.texts("not-allowed"),
        law=table.strings("law"),
        said_by=_read_networks(table),
        source=table.string("source"),
        checked=table.day("checked"),
        confidence=read_confidence(table),
    )
    close_fact(table)
    return rule


def _read_networks(table: Table) -> tuple[str, ...]:
    """Return the networks whose own text was read; the others are not shown."""
    names = []
    for citation in table.tables("citations"):
        name = citation.string("platform")
        if citation.raw("checked") is True:
            names.append(name)
        close_fact(citation, "policy", "url", "checked")
    return tuple(dict.fromkeys(names))
