"""Read the words of the glossary."""

from __future__ import annotations

from dataclasses import dataclass

from quizengine.content.table import Table
from quizengine.scoring.item import Text


@dataclass(frozen=True, slots=True)
class Term:
    """One word of the glossary."""

    id: str
    word: Text
    meaning: Text


def read_terms(root: Table) -> dict[str, Term]:
    """Return the words of the glossary by id."""
    return root.records("term", _read_term)


def _read_term(table: Table) -> Term:
    term = Term(table.slug(), table.text("word"), table.text("meaning"))
    table.close()
    return term
