"""Where a command writes: a file takes its name only when it is whole, and never that of its source."""

from __future__ import annotations

import secrets
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
    """Yield the file to write in its place, which takes its name once it is whole, and is gone if it fails.

    Two who write at once each have their own; the last one stays.

    Raises:
        OSError: it cannot be written; it names the file that was asked for.
    """
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    try:
        yield part
        part.replace(path)
    except OSError as error:
        if str(error.filename) == str(part):
            error.filename, error.filename2 = str(path), None
        raise
    finally:
        part.unlink(missing_ok=True)


def tell(problems: Iterable[Problem | str]) -> int:
    """Print problems to standard error as they come, one a line, and return how many there were."""
    count = 0
    for problem in problems:
        print(problem, file=sys.stderr, flush=True)
        count += 1
    return count


def keep_apart(path: Path, *sources: Path | None) -> None:
    """Refuse to write over what is read."""
    if any(path.resolve() == source.resolve() for source in filter(None, sources)):
        raise ValueError(f"{path} holds the responses and would be lost. Name another file.")
