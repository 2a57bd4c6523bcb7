"""A disk that takes nothing while a class votes: the teacher is told, every answer is saved in the end."""

from __future__ import annotations

import shutil
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing

import pytest
from disk import Full, ReadOnly, Refusing
from lab import PATIENCE, run_axe
from playwright.sync_api import expect
from room import ask, run_session

from quizengine.classroom.store import Store
from quizengine.content.bank import kit_bank

BANK = kit_bank()
VOTE = "proof-or-block-first"
FIRST, SECOND, *_ = BANK.items[VOTE].choice_ids


def choose(page, place: int) -> None:
    """Answer on a pupil's page."""
    page.locator("form input").nth(place).check()
    page.locator("form [type=submit]").click()


@pytest.mark.parametrize(
    ("lang", "kind"), [("fr", Full), ("en", Full), ("fr", ReadOnly), ("en", ReadOnly), ("fr", Refusing)]
)
def test_what_a_class_sends_to_a_disk_in_trouble_is_held_and_saved_once(browser, tmp_path, lang, kind):
    disk, words = kind(tmp_path / "disk"), BANK.speak("classroom", lang)
    data = disk.folder / "a.class.sqlite"
    with (
        run_session(browser, data, lang, axe=False, within=disk.within) as session,
        ThreadPoolExecutor() as pool,
    ):
        presenter = session.told["token"]
        problem = session.teach.locator(".qe-region-problem")
        while session.state()["screen"]["id"] != VOTE:
            ask(session, "/api/teach", presenter, do="next")
        ask(session, "/api/teach", presenter, do="open")
        page = session.join()
        devices = [ask(session, "/api/join", code=session.told["code"])["token"] for _ in range(3)]
        choose(page, 0)
        expect(page.get_by_text(words["saved"])).to_be_visible(timeout=PATIENCE)
        expect(problem).to_be_hidden()

        def respond(token: str) -> Future[dict]:
            body = {"item": VOTE, "response": SECOND, "attempt_id": "mine"}
            return pool.submit(ask, session, "/api/respond", token, **body)

        with disk.trouble(session.pid):
            sent = [respond(token) for token in devices]
            expect(problem).to_have_text(words[disk.word], timeout=PATIENCE)
            choose(page, 1)
            hands = ask(session, "/api/teach", presenter, do="count", counts={FIRST: 5}, voters=5)
            assert (hands["problem"], hands["counts"], hands["voters"]) == (words[disk.word], {FIRST: 6}, 6)
            assert session.press("c")["phase"] == "closed"
            sent.append(respond(devices[0]))  # the vote is closed, but this answer came before
            assert run_axe(session.teach, "html") == []
            session.teach.screenshot(path=tmp_path / "trouble.png")
            assert not [one for one in sent if one.done()]
            expect(page.get_by_text(words["saved"])).to_be_hidden()

        assert [one.result() for one in sent] == [{"saved": True}] * 4
        expect(problem).to_be_hidden(timeout=PATIENCE)
        expect(page.get_by_text(words["saved"])).to_be_visible(timeout=PATIENCE)
        view = session.state()
        assert (view["counts"], view["voters"]) == ({FIRST: 5, SECOND: 4}, 9)
        for file in disk.files(session.pid):
            shutil.copy(file, tmp_path)
    with closing(Store.open(tmp_path / data.name)) as store:
        kept = [(one.candidate, one.raw) for one in store.read().attempts.values()]
        (hands_kept,) = store.tallies(1)
    assert sorted(raw for _, raw in kept) == sorted([FIRST, *[SECOND] * 4])
    assert len(set(kept)) == 5
    assert (hands_kept.counts, hands_kept.voters) == ({FIRST: 5}, 5)
