"""The desk: codes of pupils' pages go into the class's journal once, for the presenter alone."""

import json
from contextlib import closing
from dataclasses import replace
from io import BytesIO, StringIO

import pytest
import segno
from PIL import Image
from served import HOST, KEYS
from starlette.testclient import TestClient

from quizengine.classroom.desk import MOST_BYTES
from quizengine.classroom.exits import find_exit, write_responses
from quizengine.classroom.guard import Gate
from quizengine.classroom.play import read_play
from quizengine.classroom.room import Room
from quizengine.classroom.server import Server
from quizengine.classroom.store import Store
from quizengine.classroom.tables import list_responses
from quizengine.classroom.ticket import Ticket, write_code
from quizengine.classroom.tools import Tools
from quizengine.classroom.views import Views
from quizengine.cli import main
from quizengine.content.bank import kit_bank
from quizengine.scanning.codes import read_codes

BANK = kit_bank()
LESSON = BANK.lessons["teens-3"]
ITEMS = find_exit(LESSON, BANK.items)
CODES = [write_code(Ticket(number, (1, 2, number)), LESSON.id, ITEMS) for number in range(1, 13)]
CODE = CODES[0]
OTHER = write_code(Ticket(7, (1, 2, 3)), "another-lesson", ITEMS)


def write_qr(text):
    out = BytesIO()
    segno.make(text, micro=False).save(out, kind="png", scale=6, border=4)
    return out.getvalue()


class Desk:
    """The desk of a class's file; opened again, it goes on."""

    def __init__(self, path, read=read_codes, lang="en", bank=BANK):
        self.store = Store.open(path)
        last = self.store.last_session()
        session = last.id if last else self.store.new_session("teens-3", lang, KEYS, "10:00")
        room = Room(read_play(bank, "teens-3", lang), self.store, session, lang, lambda: "10:00")
        app = Server(room, Views(room, bank), KEYS, Gate((HOST,), f"http://{HOST}/"), Tools(read)).app()
        self.client = TestClient(app, base_url=f"http://{HOST}", follow_redirects=False)

    def ask(self, path, body=None, token=KEYS["presenter"], **more):
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        if body is None:
            return self.client.get(path, headers=headers, **more)
        return self.client.post(path, content=body, headers=headers, **more)

    def type(self, code):
        return self.ask("/api/codes", json.dumps({"code": code})).json()

    def show(self, text):
        return self.ask("/api/frame", write_qr(text)).json()


@pytest.fixture
def desk(tmp_path):
    made = Desk(tmp_path / "class.sqlite")
    yield made
    made.store.close()


def test_a_code_counts_once_however_it_comes(desk):
    plain = CODE.replace("-", "")
    first = desk.show(plain)
    assert (first["count"], first["codes"][0]["is_new"]) == (1, True)
    for told in (desk.show(plain), desk.type(CODE.lower())):
        assert (told["count"], told["codes"][0]["is_new"]) == (1, False)
        assert "read already" in told["codes"][0]["told"]
    assert [desk.type(one)["count"] for one in CODES] == [1, *range(2, 13)]


def test_what_is_read_is_what_the_command_reads(desk, tmp_path):
    for code in CODES[:3]:
        desk.show(code)
    lines = StringIO()
    assert list(write_responses(CODES[:3], BANK, lines)) == []
    kept = desk.store.read().attempts.values()
    told = [f"{one.candidate},{one.item},{one.raw}" for one in kept]
    assert told == lines.getvalue().splitlines()[1:]
    first = [list(list_responses(item))[rank] for item, rank in zip(ITEMS, (1, 2, 1), strict=True)]
    assert [one.raw for one in kept][:3] == [" ".join(parts) for parts in first]
    assert {one.form for one in kept} == {"B"}


def test_a_class_that_was_stopped_still_knows_its_codes(tmp_path):
    path = tmp_path / "class.sqlite"
    before = Desk(path)
    before.type(CODE)
    before.store.close()
    after = Desk(path)
    with closing(after.store):
        assert after.ask("/api/codes").json() == {"count": 1, "can_see": True, "codes": [], "cards": None}
        assert not after.type(CODE)["codes"][0]["is_new"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("4HXA" + CODE[4:], "Character 4, ‘A’, seems mistyped"),
        ("hello", "Character 3, ‘L’, is never used"),
        ("", "This code has 0 characters"),
        (OTHER, "The lesson of this code is not here"),
        ("4" * 90, "This code has 80 characters"),
    ],
)
def test_a_code_that_cannot_be_read_is_said_calmly(desk, text, told):
    answer = desk.type(text)
    assert answer["count"] == 0
    assert answer["codes"][0]["told"].startswith(told)


def test_a_code_of_another_lesson_of_the_kit_is_said(tmp_path):
    other = replace(LESSON, id="another-lesson")
    bank = replace(BANK, lessons={**BANK.lessons, other.id: other})
    desk = Desk(tmp_path / "class.sqlite", bank=bank)
    with closing(desk.store):
        for answer in (desk.type(OTHER), desk.show(OTHER.replace("-", ""))):
            assert "from another lesson than this class’s" in answer["codes"][0]["told"]
            assert answer["count"] == 0
        assert desk.store.read().attempts == {}


@pytest.mark.parametrize("text", ["https://example.org/" + "x" * 900, "0", "<b>é</b>", "4" * 12])
def test_a_square_of_something_else_is_said_calmly(desk, text):
    assert desk.show(text)["codes"][0]["told"] == "This square is not the code of a lesson’s page."
    assert desk.show(OTHER)["codes"][0]["told"].startswith("The lesson of this code is not here")


# ---- What nobody may


def ask_all(desk, token):
    body = json.dumps({"code": CODE})
    return [
        desk.ask("/api/codes", token=token),
        desk.ask("/api/codes", body, token=token),
        desk.ask("/api/frame", write_qr(CODE), token=token),
        desk.ask("/api/frame", b"x" * (2 * MOST_BYTES), token=token),
    ]


def test_nobody_but_the_presenter_reads_codes(desk):
    pupil = desk.client.post("/api/join", json={"code": "123456"}).json()["token"]
    for token in ("", "nobody", KEYS["projector"], KEYS["code"], pupil):
        assert [one.status_code for one in ask_all(desk, token)] == [401] * 4
    assert desk.store.read().attempts == {}


def test_a_page_elsewhere_cannot_send_a_frame(desk):
    headers = {"Authorization": f"Bearer {KEYS['presenter']}", "Origin": "http://example.org"}
    assert desk.client.post("/api/frame", content=write_qr(CODE), headers=headers).status_code == 403


def test_a_frame_that_is_too_long_is_refused_and_no_other_body_is_longer_for_it(desk):
    assert desk.ask("/api/frame", b"x" * (MOST_BYTES + 1)).status_code == 413
    assert desk.ask("/api/codes", b"x" * (MOST_BYTES // 4)).status_code == 413
    assert desk.ask("/api/teach", b"x" * (MOST_BYTES // 4)).status_code == 413


@pytest.mark.parametrize(
    "body", [b"x", b"\x89PNG\r\n\x1a\n", write_qr(CODE)[:150], b"\xff\xd8\xff" + bytes(999)]
)
def test_garbage_is_no_picture_and_breaks_nothing(desk, body):
    answer = desk.ask("/api/frame", body)
    assert (answer.status_code, answer.json()["error"]) == (422, BANK.speak("scan", "en")["scan-no-picture"])


def test_a_picture_of_too_many_dots_is_refused_and_no_picture_is_kept(desk, tmp_path):
    before = {one.name for one in tmp_path.iterdir()}
    huge = BytesIO()
    Image.new("1", (10_000, 5_001)).save(huge, "PNG")
    assert desk.ask("/api/frame", huge.getvalue()).status_code == 422
    assert desk.show(CODE.replace("-", ""))["count"] == 1
    assert {one.name for one in tmp_path.iterdir()} == before
    assert not [one for one in tmp_path.iterdir() if b"PNG" in one.read_bytes()]


@pytest.mark.parametrize("body", ["[]", "{}", '{"code": 7}', '{"code": null}', '{"code": "\\ud800"}', "x"])
def test_a_code_that_is_no_text_is_refused(desk, body):
    assert desk.ask("/api/codes", body).status_code == 422


def test_only_this_page_may_ask_for_the_camera(desk):
    answers = {path: desk.client.get(path) for path in ("/", "/teach", "/screen", "/scan")}
    policies = {path: one.headers.get_list("permissions-policy") for path, one in answers.items()}
    assert policies.pop("/scan") == ["camera=(self)"]
    assert all(one[0].startswith("camera=()") and len(one) == 1 for one in policies.values())


def test_without_the_extra_the_codes_are_typed(tmp_path):
    desk = Desk(tmp_path / "class.sqlite", read=None)
    with closing(desk.store):
        assert desk.ask("/api/codes").json()["can_see"] is False
        refused = desk.ask("/api/frame", write_qr(CODE))
        assert (refused.status_code, "quizengine[scan]" in refused.json()["error"]) == (409, True)
        assert desk.type(CODE)["count"] == 1


# ---- Pictures at the command line


def test_pictures_of_codes_stand_beside_typed_ones_and_a_bad_one_is_one_line(tmp_path, capsys):
    files = {
        "good.png": write_qr(CODES[1]),
        "none.png": write_qr("x").replace(b"IDAT", b"IDAX"),
        "cut.png": write_qr(CODE)[:150],
        "noise.bin": b"\xfe\xff\x00",
        "list.txt": CODES[2].encode(),
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    out = tmp_path / "exit.csv"
    paths = [str(tmp_path / name) for name in files]
    assert main(["page", "--read", CODE, *paths, "--out", str(out)]) == 1
    told = capsys.readouterr().err.splitlines()
    assert [line.split(": ")[0].rsplit("/")[-1] for line in told] == ["none.png", "cut.png", "noise.bin"]
    lines = StringIO()
    assert list(write_responses(CODES[:3], BANK, lines)) == []
    assert out.read_text("utf-8") == lines.getvalue()


def test_a_picture_without_a_code_and_one_without_the_extra_are_told(tmp_path):
    path = tmp_path / "a.png"
    path.write_bytes(write_qr(CODE))
    assert "quizengine[scan]" in next(iter(write_responses([str(path)], BANK, StringIO(), None)))
    told = list(write_responses([str(path)], BANK, StringIO(), lambda data: []))
    assert told == [f"{path}: no code is seen in this picture. Take it again, sharp and from nearer."]
    assert list(write_responses([str(path)], BANK, StringIO(), read_codes)) == []
