"""The lessons as a class meets them: every widget of every notebook, played to its end in a real browser."""

from __future__ import annotations

import json
from collections import Counter

import play
import pytest
from lab import CONTENT, PANEL, PATIENCE, open_notebook, open_page, open_start, run_all, run_axe
from playwright.sync_api import expect

from quizengine.content.bank import LANGUAGES, kit_bank
from quizengine.content.kit import kit_root
from quizengine.content.notebook import read_calls, read_notebook
from quizengine.scoring import Kind
from quizengine.scoring.feed import parse_acts
from quizengine.scoring.feed_score import score_feed

expect.set_options(timeout=PATIENCE)
BANK = kit_bank()
LESSON = BANK.lessons["teens-3"]
FEED = BANK.feeds[LESSON.feed]
SCENARIO = BANK.scenarios[LESSON.scenario]
HANDS = {"keyboard": play.Keyboard, "pointer": play.Pointer}
WIDTHS = (360, 1280, 1920)
WHYS_AT_FIRST = {Kind.SINGLE_CHOICE: 1, Kind.TRUE_FALSE: 2, Kind.MATCH: 0, Kind.SHORT_TEXT: 0}
"""Kind → how many reasons are told at once of an answer in which all is wrong."""
UNJUDGED = {Kind.OPEN: ".qe-status-pending", Kind.LIKERT: ".qe-status-unscored"}


def calls(lang, lesson=LESSON):
    book = read_notebook(kit_root() / "lessons" / lesson.notebook[lang])
    cells = [cell for cell in book.cells if cell.type == "code" and "setup" not in cell.tags]
    return [call for cell in cells for call in read_calls(cell.source, lesson)]


@pytest.fixture(scope="module", params=LANGUAGES)
def lesson(request, browser, lab, english_lab):
    """A lesson that has been opened and has run by itself."""
    kit = {"fr": lab, "en": english_lab}[request.param]
    page, watch = open_page(browser)
    path = LESSON.notebook[request.param].removeprefix(f"{request.param}/")
    open_notebook(page, kit, path)
    yield page, watch, request.param, kit.folder / path
    page.close()


def widgets(page, kind):
    return page.locator(f"{PANEL} .qe-root.qe-{kind}")


def quizzes(lang):
    return [call for call in calls(lang) if call.name == "quiz"]


def count_cells(page):
    return page.locator(f"{PANEL} .jp-Cell").count()


def first_tab(widget):
    """Put the focus where a person who comes to a widget by Tab stands: at its top."""
    widget.locator("h3").first.focus()


def best_acts():
    """A right way through the feed: all proofs, then all reports, then support, a block and an adult."""
    acts = [f"keep-proof:{post.id}" for post in FEED.harassing]
    for post in FEED.harassing:
        reason = next(one.id for one in FEED.reasons.values() if set(one.rules) & set(post.rules))
        acts.append(f"report:{post.id}:somebody-else:{reason}")
    strong = {one.act: one.id for one in reversed(FEED.messages.values()) if one.quality == "strong"}
    acts += [f"write-to-target:{strong['write-to-target']}", f"block:{FEED.harassing[0].account}"]
    return [*acts, f"tell-adult:{strong['tell-adult']}"]


def expected_levels(acts):
    return [step.level for step in score_feed(FEED, parse_acts(FEED, acts).acts).steps]


def shown_levels(widget):
    steps = widget.locator(".qe-profile .qe-step")
    return [int(steps.nth(n).get_attribute("class").split("qe-level-")[1][0]) for n in range(steps.count())]


def test_every_call_of_the_notebook_shows_its_widget(lesson):
    page, _, lang, _ = lesson
    names = [call.name for call in calls(lang)]
    for name in names:
        expect(widgets(page, name)).to_have_count(names.count(name))


def test_no_key_and_no_reason_is_in_the_page_or_in_the_saved_notebook_before_an_answer(lesson):
    page, _, lang, path = lesson
    page.locator(CONTENT).click(position={"x": 5, "y": 5})
    page.keyboard.press("Control+s")
    page.locator(f"{PANEL}.jp-mod-dirty").wait_for(state="detached")
    saved = path.read_text("utf-8")
    assert "widgets" not in json.loads(saved)["metadata"]
    secrets = [choice.why[lang] for item in BANK.items.values() for choice in item.choices]
    secrets += [item.why[lang] for item in BANK.items.values() if item.why]
    secrets += [one.text[lang] for item in BANK.items.values() for one in item.rubric]
    secrets += [option.why[lang] for node in SCENARIO.nodes.values() for option in node.options]
    secrets += [post.why[lang] for post in FEED.posts.values()]
    page_text = page.content()
    assert not [secret for secret in secrets if secret in saved or secret in page_text]


@pytest.mark.parametrize("way", HANDS)
def test_every_item_is_answered_and_explained(lesson, way):
    page, watch, lang, _ = lesson
    hand, words = HANDS[way](page), BANK.speak("player", lang)
    run_all(page)
    before = count_cells(page)
    for number, call in enumerate(quizzes(lang)):
        quiz = widgets(page, "quiz").nth(number)
        first_tab(quiz)
        for place, name in enumerate(call.ids):
            item = BANK.items[name]
            try_out = answer_what_nobody_judges if item.kind in UNJUDGED else answer_wrong_then_right
            try_out(hand, quiz, item, words)
            if place + 1 < len(call.ids):
                hand.push(quiz.get_by_role("button", name=words["next"], exact=True))
    assert count_cells(page) == before
    assert watch.errors == []


def answer_wrong_then_right(hand, quiz, item, words):
    """A wrong answer gets a reason and a second chance, never the key; the key gets all reasons."""
    if item.kind in WHYS_AT_FIRST:
        play.answer(hand, quiz, item, play.wrong_answer(item))
        expect(quiz.locator(".qe-status-incorrect")).to_be_visible()
        assert quiz.locator(".qe-why").count() == WHYS_AT_FIRST[item.kind]
        assert quiz.locator(".qe-is-missed, .qe-is-right, .qe-forms").count() == 0
        hand.push(quiz.get_by_role("button", name=words["try_again"], exact=True))
    play.answer(hand, quiz, item, item.key)
    expect(quiz.locator(".qe-status-correct")).to_be_visible()
    assert quiz.locator(".qe-why").count() == (len(item.choices) or 1)


def answer_what_nobody_judges(hand, quiz, item, words):
    """Thanked for and explained at once, and it can be changed."""
    first, second = [(name,) for name in item.choice_ids[:2]] or [("J’ai vu.",), ("Je suis là.",)]
    play.answer(hand, quiz, item, first)
    expect(quiz.locator(UNJUDGED[item.kind])).to_be_visible()
    assert (quiz.locator(".qe-why").count(), quiz.locator(".qe-whole li").count()) == (1, len(item.rubric))
    hand.push(quiz.get_by_role("button", name=words["change"], exact=True))
    play.answer(hand, quiz, item, second)
    expect(quiz.locator(UNJUDGED[item.kind])).to_be_visible()


@pytest.mark.parametrize("way", HANDS)
def test_the_story_is_played_to_an_ending_with_a_profile(lesson, way):
    page, watch, _, _ = lesson
    hand, story = HANDS[way](page), widgets(page, "scenario")
    first_tab(story)
    hand.push(story.locator(".qe-buttons button").first)
    node = SCENARIO.nodes[SCENARIO.start]
    while not node.is_ending:
        option = next(n for n, one in enumerate(node.options) if one.quality == "strong")
        play.decide(hand, story, option)
        node = SCENARIO.nodes[node.options[option].next]
    expect(story.locator(".qe-profile")).to_be_visible()
    assert story.evaluate("root => root.contains(document.activeElement)")
    hand.push(story.locator(".qe-content .qe-buttons button").last)
    expect(story.locator(".qe-profile")).to_have_count(0)
    assert watch.errors == []


@pytest.mark.parametrize("way", HANDS)
def test_the_network_tells_the_right_order_from_block_before_proof(lesson, way):
    page, watch, lang, _ = lesson
    hand, network = HANDS[way](page), widgets(page, "feed")
    words = BANK.speak("player", lang)
    first_tab(network)
    block = f"block:{FEED.harassing[0].account}"
    slipped = [block, *(act for act in best_acts() if act != block and FEED.harassing[0].id not in act)]
    reached = []
    for acts in (best_acts(), slipped):
        for text in acts:
            play.act(hand, network, FEED, text, lang)
        hand.push(network.get_by_role("button", name=words["i_am_done"], exact=True))
        network.locator(".qe-profile").wait_for()
        reached.append(shown_levels(network))
        assert reached[-1] == expected_levels(acts)
        hand.push(network.get_by_role("button", name=words["another_try"], exact=True))
        network.locator(".qe-phone").wait_for()
    know_how = [levels[3] for levels in reached]
    assert know_how == [2, 1]
    assert watch.errors == []


@pytest.mark.parametrize("way", HANDS)
@pytest.mark.parametrize("kind", ["tutorial", "partners"])
def test_another_network_or_country_is_shown_when_it_is_chosen(lesson, kind, way):
    page, watch, _, _ = lesson
    run_all(page)
    widget = widgets(page, kind).last
    select, before = widget.locator("select"), widget.locator("ol, ul").first.inner_text()
    first_tab(widget)
    HANDS[way](page).choose(select)
    expect(widget.locator("ol, ul").first).not_to_have_text(before, use_inner_text=True)
    assert select.evaluate("select => select === document.activeElement")
    assert watch.errors == []


def test_no_key_meant_for_a_widget_reaches_the_notebook(lesson):
    page, _, _, _ = lesson
    before = count_cells(page)
    selected = page.locator(f"{PANEL} .jp-Cell.jp-mod-selected").count()
    controls = page.locator(f"{PANEL} .qe-root :is(button, input, select, textarea):not([disabled])")
    number = 0
    while number < controls.count():  # a letter may choose another network, with fewer steps
        controls.nth(number).focus()
        root = page.evaluate_handle("document.activeElement.closest('.qe-root')")
        for key in ("b", "a", "d", "d", "x", "m", "j", "k", "ArrowUp", "PageDown", "Escape"):
            page.keyboard.press(key)
        assert root.evaluate("root => root.contains(document.activeElement)")
        number += 5
    assert count_cells(page) == before
    assert page.locator(f"{PANEL} .jp-Cell.jp-mod-selected").count() == selected


@pytest.mark.parametrize("kind", [Kind.SHORT_TEXT, Kind.OPEN])
def test_what_is_typed_reaches_the_field_and_not_the_notebook(lesson, kind):
    page, _, lang, _ = lesson
    run_all(page)
    before, typed = count_cells(page), "bad dd, xx aa mm jk 00 ii"
    quiz = show_first(page, lang, kind)
    quiz.locator(".qe-field").click()
    page.keyboard.type(typed)
    assert quiz.locator(".qe-field").input_value() == typed
    page.keyboard.press("ControlOrMeta+z")
    assert quiz.locator(".qe-field").input_value() != typed
    page.keyboard.press("ControlOrMeta+Shift+z")
    page.keyboard.press("Enter")
    if kind is Kind.OPEN:
        page.keyboard.type("dd")
        assert quiz.locator(".qe-field").input_value() == f"{typed}\ndd"
        quiz.locator("button[type=submit]").click()
    expect(quiz.locator(".qe-message")).to_be_visible()
    assert quiz.locator(".qe-typed .qe-quote").inner_text().startswith(typed)
    assert count_cells(page) == before


def show_first(page, lang, kind):
    """Go to the first item of a kind; return its quiz."""
    number, call, item = next(
        (number, call, BANK.items[name])
        for number, call in enumerate(quizzes(lang))
        for name in call.ids
        if BANK.items[name].kind is kind
    )
    quiz = widgets(page, "quiz").nth(number)
    for _ in range(call.ids.index(item.id)):
        quiz.get_by_role("button", name=BANK.speak("player", lang)["next"], exact=True).click()
    return quiz


OTHERS = [
    pytest.param(one, LANGUAGES[n % 2], id=f"{one.id}-{LANGUAGES[n % 2]}")
    for n, one in enumerate(BANK.lessons.values())
    if one.is_ready and one is not LESSON
]
"""Every other lesson, in the languages by turns: `check` holds both to the same cells, tags and calls."""
SHOWS = {"quiz", "scenario", "feed", "partners", "tutorial"}
"""Calls whose widget is of a kind of its own; the others, but the button of the class, show cards."""


@pytest.mark.parametrize(("one", "lang"), OTHERS)
def test_every_lesson_runs_by_itself_shows_all_it_calls_and_has_no_fault(
    browser, lab, english_lab, one, lang
):
    kit = {"fr": lab, "en": english_lab}[lang]
    page, watch = open_page(browser, width=1280)
    open_notebook(page, kit, one.notebook[lang].removeprefix(f"{lang}/"))
    names = [call.name for call in calls(lang, one) if call.name != "classroom"]
    kinds = Counter(name if name in SHOWS else "cards" for name in names)
    for kind, count in kinds.items():
        expect(widgets(page, kind)).to_have_count(count)
    assert run_axe(page) == []
    assert (watch.errors, watch.strangers) == ([], [])
    page.close()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_start_page_has_no_accessibility_fault(browser, lab, english_lab, lang, width):
    page, watch = open_page(browser, width=width)
    open_start(page, {"fr": lab, "en": english_lab}[lang])
    widgets(page, "partners").wait_for()
    assert run_axe(page) == []
    assert (watch.errors, watch.strangers) == ([], [])
    page.close()


@pytest.mark.parametrize(
    ("lang", "name"), [("fr", "Ce que ce kit peut affirmer"), ("en", "What this kit can claim")]
)
def test_the_page_of_claims_shows_studies_and_all_sources_without_fault(
    browser, lab, english_lab, lang, name
):
    page, watch = open_page(browser, width=1280)
    open_notebook(page, {"fr": lab, "en": english_lab}[lang], f"{name}.ipynb")
    expect(widgets(page, "cards")).to_have_count(3)
    expect(widgets(page, "cards").nth(2).locator("table")).to_have_count(7)
    assert run_axe(page) == []
    assert (watch.errors, watch.strangers) == ([], [])
    page.close()


def test_a_stray_key_or_double_click_on_the_page_changes_nothing(lesson):
    page, _, _, _ = lesson
    before = count_cells(page)
    text = page.locator(f"{PANEL} .jp-MarkdownOutput p").filter(visible=True).nth(2)
    text.dblclick()
    for key in ("x", "d", "d", "b", "Enter", "ArrowDown"):
        page.keyboard.press(key)
    assert count_cells(page) == before
    assert page.locator(f"{PANEL} .jp-MarkdownCell .cm-editor").filter(visible=True).count() == 0


def test_help_lines_are_read_in_words_not_letter_by_letter(lesson):
    page, _, _, _ = lesson
    terms = widgets(page, "partners").first.locator("dt").filter(visible=True)
    assert terms.count() > 3
    widths = [terms.nth(n).bounding_box()["width"] for n in range(terms.count())]
    assert min(widths) > 40


@pytest.mark.parametrize("width", WIDTHS)
def test_no_accessibility_fault_at_any_width(lesson, width):
    page, watch, _, _ = lesson
    page.set_viewport_size({"width": width, "height": 1080})
    assert run_axe(page) == []
    assert watch.strangers == []
