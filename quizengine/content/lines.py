"""Where each table and key of a TOML text stands: `tomllib` reads values but does not tell lines."""

from __future__ import annotations

import re

Way = tuple[str | int, ...]
"""Way to a table or key, such as ``("item", 2, "choice", 0, "why")``; numbers count from 0."""

_HEADER = re.compile(r"\s*\[(\[)?\s*([\w.\-\"]+)\s*\]")
_KEY = re.compile(r"\s*([\w.\-\"]+)\s*=")
_TOKEN = re.compile(r'"""|\'\'\'|"(?:\\.|[^"\\])*"|\'[^\']*\'|#')


def index_lines(text: str) -> dict[Way, int]:
    """Return the line (from 1) of every table header and key of a TOML text.

    Args:
        text: TOML that parses.

    Returns:
        Way → line. A dotted key is given whole and by its first part.
    """
    found: dict[Way, int] = {(): 1}
    counts: dict[Way, int] = {}
    here: Way = ()
    fence = ""
    for number, line in enumerate(text.split("\n"), start=1):
        if fence:
            _, closed, rest = line.partition(fence)
            fence = _opened(rest) if closed else fence
            continue
        header, key = _HEADER.match(line), _KEY.match(line)
        if header:
            here = _enter(_names(header.group(2)), is_array=bool(header.group(1)), counts=counts)
            found.setdefault(here, number)
        elif key:
            parts = _names(key.group(1))
            found.setdefault((*here, parts[0]), number)
            found.setdefault((*here, *parts), number)
        fence = _opened(line)
    return found


def _names(dotted: str) -> list[str]:
    return [name.strip('"') for name in dotted.split(".")]


def _enter(names: list[str], *, is_array: bool, counts: dict[Way, int]) -> Way:
    """Return the way to the table that a header opens."""
    here: Way = ()
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
    fence = ""
    for token in _TOKEN.findall(line):
        if fence:
            fence = "" if token == fence else fence
        elif token == "#":
            break
        elif token in ('"""', "'''"):
            fence = token
    return fence
