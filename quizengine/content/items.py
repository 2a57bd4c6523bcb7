"""Read items from a data file; an item with any problem is told and left out, the others are kept."""

from __future__ import annotations

from fractions import Fraction

from quizengine.content.item_checks import check_item
from quizengine.content.problem import listing
from quizengine.content.table import Table
from quizengine.scoring.item import (
    SELECTED,
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
from quizengine.scoring.methods import DEFAULTS, METHODS
from quizengine.scoring.typed import FOLDS

KINDS = tuple(kind.value for kind in Kind)
FORMS = ("A", "B", "C", "practice")
MOST_FIGURES = 15
DEFAULT_FOLD = ("case", "apostrophes")
"""What a short-text does not tell apart unless it says so itself; accents are never dropped unasked."""


def read_items(root: Table) -> dict[str, Item]:
    """Return the sound items of a file by id, in its order."""
    items: dict[str, Item] = {}
    for table in root.tables("item"):
        item = read_item(table)
        table.keep(items, item.id, item)
    root.close()
    return items


def read_item(table: Table) -> Item:
    """Return one item; what is wrong with it is told to its table."""
    name = table.one_of("kind", KINDS)
    kind = Kind(name) if name in KINDS else None
    is_typed = kind in TYPED
    choices = tuple(_read_choice(one) for one in table.tables("choice"))
    if kind is Kind.TRUE_FALSE and not choices and not table.source.languages:
        choices = tuple(Choice(verdict, {}, {}) for verdict in VERDICTS)
    rubric = tuple(_read_criterion(one) for one in table.tables("criterion"))
    scoring = _read_scoring(table, kind or Kind.SINGLE_CHOICE, choices)
    item = Item(
        id=table.slug(),
        kind=kind or Kind.SINGLE_CHOICE,
        stem=table.text("stem"),
        choices=choices,
        key=table.strings("key") or _weighty(kind, scoring, choices),
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
    table.close()
    if kind:
        check_item(table, item)
    return item


def _read_scoring(table: Table, kind: Kind, choices: tuple[Choice, ...]) -> Scoring:
    """Return the method, written as its name or as a table with options."""
    options = table.table("scoring") if isinstance(table.raw("scoring"), dict) else None
    name = (options or table).one_of("method" if options else "scoring", METHODS, DEFAULTS[kind])
    if name not in METHODS:
        return Scoring(DEFAULTS[kind])
    if kind not in METHODS[name].kinds:
        fitting = listing(one for one, method in METHODS.items() if kind in method.kinds)
        table.tell(f'scoring "{name}" is not for a {kind} item. Write one of {fitting}.', "scoring")
    upper = _best_sum(kind, choices) if name == "weights" else Fraction(1)
    return _read_options(options, name, upper) if options else Scoring(name, upper=upper)


def _read_options(options: Table, name: str, upper: Fraction) -> Scoring:
    """Return a method with the options that fit it; the others are told as not known."""
    fitting = METHODS[name].options
    zero = Fraction(0)
    penalty = options.exact("penalty", zero) if options.raw("penalty") is not None else None
    scoring = Scoring(
        name,
        floor=options.exact("floor", zero) if "floor" in fitting else zero,
        lower=options.exact("lower", zero) if "lower" in fitting else zero,
        upper=options.exact("upper", upper) if "upper" in fitting else upper,
        penalty=penalty,
        points_by_try=options.exacts("points-by-try"),
    )
    options.close()
    for key, bound in (("floor", scoring.floor), ("lower", scoring.lower)):
        if bound > 0:
            options.tell(f'"{key}" must be 0 or less.', key)
    if scoring.upper <= 0:
        options.tell('"upper" must be more than 0. Give at least one choice a weight above 0.', "upper")
    _check_tries(options, scoring)
    return scoring


def _check_tries(options: Table, scoring: Scoring) -> None:
    points = scoring.points_by_try
    if scoring.has_tries and scoring.method == "certainty":
        options.tell("certainty is asked for one try only. Remove penalty and points-by-try.")
    if scoring.penalty is not None and points:
        options.tell("penalty and points-by-try exclude each other. Keep one.", "penalty")
    if scoring.penalty is not None and not 0 <= scoring.penalty <= 1:
        options.tell('"penalty" must be from 0 to 1.', "penalty")
    if points and (points[0] <= 0 or points[-1] < 0 or sorted(points, reverse=True) != list(points)):
        options.tell('"points-by-try" must begin above 0 and never rise or go below 0.', "points-by-try")


def _best_sum(kind: Kind, choices: tuple[Choice, ...]) -> Fraction:
    """Return the most that the weights of a response can add up to; at least something above 0."""
    gains = [choice.weight for choice in choices if choice.weight is not None and choice.weight > 0]
    if not gains or kind not in SELECTED:
        return Fraction(1)
    return sum(gains, Fraction(0)) if kind in (Kind.MULTIPLE_CHOICE, Kind.HOT_TEXT) else max(gains)


def _weighty(kind: Kind | None, scoring: Scoring, choices: tuple[Choice, ...]) -> tuple[str, ...]:
    """Return the key that weights imply: the choices that add, or the one that adds most."""
    if scoring.method != "weights":
        return ()
    gains = {one.id: one.weight for one in choices if one.weight is not None and one.weight > 0}
    if kind in (Kind.MULTIPLE_CHOICE, Kind.HOT_TEXT):
        return tuple(gains)
    return (max(gains, key=gains.__getitem__),) if gains else ()


def _full_points(scoring: Scoring, rubric: tuple[Criterion, ...]) -> Fraction:
    """Return the points of a full response where the item does not say: the method's own scale."""
    if scoring.points_by_try:
        return max(scoring.points_by_try[0], Fraction(0)) or Fraction(1)
    if scoring.method == "certainty":
        return Fraction(3)
    return sum((one.points for one in rubric), Fraction(0)) or scoring.upper


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
    folds = table.strings("fold") if table.raw("fold") is not None else DEFAULT_FOLD
    for one in folds:
        if one not in FOLDS:
            table.tell(f'fold "{one}" is not one of {listing(FOLDS)}.', "fold")
    return folds


def _read_tolerance(table: Table) -> Tolerance:
    if table.raw("tolerance") is None:
        return Tolerance()
    given = table.table("tolerance")
    zero = Fraction(0)
    tolerance = Tolerance(
        given.exact("absolute", zero), given.exact("relative", zero), given.integer("figures", 0)
    )
    given.close()
    limits = (tolerance.absolute, tolerance.relative, Fraction(tolerance.figures))
    if min(limits) < 0 or tolerance.figures > MOST_FIGURES:
        table.tell(f"a tolerance must be 0 or more, and figures at most {MOST_FIGURES}.", "tolerance")
    if sum(map(bool, limits)) != 1:
        table.tell('"tolerance" must give one of absolute, relative and figures.', "tolerance")
    return tolerance
