"""A handout from its recipe: the parts in order, then the frame with title, footer and language."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from quizengine import __version__
from quizengine.content.bank import Bank, in_voice
from quizengine.content.kit import kit_root
from quizengine.content.notebook import Notebook
from quizengine.content.problem import listing, suggest
from quizengine.content.words import say
from quizengine.printing import facts, items, network, plan, story
from quizengine.printing.cells import print_cells
from quizengine.printing.copies import Copy
from quizengine.printing.preprocess import group_items, notebook_calls
from quizengine.printing.recipes import Recipe, read_recipes
from quizengine.printing.rings import RINGS, plan_answers
from quizengine.printing.sheet import Sheet, stack
from quizengine.printing.typst import Markup, Verbatim, call, compile_pdf


@dataclass(frozen=True, slots=True)
class Document:
    """A handout ready to be set.

    Attributes:
        source: Typst, which imports ``/kit.typ`` of the theme.
        day: the oldest day on which the facts it shows were checked; it dates the file.
        notebook: where it comes from.
        where: the notebook's name, for messages.
    """

    source: str
    day: date
    notebook: Notebook
    where: str

    def to_pdf(self) -> bytes:
        """Return the handout as a tagged PDF/UA-1.

        Raises:
            ValueError: a sign is in no font; the message names the cell.
        """
        theme = kit_root() / "handouts" / "theme"
        return compile_pdf(self.source, theme=theme, day=self.day, find=self._find)

    def _find(self, text: str) -> str:
        cells = (cell for cell in self.notebook.cells if text and text in cell.source)
        return next((f'{self.where}:{cell.line}: cell "{cell.id}"' for cell in cells), self.where)


def build_document(
    notebook: Notebook, recipe: Recipe, *, bank: Bank, where: str, copies: Sequence[Copy] = (Copy(),)
) -> Document:
    """Return a handout of a lesson as Typst source.

    Args:
        notebook: the lesson; its language is the handout's.
        recipe: the kind of handout.
        bank: the records that the notebook names.
        where: the notebook's name, for messages.
        copies: of a sheet that is read back, all of them; any other handout is that of the first.

    Raises:
        ValueError: a cell, a tag or a record cannot be printed; the message names it and how to mend it.
    """
    sheet = open_sheet(notebook, recipe, bank=bank, where=where, seed=copies[0].seed)
    if RINGS in recipe.parts:
        return Document(plan_answers(sheet).set_copies(copies), _find_day(sheet), notebook, where)
    body = stack(*(_PARTS[part](sheet) for part in recipe.parts))
    day = _find_day(sheet)
    return Document(f'#import "/kit.typ": *\n{_frame(sheet, day)}\n\n{body}\n', day, notebook, where)


def open_sheet(notebook: Notebook, recipe: Recipe, *, bank: Bank, where: str, seed: int = 0) -> Sheet:
    """Return a handout of a lesson before anything stands on it.

    Raises:
        ValueError: the notebook's lesson is not in the course, or a cell has an unknown tag.
    """
    lesson = bank.lessons.get(notebook.lesson)
    if lesson is None or notebook.lang not in lesson.title:
        raise ValueError(
            f'{where}: lesson "{notebook.lesson}" in language "{notebook.lang}" is not in the course '
            f"({listing(bank.lessons)}).{suggest(notebook.lesson, bank.lessons)} "
            "Correct the notebook's metadata quizengine.lesson and quizengine.lang."
        )
    bank = in_voice(bank, lesson.audience)
    return Sheet(
        recipe,
        notebook.lang,
        bank.speak("print", notebook.lang),
        bank,
        lesson,
        notebook,
        where,
        group_items(notebook, read_recipes().values(), where=where),
        seed,
    )


def _find_day(sheet: Sheet) -> date:
    """Return the oldest day on which the facts of a handout were checked."""
    return min(sheet.checked or {one.checked for one in sheet.bank.partners.values()})


def is_for(recipe: Recipe, notebook: Notebook, *, where: str) -> bool:
    """Whether a lesson has what the recipe asks for: a story, a network, a section."""
    calls = {one.name for one in notebook_calls(notebook, where=where)}
    needed = {need for part in recipe.parts if (need := _NEEDS.get(part))}
    return needed <= calls and set(recipe.only) <= {cell.id for cell in notebook.cells}


def _frame(sheet: Sheet, day: date) -> str:
    words = sheet.words
    checked = words["checked"].format(day=_say_day(day, words))
    title, audience = sheet.lesson.title[sheet.lang], sheet.lesson.audience
    meta = say(sheet.recipe.meta, sheet.lang, audience).format(minutes=sheet.lesson.minutes)
    options = call(
        "handout.with",
        sheet.lang,
        lang=sheet.lang,
        title=title,
        kind=say(sheet.recipe.title, sheet.lang, audience),
        meta=[meta, checked],
        footer=[
            [title, Verbatim(words["version"].format(version=__version__))],
            [checked, words["licence"]],
        ],
        page=words["page"],
        labels="teacher-only" in sheet.recipe.cells,
    )
    return f"#show: {options.removeprefix('#').removesuffix(';')}"


def _say_day(day: date, words: Mapping[str, str]) -> str:
    number = words["first-day"] if day.day == 1 else str(day.day)
    return words["day"].format(day=number, month=words["months"].split()[day.month - 1], year=day.year)


def _each(name: str, show: Callable[[Sheet, str], Markup]) -> Callable[[Sheet], Markup]:
    """Return a part that shows every record of one kind that the notebook names."""

    def part(sheet: Sheet) -> Markup:
        calls = notebook_calls(sheet.notebook, where=sheet.where, lesson=sheet.lesson)
        return stack(*(show(sheet, record) for one in calls if one.name == name for record in one.ids))

    return part


_PARTS: dict[str, Callable[[Sheet], Markup]] = {
    "cells": print_cells,
    "goal": plan.print_goal,
    "steps": plan.print_steps,
    "mapping": plan.print_mapping,
    "item-keys": items.print_item_keys,
    "scenario": _each("scenario", story.print_booklet),
    "scenario-key": _each("scenario", story.print_scenario_key),
    "feed": _each("feed", network.print_feed),
    "feed-key": _each("feed", network.print_feed_key),
    "tutorials": facts.print_tutorials,
    "help": facts.print_help,
}
_NEEDS = {
    "scenario": "scenario",
    "feed": "feed",
    "tutorials": "tutorial",
    "item-keys": "quiz",
    "rings": "quiz",
}
