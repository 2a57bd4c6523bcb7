"""Read the help lines and services, and say which may be shown: only open and confirmed ones."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from quizengine.content.countries import Country, read_countries
from quizengine.content.facts import CONFIRMED, close_fact, read_confidence
from quizengine.content.problem import listing, suggest
from quizengine.content.table import Table
from quizengine.scoring.item import Text


@dataclass(frozen=True, slots=True)
class Partner:
    """A helpline or service.

    Attributes:
        first: orders them within a country, lowest first.
        refuse: words of a service that is replaced, which nothing may show any more.
    """

    id: str
    country: str
    status: str
    name: Text
    does: Text
    audiences: tuple[str, ...]
    phone: str
    sms: str
    chat: str
    url: str
    hours: Text
    cost: Text
    not_for: Text
    first: int
    refuse: tuple[str, ...]
    source: str
    checked: date
    confidence: str

    @property
    def is_shown(self) -> bool:
        """Whether it may be shown or printed: open, and confirmed."""
        return self.status == "open" and self.confidence == CONFIRMED

    @property
    def numbers(self) -> tuple[str, ...]:
        """What is dialled to reach it."""
        return tuple(number for number in (self.phone, self.sms) if number)


def read_partners(root: Table) -> tuple[dict[str, Country], dict[str, Partner]]:
    """Return the countries and the partners by id."""
    countries = read_countries(root)
    return countries, root.records("partner", lambda table: _read_partner(table, countries))


def _read_partner(table: Table, countries: Collection[str]) -> Partner:
    partner = Partner(
        id=table.slug(),
        country=table.string("country"),
        status=table.one_of("status", ("open", "replaced")),
        name=table.text("name"),
        does=table.text("does"),
        audiences=table.strings("audiences"),
        phone=table.string("phone", ""),
        sms=table.string("sms", ""),
        chat=table.string("chat", ""),
        url=table.string("url", ""),
        hours=table.text("hours", optional=True),
        cost=table.text("cost", optional=True),
        not_for=table.text("not-for", optional=True),
        first=table.integer("first", 99),
        refuse=table.strings("refuse"),
        source=table.string("source"),
        checked=table.day("checked"),
        confidence=read_confidence(table),
    )
    if partner.country not in countries:
        near = suggest(partner.country, countries)
        table.tell(f'country "{partner.country}" is not one of {listing(countries)}.{near}', "country")
    close_fact(table, "topics", "languages")
    return partner
