"""Which items of a lesson stand on a sheet that is read back, and the sheet that a code names."""

from __future__ import annotations

from quizengine import __version__
from quizengine.content.words import say
from quizengine.printing.answer_sheet import AnswerSheet
from quizengine.printing.preprocess import keep_cells, read_cell_calls
from quizengine.printing.sheet import Sheet
from quizengine.scoring.item import Item

RINGS = "rings"
"""The part that such a sheet is made of, and nothing else."""


def plan_answers(sheet: Sheet) -> AnswerSheet:
    """Return the sheet of rings for the items of a handout's sections.

    Raises:
        ValueError: the notebook names an item that the bank has not.
    """
    audience, title = sheet.lesson.audience, sheet.lesson.title[sheet.lang]
    version = sheet.words["version"].format(version=__version__)
    numbered = ((sheet.number(item.id), item) for item in _list_items(sheet))
    return AnswerSheet(
        kind=sheet.recipe.id,
        lesson=list(sheet.bank.lessons).index(sheet.lesson.id),
        items=tuple(sorted(numbered, key=lambda one: int(one[0]))),
        lang=sheet.lang,
        words=sheet.words,
        title=title,
        name=say(sheet.recipe.title, sheet.lang, audience),
        foot=(title, version, sheet.words["licence"]),
    )


def _list_items(sheet: Sheet) -> list[Item]:
    """Return the items that the cells of the recipe ask on paper, in order."""
    cells = keep_cells(sheet.notebook, sheet.recipe, where=sheet.where)
    calls = [one for cell in cells if cell.type == "code" for one in read_cell_calls(cell, where=sheet.where)]
    names = dict.fromkeys(name for one in calls if one.name == "quiz" for name in one.ids)
    return [sheet.find("item", sheet.bank.items, name) for name in names]
