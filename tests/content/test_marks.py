"""Rings: which ones an item needs, and the response that marked ones make."""

from dataclasses import replace

import pytest

from quizengine.content.bank import kit_bank
from quizengine.content.marks import find_seed, list_marks, list_parts, write_marks
from quizengine.scoring.form import display_order
from quizengine.scoring.item import TYPED, Kind
from quizengine.scoring.outcome import Status
from quizengine.scoring.response import parse_response
from quizengine.scoring.score import score

ITEMS = kit_bank().items.values()
READABLE = [one for one in ITEMS if one.kind not in TYPED]


def item_of(kind):
    return next(one for one in ITEMS if one.kind is kind)


@pytest.mark.parametrize("kind", sorted({one.kind for one in READABLE}))
def test_the_key_of_every_item_comes_back_from_its_rings(kind):
    for item in (one for one in READABLE if one.kind is kind):
        text = " ".join(item.key or item.choice_ids[:1])
        marked = list_parts(item, text)
        rings = {(part, option) for part, options in list_marks(item) for option in options}
        assert {(part, one) for part, options in marked.items() for one in options} <= rings
        response = write_marks(item, marked)
        assert sorted(response.split()) == sorted(text.split())
        assert score(item, response).status in (Status.CORRECT, Status.UNSCORED), item.id


@pytest.mark.parametrize("kind", TYPED)
def test_what_is_typed_has_no_ring(kind):
    assert list_marks(item_of(kind)) == ()


def test_no_mark_is_no_answer():
    assert {write_marks(item, {}) for item in READABLE} == {""}


def test_rings_stand_in_the_order_of_the_seed():
    item = item_of(Kind.SINGLE_CHOICE)
    assert list_marks(item) == (("", item.choice_ids),)
    assert list_marks(item, 3) == (("", display_order(item, "3")),)
    assert (find_seed(0), find_seed(12)) == ("", "12")


def test_a_reason_has_its_own_row():
    item = item_of(Kind.TRUE_FALSE)
    (_, verdicts), (part, reasons) = list_marks(item)
    assert verdicts + reasons == item.choice_ids
    assert write_marks(item, {part: reasons[:1], "": ("true",)}) == f"true {reasons[0]}"


def test_a_verdict_alone_has_one_row():
    item = item_of(Kind.TRUE_FALSE)
    assert list_marks(replace(item, choices=item.choices[:2])) == (("", ("true", "false")),)


def test_two_in_one_place_make_no_order():
    item = item_of(Kind.ORDER)
    marked = {choice: (str(place),) for place, choice in enumerate(item.key, start=1)}
    assert not parse_response(item, write_marks(item, marked)).problem
    marked[item.key[1]] = ("1",)
    assert parse_response(item, write_marks(item, marked)).problem


def test_two_marks_where_one_is_asked_make_a_problem():
    item = item_of(Kind.SINGLE_CHOICE)
    assert parse_response(item, write_marks(item, {"": item.choice_ids[:2]})).problem
    paired = item_of(Kind.CATEGORISE)
    marked = {paired.choice_ids[0]: paired.target_ids[:2]}
    assert list_parts(paired, write_marks(paired, marked)) == marked
    assert parse_response(paired, write_marks(paired, marked)).problem
