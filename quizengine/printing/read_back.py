"""The sheet that a code names: what a reader of photos needs to know of the pages this kit prints."""

from __future__ import annotations

from quizengine.content.bank import Bank
from quizengine.content.kit import display_path
from quizengine.content.notebook import read_notebook
from quizengine.content.printed import Printed
from quizengine.content.sheet_code import KINDS, SheetCode
from quizengine.printing.document import is_for, open_sheet
from quizengine.printing.lesson import find_notebook
from quizengine.printing.recipes import read_recipes
from quizengine.printing.rings import plan_answers


def find_printed(code: SheetCode, bank: Bank) -> Printed | None:
    """Return the sheet that a code names, None where the kit of today prints no such sheet."""
    if code.lesson >= len(bank.lessons):
        return None
    lesson = list(bank.lessons.values())[code.lesson]
    recipe = read_recipes()[KINDS[code.kind]]
    for lang in lesson.notebook:
        path = find_notebook(bank, lesson.id, lang)
        where = display_path(path)
        notebook = read_notebook(path)
        if not is_for(recipe, notebook, bank=bank, where=where):
            continue
        sheet = plan_answers(open_sheet(notebook, recipe, bank=bank, where=where, seed=code.seed))
        if sheet.code(code.seed) == code:
            items = {item.id: item for _, item in sheet.items}
            return Printed(lesson.id, recipe.id, code.seed, sheet.read_layout(code.seed), items)
    return None
