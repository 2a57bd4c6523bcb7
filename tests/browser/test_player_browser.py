"""The player alone, on a page without JupyterLab: kinds and ways of scoring that no lesson has yet."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import play
import pytest
from lab import PATIENCE, open_page, run_axe
from playwright.sync_api import expect

from quizengine.content.bank import LANGUAGES, kit_bank, read_items_below
from quizengine.widgets import open_lesson
from quizengine.widgets.quiz import Quiz

expect.set_options(timeout=PATIENCE)
KINDS = read_items_below(Path(__file__).parents[1] / "kinds", languages=LANGUAGES).items
BANK = replace(kit_bank(), items=kit_bank().items | KINDS)
WORDS = BANK.speak("player", "fr")
HANDS = {"keyboard": play.Keyboard, "pointer": play.Pointer}
EVERY_KIND = {item.kind: item.id for item in reversed(BANK.items.values())}.values()
PAGE = """async ([source, style, face]) => {
  document.documentElement.lang = "fr";
  document.title = "player";
  document.head.append(Object.assign(document.createElement("style"), { textContent: style }));
  const main = document.body.appendChild(document.createElement("main"));
  const state = { face, response: {}, feedback: {} };
  const heard = new Set();
  const model = {
    get: (name) => state[name],
    set: (name, value) => (state[name] = value),
    on: (_, hear) => heard.add(hear),
    off: (_, hear) => heard.delete(hear),
    save_changes: async () => {
      state.feedback = await window.answer(state.response);
      heard.forEach((hear) => hear());
    },
  };
  const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  (await import(url)).default.render({ model, el: main });
}"""


@pytest.fixture
def shown(browser):
    """Show a quiz on a page of its own, narrow as a telephone unless a width is given."""
    pages = []

    def show(*names, width=360):
        quiz = open_lesson("", "fr", bank=BANK).quiz(*names)
        page, watch = open_page(browser, width=width)
        pages.append(page)

        def answer(response):
            quiz.response = response
            return quiz.feedback

        page.expose_function("answer", answer)
        page.evaluate(PAGE, [Quiz._esm, Quiz._css, quiz.face])
        return page, page.locator(".qe-quiz"), watch

    yield show
    for page in pages:
        page.close()


@pytest.mark.parametrize("way", HANDS)
@pytest.mark.parametrize("item", KINDS.values(), ids=KINDS)
def test_an_item_is_answered_wrong_then_right(shown, item, way):
    page, quiz, watch = shown(item.id)
    hand = HANDS[way](page)
    quiz.locator("h3").first.focus()
    play.answer(hand, quiz, item, play.wrong_answer(item))
    expect(quiz.locator(".qe-status-incorrect")).to_be_visible()
    hand.push(quiz.get_by_role("button", name=WORDS["try_again"], exact=True))
    play.answer(hand, quiz, item, item.key)
    expect(quiz.locator(".qe-status-correct")).to_be_visible()
    assert watch.errors == []


@pytest.mark.parametrize("typed", ["12,5", "12.5", "12,45", " 12,50 "])
def test_a_number_is_typed_with_a_comma_or_a_point_and_enter_sends_it(shown, typed):
    page, quiz, _ = shown("a-number")
    field = quiz.get_by_label(WORDS["my_answer"])
    assert (field.get_attribute("type"), field.get_attribute("inputmode")) == ("text", "decimal")
    field.press_sequentially(typed)
    page.keyboard.press("Enter")
    expect(quiz.locator(".qe-status-correct")).to_be_visible()


def test_what_is_not_a_number_stays_in_its_field_with_one_calm_sentence(shown):
    page, quiz, _ = shown("a-number")
    quiz.locator(".qe-field").press_sequentially("une douzaine")
    page.keyboard.press("Enter")
    expect(quiz.locator(".qe-status")).to_have_text(BANK.speak("feedback", "fr")["invalid-numeric"])
    assert quiz.locator(".qe-field").input_value() == "une douzaine"
    assert quiz.locator(".qe-field").evaluate("field => field === document.activeElement")


def test_a_wrong_number_is_explained_when_asked(shown):
    _, quiz, _ = shown("a-number")
    quiz.locator(".qe-field").fill("7")
    quiz.locator("button[type=submit]").click()
    assert quiz.locator(".qe-forms").count() == 0
    quiz.get_by_role("button", name=WORDS["see_explanation"], exact=True).click()
    expect(quiz.locator(".qe-forms li")).to_have_text(["12,5, à 0,1 près"])


@pytest.mark.parametrize(
    ("name", "first", "sentence"),
    [
        ("block-and-proof", "", "choose_first"),
        ("block-and-proof", "true", "choose_reason"),
        ("act-and-effect", "", "match_first"),
        ("word-for-proof", "", "write_first"),
        ("own-words-to-lina", "", "write_first"),
        ("would-know-what-to-do", "", "choose_first"),
    ],
)
def test_what_is_still_to_do_is_said(shown, name, first, sentence):
    _, quiz, _ = shown(name)
    if first:
        quiz.locator(f'input[value="{first}"]').check()
    quiz.locator("button[type=submit]").click()
    expect(quiz.locator(".qe-status")).to_have_text(WORDS[sentence].replace("{count}", "4"))


@pytest.mark.parametrize("name", [item.id for item in BANK.items.values() if item.kind == "categorise"])
def test_what_is_sorted_is_not_squeezed_by_long_categories(shown, name):
    page, quiz, _ = shown(name, width=800)
    shares = quiz.locator(".qe-sort .qe-group").evaluate_all(
        "rows => rows.map((row) => row.querySelector('legend').offsetWidth / row.offsetWidth)"
    )
    assert min(shares) > 1 / 3
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", EVERY_KIND)
def test_every_kind_can_be_touched_read_and_never_runs_out_of_the_page(shown, name, width):
    page, quiz, _ = shown(name, width=width)
    assert run_axe(page, "body") == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    targets = quiz.locator("label:has(input), .qe-field, button")
    boxes = [targets.nth(n).bounding_box() for n in range(targets.count())]
    assert [box for box in boxes if min(box["width"], box["height"]) < 44] == []
    focusable = quiz.locator("input, textarea, button")
    assert (
        focusable.count() == quiz.locator(":is(input, textarea, button)[data-lm-suppress-shortcuts]").count()
    )
