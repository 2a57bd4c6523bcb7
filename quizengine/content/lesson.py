"""Read a lesson: its steps with minutes and cuts, what they show, what it serves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from quizengine.content.table import Table
from quizengine.scoring.item import Text

AUDIENCES = ("teens", "families", "teachers")
CUTS = (40, 25, 15)
"""Shorter versions of a lesson, in minutes; a lesson has those that are shorter than itself."""


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
    glossary: tuple[str, ...]
    steps: tuple[Step, ...]
    mapping: tuple[Reference, ...]

    @property
    def is_ready(self) -> bool:
        """Whether the lesson can be taught."""
        return self.status == "ready"

    @property
    def cuts(self) -> tuple[int, ...]:
        """Minutes of its shorter versions, the longest first."""
        return find_cuts(self.minutes)

    @property
    def item_ids(self) -> tuple[str, ...]:
        """Ids of its items, all forms."""
        return tuple(one for ids in self.items.values() for one in ids)


def read_lesson(root: Table) -> Lesson | None:
    """Return the lesson of a file, or None when it has any problem."""
    if not root.data:
        return None
    table = root.table("lesson")
    root.close()
    ready = table.one_of("status", ("ready", "planned")) == "ready"
    minutes = table.integer("minutes")
    cuts = find_cuts(minutes)
    steps = tuple(_read_step(one, cuts) for one in table.tables("step"))
    lesson = Lesson(
        id=table.slug(),
        audience=table.one_of("audience", AUDIENCES),
        minutes=minutes,
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
        glossary=table.strings("glossary"),
        steps=steps,
        mapping=tuple(_read_reference(one) for one in table.tables("mapping")),
    )
    table.close()
    if steps:
        _check_minutes(table, lesson)
    return lesson if root.is_sound else None


def find_cuts(minutes: int) -> tuple[int, ...]:
    """Return the minutes of the shorter versions of a lesson, the longest first."""
    return tuple(cut for cut in CUTS if cut < minutes)


def _read_step(table: Table, cuts: tuple[int, ...]) -> Step:
    step = Step(
        id=table.slug(),
        title=table.text("title"),
        start=table.integer("from"),
        end=table.integer("to"),
        shows=table.strings("shows"),
        cuts={cut: table.integer(f"minutes-{cut}", 0) for cut in cuts},
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
    for cut in lesson.cuts:
        total = sum(step.cuts[cut] for step in lesson.steps)
        if total != cut:
            table.tell(f"the {cut}-minute version adds up to {total} min. Change minutes-{cut} in its steps.")
