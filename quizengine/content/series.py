"""Read series of dated figures: each counts one thing in one way, and is never joined to another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from quizengine.content.facts import CONFIRMED, close_fact, read_confidence
from quizengine.content.table import Table
from quizengine.scoring.item import Text

DATE = re.compile(r"(\d{4}(-(0[1-9]|1[0-2])(-\d{2})?)?)?")
"""A year, a month or a day, or nothing where the source has no date."""


@dataclass(frozen=True, slots=True)
class Point:
    """One dated figure; without `value`, a dated statement.

    Attributes:
        date: as precise as the source: year, month or day; "" if it has none.
        label: what is counted where the date does not tell points apart, or the statement.
        to: the other end of a range.
    """

    date: str
    label: Text
    value: Fraction | None
    to: Fraction | None
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Series:
    """Figures that may stand side by side.

    Attributes:
        unit: of all its values; empty where it has none.
        what: what is counted.
        who: who counted.
        caution: what the figures do not say.
    """

    id: str
    title: Text
    unit: Text
    what: Text
    who: Text
    caution: Text
    points: tuple[Point, ...]
    checked: date

    @property
    def is_shown(self) -> bool:
        """Whether it may be shown: every figure was read on a page."""
        return all(point.confidence == CONFIRMED for point in self.points)

    @property
    def is_counted(self) -> bool:
        """Whether its points are figures, not statements."""
        return bool(self.unit)


def read_series(root: Table) -> dict[str, Series]:
    """Return the series by id."""
    return root.records("series", _read_series)


def _read_series(table: Table) -> Series:
    unit = table.text("unit", optional=True)
    series = Series(
        id=table.slug(),
        title=table.text("title"),
        unit=unit,
        what=table.text("what"),
        who=table.text("who"),
        caution=table.text("caution"),
        points=tuple(_read_point(one, is_counted=bool(unit)) for one in table.tables("point")),
        checked=table.day("checked"),
    )
    if not series.points:
        table.tell("it has no point. Write [[series.point]] below it.")
    close_fact(table)
    return series


def _read_point(table: Table, *, is_counted: bool) -> Point:
    when = table.string("date", "")
    if not DATE.fullmatch(when):
        table.tell(f'date "{when}" is not a year, a month or a day, like "2022-05". Correct it.', "date")
    values = [table.exact(key, Fraction(0)) if key in table.data else None for key in ("value", "to")]
    for key, value in zip(("value", "to"), values, strict=True):
        if value is not None and value < 0:
            table.tell(f'"{key}" must not be below 0.', key)
    if is_counted and values[0] is None:
        table.tell('"value" is missing: the series has a unit. Write value = "…", or remove the unit.')
    if not is_counted and values[0] is not None:
        table.tell('"value" has no unit. Write unit.fr and unit.en above, in the series.', "value")
    point = Point(
        date=when,
        label=table.text("label", optional=is_counted),
        value=values[0],
        to=values[1],
        source=table.string("source"),
        confidence=read_confidence(table),
    )
    close_fact(table)
    return point
