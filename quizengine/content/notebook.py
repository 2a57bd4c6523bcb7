"""Read a lesson notebook: its cells, and the records that its one-line code cells name."""

from __future__ import annotations

import ast
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from quizengine.content.lesson import Lesson

FACES: Mapping[str, str] = {
    "quiz": "item",
    "scenario": "scenario",
    "feed": "feed",
    "partners": "",
    "tutorial": "action",
    "rules": "rule",
    "law": "topic",
    "glossary": "term",
    "figures": "series",
    "safeguarding": "safeguard",
    "evidence": "finding",
    "checklist": "",
    "sources": "",
    "classroom": "",
}
"""Face of a lesson that a cell may call → kind of the records it names, "" where it names none."""
OWN = ("scenario", "feed", "rules", "glossary")
"""Faces that show the lesson's own records where the call names none."""
ENDING = ".ipynb"
"""How the name of a notebook ends."""
TAGS = ("setup", "teacher-only", "screen-only", "paper-only")
"""The kit's cell tags; nbconvert's own ``remove-*`` are allowed besides."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a code cell, such as ``lesson.quiz("a", "b")``."""

    name: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; `line` is where its id stands in the file, from 1, `raw` is what nbformat says of it."""

    id: str
    type: str
    source: str
    tags: tuple[str, ...]
    has_output: bool
    line: int
    raw: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Notebook:
    """One notebook; `lesson`, `lang` and `page` come from its metadata, "" where they are missing.

    A `page` tells apart the notebooks that belong to no lesson; "" is the start page.
    """

    lesson: str
    lang: str
    cells: tuple[Cell, ...]
    page: str = ""


def read_calls(source: str, lesson: Lesson | None = None) -> tuple[Call, ...]:
    """Return the calls of a code cell, by syntax alone: nothing is run.

    Args:
        source: Python; one call a line with literal texts, of one of `FACES`.
        lesson: whose own story and network the faces of `OWN` show; None leaves such calls without ids.

    Returns:
        The calls in order.

    Raises:
        ValueError: the cell holds anything else; the message says what is expected.
    """
    try:
        body = ast.parse(source).body
    except SyntaxError as error:
        raise ValueError(f"the code cannot be read ({error.msg}). {_EXPECTED}") from None
    return tuple(_read_call(statement, lesson) for statement in body)


_EXPECTED = 'Write one call such as lesson.quiz("item-id"), or tag the cell "setup" or "screen-only".'


def _read_call(statement: ast.stmt, lesson: Lesson | None) -> Call:
    match statement:
        case ast.Expr(
            value=ast.Call(func=ast.Attribute(value=ast.Name(id="lesson"), attr=name), args=args, keywords=[])
        ) if name in FACES:
            ids = tuple(
                arg.value for arg in args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
            )
            if len(ids) == len(args):
                return Call(name, ids or _own(name, lesson))
    raise ValueError(f'"{ast.unparse(statement)}" is not a call of the kit. {_EXPECTED}')


def _own(name: str, lesson: Lesson | None) -> tuple[str, ...]:
    """Return the ids of the records that a face of a lesson shows by itself."""
    own: str | tuple[str, ...] = getattr(lesson, name, ()) if name in OWN else ()
    return own if isinstance(own, tuple) else (own,) if own else ()


def read_notebook(path: Path) -> Notebook:
    """Read a notebook file.

    Raises:
        ValueError: the file is not a notebook; the message says why.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
        data = json.loads(text)
        cells = [_read_cell(cell, text) for cell in data["cells"]]
        own = (data.get("metadata") or {}).get("quizengine") or {}
        lesson, lang, page = (str(own.get(key, "")) for key in ("lesson", "lang", "page"))
    except (OSError, ValueError, RecursionError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(
            f"this notebook cannot be read ({error}). Save it again from JupyterLab, or restore it."
        ) from error
    return Notebook(lesson, lang, tuple(cells), page)


def _read_cell(cell: dict[str, Any], text: str) -> Cell:
    name = cell.get("id", "")
    place = text.find(f'"id": "{name}"')
    return Cell(
        id=name,
        type=cell["cell_type"],
        source="".join(cell["source"]),
        tags=tuple(cell.get("metadata", {}).get("tags", [])),
        has_output=bool(cell.get("outputs") or cell.get("execution_count")),
        line=text.count("\n", 0, max(place, 0)) + 1,
        raw=cell,
    )
