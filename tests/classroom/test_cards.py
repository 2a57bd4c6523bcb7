"""Facts that a lesson calls are shown in class and on its one-file page, one idea a screen."""

import pytest

from quizengine.classroom.onefile import compile_lesson
from quizengine.classroom.parts import LIST_LINES, card_parts
from quizengine.classroom.play import read_play
from quizengine.content.bank import LANGUAGES, kit_bank
from quizengine.content.face_calls import CARDS
from quizengine.content.face_cards import shown_cards

BANK = kit_bank()
CALLS = [
    ("rules", ()),
    ("law", ("threats", "age")),
    ("glossary", ()),
    ("figures", ("eu-code-seen", "promises")),
    ("safeguarding", ("disclosure-do", "fr-phare", "uk-dsl")),
    ("evidence", ("works-polanin-2022",)),
]
faces = pytest.mark.parametrize(
    "face",
    [CARDS[name](BANK, "teens-3", ids, lang) for name, ids in CALLS for lang in LANGUAGES],
    ids=[f"{name}-{lang}" for name, _ in CALLS for lang in LANGUAGES],
)


def said(card):
    """All that a card says in words, in order."""
    lists = [line for one in card["lists"] for line in one["lines"]]
    return [*card["texts"], *lists, *(note["text"] for note in card["notes"])]


@faces
def test_every_word_of_a_card_is_on_one_of_its_parts(face):
    parts = [part.face["card"] for part in card_parts(face)]
    for card in shown_cards(face):
        shown = [text for part in parts if part["name"] == card["name"] for text in said(part)]
        assert set(said(card)) <= set(shown)
        assert not card["drawing"] or any(part["drawing"] for part in parts)


@faces
def test_no_part_holds_a_long_list(face):
    assert all(
        len(one["lines"]) <= LIST_LINES for part in card_parts(face) for one in part.face["card"]["lists"]
    )


def test_a_series_without_a_drawing_is_told_line_by_line():
    parts = card_parts(CARDS["figures"](BANK, "teens-6", ("promises",), "fr"))
    assert any(
        "2015" in line for part in parts for one in part.face["card"]["lists"] for line in one["lines"]
    )


def test_a_country_of_which_nothing_is_known_is_told_calmly():
    face = CARDS["safeguarding"](BANK, "teachers-3", ("fr-phare",), "en")
    assert [part.face["card"]["name"] for part in card_parts(face)] == [face["none"]]


TURNS = [(lesson.id, LANGUAGES[n % 2]) for n, lesson in enumerate(BANK.lessons.values()) if lesson.is_ready]
"""Every lesson, in the languages by turns."""


@pytest.mark.parametrize(("name", "lang"), TURNS)
def test_what_a_lesson_calls_is_a_screen_in_class_and_on_the_page(name, lang):
    play = read_play(BANK, name, lang)
    called = [screen.ref for screen in play.script.screens if screen.kind == "cards"]
    screens = compile_lesson(play, BANK, lang)["screens"]
    assert sum(screen["kind"] == "cards" for screen in screens) == len(called)
