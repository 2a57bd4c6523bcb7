"""Whatever is asked, the server answers calmly: no fault of its own, no key, nobody else's answer."""

import json
import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from served import HOST, KEYS
from starlette.testclient import TestClient

from quizengine.classroom.guard import Gate
from quizengine.classroom.moves import MOVES
from quizengine.classroom.play import read_play
from quizengine.classroom.room import Room
from quizengine.classroom.server import Server
from quizengine.classroom.store import Store
from quizengine.classroom.tools import Tools
from quizengine.classroom.views import Views
from quizengine.content.bank import kit_bank

BANK = kit_bank()
VOTE = "proof-or-block-first"
SECRETS = ("presenter-token", "projector-token", BANK.items[VOTE].choices[0].why["fr"])
REQUESTS = int(os.environ.get("FUZZ_REQUESTS", "20000"))
"""They take two minutes; while you work on it a few thousand are enough."""
FUZZ = settings(
    max_examples=REQUESTS,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)

texts = st.text(max_size=60) | st.sampled_from(
    [VOTE, *BANK.items[VOTE].choice_ids, "123456", "count", "next"]
)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)
names = st.sampled_from(["code", "item", "response", "attempt_id", "do", "option", "counts", "voters", "x"])
bodies = st.dictionaries(names, values, max_size=6).map(lambda body: json.dumps(body).encode()) | st.binary(
    max_size=200
)
PAGES = ("/", "/teach", "/screen", "/scan", "/join", "/respond")
ASKED = ("join", "state", "respond", "teach", "codes", "frame")
paths = st.sampled_from([*PAGES, *(f"/api/{name}" for name in ASKED)]) | st.text(
    alphabet=st.characters(min_codepoint=33, max_codepoint=126, exclude_characters="#?"), max_size=30
).map("/{}".format)
tokens = st.sampled_from(["", "nobody", "pupil"]) | st.text(
    alphabet=st.characters(min_codepoint=33, max_codepoint=126), max_size=40
)


def serve(store):
    session = store.new_session("teens-3", "fr", KEYS, "10:00")
    made = Room(read_play(BANK, "teens-3", "fr"), store, session, "fr", lambda: "10:00")
    app = Server(made, Views(made, BANK), KEYS, Gate((HOST,), f"http://{HOST}/"), Tools()).app()
    client = TestClient(app, base_url=f"http://{HOST}", follow_redirects=False, raise_server_exceptions=False)
    return made, client


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    store = Store.open(tmp_path_factory.mktemp("fuzz") / "class.sqlite")
    made, client = serve(store)
    while made.vote != VOTE:
        made.teach("next")
    made.teach("open")
    other = client.post("/api/join", json={"code": "123456"}).json()["token"]
    mine = client.post("/api/join", json={"code": "123456"}).json()["token"]
    body = {"item": VOTE, "response": BANK.items[VOTE].choice_ids[0], "attempt_id": "of-the-other"}
    client.post("/api/respond", json=body, headers={"Authorization": f"Bearer {other}"})
    yield made, client, mine, other
    store.close()


@FUZZ
@given(
    path=paths,
    token=tokens,
    body=bodies,
    method=st.sampled_from(["GET", "POST", "PUT", "DELETE", "HEAD", "X"]),
)
def test_no_request_breaks_the_server_or_tells_a_secret(room, path, token, body, method):
    made, client, mine, other = room
    headers = {"Authorization": f"Bearer {mine if token == 'pupil' else token}"}
    answer = client.request(method, f"http://{HOST}{path}", content=body, headers=headers)
    assert answer.status_code < 500
    assert not [secret for secret in (*SECRETS, other, "of-the-other") if secret in answer.text]
    assert made.state.place == 6


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    store = Store.open(tmp_path_factory.mktemp("desk") / "class.sqlite")
    yield serve(store)[1]
    store.close()


digits = st.text(alphabet="0123456789", max_size=6) | st.sampled_from(["1" * 5000, "²", "٣"])
options = digits | digits.map("left={}".format) | values


@settings(FUZZ, max_examples=REQUESTS // 5)  # each move waits for the disk
@given(
    do=st.sampled_from(["count", *(name for name in MOVES if name != "end")]),
    more=st.fixed_dictionaries(
        {}, optional={"option": options, "counts": values, "voters": values, "n": values}
    ),
)
def test_whatever_the_presenter_asks_is_done_or_refused_by_name(desk, do, more):
    headers = {"Authorization": f"Bearer {KEYS['presenter']}"}
    answer = desk.post("/api/teach", content=json.dumps({"do": do} | more), headers=headers)
    assert answer.status_code in (200, 409, 422)
