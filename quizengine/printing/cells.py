"""The cells of a notebook on paper: prose as prose, and each call as the record it names."""

from __future__ import annotations

from collections.abc import Callable

from quizengine.content.face_calls import CARDS
from quizengine.content.notebook import Cell
from quizengine.printing import cards, facts, items, network, story
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
            calls = read_cell_calls(cell, where=sheet.where, lesson=sheet.lesson)
            blocks += [ON_PAPER[one.name](sheet, one.ids) for one in calls]
    return stack(*blocks)


def _without_label(cell: Cell, label: str) -> str:
    """Return a cell's text without the words that mark it as paper-only on a screen."""
    return cell.source.removeprefix(f"**{label}**").lstrip() if "paper-only" in cell.tags else cell.source


def _print_scenario(sheet: Sheet, ids: tuple[str, ...]) -> Markup:
    return stack(*(story.print_path(sheet, name) for name in ids))


def _print_feed(sheet: Sheet, ids: tuple[str, ...]) -> Markup:
    posts = sheet.words["posts-elsewhere"]
    return stack(*(network.print_acts(sheet, name, elsewhere=posts) for name in ids))


ON_PAPER: dict[str, Callable[[Sheet, tuple[str, ...]], Markup]] = {
    "quiz": items.print_items,
    "scenario": _print_scenario,
    "feed": _print_feed,
    "partners": lambda sheet, _: facts.print_help(sheet, heading=False),
    "tutorial": lambda sheet, _: facts.print_tutorial_notes(sheet),
    "classroom": lambda sheet, _: Markup(),
} | {name: cards.printer(name) for name in CARDS}
"""Face of a lesson → what stands for it on paper."""
