"""The one pure function that scores a response, whichever face it came from."""

from __future__ import annotations

from fractions import Fraction

from quizengine.scoring.item import Item
from quizengine.scoring.methods import METHODS
from quizengine.scoring.outcome import Outcome, Status
from quizengine.scoring.response import Raw, parse_response


def score(item: Item, raw: Raw) -> Outcome:
    """Score what came back for an item.

    Args:
        item: the item, with its key and scoring method.
        raw: the response as it came (see `quizengine.scoring.response.Raw`).

    Returns:
        The outcome: points are exact, from 0 to ``item.max_points``. Blank is ``unanswered`` with
        0 points; a response that cannot be used is ``invalid`` without points.
    """
    response = parse_response(item, raw)
    if response.problem:
        return Outcome(item.id, Status.INVALID, None, item.max_points, {}, {}, response.problem)
    if not response.parts:
        return _outcome(item, Status.UNANSWERED, Fraction(0))
    share = METHODS[item.scoring].share(item, response.parts)
    return _outcome(item, _status(share), share * item.max_points)


def _status(share: Fraction) -> Status:
    if share >= 1:
        return Status.CORRECT
    return Status.PARTIAL if share > 0 else Status.INCORRECT


def _outcome(item: Item, status: Status, points: Fraction) -> Outcome:
    per_step = {item.step: points} if item.step else {}
    return Outcome(item.id, status, points, item.max_points, dict.fromkeys(item.rules, points), per_step)
