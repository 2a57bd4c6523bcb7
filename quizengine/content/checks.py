"""Find every problem of the content at once: what cannot be read, is named and not there, or is old."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain, product
from pathlib import Path

from quizengine.content.bank import Bank, read_bank
from quizengine.content.check_facts import check_facts
from quizengine.content.check_lessons import check_lessons
from quizengine.content.check_notebooks import check_notebooks
from quizengine.content.check_refused import check_refused
from quizengine.content.named import find_missing, problem_at
from quizengine.content.passages import read_passages, read_shared
from quizengine.content.problem import Problem
from quizengine.content.tone import Figures, check_tone, measure
from quizengine.content.wording import check_wording
from quizengine.scoring.form import LETTERS, draw_form, find_parallel


@dataclass(frozen=True, slots=True)
class Findings:
    """What a check found: every problem, sorted by file and line, and how each lesson reads."""

    problems: list[Problem]
    figures: list[Figures]


def inspect(folder: Path, *, today: date) -> Findings:
    """Return every problem below a folder, and the figures of tone of its lessons.

    Args:
        folder: a ``lessons`` folder (with ``bank/``, ``fr/``, ``en/``), or a bank alone.
        today: the day from which the age of facts is counted.
    """
    is_whole = (folder / "bank").is_dir()
    bank = read_bank(folder / "bank" if is_whole else folder)
    passages = list(read_passages(folder, bank)) if bank.standards.bands else []
    figures = measure(passages, _list_taught(bank))
    found = chain(
        bank.problems,
        _check_items(bank),
        _check_stories(bank),
        check_lessons(bank),
        _check_blueprints(bank),
        check_facts(bank, today),
        check_refused(folder, bank),
        check_notebooks(folder, bank) if is_whole else (),
        check_tone(figures, bank.standards),
        check_wording(chain(passages, read_shared(bank)), bank.standards.wordings),
    )
    return Findings(sorted(set(found)), figures)


def check(folder: Path, *, today: date) -> list[Problem]:
    """Return every problem below a folder, sorted by file and line, as `inspect` does."""
    return inspect(folder, today=today).problems


def _list_taught(bank: Bank) -> dict[str, set[str]]:
    """Return the words that the lessons teach: those of the glossary, and those the standards add."""
    taught = {lang: set(words) for lang, words in bank.standards.taught.items()}
    for term in bank.terms.values():
        for lang, words in term.word.items():
            taught.setdefault(lang, set()).update(words.lower().split())
    return taught


def _check_items(bank: Bank) -> Iterator[Problem]:
    used = {name for lesson in bank.lessons.values() for name in lesson.item_ids}
    draws = [draw for blueprint in bank.blueprints.values() for draw in blueprint.draws]
    used |= {item.id for item in bank.items.values() if any(draw.fits(item) for draw in draws)}
    are_lessons_known = not any(problem.file.endswith("lesson.toml") for problem in bank.problems)
    for item in bank.items.values():
        owner = ("item", item.id)
        yield from find_missing(bank, owner, "rule", item.rules)
        if not item.rules:
            yield problem_at(bank, *owner, 'it names no rule. Write rules = ["…"].')
        if item.parallel:
            yield from find_missing(bank, owner, "item", [item.parallel])
        elif item.form in ("B", "C"):
            yield problem_at(
                bank, *owner, f"a form {item.form} item must say to which form A item it is parallel."
            )
        if item.id not in used and are_lessons_known:
            yield problem_at(
                bank, *owner, "no lesson or blueprint uses it. Name it in a lesson.toml or remove it."
            )


def _check_stories(bank: Bank) -> Iterator[Problem]:
    for scenario in bank.scenarios.values():
        options = (option for node in scenario.nodes.values() for option in node.options)
        named = chain(scenario.rules, *(option.rules for option in options))
        yield from find_missing(bank, ("scenario", scenario.id), "rule", named)
    for feed in bank.feeds.values():
        of_posts = (rule for one in feed.posts.values() for rule in one.rules)
        of_reasons = (rule for one in feed.reasons.values() for rule in one.rules)
        yield from find_missing(bank, ("feed", feed.id), "rule", chain(of_posts, of_reasons))


def _check_blueprints(bank: Bank) -> Iterator[Problem]:
    """Every blueprint can be drawn, and whatever is drawn has its parallels."""
    for blueprint in bank.blueprints.values():
        owner = ("blueprint", blueprint.id)
        yield from find_missing(bank, owner, "rule", chain(*(draw.rules for draw in blueprint.draws)))
        drawable = [one for one in bank.items.values() if any(draw.fits(one) for draw in blueprint.draws)]
        try:
            draw_form(blueprint, bank.items, seed="")
            for item, letter in product(drawable, LETTERS):
                find_parallel(bank.items, item.id, letter)
        except ValueError as error:
            yield problem_at(bank, *owner, str(error))
