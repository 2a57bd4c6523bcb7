"""Gather what the readers of each lesson see, piece by piece, with its place and whose voice it is."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from quizengine.content.bank import LANGUAGES, Bank
from quizengine.content.kit import display_path
from quizengine.content.lesson import Lesson
from quizengine.content.lines import Way
from quizengine.content.notebook import read_notebook
from quizengine.content.sentences import split_units
from quizengine.content.standards import EVERYONE
from quizengine.content.toml_file import open_table

ADULTS = "teachers"
PAPER_READERS = {"letter": "families", "simple": "simple"}
"""Table of a lesson's papers → who reads it, where that is not the lesson's audience."""
SHARED = ("partners.toml", "tutorials.toml", "law.toml", "glossary.toml", "rules.toml", "figures.toml")
"""Files of facts for everyone; evidence and safeguarding speak to adults."""
NOT_READ = ("mapping",)
"""Tables that quote others, such as a curriculum."""
LABELS = ("title", "name", "handle", "when", "headline")
"""Texts that are no sentences."""
SAID = tuple((owner, "text") for owner in ("line", "post", "message", "reaction", "choice"))
"""What people write, and what a reader may choose to say."""
STORIES = ("scenario", "feed")
FAR = 200
"""Lines, at most, from the head of a list or cell to a text of it."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One unit that a reader sees.

    Attributes:
        lesson: its id, or "" for a notebook or a fact of no lesson.
        audience: who reads it: the lesson's audience, ``teachers``, ``families``, ``simple`` or ``everyone``.
        voice: ``kit``, ``story`` or ``character``.
        is_prose: whether it is read as sentences; a title is not.
    """

    file: str
    line: int
    lesson: str
    lang: str
    audience: str
    voice: str
    text: str
    is_prose: bool


def read_passages(folder: Path, bank: Bank) -> Iterator[Passage]:
    """Yield what the readers of every lesson see, planned ones too.

    Args:
        folder: a ``lessons`` folder; in a bank alone there are no notebooks.
        bank: its bank; texts are read from every file in the folder of a lesson.
    """
    for lesson in bank.lessons.values():
        for path in sorted((bank.folder / lesson.id).glob("*.toml")):
            yield from _read_records(path, lesson.id, lesson.audience)
    for lang in LANGUAGES:
        for path in sorted((folder / lang).rglob("*.ipynb")):
            if ".ipynb_checkpoints" not in path.parts:
                yield from _read_cells(path, lang, bank.lessons)


def read_shared(bank: Bank) -> Iterator[Passage]:
    """Yield what everyone reads: the facts that no lesson owns."""
    for path in (bank.folder / name for name in SHARED):
        if path.is_file():
            yield from _read_records(path, "", EVERYONE)


def _read_records(path: Path, lesson: str, reader: str) -> Iterator[Passage]:
    """Yield every text of a data file that has a language."""
    file = display_path(path)
    root = open_table(path, file=file, languages=())
    lines = path.read_bytes().decode("utf-8-sig", "replace").split("\n") if root.data else []
    for way, lang, text in _walk(root.data, ()):
        names = [name for name in way if isinstance(name, str)]
        if not names or set(names) & set(NOT_READ):
            continue
        audience = PAPER_READERS.get(names[0], reader)
        place = root.source.lines.get((*way, lang)) or root.source.lines.get(way, 1)
        for unit in split_units(text):
            is_prose = unit.is_prose and names[-1] not in LABELS
            line = _find(lines, place, unit.text)
            yield Passage(file, line, lesson, lang, audience, _find_voice(names), unit.text, is_prose)


def _find_voice(names: list[str]) -> str:
    """Return who says the text at the end of a way."""
    if tuple(names[-2:]) in SAID or names[-1] == "passage":
        return "character"
    return "story" if names[0] in STORIES else "kit"


def _walk(data: object, way: Way) -> Iterator[tuple[Way, str, str]]:
    """Yield the way, language and text of everything that has a language."""
    if isinstance(data, list):
        for number, one in enumerate(data):
            yield from _walk(one, (*way, number))
    if isinstance(data, dict):
        for key, value in data.items():
            if key not in LANGUAGES:
                yield from _walk(value, (*way, key))
            else:
                for text in value if isinstance(value, list) else [value]:
                    if isinstance(text, str):
                        yield way, key, text


def _find(lines: list[str], place: int, text: str) -> int:
    """Return the line, from a place on, in which a text begins; the place itself where it is not found."""
    start = text.strip()[:40]
    near = enumerate(lines[place - 1 : place + FAR], start=place)
    return next((number for number, line in near if start in line), place)


def _read_cells(path: Path, lang: str, lessons: Mapping[str, Lesson]) -> Iterator[Passage]:
    try:
        book = read_notebook(path)
    except ValueError:  # told elsewhere
        return
    file, lines = display_path(path), path.read_text("utf-8-sig").split("\n")
    lesson = lessons.get(book.lesson)
    for cell in book.cells:
        if cell.type != "markdown":
            continue
        audience = ADULTS if lesson is None or "teacher-only" in cell.tags else lesson.audience
        rows = cell.source.split("\n")
        for unit in split_units(cell.source):
            line = _find(lines, cell.line, json.dumps(rows[unit.line], ensure_ascii=False)[1:-1])
            yield Passage(file, line, book.lesson, lang, audience, "kit", unit.text, unit.is_prose)
