"""Forms: drawn by rule, step, kind and seed; parallel under each letter; choices shown without their key."""

import re

import pytest

from quizengine.scoring import Choice, Item, Kind, Scoring, Target
from quizengine.scoring.form import LETTERS, MOVABLE, Blueprint, Draw, display_order, draw_form, shuffle
from quizengine.scoring.item import PAIRED, TYPED


def make_item(name, *, kind=Kind.SINGLE_CHOICE, ids="abcd", key="a", **more):
    choices = () if kind in TYPED else tuple(Choice(one, {}, {}) for one in ids)
    targets = tuple(Target(one, {}) for one in "xyz") if kind in PAIRED else ()
    return Item(name, kind, {}, choices, tuple(key), Scoring("all-or-nothing"), targets, **more)


def make_bank():
    """Twelve items of two rules and two steps, each on forms A, B and C, and four to practise."""
    items = []
    for number in range(12):
        same = {"rules": ("r1",) if number % 2 else ("r2",), "step": "act" if number < 6 else "notice"}
        items.append(make_item(f"i{number}", form="A", **same))
        items += [
            make_item(f"i{number}-{letter.lower()}", form=letter, parallel=f"i{number}", **same)
            for letter in "BC"
        ]
    items += [make_item(f"p{number}", rules=("r1",), step="act") for number in range(4)]
    return {item.id: item for item in items}


BANK = make_bank()
PLAN = Blueprint(
    "plan",
    {},
    (Draw(2, rules=("r1",), step="act"), Draw(3, rules=("r1", "r2")), Draw(2, pool="practice")),
)


def test_the_same_seed_draws_the_same_form_whatever_the_order_of_the_bank():
    turned = dict(reversed(BANK.items()))
    assert draw_form(PLAN, BANK, seed="7") == draw_form(PLAN, turned, seed="7")


def test_another_seed_draws_another_form():
    assert len({draw_form(PLAN, BANK, seed=str(seed)).items for seed in range(20)}) > 15


def test_a_form_says_what_it_was_drawn_with():
    form = draw_form(PLAN, BANK, seed="7", letter="B")
    assert (form.blueprint, form.letter, form.seed) == ("plan", "B", "7")


@pytest.mark.parametrize("seed", ["", "7", "été 2026"])
def test_each_draw_takes_as_many_items_as_it_asks_for_and_only_fitting_ones(seed):
    drawn = [BANK[name] for name in draw_form(PLAN, BANK, seed=seed).items]
    assert len(drawn) == 7
    assert all((item.rules, item.step, item.form) == (("r1",), "act", "A") for item in drawn[:2])
    assert {item.form for item in drawn[2:5]} == {"A"}
    assert {item.form for item in drawn[5:]} == {"practice"}


def test_no_item_is_drawn_twice():
    everything = Blueprint("all", {}, (Draw(5, rules=("r1",)), Draw(7)))
    drawn = draw_form(everything, BANK, seed="7").items
    assert sorted(drawn) == sorted(f"i{number}" for number in range(12))


def test_forms_are_parallel_item_by_item():
    first, *others = (draw_form(PLAN, BANK, seed="7", letter=letter).items for letter in LETTERS)
    for letter, items in zip("BC", others, strict=True):
        assert [BANK[name].parallel for name in items[:5]] == list(first[:5])
        assert {BANK[name].form for name in items[:5]} == {letter}


def test_items_to_practise_are_the_same_under_each_letter():
    practised = {draw_form(PLAN, BANK, seed="7", letter=letter).items[5:] for letter in LETTERS}
    assert len(practised) == 1


def test_a_draw_may_ask_for_kinds():
    bank = BANK | {"sort": make_item("sort", kind=Kind.ORDER, key="abcd", form="A")}
    assert draw_form(Blueprint("k", {}, (Draw(1, kinds=(Kind.ORDER,)),)), bank, seed="7").items == ("sort",)


def test_of_two_parallels_the_first_by_id_is_taken():
    bank = BANK | {"a-twin": make_item("a-twin", form="B", parallel="i0")}
    plan = Blueprint("all", {}, (Draw(12),))
    drawn = draw_form(plan, bank, seed="7", letter="B").items
    assert ("a-twin" in drawn, "i0-b" in drawn) == (True, False)


WRONG = [
    (Draw(7, step="act"), "A", "draw 1 needs 7 items and 6 fit. Ask for fewer, or add items."),
    (Draw(1, rules=("r3",)), "A", "draw 1 needs 1 items and 0 fit. Ask for fewer, or add items."),
    (Draw(1), "D", 'letter "D" is not one of A, B, C'),
]


@pytest.mark.parametrize(("draw", "letter", "message"), WRONG)
def test_a_form_that_cannot_be_drawn_says_why(draw, letter, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        draw_form(Blueprint("plan", {}, (draw,)), BANK, seed="7", letter=letter)


def test_a_draw_counts_only_what_earlier_draws_left():
    with pytest.raises(ValueError, match="draw 2 needs 7 items and 6 fit"):
        draw_form(Blueprint("plan", {}, (Draw(6), Draw(7))), BANK, seed="7")


def test_an_item_without_a_parallel_is_named():
    bank, message = {"i0": BANK["i0"]}, 'item "i0" has no parallel on form C. Add one, or draw another form.'
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        draw_form(Blueprint("plan", {}, (Draw(1),)), bank, seed="7", letter="C")


def test_a_shuffle_is_the_same_on_every_system():
    """By ``sha256sum``, "7/a" begins 681e, "7/b" 3810 and "7/c" 166e."""
    assert shuffle("abc", "7") == shuffle("cba", "7") == ("c", "b", "a")


SEEDS = ["", *map(str, range(200))]


@pytest.mark.parametrize("ids", ["ab", "abc"])
def test_the_choices_of_an_order_never_stand_in_its_order(ids):
    item = make_item("it", kind=Kind.ORDER, ids=ids, key=ids)
    shown = [display_order(item, seed) for seed in SEEDS]
    assert item.key not in shown
    assert {tuple(sorted(one)) for one in shown} == {item.key}


def test_an_order_is_shown_in_another_way_for_another_seed():
    item = make_item("it", kind=Kind.ORDER, key="abcd")
    assert len({display_order(item, seed) for seed in SEEDS}) == 23


@pytest.mark.parametrize("kind", Kind)
def test_a_seed_shuffles_the_choices_of_movable_kinds_only(kind):
    item = make_item("it", kind=kind, key="dcba")
    shown = {display_order(item, seed) for seed in SEEDS[1:]}
    assert (len(shown) > 20) == (kind in MOVABLE or kind is Kind.ORDER)


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.ORDER])
def test_without_a_seed_choices_stand_as_written(kind):
    item = make_item("it", kind=kind, ids="dbca")
    assert display_order(item) == item.choice_ids


def test_two_items_with_one_seed_are_shuffled_apart():
    shown = {display_order(make_item(f"i{number}"), "7") for number in range(20)}
    assert len(shown) > 5
