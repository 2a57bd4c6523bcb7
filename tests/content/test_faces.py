"""Faces say the right thing: advice where a step lacks, help for the right people, and nothing unsafe."""

from dataclasses import replace
from pathlib import Path

import pytest

from quizengine.content.bank import read_bank
from quizengine.content.face import item_face
from quizengine.content.face_facts import help_lines, partners_face
from quizengine.content.face_profile import profile_face
from quizengine.scoring.feed import parse_acts
from quizengine.scoring.feed_score import find_slips, score_feed
from quizengine.scoring.item import Choice, Item, Kind, Scoring
from quizengine.scoring.profile import Evidence, build_profile
from quizengine.widgets.fallback import as_html, as_text

BANK = read_bank(Path(__file__).parent.parent / "cases" / "good" / "lessons" / "bank")
WORDS = {
    "title": "Title",
    "intro": "Intro",
    "step-act": "Act",
    "level-0": "to try",
    "level-1": "on the way",
    "level-2": "done",
    "seen": "You did {count}.",
    "harm": "Somebody was hurt.",
    "again-act": "Tell an adult.",
    "again-harm": "Leave out what hurts.",
    "best-act": "You acted.",
}


def profile(points, seen="seen"):
    return profile_face(build_profile([Evidence("act", points, seen, {"count": 3})]), WORDS)


@pytest.mark.parametrize(("points", "word"), [(0, "to try"), (1, "on the way")])
def test_a_step_not_yet_done_has_advice_and_no_praise(points, word):
    face = profile(points)
    assert (face["again"], face["best"]) == (["Tell an adult."], [])
    assert (face["steps"][0]["level"], face["steps"][0]["word"]) == (points, word)


def test_a_step_done_has_praise_and_no_advice():
    face = profile(2)
    assert (face["again"], face["best"]) == ([], ["You acted."])
    assert (face["steps"][0]["word"], face["steps"][0]["evidence"]) == ("done", ["You did 3."])


def test_harm_has_its_own_advice():
    assert profile(0, "harm")["again"] == ["Leave out what hurts."]


def with_partners(*partners):
    line = BANK.partners["a-line"]
    return replace(BANK, partners={one["id"]: replace(line, **one) for one in partners})


TWO_LINES = with_partners(
    {"id": "for-teens", "country": "FR", "audiences": ("teens",)},
    {"id": "for-families", "country": "UK", "audiences": ("families",)},
)


@pytest.mark.parametrize(
    ("audience", "line", "country"), [("teens", "for-teens", "FR"), ("families", "for-families", "UK")]
)
def test_help_lines_for_others_are_left_out_with_their_country(audience, line, country):
    face = partners_face(TWO_LINES, "en", audience)
    assert [one["id"] for one in face["partners"]] == [line]
    assert [one["id"] for one in face["countries"]] == [country]


@pytest.mark.parametrize(("lang", "country"), [("en", "UK"), ("fr", "FR")])
def test_the_country_of_the_language_is_shown_first(lang, country):
    bank = with_partners(
        {"id": "fr-line", "country": "FR", "phone": "FR"}, {"id": "uk-line", "country": "UK", "phone": "UK"}
    )
    assert partners_face(bank, lang)["country"] == country
    assert [one["phone"] for one in help_lines(bank, lang)] == [country]


def order(*names):
    choices = tuple(Choice(name, {"en": name}, {"en": "Why."}) for name in names)
    return Item("an-order", Kind.ORDER, {"en": "Put in order."}, choices, names, Scoring("all-or-nothing"))


@pytest.mark.parametrize(
    "names", [("a", "b"), ("b", "a"), ("a", "b", "c"), ("b", "c", "a"), ("c", "a", "b"), ("c", "b", "a")]
)
def test_an_order_written_in_its_right_order_is_displayed_otherwise(names):
    shown = [one["id"] for one in item_face(order(*names), "en")["choices"]]
    assert sorted(shown) == sorted(names)
    assert shown != list(names)


UNSAFE = "<script>alert('x')</script> & <b>"
PLACES = [
    {"title": UNSAFE},
    {"items": [{"stem": UNSAFE, "choices": []}]},
    {"items": [{"stem": "", "choices": [{"text": UNSAFE}]}]},
    {"posts": [{"text": UNSAFE}]},
    {"networks": [{"name": UNSAFE, "steps": [UNSAFE]}]},
    {"lang": f'fr">{UNSAFE}'},
]


@pytest.mark.parametrize("face", PLACES, ids=lambda face: "-".join(face))
def test_a_text_with_markup_is_escaped_in_the_plain_page(face):
    page = as_html(face)
    assert "&lt;script&gt;" in page
    assert "<script" not in page
    assert "<b>" not in page
    assert page.count("<div") == page.count('">') == 1


def test_plain_text_is_left_as_it_is():
    assert as_text({"title": "Toi & moi"}) == "Toi & moi"


def play(*texts):
    played = parse_acts(BANK.feeds["a-feed"], texts)
    assert played.problem == ""
    return played.acts


def test_proof_of_one_account_does_not_excuse_blocking_another():
    acts = play("keep-proof:photo", "report:photo:everyone:harassment", "block:tribunal")
    slips = find_slips(BANK.feeds["a-feed"], acts)
    assert ("keep-proof", "block") in slips
    assert score_feed(BANK.feeds["a-feed"], acts).level("know-how") == 1


def test_proof_of_the_same_account_lets_it_be_blocked():
    acts = play("keep-proof:photo", "report:photo:everyone:harassment", "block:noe")
    assert find_slips(BANK.feeds["a-feed"], acts) == ()
    assert score_feed(BANK.feeds["a-feed"], acts).level("know-how") == 2
