"""Open a TOML file: one that cannot be read gives an empty table, and says why at its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

from quizengine.content.lines import index_lines
from quizengine.content.table import Source, Table

_ENDLESS = re.compile("[0-9a-fA-F_]{1000}")
"""Part of a number that Python will not write, for that would cost time."""


def open_table(path: Path, *, file: str, languages: Iterable[str]) -> Table:
    """Read a TOML file.

    Args:
        path: the file.
        file: its name for messages.
        languages: languages every text must have.

    Returns:
        Its root table. A file that cannot be read gives an empty table whose source tells why.
    """
    source = Source(file, tuple(languages), {(): 1})
    root = Table(source, {})
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        source.lines[()] = error.object[: error.start].count(b"\n") + 1
        root.tell(
            f"byte {error.object[error.start]:#04x} is not UTF-8. Save the file as UTF-8 and try again."
        )
        return root
    except OSError as error:
        root.tell(f"the file cannot be read ({error.strerror}). Check its name and its rights.")
        return root
    if not text.strip():
        root.tell("the file is empty. Write at least one record in it, or remove it.")
        return root
    try:
        data = tomllib.loads(text)
        repr(data)  # a hexadecimal number can be read and yet be too long to be told
    except (RecursionError, ValueError) as error:
        message, source.lines[()] = _explain(error, text)
        root.tell(f"the TOML cannot be read: {message}. Mend this line; the rest of the file waits for it.")
        return root
    root.data, source.lines = data, index_lines(text)
    return root


def _explain(error: Exception, text: str) -> tuple[str, int]:
    """Return what a TOML error says, and its line; the last one when that is not known."""
    last = text.count("\n") + 1
    if isinstance(error, RecursionError):
        return "it is nested too deeply", last
    if not isinstance(error, tomllib.TOMLDecodeError):
        digits = _ENDLESS.search(text)
        return "a number is too long", text.count("\n", 0, digits.start()) + 1 if digits else last
    message, _, place = str(error).partition(" (at ")
    line = re.match(r"line (\d+)", place)
    return message[:1].lower() + message[1:], int(line.group(1)) if line else last
