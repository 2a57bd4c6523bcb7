"""Attempts as they were recorded, their replay into outcomes, and what a corrected key changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from quizengine.scoring.item import Item
from quizengine.scoring.outcome import Outcome
from quizengine.scoring.response import Raw
from quizengine.scoring.score import Mark, score


@dataclass(frozen=True, slots=True)
class Attempt:
    """One raw response as it came; it holds no points, they are recomputed.

    Attributes:
        id: of the attempt, unique in its journal: the same id twice is one attempt.
        candidate: a random code, never a name.
        item: id of the item.
        version: of the item that was seen (see `quizengine.content.item_data.find_version`).
        raw: the response.
        bank: digest of the bank that was used.
        form: letter or name of the form, "" when there was none.
        seed: what the form was drawn with, "" likewise.
        time: as given by whoever recorded it, "" when unknown.
        round: of a vote in class, "1" before pair talk and "2" after; "" otherwise.
    """

    id: str
    candidate: str
    item: str
    version: str
    raw: Raw
    bank: str = ""
    form: str = ""
    seed: str = ""
    time: str = ""
    round: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one attempt under another key or method; an item that is gone changes nothing."""

    attempt: Attempt
    before: Outcome
    after: Outcome
    is_gone: bool = False

    @property
    def is_change(self) -> bool:
        """Whether status or points differ."""
        return (self.before.status, self.before.points) != (self.after.status, self.after.points)


def replay(
    attempts: Iterable[Attempt], seen: Mapping[str, Item], marks: Mapping[str, Mark]
) -> Iterator[tuple[Attempt, Outcome]]:
    """Score attempts again as they were seen.

    Args:
        attempts: in the order recorded.
        seen: version → item; holds each attempt's version.
        marks: attempt id → what a person gave an open item.

    Yields:
        Each attempt with its outcome.
    """
    for attempt in attempts:
        yield attempt, score(seen[attempt.version], attempt.raw, mark=marks.get(attempt.id))


def regrade(
    replayed: Iterable[tuple[Attempt, Outcome]],
    items: Mapping[str, Item],
    marks: Mapping[str, Mark],
    *,
    keep_higher: bool = False,
) -> Iterator[Change]:
    """Score attempts under the items as they are now.

    Args:
        replayed: attempts with the outcomes as they were seen.
        items: the items now, by id; one that is gone keeps its outcome.
        marks: attempt id → what a person gave an open item.
        keep_higher: keep the outcome that was seen wherever the new one is a smaller share of its points:
            nobody loses by a mistake that was not theirs.

    Yields:
        Each attempt with its outcome before and after, changed or not.
    """
    for attempt, before in replayed:
        item = items.get(attempt.item)
        after = before if item is None else _score_now(item, attempt, marks.get(attempt.id))
        kept = before if keep_higher and _loses(before, after) else after
        yield Change(attempt, before, kept, is_gone=item is None)


def _score_now(item: Item, attempt: Attempt, mark: Mark | None) -> Outcome:
    """Score an attempt; a mark that a changed rubric no longer fits has to be given again."""
    try:
        return score(item, attempt.raw, mark=mark)
    except ValueError:
        return score(item, attempt.raw)


def _loses(before: Outcome, after: Outcome) -> bool:
    """Whether a smaller share is earned than before; nothing to count is less than any points above 0."""
    return _share(after) < _share(before)


def _share(outcome: Outcome) -> Fraction:
    """Return the share of the points that can be had."""
    return (outcome.points or Fraction(0)) / (outcome.max_points or Fraction(1))
