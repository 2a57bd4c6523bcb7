"""Intervals agree with what others have published."""

import math

import pytest

from quizengine.analysis.intervals import compare_candidates, compare_shares, quantile, wilson

SINGLE = [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)]
"""Newcombe (1998), "Two-sided confidence intervals for the single proportion", Table I, method 3."""
DIFFERENCES = [
    (56, 70, 48, 80, 0.0524, 0.3339),
    (9, 10, 3, 10, 0.1705, 0.8090),
    (6, 7, 2, 7, 0.0582, 0.8062),
    (5, 56, 0, 29, -0.0381, 0.1926),
    (0, 10, 0, 20, -0.1611, 0.2775),
    (0, 10, 0, 10, -0.2775, 0.2775),
    (10, 10, 0, 20, 0.6791, 1.0),
    (10, 10, 0, 10, 0.6075, 1.0),
]
"""Newcombe (1998), "Interval estimation for the difference between independent proportions", Table II, 10."""
SLEEP = (
    [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0],
    [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4],
)
"""Student (1908), the hours of sleep that two drugs added for the same ten people."""


def people(values, prefix="c"):
    return {f"{prefix}{place}": value for place, value in enumerate(values)}


@pytest.mark.parametrize(("count", "n", "low", "high"), SINGLE)
def test_wilson_is_that_of_newcombe(count, n, low, high):
    assert wilson(count / n, n) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(("a", "m", "b", "n", "low", "high"), DIFFERENCES)
def test_the_difference_is_that_of_newcombe(a, m, b, n, low, high):
    assert compare_shares(a / m, m, b / n, n) == pytest.approx((low, high), abs=5e-5)


def test_the_same_candidates_give_the_paired_interval_of_r():
    first, second = map(people, SLEEP)
    assert compare_candidates(second, first) == pytest.approx((0.7001142, 2.4598858), abs=1e-6)


def test_other_candidates_give_welchs_interval_with_whole_degrees_of_freedom():
    """R gives -0.2055 and 3.3655 with 17.776 degrees; 17 are taken: 1.58 ± 2.109816 × 0.849091."""
    found = compare_candidates(people(SLEEP[1]), people(SLEEP[0], "d"))
    assert found == pytest.approx((-0.211426, 3.371426), abs=1e-5)


def test_the_more_candidates_are_the_same_the_narrower_the_interval():
    first, second = map(people, SLEEP)
    widths = []
    for same in (10, 8, 5, 0):
        renamed = {
            name if place < same else f"x{name}": one for place, (name, one) in enumerate(second.items())
        }
        low, high = compare_candidates(renamed, first)
        widths.append(high - low)
    assert widths == sorted(widths)


def test_without_any_variation_candidates_give_no_interval():
    assert compare_candidates(people([1.0] * 9), people([0.0] * 9)) is None


@pytest.mark.parametrize("freedom", [*range(1, 31), 40, 60, 120])
def test_each_quantile_leaves_two_and_a_half_per_cent_above_it(freedom):
    """Simpson's rule on the density of t, up to the quantile."""
    scale = math.exp(math.lgamma((freedom + 1) / 2) - math.lgamma(freedom / 2)) / math.sqrt(freedom * math.pi)
    steps, end = 20_000, quantile(freedom)
    heights = [
        scale * (1 + (end * k / steps) ** 2 / freedom) ** (-(freedom + 1) / 2) for k in range(steps + 1)
    ]
    area = (heights[0] + heights[-1] + 4 * sum(heights[1:-1:2]) + 2 * sum(heights[2:-1:2])) * end / steps / 3
    assert area == pytest.approx(0.475, abs=1e-6)


def test_between_two_degrees_of_freedom_the_wider_interval_is_taken():
    assert (quantile(17.776), quantile(35), quantile(1000)) == (2.109816, 2.042272, 1.979930)
