"""Where a command writes: a file takes its name only when it is whole, and never that of its source."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from quizengine.content.problem import Problem


@contextmanager
def open_out(path: Path | None, *sources: Path | None) -> Iterator[TextIO]:
    """Yield where to write; a file takes its name only when it is whole, never that of its sources."""
    if path is None:
        yield sys.stdout
        return
    keep_apart(path, *sources)
    with open_part(path) as part, part.open("w", encoding="utf-8") as out:
        yield out


@contextmanager
def open_part(path: Path) -> Iterator[Path]:
    """Yield the file to write in its place, which takes its name once it is whole."""
    part = path.with_name(f"{path.name}.part")
    yield part
    part.replace(path)


def tell(problems: Iterable[Problem]) -> int:
    """Print problems to standard error, one a line, and return how many there were."""
    count = 0
    for problem in problems:
        print(problem, file=sys.stderr)
        count += 1
    return count


def keep_apart(path: Path, *sources: Path | None) -> None:
    """Refuse to write over what is read."""
    if any(path.resolve() == source.resolve() for source in filter(None, sources)):
        raise ValueError(f"{path} holds the responses and would be lost. Name another file.")
