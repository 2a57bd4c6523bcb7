"""The screens of a class follow the notebook that is played: the kit's, or a copy that a teacher edited."""

from dataclasses import replace

import pytest

from quizengine.content.bank import LANGUAGES, kit_bank
from quizengine.content.kit import kit_root
from quizengine.content.notebook import Cell, Notebook, read_calls, read_notebook
from quizengine.content.screens import read_script

LESSON = kit_bank().lessons["teens-3"]
BOOKS = {lang: read_notebook(kit_root() / "lessons" / LESSON.notebook[lang]) for lang in LANGUAGES}
BOOK = BOOKS["fr"]


def edited(change):
    """The French notebook with each cell changed; a cell changed to None is taken out."""
    return replace(BOOK, cells=tuple(cell for one in BOOK.cells if (cell := change(one)) is not None))


def ids(book):
    return [screen.id for screen in read_script(LESSON, book).screens]


@pytest.mark.parametrize("book", BOOKS.values(), ids=BOOKS)
def test_the_button_that_starts_a_class_is_no_screen_of_it(book):
    shown = ids(book)
    assert shown[0] == "title"
    assert not {"launch", "setup", "classroom"} & set(shown)


def test_an_edited_text_is_shown_as_it_was_edited():
    book = edited(lambda cell: replace(cell, source="## À nous") if cell.id == "opening" else cell)
    assert "## À nous" in [screen.text for screen in read_script(LESSON, book).screens]


def test_a_question_that_was_taken_out_of_a_copy_is_not_asked():
    book = edited(lambda cell: None if cell.id == "starter-items" else cell)
    assert set(ids(BOOK)) - set(ids(book)) == {"joke-conflict-harassment"}


def test_other_code_for_the_notebooks_screen_alone_shows_nothing_in_class():
    more = Cell("mine", "code", "print(1)", ("screen-only",), False, 1)
    assert ids(replace(BOOK, cells=(*BOOK.cells, more))) == ids(BOOK)


def test_other_code_is_told_with_its_line_and_cell():
    more = Cell("mine", "code", "print(1)", (), False, 12)
    with pytest.raises(ValueError, match=r'^line 12: cell "mine": "print\(1\)" is not a call of the kit'):
        read_script(LESSON, Notebook("teens-3", "fr", (more,)))


def test_a_call_without_an_id_is_that_of_the_lessons_own_record():
    source = 'lesson.scenario()\nlesson.feed("another")\nlesson.partners()'
    assert [call.ids for call in read_calls(source, LESSON)] == [("class-group",), ("another",), ()]
    assert [call.ids for call in read_calls(source)] == [(), ("another",), ()]


def test_a_face_belongs_to_a_lesson():
    with pytest.raises(ValueError, match=r"is not a call of the kit"):
        read_calls('quiz("what-mute-does")', LESSON)


def test_a_lesson_without_a_story_of_its_own_plays_none():
    assert [call.ids for call in read_calls("lesson.scenario()", replace(LESSON, scenario=""))] == [()]
