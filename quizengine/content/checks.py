"""Find every problem of the content at once: what cannot be read, is named and not there, or is old."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from pathlib import Path

from quizengine.content.bank import Bank, read_bank
from quizengine.content.check_notebooks import check_notebooks
from quizengine.content.course import Lesson
from quizengine.content.facts import Law, Partner, Tutorial
from quizengine.content.problem import Problem, suggest
from quizengine.scoring.rule import Rule

FRESH_DAYS = 180
"""A fact checked longer ago than this is flagged."""


def check(folder: Path, *, today: date) -> list[Problem]:
    """Return every problem below a folder, sorted by file and line.

    Args:
        folder: a ``lessons`` folder (with ``bank/``, ``fr/``, ``en/``), or a bank alone.
        today: the day from which the age of facts is counted.
    """
    is_whole = (folder / "bank").is_dir()
    bank = read_bank(folder / "bank" if is_whole else folder)
    found = chain(
        bank.problems,
        _check_items(bank),
        _check_rules(bank),
        _check_stories(bank),
        _check_lessons(bank),
        _check_ages(bank, today),
        check_notebooks(folder, bank) if is_whole else (),
    )
    return sorted(set(found))


def _at(bank: Bank, record: str, message: str) -> Problem:
    file, line = bank.places.get(record, (str(bank.folder), 1))
    return Problem(file, line, f'"{record}": {message}')


def _missing(
    bank: Bank, record: str, what: str, names: Iterable[str], known: Iterable[str]
) -> Iterator[Problem]:
    """Tell names that no record has; a record that is there but not sound is told at its own place."""
    for name in names:
        if name not in bank.places and not bank.unread:
            mend = suggest(name, known) or " Correct the name, or add that record."
            yield _at(bank, record, f'{what} "{name}" is not in the bank.{mend}')


def _check_items(bank: Bank) -> Iterator[Problem]:
    used = {name for lesson in bank.lessons.values() for name in lesson.item_ids}
    is_course_known = not any(problem.file.endswith("course.toml") for problem in bank.problems)
    for item in bank.items.values():
        yield from _missing(bank, item.id, "rule", item.rules, bank.rules)
        if not item.rules:
            yield _at(bank, item.id, 'it names no rule. Write rules = ["…"].')
        if item.parallel:
            yield from _missing(bank, item.id, "parallel", [item.parallel], bank.items)
        elif item.form in ("B", "C"):
            yield _at(bank, item.id, f"a form {item.form} item must say to which form A item it is parallel.")
        if item.id not in used and is_course_known and not bank.unread:
            yield _at(bank, item.id, "no lesson uses it. Name it in course.toml or remove it.")


def _check_rules(bank: Bank) -> Iterator[Problem]:
    for rule in bank.rules.values():
        yield from _missing(bank, rule.id, "law", rule.law, bank.laws)


def _check_stories(bank: Bank) -> Iterator[Problem]:
    for scenario in bank.scenarios.values():
        named = chain(
            scenario.rules, *(one.rules for node in scenario.nodes.values() for one in node.options)
        )
        yield from _missing(bank, scenario.id, "rule", named, bank.rules)
    for feed in bank.feeds.values():
        of_posts = (rule for one in feed.posts.values() for rule in one.rules)
        of_reasons = (rule for one in feed.reasons.values() for rule in one.rules)
        named = chain(of_posts, of_reasons)
        yield from _missing(bank, feed.id, "rule", named, bank.rules)


def _check_lessons(bank: Bank) -> Iterator[Problem]:
    known = {*bank.items, *bank.scenarios, *bank.feeds}
    for lesson in bank.lessons.values():
        yield from _missing(bank, lesson.id, "item", lesson.item_ids, bank.items)
        yield from _missing(bank, lesson.id, "rule", lesson.rules, bank.rules)
        yield from _missing(bank, lesson.id, "record", chain(*(one.shows for one in lesson.steps)), known)
        yield from _missing(bank, lesson.id, "scenario", filter(None, [lesson.scenario]), bank.scenarios)
        yield from _missing(bank, lesson.id, "feed", filter(None, [lesson.feed]), bank.feeds)
        if lesson.is_ready and all(name in bank.items for name in lesson.item_ids):
            yield from _check_forms(bank, lesson)


def _check_forms(bank: Bank, lesson: Lesson) -> Iterator[Problem]:
    """Each form of a lesson holds its own items, and B and C are parallel to A, one for one."""
    for form, names in lesson.items.items():
        for name in names:
            if bank.items[name].form != form:
                yield _at(
                    bank,
                    name,
                    f'its form is "{bank.items[name].form}", but "{lesson.id}" has it in "{form}".',
                )
    for form in ("B", "C"):
        parallel = [bank.items[name].parallel for name in lesson.items.get(form, ())]
        if sorted(parallel) != sorted(lesson.items.get("A", ())):
            yield _at(
                bank, lesson.id, f"form {form} is not parallel to form A. Give each A item one parallel."
            )


def _check_ages(bank: Bank, today: date) -> Iterator[Problem]:
    facts: list[Rule | Partner | Tutorial | Law] = [*bank.rules.values(), *bank.partners.values()]
    facts += [*bank.tutorials.values(), *bank.laws.values()]
    for fact in facts:
        days = (today - fact.checked).days
        if days > FRESH_DAYS:
            message = f"it was checked {days} days ago, on {fact.checked}. Check it again and change the day."
            yield _at(bank, fact.id, message)
