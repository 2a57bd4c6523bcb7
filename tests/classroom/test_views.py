"""What the pages are given: the words, how to join, the parts of a screen, and what is counted by hand."""

import re
from dataclasses import replace

import pytest
from served import KEYS
from starlette.testclient import TestClient

from quizengine.classroom.guard import Gate
from quizengine.classroom.parts import item_parts
from quizengine.classroom.play import read_play
from quizengine.classroom.player import MODULES, read_file
from quizengine.classroom.room import Room
from quizengine.classroom.server import Server
from quizengine.classroom.session import Phase, State
from quizengine.classroom.store import Store
from quizengine.classroom.tools import Tools
from quizengine.classroom.views import Views
from quizengine.content.bank import kit_bank
from quizengine.content.face import answer_key

BANK = kit_bank()
NETWORK = "192.168.1.20:8000"


class Class:
    """A room with its server, asked at one of its addresses."""

    def __init__(self, store, host=NETWORK, lang="fr", audience="teens"):
        session = store.new_session("teens-3", lang, KEYS, "10:00")
        play = read_play(BANK, "teens-3", lang)
        play = replace(play, lesson=replace(play.lesson, audience=audience))
        self.room = Room(play, store, session, lang, lambda: "10:00")
        app = Server(self.room, Views(self.room, BANK), KEYS, Gate((host,), f"http://{host}/"), Tools()).app()
        self.client = TestClient(app, base_url=f"http://{host}")

    def view(self, screen="", role="projector", **state):
        """Return what a role sees where the session stands."""
        if screen:
            place = [one.id for one in self.room.play.script.screens].index(screen)
            self.room.state = State(place=place, **state)
        headers = {"Authorization": f"Bearer {KEYS[role]}"}
        return self.client.get("/api/state", headers=headers).json()


@pytest.fixture
def store(tmp_path):
    made = Store.open(tmp_path / "class.sqlite")
    yield made
    made.close()


@pytest.fixture
def room(store):
    return Class(store)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_pages_find_every_word_they_name(store, lang):
    told = Class(store, lang=lang).client.get("/words.json").json()
    named = set()
    for module in MODULES:
        named |= set(re.findall(r'\b(?:word|counted)\("([\w-]+)"', read_file(module)[0]))
    assert told["lang"] == lang
    assert len(named) > 50
    assert not named - set(told["words"])


def test_families_who_play_together_are_said_vous_and_their_host_sees_no_class(store):
    words = Class(store, audience="families").client.get("/words.json").json()["words"]
    assert words["your-answer"] == "Votre réponse\u00a0:"
    assert words["class-sees"] == "Ce que voit le groupe"


def test_a_qr_code_is_drawn_only_where_devices_can_join(store):
    rows = Class(store).view()["qr"]
    assert len(rows) == len(rows[0]) >= 21
    assert {digit for row in rows for digit in row} == {"0", "1"}
    here = Class(store, "127.0.0.1:8000").view()
    assert (here["is_open"], here["qr"]) == (False, [])


def test_the_presenter_alone_is_given_the_address_of_the_projector(room):
    assert room.view(role="presenter")["board"] == "/screen#projector-token"
    assert "projector-token" not in str(room.view())


def test_a_story_tells_what_happens_then_the_feeling_then_the_reason(room):
    option = room.view("class-group", phase=Phase.OPEN, round=1)["screen"]["node"]["choices"][0]["id"]
    told = []
    for part in range(3):
        state = {"phase": Phase.REVEALED, "path": (f"first-laughs={option}",), "part": part}
        told.append(room.view("class-group", **state)["screen"]["told"])
    assert [bool(one["consequence"]) for one in told] == [True, True, True]
    assert [bool(one["feels"]) for one in told] == [False, True, True]
    assert [bool(one["why"]) for one in told] == [False, False, True]


def parts_of(room, **state):
    return len(room.view("school-feed", **state)["parts"])


def test_each_post_of_the_feed_has_a_turn_with_what_it_answers(room):
    screens = [room.view("school-feed", part=part)["screen"] for part in range(parts_of(room))]
    turns = [one for one in screens if "turn" in one]
    feed = BANK.feeds["school-feed"]
    assert [one["turn"]["post"] for one in turns] == [*feed.posts, "", ""]
    for one in turns[: len(feed.posts)]:
        post = feed.posts[one["turn"]["post"]]
        assert [shown["id"] for shown in one["feed"]["posts"]] == [*filter(None, [post.reply_to]), post.id]
        assert len(one["turn"]["acts"]) == 8
    said = [act["act"] for one in turns[-2:] for act in one["turn"]["acts"]]
    assert said == [f"{one.act}:{one.id}" for one in feed.messages.values() if one.act != "reply"]


def test_a_turn_shows_what_was_done_and_what_it_brought(room):
    acts = ("keep-proof:verdict-four", "report:verdict-four:everyone:harassment")
    first = parts_of(room) - 16
    turn = room.view("school-feed", part=first + 1, acts=acts)["screen"]["turn"]
    assert [one["done"] for one in turn["acts"] if one["done"]] == list(acts)
    assert turn["brought"]["report"]["outcome"] == "no-answer"
    assert room.view("school-feed", part=first, acts=acts)["screen"]["turn"]["brought"] is None


def test_at_the_end_the_board_shows_the_acts_the_profile_and_each_post(room):
    acts = tuple(f"ignore:{post}" for post in BANK.feeds["school-feed"].posts)
    revealed = {"phase": Phase.REVEALED, "acts": acts}
    screens = [room.view("school-feed", part=part, **revealed)["screen"] for part in range(11)]
    assert [len(one["did"]) for one in screens[:2]] == [10, 4]
    assert screens[1]["first"] == 11
    assert [one["level"] for one in screens[2]["profile"]["steps"]] == [0] * 5
    assert len(screens[3]["again"]) == 5
    told = [post for one in screens[4:] for post in one["posts"]]
    assert [one["kind"] for one in told[:4]] == ["harassment"] * 3 + ["neutral"]
    assert len(told) == 14
    assert "did" not in room.view("school-feed", phase=Phase.REVEALED)["screen"]


def test_the_teacher_says_how_many_play_by_turns(room):
    assert room.view("school-feed", "presenter")["ballot"] is None
    ballot = room.view("school-feed", "presenter", acts=("mute:noe",))["ballot"]
    assert (ballot["choices"], ballot["voters"]) == ([], 0)


def test_every_post_of_the_feed_is_on_one_part_with_its_answers(room):
    screens = [room.view("school-feed", part=part)["screen"] for part in range(parts_of(room))]
    pages = [one["feed"]["posts"] for one in screens if "turn" not in one]
    assert [post["id"] for page in pages for post in page] == list(BANK.feeds["school-feed"].posts)
    for page in pages:
        names = [post["id"] for post in page]
        assert all(post["reply_to"] in ("", *names) for post in page)


def test_a_long_answer_comes_first_as_a_whole_then_reason_by_reason(room):
    item = "what-block-does"
    parts = [room.view(item, phase=Phase.REVEALED, part=part)["screen"] for part in range(3)]
    assert [one["brief"] for one in parts] == [True, False, False]
    assert parts[0]["shown"] == parts[1]["shown"] + parts[2]["shown"]


def test_no_part_of_an_answer_tells_more_reasons_than_fit_the_board():
    words = {"why": ""}
    for item in BANK.items.values():
        told = answer_key(item, "fr", BANK.speak("feedback", "fr"))
        names = [one["id"] for one in (*told["choices"], *told["reasons"])]
        reasons = [part.face["shown"] for part in item_parts(told, words) if not part.face["brief"]]
        assert [name for shown in reasons for name in shown] == names
        is_placed = any(one["place"] for one in told["choices"])
        assert max(map(len, reasons)) <= (4 if len(reasons) == 1 and not is_placed else 3), item.id


def test_a_part_that_is_not_there_shows_the_last_one(room):
    assert room.view("tutorial-mute", part=99)["part"] == len(room.view("tutorial-mute")["parts"]) - 1


def test_the_presenter_counts_hands_where_a_class_can_raise_them(room):
    ballot = room.view("before-you-block", "presenter", phase=Phase.OPEN, round=1)["ballot"]
    assert [one["id"] for one in ballot["choices"]] == list(BANK.items["before-you-block"].choice_ids)
    assert (ballot["is_single"], ballot["hands"], ballot["voters"]) == (True, {}, 0)
    assert room.view("joke-conflict-harassment", "presenter", phase=Phase.OPEN, round=1)["ballot"] is None
    assert room.view("opening", "presenter")["ballot"] is None


def test_the_minutes_left_are_those_of_the_version_that_is_played(room):
    whole, short = (room.view("opening", "presenter", version=version) for version in (0, 40))
    assert (whole["left"], short["left"]) == (50, 40)


def test_the_presenter_is_told_what_comes_next(room):
    assert room.view("title", "presenter")["then"] == "Pour commencer"
    assert room.view("class-group", "presenter")["then"].startswith("Avant de quitter")
    assert room.view("partners", "presenter")["then"] == ""
