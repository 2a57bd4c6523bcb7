"""One handout while it is being made: its language, words and records, and calls of the theme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from quizengine.content.bank import Bank
from quizengine.content.lesson import Lesson
from quizengine.content.notebook import Notebook
from quizengine.content.problem import suggest
from quizengine.printing.gallery import Gallery
from quizengine.printing.outline import Outline
from quizengine.printing.recipes import Recipe
from quizengine.printing.typst import Markup, Value, call

Record = TypeVar("Record")


@dataclass(slots=True)
class Sheet:
    """What every part of a handout needs.

    Attributes:
        recipe: the kind of handout.
        lang: ``fr`` or ``en``.
        words: what handouts print, in that language.
        bank: the records.
        lesson: the lesson it belongs to.
        notebook: the lesson's notebook.
        where: the notebook's name, for messages.
        groups: recipe id → ids of the items that handout asks.
        seed: of the order in which choices are printed; 0 is the bank's order.
        outline: the headings so far.
        checked: days on which the facts it shows were checked.
        has_help: whether the partners are printed already.
        gallery: the pictures of its notebook.
    """

    recipe: Recipe
    lang: str
    words: Mapping[str, str]
    bank: Bank
    lesson: Lesson
    notebook: Notebook
    where: str
    groups: Mapping[str, tuple[str, ...]]
    seed: int = 0
    outline: Outline = field(default_factory=Outline)
    checked: set[date] = field(default_factory=set)
    has_help: bool = False
    gallery: Gallery = field(default_factory=Gallery)

    def number(self, item: str) -> str:
        """Return the number of an item, from 1: the same on every handout of the lesson."""
        order = [name for names in self.groups.values() for name in names]
        return str(order.index(item) + 1)

    def call(self, name: str, /, *args: Value, **named: Value) -> Markup:
        """Return a call of a theme function, its texts set in the sheet's language."""
        return call(name, self.lang, *args, **named)

    def head(self, text: str, *, level: int = 1) -> Markup:
        """Return a heading; its level never leaves a gap."""
        return self.call("heading", Markup(self.call("text", text)), level=self.outline.enter(level))

    def find(self, kind: str, records: Mapping[str, Record], name: str) -> Record:
        """Return a record by id.

        Raises:
            ValueError: the notebook names a record that the bank has not, or not without a problem.
        """
        if name in records:
            return records[name]
        raise ValueError(
            f'{self.where}: {kind} "{name}" is not in the bank, or has a problem there.'
            f"{suggest(name, records)} Run: quizengine check"
        )


def stack(*blocks: Markup) -> Markup:
    """Return blocks one below the other."""
    return Markup("\n\n".join(block for block in blocks if block))
