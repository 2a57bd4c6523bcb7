"""Text is cut where a reader pauses."""

import tomllib
from pathlib import Path

import pytest

from quizengine.content.sentences import JOINER, split_sentences, split_units, split_words

CASES = tomllib.loads(Path(__file__).with_name("sentences.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", [one for one in CASES if "sentences" in one], ids=lambda one: one["text"])
def test_a_text_has_its_sentences(case):
    assert split_sentences(case["text"]) == case["sentences"]


@pytest.mark.parametrize("case", [one for one in CASES if "units" in one], ids=lambda one: one["text"])
def test_markdown_has_its_units(case):
    assert [unit.text.strip() for unit in split_units(case["text"])] == case["units"]


def test_a_unit_knows_its_line_and_a_heading_is_no_prose():
    assert [(unit.line, unit.is_prose) for unit in split_units("# A\n\nB\nc\n\n- D")] == [
        (0, False),
        (2, True),
        (5, True),
    ]


def test_an_address_and_a_gap_to_fill_in_leave_no_two_spaces():
    (unit,) = split_units("Voir https://a.org/b ici : ____ et `code` là")
    assert unit.text == f"Voir {JOINER} ici : {JOINER} et {JOINER} là"


def test_a_word_stands_between_two_spaces():
    assert split_words("« L’élève crois-tu ? » — 3018, _oui_") == ["L’élève", "crois-tu", "3018", "oui"]
