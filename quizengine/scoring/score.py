"""The one pure function that scores a response, whichever face it came from."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from quizengine.scoring.item import Item, Kind
from quizengine.scoring.methods import METHODS, share_of_tries
from quizengine.scoring.outcome import Outcome, Status
from quizengine.scoring.response import Raw, parse_response

Mark = Mapping[str, Fraction]
"""What a person gave for each criterion of a rubric, by its id, from 0 to its points."""


def score(item: Item, raw: Raw, *, mark: Mark | None = None) -> Outcome:
    """Score what came back for an item.

    Args:
        item: the item, with its key and scoring method.
        raw: the response as it came (see `quizengine.scoring.response.parse_response`).
        mark: for an ``open`` item, what a person gave by its rubric.

    Returns:
        The outcome. Points are exact, at most ``item.max_points``, and below 0 only where the method says
        so. Blank is ``unanswered`` with 0 points (a likert one without); a response that cannot be used is
        ``invalid``, a likert response ``unscored``, an open one ``pending`` until it is marked, these
        without points.

    Raises:
        ValueError: the mark does not fit the rubric (the criterion is named).
    """
    response = parse_response(item, raw)
    if response.problem:
        return _without_points(item, Status.INVALID, response.problem)
    if not response.parts:
        return _outcome(item, Status.UNANSWERED, Fraction(0))
    if item.kind is Kind.LIKERT:
        return _without_points(item, Status.UNSCORED)
    if item.kind is Kind.OPEN:
        if mark is None:
            return _without_points(item, Status.PENDING)
        share = _share_of_mark(item, mark)
    else:
        share = share_of_tries(item, response)
    return _outcome(item, _status(item, share), share * item.max_points)


def _share_of_mark(item: Item, mark: Mark) -> Fraction:
    """Return the points given out of those of the rubric."""
    most = {criterion.id: criterion.points for criterion in item.rubric}
    for name in (*most, *mark):
        if name not in most:
            raise ValueError(f'"{name}" is not a criterion of "{item.id}" ({", ".join(most)})')
        if name not in mark or not 0 <= mark[name] <= most[name]:
            raise ValueError(f'criterion "{name}" of "{item.id}" needs points from 0 to {most[name]}')
    return sum(mark.values(), Fraction(0)) / sum(most.values())


def _status(item: Item, share: Fraction) -> Status:
    if share >= 1:
        return Status.CORRECT
    if share <= 0:
        return Status.INCORRECT
    return Status.PARTIAL if METHODS[item.scoring.method].is_graded else Status.CORRECT


def _outcome(item: Item, status: Status, points: Fraction) -> Outcome:
    if item.kind is Kind.LIKERT:
        return _without_points(item, status)
    per_step = {item.step: points} if item.step else {}
    return Outcome(item.id, status, points, item.max_points, dict.fromkeys(item.rules, points), per_step)


def _without_points(item: Item, status: Status, problem: str = "") -> Outcome:
    max_points = None if item.kind is Kind.LIKERT else item.max_points
    return Outcome(item.id, status, None, max_points, {}, {}, problem)
