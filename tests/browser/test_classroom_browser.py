"""The button of a lesson in JupyterLab: it starts a class, leads to the presenter's page, and stops it."""

from __future__ import annotations

import nbformat
import pytest
from lab import PANEL, PATIENCE, open_notebook, open_page, run_all, run_axe
from nbformat.sign import NotebookNotary
from playwright.sync_api import expect

from quizengine.content.bank import LANGUAGES, kit_bank

BANK = kit_bank()
LESSON = BANK.lessons["teens-3"]
EDITED = "Mon titre / My title"
expect.set_options(timeout=PATIENCE)


@pytest.fixture(params=LANGUAGES)
def lesson(request, browser, lab, english_lab):
    """A copy of the lesson whose title the teacher rewrote, open; yields its page, its card and its words."""
    lang, kit = request.param, {"fr": lab, "en": english_lab}[request.param]
    path = kit.folder / LESSON.notebook[lang].removeprefix(f"{lang}/")
    book = nbformat.read(path, as_version=4)
    book.cells[0].source = f"# {EDITED}"
    copy = path.with_name(f"{request.function.__name__}.ipynb")  # a kernel of its own
    nbformat.write(book, copy)
    with NotebookNotary(data_dir=str(kit.folder.parent / "state" / "data")) as notary:
        notary.sign(book)  # as JupyterLab does when the teacher saves it
    page, watch = open_page(browser)
    open_notebook(page, kit, copy.relative_to(kit.folder).as_posix())
    words = BANK.speak("classroom-button", lang)
    yield page, watch, page.locator(f"{PANEL} .qe-root.qe-classroom"), words
    page.close()
    copy.unlink()


def start(card, words, name="start"):
    card.get_by_role("button", name=words[name], exact=True).click()
    link = card.get_by_role("link", name=words["presenter"], exact=True)
    link.wait_for()
    return link


def stop(card, words):
    card.get_by_role("button", name=words["stop"], exact=True).click()
    expect(card.get_by_role("status")).to_have_text(words["ended"])


def test_one_press_starts_the_copy_that_is_open_leads_to_the_presenters_page_and_stops(lesson):
    page, watch, card, words = lesson
    link = start(card, words)
    secret = link.get_attribute("href").split("#")[1]
    assert link.evaluate("link => link === document.activeElement")
    assert run_axe(page) == []
    with page.context.expect_page() as opened:
        page.keyboard.press("Enter")
    teach = opened.value
    expect(teach.get_by_text(EDITED).first).to_be_visible()
    assert teach.url.startswith("http://127.0.0.1:")
    assert secret not in page.locator(PANEL).inner_text()
    teach.close()
    stop(card, words)
    assert (watch.errors, watch.strangers) == ([], [])


def test_a_session_is_found_again_by_a_second_run_and_resumed_at_its_address(lesson):
    page, _, card, words = lesson
    card.get_by_role("checkbox").check()
    first = start(card, words).get_attribute("href")
    expect(card.get_by_text(words["devices"])).to_have_count(0)
    run_all(page)
    link = card.get_by_role("link", name=words["presenter"], exact=True)
    assert link.get_attribute("href") == first
    stop(card, words)
    assert start(card, words, "resume").get_attribute("href") == first
    page.set_viewport_size({"width": 360, "height": 800})
    assert card.evaluate("card => card.scrollWidth <= card.clientWidth")
    assert run_axe(page) == []
    stop(card, words)
