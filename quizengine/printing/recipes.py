"""Read the handouts that exist: `handouts/recipes.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from quizengine.content.bank import LANGUAGES
from quizengine.content.kit import display_path, kit_root
from quizengine.content.notebook import TAGS
from quizengine.content.problem import Problem, listing, suggest
from quizengine.content.table import Table
from quizengine.content.toml_file import open_table
from quizengine.content.words import read_said
from quizengine.scoring.item import Text

UNTAGGED = "untagged"
PARTS = (
    "cells",
    "goal",
    "steps",
    "mapping",
    "item-keys",
    "scenario",
    "scenario-key",
    "feed",
    "feed-key",
    "tutorials",
    "help",
    "letter",
    "poster",
    "poster-tiles",
    "certificate",
    "glossary",
    "simple",
    "checklist",
    "help-cards",
    "rings",
)
"""What a handout can be made of, in the order its recipe gives."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """One kind of handout.

    Attributes:
        id: what the command line calls it.
        title: printed above the lesson's title, by language and voice (see `quizengine.content.words`).
        meta: a line below the title that says who uses the sheet; ``{minutes}`` is the lesson's length.
        file: end of the file's name, by language and voice.
        parts: what it is made of, some of `PARTS`, in order.
        cells: tags of the cells it shows; `UNTAGGED` for cells without a tag of the kit.
        headings: whether sections keep their heading when their own cell is not shown.
        only: sections shown, by the id of the cell that opens them; empty for all.
        leave: sections left out, by the same id.
        help_lines: how many partners it prints.
        answers: whether it may show what is right.
        page: function of the theme that frames it.
    """

    id: str
    title: Text
    meta: Text
    file: Text
    parts: tuple[str, ...]
    cells: tuple[str, ...]
    headings: bool
    only: tuple[str, ...]
    leave: tuple[str, ...]
    help_lines: int
    answers: bool
    page: str


@cache
def read_recipes(path: Path | None = None) -> dict[str, Recipe]:
    """Return the recipes by id, in the order of the file.

    Raises:
        ValueError: the file has problems; all are told, one a line.
    """
    root = _open(path or kit_root() / "handouts" / "recipes.toml")
    recipes = [_read_recipe(table) for table in root.tables("recipe")]
    root.close()
    _stop_at(root.source.problems)
    return {recipe.id: recipe for recipe in recipes}


def _open(path: Path) -> Table:
    return open_table(path, file=display_path(path), languages=LANGUAGES)


def _read_recipe(table: Table) -> Recipe:
    recipe = Recipe(
        id=table.slug(),
        title=read_said(table, "title"),
        meta=read_said(table, "meta"),
        file=read_said(table, "file"),
        parts=table.strings("parts"),
        cells=table.strings("cells"),
        headings=bool(table.raw("headings")),
        only=table.strings("only"),
        leave=table.strings("leave"),
        help_lines=table.integer("help-lines", 0),
        answers=bool(table.raw("answers")),
        page=table.string("page", "handout"),
    )
    for key, given, known in (("parts", recipe.parts, PARTS), ("cells", recipe.cells, (UNTAGGED, *TAGS))):
        for one in given:
            if one not in known:
                near = suggest(one, known)
                table.tell(f'"{one}" is not one of {listing(known)}.{near} Correct or remove it.', key)
    if not recipe.answers and any(part.endswith("-key") or part == "item-keys" for part in recipe.parts):
        table.tell("a part shows what is right. Write answers = true, or remove that part.", "parts")
    table.close()
    return recipe


def _stop_at(problems: list[Problem]) -> None:
    if problems:
        raise ValueError("\n".join(map(str, sorted(problems))))
