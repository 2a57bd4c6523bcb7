"""The skeleton of a lesson's notebook: its cells in order, each text still to be written."""

from __future__ import annotations

import json
from collections.abc import Iterator

from quizengine.content.lesson import Lesson
from quizengine.content.table import TO_WRITE

Ask = tuple[str, str, str, str]
"""Id, form, kind and parallel of an item."""
OPENING = ("plan", "safeguarding", "disclosure")
"""Notes that open a lesson, before its steps."""


def write_notebook(name: str, lang: str, like: Lesson, items: tuple[Ask, ...]) -> str:
    """Return the notebook of a lesson to fill: the steps of another, and the calls of its own records."""
    cells = [_markdown("title", f"# {TO_WRITE}")]
    setup = f'from quizengine.widgets import open_lesson\nlesson = open_lesson("{name}", "{lang}")'
    cells += [_code("setup", setup, "setup"), *(_note(one) for one in OPENING)]
    for step in like.steps:
        minutes = step.end - step.start
        cells += [_markdown(step.id, f"## {TO_WRITE}\n\n{minutes} min"), _note(f"notes-{step.id}")]
        cells += list(_calls(name, step.id, items))
    cells += [*_quiz("recall-items", "C", items), _note("sources"), _note("licence")]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    meta = {"kernelspec": kernel, "quizengine": {"lang": lang, "lesson": name}}
    book = {"cells": cells, "metadata": meta, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(book, ensure_ascii=False, indent=1) + "\n"


def _calls(name: str, step: str, items: tuple[Ask, ...]) -> Iterator[dict[str, object]]:
    match step:
        case "baseline":
            yield from _quiz("baseline-items", "A", items)
        case "exit":
            yield from _quiz("exit-items", "B", items)
        case "practice" | "self-check":
            yield from _quiz(f"{step}-items", "practice", items)
        case "scenario":
            yield _code("scenario-story", "lesson.scenario()")
        case "tonight" | "checklist":
            yield _code(f"{step}-list", "lesson.checklist()")
        case "help":
            yield _code("help-partners", "lesson.partners()")


def _quiz(cell: str, form: str, items: tuple[Ask, ...]) -> Iterator[dict[str, object]]:
    names = ", ".join(f'"{one}"' for one, of, _, _ in items if of == form)
    if names:
        yield _code(cell, f"lesson.quiz({names})")


def _note(name: str) -> dict[str, object]:
    return _markdown(name, TO_WRITE, "teacher-only")


def _markdown(name: str, source: str, *tags: str) -> dict[str, object]:
    return {"cell_type": "markdown", "id": name, "metadata": {"tags": [*tags]}, "source": [source]}


def _code(name: str, source: str, *tags: str) -> dict[str, object]:
    meta = {"jupyter": {"source_hidden": True}, "tags": [*tags]}
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": name,
        "metadata": meta,
        "outputs": [],
        "source": [source],
    }
