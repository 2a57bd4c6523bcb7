"""Read the course: its lessons in order, and what a lesson for each audience must have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from quizengine.content.items import FORMS
from quizengine.content.lesson import AUDIENCES
from quizengine.content.papers import PAPERS
from quizengine.content.table import Table
from quizengine.scoring.scenario import SEATS


@dataclass(frozen=True, slots=True)
class Frame:
    """What a lesson for an audience must have.

    Attributes:
        audience: for whom.
        steps: ids of its steps, in order.
        items: form → how many items at least.
        kinds: how many different kinds of items at least.
        decisions: how many on every path of its scenario.
        seat: from where its scenario is seen.
        papers: tables of its `papers.toml`.
    """

    audience: str
    steps: tuple[str, ...]
    items: Mapping[str, int]
    kinds: int
    decisions: int
    seat: str
    papers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """Ids of lessons in order, and frames by audience."""

    lessons: tuple[str, ...] = ()
    frames: Mapping[str, Frame] = field(default_factory=dict)


def read_course(root: Table) -> Course:
    """Return the course of a file; a frame with a problem is left out."""
    root.text("title")
    lessons = root.strings("lessons")
    frames: dict[str, Frame] = {}
    for table in root.tables("frame"):
        frame = _read_frame(table)
        table.keep(frames, frame.audience, frame)
    root.close()
    return Course(lessons, frames)


def _read_frame(table: Table) -> Frame:
    items = table.table("items")
    frame = Frame(
        audience=table.one_of("audience", AUDIENCES),
        steps=table.strings("steps"),
        items={form: items.integer(form, 0) for form in FORMS},
        kinds=table.integer("kinds"),
        decisions=table.integer("decisions"),
        seat=table.one_of("seat", SEATS),
        papers=table.some_of("papers", PAPERS, each="paper"),
    )
    items.close()
    table.close()
    return frame
