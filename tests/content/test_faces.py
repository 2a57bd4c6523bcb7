"""Faces say the right thing: advice where a step lacks, help for the right people, and nothing unsafe."""

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from quizengine.content.bank import LANGUAGES, kit_bank, read_bank, read_items_below
from quizengine.content.face import answer_key, item_face, item_feedback
from quizengine.content.face_facts import help_lines, partners_face
from quizengine.content.face_profile import profile_face
from quizengine.content.face_typed import say_accepted, say_number
from quizengine.scoring.feed import parse_acts
from quizengine.scoring.feed_score import find_slips, score_feed
from quizengine.scoring.item import PAIRED, TYPED, Choice, Item, Kind, Scoring, Tolerance
from quizengine.scoring.profile import Evidence, build_profile
from quizengine.widgets.fallback import as_html, as_text

TESTS = Path(__file__).parent.parent
BANK = read_bank(TESTS / "cases" / "good" / "lessons" / "bank")
ITEMS = kit_bank().items | read_items_below(TESTS / "kinds", languages=LANGUAGES).items
FEEDBACK = {lang: kit_bank().speak("feedback", lang) for lang in LANGUAGES}
every_item = pytest.mark.parametrize("item", ITEMS.values(), ids=ITEMS)
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


def test_help_lines_for_everybody_are_all_of_them():
    assert [one["id"] for one in partners_face(TWO_LINES, "en", "")["partners"]] == [
        "for-teens",
        "for-families",
    ]


@pytest.mark.parametrize(("lang", "country"), [("en", "UK"), ("fr", "FR")])
def test_the_country_of_the_language_is_shown_first(lang, country):
    bank = with_partners(
        {"id": "fr-line", "country": "FR", "phone": "FR"}, {"id": "uk-line", "country": "UK", "phone": "UK"}
    )
    assert partners_face(bank, lang, "teens")["country"] == country
    assert [one["phone"] for one in help_lines(bank, lang, "teens")] == [country]


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


def feedback(name, raw, *, reveal=False):
    return item_feedback(ITEMS[name], raw, "en", FEEDBACK["en"], reveal=reveal)


def key_of(name, lang="en"):
    return answer_key(ITEMS[name], lang, FEEDBACK[lang])


def verdicts(face):
    return {one["id"]: one["verdict"] for one in face["choices"]}


def test_every_kind_of_item_is_among_those_tested():
    assert {item.kind for item in ITEMS.values()} == set(Kind)


@every_item
def test_before_an_answer_nothing_is_told_that_explains_or_judges(item):
    face = json.dumps(item_face(item, "en"), ensure_ascii=False)
    secrets = [one.why["en"] for one in item.choices] + [one.text["en"] for one in item.rubric]
    secrets += [item.why["en"], *(f'"{one}"' for one in item.key)] if item.kind in TYPED else []
    assert [secret for secret in secrets if secret in face] == []


@every_item
def test_a_face_shows_all_choices_once_and_the_reasons_of_a_verdict_apart(item):
    face = item_face(item, "en")
    shown = [one["id"] for one in (*face["choices"], *face["reasons"])]
    assert sorted(shown) == sorted(item.choice_ids)
    assert len(face["reasons"]) == (len(shown) - 2 if item.kind is Kind.TRUE_FALSE else 0)


def test_a_match_is_shown_in_the_order_of_its_file_which_is_not_the_key():
    item, face = ITEMS["act-and-effect"], item_face(ITEMS["act-and-effect"], "en")
    assert [one["id"] for one in face["targets"]] == list(item.target_ids)
    assert [pair.partition("=")[2] for pair in item.key] != list(item.target_ids)


def test_a_right_verdict_with_a_wrong_reason_tells_which_is_which_and_no_more():
    told = feedback("block-and-proof", "false block-wipes-all")
    assert (told["status"], told["revealed"]) == ("incorrect", False)
    assert verdicts(told) == {"false": "right", "block-wipes-all": "wrong"}
    told = feedback("block-and-proof", "false block-wipes-all", reveal=True)
    assert verdicts(told)["screenshot-is-mine"] == "missed"
    assert len(told["choices"]) == 5


def test_a_wrong_pair_of_a_match_keeps_its_reason_until_the_explanation():
    pairs = "mute=contact-cut block=calmer-feed report=network-looks keep-proof=something-to-show"
    told = {one["id"]: one for one in feedback("act-and-effect", pairs)["choices"]}
    assert (told["mute"]["verdict"], told["mute"]["why"], told["mute"]["place"]) == ("wrong", "", "")
    assert told["report"]["why"] != ""
    told = {one["id"]: one for one in feedback("act-and-effect", pairs, reveal=True)["choices"]}
    assert told["mute"]["place"] == "I stop seeing its posts, silently."


@pytest.mark.parametrize(
    ("name", "typed", "status"),
    [
        ("word-for-proof", "Capture d'ecran", "correct"),
        ("word-for-proof", "  A  SCREENSHOT ", "correct"),
        ("word-for-proof", "photo", "incorrect"),
        ("a-number", "12,45", "correct"),
        ("a-number", "12.61", "incorrect"),
        ("a-number", "twelve", "invalid"),
        ("an-interval", "19.9", "correct"),
        ("an-interval", "20", "incorrect"),
        ("word-in-two-tries", "pseudonym", "correct"),
    ],
)
def test_a_typed_answer_is_judged_and_explained_only_when_right(name, typed, status):
    told = feedback(name, typed)
    assert told["status"] == status
    assert (told["why"] != "", told["accepted"] != []) == (status == "correct", status == "correct")


def test_a_typed_answer_that_is_wrong_tells_what_was_right_when_asked():
    told = feedback("a-number", "13", reveal=True)
    assert told["accepted"] == ["12.5, give or take 0.1"]
    assert told["why"] == ITEMS["a-number"].why["en"]
    assert feedback("a-number", "13")["message"] == FEEDBACK["en"]["incorrect-numeric"]


def test_what_is_not_a_number_is_told_so_and_nothing_is_revealed():
    told = feedback("a-number", "a dozen", reveal=True)
    assert (told["message"], told["revealed"]) == (FEEDBACK["en"]["invalid-numeric"], False)
    assert (told["accepted"], told["why"]) == ([], "")


def test_a_likert_is_thanked_for_and_nothing_is_right_or_wrong():
    told = feedback("would-know-what-to-do", "a-little")
    assert (told["status"], told["message"]) == ("unscored", FEEDBACK["en"]["unscored"])
    assert verdicts(told) == {"a-little": "noted"}


def test_an_open_text_is_left_to_a_person_with_the_points_to_read_it_by():
    told = feedback("own-words-to-lina", "I saw it. It is not your fault.")
    assert (told["status"], told["message"]) == ("pending", FEEDBACK["en"]["pending"])
    assert told["rubric"] == [one.text["en"] for one in ITEMS["own-words-to-lina"].rubric]


@pytest.mark.parametrize("name", ["would-know-what-to-do", "own-words-to-lina", "word-for-proof", "a-number"])
def test_a_blank_is_not_explained(name):
    told = feedback(name, "", reveal=True)
    assert (told["status"], told["revealed"], told["choices"]) == ("unanswered", False, [])
    assert (told["why"], told["accepted"], told["rubric"]) == ("", [], [])


@pytest.mark.parametrize(("choice", "status"), [("keep-proof", "correct"), ("block", "incorrect")])
def test_an_item_marked_by_certainty_is_answered_without_saying_it(choice, status):
    assert feedback("sure-of-it", [choice])["status"] == status


@every_item
def test_a_key_tells_every_reason_and_what_is_right(item):
    face = answer_key(item, "fr", FEEDBACK["fr"])
    told = [*face["choices"], *face["reasons"]]
    assert {one["why"] for one in told} == {one.why["fr"] for one in item.choices}
    right = {one["id"] for one in told if one["right"]}
    placed = item.kind in (*PAIRED, Kind.ORDER)
    assert right == (set(item.choice_ids) if placed else set(item.key) & set(item.choice_ids))
    assert face["why"] == item.why.get("fr", "")


def test_a_key_tells_what_may_be_typed_and_the_points_of_a_rubric():
    assert key_of("word-for-proof")["accepted"] == list(ITEMS["word-for-proof"].key)
    assert key_of("word-for-proof")["fold"] == ["case", "accents", "apostrophes"]
    assert [one["points"] for one in key_of("own-words-to-lina")["rubric"]] == ["1", "1", "1"]
    assert not any(one["right"] for one in key_of("would-know-what-to-do")["choices"])


@pytest.mark.parametrize(
    ("number", "french", "english"),
    [
        ("12.5", "12,5", "12.5"),
        ("0.05", "0,05", "0.05"),
        ("-3", "\u22123", "\u22123"),
        ("2015", "2015", "2015"),
        ("12345.5", "12\u202f345,5", "12\u202f345.5"),
        ("1/3", "1/3", "1/3"),
        ("1/8", "0,125", "0.125"),
        ("0", "0", "0"),
    ],
)
def test_a_number_is_said_exactly_in_each_language(number, french, english):
    said = [say_number(Fraction(number), FEEDBACK[lang]) for lang in ("fr", "en")]
    assert said == [french, english]


@pytest.mark.parametrize(
    ("key", "tolerance", "french"),
    [
        ("12.5", Tolerance(), "12,5"),
        ("12.5", Tolerance(absolute=Fraction("0.1")), "12,5, à 0,1 près"),
        ("200", Tolerance(relative=Fraction("1/100")), "200, à 1\u00a0% près"),
        ("3.14", Tolerance(figures=3), "3,14 (chiffres significatifs comparés\u00a0: 3)"),
        ("[10, 20]", Tolerance(), "de 10 à 20, bornes comprises"),
        ("[10; 20[", Tolerance(), "10 au moins, et moins de 20"),
        ("(0, 0.5]", Tolerance(), "plus de 0, et 0,5 au plus"),
        ("]0; 1[", Tolerance(), "entre 0 et 1, bornes non comprises"),
    ],
)
def test_what_a_number_may_be_is_said_in_words(key, tolerance, french):
    item = replace(ITEMS["a-number"], key=(key,), tolerance=tolerance)
    assert say_accepted(item, FEEDBACK["fr"]) == [french]


def test_an_order_tells_which_places_are_right_and_keeps_the_others_for_the_explanation():
    swapped = "ask-lina keep-proof report-for-her block-account tell-mrs-diallo"
    told = {one["id"]: one for one in feedback("order-of-acts", swapped)["choices"]}
    assert {name for name, one in told.items() if one["verdict"] == "wrong"} == {"keep-proof", "ask-lina"}
    assert {told[name]["why"] for name in ("keep-proof", "ask-lina")} == {""}
    told = {one["id"]: one for one in feedback("order-of-acts", swapped, reveal=True)["choices"]}
    assert told["keep-proof"]["place"] == "1"


def test_a_choice_that_was_placed_nowhere_is_missed():
    assert "missed" in verdicts(feedback("act-and-effect", "mute=calmer-feed", reveal=True)).values()
