"""Which cells of a notebook a handout shows, by tag and by section; it reads cells and changes none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from quizengine.content.lesson import Lesson
from quizengine.content.notebook import TAGS, Call, Cell, Notebook, read_calls
from quizengine.content.problem import listing, suggest
from quizengine.printing.recipes import UNTAGGED, Recipe

REMOVED = frozenset({"remove-cell", "remove_cell"})
SILENCED = frozenset({"remove-output", "remove_output", "remove-all-outputs", "remove_all_outputs"})
"""nbconvert's own tags: the whole cell, and what a code cell shows."""

_CALL = re.compile(r"^lesson\s*\.", re.MULTILINE)
_HEADING = re.compile(r"(#{2,6}) \S.*")


def keep_cells(notebook: Notebook, recipe: Recipe, *, where: str) -> tuple[Cell, ...]:
    """Return the cells that a handout shows, in order.

    Where the recipe keeps headings, a section whose opening cell is not shown is still announced
    by its heading. A section goes from its heading to the next one of the same level or above; each cell
    can also be named alone.

    Args:
        notebook: the lesson.
        recipe: the handout.
        where: the notebook's name, for messages.

    Raises:
        ValueError: a cell has a tag that is not known; the file and the cell are named.
    """
    kept = []
    inside: dict[int, str] = {}
    for cell in notebook.cells:
        tags = _read_tags(cell, where, is_own=not notebook.lesson)
        opens = _HEADING.match(cell.source) if cell.type == "markdown" and not tags else None
        if opens is not None:
            level = len(opens[1])
            inside = {depth: name for depth, name in inside.items() if depth < level} | {level: cell.id}
        sections = {cell.id, *inside.values()}
        if sections & set(recipe.leave) or (recipe.only and not sections & set(recipe.only)):
            continue
        if REMOVED & set(cell.tags) or (calls_kit(cell) and SILENCED & set(cell.tags)):
            continue
        if (tags or {UNTAGGED}) <= set(recipe.cells):
            kept.append(cell)
        elif opens is not None and len(opens[1]) == 2 and recipe.headings:
            kept.append(replace(cell, source=opens[0]))
    return tuple(kept)


def _read_tags(cell: Cell, where: str, *, is_own: bool) -> set[str]:
    """Return the kit's tags of a cell; a notebook that is no lesson may have those of other tools too."""
    for tag in cell.tags:
        if tag not in TAGS and not tag.startswith(("remove-", "remove_")):
            if is_own and not suggest(tag, TAGS):
                continue
            raise ValueError(
                f'{where}:{cell.line}: cell "{cell.id}": the tag "{tag}" is not one of {listing(TAGS)}.'
                f"{suggest(tag, TAGS)} Correct or remove it."
            )
    return {tag for tag in cell.tags if tag in TAGS}


def read_cell_calls(cell: Cell, *, where: str, lesson: Lesson | None = None) -> tuple[Call, ...]:
    """Return the calls of a code cell of the kit; see `read_calls` for what the lesson adds.

    Raises:
        ValueError: the cell holds other code besides; the file and the cell are named.
    """
    if not calls_kit(cell):
        return ()
    try:
        return read_calls(cell.source, lesson)
    except ValueError as error:
        raise ValueError(f'{where}:{cell.line}: cell "{cell.id}": {error}') from error


def calls_kit(cell: Cell) -> bool:
    """Whether a cell calls the kit, rightly or not: what stands for it is a record, and not its code."""
    return cell.type == "code" and _CALL.search(cell.source) is not None


def group_items(notebook: Notebook, recipes: Iterable[Recipe], *, where: str) -> dict[str, tuple[str, ...]]:
    """Return the ids of the items that each pupils' handout asks, in its order; an item counts for the first.

    Args:
        notebook: the lesson.
        recipes: all handouts; those with answers ask nothing.
        where: the notebook's name, for messages.
    """
    groups: dict[str, tuple[str, ...]] = {}
    seen: set[str] = set()
    for recipe in recipes:
        if recipe.answers or "cells" not in recipe.parts:
            continue
        cells = keep_cells(notebook, recipe, where=where)
        calls = [one for cell in cells if cell.type == "code" for one in read_cell_calls(cell, where=where)]
        names = (name for one in calls if one.name == "quiz" for name in one.ids)
        groups[recipe.id] = tuple(name for name in dict.fromkeys(names) if name not in seen)
        seen.update(groups[recipe.id])
    return {name: ids for name, ids in groups.items() if ids}


def notebook_calls(notebook: Notebook, *, where: str, lesson: Lesson | None = None) -> Iterable[Call]:
    """Return the calls of all its code cells but setup, whatever a handout shows of them."""
    for cell in notebook.cells:
        if cell.type == "code" and not {"setup", "screen-only"} & set(cell.tags):
            yield from read_cell_calls(cell, where=where, lesson=lesson)
