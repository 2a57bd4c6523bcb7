"""What a pupil meets beside the vote: the way in and back, calm sentences, the page without JavaScript."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from datetime import datetime

import play
import pytest
from lab import PATIENCE, run_axe
from playwright.sync_api import Browser, Page, Route, expect
from room import IS_WIDE, Session, run_session
from test_class_browser import answer_page

from quizengine.classroom.guard import TRIES_PER_ADDRESS
from quizengine.content.bank import kit_bank

expect.set_options(timeout=PATIENCE)
BANK = kit_bank()
VOTE = "proof-or-block-first"


def speak(lang: str) -> dict[str, str]:
    return BANK.speak("player", lang) | BANK.speak("classroom", lang)


def open_vote(session: Session) -> dict:
    """Go on to the first vote and open it."""
    view = session.state()
    while view["screen"]["id"] != VOTE:
        view = session.press("ArrowRight")
    return session.press("o")


def try_code(session: Session, code: str) -> int:
    """Try a code as another program on the network may; return the status."""
    headers = {"Content-Type": "application/json"}
    body = json.dumps({"code": code}).encode()
    try:
        with urllib.request.urlopen(
            urllib.request.Request(f"{session.base}/api/join", body, headers)
        ) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


def test_the_address_in_the_qr_code_leads_straight_into_the_lesson(browser, tmp_path):
    with run_session(browser, tmp_path / "a.class.sqlite", "en", axe=False) as session:
        view = session.state()
        page = session.open(f"{view['join']}#{view['code']}", 360, 740)
        expect(page.get_by_text(speak("en")["look-up"])).to_be_visible()
        assert page.url == view["join"]  # whoever looks over a shoulder reads no code there
        assert session.state()["candidates"] == 1


def test_who_presses_join_twice_is_one_candidate(browser, tmp_path):
    with run_session(browser, tmp_path / "a.class.sqlite", "en", axe=False) as session:
        page = session.open(session.base, 360, 740)
        page.locator(".qe-send").wait_for()
        page.locator("#code").fill(session.told["code"])
        page.evaluate("for (const _ of [1, 2]) document.querySelector('form').requestSubmit()")
        page.locator(".qe-pupil-head").wait_for()
        assert session.state()["candidates"] == 1


def open_slowly(browser: Browser, session: Session) -> tuple[Page, list[Route]]:
    """Open the pupil's page on a slow device: its words are held back."""
    page = browser.new_context().new_page()
    held: list[Route] = []
    page.route("**/words.json", lambda route: held.append(route))
    page.goto(session.base, wait_until="commit")
    wait_for_words(page, held)
    return page, held


def wait_for_words(page: Page, held: list[Route]) -> None:
    """Wait until the page has asked for its words."""
    while not held:
        page.wait_for_timeout(20)


def go_on(page: Page, held: list[Route]) -> None:
    """Let the words come to the page that is open now."""
    wait_for_words(page, held)
    held.pop().continue_()
    page.locator(".qe-send").wait_for()


def test_a_code_typed_while_the_page_still_loads_is_kept(browser, tmp_path):
    with run_session(browser, tmp_path / "a.class.sqlite", "en", axe=False) as session:
        page, held = open_slowly(browser, session)
        page.locator("#code").fill(session.told["code"])
        go_on(page, held)
        expect(page.locator("#code")).to_be_focused()
        page.keyboard.press("Enter")
        page.locator(".qe-pupil-head").wait_for()
        assert session.state()["candidates"] == 1


def test_a_wrong_code_sent_while_the_page_still_loads_is_told_all_the_same(browser, tmp_path):
    with run_session(browser, tmp_path / "a.class.sqlite", "en", axe=False) as session:
        page, held = open_slowly(browser, session)
        page.locator("#code").fill("no code")
        held.clear()  # of the page that is left
        with page.expect_navigation(url="**/join", wait_until="commit"):
            page.keyboard.press("Enter")
        go_on(page, held)
        expect(page.get_by_role("status")).to_have_text(speak("en")["wrong-code"])
        page.reload()
        page.locator("#code").wait_for()


def test_too_many_wrong_codes_are_told_calmly(browser, tmp_path):
    with run_session(browser, tmp_path / "a.class.sqlite", "en", axe=False) as session:
        wrong = "000000" if session.told["code"] != "000000" else "111111"
        assert {try_code(session, wrong) for _ in range(TRIES_PER_ADDRESS)} == {403}
        page = session.open(session.base, 360, 740)
        page.locator("#code").fill(session.told["code"])
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_have_text(speak("en")["too-many"])
        assert session.state()["candidates"] == 0


def test_a_response_that_cannot_be_read_is_told_calmly_and_the_pupil_goes_on(browser, tmp_path):
    words = speak("en")

    def spoil(route: Route) -> None:
        body = json.loads(route.request.post_data or "") | {"response": "no-such-choice"}
        route.continue_(post_data=json.dumps(body))

    with run_session(browser, tmp_path / "a.class.sqlite", "en", axe=False) as session:
        page = session.join()
        view = open_vote(session)
        page.route("**/api/respond", spoil)
        answer_page(play.Pointer(page), page, view, 0)
        expect(page.get_by_text(words["not-usable"])).to_be_visible()
        page.unroute("**/api/respond")
        answer_page(play.Pointer(page), page, view, 1)
        expect(page.get_by_text(words["saved"])).to_be_visible()
        assert session.state()["voters"] == 1


def test_who_closes_the_tab_comes_back_and_the_next_pupil_starts_afresh(browser, tmp_path):
    words = speak("en")
    with run_session(browser, tmp_path / "a.class.sqlite", "en") as session:
        page = session.join()
        answer_page(play.Pointer(page), page, open_vote(session), 0)
        expect(page.get_by_text(words["saved"])).to_be_visible()
        device = page.context
        page.close()

        page = device.new_page()
        page.goto(session.base)
        expect(page.get_by_role("heading", name=words["who-title"])).to_be_focused()
        assert run_axe(page, "html") == []
        assert not page.evaluate(IS_WIDE)
        page.get_by_role("button", name=words["who-me"]).click()
        expect(page.get_by_role("button", name=words["change"])).to_be_visible()
        assert session.state()["candidates"] == 1

        page.get_by_role("button", name=words["who-other"]).click()
        page.get_by_role("button", name=words["who-other"]).click()
        page.locator("#code").fill(session.told["code"])
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name=words["send"])).to_be_visible()
        assert page.locator("form :checked").count() == 0
        assert session.state()["candidates"] == 2
        session.watches.pop(session.pupils.pop())


def test_a_device_forgets_its_pupil_when_the_lesson_ends(browser, tmp_path):
    words = speak("en")
    with run_session(browser, tmp_path / "a.class.sqlite", "en", axe=False) as session:
        page = session.join()
        assert page.evaluate("localStorage.length") == 1
        session.teach.locator("[data-qe-key=do-end]").click()
        session.teach.locator("dialog .qe-primary").click()
        expect(page.get_by_text(words["ended"])).to_be_visible()
        assert page.evaluate("localStorage.length") == 0


def test_the_presenter_shortens_the_lesson_to_the_minutes_that_are_left(browser, tmp_path):
    words = speak("en")
    with run_session(browser, tmp_path / "a.class.sqlite", "en", axe=False) as session:
        teach = session.teach
        for minutes in (40, 25, 15):
            teach.locator("[data-qe-key=do-cut]").click()
            teach.get_by_role("button", name=words["cut-to"].format(minutes=minutes)).click()
            told = words["minutes-left"].split("{left}")[1].split(",")[0]
            expect(teach.locator(".qe-region-time")).to_contain_text(f"{minutes}{told}")
            view = session.state()
            assert view["left"] == minutes
            teach.locator("[data-qe-key=do-cut]").click()
            left_out = [one["title"] for one in view["steps"] if one["skipped"]]
            assert teach.locator("dialog s").all_text_contents() == left_out
            teach.keyboard.press("Escape")
        assert left_out
        assert not view["steps"][-1]["skipped"]  # the help lines stay
        teach.locator("[data-qe-key=do-cut]").click()
        teach.get_by_role("button", name=words["cut-none"].format(minutes=50)).click()
        expect(teach.locator(".qe-region-time")).to_contain_text("50")
        assert not any(one["skipped"] for one in session.state()["steps"])


def test_eight_minutes_before_the_bell_the_presenter_goes_from_the_story_to_the_exit_questions(
    browser, tmp_path
):
    words = speak("en")
    with run_session(browser, tmp_path / "a.class.sqlite", "en", axe=False) as session:
        teach, skip = session.teach, session.teach.locator("[data-qe-key=do-skip]")
        teach.clock.set_fixed_time(datetime(2026, 11, 23, 10, 25))
        for title in ("Starting point", "Starter", "Scenario"):
            expect(skip).to_have_text(words["do-skip"].format(step=title))
            skip.click()
        expect(skip).to_have_text(words["do-skip"].format(step="Practice"))
        teach.locator("[data-qe-key=do-cut]").click()
        teach.get_by_label(words["cut-left"]).fill("8")
        teach.get_by_role("button", name=words["cut-fit"]).click()
        expect(skip).to_have_text(words["do-skip"].format(step="Exit"))
        skip.click()
        expect(teach.locator(".qe-region-time")).to_contain_text(
            "6 min, 5 of them for this step.Ends at about 10:31."
        )


def check_plain(page: Page) -> None:
    """No script ran, nothing is wider than the screen, and axe finds nothing."""
    page.wait_for_load_state()  # a page measured before its style has come fades its colours in
    assert not page.evaluate(IS_WIDE)
    assert not page.locator("[data-n]").count()
    assert run_axe(page, "html") == []


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_page_of_a_pupil_whose_scripts_do_not_run_is_accessible(browser, tmp_path, lang):
    words = speak(lang)
    with run_session(browser, tmp_path / "a.class.sqlite", lang, axe=False) as session:
        page = session.open("about:blank", 360, 740)
        page.route("**/player/*.js", lambda route: route.abort())  # axe itself needs scripts
        page.goto(session.base)
        check_plain(page)
        page.locator("#code").fill("no code")
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_have_text(words["wrong-code"])
        check_plain(page)
        page.locator("#code").fill(session.told["code"])
        page.keyboard.press("Enter")
        expect(page.get_by_text(words["look-up"])).to_be_visible()
        check_plain(page)
        open_vote(session)
        with page.expect_navigation():
            page.get_by_role("link", name=words["refresh"]).click()
        check_plain(page)
        page.get_by_role("radio").first.check()
        page.get_by_role("button", name=words["send"]).click()
        expect(page.get_by_role("status")).to_have_text(words["saved"])
        check_plain(page)
        page.get_by_role("button", name=words["who-other"]).click()
        expect(page.locator("#code")).to_be_visible()
