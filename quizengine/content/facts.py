"""Read the dated facts: rules, partners, tutorials, laws and the glossary, and say which may be shown.

Nothing undated reaches a pupil. An unconfirmed or replaced help line is kept for the author and never shown;
the steps of an unconfirmed tutorial are shown with a word that menus must be checked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from quizengine.content.problem import listing, suggest
from quizengine.content.table import Table
from quizengine.scoring.item import Text
from quizengine.scoring.rule import STATUSES, Rule

CONFIDENCES = ("confirmed", "unconfirmed")
ACTIONS = ("mute", "block", "report", "limit")


@dataclass(frozen=True, slots=True)
class Country:
    """One country whose partners the kit knows."""

    id: str
    name: Text


@dataclass(frozen=True, slots=True)
class Partner:
    """A helpline or service; `first` orders them within a country, lowest first."""

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
    checked: date
    confidence: str

    @property
    def is_shown(self) -> bool:
        """Whether it may be shown or printed: open, and confirmed."""
        return self.status == "open" and self.confidence == "confirmed"


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
    checked: date
    confidence: str


@dataclass(frozen=True, slots=True)
class Law:
    """A law in plain words; penalties are adult maximums."""

    id: str
    country: str
    title: Text
    says: Text
    penalties: Text
    reference: str
    source: str
    checked: date
    confidence: str


@dataclass(frozen=True, slots=True)
class Term:
    """One word of the glossary."""

    id: str
    word: Text
    meaning: Text


def read_rules(root: Table) -> dict[str, Rule]:
    """Return the acceptable-use rules by id."""
    rules: dict[str, Rule] = {}
    for table in root.tables("rule"):
        rule = Rule(
            id=table.slug(),
            status=table.one_of("status", STATUSES),
            title=table.text("title"),
            statement=table.text("statement"),
            allowed=table.texts("allowed"),
            not_allowed=table.texts("not-allowed"),
            law=table.strings("law"),
            source=table.string("source"),
            checked=table.day("checked"),
        )
        _skip(table, "citations", "seen", "confidence", "note")
        table.keep(rules, rule.id, rule)
    root.close()
    return rules


def read_partners(root: Table) -> tuple[dict[str, Country], dict[str, Partner]]:
    """Return the countries and the partners by id."""
    countries: dict[str, Country] = {}
    for table in root.tables("country"):
        country = Country(table.string("id"), table.text("name"))
        table.close()
        table.keep(countries, country.id, country)
    partners: dict[str, Partner] = {}
    for table in root.tables("partner"):
        partner = _read_partner(table)
        if partner.country not in countries:
            near = suggest(partner.country, countries)
            table.tell(f'country "{partner.country}" is not one of {listing(countries)}.{near}', "country")
        table.keep(partners, partner.id, partner)
    root.close()
    return countries, partners


def _read_partner(table: Table) -> Partner:
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
        checked=table.day("checked"),
        confidence=table.one_of("confidence", CONFIDENCES),
    )
    table.string("source")
    _skip(table, "topics", "seen", "languages", "note")
    return partner


def read_tutorials(root: Table) -> dict[str, Tutorial]:
    """Return the tutorials by id."""
    tutorials: dict[str, Tutorial] = {}
    for table in root.tables("tutorial"):
        tutorial = Tutorial(
            id=table.slug(),
            network=table.string("network"),
            action=table.one_of("action", ACTIONS),
            title=table.text("title"),
            steps=table.texts("steps"),
            sees=table.text("sees"),
            does_not=table.text("does-not"),
            checked=table.day("checked"),
            confidence=table.one_of("confidence", CONFIDENCES),
        )
        table.string("source")
        if not tutorial.steps:
            table.tell('it has no steps. Write steps.fr = ["…"] and so on.')
        _skip(table, "detail", "seen", "note")
        table.keep(tutorials, tutorial.id, tutorial)
    root.close()
    return tutorials


def read_laws(root: Table) -> dict[str, Law]:
    """Return the laws by id."""
    laws: dict[str, Law] = {}
    for table in root.tables("law"):
        law = Law(
            id=table.slug(),
            country=table.string("country"),
            title=table.text("title"),
            says=table.text("says"),
            penalties=table.text("penalties", optional=True),
            reference=table.string("reference", ""),
            source=table.string("source"),
            checked=table.day("checked"),
            confidence=table.one_of("confidence", CONFIDENCES),
        )
        _skip(table, "since", "topics", "seen", "note")
        table.keep(laws, law.id, law)
    root.close()
    return laws


def read_terms(root: Table) -> dict[str, Term]:
    """Return the words of the glossary by id."""
    terms: dict[str, Term] = {}
    for table in root.tables("term"):
        term = Term(table.slug(), table.text("word"), table.text("meaning"))
        table.close()
        table.keep(terms, term.id, term)
    root.close()
    return terms


def _skip(table: Table, *keys: str) -> None:
    """Close a table whose editors' keys, such as notes, no shell reads."""
    table.known.update(keys)
    table.close()
