"""Items are read from their data: what an item need not say, and what its scoring and its kind imply."""

from fractions import Fraction
from pathlib import Path

import pytest

from quizengine.content.bank import LANGUAGES, read_items_below
from quizengine.content.items import read_item
from quizengine.content.table import Source, Table
from quizengine.scoring import Kind, Status, score
from quizengine.scoring.item import Scoring, Tolerance

BANK = read_items_below(Path(__file__).parent.parent / "cases" / "kinds", languages=LANGUAGES)
ITEMS = BANK.items


def read(kind, **fields):
    """An item of one language, and what is told of it."""
    data = {"id": "it", "kind": kind, "stem": {"en": "?"}} | fields
    source = Source("f", (), {(): 1})
    return read_item(Table(source, data)), [problem.message for problem in source.problems]


def choices(**weights):
    return [
        {"id": name} if weight is None else {"id": name, "weight": weight} for name, weight in weights.items()
    ]


def sound(kind, **fields):
    item, told = read(kind, **fields)
    assert told == []
    return item


def test_an_item_of_each_kind_is_read_without_a_problem():
    assert BANK.problems == []
    assert {item.kind for item in ITEMS.values()} == set(Kind)


@pytest.mark.parametrize("item", ITEMS.values(), ids=ITEMS)
def test_what_was_read_can_be_answered_in_full(item):
    if item.kind is Kind.OPEN:
        full = score(item, "Courage.", mark={one.id: one.points for one in item.rubric})
    elif item.kind is Kind.LIKERT:
        assert score(item, "yes").status is Status.UNSCORED
        return
    else:
        response = item.key[0] if item.kind in (Kind.SHORT_TEXT, Kind.NUMERIC) else " ".join(item.key)
        full = score(item, response + " certainty=3" * (item.scoring.method == "certainty"))
    assert (full.status, full.points) == (Status.CORRECT, item.max_points)


MAX_POINTS = [
    ("one-first-move", "1"),
    ("several-helps", "1"),
    ("a-verdict-with-its-reason", "5/2"),
    ("who-does-what", "3"),
    ("sort-them", "3"),
    ("write-to-her", "5/2"),
]


@pytest.mark.parametrize(("name", "points"), MAX_POINTS)
def test_a_full_response_earns_the_scale_of_its_scoring_unless_the_item_says_so(name, points):
    assert ITEMS[name].max_points == Fraction(points)


SCORINGS = [
    ("one-first-move", Scoring("all-or-nothing", penalty=Fraction(1, 3))),
    ("several-helps", Scoring("weights", lower=Fraction(-1))),
    ("in-order", Scoring("order-lcs")),
    ("who-does-what", Scoring("per-part", points_by_try=(Fraction(3), Fraction(2), Fraction(1, 2)))),
    ("sort-them", Scoring("certainty")),
    ("mark-what-hurts", Scoring("rexams-all", floor=Fraction(-1, 4))),
    ("name-the-proof", Scoring("all-or-nothing")),
]


@pytest.mark.parametrize(("name", "scoring"), SCORINGS)
def test_scoring_is_a_name_or_a_table_whose_method_may_be_left_out(name, scoring):
    assert ITEMS[name].scoring == scoring


IMPLIED = [
    ("multiple-choice", {"a": "1/3", "b": "2/3", "c": "-1"}, ("a", "b"), "1"),
    ("multiple-choice", {"a": "3", "b": "2", "c": "0"}, ("a", "b"), "5"),
    ("single-choice", {"a": "1/3", "b": "2/3", "c": "-1"}, ("b",), "2/3"),
    ("true-false", {"true": "1", "false": "0"}, ("true",), "1"),
]


@pytest.mark.parametrize(("kind", "weights", "key", "upper"), IMPLIED)
def test_weights_imply_the_key_and_what_it_earns(kind, weights, key, upper):
    item = sound(kind, scoring="weights", choice=choices(**weights))
    assert (item.key, item.scoring.upper, item.max_points) == (key, Fraction(upper), Fraction(upper))


def test_a_key_beside_weights_may_say_the_same():
    item = sound("single-choice", scoring="weights", key=["b"], choice=choices(a="1", b="1"))
    assert item.key == ("b",)


def test_a_short_text_folds_case_and_apostrophes_but_never_accents_unless_it_says_so():
    assert sound("short-text", key=["a"]).fold == ("case", "apostrophes")
    assert sound("short-text", key=["a"], fold=[]).fold == ()
    assert ITEMS["name-the-proof"].fold == ("case", "accents", "apostrophes")


TOLERANCES = [
    ({}, Tolerance()),
    ({"tolerance": {"absolute": "0.1"}}, Tolerance(absolute=Fraction(1, 10))),
    ({"tolerance": {"relative": "1/100"}}, Tolerance(relative=Fraction(1, 100))),
    ({"tolerance": {"figures": 3}}, Tolerance(figures=3)),
]


@pytest.mark.parametrize(("written", "tolerance"), TOLERANCES)
def test_a_number_is_exact_unless_one_tolerance_is_given(written, tolerance):
    assert sound("numeric", key=["12.5"], **written).tolerance == tolerance


def test_a_bank_without_languages_needs_no_verdicts_written_out():
    assert sound("true-false", key=["false"]).choice_ids == ("true", "false")


def test_criteria_below_0_are_told_once_each_and_take_nothing_from_the_others():
    rubric = [{"id": "a", "points": 2}, {"id": "b", "points": -5}]
    item, told = read("open", criterion=rubric)
    assert item.max_points == 2
    assert told == ['the points of the criterion "b" must be more than 0. Correct them.']


def test_an_unknown_kind_is_the_only_thing_told_of_an_item():
    _, told = read("numerical", key=["3"], tolerance={"figures": 2}, scoring="certainty")
    assert len(told) == 1
    assert told[0].startswith('kind "numerical" is not one of')


@pytest.mark.parametrize("points", [[0], [-1], [2, -1], [1, 2], [3, 1, 2]])
def test_points_by_try_begin_above_0_and_never_rise(points):
    _, told = read(
        "single-choice", key=["a"], choice=choices(a=None, b=None), scoring={"points-by-try": points}
    )
    assert len(told) == 1
    assert "never rise or go below 0" in told[0]


@pytest.mark.parametrize("penalty", [0, "1/3", 1])
def test_a_penalty_is_any_share_from_0_to_1(penalty):
    item = sound("single-choice", key=["a"], choice=choices(a=None, b=None), scoring={"penalty": penalty})
    assert (item.scoring.penalty, item.scoring.has_tries) == (Fraction(penalty), True)
