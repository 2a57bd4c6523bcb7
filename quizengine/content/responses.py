"""Read responses from CSV or JSON Lines and score them, line by line and in the order given."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Context
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import TextIO, cast

from quizengine.content.problem import Problem, listing, suggest
from quizengine.scoring.item import Item
from quizengine.scoring.outcome import Outcome, Status
from quizengine.scoring.response import Raw
from quizengine.scoring.score import score

COLUMNS = ("candidate", "item", "response")
DIGITS = Context(prec=9)
MEMO_SIZE = 100_000
"""Different responses whose outcomes are remembered, so that memory stays flat."""
Row = tuple[int, str, str, Raw]
"""Line, candidate, item, response."""
Tell = Callable[[int, str], None]
"""Told the line and the message of each problem."""


def score_responses(path: Path, items: Mapping[str, Item], out: TextIO, *, file: str) -> Iterator[Problem]:
    """Score a file of responses.

    Args:
        path: CSV with a header, or JSON Lines, with ``candidate, item, response``; UTF-8.
        items: the items by id.
        out: where one JSON line a response is written, in the order given: ``candidate, item, status,
            points, max_points``; points are decimal texts of nine significant digits, null when invalid.
        file: name of the file for messages.

    Yields:
        The problems, as they are met; the rest is scored.
    """
    problems: list[Problem] = []

    def tell(line: int, message: str) -> None:
        problems.append(Problem(file, line, message))

    memo: dict[tuple[str, str], tuple[str, str]] = {}
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as lines:
        for line, candidate, name, raw in _read_rows(lines, tell):
            if problems:
                yield from _drain(problems)
            text = raw if isinstance(raw, str) else json.dumps(raw)
            found = memo.get((name, text))
            if found is None:
                if len(memo) > MEMO_SIZE:
                    memo.clear()
                found = memo[name, text] = _score_one(items, name, raw)
            tail, problem = found
            if problem:
                yield Problem(file, line, problem)
            out.write(f'{{"candidate": {_quote(candidate)}, {tail}')
    yield from _drain(problems)


def decimal(points: Fraction | None) -> str | None:
    """Return exact points as a decimal text of nine significant digits, without exponent."""
    if points is None:
        return None
    value = DIGITS.divide(points.numerator, points.denominator)
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@lru_cache(MEMO_SIZE)
def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _drain(problems: list[Problem]) -> Iterator[Problem]:
    yield from problems
    problems.clear()


def _score_one(items: Mapping[str, Item], name: str, raw: Raw) -> tuple[str, str]:
    """Return the end of the output line and the problem, "" if none."""
    item = items.get(name)
    if item is None:
        outcome = Outcome(name, Status.INVALID, None, None, {}, {})
        problem = f'item "{name}" is not in the bank.{suggest(name, items)} Correct the item or add it.'
    else:
        outcome = score(item, raw)
        problem = f'item "{name}": {outcome.problem}. It is counted as invalid.' if outcome.problem else ""
    told = {
        "item": name,
        "status": outcome.status.value,
        "points": decimal(outcome.points),
        "max_points": decimal(outcome.max_points),
    }
    return json.dumps(told, ensure_ascii=False)[1:] + "\n", problem


def _read_rows(lines: TextIO, tell: Tell) -> Iterator[Row]:
    first = lines.readline()
    while first and not first.strip():
        first = lines.readline()
    rest = _again(first, lines)
    return _read_json(rest, tell) if first.lstrip().startswith("{") else _read_csv(rest, tell)


def _again(first: str, lines: Iterable[str]) -> Iterator[str]:
    if first:
        yield first
    yield from lines


def _read_json(lines: Iterable[str], tell: Tell) -> Iterator[Row]:
    decode = json.JSONDecoder().decode
    for number, line in enumerate(lines, start=1):
        if line.isspace():
            continue
        try:
            record = decode(line)
            yield number, record["candidate"], record["item"], record.get("response")
        except (json.JSONDecodeError, RecursionError):
            tell(number, "this line is not JSON. Mend it; the other lines are scored.")
        except (KeyError, TypeError, AttributeError):
            tell(number, f"this line has not the fields {listing(COLUMNS)}. Add what is missing.")


def _read_csv(lines: Iterator[str], tell: Tell) -> Iterator[Row]:
    header = next(lines, "")
    names = [name.strip() for name in next(csv.reader([header], delimiter=_delimiter(header)), [])]
    if not set(COLUMNS) <= set(names):
        tell(1, f"the first line must name the columns {listing(COLUMNS)}. Write them in the first line.")
        return
    places = [names.index(column) for column in COLUMNS]
    reader = csv.reader(lines, delimiter=_delimiter(header))
    for cells in reader:
        if len(cells) == len(names):
            candidate, item, response = (cells[place] for place in places)
            yield reader.line_num + 1, candidate, item, cast(Raw, response)
        elif cells:
            tell(reader.line_num + 1, f"this line has {len(cells)} cells, not {len(names)}. Mend it.")


def _delimiter(header: str) -> str:
    return ";" if ";" in header and "," not in header else ","
