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
    TRUE_FALSE = "true-false"
    ORDER = "order"
    MATCH = "match"
    CATEGORISE = "categorise"
    HOT_TEXT = "hot-text"
    SHORT_TEXT = "short-text"
    NUMERIC = "numeric"
    LIKERT = "likert"
    OPEN = "open"


SELECTED = (Kind.SINGLE_CHOICE, Kind.MULTIPLE_CHOICE, Kind.TRUE_FALSE, Kind.HOT_TEXT)
"""Kinds whose response is a set of choices that may be right."""
SEVERAL = (Kind.MULTIPLE_CHOICE, Kind.HOT_TEXT)
"""Kinds whose response may hold any number of choices."""
PAIRED = (Kind.MATCH, Kind.CATEGORISE)
"""Kinds whose response is ``choice=target`` pairs."""
TYPED = (Kind.SHORT_TEXT, Kind.NUMERIC, Kind.OPEN)
"""Kinds whose response is typed: they have no choices."""
VERDICTS = ("true", "false")
"""Ids of the first two choices of a true-false item; further choices are the reasons to pick from."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of an item, or one word group of a hot-text.

    Attributes:
        id: slug, unique in its item.
        text: what the pupil reads, by language.
        why: the reason shown after answering, by language.
        weight: for the method ``weights``, what selecting it adds; else ``None``.
    """

    id: str
    text: Text
    why: Text
    weight: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """One place a choice can go to: a category, or the right side of a match."""

    id: str
    text: Text


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of the rubric of an open item, with the most points that it can earn (more than 0)."""

    id: str
    text: Text
    points: Fraction


@dataclass(frozen=True, slots=True)
class Scoring:
    """A scoring method with its options; one that does not fit the method keeps its default.

    Attributes:
        method: one of `quizengine.scoring.methods.METHODS`.
        floor: for the ``rexams-…`` methods, the lowest share, 0 or less.
        lower: for ``weights``, the lowest sum, 0 or less.
        upper: for ``weights``, the sum of a full response, more than 0.
        penalty: share lost for each wrong try, from 0 to 1; ``None`` when there is one try.
        points_by_try: points of a full response at the first try, the second …; empty when there is one try.
    """

    method: str
    floor: Fraction = Fraction(0)
    lower: Fraction = Fraction(0)
    upper: Fraction = Fraction(1)
    penalty: Fraction | None = None
    points_by_try: tuple[Fraction, ...] = ()

    @property
    def has_tries(self) -> bool:
        """Whether a response may hold several tries."""
        return self.penalty is not None or bool(self.points_by_try)


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far a number may lie from the key; at most one is more than 0, and the limit itself is right.

    Attributes:
        absolute: in the unit of the key.
        relative: as a share of the key.
        figures: number of significant figures to which both are rounded, half away from zero.
    """

    absolute: Fraction = Fraction(0)
    relative: Fraction = Fraction(0)
    figures: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """One item with its key.

    Attributes:
        id: slug, unique in the bank.
        kind: how it is answered.
        stem: the question put to the pupil, by language.
        choices: at least two; for ``true-false`` the `VERDICTS`, then any reasons; none for a `TYPED` kind.
        key: ids of the right choices; for ``order`` all ids in the right order; for a `PAIRED` kind one
            ``choice=target`` pair for each choice; for ``true-false`` a verdict, and a reason if it has any;
            for ``short-text`` the accepted forms; for ``numeric`` the accepted numbers and intervals;
            empty for ``likert`` and ``open``.
        scoring: the scoring method with its options.
        targets: where the choices of a `PAIRED` kind can go, else empty.
        passage: the text of a ``hot-text`` item with a ``{choice-id}`` for each choice, else empty.
        why: the reason shown after answering a `TYPED` kind, by language, else empty.
        fold: what is not told apart in a ``short-text``, of `quizengine.scoring.typed.FOLDS`.
        tolerance: of a ``numeric`` item.
        rubric: the criteria of an ``open`` item, at least one, else empty.
        max_points: points of a full response, more than 0.
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
    scoring: Scoring
    targets: tuple[Target, ...] = ()
    passage: Text = field(default_factory=dict)
    why: Text = field(default_factory=dict)
    fold: tuple[str, ...] = ()
    tolerance: Tolerance = Tolerance()
    rubric: tuple[Criterion, ...] = ()
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
