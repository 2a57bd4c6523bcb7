"""The screens of a lesson in class come from its notebook and its record."""

from dataclasses import replace

import pytest

from quizengine.content.bank import kit_bank
from quizengine.content.face_calls import CARDS
from quizengine.content.kit import kit_root
from quizengine.content.notebook import read_notebook
from quizengine.content.screens import read_script

BANK = kit_bank()
LESSON = BANK.lessons["teens-3"]
BOOK = read_notebook(kit_root() / "lessons" / LESSON.notebook["fr"])


def script_with(source, *tags):
    """The script of a lesson whose discussion calls something more."""
    here = next(place for place, cell in enumerate(BOOK.cells) if cell.id == "discussion")
    more = replace(BOOK.cells[here], id="more", type="code", source=source, tags=tags)
    cells = (*BOOK.cells[: here + 1], more, *BOOK.cells[here + 1 :])
    return read_script(LESSON, replace(BOOK, cells=cells))


def test_facts_that_a_cell_calls_are_a_screen_of_its_step():
    screens = script_with('lesson.rules("raid", "threats")').screens
    (cards,) = [screen for screen in screens if screen.kind == "cards"]
    assert (cards.step, cards.ref, cards.ids) == ("discussion", "rules", ("raid", "threats"))


@pytest.mark.parametrize(("call", "own"), [("rules", LESSON.rules), ("glossary", LESSON.glossary)])
def test_a_call_without_names_shows_the_lessons_own_records(call, own):
    face = CARDS[call](BANK, "teens-3", (), "fr")
    assert [card["id"] for card in face["cards"]] == list(own)


def test_other_code_is_no_screen_where_it_is_for_the_notebook_alone_else_it_is_told():
    assert "more" not in {screen.id for screen in script_with("print(1)", "screen-only").screens}
    with pytest.raises(ValueError, match='cell "more": "print\\(1\\)" is not a call of the kit'):
        script_with("print(1)")
