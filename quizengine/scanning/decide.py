"""From ink to responses: which rings are marked, what was corrected, and what a person must decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quizengine.content.layout import CANDIDATE, DIGITS, Row
from quizengine.content.marks import write_marks
from quizengine.content.printed import Printed
from quizengine.scanning.rings import Rings
from quizengine.scoring.item import SEVERAL, Item
from quizengine.scoring.response import parse_response

EMPTY, MARKED = 0.05, 0.085
"""Ink of a ring that is surely empty, and of one that is surely marked; a person decides between them."""
EVEN, EMPTY_AT_EDGE = 0.75, 0.025
"""Where a ring is lit less evenly than this, at the edge of a shadow, less ink makes a doubt."""
FULL, OPEN = 0.88, 0.48
"""Cover of a ring that is surely filled, and of one that surely is not: the correction a sheet prints."""
MIXED = 0.8, 0.64
"""The same of a likely correction, which a person decides where several rings may be marked."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """An answer that a person must decide.

    Attributes:
        item: id of the item, or `CANDIDATE`.
        why: ``faint``, ``two``, ``mended``, ``unusable`` or ``number``: a key of the words ``sheets``.
        guess: what the marks seem to say, as a response in text.
        rows: the rows of the item on the page.
    """

    item: str
    why: str
    guess: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Answers:
    """What a sheet says.

    Attributes:
        candidate: the number marked on it, 0 where it is in doubt.
        responses: item → response in text, "" for none; an item in doubt is left out.
        doubts: what is left to decide.
    """

    candidate: int
    responses: dict[str, str]
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class _Marked:
    """One row: the options that are marked, and why that is in doubt ("" if it is not)."""

    row: Row
    options: tuple[str, ...]
    why: str


def decide(printed: Printed, rings: Rings) -> Answers:
    """Return what a sheet says.

    Args:
        printed: the sheet.
        rings: what is seen of its rings, in the order of its rows.
    """
    marked = _read_rows(printed, rings)
    candidate, doubts = _find_candidate([one for one in marked if one.row.item == CANDIDATE])
    responses = {}
    for name, item in printed.items.items():
        rows = [one for one in marked if one.row.item == name]
        if not rows:
            continue
        guess, why = _respond(item, rows)
        if why:
            doubts.append(Doubt(name, why, guess, tuple(one.row for one in rows)))
        else:
            responses[name] = guess
    return Answers(candidate, responses, tuple(doubts))


def _read_rows(printed: Printed, rings: Rings) -> list[_Marked]:
    marked, start = [], 0
    for row in printed.layout.rows:
        end = start + len(row.marks)
        is_many = row.item != CANDIDATE and printed.items[row.item].kind in SEVERAL
        empty = [EMPTY if one >= EVEN else EMPTY_AT_EDGE for one in rings.even[start:end]]
        ink, cover = rings.ink[start:end].tolist(), rings.cover[start:end].tolist()
        seen = [place for place, (one, least) in enumerate(zip(ink, empty, strict=True)) if one > least]
        marked.append(_read_row(row, seen, ink, cover, is_many))
        start = end
    return marked


def _read_row(
    row: Row, seen: Sequence[int], ink: Sequence[float], cover: Sequence[float], is_many: bool
) -> _Marked:
    open_ = [place for place in seen if cover[place] <= OPEN]
    full = [place for place in seen if cover[place] >= FULL]
    why = "faint" if any(ink[place] < MARKED for place in seen) else ""
    is_mended = bool(open_) and bool(full) and len(open_) + len(full) == len(seen)
    if not why and is_many and seen and _is_mixed([cover[place] for place in seen]):
        why = "mended"
    if not why and not is_many and len(seen) > 1 and not (is_mended and len(open_) == 1):
        why = "two"
    chosen = open_ if is_mended else seen
    return _Marked(row, tuple(row.marks[place].option for place in chosen), why)


def _is_mixed(cover: Sequence[float]) -> bool:
    return max(cover) >= MIXED[0] and min(cover) <= MIXED[1]


def _respond(item: Item, rows: Sequence[_Marked]) -> tuple[str, str]:
    """Return the response that the rows of an item make, and why it is in doubt, or ""."""
    marked: dict[str, tuple[str, ...]] = {}
    for one in rows:
        marked[one.row.part] = (*marked.get(one.row.part, ()), *one.options)
    guess = write_marks(item, marked)
    why = next((one.why for one in rows if one.why), "")
    return guess, why or ("unusable" if parse_response(item, guess).problem else "")


def _find_candidate(rows: Sequence[_Marked]) -> tuple[int, list[Doubt]]:
    """Return the number that is marked, or 0 and the doubt."""
    digits = {one.row.part: one.options[0] for one in rows if len(one.options) == 1 and not one.why}
    text = "".join(digits.get(part, "") for part in DIGITS)
    if len(text) == len(DIGITS) and int(text):
        return int(text), []
    guess = "".join(digits.get(part, "?") for part in DIGITS)
    return 0, [Doubt(CANDIDATE, "number", guess, tuple(one.row for one in rows))]
