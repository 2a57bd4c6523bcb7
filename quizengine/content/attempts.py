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
        An attempt for each response to an item of the bank, usable or not; its id is that of the column
        ``attempt``, or ``candidate/item``.
    """
    versions = {name: find_version(item) for name, item in items.items()}
    bank = find_bank_digest(items.values())
    for row in _read_rows(path):
        if row.item in items:
            yield Attempt(
                id=row.more.get("attempt", f"{row.candidate}/{row.item}"),
                candidate=row.candidate,
                item=row.item,
                version=versions[row.item],
                raw=row.raw,
                bank=bank,
                form=row.more.get("form", ""),
                seed=row.more.get("seed", ""),
                time=row.more.get("time", time),
            )


def _read_rows(path: Path) -> Iterator[Row]:
    """Yield the rows that can be read."""
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as lines, suppress(RowError):
        rows = open_rows(lines)
        for line in lines:
            if not line.isspace():
                with suppress(RowError):
                    yield rows.parse(line)
