"""The screens of a lesson in class: one idea each, in the order of the notebook, step by step."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from quizengine.content.face_calls import CARDS
from quizengine.content.lesson import Lesson
from quizengine.content.notebook import Call, Cell, Notebook, read_calls

HIDDEN = ("setup", "teacher-only", "paper-only")
"""Cells with one of these tags are not shown to pupils on a screen."""
BUTTONS = ("<button", "lesson.classroom(")
"""A cell that holds one of them serves the notebook alone."""
SUMMARY = re.compile(r"</?details>|<summary>.*?</summary>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen.

    Attributes:
        id: of the cell, or of the record it shows; unique in its lesson.
        step: id of the step of the course it belongs to.
        kind: ``text``, ``cards``, ``quiz``, ``scenario``, ``feed``, ``partners`` or ``tutorial``.
        text: Markdown of a ``text`` screen, else "".
        ref: id of the record, the act of a tutorial, or the call for cards; "" for text and partners.
        ids: the records that such a face names.
    """

    id: str
    step: str
    kind: str
    text: str = ""
    ref: str = ""
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Script:
    """A lesson as it is played in class: its screens, and the presenter's notes (Markdown) by step."""

    screens: tuple[Screen, ...]
    notes: dict[str, str]


def read_script(lesson: Lesson, notebook: Notebook) -> Script:
    """Return the screens of a lesson.

    Args:
        lesson: its steps say which records are shown in class; what the notebook adds is practice.
        notebook: its cells: one whose id is that of a step opens this step, ``notes-STEP`` holds its notes.

    Returns:
        The screens, step by step in the order of the course. A record that a step shows and no cell of it
        calls comes at its end, if a cell elsewhere does; what stands before the first step opens it, and
        what follows a heading of no step is left out.

    Raises:
        ValueError: a cell holds other code; the cell is named.
    """
    called = {
        name
        for cell in notebook.cells
        if cell.type == "code" and "setup" not in cell.tags
        for call in _calls_of(cell, lesson)
        for name in call.ids
    }
    by_step: dict[str, list[Cell]] = {step.id: [] for step in lesson.steps}
    here = lesson.steps[0].id
    for cell in notebook.cells:
        if cell.id in by_step:
            here = cell.id
        elif cell.source.startswith("## "):
            here = ""
        is_button = any(one in cell.source for one in BUTTONS)
        if here and not set(HIDDEN) & set(cell.tags) and not is_button:
            by_step[here].append(cell)
    screens: list[Screen] = []
    for step in lesson.steps:
        shows = tuple(name for name in step.shows if name in called)
        screens += _screens_of_step(step.id, by_step[step.id], shows, lesson)
    notes = {
        cell.id.removeprefix("notes-"): SUMMARY.sub("", cell.source).strip()
        for cell in notebook.cells
        if cell.id.startswith("notes-")
    }
    return Script(tuple(screens), notes)


def _screens_of_step(
    step: str, cells: list[Cell], shows: tuple[str, ...], lesson: Lesson
) -> Iterator[Screen]:
    """Yield the screens of one step; a text that only leads to what is not shown in class is left out."""
    left = list(shows)
    for place, cell in enumerate(cells):
        if cell.type == "code":
            for screen in _screens_of_calls(step, _calls_of(cell, lesson), shows):
                left = [name for name in left if name != screen.ref]
                yield screen
        elif not _leads_nowhere(cells[place + 1 :], shows, lesson):
            yield Screen(cell.id, step, "text", text=cell.source)
    for name in left:
        kind = {lesson.scenario: "scenario", lesson.feed: "feed"}.get(name, "quiz")
        yield Screen(name, step, kind, ref=name)


def _calls_of(cell: Cell, lesson: Lesson) -> tuple[Call, ...]:
    """Return the calls of a cell; other code for the notebook's screen alone shows nothing in class."""
    try:
        return read_calls(cell.source, lesson)
    except ValueError as error:
        if "screen-only" in cell.tags:
            return ()
        raise ValueError(f'line {cell.line}: cell "{cell.id}": {error}') from None


def _screens_of_calls(step: str, calls: Iterable[Call], shows: tuple[str, ...]) -> Iterator[Screen]:
    for call in calls:
        if call.name == "partners":
            yield Screen("partners", step, "partners")
        if call.name in CARDS:
            yield Screen("-".join((call.name, *call.ids)), step, "cards", ref=call.name, ids=call.ids)
            continue
        for name in call.ids:
            if call.name == "tutorial":
                yield Screen(f"tutorial-{name}", step, "tutorial", ref=name)
            elif name in shows:
                yield Screen(name, step, call.name, ref=name)


def _leads_nowhere(after: list[Cell], shows: tuple[str, ...], lesson: Lesson) -> bool:
    """Whether the next cell calls only records that are not shown."""
    if not after or after[0].type != "code":
        return False
    return not list(_screens_of_calls("", _calls_of(after[0], lesson), shows))
