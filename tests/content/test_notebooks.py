"""The lesson notebooks agree with the course, and hold what a lesson consists of."""

import re

import pytest

from quizengine.content.bank import LANGUAGES, kit_bank
from quizengine.content.kit import kit_root
from quizengine.content.notebook import read_calls, read_notebook

BANK = kit_bank()
READY = [lesson for lesson in BANK.lessons.values() if lesson.is_ready]
books = pytest.mark.parametrize(
    ("lesson", "book"),
    [
        pytest.param(
            lesson, read_notebook(kit_root() / "lessons" / lesson.notebook[lang]), id=f"{lesson.id}-{lang}"
        )
        for lesson in READY
        for lang in LANGUAGES
    ],
)


def named(lesson, book, call_name):
    cells = [cell for cell in book.cells if cell.type == "code" and "setup" not in cell.tags]
    calls = [call for cell in cells for call in read_calls(cell.source, lesson)]
    return [name for call in calls if call.name == call_name for name in call.ids]


@books
def test_a_notebook_uses_every_item_of_its_lesson_once(lesson, book):
    assert sorted(named(lesson, book, "quiz")) == sorted(lesson.item_ids)


@books
def test_a_notebook_plays_its_story_and_its_network_and_shows_help(lesson, book):
    assert named(lesson, book, "scenario") == [lesson.scenario]
    assert named(lesson, book, "feed") == ([lesson.feed] if lesson.feed else [])
    assert any(cell.source == "lesson.partners()" for cell in book.cells)


@books
def test_the_presenter_has_a_table_of_minutes_that_is_the_courses_own(lesson, book):
    table = next(
        cell.source for cell in book.cells if "teacher-only" in cell.tags and "| 25 | 15 |" in cell.source
    )
    rows = re.findall(r"^\|[^|]+\|(.+)\|$", table, flags=re.MULTILINE)
    numbers = [[int(one) if one.strip().isdigit() else 0 for one in row.split("|")] for row in rows]
    expected = [[step.end - step.start, *(step.cuts[cut] for cut in lesson.cuts)] for step in lesson.steps]
    assert [row for row in numbers if any(row)][1:] == expected


@books
def test_each_step_has_presenters_notes(lesson, book):
    notes = {cell.id for cell in book.cells if "teacher-only" in cell.tags}
    assert {f"notes-{step.id}" for step in lesson.steps} <= notes


@books
def test_notes_that_a_class_view_shows_too_say_where_an_answer_is_clicked(lesson, book):
    notes = "".join(cell.source for cell in book.cells if cell.id in ("notes-baseline", "notes-exit"))
    clicked = re.findall(
        r"[^.»’]*(?:cliquez sur|click) (?:aucune|les|any|the) (?:réponse|answer)[^.]*", notes
    )
    assert all(re.search("Dans le cahier|In the notebook", one) for one in clicked)


@books
def test_code_cells_are_one_line_but_the_one_that_opens_the_lesson(lesson, book):
    cells = [cell for cell in book.cells if cell.type == "code"]
    assert [cell.id for cell in cells if "\n" in cell.source] == ["setup"]
