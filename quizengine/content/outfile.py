"""Where a command writes: a file takes its name only when it is whole, and never that of its source."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO


@contextmanager
def open_out(path: Path | None, *sources: Path | None) -> Iterator[TextIO]:
    """Yield where to write; a file takes its name only when it is whole, never that of its sources."""
    if path is None:
        yield sys.stdout
        return
    keep_apart(path, *sources)
    part = path.with_name(f"{path.name}.part")
    with part.open("w", encoding="utf-8") as out:
        yield out
    part.replace(path)


def keep_apart(path: Path, *sources: Path | None) -> None:
    """Refuse to write over what is read."""
    if any(path.resolve() == source.resolve() for source in filter(None, sources)):
        raise ValueError(f"{path} holds the responses and would be lost. Name another file.")
