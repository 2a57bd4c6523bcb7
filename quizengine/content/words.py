"""Interface words: every word the kit itself shows is data, one file a face, by key and language.

A text speaks to pupils, in French with “tu”. Beside ``key.fr`` and ``key.en`` may stand ``key.fr-adults`` and
``key.en-adults``, what lessons for families and for teachers say in its place, and where these two differ
``key.fr-families`` or ``key.fr-teachers``. What is not written falls back: first to ``-adults``, then
to the plain text.
"""

from __future__ import annotations

from quizengine.content.problem import suggest
from quizengine.content.table import Table
from quizengine.scoring.item import Text

Words = dict[str, dict[str, Text]]
"""Table (the file's name) → key → text by language, and by language and voice such as ``fr-adults``."""
VOICES = {"families": ("families", "adults"), "teachers": ("teachers", "adults")}
"""Audience → the voices it may be spoken to in, the nearest first; all others hear the plain text."""


def read_words(root: Table) -> dict[str, Text]:
    """Return the words of one file by key."""
    return {key: read_said(root, key) for key in root.data}


def read_said(table: Table, key: str) -> Text:
    """Return a text that may be said otherwise to adults; a voice unknown or without words is told."""
    text = table.text(key)
    voices = dict.fromkeys(voice for near in VOICES.values() for voice in near)
    known = [f"{lang}-{voice}" for lang in table.source.languages for voice in voices]
    for form in text.keys() - set(table.source.languages):
        if form not in known:
            table.tell(f'"{key}.{form}" is not known here.{suggest(form, known)} Correct or remove it.', key)
        elif not text[form].strip():
            table.tell(f'"{key}.{form}" is empty. Write it, or remove it.', key)
    return text


def say(text: Text, lang: str, audience: str) -> str:
    """Return a text in one language as it is said to an audience; "" is everybody."""
    forms = [*(f"{lang}-{voice}" for voice in VOICES.get(audience, ())), lang]
    return next((text[form] for form in forms if form in text), "")


def speak(words: Words, table: str, lang: str, audience: str) -> dict[str, str]:
    """Return one table of words in one language, as they are said to an audience."""
    return {key: say(text, lang, audience) for key, text in words.get(table, {}).items()}
