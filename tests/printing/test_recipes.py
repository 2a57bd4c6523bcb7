"""Handouts are data: each recipe is checked, and all its problems are told at once."""

from dataclasses import replace

import pytest

from quizengine.content.bank import kit_bank
from quizengine.printing import print_lesson, read_recipes

GOOD = """[[recipe]]
id = "x"
title = { fr = "X", en = "X" }
meta = { fr = "x", en = "x" }
file = { fr = "x", en = "x" }
"""


def problems(tmp_path, more):
    (tmp_path / "recipes.toml").write_text(GOOD + more, encoding="utf-8")
    with pytest.raises(ValueError, match=r"recipes\.toml") as told:
        read_recipes(tmp_path / "recipes.toml")
    return str(told.value).splitlines()


def test_a_recipe_for_pupils_cannot_ask_for_a_key(tmp_path):
    (told,) = problems(tmp_path, 'parts = ["item-keys"]')
    assert told.endswith(
        'recipes.toml:6: recipe "x": a part shows what is right. Write answers = true, or remove that part.'
    )


def test_unknown_parts_and_tags_are_told_together(tmp_path):
    told = problems(tmp_path, 'parts = ["cell"]\ncells = ["paper"]\nsize = 3')
    assert len(told) == 3
    assert '"cell" is not one of cells, ' in told[0]


BANK = kit_bank()
PLANNED = replace(BANK.lessons["teens-3"], status="planned", notebook={})


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"lesson_id": "teens-33"}, 'lesson "teens-33" is not one of .* Did you mean "teens-3"'),
        ({"bank": replace(BANK, lessons={"teens-3": PLANNED})}, "has no notebook"),
        ({"kinds": ["pupils"]}, 'kind "pupils" is not a handout .* Did you mean "pupil"'),
    ],
)
def test_what_cannot_be_printed_is_told(tmp_path, asked, told):
    options = {"lesson_id": "teens-3", "lang": "fr", "kinds": [], "out": tmp_path, "bank": kit_bank()} | asked
    with pytest.raises(ValueError, match=told):
        print_lesson(options.pop("lesson_id"), **options)
