"""The table of what a corrected key changes, per item and candidate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from quizengine.content.responses import decimal
from quizengine.scoring.attempt import Change
from quizengine.scoring.outcome import Outcome

HEADER = ("item", "candidate", "before", "after", "points")


def tell_changes(changes: Iterable[Change]) -> Iterator[str]:
    """Return the lines of the table, the items in the order of their first attempt.

    Args:
        changes: every attempt of the journal, changed or not.

    Yields:
        A line for each item that is gone; a header and a row for each attempt that changes, in columns;
        then a line for each item that changes, or one that says that nothing does.
    """
    by_item: dict[str, list[Change]] = {}
    for change in changes:
        by_item.setdefault(change.attempt.item, []).append(change)
    for name, every in by_item.items():
        if every[0].is_gone:
            yield f"{name}: not in the bank, {len(every)} outcomes stay as they were."
    rows = [_row(one) for every in by_item.values() for one in every if one.is_change]
    if not rows:
        yield f"Nothing changes in {sum(map(len, by_item.values()))} attempts."
        return
    widths = [max(map(len, column)) for column in zip(HEADER, *rows, strict=True)]
    for row in (HEADER, *rows):
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
    for name, every in by_item.items():
        changed = [one for one in every if one.is_change]
        if changed:
            total = sum(map(_gain, changed), Fraction(0))
            yield f"{name}: {len(changed)} of {len(every)} attempts change, {_signed(total)} points in all."


def _row(change: Change) -> tuple[str, ...]:
    attempt = change.attempt
    gain = _signed(_gain(change))
    return attempt.item, attempt.candidate, _tell(change.before), _tell(change.after), gain


def _tell(outcome: Outcome) -> str:
    points = decimal(outcome.points)
    return outcome.status.value if points is None else f"{outcome.status.value} {points}"


def _gain(change: Change) -> Fraction:
    """Return the points won; an outcome without points counts as none."""
    return (change.after.points or Fraction(0)) - (change.before.points or Fraction(0))


def _signed(points: Fraction) -> str:
    return f"{'+' if points > 0 else ''}{decimal(points)}"
