"""Check the course and its lessons: they name what is there, and each form is parallel to the first."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from quizengine.content.bank import Bank
from quizengine.content.check_frame import check_frame
from quizengine.content.kit import display_path
from quizengine.content.lesson import Lesson
from quizengine.content.named import find_missing, problem_at
from quizengine.content.problem import Problem, suggest


def check_lessons(bank: Bank) -> Iterator[Problem]:
    """Yield what is wrong with the course and its lessons."""
    yield from _check_course(bank)
    for lesson in bank.lessons.values():
        owner = ("lesson", lesson.id)
        yield from find_missing(bank, owner, "item", lesson.item_ids)
        yield from find_missing(bank, owner, "rule", lesson.rules)
        yield from find_missing(bank, owner, "scenario", filter(None, [lesson.scenario]))
        yield from find_missing(bank, owner, "feed", filter(None, [lesson.feed]))
        yield from find_missing(bank, owner, "term", lesson.glossary)
        shown = {*lesson.item_ids, lesson.scenario, lesson.feed}
        for name in chain(*(step.shows for step in lesson.steps)):
            if name not in shown:
                mend = suggest(name, shown) or " Name it in items, scenario or feed too."
                yield problem_at(bank, *owner, f'a step shows "{name}", which is not of this lesson.{mend}')
        for lang, name in lesson.notebook.items():
            if not name.startswith(f"{lang}/"):
                yield problem_at(
                    bank, *owner, f'its notebook "{name}" is not in the folder {lang}/. Correct the name.'
                )
        if lesson.is_ready and all(name in bank.items for name in lesson.item_ids):
            yield from _check_forms(bank, lesson)
            yield from check_frame(bank, lesson)


def _check_forms(bank: Bank, lesson: Lesson) -> Iterator[Problem]:
    """Each form of a lesson holds its own items, and B and C are parallel to A, one for one."""
    for form, names in lesson.items.items():
        for name in names:
            if (own := bank.items[name].form) != form:
                yield problem_at(
                    bank, "item", name, f'its form is "{own}", but "{lesson.id}" has it in "{form}".'
                )
    for form in ("B", "C"):
        parallel = [bank.items[name].parallel for name in lesson.items.get(form, ())]
        if sorted(parallel) != sorted(lesson.items.get("A", ())):
            message = f"form {form} is not parallel to form A. Give each A item one parallel."
            yield problem_at(bank, "lesson", lesson.id, message)


def _check_course(bank: Bank) -> Iterator[Problem]:
    """The course lists every lesson, and every lesson lies in the folder of its name."""
    file = display_path(bank.folder / "course.toml")
    is_read = not any(problem.file == file for problem in bank.problems)
    known = bank.names("lesson")
    for name in bank.course.lessons:
        if name not in known and "lesson" not in bank.unread:
            mend = suggest(name, known) or " Correct the id or add that folder."
            yield Problem(file, 1, f'lesson "{name}" has no {name}/lesson.toml.{mend}')
    for name in bank.papers:
        if name not in known and "lesson" not in bank.unread:
            file, line = bank.places["papers", name]
            mend = suggest(name, known) or " Correct the id."
            yield Problem(file, line, f'lesson "{name}" of these papers is not in the bank.{mend}')
    for name in known:
        where = bank.places["lesson", name]
        if Path(where[0]).parent.name != name:
            yield problem_at(bank, "lesson", name, "its folder has another name. Give both the same.")
        elif is_read and name not in bank.course.lessons:
            yield problem_at(
                bank, "lesson", name, "the course does not list it. Add it to lessons in course.toml."
            )
