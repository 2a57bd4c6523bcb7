"""The mock network in a class session: by turns on the board, and on one device, in both languages."""

from __future__ import annotations

import json

import play
import pytest
from lab import PATIENCE, run_axe
from playwright.sync_api import Page, expect
from room import IS_WIDE, Session, run_session

from quizengine.classroom.store import Store
from quizengine.cli import main
from quizengine.content.bank import LANGUAGES, kit_bank
from quizengine.scoring.feed import ACT_SHAPES

expect.set_options(timeout=PATIENCE)
BANK = kit_bank()
FEED = BANK.feeds["school-feed"]
TARGETED = [post.id for post in FEED.harassing]
SEND = """async ([response]) => {
  const token = sessionStorage.getItem("qe-pupil");
  const headers = { "Content-Type": "application/json", Authorization: `Bearer ${token}` };
  const body = JSON.stringify({ item: "school-feed", response, attempt_id: "all" });
  return (await fetch("/api/respond", { method: "POST", headers, body })).status;
}"""
langs = pytest.mark.parametrize("lang", LANGUAGES)


def go_to_feed(session: Session) -> dict:
    """Go to the first part of the feed's screen."""
    view = session.skip_to_practice()
    while view["screen"]["kind"] != "feed":
        view = session.press("ArrowRight")
    return view


def show_part(session: Session, number: int) -> dict:
    """Pick a part of the screen from the list."""
    before = session.state()
    if before["part"] == number:
        return before
    session.teach.locator("[data-qe-key=part]").select_option(str(number))
    session.teach.locator(f'.qe-region-board:not([data-n="{before["n"]}"])').wait_for()
    return session.state()


def part_of(session: Session, view: dict, post: str) -> int:
    """Return the part that is a post's turn: the turns end the list, in the order of the posts."""
    elsewhere = sum(one.on == "none" for one in FEED.acts.values())
    return len(view["parts"]) - elsewhere - len(FEED.posts) + list(FEED.posts).index(post)


def report(session: Session, reason: str, lang: str) -> None:
    """Report the post of the turn that is shown, by keys and by the form that they open."""
    before = session.state()["n"]
    session.teach.keyboard.press("4")
    hand = play.Keyboard(session.teach)
    for option in (FEED.reasons[reason].text[lang], FEED.audiences["everyone"].text[lang]):
        hand.pick(session.teach.get_by_role("radio", name=option, exact=True))
        hand.push(session.teach.locator(".qe-panel button[type=submit]"))
    session.teach.locator(f'.qe-region-board:not([data-n="{before}"])').wait_for()


def walk_parts(session: Session) -> list[str]:
    """Look at every part of the screen; return what the board says on each."""
    told = []
    for part in range(len(session.state()["parts"])):
        session.look(show_part(session, part))
        told.append(session.board.locator(".qe-inside").inner_text())
    return told


@langs
def test_a_class_without_any_device_plays_the_feed_by_turns(browser, tmp_path, lang):
    """One key an act: proof of a post, a report of each that targets somebody, a word to Lina."""
    words = BANK.speak("profile", lang) | BANK.speak("turns", lang) | BANK.speak("player", lang)
    data = tmp_path / "a.class.sqlite"
    with run_session(browser, data, lang) as session:
        view = go_to_feed(session)
        turn = part_of(session, view, TARGETED[0])
        session.look(show_part(session, turn))
        session.look(session.press("1"))
        expect(session.board.locator(".qe-doable.qe-is-right")).to_contain_text(
            FEED.acts["keep-proof"].text[lang]
        )
        session.press("8")
        view = session.press("8")  # a second tap takes it back
        assert view["part"] == turn
        for post, reason in zip(TARGETED, ("harassment", "pile-on", "image-without-agreement"), strict=True):
            show_part(session, part_of(session, view, post))
            report(session, reason, lang)
            session.look(session.state())
            outcome = FEED.posts[post].report.outcome
            expect(session.board.get_by_text(words[f"outcome_{outcome}"])).to_be_visible()
        show_part(session, len(view["parts"]) - 2)
        session.look(session.press("1"))
        for _ in range(9):
            session.teach.locator("[data-qe-key=more-voters]").click()
        expect(session.teach.locator(".qe-hands-count")).to_have_text("9")
        session.look(session.press("r"))
        did, profile, again, *posts = walk_parts(session)
        assert len([line for line in did.splitlines() if line]) == 1 + 5
        assert words["noticed"].format(hits=3, total=3) in profile
        assert words["right-order"] not in again
        assert "".join(posts).count(words["kind-harassment"]) == 3
        assert not session.faults
        assert not [error for watch in session.watches.values() for error in watch.errors]
    store = Store.open(data)
    (tally,) = store.tallies(store.last_session().id)
    store.close()
    assert next(iter(tally.counts)) == "keep-proof:verdict-four"
    assert (len(tally.counts), tally.voters) == (5, 9)
    page = tmp_path / "report.html"
    assert main(["report", str(data), "--lang", lang, "--out", str(page)]) == 0
    assert BANK.speak("report", lang)["level-2"] in page.read_text("utf-8")


def play_on_device(session: Session, page: Page, lang: str) -> None:
    """Do two acts, reload, and send: what was done is still there."""
    network = page.locator(".qe-play")
    hand = play.Keyboard(page)
    play.act(hand, network, FEED, "keep-proof:verdict-four", lang)
    page.reload()
    expect(network.locator(".qe-side li")).to_have_count(1)
    play.act(hand, network, FEED, "report:verdict-four:everyone:harassment", lang)
    page.wait_for_function("() => document.getAnimations().every((one) => one.playState === 'finished')")
    assert not run_axe(page, "html")
    assert not page.evaluate(IS_WIDE)
    hand.push(network.locator(".qe-side .qe-primary"))
    expect(page.get_by_text(BANK.speak("classroom", lang)["saved"])).to_be_visible()


def list_every_act() -> list[str]:
    """Return all that can be done in the feed, each thing once."""
    alone = [act for act, shape in ACT_SHAPES.items() if shape == ("post",)]
    acts = [f"{act}:{post}" for post in FEED.posts for act in alone]
    acts += [f"report:{post}:everyone:harassment" for post in FEED.posts]
    acts += [f"{act}:{account}" for act in ("mute", "block") for account in FEED.accounts]
    replies = [one.id for one in FEED.messages.values() if one.act == "reply"]
    acts += [f"reply:{post}:{replies[0]}" for post in FEED.posts]
    return acts + [f"{one.act}:{one.id}" for one in FEED.messages.values() if one.act != "reply"]


@langs
def test_a_pupil_plays_the_feed_on_a_phone_and_is_told_only_at_the_end(browser, tmp_path, lang):
    words = BANK.speak("profile", lang) | BANK.speak("turns", lang)
    every = list_every_act()
    data = tmp_path / "a.class.sqlite"
    with run_session(browser, data, lang) as session:
        page, other = session.join(), session.join()
        view = go_to_feed(session)
        show_part(session, len(view["parts"]) - 1)
        session.look(session.press("o"))
        play_on_device(session, page, lang)
        assert other.evaluate(SEND, [every]) == 200  # as full as the counts can be
        expect(session.board.locator(".qe-sign")).to_have_text(words["played"].format(count=2))
        assert FEED.posts["verdict-four"].why[lang] not in page.content()
        session.look(session.press("c"))
        told = "".join(walk_parts(session))
        assert f"{FEED.acts['keep-proof'].text[lang]} 2" in told.replace("\n", " ")
        session.look(session.press("r"))
        expect(page.get_by_text(FEED.posts["verdict-four"].why[lang])).to_be_visible()
        expect(page.get_by_text(words["noticed"].format(hits=1, total=3))).to_be_visible()
        assert not run_axe(page, "html")
        walk_parts(session)
        page.reload()
        expect(page.get_by_text(FEED.posts["verdict-four"].why[lang])).to_be_visible()
        assert not session.faults
        assert not [error for watch in session.watches.values() for error in watch.errors]
    out = tmp_path / "out.jsonl"
    assert main(["score", "--journal", str(data), "--out", str(out)]) == 0
    lines = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [(one["item"], one["max_points"]) for one in lines] == [("school-feed", "10")] * 2
    assert lines[0]["points"] == "8"
