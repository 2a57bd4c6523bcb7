"""Notebook faces: no key, reason or score leaves Python before an answer, and nothing breaks a lesson."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from quizengine.content.bank import LANGUAGES, kit_bank, read_bank, read_items_below
from quizengine.content.notebook import FACES
from quizengine.content.papers import Checklist, Mark, Papers
from quizengine.scoring.item import TYPED, Kind
from quizengine.widgets import open_lesson

TESTS = Path(__file__).parent.parent
BANK = replace(
    kit_bank(), items=kit_bank().items | read_items_below(TESTS / "kinds", languages=LANGUAGES).items
)
GOOD = TESTS / "cases" / "good" / "lessons" / "bank"


def lesson(lang, bank=BANK):
    return open_lesson("teens-3", lang, bank=bank)


def state(widget):
    """All that is synced to the page, saved in a notebook, or shown instead of the widget."""
    synced = {name: value for name, value in widget.get_state().items() if name not in ("_esm", "_css")}
    bundle, _ = widget._repr_mimebundle_()
    return json.dumps([synced, bundle], ensure_ascii=False)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("item", BANK.items.values(), ids=BANK.items)
def test_no_reason_and_no_key_of_an_item_before_it_is_answered(item, lang):
    shown = state(lesson(lang, BANK).quiz(item.id))
    assert not [choice.id for choice in item.choices if choice.why[lang] in shown]
    assert item.why.get(lang, "no reason of its own") not in shown
    assert not [one.id for one in item.rubric if one.text[lang] in shown]
    assert not [one for one in item.key if item.kind in TYPED and f'"{one}"' in shown]
    assert '"key"' not in shown
    assert '"verdict"' not in shown


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("scenario", BANK.scenarios.values(), ids=BANK.scenarios)
def test_no_consequence_of_a_scenario_before_it_is_chosen(scenario, lang):
    shown = state(lesson(lang).scenario(scenario.id))
    for node in scenario.nodes.values():
        for option in node.options:
            assert option.why[lang] not in shown
            assert option.consequence[lang] not in shown
            assert option.feels[lang] not in shown


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("feed", BANK.feeds.values(), ids=BANK.feeds)
def test_no_kind_reason_or_outcome_of_a_post_before_an_act(feed, lang):
    shown = state(lesson(lang).feed(feed.id))
    for post in feed.posts.values():
        assert post.why[lang] not in shown
        assert post.report.text[lang] not in shown
    assert '"strong"' not in shown
    assert '"banter"' not in shown


def answer(widget, **response):
    widget.response = response
    return widget.feedback


def test_a_wrong_answer_tells_only_its_own_reason_until_the_explanation_is_asked_for():
    quiz = lesson("en").quiz("proof-or-block-first")
    item = BANK.items["proof-or-block-first"]
    wrong = next(name for name in item.choice_ids if name not in item.key)
    told = answer(quiz, n=1, item=item.id, response=[wrong], reveal=False)["items"][item.id]
    assert (told["status"], told["revealed"], told["n"]) == ("incorrect", False, 1)
    assert [(one["id"], one["verdict"]) for one in told["choices"]] == [(wrong, "wrong")]
    told = answer(quiz, n=2, item=item.id, response=[wrong], reveal=True)["items"][item.id]
    assert told["revealed"]
    assert {one["verdict"] for one in told["choices"]} == {"wrong", "missed", "left"}


def told_of(item, response, **more):
    """What a quiz of one item tells once it is answered."""
    quiz = lesson("fr", BANK).quiz(item.id)
    return answer(quiz, n=1, item=item.id, response=response, reveal=False, **more)["items"][item.id]


@pytest.mark.parametrize("item", [one for one in BANK.items.values() if one.key], ids=lambda one: one.id)
def test_the_key_is_told_right_and_revealed_at_once(item):
    first = item.key[0].strip("[(").partition(",")[0]  # of an interval, its lower end
    told = told_of(item, first if item.kind in TYPED else list(item.key))
    assert (told["status"], told["revealed"]) == ("correct", True)
    assert len(told["choices"]) == len(item.choices)
    assert (told["why"] != "") == (item.kind in TYPED)


@pytest.mark.parametrize("kind", [Kind.LIKERT, Kind.OPEN])
def test_what_nobody_judges_is_thanked_for_and_explained_at_once(kind):
    item = next(one for one in BANK.items.values() if one.kind is kind)
    told = told_of(item, item.choice_ids[:1] or "J’ai vu.")
    assert told["revealed"]
    assert [one["verdict"] for one in told["choices"]] == ["noted"] * (kind is Kind.LIKERT)
    assert told["rubric"] == [one.text["fr"] for one in item.rubric]


@pytest.mark.parametrize("item", BANK.items.values(), ids=BANK.items)
def test_an_untrusted_notebook_shows_all_that_an_item_is_answered_with(item):
    bundle, _ = lesson("fr", BANK).quiz(item.id)._repr_mimebundle_()
    texts = [item.stem["fr"], *(one.text["fr"] for one in (*item.choices, *item.targets))]
    assert [text for text in texts if text not in bundle["text/plain"]] == []
    assert ("……" in bundle["text/plain"]) == (item.kind in TYPED)


def test_an_order_is_not_shown_in_its_right_order():
    for item in BANK.items.values():
        if item.kind == "order":
            shown = [choice["id"] for choice in lesson("fr").quiz(item.id).face["items"][0]["choices"]]
            assert sorted(shown) == sorted(item.key)
            assert shown != list(item.key)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", ["quiz", "scenario", "feed", "tutorial"])
def test_an_unknown_record_gives_one_calm_line_in_the_language(kind, lang):
    notice = getattr(lesson(lang), kind)("no-such-record")
    assert str(notice) == BANK.words["feedback"][f"unknown-{kind}"][lang]
    assert str(notice) in notice._repr_html_()


@pytest.mark.parametrize(
    "response",
    [{"n": 1}, {"n": 1, "item": 3}, {"item": "proof-or-block-first", "response": 7}, {"response": [[]]}],
)
def test_nonsense_from_the_page_never_raises(response):
    quiz = lesson("fr").quiz("proof-or-block-first")
    quiz.response = response
    assert "correct" not in json.dumps(quiz.feedback)


def test_a_path_that_does_not_fit_is_dropped():
    told = answer(lesson("fr").scenario(), n=1, path=["nowhere=nothing"])
    assert told["steps"] == []
    assert told["node"]["number"] == 1


def test_acts_that_cannot_be_read_keep_those_before_with_one_calm_sentence():
    feed = BANK.feeds["school-feed"]
    post = feed.harassing[0].id
    told = answer(lesson("fr").feed(), n=1, acts=[f"keep-proof:{post}", "nonsense"], done=False)
    assert told["proof"] == [post]
    assert told["problem"] == BANK.words["feedback"]["not-an-act"]["fr"]


def test_a_report_whose_reason_does_not_fit_finds_no_breach_and_may_be_sent_again():
    feed = BANK.feeds["school-feed"]
    post = next(one for one in feed.harassing if one.report.outcome == "removed")
    wrong = next(one.id for one in feed.reasons.values() if not set(one.rules) & set(post.rules))
    told = answer(lesson("en").feed(), n=1, acts=[f"report:{post.id}:everyone:{wrong}"], done=False)
    assert told["reactions"][0]["report"]["text"] == feed.misfit.text["en"]
    assert told["reactions"][0]["lines"] == []
    assert told["reported"] == []


def test_an_account_that_was_blocked_says_nothing_more():
    feed = BANK.feeds["school-feed"]
    spoken = next(one for one in feed.messages.values() if one.lines and one.lines[0].who in feed.accounts)
    speaker, post = spoken.lines[0].who, feed.harassing[0].id
    text = ":".join(filter(None, [spoken.act, post if spoken.act == "reply" else "", spoken.id]))
    told = answer(lesson("en").feed(), n=1, acts=[f"block:{speaker}", text], done=False)
    assert speaker not in {line["who"] for line in told["reactions"][1]["lines"]}


def test_a_pause_shows_help_lines_to_call():
    for face in (lesson("fr").scenario().face, lesson("fr").feed().face):
        assert face["help"][0]["phone"] == "3018"


def test_a_profile_is_told_in_words_and_never_as_a_mark():
    told = answer(lesson("fr").feed(), n=1, acts=[], done=True)
    assert [step["id"] for step in told["profile"]["steps"]] == [
        "notice",
        "serious",
        "responsible",
        "know-how",
        "act",
    ]
    assert {step["word"] for step in told["profile"]["steps"]} == {"à essayer"}
    assert len(told["posts"]) == len(BANK.feeds["school-feed"].posts)
    assert "%" not in json.dumps(told["profile"])
    assert "/5" not in json.dumps(told["profile"])


def test_help_lines_are_those_of_the_lessons_audience_and_a_page_of_no_lesson_shows_all():
    families = replace(BANK.lessons["teens-3"], audience="families")
    bank = replace(BANK, lessons={"teens-3": families})
    shown = [
        {one["id"] for one in face.partners().face["partners"]}
        for face in (lesson("en"), lesson("en", bank), open_lesson("", "en"))
    ]
    assert "uk-childline" in shown[0] - shown[1]
    assert shown[0] | shown[1] <= shown[2]


def test_a_lesson_for_adults_says_vous_before_and_after_an_answer():
    for audience, title, told in (
        ("teens", "Ce que tu as montré", "Parles-en à"),
        ("families", "Ce que vous avez montré", "Parlez-en à"),
    ):
        lessons = {"teens-3": replace(BANK.lessons["teens-3"], audience=audience)}
        shown = lesson("fr", replace(BANK, lessons=lessons))
        assert answer(shown.feed(), n=1, acts=[], done=True)["profile"]["title"] == title
        missing = lesson("fr", replace(BANK, lessons=lessons, partners={"x": None}))
        assert told in str(missing.partners())


def test_a_lesson_without_a_story_of_its_own_says_one_calm_line():
    assert str(open_lesson("", "fr").scenario()) == BANK.words["feedback"]["unknown-scenario"]["fr"]


def test_every_face_that_a_cell_may_call_is_there_to_be_called():
    assert [name for name in FACES if not callable(getattr(lesson("fr"), name, None))] == []


CARDS = {
    "rules": [],
    "law": ["threats", "report"],
    "glossary": [],
    "figures": ["eu-code-seen", "promises"],
    "safeguarding": ["disclosure-do", "fr-protocole", "uk-dsl"],
    "evidence": ["works-polanin-2022"],
    "sources": [],
}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("face", CARDS)
def test_an_untrusted_notebook_shows_what_cards_say_with_source_and_day(face, lang):
    widget = getattr(lesson(lang), face)(*CARDS[face])
    bundle, _ = widget._repr_mimebundle_()
    shown = [one for one in widget.face["cards"] if one["country"] in ("ALL", widget.face["country"])]
    told = bundle["text/plain"]
    assert [one["id"] for one in shown if one["name"] not in told] == []
    assert [
        one["source"]["name"] for one in shown if one["source"] and one["source"]["name"] not in told
    ] == []
    assert face == "glossary" or "2026" in told
    assert bundle["text/html"].count("<p>") >= len(shown)


def test_a_country_without_cards_says_so_in_plain_text_too():
    told = lesson("en").law("blackmail")._repr_mimebundle_()[0]["text/plain"]
    assert told.endswith(BANK.speak("facts", "en")["law-none"])


def test_a_checklist_shows_boxes_in_plain_text():
    marks = (Mark("head", {"en": "Tell the head."}, {"en": "Someone can take over."}),)
    papers = {"teens-3": Papers("teens-3", {"checklist": Checklist({"en": "Before"}, marks)})}
    told = lesson("en", replace(BANK, papers=papers)).checklist()._repr_mimebundle_()[0]["text/plain"]
    assert told == "Before\n☐ Tell the head."


def test_help_lines_leave_out_what_is_unconfirmed_or_replaced():
    bank = read_bank(GOOD)
    bank.words |= BANK.words
    shown = state(lesson("fr", bank).partners())
    assert "01 99 00 00 01" in shown
    assert "01 99 00 00 02" not in shown
    assert "01 99 00 00 03" not in shown


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_untrusted_notebook_shows_the_item_and_not_an_address(lang):
    bundle, _ = lesson(lang).quiz("proof-or-block-first")._repr_mimebundle_()
    stem = BANK.items["proof-or-block-first"].stem[lang]
    assert stem in bundle["text/plain"]
    assert "object at 0x" not in bundle["text/html"]
