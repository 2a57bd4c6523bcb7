"""Read responses line by line from CSV or JSON Lines: each line stands alone, and a bad one is told."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from typing import Any, NamedTuple, Protocol, TextIO

from quizengine.content.problem import listing
from quizengine.scoring.response import Raw

COLUMNS = ("candidate", "item", "response")
MORE = ("form", "seed", "time")
"""Columns that a journal keeps too where they are given."""


class RowError(ValueError):
    """A line that cannot be read; the message says how to mend it."""


class Row(NamedTuple):
    """One response of a file.

    Attributes:
        warning: what is odd although the line can be used, "" otherwise.
        more: those of `MORE` that were given.
    """

    candidate: str
    item: str
    raw: Raw
    warning: str
    more: Mapping[str, str]


class Rows(Protocol):
    """A format of responses, once its first line is known."""

    start: int
    """Number of the line that comes next."""

    def cut(self, line: str) -> tuple[str, str]:
        """Return candidate and the rest of a plain line, ``("", "")`` of any other."""

    def is_telling(self, rest: str) -> bool:
        """Whether lines with this rest say the same apart from the candidate: it need not be parsed again."""

    def parse(self, line: str) -> Row:
        """Return the row of a line that is not blank.

        Raises:
            RowError: the line cannot be read.
        """


def open_rows(lines: TextIO) -> Rows:
    """Return the rows of a file by its first line that is not blank: a JSON object, or the header of a CSV.

    Raises:
        RowError: the header does not name the `COLUMNS`.
    """
    number, first = next(((at, line) for at, line in enumerate(lines, 1) if not line.isspace()), (1, ""))
    if first.lstrip().startswith("{"):
        lines.seek(0)
        return JsonRows(first)
    return CsvRows(first, number)


class JsonRows:
    """JSON Lines: one object a line."""

    start = 1

    def __init__(self, first: str) -> None:
        """Read numbers as they are written: no digit is lost, and NaN is a text like another."""
        self._decode = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str).raw_decode
        space = "" if first.startswith('{"candidate":"') else " "
        self._head = f'{{"candidate":{space}"'
        self._edge = f'",{space}"item"'

    def cut(self, line: str) -> tuple[str, str]:
        """Cut ``{"candidate": "c07", "item"`` from the rest."""
        head, _, rest = line.partition(self._edge)
        return (head[len(self._head) :], rest) if head.startswith(self._head) else ("", "")

    def is_telling(self, rest: str) -> bool:
        """Not where it may name another candidate."""
        return '"candidate"' not in rest and "\\" not in rest

    def parse(self, line: str) -> Row:
        """Return the row of one object."""
        text = line.strip()
        try:
            record, end = self._decode(text)
        except (ValueError, RecursionError):
            record, end = None, 0
        if end < len(text):
            raise RowError("this line is not JSON. Mend it; the other lines are scored.")
        if not isinstance(record, dict) or not {"candidate", "item"} <= record.keys():
            raise RowError(f"this line has not the fields {listing(COLUMNS)}. Add what is missing.")
        return _make_row(record["candidate"], record["item"], record.get("response"), record)


class CsvRows:
    """CSV; a response holds no line break, so that an open quote spoils its own line only."""

    def __init__(self, header: str, number: int) -> None:
        """Read the names of the columns."""
        self.start = number + 1
        self._delimiter = ";" if ";" in header and "," not in header else ","
        self._names = [name.strip() for name in self._split(header) or ()]
        if not set(COLUMNS) <= set(self._names):
            raise RowError(
                f"the first line must name the columns {listing(COLUMNS)}. Write them in the first line."
            )
        for name in COLUMNS:
            if self._names.count(name) > 1:
                raise RowError(f'the column "{name}" stands twice in the first line. Rename or remove one.')
        self._is_first = self._names[0] == "candidate"

    def cut(self, line: str) -> tuple[str, str]:
        """Cut the candidate from the rest where it stands first and nothing is quoted."""
        if not self._is_first or '"' in line:
            return "", ""
        candidate, _, rest = line.partition(self._delimiter)
        return candidate, rest

    def is_telling(self, rest: str) -> bool:
        """Every rest that holds no quote."""
        return True

    def parse(self, line: str) -> Row:
        """Return the row of one line."""
        cells = self._split(line)
        if cells is None:
            raise RowError("a quote in this line is not closed, or the line is too long. Mend it.")
        if len(cells) != len(self._names):
            raise RowError(f"this line has {len(cells)} cells, not {len(self._names)}. Mend it.")
        record = dict(zip(self._names, cells, strict=True))
        return _make_row(record["candidate"], record["item"], record["response"], record)

    def _split(self, line: str) -> list[str] | None:
        """Return the cells of a line, or None when it cannot be read."""
        if '"' not in line:
            return line.rstrip("\r\n").split(self._delimiter)
        try:
            return next(csv.reader([line], delimiter=self._delimiter, strict=True))
        except csv.Error:
            return None


def _make_row(candidate: object, item: object, raw: Raw, record: Mapping[str, Any]) -> Row:
    """Return a row whose texts are sound.

    Raises:
        RowError: candidate or item is not a text.
    """
    if not isinstance(candidate, str) or not isinstance(item, str):
        raise RowError("candidate and item must be texts. Put them between quotes.")
    clean = [_sound(text) for text in (candidate, item)]
    warning = ""
    if clean != [candidate, item] or (isinstance(raw, str) and _sound(raw) != raw):
        warning = "this line is not UTF-8. It is scored; save the file as UTF-8 for its letters."
    elif not candidate:
        warning = "the candidate is empty. It is scored; write a code for each candidate."
    more = {name: str(record[name]) for name in MORE if record.get(name)}
    return Row(clean[0], clean[1], raw, warning, more)


def _sound(text: str) -> str:
    """Return a text without what was not UTF-8 in the file."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode()
