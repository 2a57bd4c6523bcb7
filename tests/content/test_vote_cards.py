"""A vote card is one marker and four letters; any two markers stay apart however they are turned."""

from itertools import combinations

import pytest

from quizengine.content.vote_cards import (
    LETTERS,
    MOST_CARDS,
    SIDE,
    answer_cards,
    find_choices,
    letter_up,
    marker_rows,
    name_holder,
)
from quizengine.scoring.item import Choice, Item, Kind, Scoring

NUMBERS = range(1, MOST_CARDS + 1)


def turned(rows):
    """A marker in its four positions, as one text each."""
    for _ in range(4):
        rows = ["".join(column) for column in zip(*reversed(rows), strict=True)]
        yield "".join(rows)


def count_differences(one, other):
    return sum(a != b for a, b in zip(one, other, strict=True))


def test_two_markers_differ_in_fourteen_cells_and_so_does_one_from_itself_turned():
    every = [(number, text) for number in NUMBERS for text in turned(marker_rows(number))]
    assert min(count_differences(one, other) for (_, one), (_, other) in combinations(every, 2)) == 14
    assert {len(text) for _, text in every} == {SIDE * SIDE}


def test_a_card_shows_each_letter_at_one_edge_clockwise():
    assert [letter_up(4, turns) for turns in range(4)] == ["A", "B", "C", "D"]
    assert [letter_up(1, turns) for turns in range(4)] == ["B", "C", "D", "A"]
    assert {letter_up(number, turns) for number in NUMBERS for turns in range(-2, 3)} == set(LETTERS)


def test_four_neighbours_hold_their_cards_differently_for_the_same_letter():
    held = {next(turns for turns in range(4) if letter_up(number, turns) == "A") for number in (7, 8, 9, 10)}
    assert len(held) == 4


def test_a_holder_is_a_number_and_never_a_name():
    assert (name_holder(7), name_holder(40)) == ("card-07", "card-40")


def make_item(kind, *names):
    choices = tuple(Choice(one, {}, {}) for one in names)
    return Item("x", kind, {}, choices, names[:1], Scoring("all-or-nothing"))


@pytest.mark.parametrize(
    ("item", "letters"),
    [
        (make_item(Kind.SINGLE_CHOICE, "tell", "wait"), {"A": "tell", "B": "wait"}),
        (make_item(Kind.SINGLE_CHOICE, *"pqrs"), {"A": "p", "B": "q", "C": "r", "D": "s"}),
        (make_item(Kind.TRUE_FALSE, "true", "false", "no-trace", "rumour"), {"A": "true", "B": "false"}),
        (make_item(Kind.SINGLE_CHOICE, *"pqrst"), {}),
        (make_item(Kind.MULTIPLE_CHOICE, "tell", "wait"), {}),
    ],
)
def test_letters_stand_for_the_choices_as_they_are_shown(item, letters):
    assert find_choices(item) == letters


def test_a_card_answers_the_choice_under_its_letter_or_nothing():
    choices = {"A": "true", "B": "false"}
    assert answer_cards([(3, "B"), (12, "A"), (40, "C")], choices) == [
        ("card-03", "false"),
        ("card-12", "true"),
    ]
