"""A lesson's own papers as sheets: what it taught, its words, its simple version, its checklist."""

from __future__ import annotations

from typing import TypeVar

from quizengine.content.papers import Certificate, Checklist, Paper, Simple
from quizengine.printing.sheet import Sheet, stack
from quizengine.printing.typst import Markup

Kind = TypeVar("Kind", bound=Paper)


def find_paper(sheet: Sheet, kind: type[Kind]) -> Kind:
    """Return the paper of a kind of the sheet's lesson.

    Raises:
        ValueError: the lesson has none.
    """
    papers = sheet.find("papers of lesson", sheet.bank.papers, sheet.lesson.id)
    for paper in papers.by_kind.values():
        if isinstance(paper, kind):
            return paper
    name = kind.__name__.lower()
    raise ValueError(f"{sheet.where}: the lesson has no {name}. Write [{name}] in its papers.toml.")


def print_certificate(sheet: Sheet) -> Markup:
    """Return what the reader can do now: no mark, and nobody is asked for a name."""
    words = sheet.words
    return sheet.call(
        "certificate",
        words["certificate"],
        words["certificate-after"].format(lesson=sheet.lesson.title[sheet.lang]),
        can=find_paper(sheet, Certificate).can[sheet.lang],
        lines=[words["on-the"], words["certificate-line"]],
        note=words["certificate-note"],
    )


def print_simple(sheet: Sheet) -> Markup:
    """Return the lesson in short sentences, one idea a line."""
    return stack(
        sheet.head(sheet.words["simple"]),
        sheet.call("simple-lines", find_paper(sheet, Simple).lines[sheet.lang]),
    )


def print_checklist(sheet: Sheet) -> Markup:
    """Return things to do, each with a box to tick and why it matters."""
    paper = find_paper(sheet, Checklist)
    marks = [{"text": one.text[sheet.lang], "because": one.why[sheet.lang]} for one in paper.marks]
    return stack(sheet.head(paper.title[sheet.lang]), sheet.call("checklist", marks))


def print_glossary(sheet: Sheet) -> Markup:
    """Return the lesson's words, each with its meaning and room for one's own words."""
    terms = [sheet.find("word", sheet.bank.terms, name) for name in sheet.lesson.glossary]
    rows = [{"word": one.word[sheet.lang], "meaning": one.meaning[sheet.lang]} for one in terms]
    words = sheet.words
    return stack(sheet.head(words["glossary"]), sheet.call("word-cards", rows, own=words["own-words"]))
