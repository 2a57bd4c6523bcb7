"""Who is too slow, too wordy or one of too many is dropped, and keeps nobody else out."""

import socket
import subprocess
import sys
from contextlib import ExitStack, closing, suppress
from threading import Thread

import pytest
from served import KEYS

from quizengine.classroom import patience
from quizengine.classroom.guard import Gate
from quizengine.classroom.network import listen
from quizengine.classroom.play import read_play
from quizengine.classroom.room import Room
from quizengine.classroom.run import Serving
from quizengine.classroom.server import Server
from quizengine.classroom.tools import Tools
from quizengine.classroom.views import Views
from quizengine.content.bank import kit_bank

BANK = kit_bank()


class Line:
    """A connection to the room, from this computer or from another of its addresses."""

    def __init__(self, port, source="127.0.0.1", buffer=65536):
        self.port, self.socket = port, socket.socket()
        self.socket.settimeout(10)  # a stream gives a sign of life every 15
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        self.socket.bind((source, 0))
        self.socket.connect(("127.0.0.1", port))

    def close(self):
        self.socket.close()

    def send(self, line, *, body="", **headers):
        named = {"Host": f"127.0.0.1:{self.port}"} | headers
        told = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in named.items())
        self.socket.sendall(f"{line} HTTP/1.1\r\n{told}\r\n{body}".encode())

    def ask(self, line, **given):
        """Return the status of a short answer, 0 when the connection is gone."""
        try:
            self.send(line, **given)
            return int(self.socket.recv(65536)[9:12] or 0)
        except ConnectionError:
            return 0

    def is_dropped(self):
        """Wait for the end; a connection that is kept is a TimeoutError."""
        try:
            while self.socket.recv(65536):
                pass
        except ConnectionError:
            pass
        return True


@pytest.fixture
def serving(store, monkeypatch):
    """A room that is served on this computer, and has little patience."""
    monkeypatch.setattr(patience, "SLOW", 1)
    monkeypatch.setattr(patience, "STUCK", 1)
    session = store.new_session("teens-3", "fr", KEYS, "10:00")
    room = Room(read_play(BANK, "teens-3", "fr"), store, session, "fr", lambda: "10:00")
    with listen(0, is_open=False) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
        port = listener.getsockname()[1]
        serving = Serving(Server(room, Views(room, BANK), KEYS, Gate((f"127.0.0.1:{port}",), ""), Tools()))
        thread = Thread(target=serving.run, kwargs={"sockets": [listener]})
        thread.start()
        yield serving, port
        serving.should_exit = True
        thread.join(20)
    assert not thread.is_alive()


@pytest.fixture
def call(serving):
    """Opens connections to it."""
    with ExitStack() as lines:
        yield lambda **given: lines.enter_context(closing(Line(serving[1], **given)))


@pytest.mark.parametrize(
    ("line", "headers", "body"),
    [
        ("POST /api/join", {"Content_Length": 100}, "{"),
        ("POST /api/respond", {"Content_Length": 100}, ""),
        ("POST /leave", {"Content_Length": 100}, "x"),
        ("GET /words.json", {"Content_Length": 100}, "x"),
        ("POST /nosuch", {"Transfer_Encoding": "chunked"}, "1\r\nx\r\n"),
        ("POST /api/join", {"Transfer_Encoding": "chunked"}, "5000\r\n" + "x" * 0x5000),
        ("GET /api/events", {"Authorization": "Bearer projector-token", "Content_Length": 100}, "x"),
    ],
)
def test_a_body_that_does_not_come_to_its_end_is_dropped_whatever_is_asked(call, line, headers, body):
    slow = call()
    slow.send(line, body=body, **headers)
    assert slow.is_dropped()


@pytest.mark.parametrize("start", ["", "G", "GET / HTTP/1.1\r\nHost: 127"])
def test_a_connection_that_never_asks_is_dropped(call, start):
    slow = call()
    slow.socket.sendall(start.encode())
    assert slow.is_dropped()


def test_who_has_asked_once_may_not_stay_with_less_than_a_question(call):
    slow = call()
    assert slow.ask("GET /nosuch") == 404
    slow.socket.sendall(b"\r\n")
    assert slow.is_dropped()


def test_who_does_not_read_what_was_asked_for_is_dropped(serving, call, wait_until):
    stuck, connections = call(buffer=2048), serving[0].server_state.connections
    assert stuck.ask("GET /nosuch") == 404
    for _ in range(10):
        stuck.send("GET /player/teach.js")
    wait_until(lambda: not connections)


@pytest.mark.parametrize(
    "start", ["GET / HTTP/1.1\r\nX: ", "GET /", "GET / HTTP/1.1\r\n" + "X: x\r\n" * 9000]
)
def test_a_head_without_end_is_dropped(call, start, monkeypatch):
    monkeypatch.setattr(patience, "SLOW", 60)
    wordy = call()
    with suppress(ConnectionError):
        wordy.socket.sendall(start.encode() + b"x" * 2 * patience.LONGEST_HEAD)
    assert wordy.is_dropped()


@pytest.mark.skipif(sys.platform != "linux", reason="no other address of this computer to come from")
def test_one_device_cannot_take_all_connections(call, monkeypatch):
    monkeypatch.setattr(patience, "MOST_CONNECTIONS", 5)
    monkeypatch.setattr(patience, "SLOW", 60)
    many = [call(source="127.0.0.2") for _ in range(8)]
    assert [one.ask("GET /nosuch") for one in many] == [404] * 5 + [0] * 3
    assert call(source="127.0.0.3").ask("GET /nosuch") == 404
    assert [call().ask("GET /nosuch") for _ in range(8)] == [404] * 8


def test_a_class_finds_room_where_the_system_allows_few_files(tmp_path):
    code = """
import resource
from quizengine.classroom.network import MOST_FILES, allow_connections
most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
resource.setrlimit(resource.RLIMIT_NOFILE, (64, most))
allow_connections()
given = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
assert given == (MOST_FILES if most == resource.RLIM_INFINITY else min(MOST_FILES, most)), given
"""
    subprocess.run([sys.executable, "-c", code], check=True)
