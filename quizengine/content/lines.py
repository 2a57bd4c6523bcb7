"""Where each table and key of a TOML text stands: `tomllib` reads values but does not tell lines."""

from __future__ import annotations

import re

Way = tuple[str | int, ...]
"""Way to a table or key, such as ``("item", 2, "choice", 0, "why")``; numbers count from 0."""

_HEADER = re.compile(r"\s*\[(\[)?\s*([\w.\-\"]+)\s*\]")
_KEY = re.compile(r"\s*([\w.\-\"]+)\s*=")
_TOKEN = re.compile(r'"""|\'\'\'|"(?:\\.|[^"\\])*"|\'[^\']*\'|[\[\]{}#]')
_CLOSE = {'"""': re.compile(r'(?:\\.|[^\\])*?"{3,5}'), "'''": re.compile(r".*?'{3,5}")}
"""Fence of a text of several lines → what ends it; two more quotes may belong to the text."""


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
    fence, depth = "", 0
    for number, line in enumerate(text.split("\n"), start=1):
        is_inside = bool(fence or depth)
        fence, deeper = _scan(line, fence)
        depth += deeper
        header, key = _HEADER.match(line), _KEY.match(line)
        if is_inside:
            continue
        if header:
            here = _enter(_names(header.group(2)), is_array=bool(header.group(1)), counts=counts)
            found.setdefault(here, number)
        elif key:
            parts = _names(key.group(1))
            found.setdefault((*here, parts[0]), number)
            found.setdefault((*here, *parts), number)
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


def _scan(line: str, fence: str) -> tuple[str, int]:
    """Return the fence of a text that a line leaves open, or "", and by how many brackets it goes deeper."""
    at = deeper = 0
    while True:
        if fence:
            closed = _CLOSE[fence].match(line, at)
            if closed is None:
                return fence, deeper
            at = closed.end()
        token = _TOKEN.search(line, at)
        if token is None or token[0] == "#":
            return "", deeper
        at = token.end()
        fence = token[0] if token[0] in _CLOSE else ""
        deeper += (token[0] in ("[", "{")) - (token[0] in ("]", "}"))
