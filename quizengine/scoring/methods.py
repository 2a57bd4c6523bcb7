"""Scoring methods: pure functions from an item and a response to a share of its points.

K is the key, S what was selected, n the number of choices, k = |K|, w = n − k; h = |S ∩ K| are hits and
f = |S − K| false alarms. A share is 1 for a full response; it is below 0 only where a method says so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from quizengine.scoring.item import PAIRED, SELECTED, Item, Kind
from quizengine.scoring.response import Response
from quizengine.scoring.typed import is_accepted

Share = Callable[[Item, Response], Fraction]
"""From an item and a usable response (not empty, no problem) to the share of its last try."""

CERTAINTY_RIGHT = {1: 1, 2: 2, 3: 3}
CERTAINTY_WRONG = {1: 0, 2: -2, 3: -6}
"""Points out of 3 by certainty, in Moodle's certainty-based marking."""


def is_right(item: Item, response: Response) -> bool:
    """Whether the response is the key (for ``order`` in the same order), or typed and accepted."""
    if item.kind in (Kind.SHORT_TEXT, Kind.NUMERIC):
        return is_accepted(item, response.parts[0])
    if item.kind is Kind.ORDER:
        return response.parts == item.key
    return set(response.parts) == set(item.key)


def all_or_nothing(item: Item, response: Response) -> Fraction:
    """Return 1 when S = K (see `is_right`), else 0.

    Source:
        Dichotomous scoring; R/exams ``exams_eval(partial = FALSE)``; QTI ``match_correct``.
    """
    return Fraction(is_right(item, response))


def right_minus_wrong(item: Item, response: Response) -> Fraction:
    """Return max(0, (h − f) / k).

    Source:
        "Right minus wrong", Canvas and ILIAS multiple answers; Ruch and Stoddard (1925).
    """
    hits, alarms = _count(item, response)
    return max(Fraction(0), Fraction(hits - alarms, len(item.key)))


def rexams_false(item: Item, response: Response) -> Fraction:
    """Return h/k − f/w, not below the floor.

    Source:
        R/exams ``exams_eval(rule = "false")``.
    """
    return _rexams(item, response, len(item.choices) - len(item.key))


def rexams_false2(item: Item, response: Response) -> Fraction:
    """Return h/k − f/max(w, 2), not below the floor: one false alarm never takes all.

    Source:
        R/exams ``exams_eval(rule = "false2")``, its default.
    """
    return _rexams(item, response, max(len(item.choices) - len(item.key), 2))


def rexams_all(item: Item, response: Response) -> Fraction:
    """Return h/k − f, not below the floor: one false alarm takes everything.

    Source:
        R/exams ``exams_eval(rule = "all")``.
    """
    return _rexams(item, response, 1)


def rexams_none(item: Item, response: Response) -> Fraction:
    """Return h/k: false alarms take nothing.

    Source:
        R/exams ``exams_eval(rule = "none")``.
    """
    hits, _ = _count(item, response)
    return Fraction(hits, len(item.key))


def coverage(item: Item, response: Response) -> Fraction:
    """Return (h/k)(h/|S|), recall times precision.

    Source:
        PrairieLearn ``pl-checkbox``, ``partial-credit="coverage"``.
    """
    hits, _ = _count(item, response)
    return Fraction(hits, len(item.key)) * Fraction(hits, len(response.parts))


def each_decision(item: Item, response: Response) -> Fraction:
    """Return the share of right decisions, to tick or to leave: 1 − (f + k − h)/n.

    Source:
        PrairieLearn ``pl-checkbox``, ``partial-credit="each-answer"``; Morgan (1979); "MTF" scoring.
    """
    return 1 - Fraction(_errors(item, response), len(item.choices))


def edx_halves(item: Item, response: Response) -> Fraction:
    """Return 1 without error, 1/2 for one error if n > 2, 1/4 for two errors if n > 4, else 0.

    Source:
        Open edX ``choiceresponse``, ``partial_credit="halves"``.
    """
    errors, total = _errors(item, response), len(item.choices)
    if errors == 0:
        return Fraction(1)
    if errors == 1 and total > 2:
        return Fraction(1, 2)
    return Fraction(1, 4) if errors == 2 and total > 4 else Fraction(0)


def weights(item: Item, response: Response) -> Fraction:
    """Return the sum of the weights of the selected choices, from lower to upper, as a share of upper.

    Source:
        Moodle multiple-choice grades, with thirds exact; QTI ``map_response`` with ``lower-bound`` and
        ``upper-bound``.
    """
    added = [choice.weight for choice in item.choices if choice.id in response.parts]
    total = sum((one for one in added if one is not None), Fraction(0))
    scoring = item.scoring
    return min(max(total, scoring.lower), scoring.upper) / scoring.upper


def per_part(item: Item, response: Response) -> Fraction:
    """Return the share of right pairs, of right places (``order``), of verdict and reason (``true-false``).

    Source:
        Moodle matching and ordering ("absolute position") questions; two-tier items, Treagust (1988).
    """
    if item.kind is Kind.ORDER:
        right = sum(given == wanted for given, wanted in zip(response.parts, item.key, strict=True))
        return Fraction(right, len(item.key))
    return rexams_none(item, response)


def order_lcs(item: Item, response: Response) -> Fraction:
    """Return the length of the longest common subsequence with the key, as a share of the key.

    Source:
        Moodle ordering, "longest ordered subset" (there a subset of one counts nothing, here 1/k); the
        subsequence by dynamic programming.
    """
    return Fraction(_common_length(response.parts, item.key), len(item.key))


def certainty(item: Item, response: Response) -> Fraction:
    """Return 1/3, 2/3 or 1 when right, 0, −2/3 or −2 when wrong, for a certainty of 1, 2 or 3.

    Out of 3 points (the default of ``max_points``) these are Moodle's marks: 1, 2, 3 and 0, −2, −6.

    Source:
        Moodle ``question_cbm``; Gardner-Medwin (1995). Without certainty it is 1, as in Moodle.
    """
    marks = CERTAINTY_RIGHT if is_right(item, response) else CERTAINTY_WRONG
    return Fraction(marks[response.certainty], 3)


def share_of_tries(item: Item, response: Response) -> Fraction:
    """Return the share of a response, the best over its tries, never below 0 when there are several.

    With ``penalty``, each wrong try before takes that much: share − penalty × tries before. With
    ``points-by-try``, a try counts share × its entry of the list, as a share of the first; beyond the list 0.

    Source:
        Moodle adaptive mode; IF-AT scratch cards, Epstein and others (2002).
    """
    scoring = item.scoring
    share = METHODS[scoring.method].share
    if not scoring.has_tries:
        return share(item, response)
    best = Fraction(0)
    for before, parts in enumerate((*response.earlier, response.parts)):
        earned = share(item, replace(response, parts=parts))
        if scoring.penalty is not None:
            earned -= scoring.penalty * before
        elif before < len(scoring.points_by_try):
            earned *= scoring.points_by_try[before] / scoring.points_by_try[0]
        else:
            earned = Fraction(0)
        best = max(best, earned)
    return best


@dataclass(frozen=True, slots=True)
class Method:
    """A scoring method.

    Attributes:
        share: the function.
        kinds: the kinds of item that it fits.
        options: the options that `quizengine.scoring.item.Scoring` holds for it.
        is_graded: False when any share above 0 comes from a right response.
    """

    share: Share
    kinds: tuple[Kind, ...]
    options: tuple[str, ...] = ()
    is_graded: bool = True


_JUDGED = tuple(kind for kind in Kind if kind not in (Kind.LIKERT, Kind.OPEN))

METHODS: dict[str, Method] = {
    "all-or-nothing": Method(all_or_nothing, tuple(Kind)),
    "right-minus-wrong": Method(right_minus_wrong, SELECTED),
    "rexams-false": Method(rexams_false, SELECTED, ("floor",)),
    "rexams-false2": Method(rexams_false2, SELECTED, ("floor",)),
    "rexams-all": Method(rexams_all, SELECTED, ("floor",)),
    "rexams-none": Method(rexams_none, SELECTED, ("floor",)),
    "coverage": Method(coverage, SELECTED),
    "each-decision": Method(each_decision, SELECTED),
    "edx-halves": Method(edx_halves, SELECTED),
    "weights": Method(weights, SELECTED, ("lower", "upper")),
    "per-part": Method(per_part, (*PAIRED, Kind.ORDER, Kind.TRUE_FALSE)),
    "order-lcs": Method(order_lcs, (Kind.ORDER,)),
    "certainty": Method(certainty, _JUDGED, is_graded=False),
}

DEFAULTS: dict[Kind, str] = dict.fromkeys(Kind, "all-or-nothing") | {
    Kind.MULTIPLE_CHOICE: "each-decision",
    Kind.ORDER: "per-part",
    Kind.MATCH: "per-part",
    Kind.CATEGORISE: "per-part",
}


def _count(item: Item, response: Response) -> tuple[int, int]:
    """Return the hits and the false alarms."""
    hits = len(set(response.parts) & set(item.key))
    return hits, len(response.parts) - hits


def _errors(item: Item, response: Response) -> int:
    """Return the wrong decisions: false alarms and misses."""
    return len(set(response.parts) ^ set(item.key))


def _rexams(item: Item, response: Response, alarms_for_all: int) -> Fraction:
    """Return h/k less one share in `alarms_for_all` for each false alarm, not below the floor."""
    hits, alarms = _count(item, response)
    lost = Fraction(alarms, alarms_for_all) if alarms else Fraction(0)
    return max(Fraction(hits, len(item.key)) - lost, item.scoring.floor)


def _common_length(first: Sequence[str], second: Sequence[str]) -> int:
    """Return the length of the longest common subsequence."""
    above = [0] * (len(second) + 1)
    for one in first:
        here = [0]
        for place, other in enumerate(second):
            here.append(above[place] + 1 if one == other else max(here[-1], above[place + 1]))
        above = here
    return above[-1]
