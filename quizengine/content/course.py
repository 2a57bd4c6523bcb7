"""Read the course: its lessons in order, their steps with minutes and cuts, and what each shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from quizengine.content.table import Table
from quizengine.scoring.item import Text

AUDIENCES = ("teens", "families", "teachers")
CUTS = (40, 25, 15)
"""Shorter versions of a 50-minute lesson, in minutes."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a lesson; `cuts` is minutes in the shorter versions, 0 = left out."""

    id: str
    title: Text
    start: int
    end: int
    shows: tuple[str, ...]
    cuts: Mapping[int, int]

    def minutes(self, version: int = 0) -> int:
        """Return how long it takes in the version of so many minutes; 0 is the whole lesson."""
        return self.cuts.get(version, self.end - self.start)


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a lesson stands in a curriculum, and the day that was checked."""

    framework: str
    ref: str
    label: Text
    checked: date


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson; everything after `goal` is empty while it is planned."""

    id: str
    audience: str
    minutes: int
    title: Text
    status: str
    goal: Text
    slug: Text
    notebook: Text
    objectives: Mapping[str, tuple[str, ...]]
    rules: tuple[str, ...]
    items: Mapping[str, tuple[str, ...]]
    scenario: str
    feed: str
    steps: tuple[Step, ...]
    mapping: tuple[Reference, ...]

    @property
    def is_ready(self) -> bool:
        """Whether the lesson can be taught."""
        return self.status == "ready"

    @property
    def item_ids(self) -> tuple[str, ...]:
        """Ids of its items, all forms."""
        return tuple(one for ids in self.items.values() for one in ids)


def read_course(root: Table) -> dict[str, Lesson]:
    """Return the lessons of a course file by id, in its order; one with a problem is left out."""
    root.text("title")
    lessons: dict[str, Lesson] = {}
    for table in root.tables("lesson"):
        lesson = _read_lesson(table)
        table.keep(lessons, lesson.id, lesson)
    root.close()
    return lessons


def _read_lesson(table: Table) -> Lesson:
    ready = table.one_of("status", ("ready", "planned")) == "ready"
    steps = tuple(_read_step(one) for one in table.tables("step"))
    lesson = Lesson(
        id=table.slug(),
        audience=table.one_of("audience", AUDIENCES),
        minutes=table.integer("minutes"),
        title=table.text("title"),
        status="ready" if ready else "planned",
        goal=table.text("goal"),
        slug=table.text("slug", optional=not ready),
        notebook=table.text("notebook", optional=not ready),
        objectives=table.texts("objectives"),
        rules=table.strings("rules"),
        items=table.lists("items"),
        scenario=table.string("scenario", ""),
        feed=table.string("feed", ""),
        steps=steps,
        mapping=tuple(_read_reference(one) for one in table.tables("mapping")),
    )
    table.close()
    if steps:
        _check_minutes(table, lesson)
    return lesson


def _read_step(table: Table) -> Step:
    step = Step(
        id=table.slug(),
        title=table.text("title"),
        start=table.integer("from"),
        end=table.integer("to"),
        shows=table.strings("shows"),
        cuts={cut: table.integer(f"minutes-{cut}", 0) for cut in CUTS},
    )
    table.close()
    return step


def _read_reference(table: Table) -> Reference:
    reference = Reference(
        table.string("framework"), table.string("ref"), table.text("label"), table.day("checked")
    )
    table.close()
    return reference


def _check_minutes(table: Table, lesson: Lesson) -> None:
    place = 0
    for number, step in enumerate(lesson.steps):
        if step.start != place:
            message = f'step "{step.id}" begins at {step.start} min, but the one before ends at {place}.'
            table.tell(f"{message} Align them.", "step", number, "from")
        place = step.end
    if place != lesson.minutes:
        table.tell(f"its steps end at {place} min, but it lasts {lesson.minutes}. Align them.", "minutes")
    for cut in CUTS:
        total = sum(step.cuts[cut] for step in lesson.steps)
        if total != cut:
            table.tell(f"the {cut}-minute version adds up to {total} min. Change minutes-{cut} in its steps.")
