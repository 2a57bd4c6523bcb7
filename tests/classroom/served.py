"""A class served to a test client: its teacher, its projector, its pupils."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.testclient import TestClient

from quizengine.classroom.guard import Gate
from quizengine.classroom.play import read_play
from quizengine.classroom.room import Room
from quizengine.classroom.server import Server
from quizengine.classroom.store import Store
from quizengine.classroom.tools import Tools
from quizengine.classroom.views import Views
from quizengine.content.bank import kit_bank

BANK = kit_bank()
KEYS = {"code": "123456", "presenter": "presenter-token", "projector": "projector-token"}
HOST = "127.0.0.1:8000"
VOTE = "before-you-block"
KEY = BANK.items[VOTE].key[0]
OTHER = next(one for one in BANK.items[VOTE].choice_ids if one != KEY)
FEED = "school-feed"
PROOF, REPORT = "keep-proof:verdict-four", "report:verdict-four:everyone:harassment"


@dataclass
class Pupil:
    """A device that has joined, or anybody with a token."""

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
