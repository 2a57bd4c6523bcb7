"""What is counted of a vote: devices and hands, part by part."""

from dataclasses import replace

import pytest

from quizengine.classroom.ballot import find_ballot
from quizengine.classroom.votes import Votes
from quizengine.content.bank import kit_bank
from quizengine.content.face import item_face
from quizengine.scoring import Kind

BANK = kit_bank()


def first_of(kind):
    return next(one for one in BANK.items.values() if one.kind is kind)


def test_what_pupils_type_is_counted_by_nobody():
    votes = Votes({"c1": "my name is Zoe", "c2": "capture"})
    assert votes.count(first_of(Kind.SHORT_TEXT)) == ({}, 2)


def test_an_order_is_counted_by_the_place_of_each_choice():
    item = first_of(Kind.ORDER)
    one, two, *others = item.choice_ids
    votes = Votes({"c1": [one, two, *others], "c2": [one, two, *others], "c3": [two, one, *others]})
    counts, voters = votes.count(item)
    assert voters == 3
    assert (counts[f"{one}=1"], counts[f"{one}=2"]) == (2, 1)
    assert (counts[f"{two}=1"], counts[f"{two}=2"]) == (1, 2)
    assert counts[f"{others[-1]}={len(item.choices)}"] == 3


def test_the_places_of_a_text_are_counted_by_hand_in_the_order_of_the_text():
    item = first_of(Kind.HOT_TEXT)
    turned = replace(item, choices=item.choices[::-1])
    ballot = find_ballot(turned, {"item": item_face(turned, "fr")}, Votes())
    assert [one["id"] for one in ballot["choices"]] == list(item.choice_ids)
    assert not ballot["is_single"]


@pytest.mark.parametrize("kind", [Kind.ORDER, Kind.MATCH, Kind.CATEGORISE, Kind.SHORT_TEXT, Kind.OPEN])
def test_what_no_raised_hand_can_say_has_no_ballot(kind):
    item = first_of(kind)
    assert find_ballot(item, {"item": item_face(item, "fr")}, Votes()) is None
