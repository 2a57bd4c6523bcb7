"""Read how an item is scored: the method, written as its name or as a table with its options."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from quizengine.content.problem import listing
from quizengine.content.table import Table
from quizengine.scoring.item import SELECTED, SEVERAL, Choice, Kind, Scoring
from quizengine.scoring.methods import DEFAULTS, METHODS


def read_scoring(table: Table, kind: Kind | None, choices: tuple[Choice, ...]) -> Scoring:
    """Return the method of an item.

    Args:
        table: of the item; what is wrong is told to it.
        kind: of the item; ``None`` when it is not known, and then no method is said not to fit.
        choices: of the item, whose weights set the default of ``upper``.
    """
    default = DEFAULTS[kind or Kind.SINGLE_CHOICE]
    written = table.raw("scoring")
    if isinstance(written, str | dict | None):
        options = table.table("scoring") if isinstance(written, dict) else None
        name = (options or table).one_of("method" if options else "scoring", METHODS, default)
    else:
        options, name = None, ""
        table.tell('"scoring" must be a name or a table. Write scoring = ' + _example(default), "scoring")
    if name not in METHODS:
        return Scoring(default)
    if kind is not None and kind not in METHODS[name].kinds:
        fitting = listing(one for one, method in METHODS.items() if kind in method.kinds)
        table.tell(f'scoring "{name}" is not for kind "{kind}". Write one of {fitting}.', "scoring")
    upper = _best_sum(kind, choices) if name == "weights" else Fraction(1)
    return _read_options(options, name, upper, kind) if options else Scoring(name, upper=upper)


def weighty(kind: Kind | None, scoring: Scoring, choices: tuple[Choice, ...]) -> tuple[str, ...]:
    """Return the key that weights imply: the choices that add, or the one that adds most."""
    if scoring.method != "weights":
        return ()
    gains = {one.id: one.weight for one in choices if one.weight is not None and one.weight > 0}
    if kind in SEVERAL:
        return tuple(gains)
    return (max(gains, key=gains.__getitem__),) if gains else ()


def _example(name: str) -> str:
    return f'"{name}" or {{ method = "{name}", penalty = "1/3" }}.'


def _read_options(options: Table, name: str, upper: Fraction, kind: Kind | None) -> Scoring:
    """Return a method with the options that fit it; the others are told."""
    zero = Fraction(0)
    fitting = METHODS[name].options
    for key in _strangers(options, fitting):
        methods = listing(one for one, method in METHODS.items() if key in method.options)
        options.tell(f'"{key}" is not for {name}, only for {methods}. Remove it or change the method.', key)
    scoring = Scoring(
        name,
        floor=options.exact("floor", zero) if "floor" in fitting else zero,
        lower=options.exact("lower", zero) if "lower" in fitting else zero,
        upper=options.exact("upper", upper) if "upper" in fitting else upper,
        penalty=options.exact("penalty", zero) if options.raw("penalty") is not None else None,
        points_by_try=options.exacts("points-by-try"),
    )
    options.close()
    for key, bound in (("floor", scoring.floor), ("lower", scoring.lower)):
        if bound > 0:
            options.tell(f'"{key}" must be 0 or less, like {key} = "-1/4". Correct it or leave it out.', key)
    if scoring.upper <= 0:
        options.tell('"upper" must be more than 0. Leave it out for the most that the weights give.', "upper")
    _check_tries(options, scoring, kind)
    return scoring


def _strangers(options: Table, fitting: tuple[str, ...]) -> Iterator[str]:
    """Yield the options that belong to other methods; reading them here is no slip of the pen."""
    foreign = {one for method in METHODS.values() for one in method.options if one not in fitting}
    for key in sorted(foreign & options.data.keys()):
        options.known.add(key)
        yield key


def _check_tries(options: Table, scoring: Scoring, kind: Kind | None) -> None:
    points = scoring.points_by_try
    if scoring.has_tries and kind in (Kind.LIKERT, Kind.OPEN):
        options.tell(f'kind "{kind}" has no wrong try. Remove penalty and points-by-try.')
    if scoring.has_tries and scoring.method == "certainty":
        options.tell("certainty is asked for one try only. Remove penalty and points-by-try.")
    if scoring.penalty is not None and points:
        options.tell("penalty and points-by-try exclude each other. Keep one.", "penalty")
    if scoring.penalty is not None and not 0 <= scoring.penalty <= 1:
        options.tell('"penalty" must be from 0 to 1, a share of the points, like penalty = "1/3".', "penalty")
    if points and (points[0] <= 0 or points[-1] < 0 or sorted(points, reverse=True) != list(points)):
        options.tell(
            '"points-by-try" must begin above 0 and never rise or go below 0. Write [3, 2, 1] or so.',
            "points-by-try",
        )


def _best_sum(kind: Kind | None, choices: tuple[Choice, ...]) -> Fraction:
    """Return the most that the weights of a response can add up to; at least something above 0."""
    gains = [choice.weight for choice in choices if choice.weight is not None and choice.weight > 0]
    if not gains or kind not in SELECTED:
        return Fraction(1)
    return sum(gains, Fraction(0)) if kind in SEVERAL else max(gains)
