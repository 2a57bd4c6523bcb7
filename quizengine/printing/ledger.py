"""What was printed before, so that a batch that was stopped goes on where it stood."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path

from quizengine.content.outfile import open_part
from quizengine.printing.typst import theme_root

NAME = ".printed.json"


class Ledger:
    """The files of one folder, each with the digest of what it was made from and of what was made."""

    def __init__(self, folder: Path) -> None:
        """Read what the folder tells; a ledger that cannot be read tells nothing."""
        self._folder = folder
        self._told = self._read()

    def has(self, path: Path, source: str) -> bool:
        """Whether a file stands as it was made from this very source."""
        return path.is_file() and self._told.get(self._name(path)) == [source, digest([path.read_bytes()])]

    def keep(self, path: Path, source: str, made: bytes) -> None:
        """Write a file and remember it; both are whole whenever the batch is stopped."""
        path.parent.mkdir(parents=True, exist_ok=True)
        with open_part(path) as part:
            part.write_bytes(made)
        self._told = self._read() | {self._name(path): [source, digest([made])]}  # another may print here too
        with open_part(self._folder / NAME) as part:
            part.write_text(json.dumps(self._told, indent=0, sort_keys=True), "utf-8")

    def _read(self) -> dict[str, list[str]]:
        try:
            told = json.loads((self._folder / NAME).read_bytes())
        except (OSError, ValueError):
            return {}
        return told if isinstance(told, dict) else {}

    def _name(self, path: Path) -> str:
        return path.relative_to(self._folder).as_posix()


def digest_source(*texts: str) -> str:
    """Return the digest of all that a file is made from: these texts, the theme and Typst itself."""
    return digest([_theme_digest().encode(), *(text.encode() for text in (*texts, version("typst")))])


@cache
def _theme_digest() -> str:
    return digest(path.read_bytes() for path in sorted(theme_root().rglob("*")) if path.is_file())


def digest(parts: Iterable[bytes]) -> str:
    """Return the SHA-256 of parts, each counted with its length."""
    made = hashlib.sha256()
    for part in parts:
        made.update(str(len(part)).encode() + b"\0" + part)
    return made.hexdigest()
