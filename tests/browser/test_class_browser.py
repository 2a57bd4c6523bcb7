"""A whole class session in the browser: projector, presenter and pupils, to the end, in both languages."""

from __future__ import annotations

from collections import Counter

import play
import pytest
from lab import PATIENCE, run_axe
from playwright.sync_api import Page, Route, expect
from room import IS_WIDE, Session, ask, run_session

from quizengine.classroom.store import Store
from quizengine.content.bank import kit_bank

expect.set_options(timeout=PATIENCE)
BANK = kit_bank()
LESSON = BANK.lessons["teens-3"]


def answer_page(hand: play.Hand, page: Page, view: dict, choice: int) -> None:
    """Answer the open vote on a pupil's page."""
    page.locator(f'#main[data-n="{view["n"]}"]').wait_for()
    form = page.locator("form")
    rows = form.locator(".qe-sort .qe-option")
    for row in range(rows.count()):
        hand.pick(rows.nth(row).locator("input").nth((row + choice) % 3))
    if not rows.count():
        hand.pick(form.locator("input").nth(choice))
    hand.push(form.locator("[type=submit]"))


def answer_plain(page: Page, session: Session, words: dict[str, str], choice: int) -> bool:
    """Answer by the form without JavaScript; False when the question is not one for a plain form."""
    page.goto(session.base)
    assert not page.evaluate(IS_WIDE)
    if page.get_by_text(words["on-screen"]).count():
        return False
    page.locator("[name=response]").nth(choice).check()
    page.locator("form .qe-primary").click()
    expect(page.get_by_role("status")).to_have_text(words["saved"])
    return True


def lose_connection(page: Page, words: dict[str, str], view: dict) -> None:
    """Answer without a network, then with one that loses the first acknowledgement on its way back."""
    page.context.set_offline(True)
    answer_page(play.Pointer(page), page, view, 1)
    expect(page.get_by_text(words["not-sent"])).to_be_visible()
    lost: list[str] = []

    def lose(route: Route) -> None:
        if lost:
            route.continue_()
        else:
            lost.append(route.fetch().text())
            route.abort()

    page.route("**/api/respond", lose)
    page.context.set_offline(False)
    expect(page.get_by_text(words["saved"])).to_be_visible()
    assert lost == ['{"saved":true}']
    page.unroute("**/api/respond")


ACTS = ("keep-proof:verdict-four", "report:verdict-four:everyone:harassment", "mute:noe")


def play_page(hand: play.Hand, page: Page, view: dict, count: int) -> None:
    """Do some acts in the network on a pupil's page, and send them."""
    page.locator(f'#main[data-n="{view["n"]}"]').wait_for()
    for text in ACTS[:count]:
        play.act(hand, page.locator(".qe-play"), BANK.feeds["school-feed"], text, "fr")
    hand.push(page.locator(".qe-side .qe-primary"))


def vote(session: Session, view: dict, plain: Page, words: dict[str, str], *, loses: bool) -> None:
    """Let the three pupils vote; one thinks again."""
    keys, wavering = session.pupils
    count = 2
    answer = play_page if view["screen"]["kind"] == "feed" else answer_page
    answer(play.Keyboard(keys), keys, view, 0 if answer is answer_page else 3)
    expect(keys.get_by_text(words["saved"])).to_be_visible()
    if loses:
        lose_connection(wavering, words, view)
    else:
        answer(play.Pointer(wavering), wavering, view, 1)
        expect(wavering.get_by_text(words["saved"])).to_be_visible()
    count += answer_plain(plain, session, words, 1)
    session.sent[(view["vote"], str(view["round"]))] += count
    expect(session.board.locator(".qe-sign")).to_contain_text(str(count))
    assert session.board.locator(".qe-count").count() == 0


def check_pages(session: Session) -> None:
    """No fault was seen on any page, and none asked anybody else."""
    assert not session.faults
    for page, seen in session.watches.items():
        assert not seen.strangers
        assert not [text for text in seen.errors if "net::ERR_" not in text], page.url
    quiet = [page for page in session.watches if page not in session.pupils[1:]]
    assert not [text for page in quiet for text in session.watches[page].errors]


def test_a_class_plays_the_whole_lesson_and_each_answer_is_kept_once(browser, tmp_path):
    words = BANK.speak("player", "fr") | BANK.speak("classroom", "fr")
    data = tmp_path / "a.class.sqlite"
    with run_session(browser, data, "fr") as session:
        session.join()
        session.join()
        plain = session.join(scripts=False)
        for page in (session.board, session.teach, session.pupils[1]):
            assert "#" not in page.url  # a projector would show the secret
            page.reload()
        view, seen, losses = session.state(), [], iter([True])
        while view is not None:
            seen.append(view["screen"]["id"])
            session.look(view)
            if view["phase"] == "open":
                vote(session, view, plain, words, loses=view["round"] == 2 and next(losses, False))
                if len(session.sent) == 1:
                    answer_page(play.Keyboard(session.pupils[0]), session.pupils[0], view, 2)
                    session.sent[(view["vote"], "1")] += 1
                session.look(session.state())
            view = session.move_on(view)
        for key in "bbpp":
            session.look(session.press(key))
        session.teach.locator("[data-qe-key=do-end]").click()
        session.teach.locator("dialog .qe-primary").click()
        expect(session.board.get_by_text(words["ended"])).to_be_visible()
        session.look(session.state())
        with session.teach.context.expect_page() as opened:
            session.teach.get_by_role("button", name=words["report-open"]).click()
        expect(opened.value.get_by_role("heading", level=1)).to_have_text(LESSON.title["fr"])
        assert session.told["token"] not in opened.value.url
        session.faults += run_axe(opened.value, "html")
        check_pages(session)
    assert {name for step in LESSON.steps for name in step.shows} <= set(seen)
    store = Store.open(data)
    kept = Counter((one.item, one.round) for one in store.read().attempts.values())
    store.close()
    assert kept == session.sent
    assert len({vote for vote, _ in kept}) == 13


def count_hands(session: Session, view: dict) -> dict[str, int]:
    """Count hands by keys: three for A, three for B after one was taken back."""
    first, second = (one["id"] for one in view["ballot"]["choices"][:2])
    for key in ("2", "Shift+2", "1", "1", "1", "2", "2", "2"):
        session.teach.keyboard.press(key)
    counts = {first: 3, second: 3}
    for _ in range(500):
        if session.state()["ballot"]["hands"] == counts:
            break
        session.teach.wait_for_timeout(20)
    count = 6 if view["ballot"]["is_single"] else 3
    expect(session.board.locator(".qe-sign")).to_contain_text(f"{count} answers")
    return counts


def test_a_class_without_any_device_plays_it_by_counting_hands(browser, tmp_path):
    words = BANK.speak("classroom", "en")
    data = tmp_path / "a.class.sqlite"
    kept = {}
    with run_session(browser, data, "en", axe=False) as session:
        view = session.state()
        while view is not None:
            session.look(view)
            if view["phase"] == "showing" and view["screen"]["kind"] == "quiz" and not view["ballot"]:
                expect(session.teach.locator("[data-qe-key=do-open]")).to_have_count(0)
                expect(session.teach.locator(".qe-move.qe-primary")).to_contain_text(words["do-reveal"])
            if view["phase"] == "open" and view["ballot"]:
                kept[(view["ballot"]["item"], view["round"])] = count_hands(session, view)
            if view["phase"] == "closed" and view["ballot"]:
                counts = session.board.locator(".qe-count").all_text_contents()
                assert counts == ["3", "3", *["0"] * (len(counts) - 2)]
            if view["phase"] == "closed" and view["screen"]["kind"] == "scenario":
                expect(session.teach.get_by_text(words["tie"])).to_be_visible()
            view = session.move_on(view)
        check_pages(session)
    store = Store.open(data)
    last = store.last_session()
    tallies = store.tallies(last.id)
    store.close()
    assert {(one.item, one.round): dict(one.counts) for one in tallies} == kept
    assert len(tallies) == len(kept) == 16


FITS_OLD_PROJECTOR = """() => {
  const stage = document.querySelector(".qe-stage");
  return innerWidth === 1024 && stage.firstElementChild.scrollHeight <= stage.clientHeight + 1;
}"""
LONGEST = {
    "teens-2": "school-fair-review",  # a passage with places to pick
    "teens-3": "school-feed",  # the longest line below the board, beside how to join
    "families-1": "change-is-a-question",  # true or false, and why
    "teachers-2": "question-kept-distant",  # four pairs to match
}


@pytest.mark.parametrize("lesson", LONGEST)
def test_what_is_longest_fits_the_board_from_the_vote_to_the_last_reason(browser, tmp_path, lesson):
    data = tmp_path / "class.sqlite"
    with run_session(browser, data, "fr", lesson=lesson, axe=False, is_open=True) as session:
        view, token = (
            session.go_to(LONGEST[lesson]),
            ask(session, "/api/join", code=session.told["code"])["token"],
        )
        while view is not None and view["screen"]["id"] == LONGEST[lesson]:
            session.look(view)
            if view["phase"] == "open" and view["screen"]["kind"] == "quiz":
                key = " ".join(BANK.items[view["vote"]].key)
                ask(session, "/api/respond", token, item=view["vote"], response=key, attempt_id="one")
            if view["phase"] == "revealed" and view["part"] == 0:
                session.board.set_viewport_size({"width": 1024, "height": 768})
                session.board.wait_for_function(FITS_OLD_PROJECTOR)
                session.board.set_viewport_size({"width": 1920, "height": 1080})
            view = session.move_on(view)
        assert not session.faults


def test_a_class_raises_hands_for_the_places_of_a_text(browser, tmp_path):
    with run_session(browser, tmp_path / "a.class.sqlite", "fr", lesson="teens-2") as session:
        session.go_to("school-fair-review")
        view = session.press("o")
        session.look(view)
        places = [part["choice"] for part in view["screen"]["item"]["passage"] if "choice" in part]
        for key in "3" * 4 + "6" * 5 + "8":
            session.teach.keyboard.press(key)
        expect(session.board.locator(".qe-sign")).to_contain_text("5")
        view = session.press("c")
        session.look(view)
        assert view["counts"] == {places[2]: 4, places[5]: 5, places[7]: 1}
        counts = session.board.locator(".qe-passage .qe-count").all_text_contents()
        assert counts == ["0", "0", "4", "0", "0", "5", "0", "1"]
        check_pages(session)


def test_the_board_shows_at_which_place_the_class_put_each_act(browser, tmp_path):
    item = BANK.items["steps-in-a-story"]
    first, second, *others = item.choice_ids
    with run_session(browser, tmp_path / "a.class.sqlite", "en", lesson="teens-1") as session:
        session.go_to(item.id)
        tokens = [ask(session, "/api/join", code=session.told["code"])["token"] for _ in range(3)]
        session.teach.locator("[data-qe-key=do-open]").wait_for()  # no hand can say an order: devices alone
        session.look(session.press("o"))
        for token, start in zip(tokens, ([first, second], [first, second], [second, first]), strict=True):
            order = [*start, *others]
            ask(session, "/api/respond", token, item=item.id, response=order, attempt_id="1")
        session.look(session.press("c"))
        row = session.board.locator(".qe-vote", has_text=item.choices[0].text["en"])
        assert row.locator(".qe-shares li").all_text_contents() == ["1 2", "2 1", "3 0", "4 0", "5 0"]
        assert row.locator(".qe-shares strong").all_text_contents() == ["2"]
        check_pages(session)
