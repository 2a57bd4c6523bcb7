"""A teacher's own notebook, which belongs to no lesson, as a plain sheet: its title and its cells."""

from __future__ import annotations

from dataclasses import replace

from quizengine import __version__
from quizengine.content.bank import LANGUAGES, Bank, in_voice
from quizengine.content.lesson import Lesson
from quizengine.content.notebook import Notebook
from quizengine.content.problem import listing
from quizengine.printing.cells import find_title, print_cells
from quizengine.printing.document import Document, say_day
from quizengine.printing.gallery import Gallery
from quizengine.printing.preprocess import group_items, notebook_calls
from quizengine.printing.recipes import Recipe
from quizengine.printing.sheet import Sheet
from quizengine.printing.typst import Verbatim, show

# fmt: off
NO_LESSON = Lesson(
    id="", audience="", minutes=0, title={}, status="", goal={}, slug={}, notebook={}, objectives={},
    rules=(), items={}, scenario="", feed="", glossary=(), steps=(), mapping=(),
)
# fmt: on
"""What stands for the lesson where there is none: records of the kit speak to pupils."""


def build_own(notebook: Notebook, recipe: Recipe, *, bank: Bank, where: str, gallery: Gallery) -> Document:
    """Return a notebook without a lesson as Typst source.

    Args:
        notebook: the teacher's own.
        recipe: says by tag which cells are shown; all else of it is for lessons.
        bank: the records that its calls of the kit name.
        where: the notebook's name, for messages, and its title if it has none.
        gallery: where its pictures are.

    Raises:
        ValueError: a cell cannot be printed; the message names it and how to mend it.
    """
    if notebook.lang not in LANGUAGES:
        raise ValueError(
            f'{where}: language "{notebook.lang}" is not one of {listing(LANGUAGES)}. '
            "Correct lang in the notebook's metadata, or give --KitTypstExporter.lang=fr"
        )
    if "cells" not in recipe.parts or recipe.only:
        raise ValueError(f'{where}: kind "{recipe.id}" is for lessons, and this notebook names none.')
    recipe = replace(recipe, leave=())
    sheet = Sheet(
        recipe,
        notebook.lang,
        in_voice(bank, "").speak("print", notebook.lang),
        bank,
        NO_LESSON,
        notebook,
        where,
        group_items(notebook, [recipe], where=where),
        gallery=gallery,
    )
    body = print_cells(sheet)
    title = find_title(notebook)[1] or where.removesuffix(".ipynb")
    day = min(sheet.checked, default=None)
    return Document(title, f"{_frame(sheet, title)}\n\n{body}", day, notebook, where, gallery.files)


def _frame(sheet: Sheet, title: str) -> str:
    """Return the page: the text is the teacher's own, so our licence stands only beside our records."""
    words = sheet.words
    footer = [[title, Verbatim(words["set-with"].format(version=__version__))]]
    if any(notebook_calls(sheet.notebook, where=sheet.where)):
        day = min(sheet.checked, default=None)
        checked = [words["checked"].format(day=say_day(day, words))] if day else []
        footer.append([words["kit-records"].format(licence=words["licence"]), *checked])
    return show("handout", sheet.lang, lang=sheet.lang, title=title, footer=footer, page=words["page"])
