"""Vote cards in class: each is a candidate of the open vote, and counts once however long it is held up."""

import json
from contextlib import closing

import pytest
from served import HOST, KEYS
from starlette.testclient import TestClient

from quizengine.classroom.guard import Gate
from quizengine.classroom.play import read_play
from quizengine.classroom.room import Room
from quizengine.classroom.server import Server
from quizengine.classroom.session import vote_id
from quizengine.classroom.store import Store
from quizengine.classroom.tools import Tools
from quizengine.classroom.views import Views
from quizengine.content.bank import kit_bank
from quizengine.scoring.item import Kind

BANK = kit_bank()
WORDS = BANK.speak("scan", "en")


class Class:
    """A class whose camera sees what a test says."""

    def __init__(self, path, has_reader=True, lesson="teens-3"):
        self.store = Store.open(path)
        last = self.store.last_session()
        session = last.id if last else self.store.new_session(lesson, "en", KEYS, "10:00")
        self.room = Room(read_play(BANK, lesson, "en"), self.store, session, "en", lambda: "10:00")
        gate = Gate((HOST,), f"http://{HOST}/")
        views = Views(self.room, BANK)
        cards = (lambda data: self.seen) if has_reader else None
        self.seen = []
        app = Server(self.room, views, KEYS, gate, Tools(lambda data: [], cards)).app()
        self.client = TestClient(app, base_url=f"http://{HOST}")

    def post(self, path, body, token=KEYS["presenter"]):
        return self.client.post(path, content=body, headers={"Authorization": f"Bearer {token}"})

    def teach(self, **body):
        answer = self.post("/api/teach", json.dumps(body))
        assert answer.status_code == 200, answer.text
        return answer.json()

    def show(self, *cards):
        self.seen = cards
        return self.post("/api/frame", b"x").json()["cards"]

    def go(self, kind):
        """Go to the first vote of a kind; return the choices as the projector shows them."""
        room = self.room
        for place in range(len(room.play.script.screens)):
            item = room.vote_item
            if item is not None and item.kind is kind and vote_id(room.play, room.state):
                screen = self.teach(do="part", option="0")["screen"]
                return [one["id"] for one in (screen.get("item") or screen["node"])["choices"]]
            node = "choose" in self.teach(do="part", option="0")["moves"]
            if node and room.play.script.screens[place].kind == "scenario":
                self.teach(do="skip")
            else:
                self.teach(do="next")
        raise AssertionError(kind)

    @property
    def journal(self):
        return [(one.candidate, one.raw, one.round) for one in self.store.read().attempts.values()]


@pytest.fixture
def room(tmp_path):
    made = Class(tmp_path / "class.sqlite")
    yield made
    made.store.close()


def test_a_card_answers_the_open_vote_with_the_choice_under_its_letter(room):
    choices = room.go(Kind.SINGLE_CHOICE)
    room.teach(do="open")
    told = room.show((1, "A"), (2, "C"), (4, "B"))
    assert told == {"count": 3, "missing": [3], "told": ""}
    assert room.journal == [
        ("card-01", choices[0], "1"),
        ("card-02", choices[2], "1"),
        ("card-04", choices[1], "1"),
    ]


def test_cards_count_as_devices_do_once_each_and_beside_hands(room):
    choices = room.go(Kind.SINGLE_CHOICE)
    room.teach(do="open")
    for _ in range(3):
        room.show((1, "A"), (2, "A"))
    token = room.client.post("/api/join", json={"code": "123456"}).json()["token"]
    answer = {"item": room.room.vote, "response": choices[0], "attempt_id": "x"}
    assert room.post("/api/respond", json.dumps(answer), token).status_code == 200
    view = room.teach(do="count", counts={choices[1]: 2}, voters=2)
    assert (view["counts"], view["voters"]) == ({choices[0]: 3, choices[1]: 2}, 5)
    assert len(room.journal) == 3
    assert room.show((1, "A"))["told"] == WORDS["cards-hands"].format(count=2)


def test_a_card_that_turns_before_the_vote_closes_changes_its_answer(room):
    choices = room.go(Kind.SINGLE_CHOICE)
    room.teach(do="open")
    for letter in "ABBA":
        room.show((7, letter))
    assert [raw for _, raw, _ in room.journal] == [choices[0], choices[1], choices[0]]
    view = room.teach(do="close")
    assert (view["counts"], view["voters"]) == ({choices[0]: 1}, 1)


def test_a_closed_or_paused_vote_takes_no_card_and_says_so(room):
    room.go(Kind.SINGLE_CHOICE)
    assert room.show((1, "A")) == {"count": 0, "missing": [], "told": WORDS["cards-none"]}
    room.teach(do="open")
    room.show((2, "B"))
    room.teach(do="pause")
    assert room.show((1, "A"))["told"] == WORDS["cards-closed"]
    room.teach(do="pause")
    room.teach(do="close")
    assert room.show((1, "A"), (2, "A")) == {"count": 1, "missing": [1], "told": WORDS["cards-closed"]}
    assert len(room.journal) == 1


def test_a_second_round_begins_with_all_cards_missing(room):
    room.go(Kind.SINGLE_CHOICE)
    room.teach(do="open")
    room.show((1, "A"), (3, "B"))
    room.teach(do="close")
    room.teach(do="again")
    assert room.show() == {"count": 0, "missing": [1, 2, 3], "told": ""}
    room.show((1, "A"))
    assert [number for *_, number in room.journal] == ["1", "1", "2"]


def test_a_letter_that_is_no_choice_is_told_by_number_and_not_taken(tmp_path):
    room = Class(tmp_path / "class.sqlite", lesson="teens-2")
    with closing(room.store):
        assert room.go(Kind.TRUE_FALSE) == ["true", "false"]
        room.teach(do="open")
        told = room.show((1, "A"), (2, "B"), (5, "D"), (6, "C"))
        assert told == {"count": 2, "missing": [], "told": WORDS["cards-stray"].format(numbers="5, 6")}
        assert [raw for _, raw, _ in room.journal] == ["true", "false"]


def test_what_one_letter_cannot_answer_takes_no_card(room):
    room.go(Kind.MULTIPLE_CHOICE)
    room.teach(do="open")
    assert room.show((1, "A"))["told"] == WORDS["cards-none"]
    assert room.journal == []


def test_a_decision_of_the_story_is_voted_by_cards(room):
    while room.room.play.script.screens[room.room.state.place].kind != "scenario":
        room.teach(do="next")
    room.teach(do="open")
    room.show((1, "B"))
    (candidate, raw, _), screen = room.journal[0], room.teach(do="part", option="0")["screen"]
    assert (candidate, raw) == ("card-01", screen["node"]["choices"][1]["id"])


def test_a_class_that_was_stopped_still_knows_its_cards(tmp_path):
    path = tmp_path / "class.sqlite"
    before = Class(path)
    choices = before.go(Kind.SINGLE_CHOICE)
    before.teach(do="open")
    before.show((1, "A"), (2, "B"))
    before.store.close()
    after = Class(path)
    with closing(after.store):
        view = after.teach(do="part", option="0")
        assert (view["counts"], view["voters"]) == ({choices[0]: 1, choices[1]: 1}, 2)
        assert after.show((2, "A"))["count"] == 2
        assert [raw for _, raw, _ in after.journal] == [choices[0], choices[1], choices[0]]


def test_a_later_class_in_the_same_file_begins_without_cards(tmp_path):
    path = tmp_path / "class.sqlite"
    before = Class(path)
    before.go(Kind.SINGLE_CHOICE)
    before.teach(do="open")
    before.show((1, "A"))
    before.store.new_session("teens-3", "en", KEYS, "11:00")
    before.store.close()
    after = Class(path)
    with closing(after.store):
        after.go(Kind.SINGLE_CHOICE)
        after.teach(do="open")
        assert after.show() == {"count": 0, "missing": [], "told": ""}


def test_no_letter_and_no_choice_reaches_the_page_of_cards(room):
    room.go(Kind.SINGLE_CHOICE)
    room.teach(do="open")
    assert set(room.show((1, "A"))) == {"count", "missing", "told"}


def test_without_the_extra_nothing_is_told_of_cards(tmp_path):
    plain = Class(tmp_path / "class.sqlite", has_reader=False)
    with closing(plain.store):
        assert plain.show((1, "A")) is None


def test_the_projector_shows_choices_in_the_order_of_the_letters(room):
    """The board signs the choices of its view A, B, C … in order: the same before and after the vote."""
    choices = room.go(Kind.SINGLE_CHOICE)
    headers = {"Authorization": f"Bearer {KEYS['projector']}"}
    for do in ("open", "close"):
        room.teach(do=do)
        shown = room.client.get("/api/state", headers=headers).json()["screen"]["item"]["choices"]
        assert [one["id"] for one in shown] == choices
