"""Intervals of 95 % for few answers: one share, two independent shares, and means of the same candidates."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

Z = 1.959964
"""0.975 quantile of the normal distribution."""
_T = (
    *(12.706205, 4.302653, 3.182446, 2.776445, 2.570582, 2.446912, 2.364624, 2.306004, 2.262157, 2.228139),
    *(2.200985, 2.178813, 2.160369, 2.144787, 2.131450, 2.119905, 2.109816, 2.100922, 2.093024, 2.085963),
    *(2.079614, 2.073873, 2.068658, 2.063899, 2.059539, 2.055529, 2.051831, 2.048407, 2.045230, 2.042272),
)
_T_ABOVE = ((120, 1.979930), (60, 2.000298), (40, 2.021075))
"""0.975 quantiles of Student's t for 1 to 30 degrees of freedom, then for at least so many."""
Interval = tuple[float, float]


def wilson(share: float, n: int) -> Interval:
    """Return Wilson's score interval of a share.

    Args:
        share: from 0 to 1; a mean share of points may stand for it: what lies between 0 and 1 varies
            at most as much as a proportion with the same mean, so the interval errs on the wide side.
        n: how many answered, 1 or more.

    Source:
        Newcombe (1998), "Two-sided confidence intervals for the single proportion", method 3.
    """
    middle = share + Z * Z / (2 * n)
    half = Z * math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
    scale = 1 + Z * Z / n
    return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)


def compare_shares(after: float, n_after: int, before: float, n_before: int) -> Interval:
    """Return an interval of ``after − before`` for two groups that are taken as independent.

    For the same people twice, who tend to answer alike, it is too wide rather than too narrow.

    Source:
        Newcombe (1998), "Interval estimation for the difference between independent proportions", method 10.
    """
    (low_a, high_a), (low_b, high_b) = wilson(after, n_after), wilson(before, n_before)
    gap = after - before
    low = gap - math.hypot(after - low_a, high_b - before)
    high = gap + math.hypot(high_a - after, before - low_b)
    return max(-1.0, low), min(1.0, high)


def compare_candidates(after: Mapping[str, float], before: Mapping[str, float]) -> Interval | None:
    """Return an interval of the change of the mean when all or most candidates are the same.

    With everybody in both it is the paired t-interval, with nobody Welch's.

    Args:
        after: candidate → value, two or more.
        before: likewise.

    Returns:
        The interval, not cut at ±1; None when the values do not vary, so that nothing can be said.

    Source:
        Derrick, Toher and White (2017), "How to compare the means of two samples that include paired
        observations and independent observations", the test with unequal variances.
    """
    both = sorted(after.keys() & before.keys())
    n_a, n_b, n = len(after), len(before), len(both)
    var_a, var_b = _variance(list(after.values())), _variance(list(before.values()))
    alike = _correlate([after[one] for one in both], [before[one] for one in both])
    squared = var_a / n_a + var_b / n_b - 2 * alike * math.sqrt(var_a * var_b) * n / (n_a * n_b)
    if squared <= 1e-12:
        return None
    welch = (var_a / n_a + var_b / n_b) ** 2 / (
        (var_a / n_a) ** 2 / (n_a - 1) + (var_b / n_b) ** 2 / (n_b - 1)
    )
    alone = n_a + n_b - 2 * n
    freedom = (n - 1) + (welch - n + 1) / (n_a + n_b) * alone if n else welch
    half = quantile(freedom) * math.sqrt(squared)
    gap = math.fsum(after.values()) / n_a - math.fsum(before.values()) / n_b
    return gap - half, gap + half


def quantile(freedom: float) -> float:
    """Return the 0.975 quantile of t, that of the next smaller tabled degrees of freedom (1 or more)."""
    for least, value in _T_ABOVE:
        if freedom >= least:
            return value
    return _T[min(int(freedom + 1e-9), len(_T)) - 1]


def _variance(values: Sequence[float]) -> float:
    return _covary(values, values)


def _covary(left: Sequence[float], right: Sequence[float]) -> float:
    """Return the covariance, 0 for fewer than two pairs."""
    n = len(left)
    if n < 2:
        return 0.0
    mean_left, mean_right = math.fsum(left) / n, math.fsum(right) / n
    return math.fsum((a - mean_left) * (b - mean_right) for a, b in zip(left, right, strict=True)) / (n - 1)


def _correlate(left: Sequence[float], right: Sequence[float]) -> float:
    """Return Pearson's r, 0 where one side does not vary."""
    spread = math.sqrt(_variance(left) * _variance(right))
    return _covary(left, right) / spread if spread else 0.0
