"""The item record: what is asked, what may be chosen, and the key; it knows nothing of files or screens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

Text = Mapping[str, str]
"""One text by language, such as ``{"fr": "…", "en": "…"}``."""

STEPS = ("notice", "serious", "responsible", "know-how", "act")
"""The five bystander steps of Latané and Darley (1970), in order."""


class Kind(StrEnum):
    """The kinds of item; the value is what a data file says."""

    SINGLE_CHOICE = "single-choice"
    MULTIPLE_CHOICE = "multiple-choice"
    ORDER = "order"
    CATEGORISE = "categorise"
    HOT_TEXT = "hot-text"


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of an item, or one word group of a hot-text.

    Attributes:
        id: slug, unique in its item.
        text: what the pupil reads, by language.
        why: the reason shown after answering, by language.
    """

    id: str
    text: Text
    why: Text


@dataclass(frozen=True, slots=True)
class Target:
    """One place a choice can go to: a category, or the right side of a match."""

    id: str
    text: Text


@dataclass(frozen=True, slots=True)
class Item:
    """One item with its key.

    Attributes:
        id: slug, unique in the bank.
        kind: how it is answered.
        stem: the question put to the pupil, by language.
        choices: at least two.
        key: ids of the right choices; for ``order`` all ids in the right order; for ``categorise``
            one ``choice=target`` pair for each choice.
        targets: the categories of a ``categorise`` item, else empty.
        passage: the text of a ``hot-text`` item with a ``{choice-id}`` for each choice, else empty.
        scoring: name of the scoring method (see `quizengine.scoring.methods.METHODS`).
        max_points: points of a full answer, more than 0.
        rules: ids of the acceptable-use rules it tests.
        step: the bystander step it shows, one of `STEPS`.
        form: ``A``, ``B``, ``C`` or ``practice``.
        parallel: id of the form-A item that this one is parallel to, or "".
    """

    id: str
    kind: Kind
    stem: Text
    choices: tuple[Choice, ...]
    key: tuple[str, ...]
    scoring: str
    targets: tuple[Target, ...] = ()
    passage: Text = field(default_factory=dict)
    max_points: Fraction = Fraction(1)
    rules: tuple[str, ...] = ()
    step: str = ""
    form: str = "practice"
    parallel: str = ""

    @property
    def choice_ids(self) -> tuple[str, ...]:
        """Ids of the choices in the order of the data file."""
        return tuple(choice.id for choice in self.choices)

    @property
    def target_ids(self) -> tuple[str, ...]:
        """Ids of the targets in the order of the data file."""
        return tuple(target.id for target in self.targets)
