"""The frame of a presenter's plan: the goal, the minutes with their cuts, the curricula served."""

from __future__ import annotations

import re

from quizengine.printing.preprocess import keep_cells
from quizengine.printing.sheet import Sheet, stack
from quizengine.printing.typst import Markup


def print_goal(sheet: Sheet) -> Markup:
    """Return the lesson's goal and what a pupil can do at the end."""
    objectives = sheet.lesson.objectives.get(sheet.lang, ())
    return stack(
        sheet.head(sheet.words["goal"]),
        sheet.call("goal", sheet.lesson.goal[sheet.lang], objectives),
    )


def print_steps(sheet: Sheet) -> Markup:
    """Return the steps with their minutes, and what is left of each in the shorter versions.

    Nothing where the notebook's notes bring a table of their own: a teacher may have changed it.
    """
    if not sheet.lesson.steps or _notes_bring_minutes(sheet):
        return Markup()
    words = sheet.words
    header = [
        words["when"],
        words["lesson-step"],
        *(words["cut"].format(minutes=cut) for cut in sheet.lesson.cuts),
    ]
    rows = [
        [
            f"{step.start}–{step.end}",
            step.title[sheet.lang],
            *(str(step.cuts[cut] or "–") for cut in sheet.lesson.cuts),
        ]
        for step in sheet.lesson.steps
    ]
    return stack(sheet.head(words["minutes"]), sheet.call("minutes", header, rows))


def _notes_bring_minutes(sheet: Sheet) -> bool:
    """Whether a note of the plan holds the header of a table with one column for each shorter version."""
    header = re.compile(r"\|\s*" + r"\s*\|\s*".join(map(str, sheet.lesson.cuts)) + r"\s*\|")
    return any(
        header.search(cell.source) for cell in keep_cells(sheet.notebook, sheet.recipe, where=sheet.where)
    )


def print_mapping(sheet: Sheet) -> Markup:
    """Return the curricula that the lesson serves."""
    rows = [[f"{one.framework} {one.ref}", one.label[sheet.lang]] for one in sheet.lesson.mapping]
    if not rows:
        return Markup()
    return stack(sheet.head(sheet.words["mapping"]), sheet.call("curricula", rows))
