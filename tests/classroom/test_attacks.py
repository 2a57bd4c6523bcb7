"""What nobody may: forged tokens, guessed codes, answers for another, foreign pages, broken requests."""

import json

import pytest
from served import BANK, HOST, KEY, KEYS, VOTE, Pupil
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
from quizengine.classroom.player import read_file
from quizengine.classroom.server import Server
from quizengine.classroom.tools import Tools
from quizengine.classroom.views import Views

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


def test_what_a_pupil_types_comes_back_as_text_and_never_as_markup(room):
    attack = "<script>alert(1)</script>"
    assert attack not in room.client.post("/join", data={"code": attack}).text
    room.go_to(VOTE)
    room.teach("open")
    room.client.post("/join", data={"code": "123456"})
    assert attack not in room.client.post("/respond", data={"item": attack, "response": attack}).text


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
    assert line.startswith("A fault of the kit (test_attacks.py, line ")
    assert "ZeroDivisionError" in line
    assert KEYS["presenter"] not in line


def test_names_nobody_asked_for_are_not_remembered():
    for number in range(1000):
        assert read_file(f"nosuch-{number}") is None
    assert player._read.cache_info().currsize <= 5
