"""The cells of a notebook on paper: prose as prose, and each call as the record it names."""

from __future__ import annotations

from quizengine.content.notebook import Call, Cell
from quizengine.printing import facts, items, network, story
from quizengine.printing.markdown import Renderer
from quizengine.printing.preprocess import keep_cells, read_cell_calls
from quizengine.printing.sheet import Sheet, stack
from quizengine.printing.typst import Markup


def print_cells(sheet: Sheet) -> Markup:
    """Return the cells that the recipe shows, in order; nothing is run.

    Raises:
        ValueError: something in a cell cannot be printed; the file and the cell are named.
    """
    renderer = Renderer(sheet.lang, outline=sheet.outline)
    blocks = []
    for cell in keep_cells(sheet.notebook, sheet.recipe, where=sheet.where):
        if cell.type == "markdown":
            renderer.where = f'{sheet.where}:{cell.line}: cell "{cell.id}"'
            blocks.append(renderer.render(_without_label(cell, sheet.words["paper-label"])))
        elif cell.type == "code":
            blocks += [_print_call(sheet, one) for one in read_cell_calls(cell, where=sheet.where)]
    return stack(*blocks)


def _without_label(cell: Cell, label: str) -> str:
    """Return a cell's text without the words that mark it as paper-only on a screen."""
    return cell.source.removeprefix(f"**{label}**").lstrip() if "paper-only" in cell.tags else cell.source


def _print_call(sheet: Sheet, one: Call) -> Markup:
    match one.name:
        case "quiz":
            return items.print_items(sheet, one.ids)
        case "scenario":
            return stack(*(story.print_path(sheet, name) for name in one.ids))
        case "feed":
            posts = sheet.words["posts-elsewhere"]
            return stack(*(network.print_acts(sheet, name, elsewhere=posts) for name in one.ids))
        case "tutorial":
            return facts.print_tutorial_notes(sheet)
    return facts.print_help(sheet, heading=False)
