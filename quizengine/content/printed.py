"""A printed sheet as its reader finds it again by its code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from quizengine.content.layout import Layout
from quizengine.scoring.item import Item


@dataclass(frozen=True, slots=True)
class Printed:
    """A sheet that the kit prints.

    Attributes:
        lesson: id of the lesson.
        kind: one of `quizengine.content.sheet_code.KINDS`.
        seed: of the choices' order; 0 is the bank's.
        layout: where its rings are.
        items: the items it shows, by id.
    """

    lesson: str
    kind: str
    seed: int
    layout: Layout
    items: Mapping[str, Item]
