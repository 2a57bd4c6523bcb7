"""What holds of any item and any response, whatever they are; hypothesis looks for a counterexample."""

import os
import subprocess
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizengine.scoring import Choice, Item, Kind, Outcome, Scoring, Status, Target, score
from quizengine.scoring.item import PAIRED, SELECTED, TYPED, Criterion, Tolerance
from quizengine.scoring.methods import METHODS
from quizengine.scoring.response import parse_response

ROOT = Path(__file__).parent.parent.parent
steady = settings(derandomize=True, deadline=None, max_examples=200, database=None)

IDS = ("a", "b", "c", "d", "e", "f")
TARGETS = tuple(Target(one, {}) for one in "xyz")
below_zero = st.fractions(-3, 0, max_denominator=12)
above_zero = st.fractions(Fraction(1, 12), 5, max_denominator=12)
weight = st.fractions(-2, 2, max_denominator=6)


def options(method):
    """Any options that the method takes; tries for all but certainty, which is asked for once."""
    fitting = {"floor": below_zero, "lower": below_zero, "upper": above_zero}
    own = st.fixed_dictionaries({one: fitting[one] for one in METHODS[method].options})
    penalties = st.fractions(0, 1, max_denominator=6).map(lambda one: {"penalty": one})
    falling = st.lists(above_zero, min_size=1, max_size=4).map(lambda some: tuple(sorted(some)[::-1]))
    by_try = falling.map(lambda some: {"points_by_try": some})
    tries = st.just({}) if method == "certainty" else st.just({}) | penalties | by_try
    return st.builds(lambda some, more: Scoring(method, **some, **more), own, tries)


def choices_of(draw, kind, method):
    ids = IDS[: draw(st.integers(2, 6))]
    ids = ("true", "false", *ids[2:]) if kind is Kind.TRUE_FALSE else ids
    return tuple(Choice(one, {}, {}, draw(weight) if method == "weights" else None) for one in ids)


def key_of(draw, kind, choices, method):
    """A key that fits the kind; for weights the choices that add, as the reader implies it."""
    ids = [one.id for one in choices]
    if kind in (Kind.LIKERT, Kind.OPEN):
        return ()
    if kind in PAIRED:
        return tuple(f"{one}={draw(st.sampled_from('xyz'))}" for one in ids)
    if kind is Kind.ORDER:
        return tuple(draw(st.permutations(ids)))
    if kind is Kind.TRUE_FALSE:
        return (draw(st.sampled_from(ids[:2])), *ids[2:3])
    if kind is Kind.SHORT_TEXT:
        return ("l'été", "œuf")
    if kind is Kind.NUMERIC:
        return ("12.5", "[100, 200)")
    if kind is Kind.SINGLE_CHOICE:
        return (draw(st.sampled_from(ids)),)
    gains = [one.id for one in choices if one.weight is not None and one.weight > 0]
    some = st.lists(st.sampled_from(ids), min_size=1, unique=True)
    return tuple(gains or ids[:1]) if method == "weights" else tuple(draw(some))


@st.composite
def any_item(draw, kinds=tuple(Kind)):
    kind = draw(st.sampled_from(kinds))
    method = draw(st.sampled_from([one for one in METHODS if kind in METHODS[one].kinds]))
    choices = () if kind in TYPED else choices_of(draw, kind, method)
    rubric = (Criterion("proof", {}, Fraction(2)),) if kind is Kind.OPEN else ()
    return Item(
        "it",
        kind,
        {},
        choices,
        key_of(draw, kind, choices, method),
        draw(options(method)),
        TARGETS if kind in PAIRED else (),
        fold=("accents",),
        tolerance=Tolerance(figures=2),
        rubric=rubric,
        max_points=draw(above_zero),
        rules=("harassment",),
        step="act",
    )


number = st.decimals(-300, 300, places=2, allow_nan=False).map(str)


@st.composite
def any_try(draw, item):
    """Something that could be meant as a response: known ids for the most part, and text."""
    if item.kind in TYPED:
        return draw(
            number | st.sampled_from(["l’ete", "oeuf", "12,5"]) | st.text("ab 1,'é\u0301", max_size=9)
        )
    ids = draw(st.lists(st.sampled_from(item.choice_ids), max_size=6, unique=True))
    if item.kind is Kind.ORDER and draw(st.booleans()):
        ids = draw(st.permutations(item.choice_ids))
    if item.kind in PAIRED:
        ids = [f"{one}={draw(st.sampled_from('xyz'))}" for one in ids]
    return " ".join(ids)


@st.composite
def responses(draw, item):
    text = "|".join(draw(st.lists(any_try(item), min_size=1, max_size=4 if item.scoring.has_tries else 1)))
    said = draw(st.sampled_from(["", " certainty=1", " certainty=2", " certainty=3"]))
    return text + said if item.scoring.method == "certainty" else text


@st.composite
def items_with_responses(draw, kinds=tuple(Kind)):
    item = draw(any_item(kinds))
    return item, draw(responses(item))


def bounds(item):
    """The least and the most share that a usable response can earn, from the issue's text."""
    scoring, upper = item.scoring, Fraction(1)
    if scoring.has_tries:
        return Fraction(0), upper
    lowest = {
        "rexams-false": max(scoring.floor, Fraction(-1)),
        "rexams-false2": max(scoring.floor, Fraction(-1)),
        "rexams-all": max(scoring.floor, Fraction(len(item.key) - len(item.choices))),
        "weights": scoring.lower / scoring.upper,
        "certainty": Fraction(-2),
        "order-lcs": Fraction(1, max(1, len(item.choices))),
    }
    return lowest.get(scoring.method, Fraction(0)), upper


@steady
@given(items_with_responses())
def test_points_lie_between_the_bounds_of_their_method(case):
    item, raw = case
    outcome = score(item, raw)
    low, high = bounds(item)
    if outcome.status in (Status.CORRECT, Status.PARTIAL, Status.INCORRECT):
        assert low * item.max_points <= outcome.points <= high * item.max_points


@steady
@given(items_with_responses())
def test_the_status_says_the_sign_of_the_points(case):
    item, raw = case
    outcome = score(item, raw)
    if outcome.status is Status.CORRECT and item.scoring.method != "certainty":
        assert outcome.points == item.max_points
    if outcome.status is Status.PARTIAL:
        assert 0 < outcome.points < item.max_points
    if outcome.status is Status.INCORRECT:
        assert outcome.points <= 0


@steady
@given(any_item())
def test_the_key_earns_full_points(item):
    key = item.key[:1] if item.kind in TYPED else item.key
    raw = "12.5" if item.kind is Kind.NUMERIC else " ".join(key)
    full = score(item, f"{raw} certainty=3" if item.scoring.method == "certainty" else raw)
    if item.kind not in (Kind.LIKERT, Kind.OPEN) and item.scoring.method != "weights":
        assert (full.status, full.points) == (Status.CORRECT, item.max_points)


@steady
@given(st.data())
def test_one_more_right_choice_never_scores_less(data):
    """Every method of a selection promises it, whatever else is selected, at the same certainty.

    All but ``weights`` with a key written beside them: a choice of that key may weigh less than 0 (see the
    next test). With the key that weights imply, which is taken here, they promise it too.
    """
    item = data.draw(any_item((Kind.MULTIPLE_CHOICE, Kind.HOT_TEXT)))
    item = replace(item, scoring=replace(item.scoring, penalty=None, points_by_try=()))
    selected = data.draw(st.lists(st.sampled_from(item.choice_ids), min_size=1, unique=True))
    more = list(dict.fromkeys([*selected, data.draw(st.sampled_from(item.key))]))
    if all(one.weight is None or one.weight > 0 for one in item.choices if one.id in item.key):
        assert score(item, more).points >= score(item, selected).points


def test_a_written_key_with_a_weight_below_zero_breaks_that_promise():
    weights = {"a": 1, "b": -1, "c": 1}
    choices = tuple(Choice(one, {}, {}, Fraction(points)) for one, points in weights.items())
    item = Item("it", Kind.MULTIPLE_CHOICE, {}, choices, ("a", "b", "c"), Scoring("weights"))
    assert [score(item, raw).points for raw in ("a", "a b", "a b c")] == [1, 0, 1]


@steady
@given(st.data())
def test_one_more_right_pair_never_scores_less(data):
    item = data.draw(any_item(PAIRED))
    item = replace(item, scoring=replace(item.scoring, penalty=None, points_by_try=()))
    given_ids = data.draw(st.lists(st.sampled_from(item.choice_ids), min_size=1, unique=True))
    pairs = {one: data.draw(st.sampled_from("xyz")) for one in given_ids}
    right = dict(pair.split("=") for pair in item.key)
    more = pairs | {one: right[one] for one in data.draw(st.lists(st.sampled_from(item.choice_ids)))}
    assert score(item, more).points >= score(item, pairs).points


@steady
@given(st.data())
def test_the_order_of_choices_and_of_ids_does_not_matter(data):
    item, raw = data.draw(items_with_responses((*SELECTED, *PAIRED)))
    item = replace(item, scoring=replace(item.scoring, penalty=None, points_by_try=()))
    parts = parse_response(item, raw).parts
    said = [word for word in raw.split() if word.startswith("certainty")]
    moved = replace(
        item,
        choices=tuple(data.draw(st.permutations(item.choices))),
        key=tuple(data.draw(st.permutations(item.key))),
    )
    first = score(item, [*parts, *said])
    again = score(moved, [*data.draw(st.permutations(parts)), *said])
    assert (again.status, again.points) == (first.status, first.points)


def write(item, response):
    """A parsed response as text."""
    text = "|".join(" ".join(parts) for parts in (*response.earlier, response.parts))
    return f"{text} certainty={response.certainty}" if item.scoring.method == "certainty" else text


@steady
@given(items_with_responses())
def test_a_response_written_and_parsed_again_is_the_same(case):
    item, raw = case
    response = parse_response(item, raw)
    if not response.problem and response.parts:
        assert parse_response(item, write(item, response)) == response


@steady
@given(items_with_responses((*SELECTED, Kind.ORDER)))
def test_text_and_list_are_the_same_response(case):
    item, raw = case
    as_list = [one.split() for one in raw.split("|")] if item.scoring.has_tries else raw.split()
    assert score(item, as_list) == score(item, raw)


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["a", "b", "a=x", "true", "certainty=2", "|", "12,5", 10**4000]),
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=30,
)
WITHOUT_POINTS = (Status.INVALID, Status.PENDING, Status.UNSCORED)


def check_outcome(item, raw):
    """An outcome whatever came; a likert is never scored, so that even its blank has no points."""
    outcome = score(item, raw)
    assert isinstance(outcome, Outcome)
    assert (outcome.points is None) == (outcome.status in WITHOUT_POINTS or item.kind is Kind.LIKERT)
    assert bool(outcome.problem) == (outcome.status is Status.INVALID)
    assert set(outcome.per_rule) == (set() if outcome.points is None else {"harassment"})


@settings(steady, max_examples=600)
@given(any_item(), json_values)
def test_anything_that_json_can_say_gets_an_outcome(item, raw):
    check_outcome(item, raw)


def deep(levels, raw):
    for _ in range(levels):
        raw = [raw]
    return raw


EXTREMES = {
    "one megabyte of text": "a" * 1_000_000,
    "one megabyte of blanks": " " * 1_000_000,
    "one megabyte of bars": "|" * 1_000_000,
    "one megabyte of certainty": "certainty=" * 100_000 + " x",
    "a list of a hundred thousand ids": ["a"] * 100_000,
    "lists a hundred thousand deep": deep(100_000, "a"),
    "a number of four thousand digits": 10**4000,
    "a lone surrogate": "\ud800",
    "a zero byte": "\x00",
    "bytes": b"a",
    "a set": {"a"},
}


def plain_item(kind):
    choices = tuple(Choice(one, {}, {}) for one in ("true", "false"))
    key = {Kind.NUMERIC: ("1",), Kind.MATCH: ("true=x", "false=x"), Kind.CATEGORISE: ("true=x", "false=y")}
    targets = TARGETS if kind in PAIRED else ()
    own = key.get(kind, ("true", "false") if kind is Kind.ORDER else ("true",))
    return Item("it", kind, {}, choices, own, Scoring("all-or-nothing"), targets, rules=("harassment",))


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("name", EXTREMES)
def test_extremes_get_an_outcome_too(kind, name):
    item = plain_item(kind)
    check_outcome(item, EXTREMES[name])
    check_outcome(replace(item, scoring=Scoring("all-or-nothing", penalty=Fraction(1, 3))), EXTREMES[name])


def test_a_number_too_long_for_python_to_write_is_invalid():
    """Python refuses to write an integer of more than 4,300 digits; a caller may still hand one over."""
    assert {score(plain_item(kind), 10**5000).status for kind in Kind} == {Status.INVALID}


SAMPLE = """
from test_cases import CASES, read
from quizengine.scoring import score
from quizengine.scoring.form import display_order, shuffle
for item, case in CASES:
    print(score(read(item), case["response"]) if "mark" not in case else "", display_order(read(item), "7"))
print(shuffle({"a", "b", "c", "d", "e"}, "7"))
"""


def run_sample(hash_seed):
    path = os.pathsep.join([str(ROOT), str(Path(__file__).parent)])
    env = os.environ | {"PYTHONHASHSEED": hash_seed, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([sys.executable, "-c", SAMPLE], env=env, capture_output=True, check=True)
    return done.stdout


def test_scoring_is_the_same_in_every_process_and_for_every_hash_seed():
    first, second = run_sample("1"), run_sample("2")
    assert first.count(b"Outcome(") > 300
    assert first == second
