"""Read the papers of a lesson: family letter, poster, certificate, simple version and checklist."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from quizengine.content.table import Table
from quizengine.scoring.item import Text

Texts = Mapping[str, tuple[str, ...]]
"""Language → texts, as many in each language."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One page for the family: what was done, one question to ask, one thing to do tonight."""

    title: Text
    body: Texts
    ask: Text
    tonight: Text


@dataclass(frozen=True, slots=True)
class Poster:
    """A headline, three to five lines, and a foot that says where help is."""

    headline: Text
    lines: Texts
    foot: Text


@dataclass(frozen=True, slots=True)
class Certificate:
    """What the reader can do now; never a mark."""

    can: Texts


@dataclass(frozen=True, slots=True)
class Simple:
    """The lesson in short sentences, one idea a line."""

    lines: Texts


@dataclass(frozen=True, slots=True)
class Mark:
    """One line of a checklist, and why it matters."""

    id: str
    text: Text
    why: Text


@dataclass(frozen=True, slots=True)
class Checklist:
    """Things to do, each to be ticked."""

    title: Text
    marks: tuple[Mark, ...]


Paper = Letter | Poster | Certificate | Simple | Checklist


@dataclass(frozen=True, slots=True)
class Papers:
    """The papers of one lesson by kind, as `PAPERS` names them."""

    id: str
    by_kind: Mapping[str, Paper]


def read_papers(root: Table) -> Papers | None:
    """Return the papers of a file, or None when it has any problem."""
    lesson = root.slug("lesson")
    by_kind = {}
    for kind, read in PAPERS.items():
        if root.raw(kind) is not None:
            table = root.table(kind)
            by_kind[kind] = read(table)
            table.close()
    root.close()
    return Papers(lesson, by_kind) if root.is_sound else None


def _read_letter(table: Table) -> Letter:
    return Letter(table.text("title"), _texts(table, "body", 1), table.text("ask"), table.text("tonight"))


def _read_poster(table: Table) -> Poster:
    return Poster(table.text("headline"), _texts(table, "lines", 3, 5), table.text("foot"))


def _read_certificate(table: Table) -> Certificate:
    return Certificate(_texts(table, "can", 1))


def _read_simple(table: Table) -> Simple:
    return Simple(_texts(table, "lines", 1))


def _read_checklist(table: Table) -> Checklist:
    marks: dict[str, Mark] = {}
    for one in table.tables("mark"):
        mark = Mark(one.slug(), one.text("text"), one.text("why"))
        one.close()
        one.keep(marks, mark.id, mark)
    if not table.data.get("mark"):
        table.tell("it has no line. Add [[checklist.mark]].")
    return Checklist(table.text("title"), tuple(marks.values()))


PAPERS: Mapping[str, Callable[[Table], Paper]] = {
    "letter": _read_letter,
    "poster": _read_poster,
    "certificate": _read_certificate,
    "simple": _read_simple,
    "checklist": _read_checklist,
}
"""Table of a papers file → its reader."""


def _texts(table: Table, key: str, fewest: int, most: int = 99) -> Texts:
    texts = table.texts(key)
    count = min((len(texts.get(language, ())) for language in table.source.languages), default=fewest)
    if not fewest <= count <= most:
        wanted = f"{fewest} to {most}" if most < 99 else f"{fewest} or more"
        table.tell(f'"{key}" has {count} lines in a language. Write {wanted}.', key)
    return texts
