"""Pairs that were seen: none is forgotten while the table grows, and none is made up."""

import pytest

from quizengine.content.seen import Seen


@pytest.mark.parametrize("expected", [0, 50, 5000])
def test_every_pair_is_new_once_however_many_were_expected(expected):
    seen = Seen(expected)
    pairs = [(f"c{number}", item) for number in range(500) for item in ("a", "b", "c")]
    assert all(seen.add(*pair) for pair in pairs)
    assert not any(seen.add(*pair) for pair in pairs)


def test_a_pair_is_not_its_texts_run_together():
    seen = Seen()
    assert seen.add("c1", "2x")
    assert seen.add("c12", "x")
