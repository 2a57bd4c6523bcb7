"""Blueprints: what a bank promises to draw can be drawn, or `check` says why not."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from quizengine.content.bank import kit_bank, read_bank
from quizengine.content.checks import check
from quizengine.scoring.form import LETTERS, draw_form

GOOD = Path(__file__).parent.parent / "cases" / "good" / "lessons"
HEAD = '[[blueprint]]\nid = "plan"\ntitle.fr = "Plan"\ntitle.en = "Plan"\n'


@pytest.fixture
def told(tmp_path, monkeypatch):
    """What `check` tells of the good lessons with these blueprints."""
    shutil.copytree(GOOD, tmp_path / "lessons")
    monkeypatch.chdir(tmp_path)

    def write(text):
        Path("lessons/bank/blueprints.toml").write_text(text, "utf-8")
        return [str(problem) for problem in check(Path("lessons"), today=date(2026, 11, 22))]

    return write


def test_a_blueprint_that_can_be_drawn_is_read_and_has_no_problem(told):
    assert told(f'{HEAD}[[blueprint.draw]]\ncount = 1\nkinds = ["single-choice"]\n') == []
    assert list(read_bank(Path("lessons/bank")).blueprints) == ["plan"]


FAULTS = [
    ("", '1: blueprint "plan": it draws nothing. Add [[blueprint.draw]].'),
    (
        "[[blueprint.draw]]\ncount = 9\n",
        '1: blueprint "plan": draw 1 needs 9 items and 1 fit. Ask for fewer, or add items.',
    ),
    ("[[blueprint.draw]]\ncount = 0\n", '6: blueprint "plan": draw 1: "count" must be 1 or more.'),
    (
        '[[blueprint.draw]]\ncount = 1\nkinds = ["single"]\n',
        '7: blueprint "plan": draw 1: kind "single" is not one of',
    ),
    (
        '[[blueprint.draw]]\ncount = 1\nrules = ["harasment"]\n',
        '1: blueprint "plan": rule "harasment" is not in the bank. Did you mean "harassment"?',
    ),
    ('[[blueprint.draw]]\ncount = 1\npool = "B"\n', 'pool "B" is not one of A, practice.'),
    ("[[blueprint.draw]]\ncount = 1\nsteps = 1\n", '"steps" is not known here. Did you mean "step"?'),
]


@pytest.mark.parametrize(("draw", "message"), FAULTS, ids=range(len(FAULTS)))
def test_a_blueprint_that_cannot_be_drawn_says_why(told, draw, message):
    problems = told(HEAD + draw)
    assert any(message in problem for problem in problems), problems


def test_an_item_without_its_parallels_is_told_before_a_form_needs_it(told):
    items = Path("lessons/bank/demo/items.toml")
    items.write_text(items.read_text("utf-8").replace('form = "C"', 'form = "practice"'), "utf-8")
    problems = told(f"{HEAD}[[blueprint.draw]]\ncount = 1\n")
    assert any('item "first-move" has no parallel on form C.' in problem for problem in problems), problems


@pytest.mark.parametrize("name", kit_bank().blueprints)
def test_each_blueprint_of_the_kit_draws_parallel_forms(name):
    bank = kit_bank()
    blueprint = bank.blueprints[name]
    forms = [draw_form(blueprint, bank.items, seed="7b", letter=letter).items for letter in LETTERS]
    for places in zip(*forms, strict=True):
        first = bank.items[places[0]]
        assert {bank.items[place].step for place in places} == {first.step}
        assert all(bank.items[place].parallel == first.id for place in places if place != first.id)
