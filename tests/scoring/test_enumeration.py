"""Every key and every answer of a small item, against formulas written here from the issue's text.

Of n choices k are the key; h hits and f false alarms were selected. Nothing here comes from the package
but the records and the one function `score`; the formulas are sets and fractions.
"""

from fractions import Fraction
from itertools import combinations, permutations, product

import pytest

from quizengine.scoring import Choice, Item, Kind, Scoring, Status, Target, score

LETTERS = "abcde"
FLOORS = [Fraction(0), Fraction(-1, 4), Fraction(-1), Fraction(-5)]


def make_item(kind, ids, key, scoring, targets=(), weights=None):
    choices = tuple(Choice(one, {}, {}, weights and weights[one]) for one in ids)
    places = tuple(Target(one, {}) for one in targets)
    return Item("it", kind, {}, choices, tuple(key), scoring, places)


def not_empty_subsets(ids):
    return [set(some) for size in range(1, len(ids) + 1) for some in combinations(ids, size)]


def keys_and_answers():
    """Every (n, K, S) for n from 2 to 5; 1,244 of them."""
    for n in range(2, 6):
        subsets = not_empty_subsets(LETTERS[:n])
        yield from product([n], subsets, subsets)


def count(key, selected):
    """k, h and f."""
    return len(key), Fraction(len(selected & key)), Fraction(len(selected - key))


def edx_halves(n, k, h, f):
    return {0: 1, 1: Fraction(n > 2, 2), 2: Fraction(n > 4, 4)}.get(f + k - h, 0)


FORMULAS = {
    "all-or-nothing": lambda n, k, h, f: int(h == k and f == 0),
    "right-minus-wrong": lambda n, k, h, f: max(0, (h - f) / k),
    "coverage": lambda n, k, h, f: (h / k) * (h / (h + f)),
    "each-decision": lambda n, k, h, f: 1 - (f + k - h) / n,
    "edx-halves": edx_halves,
}
WITH_FLOOR = {
    "rexams-false": lambda n, k, h, f: h / k - (f / (n - k) if k < n else 0),
    "rexams-false2": lambda n, k, h, f: h / k - f / max(n - k, 2),
    "rexams-all": lambda n, k, h, f: h / k - f,
    "rexams-none": lambda n, k, h, f: h / k,
}


def status_of(share):
    return Status.CORRECT if share == 1 else Status.PARTIAL if share > 0 else Status.INCORRECT


def check(item, answer, share):
    """A mismatch names the item's key, the answer and both shares."""
    outcome = score(item, answer)
    found = (item.key, answer, outcome.points, outcome.status)
    assert found == (item.key, answer, share, status_of(share))


@pytest.mark.parametrize("method", FORMULAS)
@pytest.mark.parametrize("kind", [Kind.MULTIPLE_CHOICE, Kind.HOT_TEXT])
def test_every_key_and_answer_follows_its_formula(kind, method):
    for n, key, selected in keys_and_answers():
        item = make_item(kind, LETTERS[:n], sorted(key), Scoring(method))
        check(item, sorted(selected), FORMULAS[method](n, *count(key, selected)))


@pytest.mark.parametrize("method", WITH_FLOOR)
@pytest.mark.parametrize("floor", FLOORS)
def test_every_key_and_answer_stays_on_or_above_the_floor(method, floor):
    for n, key, selected in keys_and_answers():
        item = make_item(Kind.MULTIPLE_CHOICE, LETTERS[:n], sorted(key), Scoring(method, floor=floor))
        check(item, sorted(selected), max(floor, WITH_FLOOR[method](n, *count(key, selected))))


@pytest.mark.parametrize("method", FORMULAS | WITH_FLOOR)
def test_a_single_choice_is_a_selection_of_one(method):
    formula = (FORMULAS | WITH_FLOOR)[method]
    for n in range(2, 6):
        for right, given in product(LETTERS[:n], repeat=2):
            item = make_item(Kind.SINGLE_CHOICE, LETTERS[:n], right, Scoring(method))
            check(item, given, max(0, formula(n, *count({right}, {given}))))


@pytest.mark.parametrize(("lower", "upper"), [(0, 1), (-1, 1), (Fraction(-1, 3), Fraction(4, 3))])
def test_every_sum_of_weights_is_clamped(lower, upper):
    values = dict(zip(LETTERS, map(Fraction, ("1/3", "1/3", "2/3", "-1/3", "-1")), strict=True))
    scoring = Scoring("weights", lower=Fraction(lower), upper=Fraction(upper))
    for n, key, selected in keys_and_answers():
        item = make_item(Kind.MULTIPLE_CHOICE, LETTERS[:n], sorted(key), scoring, weights=values)
        total = sum(values[one] for one in selected)
        check(item, sorted(selected), max(lower, min(upper, total)) / Fraction(upper))


@pytest.mark.parametrize(
    ("said", "right", "wrong"),
    [
        ([], Fraction(1, 3), 0),
        (["certainty=1"], Fraction(1, 3), 0),
        (["certainty=2"], Fraction(2, 3), Fraction(-2, 3)),
        (["certainty=3"], 1, -2),
    ],
)
def test_every_answer_by_its_certainty(said, right, wrong):
    for n, key, selected in keys_and_answers():
        item = make_item(Kind.MULTIPLE_CHOICE, LETTERS[:n], sorted(key), Scoring("certainty"))
        outcome = score(item, sorted(selected) + said)
        expected = (right, Status.CORRECT) if selected == key else (wrong, Status.INCORRECT)
        assert (outcome.points, outcome.status) == expected, (key, selected)


def is_subsequence(some, whole):
    rest = iter(whole)
    return all(one in rest for one in some)


def longest_common(first, second):
    """By brute force: the longest subsequence of one that is a subsequence of the other."""
    for size in range(len(first), 0, -1):
        if any(is_subsequence(some, second) for some in combinations(first, size)):
            return size
    return 0


def orders():
    """Every key and answer up to 4 choices; of 5, every answer to two keys."""
    for n in range(2, 5):
        yield from product(permutations(LETTERS[:n]), repeat=2)
    yield from product([tuple("abcde"), tuple("dbeac")], permutations(LETTERS))


@pytest.mark.parametrize("method", ["per-part", "order-lcs", "all-or-nothing"])
def test_every_order_follows_its_formula(method):
    for key, given in orders():
        same = sum(one == other for one, other in zip(key, given, strict=True))
        shares = {
            "per-part": Fraction(same, len(key)),
            "order-lcs": Fraction(longest_common(given, key), len(key)),
            "all-or-nothing": int(given == key),
        }
        check(make_item(Kind.ORDER, sorted(key), key, Scoring(method)), list(given), shares[method])


@pytest.mark.parametrize(("kind", "n", "places"), [(Kind.MATCH, 3, "xyz"), (Kind.CATEGORISE, 4, "xy")])
@pytest.mark.parametrize("method", ["per-part", "all-or-nothing"])
def test_every_full_and_partial_assignment_follows_its_formula(kind, n, places, method):
    ids = LETTERS[:n]
    for key, given in product(product(places, repeat=n), product((*places, None), repeat=n)):
        pairs = {one: place for one, place in zip(ids, given, strict=True) if place}
        right = sum(pairs.get(one) == place for one, place in zip(ids, key, strict=True))
        share = Fraction(right, n) if method == "per-part" else int(right == n)
        item = make_item(kind, ids, map("=".join, zip(ids, key, strict=True)), Scoring(method), places)
        if pairs:
            check(item, pairs, share)


@pytest.mark.parametrize("method", ["per-part", "all-or-nothing"])
def test_every_verdict_and_reason_follows_its_formula(method):
    ids = ("true", "false", "law", "taste", "habit")
    for key in product(ids[:2], ids[2:]):
        item = make_item(Kind.TRUE_FALSE, ids, key, Scoring(method))
        for given in [(one,) for one in ids[:2]] + list(product(ids[:2], ids[2:])):
            right = Fraction(len(set(key) & set(given)), 2)
            check(item, list(given), right if method == "per-part" else int(right == 1))


def tries():
    """Every run of one to four tries among three choices."""
    return [run for length in range(1, 5) for run in product("abc", repeat=length)]


@pytest.mark.parametrize("penalty", [Fraction(0), Fraction(1, 3), Fraction(1, 2), Fraction(1)])
def test_every_run_of_tries_loses_the_penalty_for_each_wrong_one(penalty):
    item = make_item(Kind.SINGLE_CHOICE, "abc", "b", Scoring("all-or-nothing", penalty=penalty))
    for run in tries():
        wrong = run.index("b") if "b" in run else None
        check(item, "|".join(run), 0 if wrong is None else max(0, 1 - wrong * penalty))


@pytest.mark.parametrize("listed", [(3, 2, 1), (4, 2, 1, 0), (1,), (Fraction(7, 3), Fraction(1, 3))])
def test_every_run_of_tries_earns_the_points_of_its_first_right_one(listed):
    points = tuple(map(Fraction, listed))
    item = make_item(Kind.SINGLE_CHOICE, "abc", "b", Scoring("all-or-nothing", points_by_try=points))
    for run in tries():
        wrong = run.index("b") if "b" in run else len(points)
        check(item, "|".join(run), points[wrong] / points[0] if wrong < len(points) else 0)


def test_graded_tries_count_the_best_after_its_penalty():
    penalty, subsets = Fraction(1, 5), not_empty_subsets("abc")
    item = make_item(Kind.MULTIPLE_CHOICE, "abc", "ab", Scoring("each-decision", penalty=penalty))
    for first, then in product(subsets, repeat=2):
        shares = [FORMULAS["each-decision"](3, *count({"a", "b"}, selected)) for selected in (first, then)]
        check(item, [sorted(first), sorted(then)], max(shares[0], shares[1] - penalty, 0))
