"""Read responses from CSV or JSON Lines and score them, line by line and in the order given."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Context
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import TextIO

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
AnyRow = tuple[int, object, object, Raw]
"""A row whose candidate and item may be anything yet."""
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
            found = memo.get((name, raw)) if isinstance(raw, str) else None
            if found is None:
                found = _score_one(items, name, raw)
                if isinstance(raw, str):
                    if len(memo) > MEMO_SIZE:
                        memo.clear()
                    memo[name, raw] = found
            tail, problem = found
            if problem:
                tell(line, problem)
            out.write(f'{{"candidate": {_quote(candidate)}, {tail}')
            if problems:
                yield from problems
                problems.clear()
    yield from problems


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
    """Yield the rows that can be read and tell the others; the first line tells the format."""
    first = next((line for line in lines if not line.isspace()), "")
    lines.seek(0)
    rows = _read_json(lines, tell) if first.lstrip().startswith("{") else _read_csv(lines, tell)
    for number, candidate, name, raw in rows:
        if not isinstance(candidate, str) or not isinstance(name, str):
            tell(number, "candidate and item must be texts. Put them between quotes.")
        elif candidate.isascii() and name.isascii():
            yield number, candidate, name, raw
        else:
            clean = [text.encode("utf-8", "backslashreplace").decode() for text in (candidate, name)]
            if clean != [candidate, name]:
                tell(number, "this line is not UTF-8. It is scored; save the file as UTF-8 for its letters.")
            yield number, clean[0], clean[1], raw


def _read_json(lines: Iterable[str], tell: Tell) -> Iterator[AnyRow]:
    decode = json.JSONDecoder().raw_decode
    for number, line in enumerate(lines, start=1):
        text = line.strip()
        if not text:
            continue
        try:
            record, end = decode(text)
            if end < len(text):
                raise ValueError("more than one value stands in the line")
            row = number, record["candidate"], record["item"], record.get("response")
        except (KeyError, TypeError, AttributeError):
            tell(number, f"this line has not the fields {listing(COLUMNS)}. Add what is missing.")
        except (ValueError, RecursionError):
            tell(number, "this line is not JSON. Mend it; the other lines are scored.")
        else:
            yield row


def _read_csv(lines: Iterable[str], tell: Tell) -> Iterator[AnyRow]:
    """Yield rows; a response holds no line break, so that an open quote spoils its own line only."""
    numbered = ((number, line) for number, line in enumerate(lines, start=1) if not line.isspace())
    number, header = next(numbered, (1, ""))
    delimiter = ";" if ";" in header and "," not in header else ","
    names = [name.strip() for name in _split(header, delimiter) or ()]
    if not set(COLUMNS) <= set(names):
        tell(
            number, f"the first line must name the columns {listing(COLUMNS)}. Write them in the first line."
        )
        return
    at_candidate, at_item, at_response = (names.index(column) for column in COLUMNS)
    for number, line in numbered:
        cells = _split(line, delimiter)
        if cells is None:
            tell(number, "a quote in this line is not closed, or the line is too long. Mend it.")
        elif len(cells) != len(names):
            tell(number, f"this line has {len(cells)} cells, not {len(names)}. Mend it.")
        else:
            yield number, cells[at_candidate], cells[at_item], cells[at_response]


def _split(line: str, delimiter: str) -> list[str] | None:
    """Return the cells of one line of CSV, or None when it cannot be read."""
    if '"' not in line:
        return line.rstrip("\r\n").split(delimiter)
    try:
        return next(csv.reader([line], delimiter=delimiter, strict=True))
    except csv.Error:
        return None
