"""Score a file of responses, line by line and in the order given."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Context
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple, TextIO

from quizengine.content.problem import Problem, suggest
from quizengine.content.rows import Row, RowError, Rows, open_rows
from quizengine.content.seen import Seen
from quizengine.scoring.item import Item
from quizengine.scoring.outcome import Outcome, Status
from quizengine.scoring.response import Raw, clip
from quizengine.scoring.score import score

DIGITS = Context(prec=9)
MEMO_SIZE = 100_000
"""Different responses whose outcomes are remembered, so that memory stays flat."""
SAMPLE = 100_000
"""Bytes from which the number of lines is estimated."""
MARGIN = 1.1
LONGEST_MEMO = 500
"""Characters of the longest response that is remembered."""


class Scored(NamedTuple):
    """An outcome as it is written: the item, the line after the candidate, and the problem ("" if none)."""

    item: str
    tail: str
    problem: str


Memo = dict[str | tuple[str, Raw] | None, Scored]
"""Outcome by the rest of a line, or by item and response."""


def score_responses(path: Path, items: Mapping[str, Item], out: TextIO, *, file: str) -> Iterator[Problem]:
    """Score a file of responses.

    Args:
        path: CSV with a header, or JSON Lines, with ``candidate, item, response``; UTF-8.
        items: the items by id.
        out: where one JSON line a response is written, in the order given: ``candidate, item, status,
            points, max_points``; points are decimal texts of nine significant digits, null when there
            are none. The second response of a candidate to an item is ``invalid``: the first counts.
        file: name of the file for messages.

    Yields:
        The problems, as they are met; the rest is scored.
    """
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as lines:
        try:
            rows = open_rows(lines)
        except RowError as error:
            yield Problem(file, 1, str(error))
            return
        seen = Seen(_estimate_lines(path))
        for number, message in _score_lines(lines, rows, items, out, seen):
            yield Problem(file, number, message)


def _estimate_lines(path: Path) -> int:
    """Return about how many lines a file has, by the length of its first ones."""
    with path.open("rb") as file:
        sample = file.read(SAMPLE)
    return int(path.stat().st_size * sample.count(b"\n") / max(len(sample), 1) * MARGIN)


def _score_lines(
    lines: TextIO, rows: Rows, items: Mapping[str, Item], out: TextIO, seen: Seen
) -> Iterator[tuple[int, str]]:
    """Score each line; yield the number and the message of each problem."""
    memo: Memo = {}
    is_new, write, cut, recall = seen.add, out.write, rows.cut, memo.get
    for number, line in enumerate(lines, rows.start):
        candidate, rest = cut(line)
        is_plain = candidate.isalnum()
        scored = recall(rest) if is_plain else None
        if scored is None:
            if line.isspace():
                continue
            try:
                row = rows.parse(line)
            except RowError as error:
                yield number, str(error)
                continue
            is_telling = is_plain and candidate == row.candidate and rows.is_telling(rest)
            scored = _remember(memo, items, row, rest if is_telling else "")
            candidate = row.candidate
            if row.warning:
                yield number, row.warning
        item, tail, problem = scored
        if candidate and not is_new(candidate, item):
            yield number, f'"{clip(candidate)}" has answered "{item}" above. The first response counts.'
            item, tail, problem = _refuse(items, item)
        quoted = candidate if is_plain else json.dumps(candidate, ensure_ascii=False)[1:-1]
        write(f'{{"candidate": "{quoted}", {tail}')
        if problem:
            yield number, problem


def write_outcome(candidate: str, outcome: Outcome) -> str:
    """Return an outcome as a line of JSON (see `score_responses`)."""
    return f'{{"candidate": {json.dumps(candidate, ensure_ascii=False)}, {_tail(outcome)}'


def _tail(outcome: Outcome) -> str:
    """Return an outcome as the end of a line, after the candidate."""
    told = {
        "item": outcome.item,
        "status": outcome.status.value,
        "points": decimal(outcome.points),
        "max_points": decimal(outcome.max_points),
    }
    return json.dumps(told, ensure_ascii=False)[1:] + "\n"


def decimal(points: Fraction | None) -> str | None:
    """Return exact points as a decimal text of nine significant digits, without exponent."""
    if points is None:
        return None
    value = DIGITS.divide(points.numerator, points.denominator)
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _remember(memo: Memo, items: Mapping[str, Item], row: Row, rest: str) -> Scored:
    """Score a row, unless its like was scored before, and remember it where that is safe."""
    is_short = isinstance(row.raw, str) and len(row.item) + len(row.raw) <= LONGEST_MEMO
    pattern = (row.item, row.raw) if is_short else None
    scored = memo.get(pattern) or _score_row(items, row)
    if len(memo) > MEMO_SIZE:
        memo.clear()
    if pattern is not None:
        memo[pattern] = scored
    if rest and len(rest) <= LONGEST_MEMO and not row.warning:
        memo[rest] = scored
    return scored


def _score_row(items: Mapping[str, Item], row: Row) -> Scored:
    name = row.item
    item = items.get(name)
    if item is None:
        near = suggest(clip(name), items)
        problem = f'item "{clip(name)}" is not in the bank.{near} Correct the item or add it.'
        return _refuse(items, name)._replace(problem=problem)
    outcome = score(item, row.raw)
    problem = f'item "{name}": {outcome.problem}. It is counted as invalid.' if outcome.problem else ""
    return Scored(name, _tail(outcome), problem)


def _refuse(items: Mapping[str, Item], name: str) -> Scored:
    """Return a response that is not counted."""
    max_points = items[name].max_points if name in items else None
    return Scored(name, _tail(Outcome(name, Status.INVALID, None, max_points, {}, {})), "")
