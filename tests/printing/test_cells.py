"""A handout shows the cells its recipe asks for, and stops at what it cannot read."""

import pytest

from quizengine.content.notebook import FACES
from quizengine.printing.cells import ON_PAPER
from quizengine.printing.preprocess import group_items, keep_cells
from quizengine.printing.recipes import read_recipes

QUIZ = 'lesson.quiz("who-may-report")'


def kept(notebook, kind="pupil"):
    return [cell.source for cell in keep_cells(notebook, read_recipes()[kind], where="my.ipynb")]


def test_a_pupil_gets_what_is_for_paper_and_nothing_of_the_teacher(make_notebook):
    notebook = make_notebook(
        ("markdown", "tous"),
        ("markdown", "papier", "paper-only"),
        ("markdown", "écran", "screen-only"),
        ("markdown", "adulte", "teacher-only"),
        ("code", "lesson = open_lesson('teens-3', 'fr')", "setup"),
    )
    assert kept(notebook) == ["tous", "papier"]


@pytest.mark.parametrize("tag", ["remove-cell", "remove_cell", "remove-output"])
def test_nbconverts_own_tags_are_heeded(make_notebook, tag):
    assert kept(make_notebook(("code", QUIZ, tag))) == []


def test_hiding_the_code_does_not_hide_the_item(make_notebook):
    assert kept(make_notebook(("code", QUIZ, "remove-input"))) == [QUIZ]


def test_notes_keep_the_headings_of_the_sections(make_notebook):
    notebook = make_notebook(("markdown", "## Une partie\n\nTexte"), ("markdown", "Note", "teacher-only"))
    assert kept(notebook, "notes") == ["## Une partie", "Note"]


def test_what_stands_on_the_plan_is_not_printed_again_in_the_notes(notebooks):
    ids = {
        kind: [cell.id for cell in keep_cells(notebooks["fr"], read_recipes()[kind], where="")]
        for kind in ("plan", "notes")
    }
    assert ids["plan"] == ["plan"]
    assert "plan" not in ids["notes"]
    assert {"safeguarding", "disclosure", "notes-opening", "sources"} <= set(ids["notes"])


def test_a_section_can_be_left_out_with_all_below_it(notebooks):
    ids = [cell.id for cell in keep_cells(notebooks["fr"], read_recipes()["pupil"], where="")]
    assert "exit-items" in ids
    left = {"practice-feed", "feed-play", "practice-more", "practice-items", "recall", "recall-items"}
    assert not left & set(ids)


def test_an_unknown_tag_is_told_with_its_cell_and_a_suggestion(make_notebook):
    with pytest.raises(
        ValueError, match=r'my.ipynb:1: cell "cell-1": the tag "teacher-onl" .* Did you mean "teacher-only"'
    ):
        kept(make_notebook(("markdown", "x", "teacher-onl")))


@pytest.mark.parametrize("code", ["lesson.quiz(name)", 'x = 1\nlesson.quiz("a")', 'lesson.quizz("a")'])
def test_a_call_that_cannot_be_read_is_told_with_its_cell(page, code):
    with pytest.raises(ValueError, match=r'my\.ipynb:2: cell "cell-2": ".*" is not a call of the kit'):
        page(("markdown", "x"), ("code", code))


def test_a_missing_record_is_told_with_a_suggestion(page):
    with pytest.raises(
        ValueError,
        match=r'my.ipynb:1: cell "cell-1": item "who-may-reprot" is not .* Did you mean "who-may-report"',
    ):
        page(("code", 'lesson.quiz("who-may-reprot")'))


def test_a_missing_lesson_is_told(page):
    with pytest.raises(
        ValueError, match=r'lesson "teens-33" in language "fr" is not .* Did you mean "teens-3"'
    ):
        page(("markdown", "x"), lesson="teens-33")


def test_an_item_has_one_number_on_all_handouts(notebooks):
    groups = group_items(notebooks["fr"], read_recipes().values(), where="")
    names = [name for ids in groups.values() for name in ids]
    assert len(names) == len(set(names)) == 22
    assert groups == group_items(notebooks["en"], read_recipes().values(), where="")


def test_every_face_of_a_lesson_has_its_place_on_paper():
    assert set(ON_PAPER) == set(FACES)


def test_paper_says_nothing_of_paper(page):
    source = page(("markdown", "**Sur papier.** Coche.", "paper-only")).source
    assert "Sur papier" not in source
    assert '#"Coche."' in source
