"""A handout from its recipe: the parts in order, then the frame with title, footer and language."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from quizengine import __version__
from quizengine.content.bank import Bank, in_voice
from quizengine.content.notebook import Notebook
from quizengine.content.papers import PAPERS
from quizengine.content.problem import listing, suggest
from quizengine.content.words import say
from quizengine.printing import facts, help_card, items, letter, network, papers, plan, poster, story
from quizengine.printing.cells import print_cells
from quizengine.printing.copies import Copy
from quizengine.printing.gallery import Gallery
from quizengine.printing.look import PLAIN, Look
from quizengine.printing.preprocess import group_items, notebook_calls
from quizengine.printing.recipes import Recipe, read_recipes
from quizengine.printing.rings import RINGS, plan_answers
from quizengine.printing.sheet import Sheet, stack
from quizengine.printing.typst import Markup, Verbatim, compile_pdf, literal, show, value


@dataclass(frozen=True, slots=True)
class Document:
    """A handout ready to be set.

    Attributes:
        title: the file's own, which a reader's window shows.
        content: Typst for its pages: the frame and all that stands in it.
        day: the oldest day on which the facts it shows were checked; it dates the file. None: it has no date.
        notebook: where it comes from.
        where: the notebook's name, for messages.
        files: name → pictures that the content shows.
    """

    title: str
    content: str
    day: date | None
    notebook: Notebook
    where: str
    files: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def source(self) -> str:
        """The whole of it in Typst, which imports ``/kit.typ`` of the theme."""
        lang = self.notebook.lang
        dated = ", date: none" if self.day is None else ""
        named = f"#set document(title: {value(self.title, lang)}{dated})\n#set text(lang: {literal(lang)})"
        return f'#import "/kit.typ": *\n{named}\n{self.content}\n'

    def to_pdf(self, look: Look = PLAIN) -> bytes:
        """Return the handout as a tagged PDF/UA-1; the same source and look give the same bytes.

        Raises:
            ValueError: a sign is in no font; the message names the cell.
        """
        return compile_pdf(self.source, day=self.day, find=self._find, look=look, files=self.files)

    def _find(self, text: str) -> str:
        cells = (
            cell
            for cell in self.notebook.cells
            if text and (text in cell.source or text in str(cell.raw.get("outputs", "")))
        )
        return next((f'{self.where}:{cell.line}: cell "{cell.id}"' for cell in cells), self.where)


def build_document(
    notebook: Notebook,
    recipe: Recipe,
    *,
    bank: Bank,
    where: str,
    gallery: Gallery | None = None,
    copies: Sequence[Copy] = (Copy(),),
) -> Document:
    """Return a handout of a lesson as Typst source.

    Args:
        notebook: the lesson; its language is the handout's.
        recipe: the kind of handout.
        bank: the records that the notebook names.
        where: the notebook's name, for messages.
        gallery: where the pictures of a teacher's copy are.
        copies: of a sheet that is read back, all of them; any other handout is that of the first.

    Raises:
        ValueError: a cell, a tag or a record cannot be printed; the message names it and how to mend it.
    """
    sheet = open_sheet(notebook, recipe, bank=bank, where=where, gallery=gallery, seed=copies[0].seed)
    title = f"{say(recipe.title, sheet.lang, sheet.lesson.audience)} – {sheet.lesson.title[sheet.lang]}"
    if RINGS in recipe.parts:
        content: str = plan_answers(sheet).set_copies(copies)
    else:
        body = stack(*(_PARTS[part](sheet) for part in recipe.parts))
        content = f"{_frame(sheet, _find_day(sheet))}\n\n{body}"
    return Document(title, content, _find_day(sheet), notebook, where, sheet.gallery.files)


def open_sheet(
    notebook: Notebook,
    recipe: Recipe,
    *,
    bank: Bank,
    where: str,
    gallery: Gallery | None = None,
    seed: int = 0,
) -> Sheet:
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
        gallery=gallery or Gallery(),
        seed=seed,
    )


def _find_day(sheet: Sheet) -> date:
    """Return the oldest day on which the facts of a handout were checked."""
    return min(sheet.checked or {one.checked for one in sheet.bank.partners.values()})


def join_documents(documents: Sequence[Document], *, title: str) -> Document:
    """Return handouts of one lesson as one document, each with its own pages, numbered from 1."""
    content = "\n".join(f"#[\n{one.content}\n]" for one in documents)
    first = documents[0]
    day = min(one.day for one in documents if one.day)
    files = {name: data for one in documents for name, data in one.files.items()}
    return Document(title, content, day, first.notebook, first.where, files)


def is_for(recipe: Recipe, notebook: Notebook, *, bank: Bank, where: str) -> bool:
    """Whether a lesson has what the recipe asks for: a story, a network, a section, a paper."""
    calls = {one.name for one in notebook_calls(notebook, where=where)}
    needed = {need for part in recipe.parts if (need := _NEEDS.get(part))}
    papers = {need for part in recipe.parts if (need := _PAPERS.get(part))}
    written = bank.papers[notebook.lesson].by_kind if notebook.lesson in bank.papers else {}
    return (
        needed <= calls
        and papers <= set(written)
        and set(recipe.only) <= {cell.id for cell in notebook.cells}
    )


def _frame(sheet: Sheet, day: date) -> str:
    words = sheet.words
    checked = words["checked"].format(day=say_day(day, words))
    title, audience = sheet.lesson.title[sheet.lang], sheet.lesson.audience
    meta = say(sheet.recipe.meta, sheet.lang, audience).format(minutes=sheet.lesson.minutes)
    return show(
        sheet.recipe.page,
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


def say_day(day: date, words: Mapping[str, str]) -> str:
    """Return a day as one writes it."""
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
    "letter": letter.print_letter,
    "poster": poster.print_poster,
    "poster-tiles": poster.print_tiles,
    "certificate": papers.print_certificate,
    "glossary": papers.print_glossary,
    "simple": papers.print_simple,
    "checklist": papers.print_checklist,
    "help-cards": help_card.print_help_cards,
}
_NEEDS = {
    "scenario": "scenario",
    "feed": "feed",
    "tutorials": "tutorial",
    "item-keys": "quiz",
    "rings": "quiz",
}
_PAPERS = {name: name for name in PAPERS} | {"poster-tiles": "poster"}
