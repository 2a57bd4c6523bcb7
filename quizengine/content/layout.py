"""Where the rings of a printed sheet are: what the printer knows of a page and its reader needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

CANDIDATE = ""
"""Stands for an item in the two rows where a pupil's number is marked."""
DIGITS = ("tens", "units")
"""The parts of these rows."""

Point = tuple[float, float]
"""Millimetres from the left and from the top of the page."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One ring.

    Attributes:
        item: id of the item, or `CANDIDATE`.
        option: what marking it says: id of a choice or of a target, a place from 1, or a digit.
        x: of its centre, in mm from the page's left edge.
        y: of its centre, in mm from the page's top edge.
    """

    item: str
    option: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Row:
    """Rings that answer one thing together.

    Attributes:
        item: id of the item, or `CANDIDATE`.
        part: what the rings are about (see `quizengine.content.marks.list_marks`), or one of `DIGITS`.
        marks: its rings, in reading order.
    """

    item: str
    part: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """One page of rings; all lengths are in mm.

    Attributes:
        width: of the page.
        height: of the page.
        corners: centres of the four markers: top left, top right, bottom right, bottom left.
        marker: side of a marker.
        ring: diameter of a ring.
        rows: the rows, in reading order.
    """

    width: float
    height: float
    corners: tuple[Point, Point, Point, Point]
    marker: float
    ring: float
    rows: tuple[Row, ...]


def read_layout(places: Iterable[Mapping[str, Any]]) -> Layout:
    """Return a layout from what a document tells of itself, in the order of its pages.

    Args:
        places: one ``{sheet: {width, height, marker, ring}}``, four ``{corner, x, y}`` and for each ring
            ``{item, part, option, x, y}``.
    """
    told = list(places)
    page = next(one["sheet"] for one in told if "sheet" in one)
    corners = {one["corner"]: (one["x"], one["y"]) for one in told if "corner" in one}
    rings = [one for one in told if "option" in one]
    rows = (
        Row(item, part, tuple(Mark(item, one["option"], one["x"], one["y"]) for one in group))
        for (item, part), group in groupby(rings, key=lambda one: (one["item"], one["part"]))
    )
    first, second, third, fourth = (corners[number] for number in range(4))
    return Layout(
        page["width"],
        page["height"],
        (first, second, third, fourth),
        page["marker"],
        page["ring"],
        tuple(rows),
    )
