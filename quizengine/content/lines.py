"""Where each table and key of a TOML text stands: `tomllib` reads values but does not tell lines."""

from __future__ import annotations

import re

Path = tuple[str | int, ...]
"""Way to a table or key, such as ``("item", 2, "choice", 0, "why")``; numbers count from 0."""

_HEADER = re.compile(r"\s*\[(\[)?\s*([\w.\-]+)\s*\]")
_KEY = re.compile(r"\s*([\w.\-]+)\s*=")


def index_lines(text: str) -> dict[Path, int]:
    """Return the line (from 1) of every table header and key of a TOML text.

    Args:
        text: TOML that parses; quoted keys are not indexed.

    Returns:
        Way → line. A dotted key is given whole and by its first part.
    """
    found: dict[Path, int] = {(): 1}
    counts: dict[Path, int] = {}
    here: Path = ()
    fence = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if fence:
            fence = "" if fence in line else fence
            continue
        header, key = _HEADER.match(line), _KEY.match(line)
        if header:
            here = _enter(header.group(2).split("."), is_array=bool(header.group(1)), counts=counts)
            found.setdefault(here, number)
        elif key:
            parts = key.group(1).split(".")
            found.setdefault((*here, parts[0]), number)
            found.setdefault((*here, *parts), number)
        fence = _opened(line)
    return found


def _enter(names: list[str], *, is_array: bool, counts: dict[Path, int]) -> Path:
    """Return the way to the table that a header opens."""
    here: Path = ()
    for depth, name in enumerate(names):
        here = (*here, name)
        if depth == len(names) - 1:
            if is_array:
                counts[here] = counts.get(here, -1) + 1
                here = (*here, counts[here])
        elif here in counts:
            here = (*here, counts[here])
    return here


def _opened(line: str) -> str:
    """Return the fence of a multi-line string that a line leaves open, or ""."""
    for fence in ('"""', "'''"):
        if line.count(fence) % 2:
            return fence
    return ""
