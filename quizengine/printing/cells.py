"""The cells of a notebook on paper: prose as prose, and each call as the record it names."""

from __future__ import annotations

import re
from collections.abc import Callable

from quizengine.content.face_calls import CARDS
from quizengine.content.notebook import OWN, Call, Cell, Notebook
from quizengine.printing import cards, facts, items, network, story
from quizengine.printing.markdown import Renderer
from quizengine.printing.outputs import print_code
from quizengine.printing.preprocess import calls_kit, keep_cells, read_cell_calls
from quizengine.printing.sheet import Sheet, stack
from quizengine.printing.tokens import parse, plain_text
from quizengine.printing.typst import Markup

_TITLE = re.compile(r"^ {0,3}(#\s|=+\s*$)", re.MULTILINE)
"""What a heading of the first level may begin with, or be underlined by."""


def print_cells(sheet: Sheet) -> Markup:
    """Return the cells that the recipe shows, in order; nothing is run.

    Raises:
        ValueError: something in a cell cannot be printed; the file and the cell are named.
    """
    kept = keep_cells(sheet.notebook, sheet.recipe, where=sheet.where)
    titled, _, is_deep = find_title(sheet.notebook)
    renderer = Renderer(sheet.lang, gallery=sheet.gallery, outline=sheet.outline)
    renderer.has_title = titled not in kept
    renderer.top = 1 if is_deep and not sheet.lesson.id else 2
    blocks: list[Markup] = []
    for cell in kept:
        renderer.where = f'{sheet.where}:{cell.line}: cell "{cell.id}"'
        renderer.attachments = cell.raw.get("attachments", {})
        if cell.type == "markdown":
            blocks.append(renderer.render(_without_label(cell, sheet.words["paper-label"])))
        elif calls_kit(cell):
            calls = read_cell_calls(cell, where=sheet.where, lesson=sheet.lesson)
            blocks += [_print_call(sheet, one, renderer.where) for one in calls]
        elif cell.type == "code":
            blocks.append(print_code(cell, renderer))
        elif cell.source.strip():
            raise ValueError(
                f"{renderer.where}: it is a {cell.type} cell, which is not printed. "
                "Make it Markdown, or tag it screen-only."
            )
    return stack(*blocks)


def find_title(notebook: Notebook) -> tuple[Cell | None, str, bool]:
    """Return the cell of the first heading of the first level, its text, and whether others follow."""
    found = [
        (cell, plain_text(token))
        for cell in notebook.cells
        if cell.type == "markdown" and _TITLE.search(cell.source)
        for token in parse(cell.source)
        if token["type"] == "heading" and token["attrs"]["level"] == 1
    ]
    return (*found[0], len(found) > 1) if found else (None, "", False)


def _print_call(sheet: Sheet, call: Call, where: str) -> Markup:
    if call.name in OWN and not call.ids and not sheet.lesson.id:
        raise ValueError(
            f"{where}: lesson.{call.name}() shows what belongs to a lesson, and this notebook names none. "
            f'Name the record, such as lesson.{call.name}("id").'
        )
    try:
        return ON_PAPER[call.name](sheet, call.ids)
    except ValueError as error:
        told = str(error)
        raise ValueError(told.replace(f"{sheet.where}:", f"{where}:", 1)) from error


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
