"""Interface words: every word the kit itself shows is data, one file a face, by key and language."""

from __future__ import annotations

from quizengine.content.table import Table
from quizengine.scoring.item import Text

Words = dict[str, dict[str, Text]]
"""Table (the file's name) → key → text by language."""


def read_words(root: Table) -> dict[str, Text]:
    """Return the words of one file by key."""
    return {key: root.text(key) for key in root.data}


def speak(words: Words, table: str, lang: str) -> dict[str, str]:
    """Return one table of words in one language."""
    return {key: text.get(lang, "") for key, text in words.get(table, {}).items()}
