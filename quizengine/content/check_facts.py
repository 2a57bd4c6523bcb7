"""Check the dated facts: what they name is there, and none is old."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Protocol

from quizengine.content.bank import Bank
from quizengine.content.countries import EVERYWHERE
from quizengine.content.named import find_missing, problem_at
from quizengine.content.problem import Problem

FRESH_DAYS = 180
"""A fact checked longer ago than this is flagged."""


class Fact(Protocol):
    """Whatever was checked on a day."""

    @property
    def id(self) -> str:
        """Its id among those of its kind."""

    @property
    def checked(self) -> date:
        """The day."""


def check_facts(bank: Bank, today: date) -> Iterator[Problem]:
    """Yield the problems of the facts among each other, and those that are older than `FRESH_DAYS`."""
    for rule in bank.rules.values():
        yield from find_missing(bank, ("rule", rule.id), "law", rule.law)
    for country in bank.countries.values():
        yield from find_missing(bank, ("country", country.id), "country", country.laws_of)
    for word in bank.home_words.words:
        yield from find_missing(bank, ("home-word", word), "term", [word])
    for law in bank.laws.values():
        yield from find_missing(bank, ("law", law.id), "country", [law.country])
    for safeguard in bank.safeguards.values():
        if safeguard.country != EVERYWHERE:
            yield from find_missing(bank, ("safeguard", safeguard.id), "country", [safeguard.country])
    for kind, facts in facts_by_kind(bank).items():
        for fact in facts:
            days = (today - fact.checked).days
            if days > FRESH_DAYS:
                message = (
                    f"it was checked {days} days ago, on {fact.checked}. Check it again, change the day."
                )
                yield problem_at(bank, kind, fact.id, message)


def facts_by_kind(bank: Bank) -> dict[str, Iterable[Fact]]:
    """Return every fact that bears a day."""
    return {
        "rule": bank.rules.values(),
        "law": bank.laws.values(),
        "partner": bank.partners.values(),
        "tutorial": bank.tutorials.values(),
        "finding": bank.findings.values(),
        "safeguard": bank.safeguards.values(),
        "series": bank.series.values(),
    }
