"""Check the notebooks: they name known records, keep no output, and are the same lesson in each language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from quizengine.content.bank import LANGUAGES, Bank
from quizengine.content.kit import display_path
from quizengine.content.laws import TOPICS
from quizengine.content.notebook import FACES, OWN, TAGS, Cell, Notebook, read_calls, read_notebook
from quizengine.content.problem import Problem, listing, suggest
from quizengine.content.table import TO_WRITE
from quizengine.content.tutorials import ACTIONS

CLOSED = {"action": ACTIONS, "topic": TOPICS}
"""Kinds of names that are no records."""


def _is_shown(bank: Bank, kind: str, name: str) -> bool:
    """Whether a record may be shown; one that is not sound is told at its own place."""
    records: dict[str, Mapping[str, object]] = {
        "rule": bank.rules,
        "finding": bank.findings,
        "series": bank.series,
    }
    return bool(getattr(records.get(kind, {}).get(name), "is_shown", True))


def check_notebooks(folder: Path, bank: Bank) -> Iterator[Problem]:
    """Yield the problems of every notebook below the language folders of a ``lessons`` folder."""
    books: dict[Path, Notebook] = {}
    for lang in LANGUAGES:
        for path in sorted((folder / lang).rglob("*.ipynb")):
            if ".ipynb_checkpoints" in path.parts:
                continue
            try:
                book = books[path] = read_notebook(path)
            except ValueError as error:
                yield Problem(display_path(path), 1, f"{error}")
                continue
            yield from _check_language(display_path(path), book, lang, bank)
            for cell in book.cells:
                yield from _check_cell(display_path(path), cell, bank, book.lesson)
    yield from _check_ready(folder, bank)
    yield from _check_parity(books)


def _check_language(file: str, book: Notebook, lang: str, bank: Bank) -> Iterator[Problem]:
    """A notebook speaks the language of its folder, in its metadata and in its setup cell."""
    if book.lang != lang:
        yield Problem(
            file, 1, f'metadata quizengine.lang is "{book.lang}", but it is in {lang}/. Correct it.'
        )
    if book.lesson and ("lesson", book.lesson) not in bank.places and "lesson" not in bank.unread:
        yield Problem(
            file, 1, f'metadata quizengine.lesson "{book.lesson}" is not in the course. Correct it.'
        )
    for cell in book.cells:
        opens = f'lesson = open_lesson("{book.lesson}", "{lang}")'
        if "setup" in cell.tags and opens not in cell.source:
            yield Problem(file, cell.line, f'cell "{cell.id}": it must hold {opens}. Correct it.')


def _check_ready(folder: Path, bank: Bank) -> Iterator[Problem]:
    for lesson in bank.lessons.values():
        for name in lesson.notebook.values() if lesson.is_ready else ():
            if not (folder / name).is_file():
                file, line = bank.places["lesson", lesson.id]
                message = (
                    f'lesson "{lesson.id}": its notebook {name} is missing. Restore it or correct its name.'
                )
                yield Problem(file, line, message)


def _check_cell(file: str, cell: Cell, bank: Bank, lesson: str) -> Iterator[Problem]:
    def problem(message: str) -> Problem:
        return Problem(file, cell.line, f'cell "{cell.id}": {message}')

    for tag in cell.tags:
        if tag not in TAGS and not tag.startswith("remove-"):
            yield problem(f'tag "{tag}" is not one of {listing(TAGS)}.{suggest(tag, TAGS)}')
    if cell.type == "markdown" and TO_WRITE in cell.source.lstrip("# ").split("\n"):
        yield problem("it is still to be written.")
    if cell.has_output:
        yield problem("it holds a saved output. Clear all outputs before saving.")
    if cell.type != "code" or "setup" in cell.tags:
        return
    try:
        calls = read_calls(cell.source, bank.lessons.get(lesson))
    except ValueError as error:
        if "screen-only" not in cell.tags:
            yield problem(str(error))
        return
    for call in calls:
        kind = FACES[call.name]
        known = CLOSED[kind] if kind in CLOSED else bank.names(kind)
        is_told = lesson and lesson not in bank.lessons and call.name in OWN  # with the lesson itself
        if kind and not call.ids and not is_told:
            yield problem(f"{call.name}() names no record, and the lesson shows none by itself. Name one.")
        for name in call.ids:
            if name not in known and kind not in bank.unread:
                mend = suggest(name, known) or " Correct the id or add that record."
                yield problem(f'{call.name} "{name}" is not in the bank.{mend}')
            elif not _is_shown(bank, kind, name):
                yield problem(f'{call.name} "{name}" is not confirmed: nothing may show it. Name another.')


def _check_parity(books: Mapping[Path, Notebook]) -> Iterator[Problem]:
    """The notebooks of one lesson, or page, have the same cells, tags and calls in each language."""
    first: dict[tuple[str, str], tuple[str, Notebook]] = {}
    for path, book in books.items():
        file = display_path(path)
        other_file, other = first.setdefault((book.lesson, book.page), (file, book))
        if len(other.cells) != len(book.cells):
            message = f"it has {len(book.cells)} cells, but {other_file} has {len(other.cells)}. Align them."
            yield Problem(file, 1, message)
        for cell, twin in zip(book.cells, other.cells, strict=False):
            if _shape(cell) != _shape(twin):
                message = f'cell "{cell.id}" is not the twin of "{twin.id}" in {other_file}. Align them.'
                yield Problem(file, cell.line, message)
                break


def _shape(cell: Cell) -> tuple[str, str, tuple[str, ...], str]:
    is_call = cell.type == "code" and "setup" not in cell.tags
    return cell.id, cell.type, cell.tags, cell.source if is_call else ""
