"""Read a file of responses as attempts for a journal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from quizengine.content.item_data import find_bank_digest, find_version
from quizengine.content.rows import Row, RowError, open_rows
from quizengine.scoring.attempt import Attempt
from quizengine.scoring.item import Item


def read_attempts(path: Path, items: Mapping[str, Item], *, time: str) -> Iterator[Attempt]:
    """Read responses as they came.

    Args:
        path: as for `quizengine.content.responses.score_responses`, which tells its problems; what
            cannot be read is left out here.
        items: the items by id.
        time: when it was recorded, for lines without a ``time`` of their own.

    Yields:
        An attempt for the first response of each candidate to each item of the bank, usable or not; its id
        is ``candidate/item``, of a line without candidate ``line/item``.
    """
    known = set()
    versions = {name: find_version(item) for name, item in items.items()}
    bank = find_bank_digest(items.values())
    for number, row in _read_rows(path):
        name = f"{row.candidate or number}/{row.item}"
        if row.item in items and name not in known:
            known.add(name)
            yield Attempt(
                id=name,
                candidate=row.candidate,
                item=row.item,
                version=versions[row.item],
                raw=row.raw,
                bank=bank,
                form=row.more.get("form", ""),
                seed=row.more.get("seed", ""),
                time=row.more.get("time", time),
            )


def _read_rows(path: Path) -> Iterator[tuple[int, Row]]:
    """Yield the rows that can be read, with the numbers of their lines."""
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as lines, suppress(RowError):
        rows = open_rows(lines)
        for number, line in enumerate(lines, rows.start):
            if not line.isspace():
                with suppress(RowError):
                    yield number, rows.parse(line)
