"""Read items from a data file; an item with any problem is told and left out, the others are kept."""

from __future__ import annotations

from fractions import Fraction

from quizengine.content.item_checks import check_item
from quizengine.content.item_scoring import read_scoring, weighty
from quizengine.content.table import Table
from quizengine.scoring.form import LETTERS, PRACTICE
from quizengine.scoring.item import (
    STEPS,
    TYPED,
    VERDICTS,
    Choice,
    Criterion,
    Item,
    Kind,
    Scoring,
    Target,
    Tolerance,
)
from quizengine.scoring.typed import FOLDS

KINDS = tuple(kind.value for kind in Kind)
FORMS = (*LETTERS, PRACTICE)
MOST_FIGURES = 15
ONE_KIND = {"fold": Kind.SHORT_TEXT, "tolerance": Kind.NUMERIC}
"""Fields that only one kind has."""
DEFAULT_FOLD = ("case", "apostrophes")
"""What a short-text does not tell apart unless it says so itself; accents are never dropped unasked."""


def read_items(root: Table) -> dict[str, Item]:
    """Return the sound items of a file by id, in its order."""
    return root.records("item", read_item)


def read_item(table: Table) -> Item:
    """Return one item; what is wrong with it is told to its table."""
    name = table.one_of("kind", KINDS)
    kind = Kind(name) if name in KINDS else None
    is_typed = kind in TYPED
    choices = tuple(_read_choice(one) for one in table.tables("choice"))
    if kind is Kind.TRUE_FALSE and not choices and not table.source.languages:
        choices = tuple(Choice(verdict, {}, {}) for verdict in VERDICTS)
    rubric = tuple(_read_criterion(one) for one in table.tables("criterion"))
    scoring = read_scoring(table, kind, choices)
    item = Item(
        id=table.slug(),
        kind=kind or Kind.SINGLE_CHOICE,
        stem=table.text("stem"),
        choices=choices,
        key=table.strings("key") or weighty(kind, scoring, choices),
        scoring=scoring,
        targets=tuple(_read_target(one) for one in table.tables("target")),
        passage=table.text("passage", optional=kind is not Kind.HOT_TEXT),
        why=table.text("why", optional=not is_typed),
        fold=_read_fold(table) if kind is Kind.SHORT_TEXT else (),
        tolerance=_read_tolerance(table) if kind is Kind.NUMERIC else Tolerance(),
        rubric=rubric,
        max_points=table.exact("max_points", _full_points(scoring, rubric)),
        rules=table.strings("rules"),
        step=table.one_of("step", STEPS, "" if not table.source.languages else None),
        form=table.one_of("form", FORMS, "practice"),
        parallel=table.string("parallel", ""),
    )
    for field, owner in ONE_KIND.items():
        if kind and kind is not owner and table.raw(field) is not None:
            table.tell(f'only kind "{owner}" has a {field}. Remove it or change the kind.', field)
    table.known.update(ONE_KIND)
    table.close()
    if kind:
        check_item(table, item)
    return item


def _full_points(scoring: Scoring, rubric: tuple[Criterion, ...]) -> Fraction:
    """Return the points of a full response where the item does not say: the method's own scale."""
    if scoring.points_by_try:
        return max(scoring.points_by_try[0], Fraction(0)) or Fraction(1)
    if scoring.method == "certainty":
        return Fraction(3)
    return sum((max(one.points, Fraction(0)) for one in rubric), Fraction(0)) or scoring.upper


def _read_choice(table: Table) -> Choice:
    weight = table.exact("weight", Fraction(0)) if table.raw("weight") is not None else None
    choice = Choice(table.slug(), table.text("text"), table.text("why", optional=False), weight)
    table.close()
    return choice


def _read_target(table: Table) -> Target:
    target = Target(table.slug(), table.text("text"))
    table.close()
    return target


def _read_criterion(table: Table) -> Criterion:
    criterion = Criterion(table.slug(), table.text("text"), table.exact("points", Fraction(1)))
    table.close()
    return criterion


def _read_fold(table: Table) -> tuple[str, ...]:
    if table.raw("fold") is None:
        return DEFAULT_FOLD
    return table.some_of("fold", FOLDS, mend=" Correct or remove it.")


def _read_tolerance(table: Table) -> Tolerance:
    if table.raw("tolerance") is None:
        return Tolerance()
    given = table.table("tolerance")
    zero = Fraction(0)
    tolerance = Tolerance(
        given.exact("absolute", zero), given.exact("relative", zero), given.integer("figures", 0)
    )
    given.close()
    if not given.is_sound:
        return tolerance
    limits = (tolerance.absolute, tolerance.relative, Fraction(tolerance.figures))
    if min(limits) < 0 or tolerance.figures > MOST_FIGURES:
        given.tell(f"it must be more than 0, and figures at most {MOST_FIGURES}. Correct it.")
    elif sum(map(bool, limits)) != 1:
        given.tell(
            "it must give one of absolute, relative and figures, more than 0. "
            "Keep one, or remove the tolerance where only the exact number is right."
        )
    return tolerance
