"""The acceptable-use rule: what large networks allow or not; the word "rule" means nothing else here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from quizengine.scoring.item import Text

STATUSES = ("allowed", "not-allowed", "depends")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule that large networks share.

    Attributes:
        id: slug.
        status: one of `STATUSES`.
        title: a few words, by language.
        statement: the rule in plain words, by language.
        allowed: examples of what it allows, by language.
        not_allowed: examples of what it does not.
        law: ids of the laws behind it.
        said_by: networks whose own text says so.
        source: address of the page that was read.
        checked: day it was last checked.
        confidence: ``confirmed``, or ``unconfirmed`` and never shown.
    """

    id: str
    status: str
    title: Text
    statement: Text
    allowed: Mapping[str, tuple[str, ...]]
    not_allowed: Mapping[str, tuple[str, ...]]
    law: tuple[str, ...]
    said_by: tuple[str, ...]
    source: str
    checked: date
    confidence: str

    @property
    def is_shown(self) -> bool:
        """Whether it may be shown: somebody read a network's text that says so."""
        return self.confidence == "confirmed"
