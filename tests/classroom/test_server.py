"""The room's protocol: what pupils, projector and presenter may ask, and what they are told."""

import json
from dataclasses import dataclass
from random import Random

import pytest
from starlette.testclient import TestClient

from quizengine.classroom import player
from quizengine.classroom.guard import (
    JOINS_PER_ADDRESS,
    MOST_BYTES,
    TRIES_IN_ALL,
    TRIES_PER_ADDRESS,
    Gate,
    JoinLimit,
)
from quizengine.classroom.moves import legal_moves
from quizengine.classroom.play import read_play
from quizengine.classroom.player import read_file
from quizengine.classroom.room import Room
from quizengine.classroom.rows import move_job
from quizengine.classroom.server import Server
from quizengine.classroom.session import Phase, State, node_of
from quizengine.classroom.store import Store
from quizengine.classroom.tools import Tools
from quizengine.classroom.views import Views
from quizengine.cli import main
from quizengine.content.bank import kit_bank

BANK = kit_bank()
KEYS = {"code": "123456", "presenter": "presenter-token", "projector": "projector-token"}
HOST = "127.0.0.1:8000"


@dataclass
class Pupil:
    client: TestClient
    candidate: str
    token: str

    def ask(self, path, **body):
        headers = {"Authorization": f"Bearer {self.token}"}
        return (
            self.client.post(path, json=body, headers=headers)
            if body
            else self.client.get(path, headers=headers)
        )

    def respond(self, item, response, attempt="1"):
        return self.ask("/api/respond", item=item, response=response, attempt_id=attempt)


class Class:
    """A server with a class's file; restarted, it goes on."""

    def __init__(self, path, lang="fr"):
        self.path, self.lang = path, lang
        self.start()

    def start(self):
        self.store = Store.open(self.path)
        last = self.store.last_session()
        session = last.id if last else self.store.new_session("teens-3", self.lang, KEYS, "10:00")
        self.room = Room(
            read_play(BANK, "teens-3", self.lang), self.store, session, self.lang, lambda: "10:00"
        )
        gate = Gate((HOST,), f"http://{HOST}/")
        app = Server(self.room, Views(self.room, BANK), KEYS, gate, Tools()).app()
        self.client = TestClient(app, base_url=f"http://{HOST}", follow_redirects=False)
        self.teacher = Pupil(self.client, "", KEYS["presenter"])
        self.projector = Pupil(self.client, "", KEYS["projector"])

    def join(self, code="123456"):
        answer = self.client.post("/api/join", json={"code": code}).json()
        return Pupil(self.client, answer["candidate"], answer["token"])

    def teach(self, *moves):
        for one in moves:
            do, _, option = one.partition(":")
            answer = self.teacher.ask("/api/teach", do=do, option=option)
            assert answer.status_code == 200, answer.text
        return answer.json()

    def go_to(self, screen):
        """Stand on a screen, by the moves a teacher makes."""
        place = [one.id for one in self.room.play.script.screens].index(screen)
        step = self.room.play.script.screens[place].step
        self.teach(f"skip:{step}")
        while self.room.state.place < place:
            self.teach("next")


@pytest.fixture
def room(tmp_path):
    made = Class(tmp_path / "class.sqlite")
    yield made
    made.store.close()


VOTE = "before-you-block"
KEY = BANK.items[VOTE].key[0]
OTHER = next(one for one in BANK.items[VOTE].choice_ids if one != KEY)


def test_a_pupil_joins_sees_the_vote_and_answers_it(room):
    room.go_to(VOTE)
    room.teach("open")
    pupil = room.join()
    view = pupil.ask("/api/state").json()
    assert (view["vote"], view["mine"], view["candidate"]) == (VOTE, None, pupil.candidate)
    assert pupil.respond(VOTE, KEY).json() == {"saved": True}
    assert pupil.ask("/api/state").json()["mine"] == KEY
    assert room.store.read().attempts[f"{pupil.candidate}/{VOTE}/1"].raw == KEY


def test_the_same_attempt_twice_is_one_answer_even_after_the_vote(room):
    room.go_to(VOTE)
    room.teach("open")
    pupil = room.join()
    assert [pupil.respond(VOTE, KEY).status_code for _ in range(2)] == [200, 200]
    room.teach("close")
    assert pupil.respond(VOTE, KEY).json() == {"saved": True}
    assert len(room.store.read().attempts) == 1


def test_a_pupil_may_think_again_while_the_vote_is_open(room):
    room.go_to(VOTE)
    room.teach("open")
    pupil = room.join()
    pupil.respond(VOTE, KEY, "1")
    pupil.respond(VOTE, OTHER, "2")
    assert room.teach("close")["counts"] == {OTHER: 1}
    assert len(room.store.read().attempts) == 2


REFUSED = [
    ("nosuch", KEY, "1", 404),
    (VOTE, "nosuch", "1", 422),
    (VOTE, "", "1", 422),
    (VOTE, {"a": [1]}, "1", 422),
    (VOTE, KEY, "", 422),
    (VOTE, KEY, 7, 422),
    (VOTE, KEY, "x" * 81, 422),
    (["x"], KEY, "1", 404),
    ("what-block-does", BANK.items["what-block-does"].key[0], "1", 409),
]


@pytest.mark.parametrize(("item", "response", "attempt", "status"), REFUSED, ids=range(len(REFUSED)))
def test_a_response_of_no_use_is_refused_with_one_calm_sentence(room, item, response, attempt, status):
    room.go_to(VOTE)
    room.teach("open")
    answer = room.join().respond(item, response, attempt)
    assert answer.status_code == status
    assert answer.json()["error"].endswith(".")
    assert room.store.read().attempts == {}


@pytest.mark.parametrize("moves", [[], ["open", "close"], ["open", "pause"], ["open", "end"]])
def test_a_vote_that_is_not_open_takes_nothing(room, moves):
    room.go_to(VOTE)
    pupil = room.join()
    if moves:
        room.teach(*moves)
    assert pupil.respond(VOTE, KEY).status_code == 409
    assert room.store.read().attempts == {}


def test_counts_are_shown_only_after_closing(room):
    room.go_to(VOTE)
    room.teach("open")
    pupil = room.join()
    pupil.respond(VOTE, KEY)
    assert room.projector.ask("/api/state").json()["counts"] == {}
    room.teach("close")
    assert room.projector.ask("/api/state").json()["counts"] == {KEY: 1}
    assert "counts" not in pupil.ask("/api/state").json()


def test_hands_and_devices_are_counted_together(room):
    room.go_to(VOTE)
    room.teach("open")
    room.join().respond(VOTE, KEY)
    body = {"do": "count", "counts": {KEY: 11, OTHER: 4}, "voters": 20}
    assert room.teacher.ask("/api/teach", **body).status_code == 200
    view = room.teach("close")
    assert (view["counts"], view["voters"]) == ({KEY: 12, OTHER: 4}, 21)


BAD_COUNTS = [{"nosuch": 1}, {KEY: -1}, {KEY: 21}, {KEY: 11, OTHER: 10}, {KEY: "1"}, {KEY: True}, [1], None]


@pytest.mark.parametrize("counts", BAD_COUNTS, ids=range(len(BAD_COUNTS)))
def test_a_count_that_does_not_fit_the_vote_is_refused(room, counts):
    room.go_to(VOTE)
    room.teach("open")
    answer = room.teacher.ask("/api/teach", do="count", counts=counts, voters=20)
    assert answer.status_code == 422


def test_after_the_end_nothing_is_asked_and_nothing_counted(room):
    pupil = room.join()
    room.go_to(VOTE)
    room.teach("open", "end")
    view = room.teacher.ask("/api/teach").json()
    assert (view["phase"], view["ballot"], view["then"]) == ("ended", None, "")
    assert pupil.respond(VOTE, KEY).status_code == 409
    counted = room.teacher.ask("/api/teach", do="count", counts={KEY: 3}, voters=3)
    assert counted.status_code == 409


def test_the_teacher_is_told_which_questions_are_practice_to_be_told_after_their_vote(room):
    told = {one: BANK.items[one].form == "practice" for one in BANK.lessons["teens-3"].item_ids}
    seen = {}
    while "next" in (view := room.teacher.ask("/api/teach").json())["moves"]:
        if view["screen"]["kind"] == "quiz":
            seen[view["screen"]["item"]["id"]] = view["practice"]
        else:
            assert not view["practice"]
        room.teach("next")
    assert {True, False} == set(seen.values())
    assert all(told[name] == practice for name, practice in seen.items())


def test_the_second_vote_after_pair_talk_is_another_count(room):
    room.go_to(VOTE)
    room.teach("open")
    pupil = room.join()
    pupil.respond(VOTE, OTHER, "a")
    room.teach("close", "again")
    assert pupil.ask("/api/state").json()["mine"] is None
    pupil.respond(VOTE, KEY, "b")
    assert room.teach("close")["counts"] == {KEY: 1}
    rounds = [one.round for one in room.store.read().attempts.values()]
    assert rounds == ["1", "2"]


def test_the_story_is_steered_by_the_votes_of_the_class(room):
    room.go_to("class-group")
    room.teach("open")
    pupil = room.join()
    view = pupil.ask("/api/state").json()
    option = view["screen"]["node"]["choices"][0]["id"]
    assert pupil.respond(view["vote"], option).status_code == 200
    assert room.teach("close")["counts"] == {option: 1}
    told = room.teach(f"choose:{option}")["screen"]["told"]
    assert told["choice"] == option
    assert told["consequence"]


def test_an_illegal_move_is_409_with_its_name_and_the_state(room):
    answer = room.teacher.ask("/api/teach", do="close")
    assert answer.status_code == 409
    assert answer.json() == {
        "move": "close",
        "error": "close: no vote is open, the screen is showing",
        "phase": "showing",
        "place": 1,
    }


def test_a_restart_goes_on_at_the_same_step_with_all_answers_and_tokens(room):
    room.go_to(VOTE)
    room.teach("open")
    pupil = room.join()
    pupil.respond(VOTE, KEY)
    room.teacher.ask("/api/teach", do="count", counts={OTHER: 3}, voters=3)
    before = room.teacher.ask("/api/teach").json()
    room.store.close()
    room.start()
    again = Pupil(room.client, pupil.candidate, pupil.token)
    after = room.teacher.ask("/api/teach").json()
    assert {**after, "n": 0} == {**before, "n": 0}
    assert again.ask("/api/state").json()["mine"] == KEY
    assert again.respond(VOTE, KEY).json() == {"saved": True}
    assert len(room.store.read().attempts) == 1


# ---- what nobody may ---------------------------------------------------------------------------------

PRIVATE = ["/api/state", "/api/events", "/api/teach"]


@pytest.mark.parametrize("path", PRIVATE)
@pytest.mark.parametrize("token", ["", "x", "presenter-tokeN", "123456"])
def test_without_a_token_nothing_is_told(room, path, token):
    assert Pupil(room.client, "", token).ask(path).status_code == 401


PAGES = ["/", "/teach", "/screen", "/scan", "/words.json", "/player/pupil.js", "/player/teach.js"]


@pytest.mark.parametrize("path", PAGES)
def test_who_has_not_joined_sees_nothing_of_the_lesson(room, path):
    room.go_to(VOTE)
    room.teach("open")
    text = room.client.get(path).text
    shown = [room.room.play.lesson.title["fr"], *(one.stem["fr"] for one in room.room.play.items.values())]
    assert not [one for one in (*shown, *KEYS.values(), VOTE) if one in text]


def test_the_projector_cannot_answer(room):
    room.go_to(VOTE)
    room.teach("open")
    assert room.projector.respond(VOTE, KEY).status_code == 401
    assert room.store.read().attempts == {}


def test_nobody_sees_who_answered_what(room):
    room.go_to(VOTE)
    room.teach("open")
    pupils = [room.join() for _ in range(2)]
    pupils[0].respond(VOTE, KEY, "my-attempt")
    for moves in ((), ("close",), ("reveal",)):
        room.teach("part:0", *moves)
        texts = [one.ask("/api/state").text for one in (room.projector, room.teacher, pupils[1])]
        name = room.room.candidates[pupils[0].candidate]  # another pupil may have the same by chance
        assert not [text for text in texts[:2] if f'"{name}"' in text]
        own = [pupils[0].candidate, "my-attempt"]
        assert not [one for one in own for text in texts if f'"{one}"' in text]
        assert json.loads(texts[2])["mine"] is None


def test_a_pupil_or_the_projector_cannot_teach(room):
    for one in (room.join(), room.projector):
        assert one.ask("/api/teach").status_code == 401
        assert one.ask("/api/teach", do="next").status_code == 401
    assert room.room.state.place == 0


def test_a_pupil_cannot_answer_for_another(room):
    room.go_to(VOTE)
    room.teach("open")
    first, second = room.join(), room.join()
    second.ask(
        "/api/respond", item=VOTE, response=KEY, attempt_id="1", candidate=first.candidate, token=first.token
    )
    assert [one.candidate for one in room.store.read().attempts.values()] == [second.candidate]


def test_guessing_the_code_is_stopped(room):
    answers = [room.client.post("/api/join", json={"code": f"{n:06}"}) for n in range(TRIES_PER_ADDRESS + 5)]
    assert {one.status_code for one in answers[:TRIES_PER_ADDRESS]} == {403}
    assert {one.status_code for one in answers[TRIES_PER_ADDRESS:]} == {429}
    assert room.client.post("/api/join", json={"code": "123456"}).status_code == 429


# ---- a mock network ------------------------------------------------------------------------------------

FEED = "school-feed"
PROOF, REPORT = "keep-proof:verdict-four", "report:verdict-four:everyone:harassment"


def test_a_feed_is_played_on_a_device_and_its_acts_are_kept_once(room):
    room.go_to(FEED)
    room.teach("open")
    pupil = room.join()
    assert pupil.ask("/api/state").json()["vote"] == FEED
    assert [pupil.respond(FEED, [PROOF, REPORT]).json() for _ in range(2)] == [{"saved": True}] * 2
    assert pupil.ask("/api/state").json()["mine"] == [PROOF, REPORT]
    room.teach("close")
    assert pupil.respond(FEED, [PROOF, REPORT]).json() == {"saved": True}
    assert pupil.respond(FEED, [PROOF], "2").status_code == 409
    assert [one.raw for one in room.store.read().attempts.values()] == [[PROOF, REPORT]]


BAD_ACTS = [[], PROOF, ["fly"], [PROOF, "keep-proof:nosuch"], [1], {PROOF: "x"}, None, [PROOF] * 1000]


@pytest.mark.parametrize("acts", BAD_ACTS, ids=range(len(BAD_ACTS)))
def test_acts_of_no_use_are_refused(room, acts):
    room.go_to(FEED)
    room.teach("open")
    answer = room.join().respond(FEED, acts)
    assert (answer.status_code, answer.json()["error"][-1]) in ((422, "."), (413, "."))
    assert room.store.read().attempts == {}


def test_the_board_counts_who_has_played_and_what_was_done_only_after_closing(room):
    room.go_to(FEED)
    room.teach("open")
    for acts in ([PROOF], [PROOF, REPORT, "tell-adult:to-mrs-diallo"]):
        room.join().respond(FEED, acts)
    view = room.projector.ask("/api/state").json()
    assert (view["voters"], view["counts"]) == (2, {})
    room.teach("close")
    view = room.projector.ask("/api/state").json()
    assert view["counts"] == {PROOF: 2, "report:verdict-four": 1, "tell-adult": 1}


def test_each_pupil_is_told_of_the_own_acts_once_the_feed_is_revealed(room):
    room.go_to(FEED)
    room.teach("open")
    first, second, absent = room.join(), room.join(), room.join()
    first.respond(FEED, [PROOF, REPORT])
    second.respond(FEED, ["share:verdict-four"])
    room.teach("close")
    assert first.ask("/api/state").json()["played"] is None
    room.teach("reveal")
    levels = [
        [step["level"] for step in one.ask("/api/state").json()["played"]["profile"]["steps"]]
        for one in (first, second)
    ]
    assert levels == [[1, 2, 2, 2, 1], [0, 0, 0, 0, 0]]
    assert absent.ask("/api/state").json()["played"] is None


def test_a_class_by_turns_goes_on_at_the_same_turn_after_a_crash(room):
    room.go_to("proof-or-block-first")
    room.teach("open")
    room.teacher.ask("/api/teach", do="count", counts={"block-at-once": 24}, voters=24)
    room.teach("close")
    room.go_to(FEED)
    before = room.teach("part:7", f"choose:{PROOF}", f"choose:{REPORT}", "choose:mute:noe", f"choose:{PROOF}")
    room.store.close()
    room.start()
    state = room.room.state
    assert (state.acts, state.part, room.room.votes_of(FEED, 1).hands) == ((REPORT, "mute:noe"), 7, 24)
    assert room.teacher.ask("/api/teach").json()["screen"] == before["screen"]
    (tally,) = (one for one in room.store.tallies(room.room.session) if one.item == FEED)
    assert (list(tally.counts), tally.voters) == ([REPORT, "mute:noe"], 24)


def test_a_journal_of_acts_replays_to_their_levels(room, tmp_path):
    """Proof, then a report that fits: 1 of 2 for notice and act, 2 for the other three."""
    room.go_to(FEED)
    room.teach("open")
    room.join().respond(FEED, [PROOF, REPORT])
    room.store.close()
    out = tmp_path / "out.jsonl"
    assert main(["score", "--journal", str(room.path), "--out", str(out)]) == 0
    (told,) = map(json.loads, out.read_text("utf-8").splitlines())
    assert (told["item"], told["status"], told["points"], told["max_points"]) == (FEED, "partial", "8", "10")


def test_the_teacher_can_say_how_many_play_and_nothing_else_is_counted_there(room):
    room.go_to(FEED)
    room.teach(f"choose:{PROOF}")
    count = {"do": "count", "counts": {}}
    assert room.teacher.ask("/api/teach", **count, voters=27).json()["ballot"]["voters"] == 27
    assert [room.teacher.ask("/api/teach", **count, voters=n).status_code for n in (0, -1, 1000)] == [422] * 3
    (tally,) = room.store.tallies(room.room.session)
    assert (tally.counts, tally.voters) == ({PROOF: 27}, 27)
    room.teach(f"choose:{PROOF}")
    room.store.close()
    room.start()
    (tally,) = room.store.tallies(room.room.session)
    assert (tally.counts, tally.voters) == ({}, 0)  # nothing was done: nothing to tell


def test_without_javascript_a_feed_is_followed_on_the_board(room):
    room.go_to(FEED)
    room.teach("open")
    room.client.post("/join", data={"code": "123456"})
    assert "Cette question se joue ensemble, au tableau." in room.client.get("/").text


def list_feed_secrets(lang):
    """What a mock network keeps until an act is done in it, or all is told."""
    feed = BANK.feeds[FEED]
    posts, said = feed.posts.values(), feed.messages.values()
    texts = [one.why for one in (*posts, *feed.acts.values(), *said)]
    texts += [text for one in posts for text in (one.report.text, one.report.next)]
    texts += [line.text for one in said for line in one.lines] + [one.line.text for one in feed.reactions]
    return [text[lang] for text in texts]


def walk(room):
    """Every view of a pupil and of the projector on every screen, before anything is revealed."""
    pupil = room.join()
    for place in range(len(room.room.play.script.screens)):
        for phase in (Phase.SHOWING, Phase.OPEN, Phase.CLOSED):
            room.room.state = State(place=place, phase=phase, round=1)
            yield from (
                pupil.ask("/api/state").text,
                room.projector.ask("/api/state").text,
                room.client.get("/").text,
            )


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_no_key_and_no_reason_is_told_before_it_is_revealed(tmp_path, lang):
    made = Class(tmp_path / "class.sqlite", lang)
    whys = {one.why[lang] for item in made.room.play.items.values() for one in item.choices}
    secret = {json.dumps(one, ensure_ascii=False)[1:-1] for one in whys if one} | {
        '"right"',
        '"why"',
        '"key"',
        '"quality"',
        '"kind_text"',
        '"profile": ',
        *(json.dumps(one, ensure_ascii=False) for one in list_feed_secrets(lang)),
    }
    for text in walk(made):
        assert not [one for one in secret if one in text]
    made.store.close()


def walk_at_random(room, seed, count=200):
    """Moves as a hurried teacher might make them: any that is possible, whatever came before."""
    rng = Random(seed)
    for _ in range(count):
        state, play = room.state, room.play
        do = rng.choice([one for one in legal_moves(play, state) if one != "end"])
        node = node_of(play, state)
        minutes = [play.lesson.minutes, *play.lesson.cuts, "left=8", "left=0"]
        options = {
            "choose": [one.id for one in node.options] if node else [PROOF, REPORT],
            "cut": minutes,
            "part": range(12),
        }
        room.teach(do, str(rng.choice(options.get(do, [""]))))
        yield


@pytest.mark.parametrize("seed", range(4))
def test_wherever_moves_lead_no_view_breaks_or_tells_early_and_a_resume_goes_there(room, seed):
    whys = [one.why["fr"] for item in room.room.play.items.values() for one in item.choices if one.why]
    views = Views(room.room, BANK)
    for _ in walk_at_random(room.room, seed):
        told, phase = views.presenter(), room.room.state.phase
        board = json.dumps([views.shared(), views.projector()], ensure_ascii=False)
        if phase is not Phase.REVEALED:
            assert not [one for one in whys if json.dumps(one, ensure_ascii=False)[1:-1] in board]
        if phase is Phase.OPEN:
            assert "close" in told["moves"]
        elif told["then"]:
            assert {"next", "choose"} & set(told["moves"])
    before = room.room.state
    room.store.close()
    room.start()
    assert room.room.state == before


BODIES = [b"", b"{", b"[]", b"null", b"\xff", b"[" * 10_000, b'{"code": 1e999}', b'{"code": ["123456"]}']


@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
@pytest.mark.parametrize("path", ["/api/join", "/api/respond", "/api/teach", "/join", "/respond"])
def test_a_malformed_body_is_refused_and_never_breaks_the_server(room, path, body):
    headers = {"Authorization": f"Bearer {room.join().token}"}
    assert room.client.post(path, content=body, headers=headers).status_code < 500


def test_a_body_that_is_too_long_is_refused(room):
    answer = room.client.post("/api/join", content=b"x" * (MOST_BYTES + 1))
    assert answer.status_code == 413


FOREIGN = [
    {"Host": "evil.example"},
    {"Host": ""},
    {"Origin": "http://evil.example"},
    {"Origin": "null"},
    {"Sec-Fetch-Site": "cross-site"},
]


@pytest.mark.parametrize("headers", FOREIGN, ids=range(len(FOREIGN)))
def test_a_page_from_elsewhere_cannot_ask(room, headers):
    assert room.client.post("/api/join", json={"code": "123456"}, headers=headers).status_code == 403


@pytest.mark.parametrize("path", ["/", "/teach", "/screen", "/api/state", "/nosuch", "/player/pupil.js"])
def test_every_answer_carries_the_headers_that_keep_others_out(room, path):
    headers = room.client.get(path).headers
    assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'")
    assert "unsafe" not in headers["content-security-policy"]
    assert (headers["x-content-type-options"], headers["referrer-policy"]) == ("nosniff", "same-origin")


@pytest.mark.parametrize(
    "name", ["../server.py", "..%2fserver.py", "common.js", "player.css%00", "/etc/passwd", "pupil.js/x"]
)
def test_no_other_file_is_served(room, name):
    assert room.client.get(f"/player/{name}").status_code == 404


# ---- without JavaScript ------------------------------------------------------------------------------


def test_the_whole_vote_works_by_plain_forms(room):
    room.go_to(VOTE)
    room.teach("open")
    assert room.client.post("/join", data={"code": "12 34 56"}).status_code == 303
    page = room.client.get("/").text
    assert page.count('type="radio"') == len(BANK.items[VOTE].choices)
    answer = room.client.post("/respond", data={"item": VOTE, "response": KEY, "attempt_id": "1"})
    assert "C’est enregistré." in answer.text
    assert [one.raw for one in room.store.read().attempts.values()] == [KEY]
    assert f'value="{KEY}" checked' in answer.text


def test_several_boxes_are_one_response(room):
    item = "what-block-does"
    room.go_to(item)
    room.teach("open")
    room.client.post("/join", data={"code": "123456"})
    ids = BANK.items[item].choice_ids[:2]
    room.client.post("/respond", data={"item": item, "response": list(ids), "attempt_id": "1"})
    assert [one.raw for one in room.store.read().attempts.values()] == [" ".join(ids)]


def test_the_next_pupil_on_a_shared_device_starts_afresh_by_a_form(room):
    for _ in range(2):
        room.client.post("/join", data={"code": "123456"})
        assert 'action="/leave"' in room.client.get("/").text
        assert room.client.post("/leave").status_code == 303
        assert 'name="code"' in room.client.get("/").text
    assert len(room.room.candidates) == 2


def test_a_wrong_code_is_told_on_the_page(room):
    answer = room.client.post("/join", data={"code": "000000"})
    assert answer.status_code == 403
    assert "Ce n’est pas ce code." in answer.text


def test_what_a_pupil_types_comes_back_as_text_and_never_as_markup(room):
    attack = "<script>alert(1)</script>"
    assert attack not in room.client.post("/join", data={"code": attack}).text
    room.go_to(VOTE)
    room.teach("open")
    room.client.post("/join", data={"code": "123456"})
    assert attack not in room.client.post("/respond", data={"item": attack, "response": attack}).text


# ---- what a review found ------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ['"\\ud800"', "NaN", "Infinity", "-1e999"])
@pytest.mark.parametrize("field", ["item", "response", "attempt_id"])
def test_half_a_letter_and_what_is_no_json_are_refused(room, text, field):
    room.go_to(VOTE)
    room.teach("open")
    body = {"item": VOTE, "response": KEY, "attempt_id": "1"}
    given = ", ".join(
        f'"{name}": {text if name == field else json.dumps(value)}' for name, value in body.items()
    )
    headers = {"Authorization": f"Bearer {room.join().token}"}
    answer = room.client.post("/api/respond", content="{" + given + "}", headers=headers)
    assert answer.status_code == 422


def test_a_second_click_on_the_same_view_moves_nothing(room):
    seen = room.teacher.ask("/api/teach").json()["n"]
    assert room.teacher.ask("/api/teach", do="next", n=seen).status_code == 200
    assert room.teacher.ask("/api/teach", do="next", n=seen).status_code == 409
    assert room.room.state.place == 1


def test_hands_counted_on_an_older_view_are_not_those_of_the_new_vote(room):
    """Another tab of the presenter may not have heard yet that the class votes again."""
    room.go_to(VOTE)
    seen = room.teach("open")["n"]
    body = {"do": "count", "counts": {KEY: 4}, "voters": 4, "n": seen}
    assert room.teacher.ask("/api/teach", **body).status_code == 200
    room.teach("close", "again")
    assert room.teacher.ask("/api/teach", **body).status_code == 409
    assert room.teacher.ask("/api/teach").json()["counts"] == {}


def test_coming_back_to_a_vote_opens_a_new_round(room):
    room.go_to(VOTE)
    room.teach("open")
    room.join().respond(VOTE, KEY)
    view = room.teach("close", "next", "back", "open")
    assert (view["round"], view["voters"]) == (2, 0)


def test_wrong_codes_keep_nobody_out_for_longer_than_a_minute():
    now = [0.0]
    limit = JoinLimit(lambda: now[0])
    for _ in range(TRIES_PER_ADDRESS):
        limit.count("a", is_wrong=True)
    assert (limit.is_over("a"), limit.is_over("b")) == (True, False)
    now[0] = 61.0
    assert not limit.is_over("a")


def test_wrong_codes_from_many_addresses_keep_all_out_for_a_minute():
    now = [0.0]
    limit = JoinLimit(lambda: now[0])
    for number in range(TRIES_IN_ALL):
        assert not limit.is_over("a")
        limit.count(f"10.0.0.{number}", is_wrong=True)
    assert limit.is_over("a")
    now[0] = 61.0
    assert not limit.is_over("a")


def test_a_room_that_is_full_says_so(room, monkeypatch):
    monkeypatch.setattr("quizengine.classroom.room.MOST_CANDIDATES", 3)
    answers = [room.client.post("/api/join", json={"code": "123456"}) for _ in range(4)]
    assert [one.status_code for one in answers] == [200, 200, 200, 429]
    assert answers[3].json()["error"] == "La salle est pleine. Réponds à main levée."
    assert len(room.store.candidates(room.room.session)) == 3


def test_one_device_cannot_fill_the_room():
    limit = JoinLimit(lambda: 0.0)
    for _ in range(JOINS_PER_ADDRESS):
        limit.count("a", is_wrong=False)
        limit.count("127.0.0.1", is_wrong=False)
    assert (limit.is_over("a"), limit.is_over("b"), limit.is_over("127.0.0.1")) == (True, False, False)


def test_a_recorded_move_that_no_longer_fits_does_not_stop_a_resume(room):
    room.teach("next", "next")
    room.store.put(move_job(room.room.session, {"do": "close", "option": ""}, "10:00")).result()
    room.store.close()
    room.start()
    assert room.room.state.place == 2


def test_a_fault_of_the_kit_is_one_line_that_says_where_and_nothing_of_what_was_asked(room, capsys):
    room.go_to(VOTE)
    room.teach("open")
    room.join().respond(VOTE, KEY)
    tools = Tools(report=lambda store, lang: str(1 / 0))
    app = Server(room.room, Views(room.room, BANK), KEYS, Gate((HOST,), f"http://{HOST}/"), tools).app()
    with TestClient(app, base_url=f"http://{HOST}", raise_server_exceptions=False) as client:
        answer = client.post("/report", data={"token": KEYS["presenter"]})
        assert client.get("/words.json").status_code == 200
    assert (answer.status_code, list(answer.json())) == (500, ["error"])
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("A fault of the kit (test_server.py, line ")
    assert "ZeroDivisionError" in line
    assert KEYS["presenter"] not in line


def test_names_nobody_asked_for_are_not_remembered():
    for number in range(1000):
        assert read_file(f"nosuch-{number}") is None
    assert player._read.cache_info().currsize <= 5
