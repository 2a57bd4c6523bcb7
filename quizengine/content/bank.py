"""The item bank: everything below `lessons/bank`, read to the end, with all its problems."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TypeVar

from quizengine.content.blueprints import read_blueprints
from quizengine.content.countries import HOME, Country
from quizengine.content.course import Course, read_course
from quizengine.content.feeds import read_feed
from quizengine.content.findings import Finding, read_findings
from quizengine.content.home_words import HomeWords, read_home_words
from quizengine.content.items import read_items
from quizengine.content.kit import display_path, kit_root
from quizengine.content.laws import Law, read_laws
from quizengine.content.lesson import Lesson, read_lesson
from quizengine.content.lines import Way
from quizengine.content.papers import Papers, read_papers
from quizengine.content.partners import Partner, read_partners
from quizengine.content.problem import Problem, listing, suggest
from quizengine.content.rules import read_rules
from quizengine.content.safeguards import Safeguard, read_safeguards
from quizengine.content.scenarios import read_scenario
from quizengine.content.series import Series, read_series
from quizengine.content.standards import Standards, read_standards
from quizengine.content.table import Table
from quizengine.content.terms import Term, read_terms
from quizengine.content.toml_file import open_table
from quizengine.content.tutorials import Tutorial, read_tutorials
from quizengine.content.words import Words, read_words, speak
from quizengine.scoring.feed import Feed
from quizengine.scoring.form import Blueprint
from quizengine.scoring.item import Item
from quizengine.scoring.rule import Rule
from quizengine.scoring.scenario import Scenario

LANGUAGES = ("fr", "en")
BLUEPRINTS = "blueprints.toml"
"""A bank may do without: a lesson names its items itself."""
HOME_WORDS = "home-words.toml"
"""A bank may do without: then letters speak the kit's languages only."""
TONE = "tone.toml"
"""A bank may do without: then nothing is measured."""
Record = TypeVar("Record")
Part = TypeVar("Part", Lesson, Scenario, Feed, Papers)


@dataclass
class Bank:
    """The sound records of a bank by id, lessons in the order of the course, and the problems of the others.

    Attributes:
        folder: where it was read.
        places: (kind, id) → (file, line) of every record, sound or not, for messages about records.
        unread: kinds of which a file could not be read at all; what it declares is not known.
        problems: what was found while reading, unsorted.
        country: the teacher's, whose help lines and laws are shown first; "" is that of the language.
        audience: of the lesson shown, to whom the interface speaks; "" is everybody.
    """

    folder: Path
    country: str = ""
    audience: str = ""
    items: dict[str, Item] = field(default_factory=dict)
    scenarios: dict[str, Scenario] = field(default_factory=dict)
    feeds: dict[str, Feed] = field(default_factory=dict)
    rules: dict[str, Rule] = field(default_factory=dict)
    countries: dict[str, Country] = field(default_factory=dict)
    partners: dict[str, Partner] = field(default_factory=dict)
    tutorials: dict[str, Tutorial] = field(default_factory=dict)
    laws: dict[str, Law] = field(default_factory=dict)
    terms: dict[str, Term] = field(default_factory=dict)
    home_words: HomeWords = field(default_factory=HomeWords)
    findings: dict[str, Finding] = field(default_factory=dict)
    safeguards: dict[str, Safeguard] = field(default_factory=dict)
    series: dict[str, Series] = field(default_factory=dict)
    course: Course = field(default_factory=Course)
    lessons: dict[str, Lesson] = field(default_factory=dict)
    papers: dict[str, Papers] = field(default_factory=dict)
    blueprints: dict[str, Blueprint] = field(default_factory=dict)
    words: Words = field(default_factory=dict)
    standards: Standards = field(default_factory=Standards)
    places: dict[tuple[str, str], tuple[str, int]] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def names(self, kind: str) -> list[str]:
        """Return the ids of every record of a kind, sound or not."""
        return [name for of_kind, name in self.places if of_kind == kind]

    def home(self, lang: str) -> str:
        """Return the country shown first: the teacher's, or that of a language."""
        return self.country or HOME[lang]

    def speak(self, table: str, lang: str) -> dict[str, str]:
        """Return one table of interface words in one language, as they are said to the bank's audience."""
        return speak(self.words, table, lang, self.audience)


def read_items_below(folder: Path, *, languages: Iterable[str] = ()) -> Bank:
    """Read every ``items.toml`` below a folder, and nothing else.

    Args:
        folder: the bank, or any folder with items in it.
        languages: languages that every text must have; none is enough to score.

    Returns:
        A bank with items and problems only.
    """
    bank = Bank(folder)
    for path in sorted(folder.rglob("items.toml")):
        root = _open(path, languages)
        number_of = {name: number for number, name in enumerate(_ids(root, "item"))}
        for name, item in read_items(root).items():
            if name in bank.items:
                file, line = bank.places["item", name]
                number = root.source.lines[("item", number_of[name])]
                message = f'item "{name}": the id is taken at {file}:{line}. Give one of them another.'
                bank.problems.append(Problem(root.source.file, number, message))
            else:
                bank.items[name] = item
        _close(bank, root, "item")
    return bank


def read_bank(folder: Path) -> Bank:
    """Read a whole bank.

    Args:
        folder: such as ``lessons/bank``: ``course.toml``, the facts, the words, one folder a lesson.

    Returns:
        The bank; a file or record with a problem is told in ``problems`` and left out.
    """
    bank = read_items_below(folder, languages=LANGUAGES)
    bank.rules = _read(bank, "rules.toml", read_rules, {}, "rule")
    nobody: tuple[dict[str, Country], dict[str, Partner]] = ({}, {})
    bank.countries, bank.partners = _read(bank, "partners.toml", read_partners, nobody, "country", "partner")
    bank.tutorials = _read(bank, "tutorials.toml", read_tutorials, {}, "tutorial")
    bank.laws = _read(bank, "law.toml", read_laws, {}, "law")
    bank.terms = _read(bank, "glossary.toml", read_terms, {}, "term")
    bank.findings = _read(bank, "evidence.toml", read_findings, {}, "finding")
    bank.safeguards = _read(bank, "safeguarding.toml", read_safeguards, {}, "safeguard")
    bank.series = _read(bank, "figures.toml", read_series, {}, "series")
    bank.course = _read(bank, "course.toml", read_course, Course(), "course")
    _read_parts(bank, "lesson", read_lesson, bank.lessons)
    listed = {name: bank.lessons.pop(name) for name in bank.course.lessons if name in bank.lessons}
    bank.lessons = listed | bank.lessons
    if (folder / BLUEPRINTS).is_file():
        bank.blueprints = _read(bank, BLUEPRINTS, read_blueprints, {}, "blueprint")
    if (folder / HOME_WORDS).is_file():
        bank.home_words = _read(bank, HOME_WORDS, read_home_words, HomeWords(), "home-word")
    if (folder / TONE).is_file():
        bank.standards = _read(bank, TONE, read_standards, Standards())
    for path in sorted(folder.glob("words/*.toml")):
        bank.words[path.stem] = _read(bank, f"words/{path.name}", read_words, {})
    _read_parts(bank, "scenario", read_scenario, bank.scenarios)
    _read_parts(bank, "feed", read_feed, bank.feeds)
    _read_parts(bank, "papers", read_papers, bank.papers)
    return bank


def in_country(bank: Bank, country: str) -> Bank:
    """Return a bank as it is shown in a country; "" leaves it to the language.

    Raises:
        ValueError: the bank does not know the country; the message lists those it knows.
    """
    if country and country not in bank.countries:
        mend = suggest(country, bank.countries) or " Write one of them."
        raise ValueError(f'country "{country}" is not one of {listing(bank.countries)}.{mend}')
    return replace(bank, country=country)


def in_voice(bank: Bank, audience: str) -> Bank:
    """Return a bank whose interface speaks to an audience; "" is everybody."""
    return replace(bank, audience=audience)


@cache
def kit_bank() -> Bank:
    """Return the kit's own bank, read once."""
    return read_bank(kit_root() / "lessons" / "bank")


def _read(bank: Bank, name: str, reader: Callable[[Table], Record], empty: Record, *kinds: str) -> Record:
    path = bank.folder / name
    if not path.is_file():
        bank.problems.append(Problem(display_path(path), 1, "the file is missing. Restore it."))
        bank.unread.update(kinds)
        return empty
    root = _open(path, LANGUAGES)
    records = reader(root)
    _close(bank, root, *kinds)
    return records


def _read_parts(
    bank: Bank, kind: str, reader: Callable[[Table], Part | None], parts: dict[str, Part]
) -> None:
    """Read the one file of a kind that each lesson's folder may have."""
    for path in sorted(bank.folder.glob(f"*/{kind}.toml")):
        root = _open(path, LANGUAGES)
        part = reader(root)
        if part is not None and part.id in parts:
            root.tell(f'the id "{part.id}" is taken by another lesson. Give it another.')
        elif part is not None:
            parts[part.id] = part
        _close(bank, root, kind)
        if part is not None:
            bank.places.setdefault((kind, part.id), (root.source.file, 1))


def _open(path: Path, languages: Iterable[str]) -> Table:
    return open_table(path, file=display_path(path), languages=languages)


def _close(bank: Bank, root: Table, *kinds: str) -> None:
    """Keep the problems of a file and the places of its records, sound or not."""
    bank.problems += root.source.problems
    if not root.data:
        bank.unread.update(kinds)
    for kind in kinds:
        records = root.data.get(kind)
        if isinstance(records, dict):
            _place(bank, root, (kind,), records.get("id"))
        elif isinstance(records, list):
            for number, name in enumerate(_ids(root, kind)):
                _place(bank, root, (kind, number), name)


def _place(bank: Bank, root: Table, way: Way, name: object) -> None:
    bank.places.setdefault((str(way[0]), str(name)), (root.source.file, root.source.lines.get(way, 1)))


def _ids(root: Table, kind: str) -> list[str]:
    return [str(one.data.get("id", "")) for one in root.tables(kind)]
