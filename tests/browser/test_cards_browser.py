"""Cards of facts in the browser: read by everybody, on a telephone too, and the country by keyboard."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lab import open_page, run_axe
from play import Keyboard
from playwright.sync_api import expect
from test_player_browser import PAGE

from quizengine.content.bank import LANGUAGES, kit_bank
from quizengine.content.papers import Checklist, Mark, Papers
from quizengine.widgets import open_lesson

MARKS = (Mark("head", {"fr": "Prévenir.", "en": "Tell."}, {"fr": "Un relais.", "en": "Backup."}),)
LIST = Papers("teens-3", {"checklist": Checklist({"fr": "Avant", "en": "Before"}, MARKS)})
BANK = replace(kit_bank(), papers={"teens-3": LIST})
CALLS = {
    "rules": ["harassment", "allowed-satire"],
    "law": ["threats", "report"],
    "glossary": [],
    "figures": ["eu-code-seen", "snap-median-2024", "promises"],
    "safeguarding": ["disclosure-do", "fr-protocole", "uk-dsl"],
    "evidence": ["works-polanin-2022"],
    "checklist": [],
    "sources": [],
}


@pytest.fixture
def shown(browser):
    """Show cards on a page of its own."""
    pages = []

    def show(face, lang, width=360):
        widget = getattr(open_lesson("teens-3", lang, bank=BANK), face)(*CALLS[face])
        page, watch = open_page(browser, width=width)
        pages.append(page)
        page.evaluate(PAGE, [widget._esm, widget._css, widget.face])
        page.evaluate("lang => (document.documentElement.lang = lang)", lang)
        return page, page.locator(".qe-cards"), watch

    yield show
    for page in pages:
        page.close()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("face", CALLS)
def test_cards_can_be_read_and_never_run_out_of_the_page(shown, face, lang):
    page, cards, watch = shown(face, lang)
    assert run_axe(page, "body") == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for summary in cards.locator("summary").all():
        summary.click()
    assert run_axe(page, "body") == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert watch.errors == []


def test_another_country_is_chosen_by_keyboard_and_what_is_shown_is_said(shown):
    page, cards, _ = shown("law", "fr")
    expect(cards.locator("select")).to_have_value("FR")
    Keyboard(page).choose(cards.locator("select"))
    chosen = cards.locator("select").input_value()
    assert chosen != "FR"
    expect(cards.locator(".qe-status")).not_to_be_empty()
    assert cards.locator("select").evaluate("select => select === document.activeElement")


def test_a_plot_tells_its_figures_to_a_screen_reader(shown):
    _, cards, _ = shown("figures", "en")
    plots = cards.get_by_role("img")
    assert plots.count() == 2
    assert "2020: 90.4%" in plots.first.get_attribute("aria-label")


def test_a_box_is_ticked_by_keyboard_and_counted(shown):
    page, cards, _ = shown("checklist", "en")
    Keyboard(page).pick(cards.get_by_role("checkbox"))
    expect(cards.locator(".qe-status")).to_have_text("Steps ticked: 1 of 1.")
